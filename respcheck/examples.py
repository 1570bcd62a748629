"""Examples inside rule files: what must be found, and what must be left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from .errors import RespcheckError
from .strictyaml import Value


class Example(NamedTuple):
    """One example: its text, the spans marked `[[...]]` in it, its line in the rule file, and it as fixes leave it."""

    text: str
    marks: tuple[tuple[int, int], ...]
    line: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule or signal must find (`bad`, `match`), and what it must leave alone (`good`, `no-match`)."""

    origin: str  # file:line of what they are examples of
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()

    def stand_in(self, folder: Path) -> bool:
        """True when what they are examples of is written in a folder, or in one below it."""
        return Path(self.origin.rpartition(":")[0]).resolve().is_relative_to(folder.resolve())


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
        if example.after:
            raise RespcheckError(f"{good!r} examples need no fix, so they have no 'after'", value.path, example.line)
        if example.marks:
            raise RespcheckError(f"{good!r} examples mark nothing with [[ ]]", value.path, example.line)
    return found


def _marked(value: Value) -> tuple[Example, ...]:
    found: list[Example] = []
    for item in value.items():
        table = item.table(("text", "after"), required=("text", "after")) if item.is_mapping else {"text": item}
        text = table["text"].text()
        after = table["after"].text() if "after" in table else ""
        if "after" in table and not after:
            raise table["after"].error("expected the text as the rule's fixes leave it, found nothing")
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
        found.append(Example(plain, tuple(marks), item.line, after))
    return tuple(found)
