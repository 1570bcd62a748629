"""The stories that the project grew from: their words are found, and the good answer is left alone."""

from __future__ import annotations

import pytest

from respcheck import load_rules
from respcheck.linter import check
from respcheck.ruleset import Ruleset
from respcheck.source import Source

MADE_GOOD = (
    "I'm sorry. We made a bad decision, and I can't make it better for you right now. "
    "And here's what I can do for you: a full refund today, or the old plan for another year."
)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules()


def families(ruleset: Ruleset, text: str) -> set[str]:
    return {finding.rule.family for finding in check(Source("m.txt", text), ruleset).findings}


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("This mailbox does not accept replies\n\nThank you for your order.", "no-reply"),
        ("Do not respond to this mailbox. It is unmonitored.", "no-reply"),
        ("No one is here to take your call at the moment.", "no-reply"),
        ("you know it's best you contact iTunes Customer Services, they will advise", "helplessness"),
        ("you know it's best you contact iTunes Customer Services, they will advise", "missing-explanation"),
        ("Only to be told there's nothing we can do for you.", "helplessness"),
    ],
)
def test_found(ruleset: Ruleset, text: str, family: str) -> None:
    assert family in families(ruleset, text)


def test_a_no_with_an_option_is_left_alone(ruleset: Ruleset) -> None:
    assert families(ruleset, MADE_GOOD) == set()


def test_without_the_option_it_is_not(ruleset: Ruleset) -> None:
    assert families(ruleset, MADE_GOOD.partition(" And here")[0]) != set()
