"""The ways through a template's branches: which sentences one reader gets and another doesn't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from .branch import Branch
from .document import Document
from .source import Span

#: At most so many ways are read, and at most so many blocks chosen in; the other blocks are read whole.
MOST_WAYS, MOST_BLOCKS = 32, 100

_NOT = re.compile(r"(?:not\b|!(?!=))\s*")
_EQUALS = re.compile(r"(?P<what>.+?)\s*={1,3}\s*(?P<value>[\w.'\":$-]+)")

#: What is taken to be true (or false) of conditions.
Given = Mapping[str, bool]
Literal = tuple[str, bool]


class Way(NamedTuple):
    """One way through a template: what holds on it, and the sentences (by index) that it leaves out.

    `left` are the blocks (in the prose) that it takes nothing of though no other block says so: a lone `if` is
    mostly there because its text comes.
    """

    given: Given
    hidden: frozenset[int]
    left: tuple[Span, ...] = ()


class Ways(NamedTuple):
    """The ways that are read, the one with most text first; `more` is True when there are others."""

    ways: tuple[Way, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """One option of a block, or none of them: what it takes, its sentences, and the blocks in it."""

    literals: tuple[Literal, ...]
    sentences: frozenset[int]
    blocks: tuple[_Block, ...]
    none: bool = False
    always: bool = True  # False: only when the literals hold for another reason


@dataclass(frozen=True, slots=True)
class _Block:
    span: Span
    choices: tuple[_Choice, ...]
    sentences: frozenset[int]


class _Picks(NamedTuple):
    given: Given
    made: tuple[tuple[_Block, _Choice], ...]


def find_ways(document: Document) -> Ways:
    """The ways through a document: every option at least once, then every combination, up to MOST_WAYS."""
    blocks, more = _tree(document)
    if not blocks:
        return Ways((Way({}, frozenset()),), more)
    every_option = (next(_walk(blocks, needs), None) for needs in _needs(blocks, {}))
    ends = (next(walk, None) for walk in (_walk(blocks, {}), _walk(blocks, {}, backwards=True)))
    found: dict[frozenset[int], Way] = {}
    for picks in chain(ends, every_option, islice(_walk(blocks, {}), 4 * MOST_WAYS)):
        way = _way(picks) if picks else None
        if way and way.hidden not in found:
            if len(found) == MOST_WAYS:
                more = True
                break
            found[way.hidden] = way
    return Ways(tuple(found.values()), more)


def _way(picks: _Picks) -> Way:
    hidden = frozenset[int]().union(*(block.sentences - choice.sentences for block, choice in picks.made))
    taken = {test for _, choice in picks.made if not choice.none for test, holds in choice.literals if holds}
    other = {literal for _, choice in picks.made if not choice.none for literal in choice.literals}
    left = (
        block.span
        for block, choice in picks.made
        if choice.none and not all(x in other or (not x[1] and _excluded(x[0], taken)) for x in choice.literals)
    )
    return Way(picks.given, hidden, tuple(left))


def _walk(blocks: tuple[_Block, ...], given: Given, backwards: bool = False) -> Iterator[_Picks]:
    """Every way through some blocks that agrees with what is given."""
    if not blocks:
        yield _Picks(given, ())
        return
    block = blocks[0]
    for choice in reversed(block.choices) if backwards else block.choices:
        if not choice.always and any(given.get(test) is not holds for test, holds in choice.literals):
            continue
        now = _assume(given, choice.literals)
        if now is None:
            continue
        for inner in _walk(choice.blocks, now, backwards):
            for outer in _walk(blocks[1:], inner.given, backwards):
                yield _Picks(outer.given, ((block, choice), *inner.made, *outer.made))


def _needs(blocks: tuple[_Block, ...], given: Given) -> Iterator[Given]:
    """What each choice needs, with those round it, to be made."""
    for block in blocks:
        for choice in block.choices:
            needs = _assume(given, choice.literals)
            if needs is not None and choice.always:
                yield needs
                yield from _needs(choice.blocks, needs)


def _assume(given: Given, literals: tuple[Literal, ...]) -> Given | None:
    """What is given, and the literals; None if they contradict each other."""
    now = dict(given)
    for test, holds in literals:
        if now.setdefault(test, holds) is not holds:
            return None
        if holds and _excluded(test, {t for t, h in now.items() if h}):
            return None
    return now


def _excluded(test: str, taken: Set[str]) -> bool:
    """True for `status == 'a'` where `status == 'b'` holds."""
    equals = _EQUALS.fullmatch(test)
    rivals = (_EQUALS.fullmatch(other) for other in taken if other != test) if equals else ()
    return any(rival and equals and rival["what"] == equals["what"] for rival in rivals)


def _tree(document: Document) -> tuple[tuple[_Block, ...], bool]:
    """The blocks that hold whole sentences, as a tree; True if there are more than can be walked."""
    telling = (branch for branch in document.prose.branches if _within(document, branch.span))
    branches = list(islice(telling, MOST_BLOCKS + 1))
    return _blocks(document, branches[:MOST_BLOCKS]), len(branches) > MOST_BLOCKS


def _blocks(document: Document, branches: list[Branch]) -> tuple[_Block, ...]:
    """The outermost of some branches, with the others in them."""
    blocks: list[_Block] = []
    rest = list(branches)
    while rest:
        branch = rest.pop(0)
        inner = [other for other in rest if branch.span.covers(other.span)]
        rest = [other for other in rest if not branch.span.covers(other.span)]
        choices = []
        for index, option in enumerate(branch.options):
            nested = [other for other in inner if option.span.covers(other.span)]
            sentences = _within(document, option.span)
            choices.append(_Choice(_literals(branch, index), sentences, _blocks(document, nested)))
        if all(option.test for option in branch.options):
            none = _literals(branch, len(branch.options))
            choices.append(_Choice(none, frozenset(), (), none=True, always=branch.optional))
        everything = frozenset[int]().union(*(choice.sentences for choice in choices))
        if everything:
            blocks.append(_Block(branch.span, tuple(choices), everything))
    return tuple(blocks)


def _within(document: Document, span: Span) -> frozenset[int]:
    """The sentences that lie whole in a span."""
    if span.start >= span.end:
        return frozenset()
    first = document.sentence_at(span.start)
    found = []
    for index in range(first, len(document.sentences)):
        sentence = document.sentences[index].span
        if sentence.start >= span.end:
            break
        if span.covers(sentence):
            found.append(index)
    return frozenset(found)


def _literals(branch: Branch, taken: int) -> tuple[Literal, ...]:
    """What holds when an option is taken (its index; their number for none): its test, and none of those before."""
    literals = []
    for index, option in enumerate(branch.options[: taken + 1]):
        if option.test:
            test, holds = _plain(option.test)
            if branch.kind == "unless" and index == 0:
                holds = not holds
            literals.append((test, holds if index == taken else not holds))
    return tuple(literals)


def _plain(test: str) -> tuple[str, bool]:
    """A test without the `not` before it, and False if there was one."""
    found = _NOT.match(test)
    if found is None or re.search(r"\b(?:and|or)\b|&&|\|\|", test):
        return test, True
    return test[found.end() :], False
