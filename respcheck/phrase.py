"""The phrase language: words a person can read -> a pattern over the searchable wording.

do not (reply|respond) to this (mailbox|email)   alternatives; `don't` is found too
(very )?sorry                                    optional words
refund*                                          any ending
sorry ... inconvenience                          a gap of up to five words
<we> <cannot> <grant>                            word lists, each in a file of its own
<slot> <slot:reason>                             a template slot, by what its name says
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from .source import Span
from .wording import SLOT_RUN, shifted, spell

_GAP = 5  # words
_SEP = ",? "
_WORD = r"[^ ,\n]+"
_CHUNK = re.compile(
    r"\s*(?:(\.\.\.|…)(?=\s|$)|<([a-z][a-z0-9-]*(?::[a-z0-9_ -]+)?)>(?=[\s)|]|$)|([^\s()|<>]+)|(.))", re.S
)
_LIST = re.compile("\x00([a-z0-9-]+)\x00")

#: Lists that are patterns rather than words.
BUILTIN_LISTS = {
    "number": r"[$€£¥₹]?\d[\d.,:]*%?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty",
    "word": _WORD,
    "url": shifted("url"),
    "email": shifted("email"),
}


class PhraseError(ValueError):
    """A phrase that can't be read; the message says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase.

    `regex` is source text in which word lists still stand as marks (see `expand`). `needs` holds, for
    each part of the phrase that always takes part in a match, the words one of which must occur; a text
    without one of them can't match. An empty tuple means: always try.
    """

    phrase: str
    regex: str
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One element of a phrase: its regex, the words it needs (None: unknown), whether it may be left out."""

    regex: str
    needs: frozenset[str] | None
    optional: bool = False
    gap: bool = False


def compile_phrase(phrase: str, lists: Mapping[str, frozenset[str] | None]) -> Pattern:
    """A phrase -> its Pattern. `lists` gives each known word list's needed words (None: unknown).

    Raises PhraseError with a message for the rule's author.
    """
    tokens = _Tokens(phrase)
    parts = _alternatives(tokens, lists)
    if tokens.peek() is not None:
        raise PhraseError(f"unmatched ')' in {phrase!r}")
    body, needs = _join(parts[0], phrase) if len(parts) == 1 else _either(parts, phrase)
    return Pattern(phrase, f"(?<= ){body}(?=[ ,\n])", needs)


def expand(regex: str, lists: Mapping[str, str]) -> str:
    """Put the word lists' own expressions in place of their marks."""
    while "\x00" in regex:
        regex = _LIST.sub(lambda found: f"(?:{lists[found[1]]})", regex)
    return regex


def compile_list(
    entries: Iterable[str], lists: Mapping[str, frozenset[str] | None]
) -> tuple[str, frozenset[str] | None]:
    """A word list's entries (phrases themselves) -> its expression, and the words one of which it needs."""
    alternatives, words = [], set[str]()
    known = True
    for entry in entries:
        pattern = compile_phrase(entry, lists)
        alternatives.append(pattern.regex.removeprefix("(?<= )").removesuffix("(?=[ ,\n])"))
        if pattern.needs:
            words |= min(pattern.needs, key=len)
        else:
            known = False
    # longest first, so that "not able to" wins over "not"
    return "|".join(sorted(set(alternatives), key=lambda a: (-len(a), a))), frozenset(words) if known else None


def literal_words(text: str) -> list[str]:
    """Plain words -> the words they become in the searchable form (`don't` -> `do`, `not`)."""
    wording, _ = spell(text, (Span(0, len(text)),), {})
    return wording.text.strip(" \n,").replace(",", "").split()


class _Tokens:
    """The phrase cut into words, groups' signs, gaps and references; glued pieces know that they are."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.items: list[tuple[str, str, bool]] = []  # kind, text, glued to the one before
        at, text = 0, phrase.rstrip()
        while at < len(text):
            found = _CHUNK.match(text, at)
            assert found is not None  # the last alternative takes any character
            glued = not text[at].isspace() and at > 0
            gap, reference, word, sign = found.groups()
            if gap:
                self.items.append(("gap", gap, False))
            elif reference:
                self.items.append(("ref", reference, glued))
            elif word:
                self.items.append(("word", word, glued))
            elif sign in "()|":
                self.items.append((sign, sign, glued))
            else:
                raise PhraseError(f"{sign!r} in {phrase!r}: a reference is written <name> or <slot:name>")
            at = found.end()
        self.at = 0

    def peek(self) -> str | None:
        return self.items[self.at][0] if self.at < len(self.items) else None

    def next(self) -> tuple[str, str, bool]:
        self.at += 1
        return self.items[self.at - 1]


def _alternatives(tokens: _Tokens, lists: Mapping[str, frozenset[str] | None]) -> list[list[_Part]]:
    """Everything up to `)` or the end, one list of parts for each `|`."""
    found = [list(_sequence(tokens, lists))]
    while tokens.peek() == "|":
        tokens.next()
        found.append(list(_sequence(tokens, lists)))
    return found


def _sequence(tokens: _Tokens, lists: Mapping[str, frozenset[str] | None]) -> Iterator[_Part]:
    while tokens.peek() not in (None, "|", ")"):
        kind, text, _ = tokens.items[tokens.at]
        if kind == "gap":
            tokens.next()
            yield _Part(f"(?:{_SEP}{_WORD}){{0,{_GAP}}}?", None, optional=True, gap=True)
        elif kind == "ref":
            tokens.next()
            yield _reference(text, lists, tokens.phrase)
        elif kind == "word" and not _glued_group_follows(tokens):
            tokens.next()
            yield _word(text, tokens.phrase)
        elif kind == "(" and not _glues_on(tokens):
            yield _group(tokens, lists)
        else:
            yield _glued(tokens)


def _glued_group_follows(tokens: _Tokens) -> bool:
    following = tokens.items[tokens.at + 1 : tokens.at + 2]
    return bool(following) and following[0][0] == "(" and following[0][2]


def _glues_on(tokens: _Tokens) -> bool:
    """True when the group that starts here has a word glued to its end: `(un)able`."""
    depth = 0
    for index in range(tokens.at, len(tokens.items)):
        kind = tokens.items[index][0]
        depth += (kind == "(") - (kind == ")")
        if depth == 0:
            after = tokens.items[index + 1 : index + 2]
            return bool(after) and after[0][0] == "word" and after[0][2] and after[0][1].lstrip("?") not in ("", "*")
    return False


def _glued(tokens: _Tokens) -> _Part:
    """A word with groups inside it (`polic(y|ies)`, `(un)?able`) -> its spellings as alternatives."""
    choices: list[list[str]] = []
    while tokens.peek() in ("word", "(") and (not choices or tokens.items[tokens.at][2]):
        kind, text, _ = tokens.next()
        if kind == "word":
            if text.startswith("?") and choices:
                choices[-1].append("")
                text = text[1:]
            choices.append([text])
            continue
        options = [""]
        while tokens.peek() not in (None, ")"):
            kind, text, _ = tokens.next()
            if kind == "|":
                options.append("")
            elif kind == "word" and not options[-1]:
                options[-1] = text
            else:
                raise PhraseError(f"in {tokens.phrase!r}: a group inside a word holds single words only")
        _close(tokens)
        choices.append(options)
    spellings = sorted({"".join(choice) for choice in product(*choices)})
    words = [_word(spelling, tokens.phrase) for spelling in spellings]
    needs = None if any(w.needs is None for w in words) else frozenset().union(*(w.needs or () for w in words))
    return _Part("(?:" + "|".join(w.regex for w in words) + ")", needs)


def _close(tokens: _Tokens) -> None:
    if tokens.peek() != ")":
        raise PhraseError(f"unclosed '(' in {tokens.phrase!r}")
    tokens.next()


def _group(tokens: _Tokens, lists: Mapping[str, frozenset[str] | None]) -> _Part:
    tokens.next()
    parts = _alternatives(tokens, lists)
    _close(tokens)
    optional = False
    if tokens.peek() == "word" and tokens.items[tokens.at][1] == "?" and tokens.items[tokens.at][2]:
        tokens.next()
        optional = True
    body, needs = _either(parts, tokens.phrase)
    return _Part(body, None if optional or not needs else needs[0], optional)


def _reference(name: str, lists: Mapping[str, frozenset[str] | None], phrase: str) -> _Part:
    if name == "slot":
        return _Part(SLOT_RUN, None)
    if name.startswith("slot:"):
        run = SLOT_RUN[:-1] + "*"
        return _Part(f"{run}{shifted(name[5:])}{run}", None)
    if name in BUILTIN_LISTS:
        return _Part(f"(?:{BUILTIN_LISTS[name]})", None)
    if name not in lists:
        from difflib import get_close_matches

        near = get_close_matches(name, [*lists, *BUILTIN_LISTS], 1)
        raise PhraseError(f"no word list named <{name}>" + (f"; did you mean <{near[0]}>?" if near else ""))
    return _Part(f"\x00{name}\x00", lists[name])


def _word(text: str, phrase: str) -> _Part:
    if text in ("?", "!"):
        return _Part(re.escape(text), frozenset((text,)))
    ending = text.endswith("*")
    words = literal_words(text[:-1] if ending else text)
    if not words:
        raise PhraseError(f"{text!r} in {phrase!r} holds no word")
    regex = _SEP.join(re.escape(word) for word in words)
    if ending:
        return _Part(rf"{regex}\w*", frozenset(words[:1]) if len(words) > 1 else None)
    return _Part(regex, frozenset(words[:1]) if len(words) == 1 else frozenset((max(words, key=len),)))


def _either(alternatives: list[list[_Part]], phrase: str) -> tuple[str, tuple[frozenset[str], ...]]:
    bodies: list[str] = []
    words: set[str] | None = set()
    for parts in alternatives:
        body, needs = _join(parts, phrase)
        bodies.append(body)
        words = None if words is None or not needs else words | min(needs, key=len)
    return f"(?:{'|'.join(bodies)})", () if words is None else (frozenset(words),)


def _join(parts: list[_Part], phrase: str) -> tuple[str, tuple[frozenset[str], ...]]:
    """Parts in order -> one expression; separators go with the optional parts."""
    if not parts or all(part.optional for part in parts):
        raise PhraseError(f"{phrase!r} can match nothing: one part must not be optional")
    if parts[0].gap or parts[-1].gap:
        raise PhraseError(f"{phrase!r} begins or ends with a gap, which would match anything")
    head = next(index for index, part in enumerate(parts) if not part.optional)
    pieces = [f"(?:{part.regex}{_SEP})?" for part in parts[:head]] + [parts[head].regex]
    for part in parts[head + 1 :]:
        if part.gap:
            pieces.append(part.regex)
        else:
            pieces.append(f"(?:{_SEP}{part.regex})?" if part.optional else f"{_SEP}{part.regex}")
    return "".join(pieces), tuple(part.needs for part in parts if part.needs and not part.optional)
