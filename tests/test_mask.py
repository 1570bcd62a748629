"""Reports for public logs: nothing of the customer's gets through in any format, and every place stays where it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from respcheck import Finding, Report, check, load_rules
from respcheck.language import EN
from respcheck.mask import mask, veil, vocabulary
from respcheck.reporters import REPORTERS, reporter
from respcheck.reporters.place import UNITS, region
from respcheck.reporters.view import View
from respcheck.source import Source
from tests.conftest import ROOT, Run


@cache
def known() -> frozenset[str]:
    return vocabulary(load_rules(select=["all"]))


#: What must not be seen, in upper or lower case, of a message with findings all over it.
SECRETS = (
    "oluwaseun adebayo mark.twain example.com thornbury ls1 4dp 4111 555-0199 0199 98-7654 4417 teapot zoe\u0308 "
    "\u738b\u5c0f\u660e gutting kettle jolene petra 12.50 tangerine marigold wisteria"
).split()
MESSAGE = """\
Subject: Your order 98-7654, Mrs Adebayo

dear oluwaseun,

Unfortunately Mrs Adebayo we cannot refund order 98-7654 (\u00a312.50, card 4111 1111 1111 1111) as per our policy.
You, Zoe\u0308, said "the kettle gutting" and \u201cthe teapot too\u201d and 'marigold did it'.
As per our policy all sales are final.
Per our policy we cannot ship to 12 tangerine street, Thornbury LS1 4DP; call 020 7555-0199 or mark.twain@example.com.
\u738b\u5c0f\u660e, please do not reply to this email about 4417, see https://example.com/u/jolene?id=4417.
Any inconvenience caused to Petra is regretted. We hope you understand our position, jolene.

> my kettle gutting and i am oluwaseun

Please do not reply to this email. Thanks, jolene

-- \nPetra Thornbury, wisteria cottage
"""
HTML = """\
<p title="Jolene">Please do not <b>reply</b> to this email, <a href="mailto:petra@example.com">Petra</a>.</p>
<blockquote>my kettle gutting</blockquote><p>Per our policy, &ldquo;the teapot&rdquo; is final, Mr&nbsp;Adebayo.</p>
"""
TEMPLATE = """\
{# respcheck: ignore[do-not-reply] Petra from wisteria asked for it #}
Please do not reply to this email.

{% if name == "Jolene" %}Unfortunately we cannot refund you, {{ name | default("Petra") }}.{% endif %}
"""
MAIL = b"""\
From: Petra Thornbury <no-reply@example.com>\r\nTo: mark.twain@example.com\r\nSubject: Order 98-7654\r
Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r
Dear Oluwaseun,\r\n\r\nPer our policy we do not refund the =E2=80=9Ckettle=E2=80=9D. Please do not reply to th=\r
is email, Jolene.\r
"""
THREAD = "Hi,\n\nMy order 98-7654 came with the teapot broken. When will I get my kettle? Regards, Oluwaseun Adebayo\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(MESSAGE, encoding="utf-8")
    (tmp_path / "b.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "c.txt.j2").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "d.eml").write_bytes(MAIL)
    (tmp_path / "thread").mkdir()
    (tmp_path / "thread" / "t.txt").write_text(THREAD)
    (tmp_path / ".respcheck.yml").write_text(
        "ignore:\n  - path: a.txt\n    sentence: the kettle gutting on Petra\n    rules: [RC1]\n    reason: Jolene\n"
    )
    return tmp_path


def leaks(text: str) -> list[str]:
    """The secrets in a text, however it is encoded."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text).casefold()
    return [secret for secret in SECRETS if secret.casefold() in plain]


def test_nothing_gets_out_in_any_format(run: Run, folder: Path) -> None:
    outputs = [part for name in REPORTERS for part in ("--output", f"{name}:out/{name}")]
    everything = " ".join(f"{{{name}}}" for name in ("match", "text", "message", "because", "suppressed", "path"))
    always = ("--select", "all", "--thread", "thread/t.txt", "--show-suppressed", "--color", "always")
    files = ("a.txt", "b.html", "c.txt.j2", "d.eml")
    for more in (("--format-string", everything), ("--mask", "--format-string", everything)):
        done = run("check", *always, *more, *outputs, *files)
        assert done.returncode == 1, done.stderr
        written = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.parent.name == "out"}
        assert len(written) == len(REPORTERS)
        if "--mask" not in more:  # the secrets are there to be hidden
            assert {path.name for path, text in written.items() if leaks(text)} == set(REPORTERS)
            assert set(leaks("".join(written.values()))) == set(SECRETS)
            continue
        assert {path.name: leaks(text) for path, text in written.items() if leaks(text)} == {}
        assert leaks(done.stdout + done.stderr) == []
        assert "suppressed by c.txt.j2:1: *****" in done.stdout
        assert "note: the ignore entry for '***" in done.stderr


def test_nothing_gets_into_the_cache(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    (folder / "harmless.txt").write_text("Hello.\n")
    for name in ("a.txt", "harmless.txt"):
        monkeypatch.setenv("RESPCHECK_CACHE_DIR", str(folder / f"cache of {name}"))
        run("check", "--mask", "--select", "all", name)
        kept.append({path.name: path.read_bytes() for path in (folder / f"cache of {name}").iterdir()})
    assert kept[0] and kept[0] == kept[1]


def test_what_rules_look_for_can_still_be_read(run: Run, folder: Path) -> None:
    done = run("check", "--mask", "--select", "RC1,RC2", "a.txt")
    assert "'As per our policy all ***** are final' gives a rule as the reason" in done.stdout
    assert "'Please do not reply to this email' turns the reader away" in done.stdout


FILES = {path.name: path for path in sorted((ROOT / "samples").iterdir()) if path.is_file()}
TEXTS = {"a.txt": MESSAGE, "b.html": HTML, "c.txt.j2": TEMPLATE, "d.eml": MAIL}


@pytest.mark.parametrize("name", [*FILES, *TEXTS])
def test_every_place_stays_and_no_digit_and_no_unknown_word_is_left(name: str) -> None:
    report = check(FILES[name].read_bytes() if name in FILES else TEXTS[name], name)
    masked = mask(report, known())
    for before, after in zip(report.findings, masked.findings, strict=True):
        assert (after.rule, after.span, after.zone) == (before.rule, before.span, before.zone)
        for unit in UNITS:
            assert region(after.source, after.span, unit) == region(before.source, before.span, unit)
        for text in (after.source.text, after.text, after.suppressed.reason if after.suppressed else ""):
            assert not re.search(r"\d", text)
            for word in re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?", text.lower().replace("\u2019", "'")):
                stem = re.sub("(n't|'(s|re|ve|ll|d|m))$", "", word)
                assert {word, stem} & (known() | EN.starters | EN.greetings), word
        assert after.fingerprint != before.fingerprint
    prints = [finding.fingerprint for finding in masked.findings]
    assert len(set(prints)) == len(prints)


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_a_masked_report_fits_every_format(name: str) -> None:
    masked = mask(check(MESSAGE, "a.txt"), known())
    assert "".join(reporter(name)(masked, View(template="{message}")))


FRAMES = (
    "Hi {}, please do not reply.", "hi {} please do not reply", "Dear Mr. {},", "I spoke with {} about it.",
    "This is {}.", "Regards,\n{}", "thanks, {}", "kind regards\n\n{}", "my name is {}", "We sent it to {}",
    "ms {} called", "Ask {}'s manager", "signed: {}", "Hello {} {},",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_names_are_hidden_even_those_that_are_words(frame: str) -> None:
    names = "Will May Mark Hope Bill Grant An Can So Chase Price Nguy\u1ec5n O'Brien Anne-Marie Zo\u00eb \u674e".split()
    for name in names:
        shown = veil(frame.format(name, name), known())
        assert not re.search(rf"(?<!\w){name}(?!\w)", shown), shown
    if frame[0].islower():  # who writes no capitals writes none in names
        for name in names:
            shown = veil(frame.format(name.lower(), name.lower()), known())
            assert not re.search(rf"(?<!\w){name.lower()}(?!\w)", shown), shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call 0207 555 0199 now", "call **** *** **** now"),
        ("\u0664\u0661\u0661\u0661 \uff14\uff11 \u2463", "\u00b7\u00b7\u00b7\u00b7 \u2022\u2022 \u2022"),
        ("the code is four two seven one", "the code is **** *** ***** ***"),
        ("order AB-12/7 and #99", "order ******* and ***"),
        ("one of our agents", "one of our agents"),
        ("will.may@hope.com", "*****************"),
        ("see www.hope.org/will", "see *****************"),
        ("to 5 high street", "to * **** ******"),
        ('he said "we will wait" and', "he said *** **** ***** and"),
        ("he said 'we don't wait' and", "he said *** ***** ***** and"),
        ("it's the customers' order, don't wait", "it's the customers' order, don't wait"),
        ("I\u2019m sorry we\u2019re late", "I\u2019m sorry we\u2019re late"),
        ('it is "not closed', "it is **** ******"),
        ("it is closed\u201d and", "** ** ******\u2022 and"),
        ("<q>we wait</q> and", "***** ******** and"),
        ("&ldquo;we wait&rdquo; and", "********* *********** and"),
        ('<a href="x" title="we wait">and</a> more', "** ******** ********* ************* more"),
        ("> we wait", "* ** ****"),
        ("PLEASE DO NOT REPLY", "PLEASE DO NOT REPLY"),
        ("na\u00efve \U0001f600 caf\u00e9", "**\u00b7** \U0001f784 ***\u00b7"),
        ("refund the tea=\nkettle", "refund the ****\n******"),
        ("we\x00 wait\ud800", "we* wait\u2022"),
    ],
)
def test_what_is_hidden_and_what_is_shown(text: str, shown: str) -> None:
    assert veil(text, known()) == shown


def test_a_field_of_findings_that_nobody_thought_of_is_hidden() -> None:
    """Strings are masked unless they are known to be the tool's own: a new field can't leak."""
    (found, *_) = mask(check(MESSAGE, "a.txt"), known()).findings
    own = {"zone", "message", "because"}
    values: dict[str, Any] = {name: getattr(found, name) for name in Finding.__slots__ if name not in own}
    assert [name for name, value in values.items() if isinstance(value, str) and veil(value, known()) != value] == []


def test_a_fix_that_holds_a_hidden_word_is_left_out() -> None:
    (found,) = check("Sorry for any inconvenience, Petra.", rules=load_rules(select=["RC612"])).findings
    assert found.edit
    kept = mask(Report((found,), 1), known()).findings[0].edit
    assert kept == found.edit
    named = replace(found, edit=found.edit._replace(replacement="Petra's"))
    assert mask(Report((named,), 1), known()).findings[0].edit is None


def test_positions_in_json_are_those_of_the_file(run: Run, folder: Path) -> None:
    command = ("check", "--output-format", "json", "a.txt", "d.eml")
    plain, masked = (json.loads(run(*command, *more).stdout) for more in ((), ("--mask",)))
    keys = ("filename", "code", "location", "end_location", "severity", "help", "rewrite")
    assert [[f[key] for key in keys] for f in masked] == [[f[key] for key in keys] for f in plain]


EXPORT = """\
en:
  user_mailer:
    jolene_petra:
      subject: Your order 98-7654
      body: "dear oluwaseun,\\n\\nplease do not reply to this email, Petra."
"""


def test_the_name_of_a_message_of_many_is_hidden(run: Run, tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text(EXPORT)
    command = ("check", "--mask", "--checklist", "en.yml", "--output-format")
    assert " in user_mailer.jolene_petra" in run(*command[:1], *command[2:], "full").stdout
    for name in ("full", "concise"):
        done = run(*command, name)
        assert "'please do not reply to this email'" in done.stdout
        assert leaks(done.stdout + done.stderr) == []


@pytest.mark.parametrize("option", ["--diff", "--add-ignores=legal"])
def test_what_shows_the_text_does_not_go_with_it(run: Run, folder: Path, option: str) -> None:
    done = run("check", "--mask", option, "a.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "respcheck: --mask hides words: leave it out with --diff and --add-ignores\n"
    assert run("check", "--mask", "--show-files", "a.txt").returncode == 2


def test_a_source_that_is_nowhere_shown_keeps_its_lines() -> None:
    report = check(MESSAGE, "a.txt")
    masked = mask(report, known())
    source = masked.findings[0].source
    assert isinstance(source, Source)
    assert [len(line) for line in source.text.split("\n")] == [len(line) for line in MESSAGE.split("\n")]
