"""Finds the scalars of a YAML file, with the place of every character of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from .literals import Literal

#: The fast one where PyYAML was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HEADER = re.compile(r"[|>][-+0-9]*[^\r\n]*(?:\r\n|\n|\r|\Z)")
#: What is left out inside a flow scalar: a line's indentation, and the first of two quotes that stand for one.
_INDENT = re.compile(r"(?P<kept>\r\n|\n|\r)[ \t]+")
_INDENT_OR_QUOTE = re.compile(r"(?P<kept>\r\n|\n|\r|')(?:(?<=')'|(?<!')[ \t]+)")
_REMARK = re.compile(r"#[^\r\n]*")
#: Older than what the fast loader knows, and no different.
_OLD = re.compile(r"^%(?=YAML 1\.0\b)", re.MULTILINE)
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read: the key in hand, and whether another one comes next."""

    mapping: bool
    key: str
    awaits_key: bool


def events(text: str) -> Iterator[yaml.Event]:
    """What a YAML file is made of, in order. Raises yaml.YAMLError, RecursionError or ValueError where that ends."""
    yield from yaml.parse(_OLD.sub("#", text), Loader=LOADER)


def scalars(text: str) -> Iterator[Literal]:
    """Each string value, with its key; reading ends where the YAML does."""
    stack: list[_Open] = []
    try:
        for event in events(text):
            top = stack[-1] if stack else _Open(False, "", False)
            if isinstance(event, yaml.ScalarEvent):
                if top.awaits_key:
                    top.key, top.awaits_key = str(event.value), False
                    continue
                yield literal_of(text, event, top.key)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                mapping = isinstance(event, yaml.MappingStartEvent)
                stack.append(_Open(mapping, top.key, mapping))
                continue
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                stack.pop()
            if stack:  # a value is over
                stack[-1].awaits_key = stack[-1].mapping
    except (yaml.YAMLError, RecursionError, ValueError):
        return


def remarks(text: str) -> Iterator[tuple[int, int]]:
    """Where the comments of a YAML file stand: behind a `#` outside its scalars."""
    ends = [(0, 0)]
    try:
        found = list(events(text))
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    for event in found:
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            ends.append((event.start_mark.index, event.end_mark.index))
    for (_, start), (end, _) in pairwise((*ends, (len(text), len(text)))):
        for remark in _REMARK.finditer(text, start, end):
            yield remark.span()


def literal_of(text: str, event: yaml.ScalarEvent, key: str) -> Literal:
    if event.start_mark is None or event.end_mark is None:
        return Literal((), key)
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in ("|", ">"):
        return Literal(tuple(_block_lines(text, start, end)), key, raw=True)
    if event.style in ('"', "'"):
        start, end = text.find(event.style, start, end) + 1, end - 1
    elif properties := _PROPERTIES.match(text, start, end):
        start = properties.end()
    spans = []
    at = start
    for gap in (_INDENT_OR_QUOTE if event.style == "'" else _INDENT).finditer(text, start, end):
        spans.append((at, gap.end("kept")))
        at = gap.end()
    return Literal((*spans, (at, end)), key, raw=event.style != '"')


def _block_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a block scalar without their indentation."""
    header = _HEADER.search(text, start, end)
    at = header.end() if header else end
    lines: list[tuple[int, int]] = []
    while at < end and (line := _LINE.match(text, at, end)) and line.end() > at:
        lines.append(line.span())
        at = line.end()
    filled = [words for first, last in lines if (words := text[first:last].rstrip()).strip()]
    indent = min((len(words) - len(words.lstrip(" ")) for words in filled), default=0)
    for first, last in lines:
        content = first + len(text[first:last].rstrip("\r\n"))
        yield min(first + indent, content), last
