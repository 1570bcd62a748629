"""Velocity's directives and references: told from any text with a `#` or a `$` in it by what else stands there."""

from __future__ import annotations

import re

from .scanner import Scanner
from .syntax import ARGUMENTS, MEMBER, VELOCITY
from .tag import Tag, TagKind


class VelocityScanner(Scanner):
    """Reads the tags that start with `#`, and method calls behind a `$`."""

    @property
    def is_velocity(self) -> bool:
        return ".vm" in self.suffix or self.within.holds(VELOCITY)

    def _read_velocity(self, found: re.Match[str]) -> list[Tag]:
        if not self.is_velocity or self.text[found.start() - 1 : found.start()] in ("\\", "&", "#"):
            return []
        start, end = found.span()
        if found.group().endswith("}"):  # `#{else}`: it would run into the word behind it
            return self.tags(start, end, start + 2, end - 1, printing=False)
        arguments = ARGUMENTS.match(self.text, end, self.end)
        last = arguments.end() if arguments else end
        return self.tags(start, last, start + 1, last, printing=False)

    def _read_macrocall(self, found: re.Match[str]) -> list[Tag]:
        """`#line("Price" $x)`, a macro's name."""
        return self._read_velocity(found) if ARGUMENTS.match(self.text, found.end(), self.end) else []

    def _read_velocityremark(self, found: re.Match[str]) -> list[Tag]:
        if not self.is_velocity:
            return []
        close = self.find("*#", found.end())
        return [Tag(found.start(), close + 2, TagKind.COMMENT) if close >= 0 else self._unclosed(found.start(), "#*")]

    def _read_verbatim(self, found: re.Match[str]) -> list[Tag]:
        """`#[[as it stands]]#`: directives in there are none."""
        close = self.find("]]#", found.end()) if self.is_velocity else -1
        if close < 0:
            return []
        inside = (tag for tag in self.inside(found.end(), close) if tag.kind is not TagKind.CONTROL)
        return [Tag(*found.span(), TagKind.COMMENT), *inside, Tag(close, close + 3, TagKind.COMMENT)]

    def _read_makoremark(self, found: re.Match[str]) -> list[Tag]:
        """`##` and the rest of the line, in Mako and Velocity."""
        leads = self._leads(found.start())
        inside = self.is_velocity and self.text[found.start() - 1].isspace()
        if not (leads or inside) or not (self.is_velocity or ".mako" in self.suffix):
            return []
        return [Tag(found.start(), self.line_end(found.end()), TagKind.COMMENT)]

    def _reference(self, found: re.Match[str]) -> list[Tag]:
        """`$order.total`, `$!i18n.get("...")`."""
        start, end = found.span()
        while more := MEMBER.match(self.text, end, self.end) or (
            ARGUMENTS.match(self.text, end, self.end) if self.text.startswith("(", end) else None
        ):
            end = more.end()
        return self.tags(start, end, start + len(found.group()) - len(found.group().lstrip("$!")), end, printing=True)
