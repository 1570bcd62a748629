"""Prose -> Document: its sentences, and the zone of each."""

from __future__ import annotations

import re
from itertools import pairwise

from .document import Document, Sentence
from .language import EN, LANGUAGES
from .letter import FACE
from .pieces import Piece
from .prose import BRANCH, SLOT, Prose
from .sentences import split
from .wording import fold, spell
from .zones import find_zones

_LINE_ENDS = frozenset(("\n", BRANCH))
_SAYS = re.compile(rf"[^\W_]|[{SLOT}?!…]|{FACE}")


def segment(prose: Prose) -> Document:
    """One message, divided into sentences, each with its zone, paragraph and searchable words."""
    pieces = find_pieces(prose)
    zones = find_zones(prose, pieces)
    wording, lines = spell(prose.text, [piece.span for piece in pieces], prose.slots)
    sentences = tuple(
        Sentence(piece.span, zone, piece.kind, piece.paragraph, line)
        for piece, zone, line in zip(pieces, zones, lines, strict=True)
    )
    return Document(prose, sentences, wording)


def find_pieces(prose: Prose) -> list[Piece]:
    """The sentences of a message, in order; each block is a paragraph of its own."""
    pieces = []
    folded = fold(prose.text)
    known = LANGUAGES.get(prose.language, EN)
    for number, (block, kind) in enumerate(prose.blocks):
        spans = [span for span in split(prose.text, block, kind, known) if _says(prose.text[span.start : span.end])]
        begins = [True]
        begins += [not _LINE_ENDS.isdisjoint(prose.text[a.end : b.start]) for a, b in pairwise(spans)]
        begins.append(True)
        for n, span in enumerate(spans):
            text = prose.text[span.start : span.end]
            low = folded[span.start : span.end]
            pieces.append(Piece(span, kind, number, begins[n], begins[n] and begins[n + 1], text, low))
    return pieces


def _says(text: str) -> bool:
    """False for rules, bullets and other marks that only lay a text out; `--` announces a signature."""
    return text == "--" or _SAYS.search(text) is not None
