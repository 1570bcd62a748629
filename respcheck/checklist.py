"""What a good reply has: says why, says what happens next, can be answered, acknowledges."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from .document import Document
from .errors import plain
from .linter import extent, readings
from .reading import Reading
from .ruleset import Ruleset
from .settings import Settings
from .source import Source, Span


class Item(NamedTuple):
    """One thing that a reply can have: what it is called, the signals that show it, and those that ask for it.

    Nothing asks for what every reply should have.
    """

    name: str
    shown_by: tuple[str, ...]
    asked_by: tuple[str, ...] = ()


_TROUBLE = ("negative-outcome", "complaint-answered")
ITEMS = (
    Item("says why", ("reason", "circumstance"), ("negative-outcome",)),
    Item("says what happens next", ("next-step", "settled"), _TROUBLE),
    Item("can be answered", ("reply-invited", "contact-route", "question-to-reader")),
    Item("acknowledges the reader", ("acknowledgement",), _TROUBLE),
)


class Checklist(NamedTuple):
    """The names of what a message has, of what it lacks, and of what it lacks without need."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]
    not_needed: tuple[str, ...]

    def __str__(self) -> str:
        parts = (("", self.has), ("missing: ", self.lacks), ("not needed: ", self.not_needed))
        return "; ".join(lead + ", ".join(names) for lead, names in parts if names)


def checklist(reading: Reading) -> Checklist:
    """What one message has, by the phrases in it."""

    def says(names: tuple[str, ...]) -> bool:
        return any(reading.evidence(name, learned=False) for name in names)

    has = [item.name for item in ITEMS if says(item.shown_by)]
    lacks = [item.name for item in ITEMS if item.name not in has and (not item.asked_by or says(item.asked_by))]
    rest = (item.name for item in ITEMS if item.name not in has and item.name not in lacks)
    return Checklist(tuple(has), tuple(lacks), tuple(rest))


def lines(
    source: Source,
    ruleset: Ruleset,
    settings: Settings,
    without: Collection[Span | None] = (),
    named: bool = True,
) -> Iterator[str]:
    """`path: says why, ...` for each message in a file; with its line and, if it is to be `named`, its name.

    Parts of messages, those in languages that the phrases are not written in, and those whose extent is one of
    `without` are passed over.
    """
    messages = list(readings(source, _listening(ruleset), settings))
    for reading in messages:
        prose = reading.document.prose
        if prose.fragment or prose.language not in ("", "en") or (without and extent(prose) in without):
            continue
        line = f":{_line(reading.document)}" if len(messages) > 1 else ""
        where = f" in {' '.join(prose.name.split())}" if prose.name and named else ""
        yield plain(f"{source.path}{line}{where}: {checklist(reading)}")


def _line(document: Document) -> int:
    prose = document.prose
    start = prose.source_span(prose.blocks[0].span).start if prose.blocks else 0
    return prose.source.position(start)[0]


@lru_cache(maxsize=8)
def _listening(ruleset: Ruleset) -> Ruleset:
    names = frozenset(name for item in ITEMS for name in (*item.shown_by, *item.asked_by))
    return replace(ruleset, rules=(), also=names)
