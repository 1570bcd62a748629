"""A summary for a CI step: the five worst findings, and counts by file and by rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..finding import Finding, Report
from ..rule import Severity
from .full import summary
from .place import web_address
from .view import View
from .xmltext import clean

#: Rows of a table, so that a summary stays below the mebibyte that GitHub takes.
_ROWS = 20
_WORST = 5
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def lines(report: Report, view: View) -> Iterator[str]:
    yield "### respcheck"
    yield ""
    yield _text(summary(report))
    for error in report.errors:
        yield f"- could not do: {_text(error)}"
    if report.open:
        yield from _worst(report.open)
        yield from _by_file(report.open)
        yield from _by_rule(report.open)


def _worst(findings: Sequence[Finding]) -> Iterator[str]:
    """A few findings with what to do about each: the gravest, and of those one of each rule before a second."""
    surest = sorted(findings, key=lambda f: -f.confidence)
    firsts = {finding.rule.code: finding for finding in reversed(surest)}
    yield ""
    yield "**The worst**"
    yield ""
    for finding in sorted(surest, key=lambda f: (-f.rule.severity, f is not firsts[f.rule.code]))[:_WORST]:
        rule = finding.rule
        row, column = finding.source.position(finding.span.start)
        place = _link(f"{finding.source.path}:{row}:{column}", finding.source.path, row)
        yield f"- **{rule.severity.word} {rule.code}** {place}: {_text(finding.message + finding.whereabouts)}  "
        yield f"  {_text(f'Say instead: {rule.rewrite}' if rule.rewrite else rule.help)}"


def _by_file(findings: Sequence[Finding]) -> Iterator[str]:
    counts: dict[str, Counter[Severity]] = defaultdict(Counter)
    for finding in findings:
        counts[finding.source.path][finding.rule.severity] += 1
    levels = sorted(Severity, reverse=True)
    worst = sorted(counts.items(), key=lambda item: [-item[1][level] for level in levels])
    rows = [(_link(path, path), *(str(number[level] or "") for level in levels)) for path, number in worst]
    yield from _table(("file", *(f"{level.word}s" for level in levels)), "|---|--:|--:|--:|", rows, "files")


def _by_rule(findings: Sequence[Finding]) -> Iterator[str]:
    rules = {finding.rule.code: finding.rule for finding in findings}
    counts = Counter(finding.rule.code for finding in findings)
    worst = sorted(rules.values(), key=lambda rule: (-rule.severity, -counts[rule.code]))
    rows = [
        (f"{rule.code} {_text(rule.name)}", rule.severity.word, str(counts[rule.code]), _text(rule.help))
        for rule in worst
    ]
    yield from _table(("rule", "severity", "findings", "what to do"), "|---|---|--:|---|", rows, "rules")


def _table(head: tuple[str, ...], columns: str, rows: Sequence[tuple[str, ...]], noun: str) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield columns
    for row in rows[:_ROWS]:
        yield f"| {' | '.join(row)} |"
    if len(rows) > _ROWS:
        yield ""
        yield f"... and {len(rows) - _ROWS} more {noun}"


def _link(text: str, path: str, row: int = 0) -> str:
    """A text that leads to a file's line, where a CI service says where its repository is to be seen."""
    url = web_address(path)
    return f"[{_text(text)}]({url}{f'#L{row}' if row else ''})" if url else _text(text)


def _text(value: str) -> str:
    """Words as they are: nothing in them is markup, a link, a mention or a new line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(clean(value).split()))
    return escaped.replace("@", "&#64;").replace("://", "&#58;//")
