"""Reads Slim: text behind `|` and `'`, elements' texts and what expressions quote; code and attributes are no prose."""

from __future__ import annotations

import re

from ..prose import Prose
from ..source import Source
from .indented import IndentedScanner, read_indented
from .syntax import BRACKETED, STRING

_TEXT = re.compile(r"[|'][<>]*[ \t]?")
_OUTPUT = re.compile(r"==?[<>']*[ \t]*")
_HEAD = re.compile(r"(?P<name>[A-Za-z][\w:-]*\w|[A-Za-z])?(?P<short>(?:[.#][\w-]+)*)(?P<trim>[<>]*)")
_ENGINE = re.compile(r"(?P<name>[a-z]+):\s*$")
_READABLE = frozenset(("markdown", "textile", "rdoc", "erb", "creole"))
#: `name=value`, where the value is a string, or code up to a blank outside brackets.
_ATTRIBUTE = re.compile(
    rf"""[ \t]+\*?[\w:@.-]+[ \t]*={{1,2}}[ \t]*(?:{STRING}|(?:[^\s"'`()\[\]{{}}]++|{STRING}|{BRACKETED})++)"""
)
_INLINE = re.compile(r"[ \t]*:[ \t]+")


def read_slim(source: Source, suffix: str = "") -> Prose:
    """A Slim template as prose."""
    return read_indented(source, _Scanner(source.text))


class _Scanner(IndentedScanner):
    def read_line(self, indent: int, start: int, end: int) -> int:
        first = self.text[start]
        engine = _ENGINE.match(self.text, start, end)
        if first == "/" or self.text.startswith("doctype", start) or (engine and engine["name"] not in _READABLE):
            return self.skip(indent, start, end)
        breaks = self.leave(indent)
        if first == "-":
            return self.code(indent, start, self.code_end(start, end))
        self.leave_blocks(indent, start)
        if engine:
            self.go_on(indent)
        elif text := _TEXT.match(self.text, start, end):
            self.put_text(text.end(), end, breaks)
            self.go_on(indent)
        elif output := _OUTPUT.match(self.text, start, end):
            return self.expression(start, output.end(), end, breaks)
        elif first == "<":
            self.put_text(start, end, breaks)
        else:
            return self._element(indent, start, end, breaks)
        return end

    def _element(self, indent: int, start: int, end: int, breaks: bool) -> int:
        """`table.outer[width="100%"]: tr: td Text`: elements one in another, and what the last one says."""
        at = start
        while True:
            head = _HEAD.match(self.text, at, end)
            if head is None or head.start() == head.end():  # no Slim after all
                self.put_text(at, end, breaks)
                return end
            name = (head["name"] or "div").lower()
            at = head.end()
            if self.text[at : at + 1] in ("[", "(", "{"):
                at = self.brackets_end(at)
                end = max(end, at if "\n" not in self.text[end:at] else self.line_end(at))
            while attribute := _ATTRIBUTE.match(self.text, at):
                at = attribute.end()
            end = max(end, at)
            inner = _INLINE.match(self.text, at, end)
            breaks = not self.element(name, indent, start, "" if inner else self.text[at:end]) and breaks
            if inner is None:
                break
            at = inner.end()
        at += len(self.text[at:end]) - len(self.text[at:end].lstrip(" \t"))
        if output := _OUTPUT.match(self.text, at, end):
            return self.expression(at, output.end(), end, breaks)
        if at < end and self.text[at] != "/":
            self.put_text(at, end, breaks, link=name == "a")
            self.go_on(indent)
        return end
