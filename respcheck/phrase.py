"""The phrase language: words a person can read -> a pattern over the words of a sentence.

    do not (reply|respond) to this (mailbox|email)   alternatives; `don't` is found too
    (very )?sorry                                    optional words
    refund*                                          any ending
    sorry ... inconvenience                          a gap of up to five words
    <we> <cannot> <grant>                            word lists, each in a file of its own
    <slot> <slot:reason>                             a template slot, by what its name says

Patterns are plain nested lists, so that compiled rules can be kept as JSON. A part is one of

    ["word", w]   ["trie", t]   ["list", name]   ["any"]   ["number"]   ["stem", w]   ["slot", name]
    ["gap"]   ["or", {begin: [parts, ...]}, [parts, ...]]   ["maybe", part]

where a trie is a mapping of words to tries, with "" where a phrase may end, and `or` has its alternatives
by what they can begin with (see `Program.first`), and those that may begin with anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from .source import Span
from .wording import shifted, spell

Part = list[Any]
Parts = list[Part]

#: Words that a gap may span.
GAP = 5
#: Names that phrases may refer to without a file.
BUILTIN: Mapping[str, Part] = {
    "number": ["number"],
    "word": ["any"],
    "url": ["word", shifted("url")],
    "email": ["word", shifted("email")],
}
NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten twelve fourteen thirty sixty ninety".split())
_MOST_SPELLINGS = 4000
#: The commonest words of messages, commonest first: poor reasons to try a phrase on a sentence.
_COMMON = {
    word: rank
    for rank, word in enumerate(
        "the your you to and is <number> a for on it in not of we that at this are have i has with will can be was by"
        " from been our no as so if one sorry do us please back up new there two <slot> account days or out about an am"
        " thank would date may all before day because know under after card here off time again any which until number"
        " them now what request had within order first they since email were only yours team go open send reply same"
        " take last nothing does mail ticket next me thanks change closed more get over".split(),
        start=1,
    )
}
_CHUNK = re.compile(
    r"\s*(?:(\.\.\.|…)(?=\s|$)|<([a-z][a-z0-9-]*(?::[a-z0-9_ -]+)?)>(?=[\s)|]|$)|([^\s()|<>]+)|(.))", re.S
)


class PhraseError(ValueError):
    """A phrase that can't be read; the message says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class WordSet:
    """A compiled word list: its part, the words it can begin with, and those one of which it holds."""

    part: Part
    first: frozenset[str] | None
    needs: frozenset[str] | None


class Pattern(NamedTuple):
    """A compiled phrase, folded up: most phrases are never tried on a given message.

    `anchor` are words one of which every match holds, chosen to be rare; empty where none can be told.
    """

    phrase: str
    anchor: tuple[str, ...]
    folded: str

    def unfold(self) -> Program:
        parts, first, needs = json.loads(self.folded)
        return Program(parts, None if first is None else frozenset(first), tuple(map(frozenset, needs)))


class Program(NamedTuple):
    """A phrase ready to be tried.

    `first` are the words that a match can begin with, None where that can't be told. `needs` holds, for each
    part that always takes part in a match, the words one of which must be in the sentence. Besides words
    both may name `abc*` (a word that begins so), `<number>` and `<slot>`.
    """

    parts: Parts
    first: frozenset[str] | None
    needs: tuple[frozenset[str], ...]


def compile_phrase(phrase: str, lists: Mapping[str, WordSet]) -> Pattern:
    """A phrase -> its Pattern. Raises PhraseError with a message for the rule's author."""
    parts = parse(phrase, lists)
    needs = [need for part in parts if (need := _needs(part, lists))]
    first = _first(parts, lists)
    anchor = min(needs, key=_cost) if needs else frozenset[str]()
    program = [parts, None if first is None else sorted(first), [sorted(need) for need in needs]]
    return Pattern(phrase, tuple(sorted(anchor)), json.dumps(program, separators=(",", ":")))


def _cost(need: frozenset[str]) -> float:
    """About how many of a thousand sentences hold one of some words: the n-th commonest is in 400 / n of them."""
    return sum(1 + 400 / _COMMON[word] if word in _COMMON else 1.0 for word in need)


def compile_list(entries: Iterable[str], lists: Mapping[str, WordSet]) -> WordSet:
    """A word list's entries, phrases themselves -> its WordSet."""
    part = _either([parse(entry, lists) for entry in entries], lists)
    return WordSet(part, _first([part], lists), _needs(part, lists))


def parse(phrase: str, lists: Mapping[str, WordSet]) -> Parts:
    """A phrase -> its parts."""
    tokens = _Tokens(phrase)
    alternatives = _alternatives(tokens, lists)
    if tokens.peek() is not None:
        raise PhraseError(f"unmatched {tokens.next()[1]!r} in {phrase!r}")
    return alternatives[0] if len(alternatives) == 1 else [_either(alternatives, lists)]


def literal_words(text: str) -> list[str]:
    """Plain words -> the words they become in the searchable form (`don't` -> `do`, `not`)."""
    wording, _ = spell(text, (Span(0, len(text)),), {})
    return wording.text.strip(" \n,").replace(",", "").split()


class _Tokens:
    """The phrase cut into words, groups' signs, gaps and references; glued pieces know that they are."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.items: list[tuple[str, str, bool]] = []  # kind, text, glued to the one before
        at, text, spaced = 0, phrase.rstrip(), True
        while at < len(text):
            found = _CHUNK.match(text, at)
            assert found is not None  # the last alternative takes any character
            glued = not spaced and not text[at].isspace()
            gap, reference, word, sign = found.groups()
            at, spaced = found.end(), False
            if gap:
                self.items.append(("gap", gap, False))
            elif reference:
                self.items.append(("ref", reference, glued))
            elif word:
                self.items.append(("word", word, glued))
            elif sign in "()|":
                self.items.append((sign, sign, glued))
                if sign == ")":
                    spaced = text[at - 2].isspace()  # "(very )?sorry" is two words, "(un)?able" one
                    if text.startswith("?", at):
                        self.items.append(("?", "?", True))
                        at += 1
            else:
                raise PhraseError(f"{sign!r} in {phrase!r}: a reference is written <name> or <slot:name>")
        self.at = 0

    def peek(self) -> str | None:
        return self.items[self.at][0] if self.at < len(self.items) else None

    def next(self) -> tuple[str, str, bool]:
        self.at += 1
        return self.items[self.at - 1]

    def takes(self, kind: str) -> bool:
        """True, and moves on, when the next token is of this kind."""
        if self.peek() == kind:
            self.at += 1
            return True
        return False

    def close(self) -> None:
        if not self.takes(")"):
            raise PhraseError(f"unclosed '(' in {self.phrase!r}")

    def glued_group_follows(self) -> bool:
        following = self.items[self.at + 1 : self.at + 2]
        return bool(following) and following[0][0] == "(" and following[0][2]

    def group_glues_on(self) -> bool:
        """True when the group that starts here has a word glued to its end: `(un)?able`."""
        depth = 0
        for index in range(self.at, len(self.items)):
            kind = self.items[index][0]
            depth += (kind == "(") - (kind == ")")
            if depth == 0:
                rest = [item for item in self.items[index + 1 : index + 3] if item[0] != "?"]
                return bool(rest) and rest[0][0] == "word" and rest[0][2]
        return False


def _alternatives(tokens: _Tokens, lists: Mapping[str, WordSet]) -> list[Parts]:
    """Everything up to `)` or the end, one list of parts for each `|`."""
    found = [_sequence(tokens, lists)]
    while tokens.takes("|"):
        found.append(_sequence(tokens, lists))
    return found


def _sequence(tokens: _Tokens, lists: Mapping[str, WordSet]) -> Parts:
    parts = [part for piece in _pieces(tokens, lists) for part in piece]
    if not parts or all(part[0] in ("maybe", "gap") for part in parts):
        raise PhraseError(f"{tokens.phrase!r} can match nothing: one part must not be optional")
    if parts[0][0] == "gap" or parts[-1][0] == "gap":
        raise PhraseError(f"{tokens.phrase!r} begins or ends with a gap, which would match anything")
    return parts


def _pieces(tokens: _Tokens, lists: Mapping[str, WordSet]) -> Iterator[Parts]:
    while tokens.peek() not in (None, "|", ")"):
        kind, text, _ = tokens.items[tokens.at]
        if kind == "gap":
            tokens.next()
            yield [["gap"]]
        elif kind == "ref":
            tokens.next()
            yield [_reference(text, lists, tokens.phrase)]
        elif kind == "word" and not tokens.glued_group_follows():
            tokens.next()
            yield _words(text, tokens.phrase)
        elif kind == "(" and not tokens.group_glues_on():
            tokens.next()
            part = _either(_alternatives(tokens, lists), lists)
            tokens.close()
            yield [["maybe", part] if tokens.takes("?") else part]
        else:
            yield [_either([_words(spelling, tokens.phrase) for spelling in _spellings(tokens)], lists)]


def _spellings(tokens: _Tokens) -> list[str]:
    """A word with groups inside it (`polic(y|ies)`, `(un)?able`) -> all its spellings."""
    choices: list[list[str]] = []
    while tokens.peek() in ("word", "(") and (not choices or tokens.items[tokens.at][2]):
        kind, text, _ = tokens.next()
        choices.append([text] if kind == "word" else _endings(tokens))
    return sorted({"".join(choice) for choice in product(*choices)})


def _endings(tokens: _Tokens) -> list[str]:
    """The rest of a group inside a word, with its `?`."""
    options = [""]
    while tokens.peek() not in (None, ")"):
        kind, text, _ = tokens.next()
        if kind == "|":
            options.append("")
        elif kind == "word" and not options[-1]:
            options[-1] = text
        else:
            raise PhraseError(f"in {tokens.phrase!r}: a group inside a word holds single words only")
    tokens.close()
    return [*options, ""] if tokens.takes("?") else options


def _reference(name: str, lists: Mapping[str, WordSet], phrase: str) -> Part:
    if name == "slot" or name.startswith("slot:"):
        return ["slot", shifted(name[5:]) if name[5:] else ""]
    if name in BUILTIN:
        return BUILTIN[name]
    if name not in lists:
        from difflib import get_close_matches

        near = get_close_matches(name, [*lists, *BUILTIN], 1)
        raise PhraseError(f"no word list named <{name}>" + (f"; did you mean <{near[0]}>?" if near else ""))
    return ["list", name]


def _words(text: str, phrase: str) -> Parts:
    if text in ("?", "!"):
        return [["word", text]]
    stem = text.endswith("*")
    words = literal_words(text[:-1] if stem else text)
    if not words:
        raise PhraseError(f"{text!r} in {phrase!r} holds no word")
    parts: Parts = [["word", word] for word in words]
    if stem:
        parts[-1] = ["stem", words[-1]]
    return parts


def _either(alternatives: list[Parts], lists: Mapping[str, WordSet]) -> Part:
    """Alternatives -> one part: a trie where all of them are plain words, else `or`."""
    spelled = [_spelled(parts, lists) for parts in alternatives]
    plain = [s for s in spelled if s is not None]
    if len(plain) < len(spelled) or sum(map(len, plain)) > _MOST_SPELLINGS:
        return alternatives[0][0] if len(alternatives) == len(alternatives[0]) == 1 else _switch(alternatives, lists)
    trie: dict[str, Any] = {}
    for words in (words for spellings in plain for words in spellings):
        node = trie
        for word in words:
            node = node.setdefault(word, {})
        node[""] = {}
    return ["trie", trie]


def _switch(alternatives: list[Parts], lists: Mapping[str, WordSet]) -> Part:
    """An `or` of alternatives that are not all plain words."""
    by_begin: dict[str, list[Parts]] = {}
    others: list[Parts] = []
    for parts in alternatives:
        begin = _first(parts, lists)
        if begin is None:
            others.append(parts)
        for word in sorted(begin or ()):
            by_begin.setdefault(word, []).append(parts)
    return ["or", by_begin, others]


def _spelled(parts: Parts, lists: Mapping[str, WordSet]) -> list[tuple[str, ...]] | None:
    """Every way to say some parts in plain words; None where there are too many, or no end of them."""
    found: list[tuple[str, ...]] = [()]
    for part in parts:
        kind = part[0]
        inner = part[1] if kind == "maybe" else lists[part[1]].part if kind == "list" else part
        options = [(inner[1],)] if inner[0] == "word" else list(_paths(inner[1])) if inner[0] == "trie" else None
        if options is None or len(found) * len(options) > _MOST_SPELLINGS:
            return None
        if kind == "maybe":
            options = [*options, ()]
        found = [before + option for before in found for option in options]
    return found


def _paths(trie: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for word, below in trie.items():
        if word:
            yield from ((word, *rest) for rest in _paths(below))
        else:
            yield ()


def _first(parts: Parts, lists: Mapping[str, WordSet]) -> frozenset[str] | None:
    """The words that a match of some parts can begin with."""
    found: set[str] = set()
    for part in parts:
        inner = part[1] if part[0] == "maybe" else part
        begin = _begin(inner, lists)
        if begin is None:
            return None
        found |= begin
        if part[0] != "maybe":
            break
    return frozenset(found)


def _begin(part: Part, lists: Mapping[str, WordSet]) -> frozenset[str] | None:
    if part[0] == "trie":
        return frozenset(part[1])
    if part[0] == "list":
        return lists[part[1]].first
    if part[0] == "or":
        return None if part[2] else frozenset(part[1])
    return _single(part)


def _needs(part: Part, lists: Mapping[str, WordSet]) -> frozenset[str] | None:
    """Words one of which is in every match of a part; None where that can't be told."""
    if part[0] in ("maybe", "gap", "any"):
        return None
    if part[0] == "trie":
        return frozenset(max(path, key=len) for path in _paths(part[1]))
    if part[0] == "list":
        return lists[part[1]].needs
    if part[0] == "or":
        found: set[str] = set()
        for parts in (*(parts for several in part[1].values() for parts in several), *part[2]):
            needs = [need for inner in parts if (need := _needs(inner, lists))]
            if not needs:
                return None
            found |= min(needs, key=len)
        return frozenset(found)
    return _single(part)


def _single(part: Part) -> frozenset[str] | None:
    """What a part of one word can be, in the terms of `Program.first`."""
    kind = part[0]
    if kind == "word":
        return frozenset((part[1],))
    if kind == "stem":
        return frozenset((stem(part[1]),)) if len(part[1]) >= STEM else None
    if kind == "number":
        return NUMBER_WORDS | {"<number>"}
    return frozenset(("<slot>",)) if kind == "slot" else None


#: Letters of a word's beginning that `Program.first` and `needs` name.
STEM = 3


def stem(word: str) -> str:
    return word[:STEM] + "*"


def is_number(token: str) -> bool:
    return token[0].isdigit() or (token[0] in "$€£¥₹" and len(token) > 1)


def begins(token: str) -> tuple[str, str]:
    """What an index may know a word by, besides itself."""
    if token >= "\ue000":
        return token, "<slot>"
    return token, "<number>" if is_number(token) else stem(token)
