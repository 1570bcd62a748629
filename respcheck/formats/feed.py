"""Stretches of a source and the tags in them -> a ProseBuilder: what every reader writes through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..prose import BRANCH, BlockKind, ProseBuilder
from .branching import find_blocks
from .meaning import MIDDLE
from .tag import Tag, TagKind

_SECTIONS = {"subject": BlockKind.SUBJECT, "preheader": BlockKind.PREHEADER}
_SENTENCE_ENDS = frozenset(".!?…")


class Feed:
    """Appends stretches of `builder.source.text`, in which `tags` (in order) are read as their kinds say.

    Slots become slots; comments vanish; control tags vanish too, but a soft line end keeps apart what would
    otherwise run together (`{% if %}A.{% endif %}B.`), and a BRANCH what stands for each other (`A{% else %}B`).
    """

    def __init__(self, builder: ProseBuilder, tags: Sequence[Tag]) -> None:
        self.builder, self.tags, self.source = builder, tags, builder.source.text
        self._starts = [tag.start for tag in tags]
        self._breaks = [tag for tag in tags if tag.kind is TagKind.BREAK]
        self._last = ""  # the last character of the block so far
        self._seam: Tag | None = None  # a control tag that may need a line end in its place
        self._branch = False  # it parts two branches
        self._link = -1
        blocks = find_blocks(self.source, tags)
        builder.branch(blocks.branches)
        for offset in blocks.unclosed:
            builder.doubt(offset, "a block that starts here is never closed")
        for offset in blocks.stray:
            builder.doubt(offset, "an end that no block stands before")
        builder.template = builder.template or any(_is_template(tag, self.source) for tag in tags)
        for tag in tags:
            if tag.kind in (TagKind.COMMENT, TagKind.CONTROL):
                builder.comment(tag.start, tag.end)
            if tag.doubt:
                builder.doubt(tag.start, tag.doubt)

    def put(self, start: int, end: int) -> None:
        """Append `source.text[start:end]`."""
        at = start
        for index in range(bisect_left(self._starts, start), len(self.tags)):
            tag = self.tags[index]
            if tag.start >= end:
                break
            if at < tag.start:
                self._write(at, tag.start)
            self._tag(tag)
            at = tag.end
        if at < end:
            self._write(at, end)

    def line_end(self, start: int, end: int, soft: str = "\n") -> None:
        """Append a soft line end, read from `source.text[start:end]`; a BRANCH when a tag in it parts branches."""
        if self._last in ("", "\n"):
            return
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if self.tags[index].kind is TagKind.CONTROL:
                self._tag(self.tags[index])
        mark = BRANCH if self._branch else "\n" if self._seam else soft
        self._settle()
        self._text_atom(mark, start, end)

    def close(self, kind: BlockKind) -> None:
        """End the block; a link that is still open goes on in the next one."""
        if self._link >= 0:
            self.builder.link(self._link)
        self.builder.close(kind)
        self._last = ""
        self._settle()
        if self._link >= 0:
            self._link = self.builder.length

    def section(self, offset: int) -> BlockKind | None:
        """The kind of block that a template section round a source offset makes its text, if any."""
        if not self._breaks:
            return None
        index = bisect_right(self._breaks, offset, key=lambda tag: tag.start) - 1
        return _SECTIONS.get(self._breaks[index].name) if index >= 0 else None

    def open_link(self) -> None:
        """A link's words start."""
        self._link = self.builder.length

    def close_link(self) -> None:
        """A link's words end."""
        if self._link >= 0:
            self.builder.link(self._link)
        self._link = -1

    def _tag(self, tag: Tag) -> None:
        if tag.kind is TagKind.SLOT:
            self._slot(tag)
        elif tag.kind is TagKind.TEXT:
            self._text_atom(tag.name, tag.start, tag.end)
        elif tag.kind is TagKind.CONTROL:
            self._branch = self._branch or tag.name in MIDDLE
            if self._seam is None and (self._last in _SENTENCE_ENDS or self._branch):
                self._seam = tag
        elif tag.kind is TagKind.LINK:
            self.open_link()
        elif tag.kind is TagKind.UNLINK:
            self.close_link()

    def _write(self, start: int, end: int) -> None:
        """Append text in which there is no tag."""
        self._sew(self.source[start])
        self.builder.add(start, end)
        self._last = self.source[end - 1]

    def _slot(self, tag: Tag) -> None:
        self._sew("x")
        self.builder.slot(tag.name, tag.start, tag.end)
        self._last = "x"

    def _text_atom(self, text: str, start: int, end: int) -> None:
        if text:
            self._sew(text[0])
            self.builder.atom(text, start, end)
            self._last = text[-1]

    def _sew(self, first: str) -> None:
        """Part what comes from what a control tag stands behind, unless white space already does."""
        seam, branch = self._seam, self._branch
        self._settle()
        if seam is not None and self._last and (branch or not (first.isspace() or self._last.isspace())):
            self.builder.atom(BRANCH if branch else "\n", seam.start, seam.end)

    def _settle(self) -> None:
        self._seam, self._branch = None, False


def _is_template(tag: Tag, text: str) -> bool:
    """True for template syntax other than `[BRACKETS]`, which people write into plain replies."""
    if tag.kind is TagKind.SLOT:
        return tag.name != "code" and not (text.startswith("[", tag.start) and not text.startswith("[%", tag.start))
    return tag.kind in (TagKind.CONTROL, TagKind.BREAK)
