"""Reads PHP arrays of texts (`return ['key' => 'text']`, `$lang['key'] = 'text';`) as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .literals import decode
from .tree import Node, Piece, Tree, TreeBuilder, decoded

_TOKEN = re.compile(
    r"(?P<gap>\s+|//[^\n]*|#(?!\[)[^\n]*|/\*.*?(?:\*/|\Z)|<\?(?:php|=)?|\?>)"
    r"|(?P<single>'(?:[^'\\]|\\.)*+')|(?P<double>\"(?:[^\"\\]|\\.)*+\")"
    r"|<<<(?P<quote>['\"]?)(?P<mark>\w+)(?P=quote)\r?\n(?P<heredoc>.*?)(?:\n?[ \t]*(?P=mark)\b|\Z)"
    r"|(?P<arrow>=>)|(?P<array>\barray\s*\(|\[)|(?P<open>[({])|(?P<close>[\])}])|(?P<comma>[,;])|(?P<dot>\.)"
    r"|(?P<variable>\$\w+(?P<keys>(?:\s*\[\s*(?:'[^']*'|\"[^\"]*\"|)\s*\])+)\s*=(?![=>])\s*)"
    r"|(?P<word>(?P<name>[$\w\\]+(?:(?:->|::\$?)\w+)*)|.)",
    re.DOTALL,
)
_KEY = re.compile(r"\[\s*['\"]?([^'\"\]]*)['\"]?\s*\]")
_BACKSLASH = re.compile(r"\\(['\\])")


def read_php(text: str) -> Tree:
    """The texts of all arrays and assignments, by their keys; texts joined by `.` are one. Code is passed over."""
    out = TreeBuilder()
    held: list[Piece] = []  # a text that may be a key, or go on

    def release() -> None:
        if held:
            out.text(tuple(held))
            held.clear()

    joined = False
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "gap":
            continue
        pieces = list(_pieces(text, found))
        if pieces:
            if not joined:
                release()
            held += pieces
        elif kind == "arrow":
            out.key = Node(tuple(held)).text(text) or None
            held.clear()
        elif joined and held and found["name"]:
            held.append(Piece(*found.span(), f"{{{{{found['name'].strip('$')}}}}}"))
        elif kind != "dot":
            release()
            if kind in ("array", "open"):
                out.open(True)
            elif kind == "close":
                out.close()
            elif kind == "keys" or kind == "variable":
                out.key = ".".join(key for key in _KEY.findall(found["keys"]) if key) or None
            elif kind == "comma":
                out.key = None
        joined = kind == "dot"
    release()
    doubt = len(text) if out.depth else -1
    return Tree(out.build(), doubt)


def _pieces(text: str, found: re.Match[str]) -> Iterator[Piece]:
    """The inside of a string, decoded by its kind of quotation mark."""
    if found["double"] is not None:
        yield from decode(text, found.start() + 1, found.end() - 1)
    elif found["heredoc"] is not None and found["quote"] == "'":
        yield Piece(*found.span("heredoc"))
    elif found["heredoc"] is not None:
        yield from decode(text, *found.span("heredoc"))
    elif found["single"] is not None:
        yield from decoded(text, found.start() + 1, found.end() - 1, _BACKSLASH, lambda mark: mark[1])
