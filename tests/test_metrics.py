"""Readability: sensible, the same everywhere, without a network, and paid for only when asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from respcheck.linter import document_of
from respcheck.metrics import plain, reading_grade

ROOT = Path(__file__).parents[1]

EASY = """\
I'm sorry that your kettle leaks. That should not happen after two weeks, and I can see why you're cross. I
have sent you a new one today. It should be with you by Thursday. Please keep the old one until then, but
don't plug it in. When the new kettle comes, put the old one in the same box and hand it to the driver. You
don't have to print a label. The leak comes from a rubber ring that was cut too short. We found the fault
last week and have stopped selling that batch. If the new one drips as well, write back to me and I'll give
you your money back. You won't need the receipt, because I can see it here.
"""
PLAIN = """\
Your water will be off on Tuesday 12 March from 9am until about 1pm while we replace the valve at the end of
Orchard Road. You don't have to do anything, but you may like to fill a kettle and a few jugs the evening
before. When the supply comes back, the water can look cloudy for a minute or two. Run the cold tap in the
kitchen until it's clear. Please don't use the washing machine until then, because the air in the pipes can
trip it. If anybody in your home depends on water for medical reasons, call us before Monday evening and
we'll bring bottled water to the door. Our engineers carry identity cards with a photograph, and you may ask
to see one.
"""
OFFICIAL = """\
We refer to your correspondence of 3 April concerning the termination of the maintenance agreement. In
accordance with clause 14 of the general conditions, notification of termination is required to be submitted
in writing not later than three months prior to the expiration of the current contractual period. As your
notification was received subsequent to that date, the agreement has been automatically extended for a
further period of twelve months. The annual maintenance charge remains payable, irrespective of whether the
installation is in operation. Notwithstanding the foregoing, consideration may be given to an early
termination upon payment of compensation equivalent to fifty per cent of the outstanding charges. Should you
wish to avail yourself of this possibility, you are requested to return the accompanying declaration.
"""


def grade(text: str) -> float:
    return reading_grade(document_of(text))


def test_the_grade_rises_with_difficulty() -> None:
    assert grade(EASY) < 5 < grade(PLAIN) < 9 < 13 < grade(OFFICIAL)


def test_a_known_grade() -> None:
    text = "The plumber comes on Monday morning. Please leave the small side gate unlocked for you."
    signs, words, sentences = len(text.replace(" ", "")), 15, 2
    assert grade(text) == pytest.approx(4.71 * signs / words + 0.5 * words / sentences - 21.43)


@pytest.mark.parametrize(
    ("noisy", "clean"),
    [
        ("Read https://help.example/articles/4711-resetting-it before Monday.", "Read it before Monday."),
        ("Write to resolution-department@kestrel.example before noon!", "Write to it before noon."),
        ("The part costs $4.50 at the desk.", "The part costs $450 at the desk."),
        ("Dear Ms Osei,\n\nYour boots are ready now.\n\nKind regards,\nBarnaby", "Your boots are ready now."),
        ("Done. Your boots are ready now.", "Your boots are ready now."),
    ],
)
def test_what_is_counted(noisy: str, clean: str) -> None:
    assert plain(document_of(noisy)) == clean


def test_nothing_to_read() -> None:
    assert grade("") == 0.0
    assert grade("Done.") == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "Lugupeetud klient, teie tellimus jõuab kohale reedel, kui kuller leiab üles teie uue aadressi.",
        "const total = items.reduce((sum, item) => sum + item.price * item.count, 0);",
    ],
)
def test_other_languages_have_no_grade(text: str) -> None:
    assert grade(text) == 0.0


_OFFLINE = """\
import socket, sys
def refuse(*args, **kwargs): raise AssertionError("opened a socket")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from respcheck import check, load_rules
report = check(sys.stdin.buffer.read(), rules=load_rules(select=["hard-to-read"]))
print(len(report.findings), "textstat" in sys.modules)
"""


def _offline(text: str, home: Path) -> str:
    """Run the readability rule in a process without network, word lists or the user's files."""
    done = subprocess.run(
        [sys.executable, "-c", _OFFLINE],
        input=text.encode(),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "NLTK_DATA": str(home)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def test_works_without_a_network(tmp_path: Path) -> None:
    assert _offline(OFFICIAL, tmp_path) == "1 True"
    assert _offline(PLAIN, tmp_path) == "0 False", "far below the limit, so textstat is not even loaded"
    assert list(tmp_path.iterdir()) == []


def test_short_messages_never_import_textstat(tmp_path: Path) -> None:
    assert _offline("We refer to your correspondence. " * 5, tmp_path) == "0 False"


@pytest.mark.parametrize("text", [EASY, PLAIN, OFFICIAL, EASY + OFFICIAL])
def test_the_rough_count_is_near_enough(text: str) -> None:
    document = document_of(text)
    assert reading_grade(document, limit=99.0) == pytest.approx(grade(text), abs=1.0)
