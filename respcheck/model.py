"""The learned source of evidence: which acts a sentence performs, and what the whole message amounts to.

A linear model over the features of `features.py`, read from `acts.model`. The file is a line of JSON (names,
scales, weights of the verdicts), the known features as sorted 32-bit numbers (little-endian), and a table of
bytes, a row for each of them and a column for each act, 128 standing for zero.
`training/` makes it; pure Python evaluates it, without importing anything large.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .document import Document, Zone
from .features import described, features, tokens
from .source import Span
from .summary import summarize

PATH = Path(__file__).with_name("acts.model")
#: What a sentence does, by the letters of the annotations (training/README.md).
ACTS = {
    "N": "brings bad news",
    "P": "gives a rule or lack of authority as the ground",
    "R": "gives a reason",
    "Z": "gives a stock reason",
    "C": "commits to an act",
    "I": "offers a step or an option",
    "Q": "asks the reader something",
    "T": "says when",
    "V": "puts off",
    "X": "sends elsewhere",
    "H": "says nothing can be done",
    "O": "shuts the reply channel",
    "Y": "invites a reply",
    "A": "acknowledges the reader",
    "K": "thanks for this",
    "G": "courtesy",
    "S": "greeting or signature",
    "B": "blames the reader",
    "M": "announces a change",
    "F": "plain information",
}
#: Acts' probabilities by sentence: its words' place, whether it is the first and the last, its signals.
Scored = dict[tuple[Span, bool, bool, tuple[str, ...]], tuple[float, ...]]
#: The labels that the model decides for a whole message.
VERDICTS = ("no-reply", "policy-wall", "missing-explanation", "missing-next-step", "helplessness", "missing-empathy")
#: Zones whose sentences perform no act that a rule asks for.
_PLAIN = frozenset({Zone.QUOTED, Zone.SENDER})
_LANE = 16  # bits of one act's running sum
_NUMBER = 4  # bytes of one feature


@dataclass(frozen=True, slots=True)
class Verdict:
    """One learned decision about a whole message: a weight for each summary feature, and a bias."""

    weights: tuple[float, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Model:
    """Acts' weights as a table, and the verdicts that rest on them."""

    acts: tuple[str, ...]
    scales: tuple[float, ...]
    biases: tuple[float, ...]
    verdicts: Mapping[str, Verdict]
    signals: tuple[str, ...]  # whose phrases are features of a sentence, and their presence of a message
    known: array[int]  # the features that have a row in the table, in order
    table: bytes

    def scores(self, document: Document, said: Sequence[Sequence[str]], known: Scored) -> list[tuple[float, ...]]:
        """For each sentence the probability of each act, in the order of `acts`; zeros where nobody speaks.

        `said` names for each sentence those of `signals` that its phrases give; `known` are the scores of sentences
        met before, and takes up those that are new.
        """
        text, sentences = document.wording.text, document.sentences
        spoken = [i for i, s in enumerate(sentences) if s.zone not in _PLAIN]
        nothing = (0.0,) * len(self.acts)
        found = [nothing] * len(sentences)
        for i in spoken:
            key = (sentences[i].words, i == spoken[0], i == spoken[-1], tuple(said[i]))
            if key not in known:
                words = tokens(text[sentences[i].words.start : sentences[i].words.end])
                known[key] = self.probabilities(features(words, *key[1:]))
            found[i] = known[key]
        return found

    def probabilities(self, numbers: Iterable[int]) -> tuple[float, ...]:
        """The acts' probabilities for one sentence's features."""
        width = len(self.acts)
        even, odd, count = 0, 0, 0
        table = self.table
        for row in self._rows(numbers)[:256]:  # a lane holds 257 bytes' sum
            weights = int.from_bytes(table[row * width : row * width + width], "little")
            even += weights & _EVEN
            odd += weights >> 8 & _EVEN
            count += 1
        sums = [0.0] * width
        for lane in range(width):
            total = (odd if lane % 2 else even) >> _LANE * (lane // 2) & 0xFFFF
            sums[lane] = self.biases[lane] + self.scales[lane] * (total - 128 * count)
        return tuple(map(_probability, sums))

    def _rows(self, numbers: Iterable[int]) -> list[int]:
        """The table's rows of those features that are known, in order."""
        known, end = self.known, len(self.known)
        places = ((bisect_left(known, number), number) for number in numbers)
        return sorted(place for place, number in places if place < end and known[place] == number)

    def weighed(self, document: Document, sentence: int, act: str, said: Sequence[str], most: int = 3) -> list[str]:
        """The words of a sentence that spoke most for an act, the strongest first."""
        column, width = self.acts.index(act), len(self.acts)
        line = document.sentences[sentence].words
        names: dict[str, int] = {}
        for number, name in described(tokens(document.wording.text[line.start : line.end]), said):
            for row in self._rows((number,)):
                names[name] = max(names.get(name, 0), self.table[row * width + column] - 128)
        return sorted((n for n, w in names.items() if w > 0), key=lambda n: -names[n])[:most]

    def summary(self, scores: Sequence[tuple[float, ...]], said: Sequence[bool]) -> list[float]:
        """What the verdicts weigh of a message; `said` tells of each of `signals` whether the message gives it."""
        return summarize(self.acts, scores, said)

    def verdict(self, name: str, summary: Sequence[float]) -> float:
        """Probability that a message deserves the label `name`."""
        verdict = self.verdicts[name]
        return _probability(verdict.bias + sum(w * x for w, x in zip(verdict.weights, summary, strict=True)))


def _probability(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


_EVEN = int.from_bytes(b"\xff\x00" * 64, "little")


@cache
def load(path: Path = PATH) -> Model:
    """Read the model that ships with the package."""
    head, _, body = path.read_bytes().partition(b"\n")
    data = json.loads(head)
    verdicts = {name: Verdict(tuple(v["weights"]), v["bias"]) for name, v in data["verdicts"].items()}
    table = len(body) * len(data["acts"]) // (len(data["acts"]) + _NUMBER)
    known = array("I", body[:-table])
    if sys.byteorder == "big":
        known.byteswap()
    return Model(
        tuple(data["acts"]),
        tuple(data["scales"]),
        tuple(data["biases"]),
        verdicts,
        tuple(data["signals"]),
        known,
        body[-table:],
    )
