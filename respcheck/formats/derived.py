"""Texts that were decoded from a source before they are read, and their prose brought back to that source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..prose import Comment, OffsetMap, Prose, ProseBuilder
from ..source import Source, Span
from .tag import RESERVED


def clean(source: Source) -> Source:
    """The source without the characters that prose and masks use for themselves, each one replaced by U+FFFD."""
    if source.text.isascii() and "\x00" not in source.text:
        return source
    text = RESERVED.sub("\ufffd", source.text)
    return source if text == source.text else Source(source.path, text, source.note)


def read_derived(source: Source, text: str, below: OffsetMap, fill: Callable[[ProseBuilder], None]) -> Prose:
    """The prose that `fill` reads from `text`, which `below` maps to the source it was decoded from."""
    builder = ProseBuilder(clean(Source(source.path, text)))
    fill(builder)
    prose = builder.build()
    uncertain = tuple((below.span(Span(offset, offset)).start, what) for offset, what in prose.uncertain)
    comments = tuple(Comment(below.span(span), words) for span, words in prose.comments)
    return replace(prose.over(source, below), uncertain=uncertain, comments=comments)
