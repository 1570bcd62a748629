"""For a person at a terminal: excerpt, caret, what to do, and a summary worth reading."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from ..finding import Finding, Report

_PAINT = {
    "error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m",
    "bold": "\x1b[1m", "dim": "\x1b[2m", "good": "\x1b[32m",
}  # fmt: skip
_END = "\x1b[0m"
_WIDEST = 100  # columns of an excerpt


def lines(report: Report, color: bool) -> Iterator[str]:
    path = None
    for finding in report.findings:
        if finding.source.path != path:
            path = finding.source.path
            yield _paint(path, "bold", color)
        yield from _card(finding, color)
    yield summary(report, color)


def summary(report: Report, color: bool) -> str:
    """One line: how many findings of which severity in how many files, and the family that comes up most."""
    files = _count(report.files, "file")
    if not report.findings:
        return _paint(f"{files} read, nothing to mend.", "good", color)
    counts = Counter(finding.rule.severity for finding in report.findings)
    parts = ", ".join(_count(counts[level], level.word) for level in sorted(counts, reverse=True))
    touched = len({finding.source.path for finding in report.findings})
    text = f"{parts} in {touched} of {files}."
    family, most = Counter(finding.rule.family for finding in report.findings).most_common(1)[0]
    if most > 1:
        text += f" Most often: {family} ({most})."
    code = report.findings[0].rule.code
    return _paint(text, "bold", color) + _paint(f" `respcheck rule {code}` explains a rule.", "dim", color)


def _card(finding: Finding, color: bool) -> Iterator[str]:
    rule, source = finding.rule, finding.source
    row, column = source.position(finding.span.start)
    head = _paint(f"{rule.severity.word} {rule.code}", rule.severity.word, color)
    where = f" in {finding.message_name}" if finding.message_name else ""
    yield f"  {row}:{column}  {head} {finding.message} {_paint(f'[{rule.name}]{where}', 'dim', color)}"
    gutter = len(str(row))
    excerpt, before, marked = _excerpt(finding, row, column)
    bar = _paint("|", "dim", color)
    yield f"  {row} {bar} {excerpt}"
    yield f"  {' ' * gutter} {bar} {' ' * before}{_paint('^' * marked, rule.severity.word, color)}"
    yield f"  {' ' * gutter} {_paint('=', 'dim', color)} help: {rule.help}"
    if rule.rewrite:
        yield f"  {' ' * gutter} {_paint('=', 'dim', color)} say instead: {rule.rewrite}"
    for related in finding.related:
        place = ":".join(map(str, source.position(related.span.start)))
        yield f"  {' ' * gutter} {_paint('=', 'dim', color)} {place} {related.message}"
    yield ""


def _excerpt(finding: Finding, row: int, column: int) -> tuple[str, int, int]:
    """The finding's first line cut to fit, the screen columns before the mark, and the mark's own."""
    line = finding.source.line(row).expandtabs(1)
    start = column - 1
    end = min(len(line), start + max(1, finding.span.end - finding.span.start))
    cut = max(0, min(start - 20, len(line) - _WIDEST)) if len(line) > _WIDEST else 0
    shown = line[cut : cut + _WIDEST]
    left = "..." if cut else ""
    text = left + shown + ("..." if cut + _WIDEST < len(line) else "")
    before = len(left) + _width(line[cut:start])
    marked = max(1, _width(line[start : min(end, cut + _WIDEST)]))
    return text, before, marked


def _width(text: str) -> int:
    """Terminal columns that a text takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in "\u00ad\u200b\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _paint(text: str, style: str, color: bool) -> str:
    return f"{_PAINT[style]}{text}{_END}" if color else text
