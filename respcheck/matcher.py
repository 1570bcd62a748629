"""Finding phrases in sentences.

Only those phrases are tried, on a sentence, whose needed words are all in it, and only from the words that
they can begin with. Both are shortcuts: the result is the same as trying every phrase everywhere.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .document import Document
from .phrase import GAP, NUMBER_WORDS, Part, Parts, Pattern, Program, begins, is_number
from .source import Span

#: A signal's name, its pattern, the first token of the match and the one after its last.
Match = tuple[str, Pattern, int, int]
#: Sentences whose matches are remembered.
_REMEMBERED = 5000


class Matcher:
    """Phrases of many signals behind one index of needed words."""

    def __init__(self, patterns: Iterable[tuple[str, Pattern]], lists: Mapping[str, str]) -> None:
        """`patterns`: pairs of a signal's name and one of its phrases; `lists`: the word lists' parts, as JSON."""
        self._folded_lists = lists
        self._lists: dict[str, Part] = {}
        self._programs: dict[str, Program] = {}
        self._seen: dict[str, tuple[Match, ...]] = {}  # templates share their greetings, courtesies and footers
        self._index: dict[str, list[tuple[str, Pattern]]] = {}
        self._always: list[tuple[str, Pattern]] = []
        for entry in patterns:
            for word in entry[1].anchor:
                self._index.setdefault(word, []).append(entry)
            if not entry[1].anchor:
                self._always.append(entry)

    def find(self, document: Document) -> Iterator[tuple[str, Pattern, int, Span]]:
        """Every match as (signal's name, pattern, sentence index, span in the prose)."""
        wording = document.wording
        for number, sentence in enumerate(document.sentences):
            line = wording.text[sentence.words.start : sentence.words.end]
            if (found := self._seen.get(line)) is None:
                if len(self._seen) > _REMEMBERED:
                    self._seen.clear()
                found = self._seen[line] = tuple(self._in_sentence(line.replace(",", "").split()))
            if found:
                base = bisect_left(wording.starts, sentence.words.start)
                for signal, pattern, start, end in found:
                    origins = wording.origins
                    yield signal, pattern, number, Span(origins[base + start].start, origins[base + end - 1].end)

    def _in_sentence(self, tokens: Sequence[str]) -> Iterator[Match]:
        """Every match as (signal's name, pattern, first token, token after the last)."""
        places = _places(tokens)
        tried: set[int] = set()
        for word in places:  # in the sentence's order, so that the same phrase is named each time
            for entry in self._index.get(word, ()):
                if id(entry) not in tried:
                    tried.add(id(entry))
                    yield from self._matches(entry, tokens, places)
        for entry in self._always:
            yield from self._matches(entry, tokens, places)

    def _matches(
        self, entry: tuple[str, Pattern], tokens: Sequence[str], places: Mapping[str, list[int]]
    ) -> Iterator[Match]:
        """One phrase's matches: leftmost, longest, apart."""
        program = self._programs.get(entry[1].folded) or self._unfold(entry[1])
        known = places.keys()
        for need in program.needs:
            if known.isdisjoint(need):
                return
        first = program.first
        starts: Iterable[int] = range(len(tokens))
        if first is not None:
            starts = sorted(i for word in known & first for i in places[word])
        free = 0
        for start in starts:
            if start >= free and (ends := self._ends(program.parts, tokens, start)):
                free = max(ends)
                yield (*entry, start, free)

    def _unfold(self, pattern: Pattern) -> Program:
        program = self._programs[pattern.folded] = pattern.unfold()
        return program

    def _list(self, name: str) -> Part:
        if name not in self._lists:
            self._lists[name] = json.loads(self._folded_lists[name])
        return self._lists[name]

    def _ends(self, parts: Parts, tokens: Sequence[str], start: int) -> set[int]:
        """Where a match of some parts, begun at a token, can end."""
        reached = {start}
        for part in parts:
            after: set[int] = set()
            for at in reached:
                self._step(part, tokens, at, after)
            if not after:
                return after
            reached = after
        return reached

    def _step(self, part: Part, tokens: Sequence[str], at: int, after: set[int]) -> None:
        """Add to `after` every token index that one part can lead to."""
        kind = part[0]
        if kind == "maybe":
            after.add(at)
            self._step(part[1], tokens, at, after)
        elif kind == "list":
            self._step(self._lists.get(part[1]) or self._list(part[1]), tokens, at, after)
        elif kind == "or":
            self._choose(part, tokens, at, after)
        elif kind == "gap":
            after.update(range(at, min(at + GAP, len(tokens)) + 1))
        elif at < len(tokens):
            if kind == "word":
                if tokens[at] == part[1]:
                    after.add(at + 1)
            elif kind == "trie":
                _walk(part[1], tokens, at, after)
            elif _fits(part, tokens[at]):
                after.add(at + 1)

    def _choose(self, part: Part, tokens: Sequence[str], at: int, after: set[int]) -> None:
        """The alternatives of an `or`: those that can begin with this word, and those that can with any."""
        for parts in part[2]:
            after |= self._ends(parts, tokens, at)
        if at < len(tokens):
            for begin in begins(tokens[at]):
                for parts in part[1].get(begin, ()):
                    after |= self._ends(parts, tokens, at)


def _walk(trie: Mapping[str, Mapping], tokens: Sequence[str], at: int, after: set[int]) -> None:  # type: ignore[type-arg]
    while at < len(tokens) and tokens[at] in trie:
        trie = trie[tokens[at]]
        at += 1
        if "" in trie:
            after.add(at)


def _fits(part: Part, token: str) -> bool:
    kind = part[0]
    if kind == "stem":
        return token.startswith(part[1])
    if kind == "number":
        return token in NUMBER_WORDS or is_number(token)
    if kind == "slot":
        return token >= "\ue000" and part[1] in token
    return True  # any word


def _places(tokens: Sequence[str]) -> dict[str, list[int]]:
    """Each word of a sentence, and what else an index may know it by -> where it stands."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        for name in begins(token):
            places.setdefault(name, []).append(at)
    return places
