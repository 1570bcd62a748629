"""The user's mistakes: one line that names the place and the remedy, and exit code 2; how lines for people are put."""

from __future__ import annotations

import os
import re

#: How a note on an exception begins that says which file was being read.
WHILE = "while reading "
#: Line ends, and characters that steer a terminal or turn the writing round.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class RespcheckError(Exception):
    """Something the user can mend; anything else that is raised is a bug.

    `line` and `column` are 1-based; `column` counts characters.
    """

    def __init__(
        self, message: str, path: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        self.message, self.path, self.line, self.column = message, path, line, column
        super().__init__(message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return plain(f"{place}: {self.message}" if place else self.message)


def shown(path: str) -> str:
    """A path as messages print it: from here where it lies below, else whole."""
    here = os.path.join(os.getcwd(), "")
    whole = os.path.abspath(path)
    return whole.removeprefix(here)


def counted(number: int, noun: str) -> str:
    """`1 finding`, `1,200 findings`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def plain(text: str, keep: str = "") -> str:
    """A text on one line that can't steer a terminal: U+FFFD for each character that might, but those to `keep`."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in keep else "\ufffd", text)
