"""What a program fills into the texts of its locale files, where it doesn't show as template syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .tree import Node, Piece

_PRINTF = re.compile(r"%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?[sdiufgx@](?![A-Za-z])")
_COLON = re.compile(r"(?<![\w:/]):(?P<name>[A-Za-z]\w*+)(?!:)")
_QUOTE = re.compile("''")
#: Laravel's plural forms: `One day|:count days`, `{1} One day|[2,*] :count days`.
_LAST_FORM = re.compile(r".*(?:(?<=\S)\|(?=\S)|\|\s*(?=[\[{]))(?:\s*(?:\{[\d,]+\}|\[\d+,(?:\d+|\*)\])\s*)?", re.DOTALL)
#: The syntax of a kind of file -> what it stands for; `{{name}}` is a slot. Every kind has printf's.
_SYNTAX = {"php": _COLON, "properties": _QUOTE}
_CHOICE = re.compile(r"\{\s*(?P<name>\w+)\s*,\s*(?:plural|select|selectordinal)\s*,(?:\s*offset:\d+)?")
_FORM = re.compile(r"\s*(?P<form>=\d+|\w+)\s*\{")
_END = re.compile(r"\s*\}")
_BRACE = re.compile(r"[{}]")
#: A choice is at most so long.
_LONGEST = 4000

#: `text[start:end]` is read as this.
Edit = tuple[int, int, str]


def as_slots(source: str, node: Node, dialect: str) -> Node:
    """A locale file's text with its placeholders written as `{{name}}`; `dialect` is the file's ending.

    Of what ICU or Laravel lets a number or a word choose (`{count, plural, one {...} other {...}}`) the last form is
    left.
    """
    text = node.text(source)
    edits = list(_choices(text)) if "{" in text else []
    if "%" in text:
        edits += [(*found.span(), "{{value}}") for found in _PRINTF.finditer(text)]
    if syntax := _SYNTAX.get(dialect):
        edits += [
            (*found.span(), f"{{{{{found['name']}}}}}" if syntax is _COLON else "'") for found in syntax.finditer(text)
        ]
    if dialect == "php" and "|" in text and (forms := _LAST_FORM.match(text)):
        edits.append((*forms.span(), ""))
    return _edited(node, list(_apart(edits))) if edits else node


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """Edits in order, without those inside others."""
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if edit[0] >= at:
            yield edit
            at = edit[1]


def _choices(text: str) -> Iterator[Edit]:
    """What to leave out round the last form of each choice, and the number's sign in it."""
    at = 0
    while head := _CHOICE.search(text, at):
        at = head.end()
        inside = (at, at)
        while (form := _FORM.match(text, at)) and (end := _closing(text, form.end())) >= 0:
            inside, at = (form.end(), end), end + 1
        close = _END.match(text, at)
        if not close or inside[0] == inside[1]:
            continue
        yield head.start(), inside[0], ""
        for sign in re.finditer("#", text[slice(*inside)]):
            yield inside[0] + sign.start(), inside[0] + sign.end(), f"{{{{{head['name']}}}}}"
        yield inside[1], close.end(), ""
        at = close.end()


def _closing(text: str, start: int) -> int:
    """Where the brace that was opened before `start` is closed; -1 for nowhere near."""
    depth = 1
    for brace in _BRACE.finditer(text, start, start + _LONGEST):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.start()
    return -1


def _edited(node: Node, edits: list[Edit]) -> Node:
    """A text with stretches of it read as something else; offsets count in the text as it is said."""
    pieces: list[Piece] = []
    at, index = 0, 0  # what is said before the piece; the next edit
    for piece in node.pieces:
        length = piece.end - piece.start if piece.text is None else len(piece.text)
        said = 0  # of the piece
        while index < len(edits) and edits[index][0] < at + length:
            start, end, text = edits[index]
            first, last = max(start - at, said), min(end - at, length)
            pieces += _part(piece, said, first)
            if start >= at:
                place = piece.start + first if piece.text is None else piece.start
                pieces.append(Piece(place, piece.start + last if piece.text is None else piece.end, text))
            said = last
            if end > at + length:
                break
            index += 1
        pieces += _part(piece, said, length)
        at += length
    return Node(tuple(pieces))


def _part(piece: Piece, first: int, last: int) -> Iterator[Piece]:
    """The stretch of a piece between two offsets in what it says."""
    if first < last:
        if piece.text is None:
            yield Piece(piece.start + first, piece.start + last)
        else:
            yield Piece(piece.start, piece.end, piece.text[first:last])
