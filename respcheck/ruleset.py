"""A set of rules with all they lean on: chosen by name, and run over documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from . import model
from .document import Document
from .errors import RespcheckError
from .matcher import Matcher
from .reading import LoadModel, Reading
from .rule import Rule
from .signal import Evidence, Signal


@dataclass(frozen=True, eq=False)
class Ruleset:
    """Rules, the signals they lean on, and the word lists' parts as JSON."""

    rules: tuple[Rule, ...]
    signals: Mapping[str, Signal]
    lists: Mapping[str, str]
    load_model: LoadModel = model.load

    @cached_property
    def matcher(self) -> Matcher:
        """The phrases of all signals that the rules here can ask for."""
        return self.matcher_for({name for rule in self.rules for name in leans_on(rule)})

    def matcher_for(self, names: Collection[str]) -> Matcher:
        """The phrases of the signals named and of all those they lean on."""
        wanted = self._closure(names)
        verdicts = any(guard.kind == "verdict" for rule in self.rules for guard in rule.when)
        if verdicts or any(self.signals[name].learned for name in wanted):
            wanted |= self._closure(self.load_model().signals)  # what the model is told of each sentence
        pairs = ((s.name, p) for s in self.signals.values() if s.name in wanted for p in s.patterns)
        return Matcher(pairs, self.lists)

    def read(self, document: Document) -> Reading:
        """Start reading a document with these signals."""
        return Reading(document, self.signals, self.matcher, self.load_model)

    def check(self, reading: Reading) -> Iterator[tuple[Rule, Evidence]]:
        """Every place that a rule flags."""
        prose = reading.document.prose
        for rule in self.rules:
            if rule.reads(prose.language, prose.fragment):
                for evidence in check(rule, reading):
                    yield rule, evidence

    def select(self, select: Collection[str], ignore: Collection[str], extend: Collection[str] = ()) -> Ruleset:
        """Only the rules named by code, prefix of a code, name or family, or `all`.

        An empty `select` means the rules that are on by default. Raises RespcheckError for a name
        that no rule has.
        """
        for name in (*select, *ignore, *extend):
            self._named(name)
        chosen = [
            rule
            for rule in self.rules
            if (_is_named(rule, select) if select else rule.default) or _is_named(rule, extend)
        ]
        left = tuple(rule for rule in chosen if not _is_named(rule, ignore))
        if not left:
            raise RespcheckError("no rule is left to check: --ignore takes out all that is selected")
        return replace(self, rules=left)

    def _named(self, name: str) -> None:
        if not any(_is_named(rule, (name,)) for rule in self.rules):
            from .strictyaml import suggest

            known = {word for rule in self.rules for word in (rule.code, rule.name, rule.family)}
            hint = suggest(name, known) or "; `respcheck rule --all` lists them"
            raise RespcheckError(f"no rule has the code, name or family {name!r}{hint}")

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


def _is_named(rule: Rule, names: Collection[str]) -> bool:
    return any(
        name in (rule.name, rule.family, "all") or (name[:1].isupper() and rule.code.startswith(name)) for name in names
    )
