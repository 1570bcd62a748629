"""Markdown inside a block: links, emphasis, code spans, escapes and stray HTML, as tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..source import Span
from .markup import MARKUP, markup_tag
from .tag import Tag, TagKind

_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~\n]|`+|<(?:https?://[^\s<>]*|mailto:[^\s<>]*|[\w.+-]+@[\w.-]+)>|[<&]|!\[|\[|\]|\*+|_+|~~+"
)
_TICKS = re.compile(r"`+")
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_LABEL = re.compile(r"\[([^\[\]\n]*)\]")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*\S", re.MULTILINE)
#: How far back an emphasis mark looks for its partner.
_REACH = 50


@dataclass(slots=True)
class _Mark:
    """A run of `*`, `_` or `~`; what is left of it while partners are found."""

    sign: str
    start: int
    count: int
    opens: bool
    closes: bool


def references(text: str) -> frozenset[str]:
    """The labels that `[label]: address` lines define, in lower case."""
    return frozenset(found[1].lower() for found in _DEFINED.finditer(text)) if "]:" in text else frozenset()


class Inline:
    """Reads `text[span]`, a block of masked Markdown whose text starts at source offset `base`.

    `tags` are what is not plain text in it, in no order; `images` the source spans of alt texts; `only_link`
    says that the block is nothing but one link.
    """

    def __init__(self, text: str, span: Span, base: int, defined: frozenset[str]) -> None:
        self.text, self.span, self.base, self.defined = text, span, base, defined
        self.tags: list[Tag] = []
        self.images: list[Span] = []
        self._brackets: list[tuple[int, bool]] = []
        self._marks: list[_Mark] = []
        self._ticks: dict[int, list[int]] | None = None
        self._scan()
        self._pair_marks()

    @property
    def only_link(self) -> bool:
        links = [tag for tag in self.tags if tag.kind is TagKind.LINK]
        ends = [tag.end - self.base for tag in self.tags if tag.kind is TagKind.UNLINK]
        if len(links) != 1 or len(ends) != 1:
            return False
        outside = self.text[self.span.start : links[0].start - self.base] + self.text[ends[0] : self.span.end]
        return not outside.strip("*_ \t\n\x00")

    def _scan(self) -> None:
        at = self.span.start
        while found := _TOKEN.search(self.text, at, self.span.end):
            at = self._token(found)

    def _token(self, found: re.Match[str]) -> int:
        """Act on a token; gives the offset to go on from."""
        start, end, token = found.start(), found.end(), found.group()
        if token[0] == "\\":
            self._tag(start, start + 1, TagKind.COMMENT)
        elif token[0] == "`":
            return self._code(start, end)
        elif token in "<&":
            return self._markup(start)
        elif token[0] == "<":
            self._tag(start, start + 1, TagKind.LINK)
            self._tag(end - 1, end, TagKind.UNLINK)
        elif token == "]":
            return self._close_bracket(start)
        elif token.endswith("["):
            self._brackets.append((start, token[0] == "!"))
        else:
            self._marks.append(self._mark(token, start, end))
        return end

    def _tag(self, start: int, end: int, kind: TagKind, name: str = "") -> None:
        self.tags.append(Tag(self.base + start, self.base + end, kind, name))

    def _code(self, start: int, end: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self.text, *self.span):
                self._ticks.setdefault(len(run.group()), []).append(run.start())
        runs = self._ticks[end - start]
        later = bisect_right(runs, start)
        if later == len(runs):
            return end
        last = runs[later] + end - start
        self._tag(start, last, TagKind.SLOT, "code")
        return last

    def _markup(self, start: int) -> int:
        found = MARKUP.match(self.text, start, self.span.end)
        tag = markup_tag(found, self.base) if found else None
        if tag is None:
            return start + 1
        # a block's tag inside a paragraph can only be a soft line end here
        self.tags.append(tag._replace(kind=TagKind.TEXT, name="\n") if tag.kind is TagKind.BREAK else tag)
        return tag.end - self.base

    def _close_bracket(self, close: int) -> int:
        if not self._brackets:
            return close + 1
        start, image = self._brackets.pop()
        words = start + 1 + image
        target = _TARGET.match(self.text, close + 1, self.span.end) or self._reference(words, close)
        if target is None:
            return close + 1
        if image:
            self._tag(start, target.end(), TagKind.COMMENT)
            self.images.append(Span(self.base + words, self.base + close))
            self._marks = [mark for mark in self._marks if mark.start < start]
        else:
            self._tag(start, words, TagKind.LINK)
            self._tag(close, target.end(), TagKind.UNLINK)
        return target.end()

    def _reference(self, words: int, close: int) -> re.Match[str] | None:
        """`[words][label]`, `[words][]` or `[words]` whose label is defined: the match that ends the link."""
        if not self.defined:
            return None
        label = _LABEL.match(self.text, close + 1, self.span.end)
        named = label[1] if label and label[1] else self.text[words:close]
        if named.lower() not in self.defined:
            return None
        return label or re.compile(r"\]").match(self.text, close)

    def _mark(self, token: str, start: int, end: int) -> _Mark:
        """A run of emphasis marks and what it may do, by CommonMark's flanking rules."""
        before = self.text[start - 1] if start > self.span.start else " "
        after = self.text[end] if end < self.span.end else " "
        left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
        right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
        if token[0] == "_":
            left, right = left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
        return _Mark(token[0], start, end - start, left, right)

    def _pair_marks(self) -> None:
        open_marks: list[_Mark] = []
        for mark in self._marks:
            while mark.count and mark.closes and (at := _partner(open_marks, mark)) is not None:
                opener = open_marks[at]
                del open_marks[at + 1 :]
                used = 2 if mark.sign == "~" or (opener.count > 1 and mark.count > 1) else 1
                opener.count -= used
                self._tag(opener.start + opener.count, opener.start + opener.count + used, TagKind.COMMENT)
                self._tag(mark.start, mark.start + used, TagKind.COMMENT)
                mark.start, mark.count = mark.start + used, mark.count - used
                if not opener.count:
                    open_marks.pop()
            if mark.count and mark.opens:
                open_marks.append(mark)


def _partner(open_marks: list[_Mark], mark: _Mark) -> int | None:
    """Index of the nearest mark that `mark` closes."""
    for at in range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _REACH), -1):
        opener = open_marks[at]
        if opener.sign != mark.sign:
            continue
        odd = (opener.closes or mark.opens) and (opener.count + mark.count) % 3 == 0
        if not odd or (opener.count % 3 == 0 and mark.count % 3 == 0):
            return at
    return None


def _is_mark(character: str) -> bool:
    return not (character.isalnum() or character.isspace() or character in "\ufffc\x00")
