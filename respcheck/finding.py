"""Findings: what a rule says about a place in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from .errors import counted
from .rule import Rule
from .source import Source, Span


class Related(NamedTuple):
    """Another place that a finding speaks of, in the finding's source unless another is given."""

    span: Span
    message: str
    source: Source | None = None


class Edit(NamedTuple):
    """A replacement of a span of the source's text; safe when the meaning stays."""

    span: Span
    replacement: str
    safe: bool


class Suppression(NamedTuple):
    """Why a finding is not reported.

    `how` is "comment", "configuration" or "baseline"; `place` says where that stands: `path`, or `path:line`.
    """

    how: str
    reason: str
    place: str

    def __str__(self) -> str:
        """In a few words, as people read it."""
        return f"suppressed by {self.place}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result at one place.

    `span` lies in the source's text, and `match` is exactly `source.text[span.start:span.end]`; `text` is the
    same as a person reads it (entities and encodings undone, white space collapsed). `sentence` is the whole
    sentence's searchable wording, `zone` where it stands: both go into the fingerprint. `copy` counts
    equal findings in one file, from 0. `block` is the stretch of the source whose paragraph, heading, list item,
    cell or button the finding is in. `edit` mends it, where its rule has a fix that fits. `when` names the branches
    of a template that it is true of: "`late` is false". `message_name` is the title or key of the message, in a file of
    many, and `extent` the stretch of the source that the message takes there.
    """

    rule: Rule
    source: Source
    span: Span
    message: str
    text: str
    zone: str
    sentence: str
    block: Span
    confidence: float
    because: str
    related: tuple[Related, ...] = ()
    copy: int = 0
    suppressed: Suppression | None = None
    edit: Edit | None = None
    when: str = ""
    message_name: str = ""
    extent: Span | None = None

    @property
    def whereabouts(self) -> str:
        """` in TITLE`, for a line that ends with it; nothing in a file of one message."""
        return f" in {self.message_name}" if self.message_name else ""

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


def numbered(findings: Iterable[Finding], seen: Counter[tuple[str, ...]] | None = None) -> Iterator[Finding]:
    """Findings whose `copy` counts those that are equal in one file, so that each has a fingerprint of its own.

    `seen` is what was counted before, and counts on.
    """
    seen = Counter() if seen is None else seen
    for finding in findings:
        key = (finding.source.path, *finding.likeness)
        yield finding if finding.copy == seen[key] else replace(finding, copy=seen[key])
        seen[key] += 1


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found: findings in order of file and place, files and messages read, notes and failures.

    `unheard` are the languages of messages that no rule of the run is for.

    Suppressed findings are among `findings`; whoever counts or fails takes `open`.
    """

    findings: tuple[Finding, ...]
    files: int
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    messages: int = 0
    unheard: frozenset[str] = frozenset()

    def without_suppressed(self) -> Report:
        """The same without the findings that are suppressed; how many they were is a note."""
        count = len(self.findings) - len(self.open)
        if not count:
            return self
        note = f"{counted(count, 'finding')} {'is' if count == 1 else 'are'} suppressed; --show-suppressed shows them"
        return replace(self, findings=self.open, notes=(*self.notes, note))

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nothing suppresses."""
        return tuple(finding for finding in self.findings if not finding.suppressed)
