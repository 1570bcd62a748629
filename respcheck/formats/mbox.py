"""Reads a mailbox (.mbox): each mail in it is a message of its own, named by its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..prose import BlockKind, Comment, OffsetMap, Prose, Run
from ..source import Source, Span
from .eml import read_eml

_FROM = re.compile(r"^From [^\r\n]*(?:\r\n|\n|\r)(?=[!-9;-~]+:)", re.MULTILINE)


def read_mbox(source: Source) -> Iterator[Prose]:
    """The mails of a mailbox, in order."""
    starts = [found.start() for found in _FROM.finditer(source.text)] or [0]
    for start, end in zip(starts, [*starts[1:], len(source.text)], strict=True):
        prose = read_eml(Source(source.path, source.text[start:end]))
        below = OffsetMap((Run(0, start, end, True),))
        name = next((prose.text[s.start : s.end] for s, kind in prose.blocks if kind is BlockKind.SUBJECT), "")
        doubts = tuple((below.span(Span(at, at)).start, what) for at, what in prose.uncertain)
        comments = tuple(Comment(below.span(span), text) for span, text in prose.comments)
        yield replace(prose.over(source, below), uncertain=doubts, comments=comments, name=name)
