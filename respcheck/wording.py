"""The searchable form of a text: what stays when case, spacing, typography and contractions don't matter.

One sentence is one line. Each word is preceded by a space and lower case; `,` (any pause inside
a sentence: comma, colon, semicolon, bracket, dash) clings to the word before it; `?` and `!` at the end are words
of their own; hyphens part words; contractions are written out (`can't` -> `can not`); a template slot, an
address or a link is a run of private-use characters that spells its name, so that no phrase can
match inside it but `<slot:reason>` can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .prose import SLOT
from .source import Span

_SHIFT = 0xE000

_TOKEN = re.compile(
    rf"""
      (?P<slot>{SLOT})
    | (?P<url>(?:https?://|www\.)[^\s<>"'{SLOT}]*[^\s<>"'.,;:!?)\]{SLOT}])
    | (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<number>[$€£¥₹]?\d+(?:[.,:]\d+)*%?)(?![\w])
    | (?P<mail>e-?mail(?:s|ed|ing)?(?![\w-]))
    | (?P<word>[\w$€£\u00ad\u200b-\u200d\u2060]+(?:'[\w\u00ad\u200b-\u200d\u2060]+)*'?)
    | (?P<mark>[,;:()\[\]—–]|\s--?\s|[?!](?=[?!)"'\s]*$))
    """,
    re.VERBOSE | re.MULTILINE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_QUOTES = str.maketrans("\u2018\u2019\u02bc\u2032\u00b4`\u201c\u201d\u201e\u00ab\u00bb", "''''''\"\"\"\"\"")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_IRREGULAR = {
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "y'all": ("you", "all"),
    "gonna": ("going", "to"),
    "pls": ("please",),
    "plz": ("please",),
    "thx": ("thanks",),
    "u": ("you",),
    "ur": ("your",),
    "acct": ("account",),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "thats": ("that", "is"),
}
_NOT = (
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "would",
    "could",
    "should",
    "must",
    "need",
)
_IRREGULAR |= {f"{verb}{end}": (verb, "not") for verb in _NOT for end in ("n't", "nt") if verb + end != "neednt"}
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_SUBJECTS = frozenset("i you he she it we they that this there here what who how where when".split())


@dataclass(frozen=True, slots=True)
class Wording:
    """The searchable text, and for each word in it the stretch of `Prose.text` it stands for.

    `starts[i]` is word i's offset in `text`; `origins[i]` its span in the prose. Words are never cut.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[Span, ...]


def fold(text: str) -> str:
    """Lower case and plain quotation marks, each character for one character."""
    low = text.lower()
    if low.isascii() and "`" not in low:
        return low
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_QUOTES)


def shifted(name: str) -> str:
    """A slot's name as private-use characters: `_` round it and between its parts."""
    plain = re.sub("[^a-z0-9]+", "_", name.lower()).strip("_")
    return "".join(chr(_SHIFT + ord(c)) for c in (f"_{plain}_" if plain else "_"))


def write_out(word: str) -> tuple[str, ...]:
    """A folded word -> the words it contracts: `can't` -> `can`, `not`; most words -> themselves."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if "'" in word:
        cut = word.rfind("'")
        if (ending := _ENDINGS.get(word[cut:])) is not None and cut:
            return word[:cut], ending
        if word.endswith("'s") and word[:-2] in _SUBJECTS:
            return word[:-2], "is"
        return (word.strip("'"),) if word.strip("'") else ()
    return (word,)


def spell(text: str, sentences: Iterable[Span], slots: Mapping[int, str]) -> tuple[Wording, list[Span]]:
    """Prose text and its sentences -> the searchable form, and each sentence's line in it."""
    folded = fold(text)
    if _PRIVATE.search(folded):
        folded = _PRIVATE.sub("\ufffd", folded)
    parts: list[str] = []
    starts: list[int] = []
    origins: list[Span] = []
    lines: list[Span] = []
    at = 0

    def put(word: str, start: int, end: int) -> None:
        nonlocal at
        parts.append(" " + word)
        starts.append(at + 1)
        origins.append(Span(start, end))
        at += len(word) + 1

    for sentence in sentences:
        line_start = at
        for token in _TOKEN.finditer(folded, sentence.start, sentence.end):
            kind, (start, end), word = token.lastgroup, token.span(), token.group()
            if kind == "word":
                if not word.isascii() and _INVISIBLE.search(word):
                    word = _INVISIBLE.sub("", word)
                    if not word:  # what joins two emoji
                        continue
                if word.isalnum() and word not in _IRREGULAR:
                    put(word, start, end)
                else:
                    pieces = write_out(word)
                    cut = start + len(pieces[0]) if len(pieces) == 2 and word.startswith(pieces[0]) else 0
                    for index, piece in enumerate(pieces):
                        put(piece, cut if cut and index else start, cut if cut and not index else end)
            elif kind == "number" or kind == "mail":
                put(word.replace("-", ""), start, end)
            elif kind == "mark":
                if word in "?!":
                    put(word, start, end)
                elif parts and at > line_start and parts[-1] != ",":
                    parts.append(",")
                    at += 1
            else:
                put(shifted(slots.get(start, "") if kind == "slot" else str(kind)), start, end)
        parts.append("\n")
        lines.append(Span(line_start, at))
        at += 1
    if not starts:
        starts, origins = [0], [Span(0, 0)]
    return Wording("".join(parts), tuple(starts), tuple(origins)), lines
