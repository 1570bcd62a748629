"""Greetings, names and valedictions."""

from __future__ import annotations

import pytest

from respcheck.letter import greeting_end, is_name, valediction
from respcheck.prose import SLOT


@pytest.mark.parametrize(
    ("line", "greeting"),
    [
        ("Hi Ana,", "Hi Ana,"),
        ("Hi Ana, thanks for writing.", "Hi Ana,"),
        ("Hey there! 👋 Your card is here.", "Hey there! 👋"),
        ("Hello :wave: we're back", "Hello :wave:"),
        (f"Dear {SLOT} {SLOT}:", f"Dear {SLOT} {SLOT}:"),
        ("Good morning, Mr. Tan, how are you?", "Good morning, Mr. Tan,"),
        ("G’day Bruce", "G’day Bruce"),
        ("Hi Ana - it's done", "Hi Ana -"),
        ("@ana_r Hi Ana, it's done", "@ana_r Hi Ana,"),
        ("@ana_r @bo it's done", "@ana_r @bo"),
        ("To whom it may concern", "To whom it may concern"),
        ("Dear Mr. and Mrs. J. Hartigan,", "Dear Mr. and Mrs. J. Hartigan,"),
        ("Hi Ana I'm sorry", ""),
        ("Hi, thanks, we have it", "Hi,"),
        ("Dear Ana thank you for the photo, it helps", ""),
        ("Morning trains, including the 7.12, are late", ""),
        ("High winds, sadly", ""),
        ("Good luck, Ana", ""),
        ("Hello? Is anybody there", ""),
        ("Hello. We're back", ""),
        ("", ""),
    ],
)
def test_greeting_end(line: str, greeting: str) -> None:
    assert line[: greeting_end(line, 0, len(line))] == greeting


@pytest.mark.parametrize(
    ("line", "leave"),
    [
        ("kind regards,", "farewell"),
        ("yours faithfully", "farewell"),
        ("with best wishes to biscuit,", "farewell"),
        ("best regards, harbour hotels", "farewell"),
        ("with kindest regards from all of the crew", "farewell"),
        ("thanks,", "thanks"),
        ("many thanks!", "thanks"),
        ("thanks, ana", "thanks"),
        ("all the best", "thanks"),
        ("love,", "thanks"),
        ("thank you for your patience.", ""),
        ("thanks, we have your letter", ""),
        ("yours dates from 2016.", ""),
        ("regards the fee, it was waived and is back in your account", ""),
        ("best before may", ""),
        ("with the app", ""),
        (", ,", ""),
    ],
)
def test_valediction(line: str, leave: str) -> None:
    assert valediction(line) == leave


def test_names_have_capitals_or_slots() -> None:
    assert is_name(["Mr", "and", "Mrs", "Tan"])
    assert is_name([SLOT])
    assert not is_name(["team"])
    assert is_name(["team"], some=False)
    assert not is_name(["Unfortunately"])
    assert not is_name(["Ana", "called"])
