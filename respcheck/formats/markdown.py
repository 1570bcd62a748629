"""Reads Markdown: a scanner over lines finds the blocks, `inline.py` what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source, Span
from .feed import Feed
from .frontmatter import read_front_matter
from .inline import Inline, references
from .tag import FILLED, GONE, Tag, mask, merge
from .template import scan

_LINE = re.compile(r"[^\n]+")
_QUOTE = re.compile(rf"[ {GONE}]{{0,3}}>[ \t]?")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})")
_HEADING = re.compile(rf"[ {GONE}]{{0,3}}#{{1,6}}(?:[ \t]+|(?=\n|\Z))")
_CLOSING_MARKS = re.compile(r"(?:\A|[ \t])#+[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_ITEM = re.compile(rf"[ \t{GONE}]*(?:[-*+]|(?P<number>\d{{1,9}})[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|(?=\n|\Z))")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL = re.compile(r"(?:[^|\\\n]|\\.)+")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S[^\n]*")
_DIRECTIVE = re.compile(r"[ \t]*:{3,}[^\n]*")
_MARKUP_LINE = re.compile(r"[ \t]*(?:</?[A-Za-z][^<>\n]*>[ \t]*)+")
_EMPTY = " \t\n\x0b\x0c" + GONE


_TELLING = re.compile(rf"^ {{0,3}}#{{1,6}} \w|\]\((?:https?:|/|mailto:|{FILLED})[^()\s]*\)", re.MULTILINE)


@dataclass(slots=True)
class _Block:
    """Lines (spans of the masked text) that are read as one block."""

    kind: BlockKind
    quoted: bool
    lines: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return Span(self.lines[0].start, self.lines[-1].end)


def looks_markdown(masked: str) -> bool:
    """True for a masked text with Markdown headings or links in it."""
    return _TELLING.search(masked) is not None


def read_markdown(source: Source, suffix: str = "") -> Prose:
    """A Markdown text, or a template of one, as prose."""
    builder = ProseBuilder(source)
    fill_markdown(builder, 0, len(source.text), suffix)
    return builder.build()


def fill_markdown(builder: ProseBuilder, start: int, end: int, suffix: str = "") -> None:
    """Append `builder.source.text[start:end]`, read as Markdown."""
    text = builder.source.text
    tags = scan(text, suffix, start, end)
    masked = _masked(text, tags, start, end)
    if defined := references(masked):  # `[Our Terms]` is a link where it is defined as one
        tags = tuple(tag for tag in tags if text[tag.start + 1 : tag.end - 1].lower() not in defined)
        masked = _masked(text, tags, start, end)
    head = read_front_matter(Feed(builder, tags), masked, 0, start)
    blocks = _Scanner(masked).read(head)
    inlines = [Inline(masked, block.span, start, defined) for block in blocks]
    feed = Feed(builder, merge(tags, (tag for inline in inlines for tag in inline.tags)))
    quoted = not all(block.quoted or block.kind is BlockKind.HEADING for block in blocks)
    for block, inline in zip(blocks, inlines, strict=True):
        _write(feed, block, inline, start, quoted)


def _masked(text: str, tags: tuple[Tag, ...], start: int, end: int) -> str:
    masked = mask(text, tags, start, end)
    return masked.replace("\r\n", " \n").replace("\r", "\n") if "\r" in masked else masked


def _write(feed: Feed, block: _Block, inline: Inline, base: int, quoted: bool) -> None:
    for index, line in enumerate(block.lines):
        if index:
            feed.line_end(base + block.lines[index - 1].end, base + line.start)
        feed.put(base + line.start, base + line.end)
    kind = block.kind
    if block.quoted and quoted:
        kind = BlockKind.QUOTE
    elif kind is BlockKind.PARAGRAPH:
        section = feed.section(base + block.span.start)
        kind = section or (BlockKind.BUTTON if inline.only_link else kind)
    feed.close(kind)
    for image in inline.images:
        if feed.source[image.start : image.end].strip():
            feed.builder.add(*image)
            feed.close(BlockKind.ASIDE)


class _Scanner:
    """Masked Markdown -> blocks, line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[_Block] = []
        self.block = _Block(BlockKind.PARAGRAPH, False)
        self.fence = ""
        self.indent = 0  # where the text of the list item in hand starts
        self.ordered = False  # that item is numbered
        self.table = False

    def read(self, start: int) -> list[_Block]:
        last = start - 1
        for found in _LINE.finditer(self.text, start):
            if found.start() > last + 1:
                self._blank()
            self._line(*found.span())
            last = found.end()
        self._flush()
        return self.blocks

    def _line(self, start: int, end: int) -> None:
        if self.fence:
            closing = self.text[start:end].lstrip(" \t>").rstrip()
            if closing.startswith(self.fence) and not closing.strip(self.fence[0]):
                self.fence = ""
            return
        if not self.text[start:end].strip(_EMPTY):
            if GONE not in self.text[start:end] or self.block.quoted:  # nothing goes on over an `else` lazily
                self._blank()
            return
        at, quoted = start, False
        while mark := _QUOTE.match(self.text, at, end):
            at, quoted = mark.end(), True
        if quoted != self.block.quoted and (quoted or not self._goes_on(at, end)):
            self._flush()
            self.block.quoted, self.indent = quoted, 0
        if at == end or self.text[at:end].isspace():
            self._flush()
        elif not self._leaf(at, end):
            self._text(at, end)

    def _goes_on(self, start: int, end: int) -> bool:
        """True when an unmarked line is the lazy end of a quoted paragraph."""
        special = _HEADING, _FENCE, _RULE, _ITEM
        return bool(self.block.lines) and not any(pattern.match(self.text, start, end) for pattern in special)

    def _leaf(self, start: int, end: int) -> bool:
        """Act on a line that is more than a paragraph's text; False for one that isn't."""
        text, lines = self.text, self.block.lines
        indent = _indent(text, start, end)
        if not lines and indent < 2:
            self.indent = 0
        if indent >= 4 and not lines and indent >= self.indent + 4:
            return True  # indented code
        if fence := _FENCE.match(text, start):
            self._flush()
            self.fence = fence["fence"]
        elif heading := _HEADING.match(text, start, end):
            self._flush()
            last = _CLOSING_MARKS.search(text, heading.end(), end) if "#" in text[heading.end() : end] else None
            self._put(Span(heading.end(), last.start() if last else end), BlockKind.HEADING)
        elif lines and self.block.kind is BlockKind.PARAGRAPH and _UNDERLINE.fullmatch(text, start, end):
            self.block.kind = BlockKind.HEADING
            self._flush()
        elif _RULE.fullmatch(text, start, end) or _DIRECTIVE.fullmatch(text, start, end):
            self._flush()
        elif not lines and _DEFINITION.fullmatch(text, start, end):
            pass
        elif _MARKUP_LINE.fullmatch(text, start, end) and "<br" not in text[start:end]:
            self._flush()
        else:
            return self._item(start, end) or self._row(start, end)
        return True

    def _item(self, start: int, end: int) -> bool:
        found = _ITEM.match(self.text, start, end)
        if found is None or (self.block.lines and not self._may_interrupt(found, end)):
            return False
        while inner := _ITEM.match(self.text, found.end(), end):  # `- - text`
            found = inner
        self._flush()
        self.indent, self.ordered = found.end() - start, bool(found["number"])
        self.block.kind = BlockKind.ITEM
        if heading := _HEADING.match(self.text, found.end(), end):
            self._put(Span(heading.end(), end), BlockKind.HEADING)
        elif found.end() < end:
            self._text(found.end(), end)
        return True

    def _may_interrupt(self, item: re.Match[str], end: int) -> bool:
        """Text goes on over `2024. was a good year` and over a dash alone, unless a list of that kind is open."""
        if self.block.kind is BlockKind.ITEM and self.ordered == bool(item["number"]):
            return True
        return (item["number"] or "1") == "1" and item.end() < end

    def _row(self, start: int, end: int) -> bool:
        """A table's row; the line above its row of dashes is its head."""
        lines = self.block.lines
        if self.table and "|" in self.text[start:end]:
            self._cells(Span(start, end))
            return True
        heads = len(lines) == 1 and "|" in self.text[lines[0].start : lines[0].end]
        if heads and _DELIMITERS.fullmatch(self.text, start, end):
            self._cells(lines.pop())
            self.table = True
            return True
        return False

    def _cells(self, row: Span) -> None:
        for cell in _CELL.finditer(self.text, *row):
            if cell.group().strip():
                self._put(_trimmed(self.text, *cell.span()), BlockKind.ITEM)

    def _text(self, start: int, end: int) -> None:
        if self.table:
            self._flush()
        if not self.block.lines and self.indent:
            self.block.kind = BlockKind.ITEM
        self.block.lines.append(_trimmed(self.text, start, end))

    def _put(self, line: Span, kind: BlockKind) -> None:
        """A block of one line."""
        if line.end > line.start:
            self.blocks.append(_Block(kind, self.block.quoted, [line]))

    def _blank(self) -> None:
        if not self.fence:
            self._flush()
            if self.block.quoted:
                self.block.quoted, self.indent = False, 0

    def _flush(self) -> None:
        if self.block.lines:
            self.blocks.append(self.block)
        self.block = _Block(BlockKind.PARAGRAPH, self.block.quoted)
        self.table = False


def _indent(text: str, start: int, end: int) -> int:
    """Columns of white space at the start of a line."""
    columns = 0
    for character in text[start : min(end, start + 200)]:
        if character == "\t":
            columns += 4 - columns % 4
        elif character == " ":
            columns += 1
        else:
            break
    return columns


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))
