"""What the learned model sees of a sentence: words, neighbours in order, word beginnings, place in the message.

Training and checking share this module, so a model fits the features it was made with. A feature is a 32-bit
number hashed from its words; a model keeps those that several authors used, and the others count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

_BITS = 0xFFFFFFFF
# odd multipliers that spread the parts of a combined feature
_PAIR, _TRIPLE, _SKIP = 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35


_NUMBER = re.compile(r"\d[\d.,:]*")
_SLOT = re.compile("[\ue000-\ue07f]+")


def tokens(line: str) -> list[str]:
    """One sentence of the searchable wording -> words; every number is `0`, a slot is told by its parts.

    A slot named `order.rejection_reason` gives `<slot>` and `<order>`, `<rejection>`, `<reason>`.
    """
    if _SLOT.search(line):
        line = _SLOT.sub(_slot_words, line)
    return _NUMBER.sub("0", line).replace(",", "").split()


def _slot_words(found: re.Match[str]) -> str:
    name = "".join(chr(ord(c) - 0xE000) for c in found[0])
    return " ".join(["<slot>", *(f"<{part}>" for part in name.split("_") if part)])


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def features(words: Sequence[str], first: bool, last: bool, said: Sequence[str] = ()) -> set[int]:
    """A sentence's words (from `tokens`), its place, and the signals its phrases give -> its features."""
    hashes = [_hash(word) for word in words]
    found = set(hashes)
    found.update(_pair(a, b) for a, b in pairwise(hashes))
    found.update(_triple(a, b, c) for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False))
    found.update(_skip(a, c) for a, c in zip(hashes, hashes[2:], strict=False))
    found.update(_hash("p" + word[:4]) for word in words if len(word) > 5)
    found.update(_hash(name) for name in _shape(words, first, last))
    found.update(_hash(f"says {name}") for name in said)
    return found


def _pair(a: int, b: int) -> int:
    return (a * _PAIR ^ b) & _BITS


def _triple(a: int, b: int, c: int) -> int:
    return (a * _TRIPLE ^ b * _PAIR ^ c) & _BITS


def _skip(a: int, c: int) -> int:
    return (a * _SKIP ^ c) & _BITS


def _shape(words: Sequence[str], first: bool, last: bool) -> Iterator[str]:
    if words:
        yield "^" + words[0]
        yield "^" + " ".join(words[:2])
        yield "$" + words[-1]
    count = len(words)
    yield f"#{sum(count >= least for least in (3, 6, 12, 20))}"
    if first:
        yield "<first>"
    if last:
        yield "<last>"


def described(words: Sequence[str], said: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
    """The features of a sentence's words and signals, each with a name a person understands: for explanations only."""
    hashes = [_hash(word) for word in words]
    for word, number in zip(words, hashes, strict=True):
        yield number, word
        if len(word) > 5:
            yield _hash("p" + word[:4]), word[:4] + "..."
    for i in range(len(words) - 1):
        yield _pair(*hashes[i : i + 2]), " ".join(words[i : i + 2])
    for i in range(len(words) - 2):
        yield _triple(*hashes[i : i + 3]), " ".join(words[i : i + 3])
        yield _skip(hashes[i], hashes[i + 2]), f"{words[i]} _ {words[i + 2]}"
    for name in said:
        yield _hash(f"says {name}"), f"says {name}"
