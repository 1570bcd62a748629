"""One line a finding, in the shape that editors read: `path:line:col: severity: CODE message [name]`."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Report
from .place import position
from .view import View


def line(finding: Finding, unit: str = "char") -> str:
    """The line of one finding; line and column are 1-based."""
    row, column = position(finding.source, finding.span.start, unit)
    rule = finding.rule
    text = f"{finding.source.path}:{row}:{column}: {rule.severity.word}: {rule.code} {finding.message} [{rule.name}]"
    return f"{text} ({finding.suppressed})" if finding.suppressed else text


def lines(report: Report, view: View) -> Iterator[str]:
    return (line(finding, view.column_unit) for finding in report.findings)
