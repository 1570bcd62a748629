"""A text as it was read, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """Half-open range of characters: `text[start:end]`, 0-based."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text, decoded, without a byte-order mark, line endings as they are.

    `path` is printed as the user gave it. `note` says what was uncertain about the decoding, or is empty.
    """

    path: str
    text: str
    note: str = ""
    _line_starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset, both 1-based, the column in characters."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line ending; behind the last line it is empty."""
        return self.text[self.line_start(number) : self.line_start(number + 1)].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """The offset of a 1-based line; behind the last line, that of the text's end."""
        starts = self._starts()
        return starts[number - 1] if number <= len(starts) else len(self.text)

    def _starts(self) -> list[int]:
        if not self._line_starts:
            self._line_starts.append(0)
            self._line_starts.extend(found.end() for found in _LINE_END.finditer(self.text))
        return self._line_starts


_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, path: str) -> Source:
    """Bytes -> Source: by byte-order mark, else strict UTF-8, else Windows-1252 with a note."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Source(path, data[len(mark) :].decode(encoding, errors="replace"))
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        note = f"not UTF-8 (byte {error.start + 1}): read as Windows-1252"
        return Source(path, data.decode("cp1252", errors="replace"), note)


def encode(text: str, like: bytes) -> bytes:
    """A text in the encoding, and with the byte-order mark, of the file that it was decoded from.

    Raises UnicodeError where the text has characters that the encoding lacks.
    """
    for mark, encoding in _BOMS:
        if like.startswith(mark):
            return mark + text.encode(encoding)
    try:
        like.decode("utf-8")
    except UnicodeDecodeError:
        return text.encode("cp1252")
    return text.encode("utf-8")


def is_binary(data: bytes) -> bool:
    """True for data that holds NUL bytes and no UTF-16 mark: not a text that anyone wrote to a customer."""
    return b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
