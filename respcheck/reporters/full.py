"""For a person at a terminal: excerpt, caret, what to do, and a summary worth reading."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from ..finding import Finding, Report
from .view import View

_PAINT = {
    "error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m",
    "bold": "\x1b[1m", "dim": "\x1b[2m", "good": "\x1b[32m",
}  # fmt: skip
_END = "\x1b[0m"
_WIDEST = 100  # columns of an excerpt


def lines(report: Report, view: View) -> Iterator[str]:
    path, color = None, view.color
    for finding in report.findings:
        if finding.source.path != path:
            path = finding.source.path
            yield paint(path, "bold", color)
        yield from _card(finding, color)
    yield summary(report, color)


def summary(report: Report, color: bool, hint: bool = True) -> str:
    """One line: how many findings of which severity in how many files, and the family that comes up most.

    With a hint it ends with the command that explains a rule.
    """
    files = _count(report.files, "file")
    findings = report.open
    if not findings:
        return paint(f"{files} read, nothing to mend.", "good", color)
    counts = Counter(finding.rule.severity for finding in findings)
    parts = ", ".join(_count(counts[level], level.word) for level in sorted(counts, reverse=True))
    touched = len({finding.source.path for finding in findings})
    files = _count(max(report.files, touched), "file")  # an included file is none of the run's
    text = f"{parts} in {touched} of {files}."
    family, most = Counter(finding.rule.family for finding in findings).most_common(1)[0]
    if most > 1:
        text += f" Most often: {family} ({most})."
    code = findings[0].rule.code
    more = paint(f" `respcheck rule {code}` explains a rule.", "dim", color) if hint else ""
    return paint(text, "bold", color) + more


def _card(finding: Finding, color: bool) -> Iterator[str]:
    rule, source = finding.rule, finding.source
    row, column = source.position(finding.span.start)
    head = paint(f"{rule.severity.word} {rule.code}", rule.severity.word, color)
    yield f"  {row}:{column}  {head} {finding.message} {paint(f'[{rule.name}]{finding.whereabouts}', 'dim', color)}"
    gutter = len(str(row))
    excerpt, before, marked = _excerpt(finding, row, column)
    bar = paint("|", "dim", color)
    yield f"  {row} {bar} {excerpt}"
    yield f"  {' ' * gutter} {bar} {' ' * before}{paint('^' * marked, rule.severity.word, color)}"
    yield f"  {' ' * gutter} {paint('=', 'dim', color)} help: {rule.help}"
    if rule.rewrite:
        yield f"  {' ' * gutter} {paint('=', 'dim', color)} say instead: {rule.rewrite}"
    if edit := finding.edit:
        old, how = source.text[edit.span.start : edit.span.end], "--fix" if edit.safe else "--fix --unsafe-fixes"
        yield f"  {' ' * gutter} {paint('=', 'dim', color)} fix ({how}): {_quoted(old)} -> {_quoted(edit.replacement)}"
    for related in finding.related:
        place = ":".join(map(str, (related.source or source).position(related.span.start)))
        if related.source:
            place = f"{related.source.path}:{place}"
        yield f"  {' ' * gutter} {paint('=', 'dim', color)} {place} {related.message}"
    if finding.suppressed:
        yield f"  {' ' * gutter} {paint('=', 'dim', color)} {finding.suppressed}"
    yield ""


def _quoted(text: str) -> str:
    return f"'{' '.join(text.split())}'" if text.strip() else "nothing"


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


def paint(text: str, style: str, color: bool) -> str:
    """Text in a severity's colour, "bold", "dim" or "good", where colour is wanted."""
    return f"{_PAINT[style]}{text}{_END}" if color else text
