"""Rules over a message with branches: about one place once, about the whole message for each way through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .reading import Reading
from .rule import Guard, Rule
from .ruleset import check as check_rule
from .signal import Evidence, Signal, all_near, is_near
from .source import Span
from .ways import Given, Way

#: At most so many conditions are named.
_MOST_NAMED = 3
#: Fewer words are a fragment.
_FRAGMENT = 25
#: A verdict asked for at less than this decides nothing: it only rules out what phrases say.
_DECIDING = 0.5


class Hit(NamedTuple):
    """A place that a rule flags, in the reading it was flagged in.

    `when` says on which ways through the branches the rule holds, as "`order.late` is false"; "" for all of them.
    """

    rule: Rule
    evidence: Evidence
    reading: Reading
    when: str = ""


class _Part(NamedTuple):
    """What one way through the branches leaves of a message."""

    reading: Reading
    way: Way
    starts: frozenset[int]  # of its sentences, in the prose


@dataclass(slots=True)
class _Kept:
    """A hit, where its sentence starts, and the parts (by number) in which the rule speaks of it."""

    hit: Hit
    start: int
    parts: set[int]


def check(rules: Sequence[Rule], reading: Reading) -> Iterator[Hit]:
    """Every place in a message that a rule flags, on any way through its branches, of the rules that can read it."""
    prose = reading.document.prose
    ways = reading.ways.ways
    parts = [_part(reading, way) for way in ways] if len(ways) > 1 else []
    for rule in rules:
        if not rule.reads(prose.language, prose.fragment):
            continue
        if parts and not is_local(rule, reading.signals):
            yield from _merged(rule, _asked(rule, reading, parts))
        else:
            yield from (Hit(rule, evidence, reading) for evidence in check_rule(rule, reading))


def is_local(rule: Rule, signals: Mapping[str, Signal]) -> bool:
    """True for a rule that looks at nothing but the sentence it flags."""
    flag = rule.flag
    if not flag.signal or flag.at_least > 1 or rule.when or rule.report != "every":
        return False
    return all_near(rule.unless, signals, learned=False) and is_near(flag.signal, signals, learned=False)


def _part(reading: Reading, way: Way) -> _Part:
    part = reading.without(way.hidden)
    return _Part(part, way, frozenset(sentence.span.start for sentence in part.document.sentences))


def _asked(rule: Rule, reading: Reading, parts: Sequence[_Part]) -> list[_Part]:
    """The parts that a rule is asked of, those first on which every lone `if` is taken.

    What weighs a message as a whole is asked of none of the others; and of a few words only if it holds of the whole
    template, for a fragment says too little.
    """
    asked = sorted(parts, key=lambda part: bool(part.way.left))
    weighing = [guard for guard in rule.when if _weighs(guard)]
    if not weighing:
        return asked
    whole = all(reading.holds(guard) for guard in weighing)
    return [part for part in asked if not part.way.left and (whole or part.reading.words >= _FRAGMENT)]


def _weighs(guard: Guard) -> bool:
    """True for a guard that weighs a message as a whole."""
    return guard.kind in ("words", "reading-grade") or (guard.kind == "verdict" and guard.at_least >= _DECIDING)


def _merged(rule: Rule, parts: Sequence[_Part]) -> Iterator[Hit]:
    """One hit for each place; of a rule that speaks once a message, one for all the ways that have it in common."""
    once = rule.report != "every" or bool(rule.flag.sentence)
    kept: dict[Span, _Kept] = {}
    for number, part in enumerate(parts):
        for evidence in check_rule(rule, part.reading):
            start = part.reading.document.sentences[evidence.sentence].span.start
            same = kept.get(evidence.span)
            if same is None and once:
                shared = (
                    k for k in kept.values() if k.start in part.starts or any(start in parts[n].starts for n in k.parts)
                )
                same = next(shared, None)
            if same is None and not _speaks(rule, evidence, part):
                continue
            if same is None:
                kept[evidence.span] = _Kept(Hit(rule, evidence, part.reading), start, {number})
            else:
                same.parts.add(number)
    for each in kept.values():
        yield each.hit._replace(when=_when(each, parts))


def _speaks(rule: Rule, evidence: Evidence, part: _Part) -> bool:
    """True unless a hit rests on a lone `if` not being taken, and a third block is concerned.

    That is, what is flagged, or what made the rule speak, stands in a block that the `if` does not stand in too.
    Measured on real templates, such hits were wrong.
    """
    causes = [part.reading.evidence(str(guard.value)) for guard in rule.when if guard.kind == "signal"]
    return all(any(_stands_round(part, each) for each in places) for places in ((evidence,), *causes))


def _stands_round(part: _Part, evidence: Evidence) -> bool:
    document = part.reading.document
    place = document.sentences[evidence.sentence].span
    holding = (branch.span for branch in document.prose.branches if branch.span.covers(place))
    return all(span.covers(left) for span in holding for left in part.way.left)


def _when(kept: _Kept, parts: Sequence[_Part]) -> str:
    """What sets the ways on which a hit was found apart from the others that its sentence stands on."""
    found = [parts[number].way.given for number in sorted(kept.parts)]
    others = [p.way.given for n, p in enumerate(parts) if n not in kept.parts and kept.start in p.starts]
    always = [(test, holds) for test, holds in found[0].items() if all(given.get(test) is holds for given in found)]
    named: list[tuple[str, bool]] = []
    for literals in (always, list(found[0].items())):
        while others and literals and len(named) < _MOST_NAMED:
            telling = max(literals, key=lambda literal: sum(not _agrees(given, literal) for given in others))
            left = [given for given in others if _agrees(given, telling)]
            if len(left) == len(others):
                break
            others = left
            named.append(telling)
    return " and ".join(f"`{test}` is {str(holds).lower()}" for test, holds in named)


def _agrees(given: Given, literal: tuple[str, bool]) -> bool:
    return given.get(literal[0]) is literal[1]
