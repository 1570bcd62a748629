"""Stretches of a source that are not what they look like: template tags, entities, markup, escapes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

#: Stand for tags in a masked text; neither counts as white space. Only a BREAK becomes line ends.
FILLED, GONE = "\ufffc", "\x00"
#: Characters that prose and masks use for themselves.
RESERVED = re.compile("[\ue000-\uf8ff\ufffc\x00]")


class TagKind(Enum):
    """What a tag leaves in the text a person reads."""

    SLOT = "slot"  # a word that only the sender's system knows
    TEXT = "text"  # other characters, given by the tag's name: an entity, an escape
    CONTROL = "control"  # nothing: a branch, a loop, an assignment
    BREAK = "break"  # nothing, but what follows is another block: the edge of a section
    COMMENT = "comment"  # nothing
    LINK = "link"  # nothing, and a link's words start
    UNLINK = "unlink"  # nothing, and a link's words end


class Tag(NamedTuple):
    """`text[start:end]` is read as its kind says.

    `name` is a slot's name, a control tag's keyword, or the characters a TEXT stands for. `doubt` says what
    was wrong with the tag, if anything.
    """

    start: int
    end: int
    kind: TagKind
    name: str = ""
    doubt: str = ""


def merge(*groups: Iterable[Tag]) -> tuple[Tag, ...]:
    """Tags of several kinds in order of place; a tag inside an earlier or longer one is dropped."""
    merged: list[Tag] = []
    at = -1
    for tag in sorted((tag for group in groups for tag in group), key=lambda t: (t.start, -t.end)):
        if tag.start >= at:
            merged.append(tag)
            at = tag.end
    return tuple(merged)


def mask(text: str, tags: Sequence[Tag], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]`, of the same length, with every tag in it replaced by characters that mean nothing."""
    end = len(text) if end is None else end
    if not tags:
        return text[start:end]
    pieces: list[str] = []
    at = start
    for index in range(bisect_left(tags, start, key=_start), len(tags)):
        tag = tags[index]
        if tag.end > end:
            break
        pieces.append(text[at : tag.start])
        pieces.append(_filler(tag) * (tag.end - tag.start))
        at = tag.end
    pieces.append(text[at:end])
    return "".join(pieces)


def _start(tag: Tag) -> int:
    return tag.start


def _filler(tag: Tag) -> str:
    if tag.kind is TagKind.BREAK:
        return "\n"
    if tag.kind is TagKind.TEXT:
        return " " if tag.name.isspace() else FILLED
    return FILLED if tag.kind is TagKind.SLOT else GONE
