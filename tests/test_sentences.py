"""Sentence boundaries: the labelled cases of data/sentences.txt, and what holds of any text."""

from __future__ import annotations

import random
import re
from pathlib import Path
from time import perf_counter

import pytest

from respcheck.prose import SLOT, BlockKind
from respcheck.sentences import split
from respcheck.source import Span

CASES = Path(__file__).parent / "data" / "sentences.txt"
_SLOT = re.compile(r"\{\{.*?\}\}")

#: First words of the cases that are known to go wrong, and why.
KNOWN_FAILURES = {
    "Hey there! |sorry about the mix-up": "a line break before lower case may as well wrap the text",
    "Bonjour Élodie, |votre": "greetings of other languages have no table yet",
}


def read_cases() -> list[str]:
    text = "\n".join(line for line in CASES.read_text("utf-8").split("\n") if not line.startswith("#"))
    return [_SLOT.sub(SLOT, case.strip("\n")) for case in re.split(r"\n{2,}", text) if case.strip()]


def parameter(case: str) -> object:
    reason = next((why for words, why in KNOWN_FAILURES.items() if case.startswith(words)), None)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=" ".join(case.split()[:4]), marks=marks)


def sentences(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [text[span.start : span.end] for span in split(text, Span(0, len(text)), kind)]


@pytest.mark.parametrize("case", [parameter(case) for case in read_cases()])
def test_labelled_case(case: str) -> None:
    assert sentences(case.replace("|", "")) == [part.strip() for part in case.split("|")]


def test_there_are_cases_enough_and_few_fail() -> None:
    cases = read_cases()
    assert len(cases) >= 120
    failing = [words for words in KNOWN_FAILURES if sum(case.startswith(words) for case in cases) == 1]
    assert len(failing) == len(KNOWN_FAILURES) <= 5


def test_buttons_and_senders_are_never_split() -> None:
    for kind in (BlockKind.BUTTON, BlockKind.SENDER):
        assert sentences("Acme Inc. We care! <no-reply@acme.example>", kind) == [
            "Acme Inc. We care! <no-reply@acme.example>"
        ]


def test_only_the_block_is_split() -> None:
    text = "First. Second one. Third."
    assert split(text, Span(7, 18)) == [Span(7, 18)]
    assert split(text, Span(7, 25)) == [Span(7, 18), Span(19, 25)]


PIECES = (
    "We are sorry|.|!|?|...|…|?!|:)|😊|❤️|e.g.|Mr.|No. 5|p.m.|$3.50|1.2.3|https://example.com/a?b=c|a@b.example"
    f"|invoice.pdf|U.S.|{SLOT}|Hi Ana,|Dear {SLOT}|@ana_r|Regards,|Thanks|Name: x|- item|1.|(see below)|\"Why?\""
    "|refund.We|we'll see|And then|^AB|--|I.|etc.|Yahoo!|\n|\n|\n|\r\n|  |\t|,|;|:"
).split("|")  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_spans_are_ordered_disjoint_trimmed_and_complete(seed: int) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 40))).strip()
    at = 0
    for start, end in split(text, Span(0, len(text))):
        assert start >= at
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


def test_hostile_text_takes_time_in_proportion() -> None:
    def seconds(unit: str, count: int) -> float:
        text = f"x{unit * count} We end."
        start = perf_counter()
        split(text, Span(0, len(text)))
        return perf_counter() - start

    for unit in (
        ".",
        ".)",
        ")",
        ":) ",
        "😊",
        ": 1. ",
        "://",
        "a.",
        "A. ",
        " \n",
        "a\n",
        ". (((",
        f": {SLOT} ",
        "@a ",
        "a.b\n",
    ):
        short, long = (min(seconds(unit, count) for _ in range(3)) for count in (1_000, 16_000))
        assert long < 16 * 8 * short + 0.05, unit
