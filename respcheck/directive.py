"""What a comment asks of this tool: `respcheck: ignore[name] reason until=YYYY-MM-DD`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .prose import ADDRESS, Comment
from .source import Span

VERBS = ("ignore", "ignore-file", "off", "on")

#: A comment's opener in any of the languages, up to what it says.
_OPENER = re.compile(rf"\W*(?:(?:comment|doc|php)\b\W*)?{ADDRESS}")
_CLOSER = re.compile(
    r"\s*(?:\{%[-~]?\s*endcomment\b.*|</%doc>|\*/\s*[-~]?(?:\}|%>|\}\})?|--~?\}\}|[-~]?\}\}|[-~]?[#%*]\}|-{0,2}%>|-->"
    r"|--\]|\*[@#]|[-~]?%\]|\?>)\Z",
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"(?P<verb>[\w-]*)\s*(?P<names>\[[^\]]*\])?[\s:,;–—-]*(?P<rest>.*)", re.DOTALL)
_UNTIL = re.compile(r"[\s,;(]*\buntil\s*[=:]\s*(?P<day>[^\s,;)]+)[,;)]?")


@dataclass(frozen=True, slots=True)
class Directive:
    """One instruction.

    `verb` is one of VERBS, or whatever stands in its place; `until` is the last day that it holds. `span` is its
    comment in the source, `opener` what marks that comment. `problem` says what can't be understood, or is empty.
    """

    verb: str
    names: tuple[str, ...]
    reason: str
    until: date | None
    span: Span
    opener: str
    problem: str = ""

    def __str__(self) -> str:
        return self.naming(self.names)

    def naming(self, names: Iterable[str]) -> str:
        """The instruction in brief, with some of its names."""
        listed = ", ".join(names)
        return f"{self.verb}[{listed}]" if listed else self.verb


def directives(comments: Iterable[Comment]) -> Iterator[Directive]:
    """The instructions in comments, in order of place; a comment may hold several, each behind its own `respcheck:`.

    A stretch of code that holds comments is none itself.
    """
    found = sorted(comments)
    beside = ((one.span, other.span) for pair in pairwise(found) for one, other in (pair, pair[::-1]))
    holders = {one for one, other in beside if one != other and one.covers(other)}
    for comment in found:
        opener = _OPENER.match(comment.text)
        if opener and comment.span not in holders:
            says = _CLOSER.sub("", comment.text[opener.end() :])
            mark = opener.group().removesuffix(ADDRESS).strip()
            for words in re.split(rf"\s*\b{ADDRESS}\s*", says):
                yield _read(words.strip(), comment.span, mark)


def _read(words: str, span: Span, opener: str) -> Directive:
    found = _DIRECTIVE.match(words)
    assert found is not None  # every part of the pattern may be empty
    verb, rest, until, problem = found["verb"], found["rest"], None, ""
    if day := _UNTIL.search(rest):
        rest = rest[: day.start()] + rest[day.end() :]
        try:
            until = date.fromisoformat(day["day"])
        except ValueError:
            problem = f"'until={day['day']}' is no date such as 2030-12-31"
    if verb not in VERBS:
        problem = f"'{verb or words[:40]}' is none of {', '.join(VERBS)}" if words else "it asks for nothing"
    names = tuple(name.strip() for name in (found["names"] or "[]")[1:-1].split(",") if name.strip())
    return Directive(verb, names, " ".join(rest.split()), until, span, opener, problem)
