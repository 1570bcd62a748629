"""Signals: what a message says, and the evidence that it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from .document import Zone
from .phrase import Pattern
from .source import Span

#: Where signals are searched unless they say otherwise: the sender's own words to the reader.
SPOKEN = frozenset(Zone) - {Zone.QUOTED, Zone.SENDER}


class Reach(Enum):
    """How far from the flagged words an exemption may stand."""

    MATCH = "match"  # overlapping the flagged words
    LEAD = "lead"  # in the same sentence, before them
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Exemption:
    """One `unless` entry: the signal that excuses, and where it must stand.

    `before` and `after` widen SENTENCE by so many sentences of the message's running text.
    """

    signal: str
    within: Reach = Reach.SENTENCE
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """Evidence from a learned sentence act, when its probability reaches `at_least`."""

    act: str
    at_least: float


@dataclass(frozen=True, slots=True)
class Signal:
    """Something a message can say. Any of its sources of evidence may find it, in the zones given."""

    name: str
    patterns: tuple[Pattern, ...] = ()
    regexes: tuple[str, ...] = ()
    learned: tuple[Learned, ...] = ()
    signals: tuple[str, ...] = ()  # whatever says one of these says this
    unless: tuple[Exemption, ...] = ()
    zones: frozenset[Zone] = SPOKEN
    origin: str = ""  # file:line, for messages about the signal itself


class Evidence(NamedTuple):
    """One place where a document says something.

    `span` lies in `Prose.text`; `source` is "phrase", "regex", "sentence" or "learned"; `confidence` is a
    probability; `because` names the phrase or the act.
    """

    span: Span
    sentence: int
    source: str
    confidence: float
    because: str


def is_near(name: str, signals: Mapping[str, Signal], learned: bool) -> bool:
    """True for a signal whose evidence in a sentence depends on nothing outside it.

    `learned`: counting what the model finds, which knows a sentence's place in the message.
    """
    signal = signals[name]
    if learned and signal.learned:
        return False
    return all_near(signal.unless, signals, learned) and all(is_near(s, signals, learned) for s in signal.signals)


def all_near(unless: Sequence[Exemption], signals: Mapping[str, Signal], learned: bool) -> bool:
    """True for exemptions that look at nothing but the flagged sentence."""
    near = (x.within in _NEAR and not x.before + x.after for x in unless)
    return all(near) and all(is_near(x.signal, signals, learned) for x in unless)


_NEAR = (Reach.MATCH, Reach.LEAD, Reach.SENTENCE)

#: Confidence of evidence by its source, where the source gives no figure of its own.
CONFIDENCE: Mapping[str, float] = {"phrase": 0.9, "regex": 0.9, "sentence": 0.9}
