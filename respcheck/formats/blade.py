"""Blade's directives, which start with an `@` as addresses and handles do."""

from __future__ import annotations

import re

from .meaning import NAMED
from .scanner import Scanner
from .syntax import ARGUMENTS, ELEMENT_END
from .tag import Tag, TagKind

_BLOCKS = (
    "if|elseif|unless|isset|empty|auth|guest|foreach|forelse|for|while|switch|case|section|component|slot|push|can|cannot"
    "|env|production|php|lang|error|once|verbatim"
)
_DIRECTIVE = re.compile(rf"@(?:(?:end)?(?:{_BLOCKS})|yield|extends|include\w*|stack|props|choice|each|hasSection)\Z")
_BARE = re.compile(r"@(?:else\w*|stop|show|append|overwrite|default|break|continue|csrf|php|guest|auth|parent)$")


class BladeScanner(Scanner):
    """Reads what starts with `@` or `{!!`."""

    def _read_directive(self, found: re.Match[str]) -> list[Tag]:
        start, end, word = found.start(), found.end(), found.group()
        blade = ".blade" in self.suffix
        if self._after(found.start(), "@") or not (_DIRECTIVE.match(word) or (blade and _BARE.match(word))):
            return []
        arguments = ARGUMENTS.match(self.text, end, self.end)
        if not arguments and not (blade or word.startswith("@end")):
            return []
        if word == "@php" and not arguments and (close := self.find("@endphp", end)) >= 0:
            return [Tag(start, close + 7, TagKind.COMMENT)]
        last = arguments.end() if arguments else end
        return self.tags(start, last, start + 1, last, printing=word == "@choice", saying=True)

    def _read_bladecomponent(self, found: re.Match[str]) -> list[Tag]:
        """`<x-mail::button :url="$url">`, `<x-slot:subject>`."""
        closed = ELEMENT_END.match(self.text, found.end(), self.end) if ".blade" in self.suffix else None
        if closed is None:
            return []
        name = "" if found.group()[1] == "/" else NAMED.get(re.split("[:.-]", found.group())[-1], "")
        said = self._component(found.start(), found.end(), closed.end())
        return said or [Tag(found.start(), closed.end(), TagKind.BREAK, name)]

    def _read_unescaped(self, found: re.Match[str]) -> list[Tag]:
        return self._delimited(found.start(), "{!!", printing=True)
