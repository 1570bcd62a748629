"""Slots that are hardly more than a name between marks: `{name}`, `[Name]`, `%NAME%`, `*|NAME|*`."""

from __future__ import annotations

import re

from .expression import slot_name, snake
from .scanner import Scanner
from .tag import Tag, TagKind

_MERGED = frozenset("if ifnot elseif else end interested rssitems feeditems feedblock".split())
#: Smarty's names for its own delimiters, and its blocks that are named like slots.
_BRACES = {"{ldelim}": "{", "{rdelim}": "}"}
_PAIRED = frozenset(("{t}", "{tr}", "{translate}"))


class SlotScanner(Scanner):
    """Reads tags that the opener's pattern takes whole."""

    def _read_simple(self, found: re.Match[str]) -> list[Tag]:
        if found.group() in _BRACES:
            return [Tag(*found.span(), TagKind.TEXT, _BRACES[found.group()])]
        if found.group() in _PAIRED and self.find(f"{{/{found.group()[1:]}", found.end()) >= 0:
            return [self._control(*found.span(), found.group()[1:-1])]
        words = " ".join(found.group().strip("{}[]<>%#@*|$- ").split())
        if words.startswith(("data:", "var:")):  # `[[data:name:"there"]]`
            words = words.split(":")[1]
        plain = words.replace(" ", "").replace("/", "").isalnum() and not words.isalnum()
        return [Tag(*found.span(), TagKind.SLOT, snake(words) if plain else slot_name(words) or snake(words))]

    def _read_number(self, found: re.Match[str]) -> list[Tag]:
        """`{0}`, `{0:d}`."""
        return [Tag(*found.span(), TagKind.SLOT, re.split("[,:]", found.group()[1:-1])[0])]

    def _read_numbered(self, found: re.Match[str]) -> list[Tag]:
        """`%1`, in Smarty's translations."""
        return [Tag(*found.span(), TagKind.SLOT)] if self.within.holds("{/t}") else []

    _read_angles = _read_brackets = _read_hashes = _read_ats = _read_simple

    def _read_bracket(self, found: re.Match[str]) -> list[Tag]:
        return (
            [] if self._after(found.start(), "]") else [Tag(*found.span(), TagKind.SLOT, found.group()[1:-1].lower())]
        )

    def _read_formatted(self, found: re.Match[str]) -> list[Tag]:
        """`{total:.2f}`, `{name!r}`."""
        return [Tag(*found.span(), TagKind.SLOT, slot_name(re.split("[:!]", found.group()[1:-1])[0]))]

    def _read_percents(self, found: re.Match[str]) -> list[Tag]:
        return [] if self._after(found.start(), "%") else self._read_simple(found)

    def _read_dashes(self, found: re.Match[str]) -> list[Tag]:
        """`-firstName-`, as SendGrid's older templates have it."""
        return [] if self._after(found.start(), "-") else self._read_simple(found)

    def _read_printf(self, found: re.Match[str]) -> list[Tag]:
        return [Tag(*found.span(), TagKind.SLOT, found.group()[2:-2].lower())]

    def _read_stars(self, found: re.Match[str]) -> list[Tag]:
        word, *values = found.group()[2:-2].lower().split(":")
        if word in _MERGED:
            return [Tag(*found.span(), TagKind.CONTROL, word)]
        return [Tag(*found.span(), TagKind.SLOT, word if word == "date" or not values else slot_name(values[-1]))]
