"""Reads HAML: plain lines, elements' texts and what expressions quote; code, attributes and filters are no prose."""

from __future__ import annotations

import re
from dataclasses import replace

from ..prose import BlockKind, Prose
from ..source import Source
from .indented import IndentedScanner, read_indented

_HEAD = re.compile(r"(?:%(?P<name>[\w:-]+))?(?:[.#][\w-]+)*")
_OUTPUT = re.compile(r"(?:[!&]?={1,2}|~)(?![=>])[ \t]*")
_ASIDE = re.compile(r"-#|/|:(?!(?:plain|markdown|erb|textile)\b)[a-z]+\s*$|!!!")
_FILTER = re.compile(r":[a-z]+\s*$")
_ITEM = re.compile(r"[*•-][ \t]+")


def read_haml(source: Source, suffix: str = "") -> Prose:
    """A HAML template as prose."""
    return read_indented(source, _Scanner(source.text))


class _Scanner(IndentedScanner):
    def read_line(self, indent: int, start: int, end: int) -> int:
        if _ASIDE.match(self.text, start, end):
            return self.skip(indent, start, end)
        breaks = self.leave(indent)
        first = self.text[start]
        if first == "-":
            return self.code(indent, start, self.code_end(start, end))
        self.leave_blocks(indent, start)
        if first == "\\":
            self.put_text(start + 1, end, breaks or end == start + 1)
        elif output := _OUTPUT.match(self.text, start, end):
            return self.expression(start, output.end(), end, breaks)
        elif first in "%." or (first == "#" and self.text[start + 1 : start + 2] not in ("{", " ", "")):
            return self._element(indent, start, end, breaks)
        elif _FILTER.match(self.text, start, end):
            self.go_on(indent)
        else:
            self.put_text(start, end, breaks)
        return end

    def put_text(self, start: int, end: int, breaks: bool, link: bool = False) -> None:
        start = min(end, start + len(self.text[start:end]) - len(self.text[start:end].lstrip()))
        item = _ITEM.match(self.text, start, end)
        after = bool(self.lines) and self.lines[-1].kind is BlockKind.ITEM and self.kind is not BlockKind.ITEM
        super().put_text(item.end() if item else start, end, breaks or after or item is not None, link)
        if item:
            self.lines[-1] = replace(self.lines[-1], kind=BlockKind.ITEM)

    def _element(self, indent: int, start: int, end: int, breaks: bool) -> int:
        head = _HEAD.match(self.text, start, end)
        name = (head["name"] or "div").lower() if head else "div"
        at = head.end() if head else start
        while at < len(self.text) and self.text[at] in "{([":
            at = self.brackets_end(at)
        end = max(end, at if "\n" not in self.text[end:at] else self.line_end(at))
        breaks = not self.element(name, indent, start, self.text[at:end]) and breaks
        while at < end and self.text[at] in "<>":
            at += 1
        if output := _OUTPUT.match(self.text, at, end):
            return self.expression(at, output.end(), end, breaks)
        if at < end and self.text[at] != "/":
            self.put_text(at, end, breaks, link=name == "a")
        return end
