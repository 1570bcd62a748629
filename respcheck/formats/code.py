"""Reads programs, JSON and YAML that were named on purpose: their sentences, without the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..prose import ADDRESS, BlockKind, Comment, Prose, ProseBuilder
from ..source import Source, Span
from .derived import read_derived
from .feed import Feed
from .html import fill_html
from .literals import Literal, copy_literal, is_prose, key_kind, literals, remarks
from .markup import has_blocks
from .template import scan
from .text import fill_text

_SINGLE = frozenset((BlockKind.SUBJECT, BlockKind.PREHEADER, BlockKind.HEADING, BlockKind.BUTTON))
_PLACEHOLDER = re.compile(r"%(?:\d+\$)?[sd@](?!\w)")


@dataclass(frozen=True, slots=True)
class _Region:
    """A literal in the derived text."""

    start: int
    end: int
    key: str


def read_code(source: Source, suffix: str = "") -> Prose:
    """The sentences in a program's or a JSON file's strings, each a block (or several) of its own."""
    return _read(source, literals(source.text, suffix), lambda: remarks(source.text, suffix))


def read_yaml(source: Source, suffix: str = "") -> Prose:
    """The sentences among a YAML file's values."""
    from . import scalars

    return _read(source, scalars.scalars(source.text), lambda: scalars.remarks(source.text))


def _read(source: Source, found: Iterable[Literal], find_remarks: Callable[[], Iterable[tuple[int, int]]]) -> Prose:
    """Literals -> the prose of those that a person is meant to read, with the comments round them."""
    out = ProseBuilder(source)
    regions = list(_regions(out, found))
    below = out.build()
    kept = [region for region in regions if is_prose(below.text[region.start : region.end], region.key)]
    prose = read_derived(source, below.text, below.map, lambda builder: _fill(builder, kept))
    if ADDRESS not in source.text:
        return prose
    outside = (Comment(Span(*span), source.text[slice(*span)]) for span in find_remarks())
    return replace(prose, comments=(*prose.comments, *(remark for remark in outside if ADDRESS in remark.text)))


def _regions(out: ProseBuilder, found: Iterable[Literal]) -> Iterator[_Region]:
    for literal in found:
        start = out.length
        copy_literal(out, literal)
        if out.length > start:
            yield _Region(start, out.length, literal.key)
            end = literal.spans[-1][1]
            out.atom("\n\n", end, end)


def _fill(builder: ProseBuilder, regions: list[_Region]) -> None:
    for region in regions:
        text = builder.source.text[region.start : region.end]
        kind = key_kind(region.key) or BlockKind.PARAGRAPH
        if kind in _SINGLE and "\n\n" not in text.strip():
            feed = Feed(builder, scan(builder.source.text, "", region.start, region.end))
            feed.put(region.start, region.end)
            feed.close(kind)
        elif has_blocks(text):
            fill_html(builder, region.start, region.end)
        else:
            fill_text(builder, region.start, region.end)
