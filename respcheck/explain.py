"""What `respcheck explain` prints: each sentence with what it says, and why each rule spoke or kept silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .model import ACTS
from .reading import Reading, readable
from .rule import Guard, Rule
from .ruleset import Ruleset
from .source import Source, Span
from .variants import check

#: Acts below this probability are left out.
_LEAST = 0.2


def sentences(reading: Reading, place: Callable[[Span], tuple[Source, Span]]) -> Iterator[str]:
    """Every sentence with its zone, its acts and the signals that its phrases give.

    `place` is the file that a span of the text was taken from, and the span there; the file is named where it is
    another one.
    """
    said, prose = reading.said_by_sentence, reading.document.prose
    for number, (sentence, scores) in enumerate(zip(reading.document.sentences, reading.scores, strict=True)):
        source, span = place(prose.source_span(sentence.span))
        row, column = source.position(span.start)
        where = "" if source.path == prose.source.path else f"{source.path}:"
        yield f"{where}{row}:{column} {sentence.zone.value}: {readable(reading.document, sentence.span)}"
        acts = sorted(zip(scores, ACTS.items(), strict=True), reverse=True)
        told = [f"{letter} {meaning} {score:.2f}" for score, (letter, meaning) in acts if score >= _LEAST]
        if told:
            yield f"    acts: {'; '.join(told)}"
        for name in said[number]:
            spans = (e.span for e in reading.evidence(name, learned=False) if e.sentence == number)
            yield f"    says {name}: " + ", ".join(f"'{readable(reading.document, span)}'" for span in spans)


def rules(reading: Reading, ruleset: Ruleset) -> Iterator[str]:
    """Every rule about what a message says, with its findings or the reason that there are none."""
    prose = reading.document.prose
    for rule in (rule for rule in ruleset.rules if not (rule.flag.suppression or rule.flag.thread)):
        if not rule.reads(prose.language, prose.fragment):
            other = rule.language not in ("any", prose.language or "en")
            why = f"its language is {rule.language}" if other else "it judges whole messages"
            yield f"{rule.code} {rule.name}: silent, {why}"
            continue
        found = list(check((rule,), reading))
        for _, evidence, part, when in found:
            text = readable(part.document, evidence.span)
            because = part.because(evidence) + (f"; when {when}" if when else "")
            yield f"{rule.code} {rule.name}: flags '{text}' ({evidence.confidence:.2f}, {because})"
        if not found:
            yield f"{rule.code} {rule.name}: silent, {_silence(rule, reading)}"


def _silence(rule: Rule, reading: Reading) -> str:
    for guard in rule.when:
        if not reading.holds(guard):
            return f"since '{guard.kind}: {guard.value}' does not hold{_figure(guard, reading)}"
    flagged = reading.flagged(rule.flag)
    if len(flagged) < rule.flag.at_least:
        return f"nothing to flag ({rule.flag.signal or 'no such sentence'})"
    excuses = sorted({x.signal for e in flagged for x in rule.unless if reading.excuses(x, e)})
    return f"excused by {', '.join(excuses)}"


def _figure(guard: Guard, reading: Reading) -> str:
    if guard.kind != "verdict":
        return ""
    return f" ({reading.verdict(str(guard.value)):.2f} of {guard.at_least:.2f})"
