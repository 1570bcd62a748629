"""Text as a terminal shows it: colours, links, columns, and lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

#: Colours of the fixed 256, since each can be read on black and on white, which none of a theme's sixteen promises.
STYLES = {
    "error": "1;38;5;196", "warning": "1;38;5;130", "note": "1;38;5;31",
    "bold": "1", "dim": "38;5;243", "good": "38;5;28",
}  # fmt: skip


class Piece(NamedTuple):
    """A stretch of text in a style of `STYLES`, or none; `url` is where a click on it leads."""

    text: str
    style: str = ""
    url: str = ""


class Screen(NamedTuple):
    """What text is shown on: its columns, 0 for lines without end, and whether it has colours and links."""

    width: int = 0
    color: bool = False
    links: bool = False

    def paint(self, text: str, style: str = "", url: str = "") -> str:
        """The text with its style and link, as far as the screen has them."""
        if style and self.color:
            text = f"\x1b[{STYLES[style]}m{text}\x1b[0m"
        if url and self.links:
            text = f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"
        return text

    def wrap(self, pieces: Iterable[Piece], lead: str = "", indent: int = 0) -> Iterator[str]:
        """Pieces, a space between two, as lines that fit.

        `lead`, which takes `indent` columns, stands before the first and spaces before the others. A word that is wider
        than the screen stays whole.
        """
        line, columns = list[Piece](), indent
        for piece in pieces:
            for word in piece.text.split():
                needed = width(word) + bool(line)
                if line and 0 < self.width < columns + needed:
                    yield lead + self._painted(line)
                    line, lead, columns, needed = [], " " * indent, indent, width(word)
                line.append(piece._replace(text=word))
                columns += needed
        yield lead + self._painted(line)

    def _painted(self, words: Iterable[Piece]) -> str:
        runs = groupby(words, key=lambda word: (word.style, word.url if self.links else ""))
        return " ".join(self.paint(" ".join(word.text for word in run), *look) for look, run in runs)


def link_to(origin: str) -> str:
    """The link to a rule's file; `origin` is its `path:line`."""
    return Path(origin.rpartition(":")[0]).absolute().as_uri()


def printable(text: str) -> str:
    """A text whose columns every terminal counts alike, and that steers none.

    Tabs become spaces and other controls a mark. Joiners, variation selectors, skin tones and other characters that
    some terminals join to their neighbours, and others don't, are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def width(text: str) -> int:
    """The columns that a printable text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _shown(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return ""
    return "\ufffd" if category in ("Cc", "Cs", "Zl", "Zp") else character


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
