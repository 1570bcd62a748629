"""Reads JSON and JSON lines as a tree; comments and stray commas do no harm."""

from __future__ import annotations

import re

from .literals import decode
from .tree import Node, Piece, Tree, TreeBuilder

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*+")|(?P<open>[{\[])|(?P<close>[}\]])|(?P<mark>[:,])'
    r"|(?P<gap>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<word>[^\s\"{}\[\],:]+)",
    re.DOTALL,
)


def read_json(text: str) -> Tree:
    """JSON, or one value after another (JSON lines, which make a list); reading ends where it makes no sense."""
    out = TreeBuilder()
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            return Tree(out.build(), at)
        kind, at = found.lastgroup, found.end()
        if kind == "open":
            out.open(found["open"] == "[")
        elif kind == "close":
            out.close()
        elif kind == "string" and not out.in_list and out.key is None:
            out.key = Node(tuple(decode(text, found.start() + 1, at - 1))).text(text)
        elif kind == "string":
            out.text(tuple(decode(text, found.start() + 1, at - 1)))
        elif kind == "word" and (out.in_list or out.key is not None):
            out.text((Piece(*found.span()),))
    doubt = len(text) if out.depth else -1
    return Tree(out.build(), doubt)
