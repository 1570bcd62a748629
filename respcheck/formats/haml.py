"""Reads HAML: plain lines, elements' texts and what expressions quote; code, attributes and filters are no prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source
from .branching import Mark, assemble, read_mark
from .feed import Feed
from .markup import BLOCKS, inline_tags
from .syntax import ARGUMENTS, BRACED
from .tag import Tag, TagKind, mask, merge
from .template import printed, scan

_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<content>[^\r\n]*)(?P<end>\r\n|\n|\r|\Z)")
_HEAD = re.compile(r"(?:%(?P<name>[\w:-]+))?(?:[.#][\w-]+)*")
_OUTPUT = re.compile(r"(?:[!&]?={1,2}|~)(?![=>])[ \t]*")
_ASIDE_LINE = re.compile(r"-#|/|:(?!plain|markdown|erb)[a-z]+\s*$|!!!")
_ITEM = re.compile(r"[*•-][ \t]+")
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd", "th"), BlockKind.ITEM),
    "button": BlockKind.BUTTON,
    "title": BlockKind.SUBJECT,
    "blockquote": BlockKind.QUOTE,
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's text, if it has one, in the element that it stands in."""

    start: int
    end: int
    breaks: bool  # starts another block
    kind: BlockKind
    link: bool = False


def read_haml(source: Source, suffix: str = "") -> Prose:
    """A HAML template as prose."""
    builder = ProseBuilder(source)
    scanner = _Scanner(source.text)
    lines = scanner.read()
    tags = merge(scanner.tags)
    feed = Feed(builder, tags)
    builder.branch(assemble(scanner.marks, tags).branches)
    kind = BlockKind.PARAGRAPH
    last = 0
    for line in lines:
        if line.breaks:
            feed.close(kind)
            kind = line.kind
        elif last:
            feed.line_end(last, line.start)
        if line.end > line.start:
            kind = line.kind
            if line.link:
                feed.open_link()
            feed.put(line.start, line.end)
            if line.link:
                feed.close_link()
            last = line.end
    feed.close(kind)
    return builder.build()


class _Scanner:
    """HAML -> lines of text, and the tags in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tags: list[Tag] = []
        self.lines: list[_Line] = []
        self.stack: list[tuple[int, BlockKind]] = []  # open block elements: indentation and kind
        self.marks: list[Mark] = []
        self.blocks: list[int] = []  # indentation of open conditions and loops

    def read(self) -> list[_Line]:
        at, skipped = 0, -1  # lines indented deeper than `skipped` are no text
        while at < len(self.text) and (line := _LINE.match(self.text, at)):
            at = max(line.end(), at + 1)
            indent, content = len(line["indent"]), line["content"]
            if not content.strip() or (skipped >= 0 and indent > skipped):
                continue
            skipped = indent if _ASIDE_LINE.match(content) else -1
            if skipped >= 0:
                self.tags.append(Tag(*line.span("content"), TagKind.COMMENT))
            else:
                at = max(at, self._line(indent, line.start("content"), line.end("content")))
        self._leave_blocks(-1, at)
        return self.lines

    def _line(self, indent: int, start: int, end: int) -> int:
        """Read one line; gives the offset to go on from, since attributes and expressions may take several."""
        breaks = self._leave(indent)
        first = self.text[start]
        if first == "-":
            return self._code(indent, start, self._code_end(start, end))
        self._leave_blocks(indent, start)
        if first == "\\":
            self._text(start + 1, end, breaks or end == start + 1)
        elif output := _OUTPUT.match(self.text, start, end):
            return self._expression(start, output.end(), end, breaks)
        elif first in "%." or (first == "#" and self.text[start + 1 : start + 2] not in ("{", " ", "")):
            return self._element(indent, start, end, breaks)
        elif not self.text.startswith(":", start):
            self._text(start, end, breaks)
        return end

    def _code(self, indent: int, start: int, end: int) -> int:
        """Read a line of code: what it opens goes on as long as lines are indented deeper."""
        mark = read_mark(start, end, self.text[start + 1 : end].strip(), "<%")
        goes_on = mark is not None and mark.does == "next"
        self._leave_blocks(indent + goes_on, start)
        if mark and mark.does != "end":
            self.marks.append(mark)
            self.tags.append(Tag(start, end, TagKind.CONTROL, "else" if goes_on else "if"))
            self.blocks += [] if goes_on else [indent]
        return end

    def _leave_blocks(self, indent: int, at: int) -> None:
        """Close the conditions and loops that a line of this indentation is not in."""
        while self.blocks and self.blocks[-1] >= indent:
            self.blocks.pop()
            self.marks.append(Mark(at, at, "end"))

    def _leave(self, indent: int) -> bool:
        """Close the elements that a line of this indentation is not in; True when there were any."""
        before = len(self.stack)
        while self.stack and self.stack[-1][0] >= indent:
            self.stack.pop()
        return len(self.stack) < before

    @property
    def _kind(self) -> BlockKind:
        return self.stack[-1][1] if self.stack else BlockKind.PARAGRAPH

    def _text(self, start: int, end: int, breaks: bool, link: bool = False) -> None:
        start = min(end, start + len(self.text[start:end]) - len(self.text[start:end].lstrip()))
        kind = self._kind
        if item := _ITEM.match(self.text, start, end):
            start, kind, breaks = item.end(), BlockKind.ITEM, True
        elif self.lines and self.lines[-1].kind is BlockKind.ITEM and kind is not BlockKind.ITEM:
            breaks = True
        tags = scan(self.text, "", start, end)
        self.tags += merge(tags, inline_tags(mask(self.text, tags, start, end), start))
        self.lines.append(_Line(start, end, breaks, kind, link))

    def _expression(self, start: int, first: int, end: int, breaks: bool) -> int:
        last = self._code_end(first, end)
        self.tags.append(Tag(start, first, TagKind.COMMENT))
        self.tags += printed(self.text, first, last)
        self.lines.append(_Line(start, last, breaks, self._kind))
        return last

    def _code_end(self, start: int, end: int) -> int:
        """The end of Ruby code that goes on as long as its lines end with a comma or a bar."""
        while self.text[start:end].rstrip().endswith((",", " |")) and end < len(self.text):
            line = _LINE.match(self.text, end + (2 if self.text.startswith("\r\n", end) else 1))
            if line is None or line.end("content") <= end:
                break
            end = line.end("content")
        return end

    def _element(self, indent: int, start: int, end: int, breaks: bool) -> int:
        head = _HEAD.match(self.text, start, end)
        name = (head["name"] or "div").lower() if head else "div"
        at = self._attributes(head.end() if head else start)
        end = max(end, at if "\n" not in self.text[end:at] else self._line_end(at))
        block = name in BLOCKS or name in ("br", "hr")
        if block:
            entry = name == "td" and self.text[at:end].strip("<> ") != ""  # a cell of one line
            self.stack.append((indent, BlockKind.ITEM if entry else _KINDS.get(name, self._kind)))
            self.lines.append(_Line(start, start, True, self._kind))
            breaks = False
        while at < end and self.text[at] in "<>":
            at += 1
        if output := _OUTPUT.match(self.text, at, end):
            return self._expression(at, output.end(), end, breaks)
        if at < end and self.text[at] != "/":
            self._text(at, end, breaks, link=name == "a")
        return end

    def _attributes(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in "{([":
            if self.text[at] == "[":
                close = self.text.find("]", at)
                at = close + 1 if close >= 0 else len(self.text)
                continue
            found = BRACED.match(self.text, at + 1) if self.text[at] == "{" else ARGUMENTS.match(self.text, at)
            if found is None:
                return self._line_end(at)
            at = found.end()
        return at

    def _line_end(self, at: int) -> int:
        line = _LINE.match(self.text, at)
        return line.end("content") if line else at
