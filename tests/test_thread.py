"""A customer's message: what is asked and named in it, and what a reply takes up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respcheck.linter import document_of
from respcheck.source import Source
from respcheck.thread import untaken
from tests.conftest import Run

THREAD = """\
Hi,

I ordered the oak shelf from Ana Lima on 3 May, order #AB-20481, and you charged me €1,250.00.
When will the missing screws arrive? Can you help?

Regards
Jo Brand

> On 1 March you asked: which colour?
"""


def left(reply: str, thread: str = THREAD) -> list[tuple[str, str]]:
    return [(point.kind, point.text) for point in untaken(Source("t.txt", thread), document_of(reply))]


def test_everything_that_is_not_taken_up() -> None:
    assert left("Thank you, we had a look.") == [
        ("name", "Ana Lima"),
        ("date", "3 May"),
        ("number", "#AB-20481"),
        ("amount", "€1,250.00"),
        ("question", "When will the missing screws arrive?"),
    ]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("It was on May 3rd.", "date"),
        ("It was on 2026-05-03.", "date"),
        ("It is AB20481.", "number"),
        ("The 1250 euros are back.", "amount"),
        ("Ms Lima will write.", "name"),
        ("The screws are here.", "question"),
    ],
)
def test_one_thing_taken_up_in_other_words(reply: str, kind: str) -> None:
    kinds = [point[0] for point in left(reply)]
    assert kind not in kinds
    assert len(kinds) == 4


def test_what_the_reply_quotes_is_not_taken_up() -> None:
    assert ("date", "3 May") in left("Thank you.\n\n> It was on 3 May.")


def test_places_are_exact() -> None:
    for point in untaken(Source("t.txt", THREAD), document_of("Thank you.")):
        assert THREAD[point.span.start : point.span.end] == point.text


def test_the_command(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("When will the screws arrive?\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Hi Jo,\n\nYour shelf is oak.\n", encoding="utf-8")
    done = run("check", "--thread", "t.txt", "a.txt")
    assert done.stdout == (
        "a.txt:3:1: note: RC408 The customer's 'When will the screws arrive?' is not taken up [thread-not-taken-up]\n"
    )
    (finding,) = json.loads(run("check", "--thread", "t.txt", "--output-format", "json", "a.txt").stdout)
    assert finding["match"] == "Your shelf is oak."
    (related,) = finding["related"]
    assert (related["filename"], related["location"]) == ("t.txt", {"row": 1, "column": 1})
    full = run("check", "--thread", "t.txt", "--output-format", "full", "a.txt").stdout
    assert "= t.txt:1:1 the customer's question: 'When will the screws arrive?'" in full
    assert run("check", "a.txt").stdout == ""
    assert run("check", "--thread", "t.txt", "--ignore", "RC408", "a.txt").stdout == ""


def test_standard_input_and_a_missing_thread(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("You owe me $40.\n", encoding="utf-8")
    assert "'$40' is not taken up" in run("check", "--thread", "t.txt", "-", input="The mast is green.").stdout
    done = run("check", "--thread", "gone.txt", "-", input="The mast is green.")
    assert (done.returncode, done.stderr) == (2, "respcheck: gone.txt: can't be read: No such file or directory\n")


@pytest.mark.parametrize(
    "thread",
    [
        "Maybe 12 marks are too many.",  # no month
        "Ring me on 555 0126 77 or in 70435.",  # numbers of nothing that is named
        "My Order Came Late And Broken",  # a title
        "We met last Monday, on a Friday in June.",
        "Can you help with that, please?",  # asks for nothing in its own words
    ],
)
def test_what_is_no_point(thread: str) -> None:
    assert left("Thank you.", thread) == []
