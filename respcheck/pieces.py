"""A sentence whose zone is not known yet, and what can be told of it alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from .language import EN
from .prose import SLOT, BlockKind, Prose
from .source import Span

MARKS = ".,;:!?…()[]\"'"


class Piece(NamedTuple):
    """A sentence that has no zone yet.

    `first` and `alone`: it begins a line, and has its lines for itself. `folded` is its text in lower case.
    """

    span: Span
    kind: BlockKind
    paragraph: int
    first: bool
    alone: bool
    text: str
    folded: str


def names_slot(prose: Prose, piece: Piece, parts: tuple[str, ...]) -> bool:
    """True if a slot in the piece is called like one of `parts`: a word of its name begins or ends so."""
    names = (prose.slots.get(offset, "") for offset in range(*piece.span)) if SLOT in piece.text else ()
    return any(word.startswith(parts) or word.endswith(parts) for name in names for word in re.split("[._]", name))


def is_content(prose: Prose, piece: Piece) -> bool:
    """True for a slot in which somebody's words stand."""
    return len(piece.text) == 1 and names_slot(prose, piece, EN.contents)


def is_contact(piece: Piece) -> bool:
    """True for `Phone: 555 0101`."""
    label, colon, value = piece.folded.partition(":")
    named = label.split()
    return bool(colon) and 1 <= len(value.split()) <= 6 and len(named) <= 3 and not EN.contacts.isdisjoint(named)


def is_statement(piece: Piece) -> bool:
    """True for what tells or asks something, false for names, addresses and other fragments."""
    text = piece.text
    if text[-1] in "?!":
        return True
    if telling := EN.predicates.intersection(bare_words(piece)):
        # `IT Services` are initials, no pronoun
        return text.isupper() or any(len(word) != 2 or word.upper() not in text for word in telling)
    parts = text.split()
    return len(parts) > 12 or (text[-1] in ".…" and len(parts) > 3 and sum(part[0].islower() for part in parts) > 1)


def bare_words(piece: Piece) -> list[str]:
    """The words of a piece in lower case, without the marks round them."""
    return [word.strip(MARKS) for word in piece.folded.split()]


def is_imprint(piece: Piece) -> bool:
    """True for what stands at the foot of mass mail."""
    return holds(piece, EN.imprints) or (holds(piece, EN.imprint_labels) and not is_statement(piece))


def holds(piece: Piece, phrases: tuple[str, ...]) -> bool:
    """True if one of the phrases stands in the piece."""
    folded = piece.folded
    for phrase in phrases:  # noqa: SIM110 (this is called often, and faster than any())
        if phrase in folded:
            return True
    return False
