"""reviewdog's own format; columns count the bytes of UTF-8, and ends are exclusive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..finding import Finding, Report
from ..rule import Severity
from ..source import Source, Span
from .concise import line
from .jsontext import dump
from .place import region
from .view import View

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def lines(report: Report, view: View) -> Iterator[str]:
    diagnostics = [_diagnostic(finding) for finding in report.open]
    yield dump({"source": {"name": "respcheck"}, "diagnostics": diagnostics}, indent=1)


def _diagnostic(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    return {
        "message": f"{finding.message}{finding.whereabouts}. {rule.help}",
        "location": _location(finding.source, finding.span),
        "severity": _SEVERITIES[rule.severity],
        "code": {"value": rule.code},
        "original_output": line(finding),  # what reviewdog prints where it has nowhere else to say it
        "related_locations": [
            {"message": related.message, "location": _location(related.source or finding.source, related.span)}
            for related in finding.related
        ],
        "suggestions": [
            {"range": _range(finding.source, edit.span), "text": edit.replacement} for edit in (finding.edit,) if edit
        ],
    }


def _location(source: Source, span: Span) -> dict[str, Any]:
    return {"path": source.path, "range": _range(source, span)}


def _range(source: Source, span: Span) -> dict[str, Any]:
    place = region(source, span, "byte")
    return {
        "start": {"line": place.line, "column": place.column},
        "end": {"line": place.end_line, "column": place.end_column},
    }
