"""Text -> findings: the one core that the command, pre-commit, editors and the library call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from . import variants
from .document import Document, Zone
from .finding import Finding, Related, Report, numbered
from .fix import edit_for, without_unsound
from .formats import read
from .formats.locales import UNKNOWN
from .matcher import Matcher
from .options import Options
from .prose import Prose
from .reading import Reading, readable
from .rule import Rule
from .ruleset import Ruleset
from .segment import segment
from .settings import Settings
from .signal import CONFIDENCE, Evidence
from .source import Source, Span
from .ways import MOST_WAYS

if TYPE_CHECKING:
    from datetime import date

_PLAIN = Settings()


def check(
    source: Source,
    ruleset: Ruleset,
    settings: Settings = _PLAIN,
    today: date | None = None,
    suppressing: bool = True,
) -> Report:
    """Everything the rules say about one file, as its settings have it; what is suppressed is marked so.

    `today` decides which suppressions have expired; the calendar's day unless given. Without `suppressing`, that and
    what is not sure enough are left to the caller.
    """
    findings: list[Finding] = []
    notes = [f"{source.path}: note: {source.note}"] if source.note else []
    errors: list[str] = []
    proses: list[Prose] = []
    for reading in readings(source, ruleset, settings):
        prose = reading.document.prose
        proses.append(prose)
        notes += doubts(prose)
        notes += [f"{source.path}: note: {what}" for what in _unread(reading)]
        allowed = _allowed(reading.document, ruleset, settings)
        said = [
            _finding(hit)
            for hit in variants.check(ruleset.rules, reading)
            if not _lies_in(hit.evidence.span, allowed, reading)
        ]
        if settings.thread:
            said += _untaken(settings.thread, ruleset, reading)
        findings += suppressed(said, prose, ruleset, settings, today) if suppressing else said
        errors += reading.errors
    if suppressing and proses and (remarks := proses[0].remarks):
        from .suppress import silence

        findings = silence(findings, remarks, proses, ruleset, today)
    findings = without_unsound(findings, source, settings.reading)
    # what is suppressed stays, however unsure: its suppression is not idle
    least = settings.min_confidence if suppressing else 0.0
    kept = [f for f in findings if f.suppressed or f.confidence >= least]
    heard = {rule.language for rule in ruleset.rules} - {"any"}
    spoken = {prose.language or "en" for prose in proses} - {UNKNOWN}  # of which there is a note
    unheard = frozenset(spoken - heard if heard else ())
    return Report(tuple(numbered(in_order(kept))), 1, tuple(notes), tuple(errors), len(proses), unheard)


def readings(source: Source, ruleset: Ruleset, settings: Settings = _PLAIN) -> Iterator[Reading]:
    """The messages in a file, as the rules read them."""
    for prose in read(source, settings.reading):
        yield ruleset.read(segment(prose), settings.kind)


def _allowed(document: Document, ruleset: Ruleset, settings: Settings) -> list[Span]:
    """Where a document has one of the phrases that the house allows."""
    if not settings.allow:
        return []
    matcher = Matcher((("allow", pattern) for pattern in settings.allow), ruleset.lists)
    return [span for _, _, _, span in matcher.find(document)]


def _lies_in(span: Span, allowed: list[Span], reading: Reading) -> bool:
    """True when a span, its closing marks aside, lies within one that is allowed."""
    if not allowed:
        return False
    text = reading.document.prose.text[span.start : span.end].rstrip(" .!?\n\"'”’)")
    return any(place.covers(Span(span.start, span.start + len(text))) for place in allowed)


def suppressed(
    findings: list[Finding], prose: Prose, ruleset: Ruleset, settings: Settings, today: date | None = None
) -> list[Finding]:
    """A message's findings, marked where configuration or comments suppress them, and those about its comments."""
    if not (settings.quoted or prose.comments):
        return findings
    from .suppress import quote, silence

    findings = quote(findings, settings.quoted, ruleset, today)
    return silence(findings, prose.comments, [prose], ruleset, today)


def doubts(prose: Prose) -> Iterator[str]:
    """A note for each place from which on reading a message is uncertain."""
    for offset, what in prose.uncertain:
        yield f"{prose.source.path}:{prose.source.position(offset)[0]}: note: {what}"


def _unread(reading: Reading) -> Iterator[str]:
    if reading.ways.more:
        yield f"its branches can be combined in more than {MOST_WAYS} ways, and not all of them were read"


def _finding(hit: variants.Hit) -> Finding:
    rule, evidence, reading, when = hit
    document = reading.document
    prose = document.prose
    text = readable(document, evidence.span)
    sentence = document.sentences[evidence.sentence]
    return Finding(
        rule=rule,
        source=prose.source,
        span=prose.source_span(evidence.span),
        message=rule.message.replace("{match}", _short(text)) + (f" (when {when})" if when else ""),
        text=text,
        zone=sentence.zone.value,
        sentence=document.wording.text[sentence.words.start : sentence.words.end],
        block=prose.source_span(prose.blocks[sentence.paragraph].span),
        confidence=evidence.confidence,
        because=reading.because(evidence),
        related=tuple(_related(rule, evidence, reading)),
        edit=edit_for(rule, evidence, document) if rule.fixes else None,
        when=when,
        message_name=" ".join(prose.name_at(evidence.span.start).split()),
        extent=extent(prose) if prose.name else None,
    )


def extent(prose: Prose) -> Span:
    """The stretch of its source that a message takes."""
    places = [prose.source_span(block.span) for block in prose.blocks]
    return Span(min((place.start for place in places), default=0), max((place.end for place in places), default=0))


def _untaken(thread: Source, ruleset: Ruleset, reading: Reading) -> Iterator[Finding]:
    """What the customer's message has and the reply does not take up, at the reply's last sentence."""
    prose = reading.document.prose
    rules = [rule for rule in ruleset.rules if rule.flag.thread and rule.reads(prose.language, prose.fragment)]
    body = [number for number, s in enumerate(reading.document.sentences) if s.zone is Zone.BODY]
    if not rules or not body:
        return
    from .thread import untaken

    for point in untaken(thread, reading.document):
        span = reading.document.sentences[body[-1]].span
        at = Evidence(span, body[-1], "thread", CONFIDENCE["phrase"], f"{point.kind} '{point.text}'")
        related = Related(point.span, f"the customer's {point.kind}: '{_short(point.text)}'", thread)
        for rule in rules:
            message = rule.message.replace("{match}", _short(point.text))
            yield replace(_finding(variants.Hit(rule, at, reading)), message=message, related=(related,))


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


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """One file's findings in order of place and code."""
    return sorted(findings, key=lambda f: (f.span, f.rule.code))


def document_of(text: str, path: str = "message.txt", language: str = "") -> Document:
    """A text read and segmented as `check` would: for rules' own examples and for explanations."""
    return segment(read(Source(path, text), Options(language=language))[0])
