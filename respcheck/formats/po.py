"""Reads gettext catalogues (.po, .pot) as a list of entries: context, id, text, flags and references."""

from __future__ import annotations

import re

from .literals import decode
from .tree import Node, Piece, Tree

_LINE = re.compile(
    r"[ \t]*(?P<old>#~[ \t]*)?(?:#(?P<comment>[.:,|]?)[ \t]?(?P<note>[^\r\n]*)"
    r'|(?:(?P<word>msg(?:ctxt|id_plural|id|str)(?:\[\d+\])?)[ \t]*)?"(?P<text>(?:[^"\\\r\n]|\\.)*)"?[^\r\n]*|[^\r\n]*)'
    r"(?:\r\n|\n|\r|\Z)"
)
_COMMENTS = {":": "references", ",": "flags", ".": "notes"}


def read_po(text: str) -> Tree:
    """Each entry with what its file says of it; an obsolete one (`#~`) has the flag `obsolete`."""
    entries: list[tuple[str, Node]] = []
    fields: dict[str, list[Piece]] = {}
    field = ""
    at = 0

    def close() -> None:
        if "msgid" in fields:
            children = tuple((name, Node(tuple(pieces))) for name, pieces in fields.items())
            entries.append((str(len(entries)), Node((), children)))
        fields.clear()

    while at < len(text) and (line := _LINE.match(text, at)):
        at = line.end()
        word = line["word"]
        starts = line["comment"] is not None or word in ("msgctxt", "msgid")
        if starts and any(name.startswith("msgstr") for name in fields):
            close()
        if line["comment"] in _COMMENTS:
            fields.setdefault(_COMMENTS[line["comment"]], []).append(Piece(*line.span("note")))
        elif line["text"] is not None:
            if word:
                field = word
                if line["old"]:
                    fields.setdefault("flags", []).append(Piece(*line.span("old"), "obsolete"))
            if field:
                fields.setdefault(field, []).extend(decode(text, *line.span("text")))
    close()
    return Tree(Node((), tuple(entries), True))
