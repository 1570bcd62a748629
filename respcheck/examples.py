"""Examples inside rule files: what must be found, and what must be left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from .errors import RespcheckError
from .strictyaml import Value


class Example(NamedTuple):
    """One example: its text, the spans marked `[[...]]` in it, and its line in the rule file."""

    text: str
    marks: tuple[tuple[int, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule or signal must find (`bad`, `match`), and what it must leave alone (`good`, `no-match`)."""

    origin: str  # file:line of what they are examples of
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()


def read_examples(value: Value, bad: str, good: str, origin: str, least: int = 2) -> Examples:
    """Examples of what stands at `origin` under their two keys, at least so many of each.

    Raises RespcheckError with the place of a mistake.
    """
    table = value.table((bad, good), required=(bad, good) if least else ())
    found = Examples(origin, *(_marked(table[key]) if key in table else () for key in (bad, good)))
    for key, examples in ((bad, found.bad), (good, found.good)):
        if len(examples) < least:
            raise table[key].error(f"at least two {key!r} examples are needed")
    for example in found.good:
        if example.marks:
            raise RespcheckError(f"{good!r} examples mark nothing with [[ ]]", value.path, example.line)
    return found


def _marked(value: Value) -> tuple[Example, ...]:
    found: list[Example] = []
    for item, text in value.texts():
        marks: list[tuple[int, int]] = []
        pieces = re.split(r"(\[\[|\]\])", text)
        plain, opened = "", -1
        for piece in pieces:
            if piece == "[[" and opened < 0:
                opened = len(plain)
            elif piece == "]]" and opened >= 0:
                marks.append((opened, len(plain)))
                opened = -1
            elif piece in ("[[", "]]"):
                raise item.error("'[[' and ']]' must come in pairs")
            else:
                plain += piece
        if opened >= 0:
            raise item.error("'[[' and ']]' must come in pairs")
        found.append(Example(plain, tuple(marks), item.line))
    return tuple(found)
