"""A message in numbers: what its sentences do together, as the verdicts weigh it."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: The acts (see training/README.md) that can stand for a reason, a step or an acknowledgement near the bad news.
_NEAR = "RICA"
_AFTER = "RICQA"
_BAD = "NXH"


def names(acts: Sequence[str], signals: Sequence[str]) -> list[str]:
    """The features' names, in the order of `summarize`."""
    return [
        *(f"{act}: surest" for act in acts),
        *(f"{act}: second" for act in acts),
        *(f"{act}: with the worst news" for act in acts),
        *(f"{act}: near the worst news" for act in _NEAR),
        *(f"{act}: after the worst news" for act in _AFTER),
        *(f"{act}: in all" for act in acts),
        *(f"{act}: surest, given bad news" for act in acts),
        *(f"{act}: missing, given bad news" for act in acts),
        "sentences",
        "a single sentence",
        *(f"says {signal}" for signal in signals),
    ]


def summarize(acts: Sequence[str], scores: Sequence[Sequence[float]], said: Sequence[bool]) -> list[float]:
    """Acts' probabilities by sentence, and which signals the message gives -> the features.

    "Worst news" is the sentence likeliest to be a negative outcome, a brush-off or being sent elsewhere.
    """
    width = len(acts)
    column = {act: index for index, act in enumerate(acts)}
    spoken = [row for row in scores if any(row)] or [(0.0,) * width]
    ordered = [sorted(values, reverse=True) for values in zip(*spoken, strict=True)]
    surest = [values[0] for values in ordered]
    second = [values[1] if len(values) > 1 else 0.0 for values in ordered]
    bad = [max(row[column[act]] for act in _BAD) for row in spoken]
    worst = max(range(len(bad)), key=bad.__getitem__)
    near = [max(values) for values in zip(*spoken[max(0, worst - 1) : worst + 2], strict=True)]
    after = [max(values) for values in zip(*(spoken[worst + 1 :] or [(0.0,) * width]), strict=True)]
    return [
        *map(_logit, surest),
        *second,
        *map(_logit, spoken[worst]),
        *(_logit(near[column[act]]) for act in _NEAR),
        *(_logit(after[column[act]]) for act in _AFTER),
        *(0.3 * sum(values) for values in ordered),
        *(bad[worst] * _logit(value) for value in surest),
        *(bad[worst] * (1 - value) for value in surest),
        float(min(len(spoken), 15)),
        float(len(spoken) == 1),
        *map(float, said),
    ]


def _logit(probability: float) -> float:
    return math.log((probability + 0.01) / (1.01 - probability))
