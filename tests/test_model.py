"""The learned acts: what ships is small, sure of plain cases, and says which words it went by."""

from __future__ import annotations

import subprocess
import sys

import pytest

from respcheck import builtin, model
from respcheck.features import described, features, tokens
from respcheck.linter import document_of
from respcheck.pack import load, read_files
from respcheck.reading import Reading
from respcheck.ruleset import Ruleset
from respcheck.summary import names, summarize


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load(read_files([builtin.RULES])).ruleset


def read(ruleset: Ruleset, text: str) -> Reading:
    return ruleset.read(document_of(text))


def act(reading: Reading, sentence: int, letter: str) -> float:
    return reading.scores[sentence][list(model.ACTS).index(letter)]


def test_the_file_is_small_and_complete() -> None:
    found = model.load()
    assert model.PATH.stat().st_size < 1_000_000
    assert found.acts == tuple(model.ACTS)
    assert len(found.table) == len(found.known) * len(found.acts)
    assert list(found.known) == sorted(set(found.known))
    assert set(found.verdicts) == set(model.VERDICTS)
    width = len(names(found.signals))
    assert all(len(verdict.weights) == width for verdict in found.verdicts.values())


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Unfortunately, your application has been rejected.", "N"),
        ("I'm so sorry about the mix-up with your room.", "A"),
        ("Please reply with your order number.", "I"),
        ("I've refunded the full amount to your card today.", "C"),
        ("Kind regards,", "S"),
        ("Please do not reply to this email.", "O"),
        ("Feel free to contact us if you have any questions.", "G"),
        ("As per our policy, all sales are final.", "P"),
    ],
)
def test_plain_cases(ruleset: Ruleset, text: str, letter: str) -> None:
    reading = read(ruleset, f"Hello Ana,\n\nYour order is number 12.\n\n{text}\n\nWe wrote this on Monday.")
    assert act(reading, 2, letter) > 0.5


def test_quoted_words_perform_no_act(ruleset: Ruleset) -> None:
    reading = read(ruleset, "Thanks for this.\n\n> We are unable to refund you.\n")
    assert set(reading.scores[-1]) == {0.0}


def test_the_verdict_tells_a_bare_no_from_a_reasoned_one(ruleset: Ruleset) -> None:
    bare = read(ruleset, "Hello,\n\nUnfortunately your application has been rejected.\n\nKind regards,\nMo")
    reasoned = read(
        ruleset,
        "Hello,\n\nUnfortunately your application has been rejected because the form was not signed."
        "\n\nKind regards,\nMo",
    )
    assert bare.verdict("missing-explanation") > 0.5 > reasoned.verdict("missing-explanation")


def test_words_that_weighed_are_named(ruleset: Ruleset) -> None:
    reading = read(ruleset, "We are unable to refund your ticket.")
    words = model.load().weighed(reading.document, 0, "N", [])
    assert any("unab" in word for word in words)


def test_a_long_sentence_does_not_overflow(ruleset: Ruleset) -> None:
    reading = read(ruleset, "we cannot " * 400)
    assert all(0.0 <= p <= 1.0 for row in reading.scores for p in row)


def test_numbers_and_slots_are_told_by_kind() -> None:
    line = document_of("Pay $14.20 by {{ order.due_date }}").wording.text
    assert tokens(line.strip("\n")) == ["pay", "$0", "by", "<slot>", "<order>", "<due>", "<date>"]


def test_names_stand_for_the_rows_they_are_given() -> None:
    words = "we are unable to refund this".split()
    numbers = features(words, False, False, ["refusal"])
    assert {number for number, _ in described(words, ["refusal"])} <= numbers


def test_an_empty_message_has_a_summary() -> None:
    assert len(summarize(list(model.ACTS), [], [True])) == len(names(["x"]))


def test_features_do_not_depend_on_the_hash_seed() -> None:
    code = "from respcheck.features import features; print(sorted(features('we refund'.split(), True, False, ['a'])))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONHASHSEED": seed}, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
