"""What people and programs read, for texts that are hard to point at."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from respcheck import builtin, load_rules
from respcheck.console import Screen, width
from respcheck.finding import Edit, Report
from respcheck.linter import check
from respcheck.reporters import reporter
from respcheck.reporters.full import hint, summary
from respcheck.reporters.view import View
from respcheck.rule import Severity
from respcheck.ruleset import Ruleset
from respcheck.source import Source, Span

PLAIN = Screen()


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(select=["do-not-reply"])


def report(ruleset: Ruleset, text: str, path: str = "m.txt") -> Report:
    return check(Source(path, text), ruleset)


def lines(name: str, found: Report, screen: Screen = PLAIN) -> list[str]:
    return "\n".join(reporter(name)(found, View(screen))).split("\n")


def excerpt(found: Report, screen: Screen = PLAIN) -> list[str]:
    """The first excerpt in full, and the carets below it."""
    shown = lines("full", found, screen)
    at = next(number for number, line in enumerate(shown) if re.match(r"  \d+ \|", line))
    return shown[at : at + 2]


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("", 0),
        ("\U0001f600 ", 3),
        ("\t", 1),
        ("cafe\u0301: ", 6),
        ("\u65e5\u672c ", 5),
        ("\U0001f469\u200d\U0001f4bb ", 5),  # terminals disagree about joined emoji: they are shown one by one
        ("\u2764\ufe0f 1\ufe0f\u20e3 \U0001f44d\U0001f3fd ", 7),
        ("\x1b[2J \u202e", 5),  # the mark of a control is one column
    ],
)
def test_carets_stand_under_the_words(ruleset: Ruleset, before: str, columns: int) -> None:
    shown, carets = excerpt(report(ruleset, f"{before}Please do not reply to this email."))
    assert carets == "    | " + " " * columns + "^" * len("Please do not reply to this email")
    assert width(shown[: shown.index("Please")]) == len("  1 | ") + columns
    assert not [character for character in shown if character in "\x1b\u202e"]


@pytest.mark.parametrize("width_", [40, 80, 100, 120])
@pytest.mark.parametrize("word", ["word, ", "\u65e5\u672c\u8a9e ", "\U0001f600"])
def test_a_long_line_is_cut_round_the_words(ruleset: Ruleset, word: str, width_: int) -> None:
    text = f"{word * 60} please do not reply to this email, {word * 60}"
    shown, carets = excerpt(report(ruleset, text), Screen(width_))
    marked = carets.count("^")
    assert "please do not reply to this email"[:marked] in shown
    assert marked >= 10
    assert width(shown[: shown.index("please")]) == carets.index("^")
    assert shown.startswith("  1 | ...")
    assert shown.endswith("...")
    assert width_ - 8 <= width(shown) <= width_


def test_a_message_steers_no_terminal(ruleset: Ruleset) -> None:
    found = report(ruleset, "Please do not reply to this email.")
    (finding,) = found.findings
    found = replace(found, findings=(replace(finding, message="'\x1b[2J' is odd"),))
    for name in ("concise", "grouped", "full"):
        assert "'\ufffd[2J' is odd" in "\n".join(lines(name, found))


def test_lines_are_broken_only_where_they_have_an_end(ruleset: Ruleset) -> None:
    found = report(ruleset, "Please do not reply to this email.")
    for name in ("full", "grouped"):
        assert any(
            "shuts the door, and no other way to reach a person is offered [" in line for line in lines(name, found)
        )


def test_no_line_is_wider_than_the_screen(ruleset: Ruleset) -> None:
    for columns in (40, 80, 120):
        shown = lines("full", report(ruleset, "word, " * 60 + "please do not reply to this email."), Screen(columns))
        assert max(map(len, shown)) <= columns


def test_the_last_words_of_a_line_of_ten_megabytes(ruleset: Ruleset) -> None:
    (finding,) = report(ruleset, "Please do not reply to this email.").findings
    source = Source("m.txt", "x" * 10_000_000 + finding.match)
    far = replace(finding, source=source, span=Span(10_000_000, len(source.text)))
    began = time.perf_counter()
    assert finding.match in excerpt(Report((far,) * 200, 1))[0]
    assert time.perf_counter() - began < 10


def test_the_summary_counts(ruleset: Ruleset) -> None:
    found = report(ruleset, "Please do not reply to this email.\n\nThank you.\n\nPlease do not reply to this email.")
    assert summary(found) == "2 errors in 1 file. Most often: no-reply (2)."
    assert summary(replace(found, files=1200)) == "2 errors in 1 of 1,200 files. Most often: no-reply (2)."
    assert hint(found) == "`respcheck rule RC101` explains a rule."
    assert (summary(Report((), 3)), hint(Report((), 3))) == ("3 files read, nothing to mend.", "")


def test_the_hint_names_the_worst_and_what_is_mended(ruleset: Ruleset) -> None:
    (finding,) = report(ruleset, "Please do not reply to this email.").findings
    milder = replace(finding.rule, code="RC999", severity=Severity.NOTE)
    fixed = replace(finding, rule=milder, edit=Edit(finding.span, "", True))
    unsafe = replace(finding, edit=Edit(finding.span, "", False))
    found = Report((fixed, unsafe), 1)
    assert hint(found) == "`respcheck rule RC101` explains a rule; `--fix` mends 1 finding."


def test_colours_and_links_change_no_words(ruleset: Ruleset) -> None:
    found = report(ruleset, "Please do not reply to this email.")
    for name in ("full", "grouped"):
        painted = "\n".join(lines(name, found, Screen(color=True, links=True)))
        assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", painted).split("\n") == lines(name, found)
        assert "\x1b[1;38;5;196m" in painted


def test_a_code_leads_to_its_rules_file(ruleset: Ruleset) -> None:
    found = report(ruleset, "Please do not reply to this email.")
    for name in ("full", "grouped"):
        shown = lines(name, found, Screen(links=True))[1]
        ((link, text),) = re.findall(r"\x1b\]8;;(.+?)\x1b\\(.+?)\x1b\]8;;\x1b\\", shown)
        assert text == "RC101"
        assert Path(unquote(link.removeprefix("file://"))) == builtin.RULES / "no-reply" / "do-not-reply.yaml"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_json_points_into_the_file_as_it_is(ruleset: Ruleset, end: str) -> None:
    text = f"\U0001f600 Hi{end}{end}Please do{end}not reply to this email, thank you.{end}"
    (record,) = json.loads("\n".join(lines("json", report(ruleset, text))))
    assert record["location"] == {"row": 3, "column": 1}
    assert record["end_location"] == {"row": 4, "column": 24}
    assert record["match"] == f"Please do{end}not reply to this email"
    assert record["text"] == "Please do not reply to this email"


@pytest.mark.parametrize("name", ["concise", "full", "grouped", "string", "github"])
def test_neither_a_text_nor_a_path_steers_a_terminal(ruleset: Ruleset, name: str) -> None:
    evil = "\x1b]0;x\x07\r\n::error::\u202e\u2066\x9b\x85\u2028"
    found = report(ruleset, f"{evil} Please do not reply to\u2067 this email.", f"a{evil}.txt")
    note = replace(found.findings[0].rule, severity=Severity.NOTE)
    (bad,) = found.findings
    many = [replace(bad, rule=note, message=evil, suppressed=None)] * 11  # more than GitHub shows
    view = View(template="{path} {text} {message} {because}")
    shown = list(reporter(name)(Report((replace(bad, message=evil, text=evil), *many), 1), view))
    log = [line for line in shown if not line.startswith("::")]  # a command is escaped as GitHub wants it
    assert log
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", "".join(log))
