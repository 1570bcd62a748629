"""What of a data file is taken as messages, what is left out, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..prose import BlockKind
from .tree import Node


class Part(NamedTuple):
    """A text of a message: its key if it is known by that, and what it is in the message where that is known."""

    key: str
    node: Node
    kind: BlockKind | None = None
    markup: str = "auto"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a file; `fragment`: only part of what its reader gets; `template`: still to be filled in."""

    name: str
    parts: tuple[Part, ...] = ()
    language: str = ""
    fragment: bool = False
    template: bool = False
    why: str = ""


class Left(NamedTuple):
    """Something of a file that is no message of its own."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What a file turned out to be, its messages, and what was left out."""

    what: str
    taken: tuple[Message, ...]
    left: tuple[Left, ...] = ()
