"""Run the examples inside rules and signals, and ask whether every part of them is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .document import Document
from .examples import Example, Examples
from .fix import mend
from .linter import check as lint
from .linter import document_of
from .matcher import Matcher
from .options import Options
from .pack import Pack
from .reading import gather
from .rule import Rule
from .ruleset import Ruleset, leans_on
from .settings import Settings
from .signal import Exemption, Reach, Signal
from .source import Source
from .variants import check


class Failure(NamedTuple):
    """One example that comes out wrong, or one part that no example needs."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Outcome(NamedTuple):
    """What one example comes to: the spans found in its text, and the text as the rule's fixes leave it."""

    spans: tuple[tuple[int, int], ...]
    after: str


class Subject(NamedTuple):
    """A rule, an overlay (by its own name, with the rule it changes) or a signal (no rule), with its examples."""

    name: str
    origin: str
    examples: Examples
    rule: Rule | None


#: What sees the subjects go by: all this takes its time.
Follow = Callable[[Sequence[Subject]], Iterable[Subject]]


def run_examples(pack: Pack, folder: Path | None = None, follow: Follow = iter) -> tuple[int, list[Failure]]:
    """Every example of every rule and signal (in a folder): how many ran, and those that failed."""
    ran, failures = 0, list[Failure]()
    for subject in follow(tuple(_subjects(pack, folder))):
        for example, wanted in _cases(subject.examples):
            ran += 1
            found = _outcome(subject, example, pack.ruleset)
            if problem := _judge(example, wanted, found):
                path = subject.origin.rpartition(":")[0]
                failures.append(Failure(path, example.line, f"{subject.name}: {problem}"))
    return ran, failures


def idle_parts(pack: Pack, folder: Path | None = None, follow: Follow = iter) -> tuple[int, list[Failure]]:
    """Every phrase, exemption, reach and guard whose loss changes no example: how many were tried, and those."""
    tried, idle = 0, list[Failure]()
    for subject in follow(tuple(_subjects(pack, folder))):
        cases = _cases(subject.examples)
        usual = [_outcome(subject, example, pack.ruleset) for example, _ in cases]
        for what, changed, ruleset in _variants(subject, pack.ruleset):
            tried += 1
            if all(
                _outcome(changed, example, ruleset) == before for (example, _), before in zip(cases, usual, strict=True)
            ):
                path, _, line = subject.origin.rpartition(":")
                idle.append(Failure(path, int(line), f"{subject.name}: no example needs {what}"))
    return tried, idle


def _subjects(pack: Pack, folder: Path | None) -> Iterator[Subject]:
    """What has examples: signals, rules as their own files have them, and rules as overlays change them."""
    rules = {rule.name: rule for rule in pack.ruleset.rules}
    for name, examples in pack.examples.items():
        if folder is None or examples.stand_in(folder):
            where, _, last = name.rpartition("/")
            if where == "signals":
                yield Subject(last, examples.origin, examples, None)
            else:
                rule = rules[last] if where else pack.plain[name]
                yield Subject(name, examples.origin, examples, rule)


def _cases(examples: Examples) -> list[tuple[Example, bool]]:
    return [(e, True) for e in examples.bad] + [(e, False) for e in examples.good]


@cache
def _document(text: str, language: str) -> Document:
    return document_of(text, language=language)


def _outcome(subject: Subject, example: Example, ruleset: Ruleset) -> Outcome:
    spoken = _spoken(subject.rule)
    if subject.rule and subject.rule.flag.suppression:
        others = (rule for rule in ruleset.rules if rule.code != subject.rule.code)
        report = lint(Source("message.txt", example.text), replace(ruleset, rules=(subject.rule, *others)))
        faults = tuple((f.span.start, f.span.end) for f in report.findings if f.rule == subject.rule)
        return Outcome(faults, example.text)
    if subject.rule and subject.rule.flag.thread:
        quoted = re.sub(r"(?m)^(?:(?!> ).*|> )", "", example.text)  # in an example, the customer's message is quoted
        report = lint(
            Source("message.txt", example.text),
            ruleset,
            Settings(reading=Options(language=spoken), thread=Source("thread.txt", quoted)),
        )
        faults = tuple((f.span.start, f.span.end) for f in report.findings if f.rule == subject.rule)
        return Outcome(faults, example.text)
    document = _document(example.text, spoken)
    names = set(leans_on(subject.rule)) if subject.rule else {subject.name}
    reading = gather(document, ruleset.signals, _matcher(ruleset, frozenset(names)), ruleset.load_model)
    if subject.rule:
        found = [hit.evidence for hit in check((subject.rule,), reading)]
    else:
        found = list(reading.evidence(subject.name))
    spans = (document.prose.source_span(evidence.span) for evidence in found)
    return Outcome(tuple((span.start, span.end) for span in spans), _fixed(subject.rule, example.text, ruleset))


def _fixed(rule: Rule | None, text: str, ruleset: Ruleset) -> str:
    if rule is None or not rule.fixes:
        return text
    alone, settings = replace(ruleset, rules=(rule,)), Settings(reading=Options(language=_spoken(rule)))
    return mend(Source("message.txt", text), lambda source: lint(source, alone, settings), unsafe=True)[0].text


def _spoken(rule: Rule | None) -> str:
    """The language that examples are written in; empty where any will do."""
    language = rule.language if rule else "en"
    return "" if language == "any" else language


@lru_cache(maxsize=4)
def _matcher(ruleset: Ruleset, names: frozenset[str]) -> Matcher:
    return ruleset.matcher_for(names)


def _judge(example: Example, wanted: bool, outcome: Outcome) -> str:
    found = outcome.spans
    if not wanted:
        texts = ", ".join(repr(example.text[a:b]) for a, b in found)
        return f"found {texts} in an example that should be silent" if found else ""
    if not found:
        return f"found nothing in {example.text!r}"
    missing = [example.text[a:b] for a, b in example.marks if (a, b) not in found]
    extra = [example.text[a:b] for a, b in found if example.marks and (a, b) not in example.marks]
    parts = [f"missed {text!r}" for text in missing] + [f"found {text!r} instead" for text in extra]
    if outcome.after != (example.after or example.text):
        parts.append(f"its fix makes {outcome.after!r} of it")
    return "; ".join(parts)


def _variants(subject: Subject, ruleset: Ruleset) -> Iterator[tuple[str, Subject, Ruleset]]:
    """The subject without one of its parts, each with its name: (part, subject, ruleset)."""
    for name in _own_signals(subject, ruleset.signals):
        signal = ruleset.signals[name]
        for what, changed in _signal_variants(signal):
            yield what, subject, replace(ruleset, signals={**ruleset.signals, name: changed})
    if (rule := subject.rule) and rule.name == subject.name:
        for what, changed_rule in _rule_variants(rule):
            yield what, subject._replace(rule=changed_rule), ruleset


def _own_signals(subject: Subject, signals: Mapping[str, Signal]) -> list[str]:
    """The signals defined in the subject's own file."""
    if subject.rule:
        return [name for name in signals if name.startswith(f"{subject.name}/")]
    return [name for name in signals if name == subject.name or name.startswith(f"signals/{subject.name}/")]


def _signal_variants(signal: Signal) -> Iterator[tuple[str, Signal]]:
    for index, pattern in enumerate(signal.patterns):
        rest = signal.patterns[:index] + signal.patterns[index + 1 :]
        yield f"the phrase {pattern.phrase!r}", replace(signal, patterns=rest)
    for index, source in enumerate(signal.regexes):
        yield f"the regex {source!r}", replace(signal, regexes=signal.regexes[:index] + signal.regexes[index + 1 :])
    for what, unless in _unless_variants(signal.unless):
        yield what, replace(signal, unless=unless)


def _rule_variants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    for what, unless in _unless_variants(rule.unless):
        yield what, replace(rule, unless=unless)
    for index, fix in enumerate(rule.fixes):
        yield f"the fix of {fix.words!r}", replace(rule, fixes=rule.fixes[:index] + rule.fixes[index + 1 :])
    for index, guard in enumerate(rule.when):
        yield (
            f"the condition '{guard.kind}: {guard.value}'",
            replace(rule, when=rule.when[:index] + rule.when[index + 1 :]),
        )
    if rule.report != "every":
        yield f"'report: {rule.report}'", replace(rule, report="every")


def _unless_variants(unless: tuple[Exemption, ...]) -> Iterator[tuple[str, tuple[Exemption, ...]]]:
    """Each exemption left out, and each with its reach one step wider or narrower."""
    for index, exemption in enumerate(unless):
        where = (unless[:index], unless[index + 1 :])
        name = exemption.signal.rpartition("/")[2]
        if name != "except":
            yield f"the exemption {name!r}", (*where[0], *where[1])
        for what, changed in _reaches(exemption):
            yield f"{what} of the exemption {name!r}", (*where[0], changed, *where[1])


def _reaches(exemption: Exemption) -> Iterator[tuple[str, Exemption]]:
    if exemption.before:
        yield f"'before: {exemption.before}'", replace(exemption, before=exemption.before - 1)
    if exemption.after:
        yield f"'after: {exemption.after}'", replace(exemption, after=exemption.after - 1)
    narrower = {
        Reach.LEAD: Reach.MATCH,
        Reach.PARAGRAPH: Reach.SENTENCE,
        Reach.MESSAGE: Reach.PARAGRAPH,
    }.get(exemption.within)
    if narrower:
        yield f"'within: {exemption.within.value}'", replace(exemption, within=narrower)
