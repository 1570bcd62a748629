"""HEEx: expressions between single braces, and components: tags whose names start with a dot, a colon or a capital."""

from __future__ import annotations

import re

from .expression import slot_name
from .markup import INLINE_COMPONENT
from .scanner import Scanner
from .syntax import BRACED, COMPONENT_END
from .tag import Tag, TagKind


class HeexScanner(Scanner):
    """Reads what starts with a brace or a component's name; nothing, in texts that are no HEEx."""

    def _read_lone(self, found: re.Match[str]) -> list[Tag]:
        if not self.braces:
            return []
        braced = BRACED.match(self.text, found.start() + 1, self.end)
        if braced is None:
            return [self._unclosed(found.start(), "{")]
        start, end = found.start(), braced.end()
        if self.text[start - 1 : start] == "=":  # an attribute's value
            return [Tag(start, end, TagKind.COMMENT)]
        first, *more = self.tags(start, end, start + 1, end - 1, printing=True, saying=True)
        if first.kind is TagKind.CONTROL and not more and first.name != "include":
            return [first._replace(kind=TagKind.SLOT, name=slot_name(self.text[start + 1 : end - 1]))]
        return [first, *more]

    def _read_heex(self, found: re.Match[str]) -> list[Tag]:
        """`<.link href={@url}>` and its end; `<:footer>` and `<Mail.layout>` part blocks."""
        if not self.braces:
            return []
        closed = COMPONENT_END.match(self.text, found.end(), self.end)
        end = closed.end() if closed else found.end()
        name = found.group().lstrip("</.:").rsplit(".", 1)[-1]
        if name == "link":
            kind = TagKind.UNLINK if found.group()[1] == "/" else TagKind.LINK
        else:
            kind = TagKind.COMMENT if INLINE_COMPONENT.search(name) else TagKind.BREAK
        doubt = "" if closed else f"'{found.group()}' is never closed"
        if kind is TagKind.BREAK and (said := self._component(found.start(), found.end(), end)):
            return said
        return [Tag(found.start(), end, kind, "", doubt)]
