"""What the learned model sees of a sentence: words, neighbours in order, word beginnings, place in the message.

Training and checking share this module, so a model fits the features it was made with. Features
are numbered by hashing: no vocabulary has to be loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

#: Rows of the model's table: every feature falls into one of them.
ROWS = 1 << 15
_MASK = ROWS - 1
# odd multipliers that spread the parts of a combined feature
_PAIR, _TRIPLE, _SKIP, _START = 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F


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


def rows(words: Sequence[str], first: bool, last: bool, said: Sequence[str] = ()) -> list[int]:
    """A sentence's words (from `tokens`), its place, and the signals its phrases give -> its rows, each once."""
    hashes = [_hash(word) for word in words]
    found = {number & _MASK for number in hashes}
    found.update(((a * _PAIR ^ b) & 0xFFFFFFFF) >> 7 & _MASK for a, b in pairwise(hashes))
    found.update(
        ((a * _TRIPLE ^ b * _PAIR ^ c) & 0xFFFFFFFF) >> 9 & _MASK
        for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)
    )
    found.update(((a * _SKIP ^ b) & 0xFFFFFFFF) >> 5 & _MASK for a, b in zip(hashes, hashes[2:], strict=False))
    found.update(_hash("p" + word[:4]) >> 3 & _MASK for word in words if len(word) > 5)
    found.update(_hash(name) >> 4 & _MASK for name in _shape(words, first, last))
    found.update(_hash(f"says {name}") >> 4 & _MASK for name in said)
    return sorted(found)


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
    """The rows of a sentence's words and signals, each with a name a person understands: for explanations only."""
    hashes = [_hash(word) for word in words]
    for word, number in zip(words, hashes, strict=True):
        yield number & _MASK, word
        if len(word) > 5:
            yield _hash("p" + word[:4]) >> 3 & _MASK, word[:4] + "..."
    for i in range(len(words) - 1):
        a, b = hashes[i : i + 2]
        yield ((a * _PAIR ^ b) & 0xFFFFFFFF) >> 7 & _MASK, " ".join(words[i : i + 2])
    for i in range(len(words) - 2):
        a, b, c = hashes[i : i + 3]
        yield ((a * _TRIPLE ^ b * _PAIR ^ c) & 0xFFFFFFFF) >> 9 & _MASK, " ".join(words[i : i + 3])
        yield ((a * _SKIP ^ c) & 0xFFFFFFFF) >> 5 & _MASK, f"{words[i]} _ {words[i + 2]}"
    for name in said:
        yield _hash(f"says {name}") >> 4 & _MASK, f"says {name}"
