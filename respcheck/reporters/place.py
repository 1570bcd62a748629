"""Places as other programs count them, and paths as they look them up."""

from __future__ import annotations

import os
from typing import NamedTuple

from ..source import Source, Span

#: What a column can count.
UNITS = ("char", "byte", "utf16")


class Region(NamedTuple):
    """Lines and columns from 1; the end is the first column behind."""

    line: int
    column: int
    end_line: int
    end_column: int


def position(source: Source, offset: int, unit: str = "char") -> tuple[int, int]:
    """Line and column of a character offset, from 1, the column in characters, UTF-8 bytes or UTF-16 units."""
    row, column = source.position(offset)
    if unit == "char":
        return row, column
    before = source.text[offset - column + 1 : offset]
    if unit == "byte":
        return row, len(before.encode("utf-8", "surrogatepass")) + 1
    return row, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1


def region(source: Source, span: Span, unit: str = "char") -> Region:
    """A span's first line and column, and those behind its last character."""
    return Region(*position(source, span.start, unit), *position(source, span.end, unit))


def repository_path(path: str) -> str:
    """A path as a CI service knows it: from the top of its checkout, with `/`; elsewhere from this folder.

    What lies outside stays absolute.
    """
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    for start in (top, os.curdir):
        if start:
            try:
                relative = os.path.relpath(path, start)
            except ValueError:  # another drive
                continue
            if relative.partition(os.sep)[0] != os.pardir:
                return relative.replace(os.sep, "/")
    return os.path.abspath(path).replace(os.sep, "/")
