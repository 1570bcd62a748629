"""Findings: what a rule says about a place in a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from .rule import Rule
from .source import Source, Span


class Related(NamedTuple):
    """Another place that a finding speaks of."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result at one place.

    `span` lies in the source's text, and `match` is exactly `source.text[span.start:span.end]`; `text` is the
    same as a person reads it (entities and encodings undone, white space collapsed). `sentence` is the whole
    sentence's searchable wording, `zone` where it stands: both go into the fingerprint. `copy` counts
    equal findings in one file, from 0. `message_name` is the title or key of the message, in a file of many.
    """

    rule: Rule
    source: Source
    span: Span
    message: str
    text: str
    zone: str
    sentence: str
    confidence: float
    because: str
    related: tuple[Related, ...] = ()
    copy: int = 0
    message_name: str = ""

    @property
    def match(self) -> str:
        return self.source.text[self.span.start : self.span.end]

    @property
    def likeness(self) -> tuple[str, str, str]:
        """What a finding has in common with a moved, re-wrapped or renamed copy of itself."""
        return self.rule.code, self.zone, self.sentence.strip()

    @property
    def fingerprint(self) -> str:
        """The same for a finding that was moved, re-wrapped or renamed; another for a second copy of it."""
        import hashlib

        parts = (*self.likeness, str(self.copy))
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found: findings in order of file and place, files and messages read, notes and failures by line."""

    findings: tuple[Finding, ...]
    files: int
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    messages: int = 0

    def surer_than(self, least: float) -> Report:
        """The same without the findings whose confidence is below `least`."""
        if least <= 0:
            return self
        return replace(self, findings=tuple(f for f in self.findings if f.confidence >= least))
