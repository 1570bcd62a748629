"""A summary for a CI step: counts by rule and by file, and the five worst findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..finding import Report
from .full import summary
from .view import View
from .xmltext import clean

#: Rows of a table, so that a summary stays below the mebibyte that GitHub takes.
_ROWS = 20
_WORST = 5
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def lines(report: Report, view: View) -> Iterator[str]:
    yield "### respcheck"
    yield ""
    yield _text(summary(report, False, hint=False))
    for error in report.errors:
        yield f"- could not do: {_text(error)}"
    if not report.open:
        return
    rules = {finding.rule.code: finding.rule for finding in report.open}
    counts = Counter(finding.rule.code for finding in report.open)
    rows = [
        (f"{code} {rules[code].name}", rules[code].severity.word, rules[code].help, str(number))
        for code, number in sorted(counts.items(), key=lambda item: (-item[1], -rules[item[0]].severity))
    ]
    yield from _table(("rule", "severity", "what to do", "findings"), rows, "rules")
    files = Counter(finding.source.path for finding in report.open)
    yield from _table(("file", "findings"), [(path, str(number)) for path, number in files.most_common()], "files")
    yield ""
    yield "**The worst**"
    yield ""
    for finding in sorted(report.open, key=lambda f: (-f.rule.severity, -f.confidence))[:_WORST]:
        rule = finding.rule
        row, column = finding.source.position(finding.span.start)
        place = _text(f"{finding.source.path}:{row}:{column}")
        yield f"- **{rule.severity.word} {rule.code}** {place}: {_text(finding.message + finding.whereabouts)}  "
        yield f"  {_text(f'Say instead: {rule.rewrite}' if rule.rewrite else rule.help)}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], noun: str) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield "|---" * (len(head) - 1) + "|--:|"
    for row in rows[:_ROWS]:
        yield f"| {' | '.join(map(_text, row))} |"
    if len(rows) > _ROWS:
        yield ""
        yield f"... and {len(rows) - _ROWS} more {noun}"


def _text(value: str) -> str:
    """Words as they are: nothing in them is markup, a link, a mention or a new line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(clean(value).split()))
    return escaped.replace("@", "&#64;").replace("://", "&#58;//")
