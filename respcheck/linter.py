"""Text -> findings: the one core that the command, pre-commit, editors and the library call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .document import Document
from .finding import Finding, Related, Report
from .formats import read
from .options import DEFAULT, Options
from .reading import Reading, readable
from .rule import Rule
from .ruleset import Ruleset
from .segment import segment
from .signal import Evidence
from .source import Source, decode


def check(source: Source, ruleset: Ruleset, options: Options = DEFAULT) -> Report:
    """Everything the rules say about one file."""
    findings: list[Finding] = []
    notes = [f"{source.path}: note: {source.note}"] if source.note else []
    errors: list[str] = []
    messages = 0
    for reading in readings(source, ruleset, options):
        messages += 1
        uncertain = reading.document.prose.uncertain
        notes += [f"{source.path}:{line}: note: {what}" for line, what in _doubts(source, uncertain)]
        findings += [_finding(rule, evidence, reading) for rule, evidence in ruleset.check(reading)]
        errors += reading.errors
    return Report(tuple(_numbered(findings)), 1, tuple(notes), tuple(errors), messages)


def check_bytes(data: bytes, path: str, ruleset: Ruleset, options: Options = DEFAULT) -> Report:
    """The same for a file's bytes."""
    return check(decode(data, path), ruleset, options)


def readings(source: Source, ruleset: Ruleset, options: Options = DEFAULT) -> Iterator[Reading]:
    """The messages in a file, as the rules read them."""
    for prose in read(source, options):
        yield ruleset.read(segment(prose))


def _doubts(source: Source, uncertain: tuple[tuple[int, str], ...]) -> Iterator[tuple[int, str]]:
    for offset, what in uncertain:
        yield source.position(offset)[0], what


def _finding(rule: Rule, evidence: Evidence, reading: Reading) -> Finding:
    document = reading.document
    prose = document.prose
    text = readable(document, evidence.span)
    sentence = document.sentences[evidence.sentence]
    return Finding(
        rule=rule,
        source=prose.source,
        span=prose.source_span(evidence.span),
        message=rule.message.replace("{match}", _short(text)),
        text=text,
        zone=sentence.zone.value,
        sentence=document.wording.text[sentence.words.start : sentence.words.end],
        confidence=evidence.confidence,
        because=reading.because(evidence),
        related=tuple(_related(rule, evidence, reading)),
        message_name=prose.name_at(evidence.span.start),
    )


def _related(rule: Rule, evidence: Evidence, reading: Reading) -> Iterator[Related]:
    """For a rule about the whole message: what made it speak, or where the missing thing could stand."""
    causes = (reading.evidence(str(guard.value))[0] for guard in rule.when if guard.kind == "signal")
    for cause in causes:  # a signal guard holds, so there is evidence
        if cause.sentence != evidence.sentence:
            span = reading.document.prose.source_span(cause.span)
            yield Related(span, f"because of this: '{_short(readable(reading.document, cause.span))}'")


def _short(text: str, most: int = 60) -> str:
    """Text for a one-line message: cut at a word, with an ellipsis."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;") + " ..."


def _numbered(findings: list[Finding]) -> Iterator[Finding]:
    """In order of place and code; equal findings are counted, so that each has a fingerprint of its own."""
    seen: dict[tuple[str, str, str], int] = {}
    for finding in sorted(findings, key=lambda f: (f.span, f.rule.code)):
        key = finding.likeness
        seen[key] = seen.get(key, -1) + 1
        yield replace(finding, copy=seen[key]) if seen[key] else finding


def document_of(text: str, path: str = "message.txt", language: str = "") -> Document:
    """A text read and segmented as `check` would: for rules' own examples and for explanations."""
    return segment(read(Source(path, text), Options(language=language))[0])
