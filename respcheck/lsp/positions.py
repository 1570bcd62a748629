"""Offsets of a text <-> positions as the client counts them: lines and columns from 0, columns in its own unit."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol.types import Position, Range

from ..reporters.place import position
from ..source import Source, Span

#: Each encoding of the protocol: the unit of a column, the codec that has it, and the bytes it takes there.
_UNITS = {"utf-8": ("byte", "utf-8", 1), "utf-16": ("utf16", "utf-16-le", 2), "utf-32": ("char", "utf-32-le", 4)}


class Places(NamedTuple):
    """A source as the client sees it: `marked` where its text begins with a byte-order mark, which the source lacks."""

    source: Source
    encoding: str = "utf-16"
    marked: bool = False

    def position(self, offset: int) -> Position:
        line, column = position(self.source, offset, _UNITS[self.encoding][0])
        return Position(line - 1, column - 1 + self._lead(line - 1))

    def range(self, span: Span) -> Range:
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, place: Position) -> int:
        """The offset of a position; what lies behind a line or the text is its end, as the protocol wants it."""
        _, codec, width = _UNITS[self.encoding]
        units = max(0, place.character - self._lead(place.line))
        before = self.source.line(place.line + 1).encode(codec)[: units * width]
        return self.source.line_start(place.line + 1) + len(before.decode(codec, "ignore"))

    def span(self, place: Range) -> Span:
        return Span(self.offset(place.start), self.offset(place.end))

    def _lead(self, line: int) -> int:
        """The units that a byte-order mark takes at the beginning of a line."""
        _, codec, width = _UNITS[self.encoding]
        return len("\ufeff".encode(codec)) // width if self.marked and line == 0 else 0
