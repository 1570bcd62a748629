"""What HTML's elements make of their text: white space collapses, blocks get their kinds, hidden text goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..prose import BRANCH, BlockKind, ProseBuilder
from .feed import Feed
from .markup import ENTITY, decode_entity
from .tag import Tag, TagKind

_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_LINES = re.compile(r"[ \t\f]*(?:\r\n|\n|\r)[ \t\f]*")
#: Tags that take the white space round them away.
_TRIMS = re.compile(r"\{[{%#][-~]")
_TRIMMING = ("-}}", "~}}", "-%}", "-#}")
#: Fills a preheader up so that nothing else is shown in the list of messages.
_PADDING = frozenset("\u00ad\u034f\u200b\u200c\u200d\u2007\ufeff")
#: A cell's text up to this long is an entry of a table; longer, the table is there for layout.
_ENTRY = 40

_BY_EFFECT = (
    ("subject", BlockKind.SUBJECT),
    ("preheader", BlockKind.PREHEADER),
    ("quote", BlockKind.QUOTE),
    ("button", BlockKind.BUTTON),
    ("heading", BlockKind.HEADING),
    ("item", BlockKind.ITEM),
)


class HtmlWriter(Feed):
    """A Feed that collapses white space and remembers which elements its text stands in."""

    def __init__(self, builder: ProseBuilder, tags: Sequence[Tag], loose: bool = False) -> None:
        super().__init__(builder, tags)
        self._loose = loose  # blank lines part blocks
        self.shown = 0  # blocks of running text so far
        self._within: dict[str, int] = {}  # effects of the open elements
        self._space: tuple[int, int] | None = None  # white space not yet appended
        self._letters = 0  # characters in the block so far, and those among them that are a link's words
        self._linked = 0
        self._lines = 0  # lines with text in the block so far
        self._tail = ""  # the last character in it that is no white space
        self._first = 0  # source offset where the block starts
        self._asides: list[tuple[int, int]] = []
        self._trims = False  # a tag takes the white space behind it away

    def enter(self, effect: str) -> None:
        """An element starts: its text is of that effect (a heading, a link, hidden ...)."""
        if effect in ("preheader", "hidden"):
            self.flush()
        elif effect == "link" and not self._within.get("link"):
            self._settle_space()
            self.open_link()
        self._within[effect] = self._within.get(effect, 0) + 1

    def leave(self, effect: str) -> None:
        """An element of that effect ends."""
        if effect in ("preheader", "hidden"):
            self.flush()
        self._within[effect] = max(0, self._within.get(effect, 0) - 1)
        if effect == "link" and not self._within["link"]:
            self.close_link()

    def entity(self, character: str, start: int, end: int) -> None:
        """Append what an entity stands for."""
        if character and character not in _PADDING:
            self._text_atom(character, start, end)

    def value(self, start: int, end: int) -> None:
        """Append an attribute's value."""
        at = start
        for found in ENTITY.finditer(self.source, start, end):
            if (character := decode_entity(found.group())) is not None:
                self.put(at, found.start())
                self.entity(character, *found.span())
                at = found.end()
        self.put(at, end)

    def filled(self, name: str, start: int, end: int) -> None:
        """Append a slot that is written as an element."""
        self.builder.template = True
        self._slot(Tag(start, end, TagKind.SLOT, name))

    def line_break(self, start: int, end: int) -> None:
        """`<br>`: a soft line end; the second in a row ends the block."""
        self._space = None
        if self._last == "\n":
            self.flush()
        elif self._last:
            self._text_atom("\n", start, end)

    def aside(self, start: int, end: int) -> None:
        """Keep an attribute's text until the block round it is over."""
        self._asides.append((start, end))

    def flush(self, kind: BlockKind | None = None) -> None:
        """End the block, if anything is in it."""
        self._space = None
        if self._last:
            kind = kind or self._kind()
            self.shown += kind not in (BlockKind.SUBJECT, BlockKind.PREHEADER)
            self.close(kind)
        self._settle()
        self._letters = self._linked = 0
        if self._asides:
            asides, self._asides = self._asides, []
            for start, end in asides:
                self.value(start, end)
                self._space = None
                self.close(BlockKind.ASIDE)
            self._letters = self._linked = 0

    def _kind(self) -> BlockKind:
        within = self._within
        for effect, kind in _BY_EFFECT:
            if within.get(effect):
                return kind
        if (section := self.section(self._first)) is not None:
            return section
        if self._linked == self._letters:
            return BlockKind.BUTTON
        if (
            within.get("cell")
            and not within.get("paragraph")
            and self._letters <= _ENTRY
            and self._lines < 2
            and self._tail not in ".!?:,;"
        ):
            return BlockKind.ITEM
        return BlockKind.PARAGRAPH

    def _tag(self, tag: Tag) -> None:
        if _TRIMS.match(self.source, tag.start, tag.end):
            self._space = None
        self._trims = self.source.endswith(_TRIMMING, tag.start, tag.end)
        if tag.kind is TagKind.BREAK:
            self.flush()
        if tag.kind is TagKind.LINK:
            self.enter("link")
        elif tag.kind is TagKind.UNLINK:
            self.leave("link")
        else:
            super()._tag(tag)

    def _write(self, start: int, end: int) -> None:
        if self._within.get("pre"):
            return self._write_lines(start, end)
        at = start
        for space in _SPACES.finditer(self.source, start, end):
            self._words(at, space.start())
            if self._loose and len(_LINES.findall(space.group())) > 1:
                self.flush()
            if not self._trims:
                self._space = self._space or space.span()
            at = space.end()
        self._words(at, end)

    def _write_lines(self, start: int, end: int) -> None:
        """Text in `<pre>`: line ends stay, blank lines part blocks."""
        at = start
        for line in _LINES.finditer(self.source, start, end):
            if at < line.start():
                self._plain(at, line.start())
            self.line_break(*line.span())
            at = line.end()
        if at < end:
            self._plain(at, end)

    def _words(self, start: int, end: int) -> None:
        """Text in which single blanks are the only white space that collapses."""
        if start < end and self.source[start] == " ":
            if not self._trims:
                self._space = self._space or (start, start + 1)
            start += 1
        if start < end:
            last = end - (self.source[end - 1] == " ")
            if last > start:
                self._plain(start, last)
            if last < end:
                self._space = self._space or (last, end)

    def _plain(self, start: int, end: int) -> None:
        if self._within.get("hidden"):
            return
        self._trims = False
        self._settle_space()
        self._count(end - start, start, self.source[end - 1])
        super()._write(start, end)

    def _slot(self, tag: Tag) -> None:
        if not self._within.get("hidden"):
            self._settle_space()
            self._count(1, tag.start, "x")
            super()._slot(tag)

    def _text_atom(self, text: str, start: int, end: int) -> None:
        if text.isspace() and text != "\xa0" and text != "\n":
            self._space = self._space or (start, end)
        elif not self._within.get("hidden"):
            if text != "\n":
                self._settle_space()
                self._count(len(text.strip()), start, text[-1])
            super()._text_atom(text, start, end)

    def _count(self, letters: int, start: int, tail: str) -> None:
        if not self._last:
            self._first, self._lines = start, 0
        if self._last in ("", "\n", BRANCH):
            self._lines += 1
        self._tail = tail if not tail.isspace() else self._tail
        self._letters += letters
        if self._within.get("link"):
            self._linked += letters

    def _settle_space(self) -> None:
        """Append the white space that was waiting for text to follow, if text stands before it."""
        space, self._space = self._space, None
        if space is None or self._last in ("", "\n", " ", BRANCH):
            return
        if self._seam is not None:
            self._last = BRANCH if self._branch else "\n"
            self._settle()
            self.builder.atom(self._last, *space)
        elif space[1] - space[0] == 1 and self.source[space[0]] == " ":
            self.builder.add(*space)
            self._last = " "
        else:
            self.builder.atom(" ", *space)
            self._last = " "
