"""Reads Java properties as a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .literals import PAIR, escaped
from .tree import Node, Piece, Tree, decoded

_LINE = re.compile(
    r"[ \t\f]*(?:[#!][^\r\n]*|(?P<key>(?:\\\r\n|\\.|[^\s=:\\])*+)[ \t\f]*[=:]?[ \t\f]*"
    r"(?P<value>(?:\\\r\n|\\.|[^\\\r\n])*+))?\\?(?:\r\n|\n|\r|\Z)",
    re.DOTALL,
)
_ESCAPE = re.compile(rf"\\(?:(?P<join>\r\n|\n|\r)[ \t\f]*|{PAIR}|u(?P<code>[0-9a-fA-F]{{4}})|(?P<other>.))", re.DOTALL)


def read_properties(text: str) -> Tree:
    """Keys and values; a backslash at a line's end joins the next one to it."""
    found: list[tuple[str, Node]] = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if not line or line.end() == at:
            return Tree(Node((), tuple(found)), at)
        if line["key"] or line["value"]:
            key = Node(tuple(_pieces(text, *line.span("key")))).text(text)
            found.append((key, Node(tuple(_pieces(text, *line.span("value"))))))
        at = line.end()
    return Tree(Node((), tuple(found)))


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    return decoded(text, start, end, _ESCAPE, lambda found: "" if found["join"] else escaped(found))
