"""Finding phrases: only those are tried, on a sentence, whose required words are all in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from .document import Document
from .phrase import Pattern, expand
from .source import Span

if TYPE_CHECKING:
    import regex

#: Words in nearly every message: poor reasons to try a phrase.
_COMMON = frozenset(
    "the a an to of and in is it be are was we i you our your my this that for on with not do can will have has"
    " as at or if by no any from please us been".split()
)


class Matcher:
    """Phrases of many signals behind one index of required words.

    The index is a superset of what can match: every pattern is tried on every sentence that holds all
    its needed words, so the result is the same as trying each pattern everywhere.
    """

    def __init__(self, patterns: Iterable[tuple[str, Pattern]], lists: Mapping[str, str]) -> None:
        """`patterns`: pairs of a signal's name and one of its phrases; `lists`: word lists' expressions."""
        self._lists = lists
        self._compiled: dict[str, regex.Pattern[str]] = {}
        self._index: dict[str, list[tuple[str, Pattern]]] = {}
        self._always: list[tuple[str, Pattern]] = []
        for entry in patterns:
            needs = entry[1].needs
            if needs:
                for word in min(needs, key=_cost):
                    self._index.setdefault(word, []).append(entry)
            else:
                self._always.append(entry)

    def find(self, document: Document) -> Iterator[tuple[str, Pattern, int, Span]]:
        """Every match as (signal's name, pattern, sentence index, span in the prose)."""
        text, index = document.wording.text, self._index
        for number, sentence in enumerate(document.sentences):
            line = sentence.words
            words = set(text[line.start : line.end].replace(",", "").split())
            tried: set[int] = set()
            for word in words & index.keys():
                for signal, pattern in index[word]:
                    if id(pattern) in tried:
                        continue
                    tried.add(id(pattern))
                    if all(not words.isdisjoint(need) for need in pattern.needs):
                        yield from self._matches(document, number, signal, pattern)
            for signal, pattern in self._always:
                yield from self._matches(document, number, signal, pattern)

    def _matches(
        self, document: Document, number: int, signal: str, pattern: Pattern
    ) -> Iterator[tuple[str, Pattern, int, Span]]:
        line = document.sentences[number].words
        if (compiled := self._compiled.get(pattern.regex)) is None:
            compiled = self._compiled[pattern.regex] = _compile(expand(pattern.regex, self._lists))
        # the line's end is part of what a phrase may look at
        for found in compiled.finditer(document.wording.text, line.start, line.end + 1):
            yield signal, pattern, number, document.wording.prose_span(Span(*found.span()))


@cache
def _compile(source: str) -> regex.Pattern[str]:
    import regex as engine  # only when a phrase is really tried

    return engine.compile(source)


def _cost(need: frozenset[str]) -> int:
    return len(need) + 20 * len(need & _COMMON)
