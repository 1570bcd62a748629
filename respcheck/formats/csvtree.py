"""Reads CSV and TSV as a list of rows, each a mapping from the header's names to the row's fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .tree import Node, Piece, Tree, decoded

_QUOTE = re.compile('""')
_QUOTED = re.compile('"[^"]*"')


def read_csv(text: str) -> Tree:
    """A table whose first row names its columns; the delimiter is the one that parts most of these names."""
    head = _QUOTED.sub("", text[: text.find("\n")] if "\n" in text else text)
    delimiter = max(",;\t|", key=head.count)
    rows = _rows(text, delimiter)
    names = [field.text(text).strip() for field in next(rows, ())]
    found: list[tuple[str, Node]] = []
    doubt = -1
    for row in rows:
        first, last = row[-1].pieces[0], row[-1].pieces[-1]
        if last.end == len(text) and text[first.start - 1] == '"':  # of a field that nothing ends
            doubt = first.start - 1
        if len(row) > 1 or row[0].text(text).strip():
            found.append((str(len(found)), Node((), tuple(zip(names, row, strict=False)))))
    return Tree(Node((), tuple(found), True), doubt)


def _rows(text: str, delimiter: str) -> Iterator[list[Node]]:
    """Each row's fields. Line ends inside quotation marks belong to the field."""
    mark = re.escape(delimiter)
    field = re.compile(
        rf'[ ]*"(?P<quoted>(?:[^"]|"")*+)(?:"[^{mark}\r\n]*|\Z)(?P<end>{mark}|\r\n|\n|\r|\Z)'
        rf"|(?P<plain>[^{mark}\r\n]*)(?P<after>{mark}|\r\n|\n|\r|\Z)"
    )
    row: list[Node] = []
    at = 0
    while at < len(text) or row:
        found = field.match(text, at)
        if not found:  # never: the second form matches everywhere
            return
        at = found.end()
        if found["quoted"] is None:
            row.append(Node((Piece(*found.span("plain")),)))
        else:
            row.append(Node(tuple(decoded(text, *found.span("quoted"), _QUOTE, lambda _: '"'))))
        if (found["end"] or found["after"]) != delimiter:
            yield row
            row = []
            if at >= len(text):
                return
