"""Positions of the protocol and offsets of a text: there and back, in every encoding."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("lsprotocol")

from lsprotocol.types import Position

from respcheck.lsp.positions import Places
from respcheck.source import Source, Span

TEXT = "\u00e9\U0001f600\u2028a\r\n\r\n\x0c\x85\tz\rlast \u65e5\U0001f600"
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("encoding", UNITS)
def test_there_and_back(encoding: str, marked: bool) -> None:
    """Lines end as the protocol says, and nowhere else; columns count what the encoding has."""
    places = Places(Source("a.txt", TEXT), encoding, marked)
    width = len("a".encode(UNITS[encoding]))
    starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", TEXT))]
    assert len(starts) == 4
    for number, (at, line) in enumerate(zip(starts, re.split("\r\n|\r|\n", TEXT), strict=True)):
        for column in range(len(line) + 1):
            lead = "\ufeff" if marked and number == 0 else ""
            units = len((lead + line[:column]).encode(UNITS[encoding])) // width
            assert places.position(at + column) == Position(number, units)
            assert places.offset(Position(number, units)) == at + column


def test_positions_that_are_none_are_the_nearest_before() -> None:
    places = Places(Source("a.txt", TEXT))
    assert places.offset(Position(0, 2)) == 1, "inside of a pair"
    assert places.offset(Position(0, 99)) == 4
    assert places.offset(Position(99, 0)) == len(TEXT)
    assert Places(Source("a.txt", ""), marked=True).offset(Position(0, 0)) == 0
    assert places.span(places.range(Span(1, 9))) == Span(1, 9)
