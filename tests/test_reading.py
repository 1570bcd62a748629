"""Evidence, and how far an exemption reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck.linter import document_of
from respcheck.pack import load, read_files
from respcheck.reading import Reading, gather, readable
from respcheck.rule import Flag, Guard
from respcheck.ruleset import Ruleset
from respcheck.signal import Exemption, Reach
from tests.test_pack import write

_SIGNALS = {
    "bad": "phrases: [bad thing]",
    "good": "phrases: [good thing]",
    "either": "signals: [bad, good]",
    "odd": "regex: ['b.d']",
    "slow": "regex: ['(.*?,){25}P']",
    "subject": "phrases: [bad thing]\nzones: [subject]",
    "quoted": "phrases: [bad thing]\nzones: [quoted]",
    "long": "phrases: [bad thing, thing]",
    "excused": "phrases: [bad thing]\nunless:\n  - {phrases: [not], within: lead}",
}


@pytest.fixture
def ruleset(tmp_path: Path) -> Ruleset:
    tail = "\nexamples: {match: [a, b], no-match: [c, d]}"
    files = {f"signals__{name}": f"description: x\n{text}{tail}" for name, text in _SIGNALS.items()}
    return load(read_files([write(tmp_path, **files)])).ruleset


def read(ruleset: Ruleset, text: str, path: str = "m.txt") -> Reading:
    return gather(document_of(text, path), ruleset.signals, ruleset.matcher_for(ruleset.signals), ruleset.load_model)


def found(reading: Reading, name: str) -> list[str]:
    return [readable(reading.document, evidence.span) for evidence in reading.evidence(name)]


@pytest.mark.parametrize(
    ("text", "reach", "excused"),
    [
        ("A good thing, a bad thing.", Exemption("good"), True),
        ("A bad thing, a good thing.", Exemption("good"), True),
        ("A good thing. A bad thing.", Exemption("good"), False),
        ("A good thing. A bad thing.", Exemption("good", before=1), True),
        ("A good thing. So. A bad thing.", Exemption("good", before=1), False),
        ("A bad thing. A good thing.", Exemption("good", before=1), False),
        ("A bad thing. A good thing.", Exemption("good", after=1), True),
        ("A good thing, a bad thing.", Exemption("good", Reach.LEAD), True),
        ("A bad thing, a good thing.", Exemption("good", Reach.LEAD), False),
        ("A bad thing, a good thing.", Exemption("good", Reach.MATCH), False),
        ("A bad thing.", Exemption("long", Reach.MATCH), True),
        ("A bad thing. So it is. A good thing.", Exemption("good", Reach.PARAGRAPH), True),
        ("A bad thing is here.\n\nA good thing is there.", Exemption("good", Reach.PARAGRAPH), False),
        ("A bad thing is here.\n\nA good thing is there.", Exemption("good", Reach.MESSAGE), True),
    ],
)
def test_reach(ruleset: Ruleset, text: str, reach: Exemption, excused: bool) -> None:
    reading = read(ruleset, text)
    (at,) = reading.evidence("bad")
    assert reading.excuses(reach, at) is excused


def test_a_signal_is_what_any_of_its_sources_say(ruleset: Ruleset) -> None:
    reading = read(ruleset, "A good thing and a bad thing. A bid.")
    assert found(reading, "either") == ["good thing", "bad thing"]
    assert found(reading, "odd") == ["bad", "bid"]
    assert [e.source for e in reading.evidence("odd")] == ["regex", "regex"]


def test_of_overlapping_evidence_the_longer_stays(ruleset: Ruleset) -> None:
    assert found(read(ruleset, "A bad thing and a thing."), "long") == ["bad thing", "thing"]


def test_a_signal_can_be_excused_itself(ruleset: Ruleset) -> None:
    assert found(read(ruleset, "Not a bad thing. A bad thing, not."), "excused") == ["bad thing"]


def test_quoted_words_and_headers_are_not_the_senders(ruleset: Ruleset) -> None:
    text = "Subject: A bad thing\n\nHello there, we read it.\n\n> A bad thing\n"
    reading = read(ruleset, text)
    assert [e.sentence for e in reading.evidence("bad")] == [0]
    assert len(reading.evidence("subject")) == 1
    assert len(reading.evidence("quoted")) == 1


def test_an_exploding_regex_is_left_out_and_named(ruleset: Ruleset) -> None:
    reading = read(ruleset, "a," * 200 + " and so on.")
    assert reading.evidence("slow") == ()
    (error,) = reading.errors
    assert "slow.yaml:1: regex took longer" in error


def test_first_and_last_sentence_of_the_body(ruleset: Ruleset) -> None:
    reading = read(ruleset, "Hi Ana,\n\nThe lid broke. We know. It was us.\n\nKind regards,\nMo")
    texts = [readable(reading.document, reading.flagged(Flag(sentence=which))[0].span) for which in ("first", "last")]
    assert texts == ["The lid broke.", "It was us."]


def test_guards(ruleset: Ruleset) -> None:
    reading = read(ruleset, "This is a bad thing, as we know.")
    assert reading.holds(Guard("signal", "bad"))
    assert not reading.holds(Guard("without", "bad"))
    assert reading.holds(Guard("words", 8))
    assert not reading.holds(Guard("words", 9))
    assert reading.holds(Guard("kind", "reply"))


def test_one_forgotten_slot_makes_no_template(ruleset: Ruleset) -> None:
    assert read(ruleset, "Hi [Customer Name], it is here.").kind == "reply"
    assert read(ruleset, "Hi [First Name], your [Order Number] is here.").kind == "template"
    assert read(ruleset, "Hi {{ name }}, it is here.").kind == "template"


def test_readable_text_is_one_line_with_slots_as_written(ruleset: Ruleset) -> None:
    reading = read(ruleset, "Dear {{ name }},\n\nWe looked into the delivery of your parcel and it\nis here.")
    document = reading.document
    assert readable(document, document.sentences[0].span) == "Dear {{ name }},"
    assert (
        readable(document, document.sentences[1].span) == "We looked into the delivery of your parcel and it is here."
    )
