"""Which line breaks inside a block its writer meant, and which only wrap its text."""

from __future__ import annotations

import re

from .language import EN
from .letter import EMOJI, greeting_end, valediction
from .prose import BRANCH, SLOT
from .wording import fold

_BULLET = re.compile(rf"[-–—*+•‣·▪▫◦●○■□»>→][ \t]|\(?(?:\d{{1,2}}|[A-Za-z])[.)][ \t]|[•{EMOJI}]")
_LABEL = re.compile(r"[^\W_a-z][\w /#&.'’-]{0,40}:(?=\s|\Z)")
_FLOWING = re.compile(r"[a-z0-9][ \t]*\r?\n[ \t]*[a-z]++(?![@./:-]\w|[@:])")
_LINK = re.compile(r"\S+[@/.]\w\S*\Z")
_NAMES = re.compile(rf"(?:(?:[^\W_a-z]\S*+|{SLOT}\S*+|@\S++|of|the|and|&|on|upon|in|de)(?:\s++|\Z))++\Z")
_SAYS_SOMETHING = re.compile(rf"\w|{SLOT}")
_RULED = re.compile("[-=_*~]{4}")
#: What a slot may take up in its source, for judging how long a line was there.
_SLOT_WIDTH = 20
#: Lines wrapped by hand are ragged by this share of the longest.
_RAGGED = 0.92
#: Text whose longest line lies in this range may be wrapped.
_WRAPPED = range(50, 131)


def line_starts(block: str) -> list[int]:
    """Offsets in `block` after each line break that was meant."""
    lines = re.split(f"[\n{BRANCH}]", block)
    bare = [line.strip() for line in lines]
    widths = [len(line) + _SLOT_WIDTH * line.count(SLOT) for line in bare]
    width = max((len(line) for line in bare if SLOT not in line), default=max(widths))
    chat = block[:1].islower()  # no capitals that could tell where a line is a new statement
    wraps = width in _WRAPPED or (not chat and _FLOWING.search(block) is not None)
    starts = []
    at = 0
    for number, following in enumerate(bare[1:]):
        at += len(lines[number]) + 1
        line = bare[number]
        branch = block[at - 1] == BRANCH
        first = len(following.split(None, 1)[0]) if following else 0
        room = branch or not wraps or widths[number] + 1 + first <= width * _RAGGED
        if _is_forced(line, following, room) or (room and _is_complete(line, following, wraps, chat)):
            starts.append(at)
    return starts


def _is_forced(line: str, following: str, room: bool) -> bool:
    """True where a line ends whatever it says: at lists, labels, greetings, valedictions."""
    if not _SAYS_SOMETHING.search(line) or not _SAYS_SOMETHING.search(following) or _RULED.match(line):
        return True
    if _BULLET.match(following):
        return room or line[-1] in ".!?:…" or not (following[0].isalnum() or following[0] in "-–—(")
    if _LABEL.match(following) and (room or line[-1] == ":" or _LABEL.match(line)):
        return True
    if greeting_end(line, 0, len(line)) == len(line):
        return True
    return bool(valediction(fold(line))) and not (following[0].islower() and line[-1].isalpha())


def _is_complete(line: str, following: str, wraps: bool, chat: bool) -> bool:
    """True if `line`, on which the next word would have fitted, is no part of a longer sentence."""
    if wraps and fold(line.rsplit(None, 1)[-1]) in EN.leading:
        return False
    if following.strip(SLOT) == "" and line[0].islower() and line[-1].isalpha() and not chat:
        return False  # `your user name⏎{{name}}⏎and your address⏎{{address}}`
    if following[0].islower() and not chat:
        return len(following) < 100 and bool(_LINK.match(following) or valediction(fold(following)))
    if line[-1] == ",":
        if _NAMES.match(following) and following[-1] not in ".!?:;,":
            return True
        return _NAMES.match(line) is not None and fold(line[:-1]) not in EN.starters
    return True
