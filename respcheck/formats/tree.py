"""A data file as a tree whose texts know the place of each character, and paths through it.

A path is keys with dots between: `macros[*].actions[field=comment_value].value`. `*` stands for any characters of a
key, `(a|b)` for either and `**` for any number of keys; `[*]` is any item of a list, `[1]` the second, and
`[field=a,b]` those in which `field` says `a` or `b` (`[value.0=a]`: in which the first of the list `value` does).
`$`, which may begin a path, is all of the file. A key that holds dots itself (`mail.subject`) is as good as one below
the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import RespcheckError
from ..prose import ProseBuilder

_DEPTH = 100


class Piece(NamedTuple):
    """A stretch of a source: read as it stands, or as `text`."""

    start: int
    end: int
    text: str | None = None


def decoded(
    text: str, start: int, end: int, pattern: re.Pattern[str], meaning: Callable[[re.Match[str]], str | None]
) -> Iterator[Piece]:
    """`text[start:end]`, with each stretch that `pattern` finds read as what it means; None: as it stands."""
    at = start
    for found in pattern.finditer(text, start, end):
        if (said := meaning(found)) is not None:
            yield Piece(at, found.start())
            yield Piece(*found.span(), said)
            at = found.end()
    yield Piece(at, end)


@dataclass(frozen=True, slots=True)
class Node:
    """A text (`pieces`), a mapping or a list (`children`; a list's keys count from "0")."""

    pieces: tuple[Piece, ...] = ()
    children: tuple[tuple[str, Node], ...] | None = None
    is_list: bool = False

    def text(self, source: str) -> str:
        """What a text says, decoded; nothing for a mapping or a list."""
        return "".join(source[p.start : p.end] if p.text is None else p.text for p in self.pieces)

    def copy(self, out: ProseBuilder) -> None:
        """Append the text, decoded, to a builder over its source."""
        for start, end, text in self.pieces:
            if text is None:
                out.add(start, end)
            else:
                out.atom(text, start, end)


class Tree(NamedTuple):
    """What was read of a file, and the offset from which on reading is uncertain (-1: nowhere)."""

    root: Node
    doubt: int = -1


class Hit(NamedTuple):
    """What a path leads to: the keys on the way, and the nodes above, outermost first."""

    node: Node
    keys: tuple[str, ...]
    above: tuple[Node, ...]

    @property
    def name(self) -> str:
        return ".".join(self.keys)


class Step(NamedTuple):
    """One part of a path: a key's pattern, or a list's item, of which it may hold that `field` says one of `values`."""

    key: str
    pattern: re.Pattern[str]
    is_item: bool = False
    field: tuple[str, ...] = ()
    values: frozenset[str] = frozenset()


_STEP = re.compile(
    r"(?P<dot>\.?)(?:(?P<key>[^.\[\]]+)|\[(?:(?P<item>\*|\d+)|(?P<field>[\w-]+(?:\.[\w-]+)*)=(?P<values>[^\]]*))\])"
)


def glob(pattern: str) -> str:
    """`*` for any characters but dots, `**` for any, `(a|b)` for either, as a regular expression."""
    known = {"**.": r"(?:.*\.)?", "**": ".*", "*": "[^.]*", "(": "(?:", ")": ")", "|": "|"}
    return "".join(known.get(part) or re.escape(part) for part in re.split(r"(\*\*\.?|[*()|])", pattern))


def parse_path(text: str) -> tuple[Step, ...]:
    """A path as written -> its steps. Raises RespcheckError for what is no path."""
    if not text:
        raise RespcheckError("an empty path: keys with dots, as in 'macros[*].body'")
    steps: list[Step] = []
    at = len("$") if re.match(r"\$(?=[.\[]|\Z)", text) else 0
    while at < len(text):
        found = _STEP.match(text, at)
        if not found or bool(found["dot"]) != bool(at and found["key"]):
            raise RespcheckError(f"{text!r} is no path (character {at + 1}): keys with dots, as in 'macros[*].body'")
        key = found["key"] or found["item"] or "*"
        field = tuple(found["field"].split(".")) if found["field"] else ()
        try:
            pattern = re.compile(glob(key), re.IGNORECASE)
        except re.error:
            raise RespcheckError(f"{text!r} is no path: its brackets don't match") from None
        steps.append(Step(key, pattern, not found["key"], field, frozenset((found["values"] or "").split(","))))
        at = found.end()
    return tuple(steps)


def find(source: str, hit: Hit, steps: tuple[Step, ...]) -> Iterator[Hit]:
    """Everything that a path leads to from a node, each once, in order."""
    seen: set[int] = set()
    for found in _walk(source, hit, steps):
        if id(found.node) not in seen:
            seen.add(id(found.node))
            yield found


def _walk(source: str, hit: Hit, steps: tuple[Step, ...]) -> Iterator[Hit]:
    if not steps:
        yield hit
        return
    step, rest = steps[0], steps[1:]
    if step.is_item and not hit.node.is_list:
        return
    if step.key == "**":
        yield from _walk(source, hit, rest)
    several = sum(later.key != "**" for later in steps) > 1
    for key, child in hit.node.children or ():
        if several and child.children is None and "." not in key:
            continue  # a text, and the path leads further
        below = Hit(child, (*hit.keys, key), (*hit.above, hit.node))
        if step.key == "**":
            yield from _walk(source, below, steps)
        elif step.is_item:
            if step.pattern.fullmatch(key) and (not step.field or _says(source, child, step)):
                yield from _walk(source, below, rest)
        else:
            parts = (key,) if step.pattern.fullmatch(key) else tuple(key.split("."))
            if len(parts) <= len(steps) and all(
                not s.is_item and s.pattern.fullmatch(p) for s, p in zip(steps, parts, strict=False)
            ):
                yield from _walk(source, below, steps[len(parts) :])


def _says(source: str, node: Node, step: Step) -> bool:
    found: Node | None = node
    for field in step.field:
        found = next((child for key, child in found.children or () if key == field), None) if found else None
    return found is not None and found.children is None and found.text(source) in step.values


def keys(node: Node) -> set[str]:
    """All keys of the mappings in a tree, and the parts of those that hold dots."""
    found: set[str] = set()
    stack = [node]
    while stack:
        top = stack.pop()
        children = top.children or ()
        if not top.is_list:
            found.update(part for key, _ in children for part in (key, *key.split(".")))
        stack += [child for _, child in children if child.children]
    return found


def leaves(hit: Hit) -> Iterator[Hit]:
    """Every text at or below a node, in order."""
    stack = [hit]
    while stack:
        top = stack.pop()
        if top.node.children is None:
            yield top
        else:
            above = (*top.above, top.node)
            stack += [Hit(child, (*top.keys, key), above) for key, child in reversed(top.node.children)]


class TreeBuilder:
    """Puts a tree together from what a reader meets, in order; what is left open at the end is closed then."""

    def __init__(self) -> None:
        self._open: list[tuple[bool, str, list[tuple[str, Node]]]] = [(True, "", [])]
        self.key: str | None = None  # the next value's
        self._too_deep = 0  # open values below _DEPTH, whose texts count as their ancestor's

    @property
    def in_list(self) -> bool:
        return self._open[-1][0]

    @property
    def depth(self) -> int:
        return len(self._open) - 1

    def open(self, is_list: bool) -> None:
        if self.depth >= _DEPTH:
            self._too_deep += 1
        else:
            self._open.append((is_list, self._take_key(), []))

    def close(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            is_list, key, children = self._open.pop()
            self._open[-1][2].append((key, Node((), tuple(children), is_list)))
            self.key = None

    def text(self, pieces: tuple[Piece, ...]) -> None:
        self._open[-1][2].append((self._take_key(), Node(pieces)))

    def build(self) -> Node:
        """The value that was read; a list, where several have text in them or names of their own."""
        self._too_deep = 0
        while self.depth:
            self.close()
        values = self._open[0][2]
        told = [value for value in values if value[1].pieces or value[1].children]
        return told[0][1] if len(told) == 1 and told[0][0].isdigit() else Node((), tuple(values), True)

    def _take_key(self) -> str:
        key, self.key = self.key, None
        return str(len(self._open[-1][2])) if key is None else key
