"""Labelled messages against findings: precision, recall and F1 with intervals, by family and kind.

A message is *predicted* to deserve a family's label when at least one finding of that family is reported
in it. Labels that a labeller called unsure are left out. Intervals are bootstrapped by source (the messages
of one source are drawn together, since they resemble each other): 95 %, from `ROUNDS` draws.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from .corpus import Message
from .finding import Finding

#: The families that labels exist for; the first four are the core.
FAMILIES = (
    "no-reply",
    "policy-wall",
    "missing-explanation",
    "missing-next-step",
    "helplessness",
    "missing-empathy",
)
CORE = FAMILIES[:4]
ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled message and what the rules said: `labels`, `unsure` and `found` are families."""

    id: str
    source: str
    kind: str
    labels: frozenset[str]
    unsure: frozenset[str]
    found: frozenset[str]

    @property
    def clean(self) -> bool:
        """No label, and none in doubt."""
        return not self.labels and not self.unsure


@dataclass(frozen=True, slots=True)
class Figures:
    """How often the rules were right about one family: hits, false alarms, misses."""

    hits: int
    alarms: int
    misses: int

    @property
    def precision(self) -> float | None:
        """Hits among what was reported, None where nothing was."""
        return _share(self.hits, self.hits + self.alarms)

    @property
    def recall(self) -> float | None:
        """Hits among what deserves the label, None where nothing does."""
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, None where there is neither label nor finding."""
        return _share(2 * self.hits, 2 * self.hits + self.alarms + self.misses)


def judge(found: Iterable[tuple[Message, Sequence[Finding]]]) -> list[Judged]:
    """Messages with labels of the families, and what was found in them."""
    judged = []
    for message, findings in found:
        deserved = {family: message.deserves(family) for family in FAMILIES}
        if any(family.replace("-", "_") in message.labels or family in message.labels for family in FAMILIES):
            judged.append(
                Judged(
                    message.id,
                    message.source or message.id,
                    message.kind,
                    frozenset(family for family, true in deserved.items() if true),
                    frozenset(family for family, true in deserved.items() if true is None),
                    frozenset(finding.rule.family for finding in findings),
                )
            )
    return judged


def figures(messages: Iterable[Judged], family: str) -> Figures:
    """Count one family over messages."""
    hits = alarms = misses = 0
    for message in messages:
        if family not in message.unsure:
            found, true = family in message.found, family in message.labels
            hits += found and true
            alarms += found and not true
            misses += true and not found
    return Figures(hits, alarms, misses)


def macro(messages: Sequence[Judged], families: Sequence[str] = CORE) -> float:
    """The mean F1 of families; one that cannot be measured counts as 0."""
    return sum(figures(messages, family).f1 or 0.0 for family in families) / len(families)


def interval(messages: Sequence[Judged], measure: Callable[[Sequence[Judged]], float | None]) -> tuple[float, float]:
    """The 95 % interval of a measure, by drawing whole sources with replacement; the same each time."""
    ordered = sorted(messages, key=lambda m: m.source)
    sources = [list(group) for _, group in groupby(ordered, key=lambda m: m.source)]
    draw = random.Random(0)
    values = []
    for _ in range(ROUNDS):
        drawn = [message for group in draw.choices(sources, k=len(sources)) for message in group]
        values.append(measure(drawn) or 0.0)
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def report(messages: Sequence[Judged], families: Sequence[str] = FAMILIES) -> Iterator[str]:
    """The figures of some families as a table, with intervals; of the core, where it is whole, by kind as well."""
    yield f"{'family':22} precision  recall     F1  95 % of F1   deserved  found"
    for family in families:
        counted = figures(messages, family)
        low, high = interval(messages, partial(_f1, family))
        shares = (_shown(counted.precision), _shown(counted.recall), _shown(counted.f1))
        yield (
            f"{family:22} {shares[0]:>9} {shares[1]:>7} {shares[2]:>6}  {low:.2f} to {high:.2f} "
            f"{counted.hits + counted.misses:>9} {counted.hits + counted.alarms:>6}"
        )
    if set(CORE) <= set(families):
        low, high = interval(messages, macro)
        yield f"macro F1 of the first four: {macro(messages):.2f} ({low:.2f} to {high:.2f}) on {len(messages)} messages"
        for kind in sorted({message.kind for message in messages}):
            some = [message for message in messages if message.kind == kind]
            yield f"  {kind or 'of no kind':20} {macro(some):.2f} on {len(some)}"
    clean = [message for message in messages if message.clean]
    if clean:
        flagged = [message for message in clean if message.found & set(families)]
        yield f"messages without a label that were flagged: {len(flagged)} of {len(clean)}"


def _f1(family: str, messages: Sequence[Judged]) -> float | None:
    return figures(messages, family).f1


def _shown(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
