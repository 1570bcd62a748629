"""What HAML and Slim share: elements, code and text, one in another by their indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source
from .branching import Mark, assemble, read_mark
from .feed import Feed
from .markup import BLOCKS, inline_tags
from .meaning import NAMED
from .syntax import ARGUMENTS, BRACED, SQUARED
from .tag import Tag, TagKind, mask, merge
from .template import given, printed, scan

_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<content>[^\r\n]*)(?P<end>\r\n|\n|\r|\Z)")
_SECTION = re.compile(r"-\s*(?:content_for|provide)[\s(]*[:\"']?(?P<name>\w+)[\"']?\s*\)?\s*do\b")
_PARTIAL = re.compile(r"\s*render\b")
#: Where a text is sent as text: its line ends stay.
_PLAIN = re.compile(r"\.(?:te?xt|plain)\.[a-z]+\Z", re.IGNORECASE)
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd", "th"), BlockKind.ITEM),
    "button": BlockKind.BUTTON,
    "title": BlockKind.SUBJECT,
    "blockquote": BlockKind.QUOTE,
}
_SECTIONS = {"subject": BlockKind.SUBJECT, "preheader": BlockKind.PREHEADER}


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text, if it has one, in the element that it stands in."""

    start: int
    end: int
    breaks: bool  # starts another block
    kind: BlockKind
    link: bool = False
    code: bool = False  # all of it is printed by code


class IndentedScanner:
    """A template -> `lines` of text, `tags` in them and `marks` of what chooses; a subclass reads single lines.

    Lines deeper than `deeper` (where that is not negative) belong to the one above them: as its text, or not at all.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tags: list[Tag] = []
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.deeper, self.is_text = -1, False
        self._stack: list[tuple[int, BlockKind]] = []  # open block elements: indentation and kind
        self._blocks: list[int] = []  # indentation of open conditions and loops

    def read_line(self, indent: int, start: int, end: int) -> int:
        """Read the content of a line; gives the offset to go on from, since attributes and code may take several."""
        raise NotImplementedError

    def read(self) -> None:
        at = 0
        while at < len(self.text) and (line := _LINE.match(self.text, at)):
            at = max(line.end(), at + 1)
            indent, (start, end) = len(line["indent"]), line.span("content")
            if start == end or not self.text[start:end].strip():
                continue
            if 0 <= self.deeper < indent:
                if self.is_text:
                    self.put_text(start, end, breaks=False)
                continue
            self.deeper = -1
            at = max(at, self.read_line(indent, start, end))
        self.leave_blocks(-1, at)

    def skip(self, indent: int, start: int, end: int) -> int:
        """Leave out a line, and those below it that are deeper."""
        self.tags.append(Tag(start, end, TagKind.COMMENT))
        self.deeper, self.is_text = indent, False
        return end

    def go_on(self, indent: int) -> None:
        """Lines below that are deeper are text, whatever they begin with."""
        self.deeper, self.is_text = indent, True

    def code(self, indent: int, start: int, end: int) -> int:
        """Read a line of code behind its sign: what it opens goes on as long as lines are indented deeper."""
        if section := _SECTION.match(self.text, start, end):
            kind = _SECTIONS.get(NAMED.get(section["name"].lower(), ""), BlockKind.PARAGRAPH)
            self.leave_blocks(indent, start)
            self.open(indent, start, kind)
            self.tags.append(Tag(start, end, TagKind.CONTROL))
            return end
        mark = read_mark(start, end, self.text[start + 1 : end].strip(), "<%")
        goes_on = mark is not None and mark.does == "next"
        self.leave_blocks(indent + goes_on, start)
        if mark and mark.does != "end":
            self.marks.append(mark)
            self.tags.append(Tag(start, end, TagKind.CONTROL, "else" if goes_on else "if"))
            self._blocks += [] if goes_on else [indent]
        elif told := given(self.text, start, start + 1, end):
            self.tags += told
            self.lines.append(Line(start, end, True, _SECTIONS.get(told[0].name, BlockKind.PARAGRAPH)))
        return end

    def leave_blocks(self, indent: int, at: int) -> None:
        """Close the conditions and loops that a line of this indentation is not in."""
        while self._blocks and self._blocks[-1] >= indent:
            self._blocks.pop()
            self.marks.append(Mark(at, at, "end"))

    def leave(self, indent: int) -> bool:
        """Close the elements that a line of this indentation is not in; True when there were any."""
        before = len(self._stack)
        while self._stack and self._stack[-1][0] >= indent:
            self._stack.pop()
        return len(self._stack) < before

    @property
    def kind(self) -> BlockKind:
        return self._stack[-1][1] if self._stack else BlockKind.PARAGRAPH

    def open(self, indent: int, start: int, kind: BlockKind) -> None:
        """A block starts, and goes on as long as lines are indented deeper."""
        self._stack.append((indent, kind))
        self.lines.append(Line(start, start, True, kind))

    def element(self, name: str, indent: int, start: int, rest: str) -> bool:
        """An element starts whose first line says `rest`; True if it is a block."""
        if name == "br":
            self.tags.append(Tag(start, start + 1, TagKind.TEXT, "\n"))
            self.lines.append(Line(start, start + 1, False, self.kind))
        if name not in BLOCKS:
            return False
        entry = name == "td" and rest.strip("<> ") != ""  # a cell of one line
        self.open(indent, start, BlockKind.ITEM if entry else _KINDS.get(name, self.kind))
        return True

    def put_text(self, start: int, end: int, breaks: bool, link: bool = False) -> None:
        start = min(end, start + len(self.text[start:end]) - len(self.text[start:end].lstrip()))
        tags = scan(self.text, "", start, end)
        self.tags += merge(tags, inline_tags(mask(self.text, tags, start, end), start))
        self.lines.append(Line(start, end, breaks, self.kind, link))

    def expression(self, start: int, first: int, end: int, breaks: bool) -> int:
        """Read code whose value is printed, behind a sign at `start`; gives the offset to go on from."""
        last = self.code_end(first, end)
        self.tags.append(Tag(start, first, TagKind.COMMENT))
        tags = printed(self.text, first, last)
        self.tags += merge(tags, inline_tags(mask(self.text, tags, first, last), first))
        partial = _PARTIAL.match(self.text, first, last) is not None
        self.lines.append(Line(start, last, breaks or partial, self.kind, code=True))
        if partial:
            self.lines.append(Line(last, last, True, self.kind))
        return last

    def code_end(self, start: int, end: int) -> int:
        """The end of Ruby code that goes on as long as its lines end with a comma, a bar or a backslash."""
        while self.text[max(start, end - 100) : end].rstrip().endswith((",", " |", "\\")) and end < len(self.text):
            line = _LINE.match(self.text, end + (2 if self.text.startswith("\r\n", end) else 1))
            if line is None or line.end("content") <= end:
                break
            end = line.end("content")
        return end

    def brackets_end(self, at: int) -> int:
        """The offset behind the brackets that stand at an offset: attributes, over several lines if need be."""
        pattern = {"{": BRACED, "(": ARGUMENTS, "[": SQUARED}[self.text[at]]
        found = pattern.match(self.text, at if pattern is ARGUMENTS else at + 1)
        if found is None:
            end = self.line_end(at)
            self.tags.append(Tag(at, end, TagKind.COMMENT, "", f"'{self.text[at]}' is never closed"))
            return end
        return found.end()

    def line_end(self, at: int) -> int:
        line = _LINE.match(self.text, at)
        return line.end("content") if line else at


def read_indented(source: Source, scanner: IndentedScanner) -> Prose:
    """What a scanner finds in a source, as prose."""
    scanner.read()
    builder = ProseBuilder(source)
    tags = merge(scanner.tags)
    feed = Feed(builder, tags)
    blocks = assemble(scanner.marks)
    builder.branch(blocks.branches)
    plain = _PLAIN.search(source.path) is not None
    kind = BlockKind.PARAGRAPH
    last = 0
    code = False
    for line in scanner.lines:
        if line.breaks:
            feed.close(kind)
            kind = line.kind
        elif last:
            feed.line_end(last, line.start, "\n" if plain or (code and line.code) else " ")
        if line.end > line.start:
            kind = line.kind
            if line.link:
                feed.open_link()
            feed.put(line.start, line.end)
            if line.link:
                feed.close_link()
            last, code = line.end, line.code
    feed.close(kind)
    return builder.build()
