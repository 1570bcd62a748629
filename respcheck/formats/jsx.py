"""Reads JSX (React components that render mail): its text, not the program round it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source
from .branching import Mark, assemble
from .expression import slot_name, spoken
from .feed import Feed
from .html import fill_html
from .literals import TEMPLATE, context, is_prose, key_kind
from .markup import INLINE_COMPONENT
from .tag import Tag, TagKind, merge
from .template import quoted

_STRING = rf""""(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|{TEMPLATE}"""
_COMMENT = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_CODE = re.compile(rf"(?P<string>{_STRING})|{_COMMENT}|(?P<brace>[{{}}])|(?P<open><[A-Za-z>])", re.DOTALL)
_BRACES = re.compile(rf"{_COMMENT}|{_STRING}|[{{}}]", re.DOTALL)
_MARKUP = re.compile(r"\{|</?[A-Za-z>]")
_IN_TAG = re.compile(r"""(?:[^<>{}"'/]++|"[^"]*"|'[^']*'|/(?!>))*+(?P<end>\{|/?>)?""")
_ATTRIBUTE = re.compile(r"""\s(?P<name>[A-Za-z]\w*)=(?P<quote>["'])(?P<value>[^"<>]{12,})(?P=quote)""")
_LITERAL = re.compile(_STRING, re.DOTALL)
_MAY_START = re.compile(r"(?:[(,=?:\[{}>;&|]|\breturn|\bdefault)\s*\Z")
_CHOICE = re.compile(
    r"[{(\s]*(?P<next>\)?\s*:)?[(\s]*(?:(?P<test>[^?:&|{}]*[^?:&|{}\s])\s*(?:\?|&&)[\s(]*)?\Z", re.DOTALL
)
_CHOSEN = re.compile(r"(?:[?:]|&&|\|\||\bt\()\s*\Z")

_ALIASES = {
    "Text": "p",
    "Heading": "h2",
    "Button": "button",
    "Link": "a",
    "Preview": "mj-preview",
    "Img": "img",
    "Hr": "hr",
    "Row": "tr",
    "Column": "td",
    "CodeBlock": "pre",
    "Title": "title",
}


@dataclass(slots=True)
class _Frame:
    """Code or markup that is being read, one in another: `depth` counts open braces or elements."""

    code: bool
    start: int
    depth: int = 0
    since: int = 0  # code from here on is not yet left out
    holds_markup: bool = False
    chooses: bool = False


def read_jsx(source: Source, suffix: str = "") -> Prose:
    """The text of a component that renders mail, and the sentences it gives to others as attributes."""
    scanner = _Scanner(source.text)
    scanner.read()
    builder = ProseBuilder(source)
    for start, end in scanner.remarks:
        builder.comment(start, end)
    for start, end, kind in scanner.constants:
        _put(builder, start, end, kind)
    tags = merge(scanner.tags)
    builder.branch(assemble(scanner.marks).branches)
    for frame in scanner.frames[1:]:
        builder.doubt(frame.start, "an element or expression that starts here is never closed")
    fill_html(builder, 0, len(source.text), tags=tags, rename=_rename)
    for start, end in scanner.attributes:
        _put(builder, start, end, BlockKind.PARAGRAPH)
    return builder.build()


def _put(builder: ProseBuilder, start: int, end: int, kind: BlockKind) -> None:
    feed = Feed(builder, quoted(builder.source.text, start, end))
    feed.put(start, end)
    feed.close(kind)


def _rename(name: str) -> str:
    """The HTML tag that a component is read as; components of one's own are blocks unless their names say otherwise."""
    if name[:1].islower():
        return name
    return _ALIASES.get(name) or ("span" if INLINE_COMPONENT.search(name) else "div")


class _Scanner:
    """One pass over a program. Everything that is not JSX text or JSX tags becomes tags to leave out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tags: list[Tag] = []
        self.constants: list[tuple[int, int, BlockKind]] = []
        self.attributes: list[tuple[int, int]] = []
        self.remarks: list[tuple[int, int]] = []
        self.marks: list[Mark] = []
        self.frames = [_Frame(code=True, start=0)]

    def read(self) -> None:
        at = 0
        while at < len(self.text):
            at = self._read_code(at) if self.frames[-1].code else self._read_markup(at)
        if self.frames[-1].code:
            self._leave_out(self.frames[-1].since, len(self.text))

    def _leave_out(self, start: int, end: int, kind: TagKind = TagKind.COMMENT) -> None:
        if end > start:
            self.tags.append(Tag(start, end, kind))

    def _read_code(self, at: int) -> int:
        frame = self.frames[-1]
        found = _CODE.search(self.text, at)
        if found is None:
            return len(self.text)
        if found["string"] and len(self.frames) == 1:
            self._constant(*found.span())
        elif found["brace"] == "{":
            frame.depth += 1
        elif found["brace"] == "}" and frame.depth:
            frame.depth -= 1
        elif found["brace"] and len(self.frames) > 1:
            self._expression(self.frames.pop(), found.end())
        elif found["open"]:
            if not _MAY_START.search(self.text, max(0, found.start() - 80), found.start()):
                return found.start() + 1
            self._leave_out(frame.since, found.start(), TagKind.CONTROL if len(self.frames) > 1 else TagKind.COMMENT)
            frame.holds_markup = True
            if len(self.frames) > 1:
                self._choose(frame, found.start())
            self.frames.append(_Frame(code=False, start=found.start()))
            return found.start()
        elif found.group().startswith("/"):
            self.remarks.append(found.span())
        return found.end()

    def _choose(self, frame: _Frame, end: int) -> None:
        """Note what the code before markup says of when it is shown: `late ? `, `late && `, ` : `."""
        choice = _CHOICE.match(self.text, frame.since, end)
        if choice and (choice["next"] and frame.chooses):
            self.marks.append(Mark(frame.since, end, "next", test=choice["test"] or ""))
        elif choice and choice["test"] and not frame.chooses:
            frame.chooses = True
            self.marks.append(Mark(frame.since, end, "open", "if", "if", choice["test"]))

    def _read_markup(self, at: int) -> int:
        found = _MARKUP.search(self.text, at)
        if found is None:
            return len(self.text)
        if found.group() == "{":
            self.frames.append(_Frame(code=True, start=found.start(), since=found.start()))
            return found.end()
        closing = found.group()[1] == "/"
        end, void = self._tag_end(found.start(), found.end() - found.group().endswith(">"))
        if found.group().endswith(">"):  # a fragment
            self._leave_out(found.start(), end)
        self.frames[-1].depth += -1 if closing else 0 if void else 1
        if self.frames[-1].depth <= 0:
            self.frames.pop()
            self.frames[-1].since = end
        return end

    def _tag_end(self, start: int, at: int) -> tuple[int, bool]:
        """The end of a tag, and whether it is empty; expressions in it are left out, sentences in it kept."""
        first = at
        while (found := _IN_TAG.match(self.text, at)) and found["end"] == "{":
            at = self._brace_end(found.end())
            self._leave_out(found.end() - 1, at)
        end = found.end() if found and found["end"] else at + 1
        if self.text[start + 1] != "/":
            for attribute in _ATTRIBUTE.finditer(self.text, first, end):
                if attribute["name"] not in ("alt", "title") and is_prose(attribute["value"], attribute["name"]):
                    self.attributes.append(attribute.span("value"))
        return end, bool(found and found["end"] == "/>")

    def _brace_end(self, at: int) -> int:
        depth = 1
        for found in _BRACES.finditer(self.text, at):
            depth += {"{": 1, "}": -1}.get(found.group(), 0)
            if not depth:
                return found.end()
        return len(self.text)

    def _constant(self, start: int, end: int) -> None:
        key = context(self.text[max(0, start - 80) : start])
        words = self.text[start + 1 : end - 1]
        kind = key_kind(key)
        if is_prose(words, key) and (kind or len(words.split()) > 4):
            kind = kind or BlockKind.PARAGRAPH
            self.constants.append((start + 1, end - 1, kind))

    def _expression(self, frame: _Frame, end: int) -> None:
        """Tags for `{...}` among text: what it says, if it quotes that; else a slot."""
        if frame.chooses:
            self.marks.append(Mark(frame.since, end, "end"))
        if frame.holds_markup:
            return self._leave_out(frame.since, end, TagKind.CONTROL)
        start = frame.start
        inside = self.text[start + 1 : end - 1].strip()
        if not inside or inside.startswith(("/*", "//")):
            return self._leave_out(start, end)
        said = [found.span() for found in _LITERAL.finditer(self.text, start, end) if self._is_said(found, start, end)]
        choices = spoken(self.text, start + 1, end - 1)
        if len(choices) > len(said):
            said = [(first - 1, last + 1) for ((first, last), *_) in choices]
        if not said:
            self.tags.append(Tag(start, end, TagKind.SLOT, slot_name(inside)))
            return
        at, lead = start, "either" if len(said) > 1 else "says"
        for first, last in said:
            self.tags.append(Tag(at, first + 1, TagKind.CONTROL, lead if at == start else "or"))
            self.tags += quoted(self.text, first + 1, last - 1)
            at = last - 1
        self.tags.append(Tag(at, end, TagKind.CONTROL, "chosen" if len(said) > 1 else "says"))

    def _is_said(self, literal: re.Match[str], start: int, end: int) -> bool:
        """True for a string that is all of `{...}`, or one of the texts it chooses between."""
        if not self.text[start + 1 : literal.start()].strip() and not self.text[literal.end() : end - 1].strip():
            return True
        return is_prose(literal.group()[1:-1], "") and bool(_CHOSEN.search(self.text, start, literal.start()))
