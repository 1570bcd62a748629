"""A set of rules with all they lean on: chosen by name, and run over documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from . import model
from .document import Document
from .errors import RespcheckError
from .matcher import Matcher
from .reading import LoadModel, Reading, gather
from .rule import Rule
from .signal import Evidence, Signal


@dataclass(frozen=True, eq=False)
class Ruleset:
    """Rules, the signals they lean on, and the word lists' parts as JSON.

    `known` are all the rules there are, when only some of them were chosen; `also` names signals that are
    asked for besides.
    """

    rules: tuple[Rule, ...]
    signals: Mapping[str, Signal]
    lists: Mapping[str, str]
    load_model: LoadModel = model.load
    known: tuple[Rule, ...] = ()
    also: frozenset[str] = frozenset()

    @cached_property
    def matcher(self) -> Matcher:
        """The phrases of all signals that the rules here can ask for."""
        return self.matcher_for({name for rule in self.rules for name in leans_on(rule)} | self.also)

    def matcher_for(self, names: Collection[str]) -> Matcher:
        """The phrases of the signals named and of all those they lean on."""
        wanted = self._closure(names)
        verdicts = any(guard.kind == "verdict" for rule in self.rules for guard in rule.when)
        if verdicts or any(self.signals[name].learned for name in wanted):
            wanted |= self._closure(self.load_model().signals)  # what the model is told of each sentence
        pairs = ((s.name, p) for s in self.signals.values() if s.name in wanted for p in s.patterns)
        return Matcher(pairs, self.lists)

    def read(self, document: Document, kind: str = "") -> Reading:
        """Start reading a document with these signals, as a message of a kind where one is given."""
        return gather(document, self.signals, self.matcher, self.load_model, kind)

    def only(self, codes: Collection[str]) -> Ruleset:
        """The rules with these codes. Raises RespcheckError when there are none."""
        left = tuple(rule for rule in self.rules if rule.code in codes)
        if not left:
            raise RespcheckError(
                "no rule is left to check: 'ignore' takes out all that is selected (files are passed over by 'exclude')"
            )
        return replace(self, rules=left, known=self.every)

    @property
    def every(self) -> tuple[Rule, ...]:
        """All rules, chosen or not."""
        return self.known or self.rules

    def codes(self, name: str) -> frozenset[str]:
        """The codes of all rules, chosen or not, that a code, prefix of a code, name or family, or `all` means."""
        return frozenset(rule.code for rule in self.every if _is_named(rule, name))

    def named(self, name: str) -> frozenset[str]:
        """The same, but raises RespcheckError when no rule is meant."""
        found = self.codes(name)
        if not found:
            hint = self.near(name) or "; `respcheck rule --all` lists them"
            raise RespcheckError(f"no rule has the code, name or family {name!r}{hint}")
        return found

    def near(self, name: str) -> str:
        """What a name that no rule has may have meant, for messages; empty where nothing is near."""
        from .strictyaml import suggest

        return suggest(name, {word for rule in self.every for word in (rule.code, rule.name, rule.family)})

    def _closure(self, names: Collection[str]) -> set[str]:
        found: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                signal = self.signals[name]
                todo += [*signal.signals, *(x.signal for x in signal.unless)]
        return found


def check(rule: Rule, reading: Reading) -> Iterator[Evidence]:
    """The places in a message that one rule flags, in order."""
    # a verdict is asked for last: it weighs the whole message
    if not all(reading.holds(guard) for guard in rule.when if guard.kind != "verdict"):
        return
    flagged = reading.flagged(rule.flag)
    if len(flagged) < rule.flag.at_least:
        return
    if not all(reading.holds(guard) for guard in rule.when if guard.kind == "verdict"):
        return
    kept = [e for e in flagged if not any(reading.excuses(x, e) for x in rule.unless)]
    if rule.report == "surest":
        kept = [max(kept, key=lambda e: e.confidence)] if kept else []
    elif rule.report == "first":
        kept = kept[:1]
    # a finding is no surer than the verdict it rests on
    limit = min((reading.verdict(str(g.value)) for g in rule.when if g.kind == "verdict"), default=1.0)
    for evidence in kept:
        yield evidence._replace(confidence=min(limit, evidence.confidence))


def leans_on(rule: Rule) -> Iterable[str]:
    """The signals that a rule names."""
    if rule.flag.signal:
        yield rule.flag.signal
    yield from (x.signal for x in rule.unless)
    yield from (str(g.value) for g in rule.when if g.kind in ("signal", "without"))


def _is_named(rule: Rule, name: str) -> bool:
    return name in (rule.name, rule.family, "all") or (name[:1].isupper() and rule.code.startswith(name))
