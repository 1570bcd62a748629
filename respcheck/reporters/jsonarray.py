"""An array of findings as JSON; `match` is the source's own text, `text` the same as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..finding import Finding, Report
from ..source import Source, Span
from .jsontext import dump
from .place import region
from .view import View


def lines(report: Report, view: View) -> Iterator[str]:
    yield dump([record(finding) for finding in report.findings], indent=1)


def record(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    rule = finding.rule
    return {
        "filename": finding.source.path,
        "message_name": finding.message_name or None,
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.word,
        "confidence": round(finding.confidence, 2),
        "message": finding.message,
        "help": rule.help,
        "rewrite": rule.rewrite or None,
        "match": finding.match,
        "text": finding.text,
        "because": finding.because,
        "zone": finding.zone,
        "when": finding.when or None,
        **_places(finding.source, finding.span),
        "related": [
            {
                "message": related.message,
                "filename": (related.source or finding.source).path,
                **_places(related.source or finding.source, related.span),
            }
            for related in finding.related
        ],
        "fix": _fix(finding),
        "url": None,
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed._asdict() if finding.suppressed else False,
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    if not (edit := finding.edit):
        return None
    start, end = _places(finding.source, edit.span).values()
    return {"range": {"start": start, "end": end}, "replacement": edit.replacement, "safe": edit.safe}


def _places(source: Source, span: Span) -> dict[str, dict[str, int]]:
    place = region(source, span)
    return {
        "location": {"row": place.line, "column": place.column},
        "end_location": {"row": place.end_line, "column": place.end_column},
    }
