"""The rules on messages that nobody tuned them to: whole replies and templates, labelled by the guide's questions.

The floors lie well below what was measured, so that a change of a few messages passes and a broken model or
reader does not. These messages are never trained on, and no rule is written from them.
"""

from __future__ import annotations

import pytest

from respcheck import corpus, load_rules, trial
from respcheck.evaluation import FAMILIES, Judged, figures, judge, macro
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return judge(trial.hits(load_rules(), corpus.load(str(ROOT / "tests" / "labelled"))))


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_stays_above_its_floor(judged: list[Judged], family: str) -> None:
    counted = figures(judged, family)
    assert (counted.f1 or 0) >= 0.65, counted


def test_the_core_stays_above_its_floor(judged: list[Judged]) -> None:
    assert macro(judged) >= 0.75


def test_few_clean_messages_are_flagged(judged: list[Judged]) -> None:
    clean = [message for message in judged if message.clean]
    flagged = [message.id for message in clean if message.found & set(FAMILIES)]
    assert len(flagged) <= 0.2 * len(clean), flagged
