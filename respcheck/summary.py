"""A message in numbers: what its sentences do together, as the verdicts weigh it.

Kept small on purpose: with every act at every place as a feature the verdicts fitted their training authors
better and other people's messages worse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Acts (see training/README.md) whose surest sentence is a feature.
_ACTS = "NPRZCIQTVXHOYAKG"
_BAD, _STEP, _CARE = "NXH", "CIQ", "AK"


def names(signals: Sequence[str]) -> list[str]:
    """The features' names, in the order of `summarize`."""
    return [
        *(f"{act}: surest" for act in _ACTS),
        "bad news",
        "a step",
        "care",
        "a step, given bad news",
        "care, given bad news",
        "a reason, given bad news",
        "a reason near the bad news",
        "no step, given bad news",
        "no reason, given bad news",
        "no care, given bad news",
        "put off without a step",
        "a single sentence",
        "length",
        *(f"says {signal}" for signal in signals),
    ]


def summarize(acts: Sequence[str], scores: Sequence[Sequence[float]], said: Sequence[bool]) -> list[float]:
    """Acts' probabilities by sentence, and which signals the message gives -> the features.

    "Bad news" is the sentence likeliest to be a negative outcome, a brush-off or being sent elsewhere.
    """
    column = {act: index for index, act in enumerate(acts)}
    spoken = [row for row in scores if any(row)] or [(0.0,) * len(acts)]
    surest = {act: max(row[column[act]] for row in spoken) for act in acts}
    news = [max(row[column[act]] for act in _BAD) for row in spoken]
    worst = max(range(len(news)), key=news.__getitem__)
    bad, reason = news[worst], surest["R"]
    near = max(row[column["R"]] for row in spoken[max(0, worst - 1) : worst + 2])
    step = max(surest[act] for act in _STEP)
    care = max(surest[act] for act in _CARE)
    return [
        *(_logit(surest[act]) for act in _ACTS),
        *map(_logit, (bad, step, care)),
        *(bad * _logit(value) for value in (step, care, reason, near)),
        *(bad * (1 - value) for value in (step, reason, care)),
        (1 - step) * surest["V"],
        float(len(spoken) == 1),
        0.2 * min(len(spoken), 15),
        *map(float, said),
    ]


def _logit(probability: float) -> float:
    return math.log((probability + 0.01) / (1.01 - probability))
