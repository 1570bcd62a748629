"""Comments that suppress findings, in every format's own comments, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from respcheck import load_rules
from respcheck.finding import Finding, Report
from respcheck.formats import read
from respcheck.linter import check
from respcheck.ruleset import Ruleset
from respcheck.settings import Place, Quoted, Settings
from respcheck.source import Source
from respcheck.suppress import silence
from tests.conftest import Run

TODAY = date(2026, 6, 30)
BAD = "Please do not reply to this email"


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(
        select=["do-not-reply", "policy-as-reason", "tool"], ignore=["unexplained-suppression", "comment-in-source"]
    )


def report(ruleset: Ruleset, text: str, path: str = "m.txt.j2") -> Report:
    return check(Source(path, text), ruleset, today=TODAY)


def names(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule.name for finding in findings]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("m.html", f"<p>Hi</p>\n<!-- respcheck: ignore[do-not-reply] r -->\n<p>{BAD}.</p>\n<p>Bye</p>"),
        ("m.txt.j2", f"Hi\n\n{{# respcheck: ignore[do-not-reply] r #}}\n{BAD}."),
        ("m.txt.twig", f"Hi\n\n{{#- respcheck: ignore[do-not-reply] r -#}}\n{BAD}."),
        ("m.hbs", f"Hi {{{{name}}}}\n\n{{{{!-- respcheck: ignore[do-not-reply] r --}}}}\n{BAD}."),
        ("m.mustache", f"Hi\n\n{{{{! respcheck: ignore[do-not-reply] r }}}}\n{BAD}."),
        ("m.liquid", f"Hi\n\n{{% comment %}} respcheck: ignore[do-not-reply] r {{% endcomment %}}\n{BAD}."),
        ("m.liquid", f"Hi\n\n{{% # respcheck: ignore[do-not-reply] r %}}\n{BAD}."),
        ("m.gotmpl", f"Hi\n\n{{{{/* respcheck: ignore[do-not-reply] r */}}}}\n{BAD}."),
        ("m.gotmpl", f"Hi\n\n{{{{- /* respcheck: ignore[do-not-reply] r */ -}}}}\n{BAD}."),
        ("m.erb", f"Hi\n\n<%# respcheck: ignore[do-not-reply] r %>\n{BAD}."),
        ("m.mako", f"Hi\n\n## respcheck: ignore[do-not-reply] r\n{BAD}."),
        ("m.mako", f"Hi\n\n<%doc>respcheck: ignore[do-not-reply] r</%doc>\n{BAD}."),
        ("m.vm", f"Hi\n\n## respcheck: ignore[do-not-reply] r\n{BAD}."),
        ("m.ftl", f"Hi\n\n<#-- respcheck: ignore[do-not-reply] r -->\n{BAD}."),
        ("m.tpl", f"Hi\n\n{{* respcheck: ignore[do-not-reply] r *}}\n{BAD}."),
        ("m.cshtml", f"<p>Hi</p>\n@* respcheck: ignore[do-not-reply] r *@\n<p>{BAD}.</p>"),
        ("m.vm", f"Hi #if($a)b#end\n\n#* respcheck: ignore[do-not-reply] r *#\n{BAD}."),
        ("m.html.heex", f"<p>Hi</p>\n<%!-- respcheck: ignore[do-not-reply] r --%>\n<p>{BAD}.</p>"),
        ("m.slim", f"p Hi\n/ respcheck: ignore[do-not-reply] r\np {BAD}."),
        ("m.blade.php", f"Hi\n\n{{{{-- respcheck: ignore[do-not-reply] r --}}}}\n{BAD}."),
        ("m.haml", f"%p Hi\n-# respcheck: ignore[do-not-reply] r\n%p {BAD}."),
        ("m.md", f"Hi\n\n<!-- respcheck: ignore[do-not-reply] r -->\n{BAD}."),
        ("m.tsx", f"const A = () => (<Html>{{/* respcheck: ignore[do-not-reply] r */}}<Text>{BAD}.</Text></Html>)"),
        ("m.tsx", f"// respcheck: ignore[do-not-reply] r\nexport const A = () => (<Text>{BAD}.</Text>)"),
        ("m.js", f"// respcheck: ignore[do-not-reply] r\nconst body = '{BAD}.'"),
        ("m.js", f"const body = '{BAD}.' /* respcheck: ignore[do-not-reply] r */"),
        ("m.py", f"# respcheck: ignore[do-not-reply] r\nbody = '{BAD}.'"),
        ("m.yaml", f"# respcheck: ignore[do-not-reply] r\nbody: {BAD}."),
        ("m.yaml", f"body: {BAD}.  # respcheck: ignore[do-not-reply] r\n"),
        ("m.yaml", f"body: |\n  Hi\n# respcheck: ignore[do-not-reply] r\nmore: {BAD}."),
        ("m.md", f"---\nsubject: Hi\nrespcheck: ignore-file[do-not-reply] r\n---\n{BAD}."),
        ("m.txt", f"---\nrespcheck: ignore-file[do-not-reply] r\n---\n{BAD}."),
        ("m.md", f"---\nsubject: Hi\nrespcheck:\n  - 'ignore-file[do-not-reply] r'\n---\n{BAD}."),
        ("m.md", f"---\n# respcheck: ignore[do-not-reply] r\nsubject: {BAD}\n---\nHi."),
        (
            "m.eml",
            "Subject: Hi\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
            f"<!-- respcheck: ignore[do-not-reply] r until=3D2026-12-31 -->\n<p>{BAD}.</p>",
        ),
    ],
)
def test_each_formats_own_comments(path: str, text: str) -> None:
    ruleset = load_rules(select=["do-not-reply", "tool"], ignore=["visible-comment", "comment-in-source"])
    found = report(ruleset, text, path)
    assert [(f.rule.name, f.suppressed and f.suppressed.how) for f in found.findings] == [("do-not-reply", "comment")]
    assert found.findings[0].suppressed is not None
    assert found.findings[0].suppressed.reason == "r"
    without = report(ruleset, text.replace("respcheck:", "respchek:"), path)
    assert names(without.open) == ["do-not-reply"], "the same text without the comment is flagged"


def test_the_next_block_and_no_more(ruleset: Ruleset) -> None:
    found = report(ruleset, f"{{# respcheck: ignore[do-not-reply] r #}}\n{BAD}.\n\n{BAD}.")
    assert [bool(f.suppressed) for f in found.findings] == [True, False]
    assert found.findings[1] in found.open
    assert len({finding.fingerprint for finding in found.findings}) == 2


@pytest.mark.parametrize(
    ("text", "suppressed"),
    [
        (f"{BAD}. {{# respcheck: ignore[do-not-reply] r #}}\n\n{BAD}.", [True, False]),
        (f"{BAD}.\n{{# respcheck: ignore[do-not-reply] r #}}\n\n{BAD}.", [False, True]),
        (f"Hi,\n{{# respcheck: ignore[do-not-reply] r #}}\nplease note. {BAD}.\n\n{BAD}.", [True, False]),
        (f"- Hi\n- {BAD}. {{# respcheck: ignore[do-not-reply] r #}}\n- {BAD}.", [True, False]),
        (f"<p>{BAD}.</p> <!-- respcheck: ignore[do-not-reply] r -->\n<p>{BAD}.</p><p>Bye</p>", [True, False]),
        (f"<p>{BAD}.</p> <!-- respcheck: ignore[do-not-reply] r --> <p>{BAD}.</p><p>Bye</p>", [False, True]),
        (f"<td>{BAD}. <!-- respcheck: ignore[do-not-reply] r --></td><td>{BAD}.</td><br><br>", [True, False]),
    ],
)
def test_at_a_lines_end_it_is_about_that_line(ruleset: Ruleset, text: str, suppressed: list[bool]) -> None:
    path = "m.html" if text.startswith("<") else "m.txt.j2"
    assert [bool(f.suppressed) for f in report(ruleset, text, path).findings] == suppressed


def test_ranges(ruleset: Ruleset) -> None:
    off, on = "{# respcheck: off[RC101] r #}", "{# respcheck: on[do-not-reply] #}"
    found = report(ruleset, f"{BAD}.\n\n{off}\n{BAD}.\n\n{BAD}.\n{on}\n\n{BAD}.")
    assert [bool(f.suppressed) for f in found.findings] == [False, True, True, False]
    open_ended = report(ruleset, f"{off}\n{BAD}.\n\n{BAD}.")
    assert open_ended.open == ()
    assert report(ruleset, f"{off}\n{BAD}.\n{{# respcheck: on #}}\n\n{BAD}.").open != ()


def test_a_whole_file_and_families_and_prefixes(ruleset: Ruleset) -> None:
    for name in ("no-reply", "RC1", "do-not-reply", "RC101", "RC101, policy-wall"):
        found = report(ruleset, f"{{# respcheck: ignore-file[{name}] r #}}\nHi,\n\n{BAD}.\n\n{BAD}.")
        assert [f.rule.code for f in found.findings if f.suppressed] == ["RC101", "RC101"]


@pytest.mark.parametrize(
    ("comment", "rule", "message"),
    [
        ("ignore[policy-as-reason] r", "unused-suppression", "'ignore[policy-as-reason]' suppresses nothing here"),
        ("on[do-not-reply]", "unused-suppression", "'on[do-not-reply]' suppresses nothing here"),
        ("ignore", "bare-suppression", "'ignore' names no rule, so it suppresses nothing"),
        ("off[all] r", "bare-suppression", "'off[all]' names no rule, so it suppresses nothing"),
        ("ignore[do-not-repy] r", "unknown-rule", "'do-not-repy'; did you mean 'do-not-reply'?"),
        ("ignore[do-not-reply] r until=2026-06-29", "expired-suppression", "'ignore[do-not-reply] until=2026-06-29'"),
        ("disable[do-not-reply]", "unclear-suppression", "'disable' is none of ignore, ignore-file, off, on"),
        ("ignore[do-not-reply] r until=soon", "unclear-suppression", "'until=soon' is no date such as 2030-12-31"),
    ],
)
def test_what_is_wrong_with_a_comment_is_a_finding(ruleset: Ruleset, comment: str, rule: str, message: str) -> None:
    text = f"Hi,\n\n{{# respcheck: {comment} #}}\n{BAD}."
    found = report(ruleset, text)
    fault, other = found.open
    assert (fault.rule.name, other.rule.name) == (rule, "do-not-reply"), "a faulty comment suppresses nothing"
    assert message in fault.message
    assert fault.match == f"{{# respcheck: {comment} #}}"


def test_the_last_day_counts(ruleset: Ruleset) -> None:
    assert report(ruleset, f"{{# respcheck: ignore[do-not-reply] legal, until=2026-06-30 #}}\n{BAD}.").open == ()


def test_only_the_idle_name_of_several_is_unused(ruleset: Ruleset) -> None:
    found = report(ruleset, f"{{# respcheck: ignore[do-not-reply, policy-as-reason] r #}}\n{BAD}.")
    assert [f.message for f in found.open] == ["'ignore[policy-as-reason]' suppresses nothing here"]


def test_a_rules_own_name_goes_before_its_familys() -> None:
    text = "Hi,\n\nThere is nothing further to discuss and we will not respond. {# respcheck: ignore[%s] r #}"
    some = load_rules(select=["RC4", "tool"])
    assert report(some, text % "missing-next-step, vague-follow-up").open == ()
    assert [f.rule.code for f in report(some, text % "missing-next-step").findings] == ["RC401", "RC402"]


def test_rules_that_did_not_run_are_not_unused() -> None:
    some = load_rules(select=["RC1", "RC0"])
    assert report(some, "{# respcheck: ignore[policy-as-reason] r #}\nYour card is on its way.").open == ()


def test_comments_that_the_customer_gets() -> None:
    comment = "<!-- respcheck: ignore[do-not-reply] r -->"
    html = f"<p>Hi</p>\n{comment}\n<p>{BAD}.</p>\n<p>Bye</p>"
    tool = load_rules(select=["do-not-reply", "tool"])
    assert names(report(tool, f"Hi,\n\n{comment}\n{BAD}.", "m.txt").open) == ["visible-comment"]
    assert names(report(tool, html, "m.html").open) == ["comment-in-source"]
    assert names(report(tool, html.replace(" r ", "  "), "m.html").open) == [
        "comment-in-source",
        "unexplained-suppression",
    ]


def test_what_the_customer_wrote_about_it_is_no_comment(ruleset: Ruleset) -> None:
    assert names(report(ruleset, f"respcheck: ignore[RC101] r\n\n{BAD}.", "m.txt").open) == ["do-not-reply"]


def test_several_in_one_comment(ruleset: Ruleset) -> None:
    comment = "{# respcheck: ignore[do-not-reply] one\n   respcheck: ignore[policy-as-reason] two #}"
    found = report(ruleset, f"{comment}\n{BAD}. No refunds, as per our policy.")
    assert [f.suppressed and (f.rule.code, f.suppressed.reason) for f in found.findings] == [
        ("RC101", "one"),
        ("RC201", "two"),
    ]


def test_a_rule_of_the_tool_has_its_severity_and_can_be_left_out(ruleset: Ruleset) -> None:
    loud = replace(ruleset, rules=tuple(r for r in ruleset.rules if r.name != "bare-suppression"))
    text = f"{{# respcheck: ignore #}}\n{BAD}."
    assert names(report(loud, text).open) == ["do-not-reply"]
    assert [f.rule.severity.word for f in report(ruleset, text).open] == ["warning", "error"]


def quoted(**changes: object) -> Quoted:
    entry = Quoted("m.txt", BAD, ("do-not-reply",), "the bank's words", None, Place(".respcheck.yml", 4))
    return entry._replace(**changes)


def apply(ruleset: Ruleset, *entries: Quoted, text: str = f"Hi,\n\n{BAD}.") -> Report:
    return check(Source("m.txt", text), ruleset, Settings(quoted=entries), TODAY)


def test_the_configuration_suppresses_by_sentence(ruleset: Ruleset) -> None:
    (finding,) = apply(ruleset, quoted()).findings
    assert str(finding.suppressed) == "suppressed by .respcheck.yml:4: the bank's words"
    assert apply(ruleset, quoted(sentence="please DO  not\nreply to this letter")).open != ()
    assert apply(ruleset, quoted(sentence="please DO  not\nreply to this email.")).open == ()
    assert apply(ruleset, quoted(rules=("no-reply",))).open == ()
    assert apply(ruleset, quoted(), text=f"{BAD}, {{{{ name }}}}, ever.\n\n{BAD}.").open == ()


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({"sentence": "Please"}, True),
        ({"sentence": "lease do not"}, False),
        ({"sentence": "Do not write"}, False),
        ({"sentence": f"Hello. {BAD}."}, True),
        ({"sentence": "Hello. Please do not reply."}, False),
        ({"rules": ("policy-as-reason",)}, False),
        ({"until": date(2026, 6, 29)}, False),
        ({"until": TODAY}, True),
    ],
)
def test_when_an_entry_holds(ruleset: Ruleset, changes: dict[str, object], holds: bool) -> None:
    assert bool(apply(ruleset, quoted(**changes)).open) == (not holds)


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ("", ""),
        ("sentence: Do not write", "the ignore entry for 'Do not write' suppresses nothing"),
        ("until: 2020-01-31", f"the ignore entry for '{BAD}' expired on 2020-01-31"),
        ("rules: [hard-to-read]", f"the ignore entry for '{BAD}' suppresses nothing"),
        ("rules: [cant-without-can]", ""),  # off unless selected
        ("path: b.*", f"the ignore entry for '{BAD}' suppresses nothing"),
    ],
)
def test_idle_and_expired_entries_are_notes(run: Run, tmp_path: Path, more: str, note: str) -> None:
    entry = {"path": "a.txt", "sentence": BAD, "rules": "[do-not-reply]", "reason": "agreed"}
    entry |= dict([more.split(": ")] if more else [])
    lines = "\n    ".join(f"{key}: {value}" for key, value in entry.items())
    (tmp_path / ".respcheck.yml").write_text(f"ignore:\n  - {lines}\n")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Hi,\n\n{BAD}.\n" if name == "a.txt" else "Hi.\n")
    stderr = run("check").stderr.splitlines()
    assert [line for line in stderr if "ignore entry" in line] == (
        [f"respcheck: .respcheck.yml:2: note: {note}"] if note else []
    )
    single = run("check", "a.txt").stderr
    assert ("suppresses nothing" in single) == ("suppresses nothing" in note and "path" not in more)


def test_a_less_sure_finding_that_is_left_out_still_uses_its_suppression(ruleset: Ruleset) -> None:
    source = Source("m.j2", f"{{# respcheck: ignore[do-not-reply] r #}}\n{BAD}.")
    assert check(source, ruleset, Settings(min_confidence=0.99), TODAY).open == ()


def test_the_rules_about_it_decide_whether_an_entry_is_noted(run: Run, tmp_path: Path) -> None:
    old = f"{{path: a.txt, sentence: {BAD}, rules: RC101, until: 2020-01-31}}"
    (tmp_path / ".respcheck.yml").write_text(
        f"ignore:\n  - {{path: '*.txt', sentence: No more, rules: RC101}}\n  - {old}\n"
    )
    (tmp_path / "a.txt").write_text(f"Hi,\n\n{BAD}.\n")
    (tmp_path / "b.txt").write_text("Hi.\n")
    idle, expired = ".respcheck.yml:2: note: the ignore entry for 'No more'", ".respcheck.yml:3: note:"
    assert [text in run("check").stderr for text in (idle, expired)] == [True, True]
    assert [text in run("check", "a.txt").stderr for text in (idle, expired)] == [False, True], "b.txt was not read"
    assert [text in run("check", "--ignore", "RC001").stderr for text in (idle, expired)] == [False, True]
    assert [text in run("check", "--ignore", "RC005").stderr for text in (idle, expired)] == [True, False]


def test_an_entry_for_a_finding_that_is_not_sure_enough_is_not_idle(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".respcheck.yml").write_text(f"ignore:\n  - {{path: a.txt, sentence: {BAD}, rules: RC101}}\n")
    (tmp_path / "a.txt").write_text(f"Hi,\n\n{BAD}.\n")
    assert "suppresses nothing" not in run("check", "--min-confidence", "0.99").stderr


@pytest.mark.parametrize("verb", ["ignore", "off"])
def test_ten_times_the_comments_take_some_ten_times_as_long(ruleset: Ruleset, verb: str) -> None:
    def took(count: int) -> float:
        part = "    # respcheck: {}[do-not-reply] so it is\n    m{}:\n      body: {}. It is {}.\n    # respcheck: on\n"
        text = "en:\n  mailer:\n" + "".join(part.format(verb, n, BAD, n) for n in range(count))
        text = text if verb == "off" else text.replace("    # respcheck: on\n", "")
        source = Source("en.yml", text)
        messages = read(source)
        findings = check(source, ruleset, suppressing=False).findings
        times = []
        for _ in range(3):
            start = process_time()
            marked = silence(findings, messages[0].remarks, messages, ruleset, TODAY)
            times.append(process_time() - start)
        assert [bool(finding.suppressed) for finding in marked] == [True] * count
        return min(times)

    assert took(2000) < 30 * took(200)
