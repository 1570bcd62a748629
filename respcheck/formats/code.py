"""Reads programs, JSON and YAML that were named on purpose: their sentences, without the rest."""

from __future__ import annotations

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
    outside = comments_at(source, find_remarks)
    return replace(prose, comments=(*prose.comments, *outside)) if outside else prose


def comments_at(source: Source, find: Callable[[], Iterable[tuple[int, int]]]) -> tuple[Comment, ...]:
    """The comments to this tool among those that `find` finds; it is called only where there may be some."""
    if ADDRESS not in source.text:
        return ()
    found = (Comment(Span(*span), source.text[slice(*span)]) for span in find())
    return tuple(comment for comment in found if ADDRESS in comment.text)


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
        fill_region(builder, region.start, region.end, key_kind(region.key))


def fill_region(builder: ProseBuilder, start: int, end: int, kind: BlockKind | None, markup: str = "auto") -> None:
    """Append a text of its own that is decoded already: a subject or the like by its kind, else by its markup."""
    text = builder.source.text[start:end]
    if kind in _SINGLE and "\n\n" not in text.strip():
        feed = Feed(builder, scan(builder.source.text, "", start, end))
        feed.put(start, end)
        feed.close(kind)
    elif markup == "markdown":
        from .markdown import fill_markdown

        fill_markdown(builder, start, end)
    elif markup == "html" or (markup == "auto" and has_blocks(text)):
        fill_html(builder, start, end)
    else:
        fill_text(builder, start, end)
