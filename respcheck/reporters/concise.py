"""One line a finding, in the shape that editors read: `path:line:col: severity: CODE message [name]`.

In a file of many messages ` in TITLE` follows, the message's title or key.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Report


def line(finding: Finding) -> str:
    """The line of one finding; line and column are 1-based, the column in characters."""
    row, column = finding.source.position(finding.span.start)
    rule = finding.rule
    where = f" in {finding.message_name}" if finding.message_name else ""
    place = f"{finding.source.path}:{row}:{column}"
    return f"{place}: {rule.severity.word}: {rule.code} {finding.message} [{rule.name}]{where}"


def lines(report: Report, color: bool) -> Iterator[str]:
    return (line(finding) for finding in report.findings)
