"""Rules tried on a corpus: what they find there, and how often a label agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from .corpus import OTHER, Message
from .finding import Finding
from .linter import check
from .pack import Pack
from .rule import Rule
from .ruleset import Ruleset
from .settings import choose
from .source import Source


class Tally(NamedTuple):
    """How a rule fared: messages it speaks in, and how many of those deserve it or don't, where a label says so."""

    rule: Rule
    messages: int
    right: int
    wrong: int

    @property
    def precision(self) -> float | None:
        """The share of its labelled messages that deserve it; None when none is labelled."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None


def rules_of(pack: Pack, folder: Path | None) -> Ruleset:
    """The rules that a folder makes or changes; without a folder all that are on by default."""
    if folder is None:
        return choose(pack.ruleset, ())
    names = {name.rpartition("/")[2] for name, examples in pack.examples.items() if examples.stand_in(folder)}
    return replace(pack.ruleset, rules=tuple(rule for rule in pack.ruleset.rules if rule.name in names))


def hits(ruleset: Ruleset, messages: Iterable[Message]) -> Iterator[tuple[Message, tuple[Finding, ...]]]:
    """Each message that was addressed to somebody, with what the rules find in it."""
    for message in messages:
        if message.kind != OTHER:
            yield message, check(Source(message.path, message.text), ruleset).findings


def tallies(ruleset: Ruleset, found: Sequence[tuple[Message, tuple[Finding, ...]]]) -> Iterator[Tally]:
    """Each rule's tally over the messages; a rule is judged by the label of its code, its name or its family."""
    for rule in ruleset.rules:
        spoke = [message for message, findings in found if any(f.rule.code == rule.code for f in findings)]
        verdicts = [message.deserves(rule.code, rule.name, rule.family) for message in spoke]
        yield Tally(rule, len(spoke), verdicts.count(True), verdicts.count(False))


def table(found: Iterable[Tally]) -> Iterator[str]:
    """Tallies as lines: messages, labelled ones that deserve it of all that are labelled, precision, rule."""
    yield "messages  right/labelled  precision  rule"
    for tally in found:
        labelled = f"{tally.right}/{tally.right + tally.wrong}"
        precision = "-" if tally.precision is None else f"{tally.precision:.2f}"
        yield f"{tally.messages:8}  {labelled:>14}  {precision:>9}  {tally.rule.code} {tally.rule.name}"
