"""An array of findings as JSON; `match` is the source's own text, `text` the same as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..finding import Finding, Report
from ..source import Source


def lines(report: Report, color: bool) -> Iterator[str]:
    yield json.dumps([record(finding) for finding in report.findings], indent=1, ensure_ascii=False)


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
        "location": _place(finding.source, finding.span.start),
        "end_location": _place(finding.source, finding.span.end),
        "related": [
            {
                "message": related.message,
                "location": _place(finding.source, related.span.start),
                "end_location": _place(finding.source, related.span.end),
            }
            for related in finding.related
        ],
        "fix": None,
        "url": None,
        "fingerprint": finding.fingerprint,
        "suppressed": False,
    }


def _place(source: Source, offset: int) -> dict[str, int]:
    row, column = source.position(offset)
    return {"row": row, "column": column}
