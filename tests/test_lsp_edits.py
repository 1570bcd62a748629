"""What an editor can do about a finding: the new text, exactly where it belongs, or nothing."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from respcheck.batch import Job
from respcheck.finding import Finding
from respcheck.lsp import edits
from respcheck.lsp.checker import Checker
from respcheck.project import Project
from respcheck.settings import Given, Layer, Place
from respcheck.source import Source, Span
from tests.conftest import ROOT


def checked(text: str, name: str, *select: str) -> tuple[Source, Job, tuple[Finding, ...]]:
    """A text that an editor has, and its findings of some rules."""
    options = Layer(select=tuple(Given(code, Place("--select")) for code in (*select, "tool")))
    found = Checker(lambda: Project(options, isolated=True)).check(f"/project/{name}", text)
    assert found.job is not None
    return found.source, found.job, found.findings


BAD = "Please do not reply to this email."
SAY = "Questions? Just reply to this email: it reaches {team}."


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", f"Hi Ana,\r\n\r\n{BAD} Bye.", f"Hi Ana,\r\n\r\n{BAD} {SAY} Bye."),
        ("a.txt", "Hi,\n\n😀 Do not\nreply to this email", f"Hi,\n\n😀 Do not\nreply to this email {SAY}"),
        ("a.html", f"<p>Hi <b>Ana</b>,</p><p><b>{BAD}</b></p>", f"<p>Hi <b>Ana</b>,</p><p><b>{BAD} {SAY}</b></p>"),
        ("a.md", f"Hi Ana,\n\n- {BAD}\n- Bye\n", f"Hi Ana,\n\n- {BAD} {SAY}\n- Bye\n"),
        ("a.json", f'{{"body": "Hi Ana,\\n\\n{BAD}"}}', f'{{"body": "Hi Ana,\\n\\n{BAD} {SAY}"}}'),
    ],
)  # fmt: skip
def test_a_rewrite_stands_behind_the_sentence(name: str, before: str, after: str) -> None:
    source, job, (finding,) = checked(before, name, "RC101")
    (new,) = edits.rewrites(source, job, finding)
    assert edits.apply(before, [new]) == after


def test_a_rewrite_can_go_on_with_the_sentence_and_have_alternatives() -> None:
    text = "Hi Ana,\n\nUnfortunately your application was declined for security reasons! Regards,\nBen\n"
    source, job, (finding,) = checked(text, "a.txt", "RC302")
    (new,) = edits.rewrites(source, job, finding)
    assert "for security reasons because {the concrete cause}! Regards" in edits.apply(text, [new])
    source, job, (finding,) = checked("Hi Ana,\n\nYour claim is refused.\n", "a.txt", "RC401")
    texts = [new.text for new in edits.rewrites(source, job, finding)]
    assert texts == [" {Who} will {act} by {date}.", " You can {option}: {link}."]


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("a.eml", "Subject: Hello\nContent-Transfer-Encoding: base64\n\n{}\n", "RC101"),
        ("a.txt", "Dear Customer,\n\nThank you.\n", "RC804"),
        ("a.eml", "From: noreply@example.com\nSubject: Hello\n\nHi Ana,\n\nThank you.\n", "RC801"),
    ],
)
def test_no_rewrite_where_it_would_not_be_read(name: str, text: str, rule: str) -> None:
    encoded = base64.b64encode(f"Hi Ana,\n\n{BAD}\n".encode()).decode()
    source, job, (finding,) = checked(text.replace("{}", encoded), name, rule)
    assert finding.rule.rewrite
    assert edits.rewrites(source, job, finding) == []


def test_all_safe_fixes_each_where_it_is() -> None:
    text = (ROOT / "samples" / "price-change.html").read_text()
    source, job, _ = checked(text, "a.html", "RC605")
    news = edits.fix_all(source, job)
    assert [(text[slice(*new.span)], new.text) for new in news] == [("!", "."), ("!", ".")]
    source, job, findings = checked(edits.apply(text, news), "a.html", "RC605")
    assert (edits.fix_all(source, job), [f for f in findings if f.edit]) == ([], [])


def test_a_comment_suppresses_all_of_a_rule_in_the_block() -> None:
    text = f"<p>Hi,</p>\n<p>{BAD} Replies are not read.</p>\n"
    source, job, findings = checked(text, "a.html.j2", "RC101")
    assert len(findings) == 2
    (new,) = edits.comment(source, job, findings)
    assert new.text == "{# respcheck: ignore[do-not-reply] REASON #}"
    after = edits.apply(text, [new])
    assert after == text.replace("<p>Please", f"<p>{new.text}Please")
    assert checked(after, "a.html.j2", "RC101")[2] == ()
    source, job, findings = checked(text, "a.html", "RC101")
    assert edits.comment(source, job, findings) == [], "this comment would be sent"


@pytest.mark.parametrize(
    "config",
    [
        "",
        "select: all",
        "---\nselect: all\n",
        "ignore:\r\n\r\n- RC2\r\n",
        "ignore:\n  - RC2\nselect: all\n",
        "ignore:  # ours\n# counsel's\n- RC2\n",
        "ignore:\n  - path: b.txt\n    sentence: No.\n    rules: RC2\n",
    ],
)
def test_an_entry_in_the_configuration(config: str, tmp_path: Path) -> None:
    _, _, (finding,) = checked(f"Hi,\n\n{BAD}\n", "a.txt", "RC101")
    new = edits.entry(config, "sub/a [1].txt", finding)
    assert new is not None
    text = edits.apply(config, [new])
    assert all(line in text.splitlines() for line in config.splitlines())
    (tmp_path / ".respcheck.yml").write_text(text)
    (entry,) = Project().job(str(tmp_path / "sub" / "a [1].txt")).settings.quoted
    assert (entry.sentence, entry.rules, entry.reason) == (finding.text, ("do-not-reply",), "REASON")


@pytest.mark.parametrize(
    "config", ["ignore: [RC2]\n", "select: all\nignore: RC2\n", "{select: all}\n", "select: all\n...\n"]
)
def test_no_entry_where_the_configuration_is_written_otherwise(config: str) -> None:
    _, _, (finding,) = checked(f"Hi,\n\n{BAD}\n", "a.txt", "RC101")
    assert edits.entry(config, "a.txt", finding) is None


def test_differences_make_one_text_of_another() -> None:
    for before, after in (
        ("", ""),
        ("a\nb\n", "a\nc\n"),
        ("a b", "a b c"),
        ("a\r\nb\r\nb\r\n", "b\r\nx\r\n"),
        ("aa", "a"),
    ):
        assert edits.apply(before, edits.differences(before, after)) == after
    assert edits.differences("one two\nthree\n", "one too\nthree\n") == [edits.Replacement(Span(5, 6), "o")]
