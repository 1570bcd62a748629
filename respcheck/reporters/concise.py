"""One line a finding, in the shape that editors read: `path:line:col: severity: CODE message [name]`."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Report


def line(finding: Finding) -> str:
    """The line of one finding; line and column are 1-based, the column in characters."""
    row, column = finding.source.position(finding.span.start)
    rule = finding.rule
    text = f"{finding.source.path}:{row}:{column}: {rule.severity.word}: {rule.code} {finding.message} [{rule.name}]"
    return f"{text} ({finding.suppressed})" if finding.suppressed else text


def lines(report: Report, color: bool) -> Iterator[str]:
    return (line(finding) for finding in report.findings)
