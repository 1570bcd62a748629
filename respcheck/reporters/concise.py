"""One line a finding, in the shape that editors read: `path:line:col: severity: CODE message [name]`.

In a file of many messages ` in TITLE` follows, the message's title or key.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..console import printable
from ..errors import plain
from ..finding import Finding, Report
from .place import position
from .view import View


def line(finding: Finding, unit: str = "char") -> str:
    """The line of one finding; line and column are 1-based."""
    row, column = position(finding.source, finding.span.start, unit)
    rule, message = finding.rule, printable(finding.message)
    place = f"{finding.source.path}:{row}:{column}"
    text = f"{place}: {rule.severity.word}: {rule.code} {message} [{rule.name}]{printable(finding.whereabouts)}"
    return plain(f"{text} ({finding.suppressed})" if finding.suppressed else text)


def lines(report: Report, view: View) -> Iterator[str]:
    return (line(finding, view.column_unit) for finding in report.findings)
