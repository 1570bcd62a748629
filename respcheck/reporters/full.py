"""For a person at a terminal: excerpt, caret, and what to do; the summary that follows findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..console import Piece, Screen, link_to, printable, width
from ..errors import counted
from ..finding import Finding, Report
from .view import View

_WIDEST = 100  # columns with an excerpt where lines have no end


def lines(report: Report, view: View) -> Iterator[str]:
    path = None
    for finding in report.findings:
        if finding.source.path != path:
            path = finding.source.path
            yield view.screen.paint(printable(path), "bold")
        yield from _card(finding, view.screen)


def summary(report: Report) -> str:
    """One line: how many findings of which severity in how many files, and the family that comes up most.

    It ends with the languages of messages that no rule is for.
    """
    findings = report.open
    unheard = f" No rule is for messages in {', '.join(sorted(report.unheard))}." if report.unheard else ""
    if not findings:
        return f"{counted(report.files, 'file')} read, nothing to mend.{unheard}"
    counts = Counter(finding.rule.severity for finding in findings)
    parts = ", ".join(counted(counts[level], level.word) for level in sorted(counts, reverse=True))
    touched = len({finding.source.path for finding in findings})
    files = counted(max(report.files, touched), "file")  # an included file is none of the run's
    text = f"{parts} in {files if touched >= report.files else f'{touched:,} of {files}'}."
    family, most = Counter(finding.rule.family for finding in findings).most_common(1)[0]
    return (f"{text} Most often: {family} ({most:,})." if most > 1 else text) + unheard


def hint(report: Report) -> str:
    """What to do about the findings: the command that explains the first of the worst, and how many fixes there are."""
    findings = report.open
    if not findings:
        return ""
    worst = max(findings, key=lambda finding: finding.rule.severity)
    text = f"`respcheck rule {worst.rule.code}` explains a rule"
    safe = sum(finding.edit is not None and finding.edit.safe for finding in findings)
    return f"{text}; `--fix` mends {counted(safe, 'finding')}." if safe else f"{text}."


def _card(finding: Finding, screen: Screen) -> Iterator[str]:
    rule, source = finding.rule, finding.source
    row, column = source.position(finding.span.start)
    place = f"  {row}:{column}  "
    head = (
        Piece(rule.severity.word, rule.severity.word),
        Piece(rule.code, rule.severity.word, link_to(rule.origin)),
        Piece(printable(finding.message)),
        Piece(f"[{rule.name}]{printable(finding.whereabouts)}", "dim"),
    )
    yield from screen.wrap(head, place, len(place))
    gutter, bar = " " * len(f"  {row} "), screen.paint("|", "dim")
    excerpt, before, marked = _excerpt(finding, row, column, (screen.width or _WIDEST) - len(gutter) - 2)
    yield f"  {row} {bar} {excerpt}"
    yield f"{gutter}{bar} {' ' * before}{screen.paint('^' * marked, rule.severity.word)}"
    for text in _beside(finding):
        yield from screen.wrap([Piece(printable(text))], f"{gutter}{screen.paint('=', 'dim')} ", len(gutter) + 2)
    yield ""


def _beside(finding: Finding) -> Iterable[str]:
    """What stands below an excerpt."""
    rule, source = finding.rule, finding.source
    yield f"help: {rule.help}"
    if rule.rewrite:
        yield f"say instead: {rule.rewrite}"
    if edit := finding.edit:
        old, how = source.text[edit.span.start : edit.span.end], "--fix" if edit.safe else "--fix --unsafe-fixes"
        yield f"fix ({how}): {_quoted(old)} -> {_quoted(edit.replacement)}"
    for related in finding.related:
        place = ":".join(map(str, (related.source or source).position(related.span.start)))
        if related.source:
            place = f"{related.source.path}:{place}"
        yield f"{place} {related.message}"
    if finding.suppressed:
        yield str(finding.suppressed)


def _quoted(text: str) -> str:
    return f"'{' '.join(text.split())}'" if text.strip() else "nothing"


def _excerpt(finding: Finding, row: int, column: int, room: int) -> tuple[str, int, int]:
    """The finding's first line cut to fit, the screen columns before the mark, and the mark's own."""
    line = finding.source.line(row)
    start = column - 1
    end = min(len(line), start + max(1, finding.span.end - finding.span.start))
    first, last = _window(line, start, room)
    left, right = "..." if first else "", "..." if last < len(line) else ""
    before = len(left) + width(printable(line[first:start]))
    marked = max(1, width(printable(line[start : min(end, last)])))
    return left + printable(line[first:last]) + right, before, marked


def _window(line: str, start: int, room: int) -> tuple[int, int]:
    """The stretch of a line that fills the columns there are: all of it, or a quarter of them before `start`."""
    low, high = max(0, start - room), min(len(line), start + room)  # a line may be a whole file
    columns = {at: width(printable(line[at])) for at in range(low, high)}
    if high - low == len(line) and sum(columns.values()) <= room:
        return 0, len(line)
    room -= len("......")
    first = last = start
    least = room * 3 // 4
    while first > low and room - columns[first - 1] >= least:
        first -= 1
        room -= columns[first]
    while last < high and room >= columns[last]:
        room -= columns[last]
        last += 1
    while first > low and room >= columns[first - 1]:
        first -= 1
        room -= columns[first]
    return first, last
