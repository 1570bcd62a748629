"""What a person reads of a source, with every character mapped back to the place it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from .branch import Branch, Option
from .source import Source, Span

#: Stands in `Prose.text` for a template slot, whose name is in `Prose.slots`.
SLOT = "\ufffc"
#: How a comment to this tool starts.
ADDRESS = "respcheck:"
#: Separates blocks in `Prose.text`.
BLOCK_BREAK = "\n\n"
#: Stands in `Prose.text` where two branches of a template meet: nothing goes on over it.
BRANCH = "\u2028"


class BlockKind(Enum):
    """What a block of text is in its format; zones are found later, from kinds and words."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # list item or table cell
    BUTTON = "button"  # a block that is nothing but a link or a button
    QUOTE = "quote"
    SUBJECT = "subject"
    PREHEADER = "preheader"
    SENDER = "sender"  # a From or Reply-To value
    ASIDE = "aside"  # alt text, titles: read, but no part of the running text


class Block(NamedTuple):
    """A stretch of `Prose.text` that no sentence crosses."""

    span: Span
    kind: BlockKind


class Comment(NamedTuple):
    """A comment to this tool, with its marks: `span` lies in the source, `text` is what it says when decoded."""

    span: Span
    text: str


class Run(NamedTuple):
    """A stretch of mapped text. Linear runs map character by character, others map whole to whole."""

    at: int  # where the run starts in the mapped text
    start: int  # in the text below
    end: int
    linear: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Offsets of a derived text -> offsets of the text it was derived from.

    `runs` cover the derived text in order and without gaps; characters that a decoder invented
    (block breaks) belong to a run with `start == end`. `below` maps further down, for a text
    derived from a derived text.
    """

    runs: tuple[Run, ...]
    below: OffsetMap | None = None
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def span(self, span: Span) -> Span:
        """The range of the original text that `span` was read from; whole where a part can't be cut."""
        first, last = self._run(span.start), self._run(max(span.start, span.end - 1))
        start = first.start + (span.start - first.at) if first.linear else first.start
        end = last.start + (span.end - last.at) if last.linear else last.end
        if span.end <= span.start:
            end = start
        result = Span(start, max(start, end))
        return self.below.span(result) if self.below else result

    def over(self, below: OffsetMap) -> OffsetMap:
        """The same map, continued by `below`."""
        return OffsetMap(self.runs, self.below.over(below) if self.below else below)

    def _run(self, offset: int) -> Run:
        if not self._starts:
            self._starts.extend(run.at for run in self.runs)
        return self.runs[max(0, bisect_right(self._starts, offset) - 1)]


@dataclass(frozen=True, slots=True)
class Prose:
    """One message's readable text.

    `text` holds the blocks, joined by BLOCK_BREAK; single line ends inside a block are soft, BRANCH is not. Each
    template slot is one SLOT character, its name (lower case, or "") under its offset in `slots`.
    `uncertain` says, with a source offset, where reading became uncertain (an unclosed tag).
    `name` is what the file calls the message, or is empty; `names` are its parts' keys by their offsets in `text`.
    """

    source: Source
    text: str
    map: OffsetMap
    blocks: tuple[Block, ...]
    slots: Mapping[int, str]
    #: offsets in `text` of links' words: what can be clicked
    links: tuple[Span, ...] = ()
    #: True when the text holds template syntax other than `[BRACKETS]`
    template: bool = False
    uncertain: tuple[tuple[int, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    #: True for a text that is sent as it stands, HTML comments and all
    plain: bool = False
    #: where the template chooses between texts, by offsets in `text`; outer blocks first
    branches: tuple[Branch, ...] = ()
    name: str = ""
    names: tuple[tuple[int, str], ...] = ()
    #: the language's ISO 639 code, or "" where nothing tells it
    language: str = ""
    #: True for what is only a part of a message (a partial, a layout): nothing can be missing in it
    fragment: bool = False
    #: comments of the file that stand outside its messages, the same in all of them; no part of `comments`
    remarks: tuple[Comment, ...] = ()

    def name_at(self, offset: int) -> str:
        """The name of the part, else of the message, that an offset of `text` lies in."""
        index = bisect_right(self.names, offset, key=lambda named: named[0]) - 1
        return self.names[index][1] if index >= 0 else self.name

    def source_span(self, span: Span) -> Span:
        """A span of `text` -> the span of `source.text` it was read from."""
        return self.map.span(span)

    def over(self, source: Source, below: OffsetMap) -> Prose:
        """The same prose for a text that was itself decoded from `source` by `below`."""
        return replace(self, source=source, map=self.map.over(below))


class ProseBuilder:
    """Collects pieces of a source into a Prose. Readers feed it from left to right."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._parts: list[str] = []  # closed blocks
        self._open: list[str] = []  # pieces of the block being filled
        self._runs: list[Run] = []
        self._length = 0
        self._block_start = 0
        self._blocks: list[Block] = []
        self._slots: dict[int, str] = {}
        self._links: list[Span] = []
        self._uncertain: dict[tuple[int, str], None] = {}
        self._comments: dict[Span, Comment] = {}
        self._branches: dict[Span, tuple[int, Branch]] = {}
        self.template = False

    def add(self, start: int, end: int) -> None:
        """Append `source.text[start:end]` as it stands."""
        if end > start:
            last = self._runs[-1] if self._runs else None
            if last and last.linear and last.end == start:
                self._runs[-1] = last._replace(end=end)
                self._put(self.source.text[start:end])
            else:
                self._append(Run(self._length, start, end, True), self.source.text[start:end])

    def atom(self, text: str, start: int, end: int) -> None:
        """Append `text`, read from the whole of `source.text[start:end]` (an entity, a line break)."""
        if text:
            self._append(Run(self._length, start, end, False), text)

    def slot(self, name: str, start: int, end: int) -> None:
        """Append a template slot named `name`, read from `source.text[start:end]`."""
        self._slots[self._length] = name.lower()
        self.atom(SLOT, start, end)

    def link(self, start: int) -> None:
        """Say that everything appended since `start` (an earlier `length`) is a link's words."""
        if self._length > start:
            self._links.append(Span(start, self._length))

    @property
    def length(self) -> int:
        """Characters appended so far: an offset into the text to come."""
        return self._length

    def close(self, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """End the block being filled, if anything but white space is in it."""
        text = "".join(self._open)
        self._parts.append(text)
        self._open.clear()
        if text.strip():
            lead = len(text) - len(text.lstrip())
            self._blocks.append(Block(Span(self._block_start + lead, self._block_start + len(text.rstrip())), kind))
        if text:
            at = self._runs[-1].end
            self._append(Run(self._length, at, at, False), BLOCK_BREAK)
            self._parts.append(self._open.pop())
        self._block_start = self._length

    def doubt(self, offset: int, message: str) -> None:
        """Note that from the source offset on, reading is uncertain."""
        self._uncertain[offset, message] = None

    def branch(self, branches: Iterable[Branch]) -> None:
        """Say where the template chooses between texts that are still to be appended, by offsets in the source."""
        for branch in branches:
            self._branches.setdefault(branch.span, (len(self._runs), branch))

    def comment(self, start: int, end: int, lead: str = "") -> None:
        """Keep `source.text[start:end]`, a comment or a tag that leaves nothing, if it is addressed to this tool.

        `lead` is what front matter leaves out of it.
        """
        if lead or self.source.text.find(ADDRESS, start, end) >= 0:
            self._comments[Span(start, end)] = Comment(Span(start, end), lead + self.source.text[start:end])

    def build(self) -> Prose:
        self.close()
        return Prose(
            self.source,
            "".join(self._parts),
            OffsetMap(tuple(self._runs) or (Run(0, 0, 0, False),)),
            tuple(self._blocks),
            self._slots,
            tuple(self._links),
            self.template,
            tuple(self._uncertain),
            tuple(self._comments.values()),
            branches=tuple(self._placed()),
        )

    def _placed(self) -> Iterable[Branch]:
        """The branches that leave any text, by the offsets it was appended at."""
        if not self._branches:
            return
        reached = list(accumulate((run.end for run in self._runs), max))
        for first, branch in self._branches.values():

            def at(offset: int, first: int = first) -> int:
                index = bisect_right(reached, offset, first)
                if index == len(reached):
                    return self._length
                run = self._runs[index]
                return run.at + (max(0, offset - run.start) if run.linear else 0)

            options = [Option(Span(at(o.span.start), at(o.span.end)), o.test) for o in branch.options]
            if any(option.span.start < option.span.end for option in options):
                yield branch._replace(options=tuple(options))

    def _append(self, run: Run, text: str) -> None:
        self._runs.append(run)
        self._put(text)

    def _put(self, text: str) -> None:
        self._open.append(text)
        self._length += len(text)
