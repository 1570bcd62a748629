"""The user's mistakes: one line that names the place and the remedy, and exit code 2."""

from __future__ import annotations

import os

#: How a note on an exception begins that says which file was being read.
WHILE = "while reading "


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
        return f"{place}: {self.message}" if place else self.message


def shown(path: str) -> str:
    """A path as messages print it: from here where it lies below, else whole."""
    here = os.path.join(os.getcwd(), "")
    whole = os.path.abspath(path)
    return whole.removeprefix(here)
