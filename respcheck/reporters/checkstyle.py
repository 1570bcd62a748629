"""Checkstyle's XML, which Jenkins and many others read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..finding import Report
from ..rule import Severity
from .view import View
from .xmltext import attributes

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def lines(report: Report, view: View) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<checkstyle version="4.3">'
    for path, findings in groupby(report.open, key=lambda f: f.source.path):
        yield f"  <file{attributes(name=path)}>"
        for finding in findings:
            row, column = finding.source.position(finding.span.start)
            rule = finding.rule
            listed = attributes(
                line=row,
                column=column,
                severity=_SEVERITIES[rule.severity],
                message=f"{finding.message} [{rule.name}]{finding.whereabouts}",
                source=f"respcheck.{rule.family}.{rule.code}",
            )
            yield f"    <error{listed}/>"
        yield "  </file>"
    yield "</checkstyle>"
