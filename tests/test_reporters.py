"""What people and programs read, for texts that are hard to point at."""

from __future__ import annotations

import json

import pytest

from respcheck import builtin
from respcheck.finding import Report
from respcheck.linter import check
from respcheck.pack import load, read_files
from respcheck.reporters import reporter
from respcheck.reporters.view import View
from respcheck.ruleset import Ruleset
from respcheck.source import Source


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load(read_files([builtin.RULES])).ruleset.select(("do-not-reply",), ())


def report(ruleset: Ruleset, text: str, path: str = "m.txt") -> Report:
    return check(Source(path, text), ruleset)


def lines(name: str, found: Report, color: bool = False) -> list[str]:
    return "\n".join(reporter(name)(found, View(color))).split("\n")


@pytest.mark.parametrize(
    ("text", "carets"),
    [
        ("Please do not reply to this email.", "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
        ("\U0001f600 Please do not reply to this email.", "    |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
        ("\tPlease do not reply to this email.", "    |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
        ("cafe\u0301: please do not reply to this email.", "    |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
    ],
)
def test_carets_stand_under_the_words(ruleset: Ruleset, text: str, carets: str) -> None:
    shown = lines("full", report(ruleset, text))
    assert shown[3].rstrip() == carets.replace("    |", "    |", 1)


def test_a_long_line_is_cut_round_the_words(ruleset: Ruleset) -> None:
    shown = lines("full", report(ruleset, "word, " * 60 + "please do not reply to this email, " + "word, " * 60))
    excerpt, carets = shown[2], shown[3]
    start, end = carets.index("^"), carets.rindex("^") + 1
    assert excerpt[start:end] == "please do not reply to this email"
    assert excerpt.startswith("  1 | ...")
    assert excerpt.endswith("...")
    assert len(excerpt) < 120


def test_the_summary_counts(ruleset: Ruleset) -> None:
    found = report(ruleset, "Please do not reply to this email.\n\nThank you.\n\nPlease do not reply to this email.")
    assert lines("full", found)[-1].startswith("2 errors in 1 of 1 file. Most often: no-reply (2).")
    assert lines("full", Report((), 3)) == ["3 files read, nothing to mend."]


def test_colour_changes_no_words(ruleset: Ruleset) -> None:
    import re

    found = report(ruleset, "Please do not reply to this email.")
    painted = lines("full", found, True)
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in painted] == lines("full", found)
    assert "\x1b[1;31m" in "".join(painted)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_json_points_into_the_file_as_it_is(ruleset: Ruleset, end: str) -> None:
    text = f"\U0001f600 Hi{end}{end}Please do{end}not reply to this email, thank you.{end}"
    (record,) = json.loads("\n".join(lines("json", report(ruleset, text))))
    assert record["location"] == {"row": 3, "column": 1}
    assert record["end_location"] == {"row": 4, "column": 24}
    assert record["match"] == f"Please do{end}not reply to this email"
    assert record["text"] == "Please do not reply to this email"
