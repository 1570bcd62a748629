"""A page for people: counts, where findings lie, and each in its context. It is one file and loads nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from ..finding import Finding, Related, Report
from ..rule import Severity
from ..source import Source, Span
from .full import summary
from .view import View
from .xmltext import clean

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{[^{}]*\}")
#: Characters of the file shown before and behind the words, and of the words themselves.
_AROUND, _MOST = 160, 600
#: Lines of a message that are read out.
_NAMED = 12
#: Findings in a message: up to so many, and how the row is called.
_BANDS = ((0, "none"), (1, "1"), (3, "2 or 3"), (6, "4 to 6"), (10**9, "7 and more"))

#: Findings with their numbers on the page.
_Numbered = list[tuple[int, Finding]]


def lines(report: Report, view: View) -> Iterator[str]:
    pairs = groupby(enumerate(report.findings), key=lambda pair: _message(pair[1]))
    messages = [(path + where, list(group)) for (path, where, _), group in pairs]
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8"><title>respcheck report</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta http-equiv="Content-Security-Policy" '
    yield "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
    yield f"<style>{_asset('report.css')}</style></head><body>"
    yield '<a class="skip" href="#findings">Skip to the findings</a>'
    yield f"<header><h1>respcheck report</h1><p>{_text(summary(report))}</p></header><main>"
    if report.errors:
        yield f'<section class="failed"><h2>Not read</h2><ul>{_items(report.errors)}</ul></section>'
    yield from _overview(report, messages)
    if messages:
        yield from _filters(report)
    yield '<section id="findings" aria-label="Findings">'
    for index, (title, findings) in enumerate(messages):
        yield f'<section class="message"><h2 id="m{index}">{_text(title)}</h2>{_strip(findings)}'
        for number, finding in findings:
            yield from _card(finding, number)
        yield "</section>"
    yield f"</section></main><script>{_asset('report.js')}</script></body></html>"


def _message(finding: Finding) -> tuple[str, str, Span | None]:
    """What the findings of one message share: the file, its name there, and where it stands."""
    return finding.source.path, finding.whereabouts, finding.extent


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _overview(report: Report, messages: list[tuple[str, _Numbered]]) -> Iterator[str]:
    yield '<div class="overview">'
    families = Counter(finding.rule.family for finding in report.open)
    yield _bars("By family", "family", families.most_common())
    sizes = [sum(not f.suppressed for _, f in findings) for _, findings in messages]
    sizes += [0] * (max(report.files, report.messages) - len(messages))
    bands = Counter(next(name for most, name in _BANDS if size <= most) for size in sizes)
    yield _bars("Over messages", "findings in a message", [(name, bands[name]) for _, name in _BANDS if bands[name]])
    yield "</div>"
    if not messages:
        return
    yield '<table class="messages"><caption>By template</caption><thead><tr><th scope="col">file'
    yield '<th scope="col">from start to end<th scope="col">errors<th scope="col">warnings<th scope="col">notes'
    yield "</thead><tbody>"
    rows = []
    for index, (title, findings) in enumerate(messages):
        counts = [
            sum(f.rule.severity is level and not f.suppressed for _, f in findings)
            for level in sorted(Severity, reverse=True)
        ]
        cells = "".join(f"<td>{count}" for count in counts)
        name = f'<th scope="row"><a href="#m{index}">{_text(title)}</a>'
        rows.append(([-count for count in counts], index, f"<tr>{name}<td>{_strip(findings)}{cells}</tr>"))
    yield from (row for _, _, row in sorted(rows))
    yield "</tbody></table>"


def _bars(caption: str, noun: str, rows: list[tuple[str, int]]) -> str:
    most = max((number for _, number in rows), default=1)
    body = "".join(
        f'<tr><th scope="row">{_text(name)}<td><span class="bar" style="width:{100 * number / most:.1f}%"></span>'
        f"<td>{number}</tr>"
        for name, number in rows
    )
    head = f'<th scope="col">{noun}<td aria-hidden="true"><th scope="col">number'
    return f"<table><caption>{caption}</caption><thead><tr>{head}</thead><tbody>{body}</tbody></table>"


def _strip(findings: _Numbered) -> str:
    """The message from start to end, a mark where each finding lies: the worse the taller, lower ones in front."""
    first = findings[0][1]
    start, end = first.extent or (0, len(first.source.text))
    size = max(1, end - start)
    marks = []
    for number, finding in sorted(findings, key=lambda pair: -pair[1].rule.severity):
        severity = finding.rule.severity
        width = max(6.0, 1000 * (finding.span.end - finding.span.start) / size)
        left = min(1000 * (finding.span.start - start) / size, 1000 - width)
        marks.append(
            f'<a href="#f{number}" tabindex="-1"><rect class="{severity.word}" x="{left:.0f}" '
            f'width="{width:.0f}" y="{12 - 4 * severity}" height="{4 * severity}"/></a>'
        )
    rows = list(dict.fromkeys(finding.source.position(finding.span.start)[0] for _, finding in findings))
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    places = ", ".join(map(str, rows[:_NAMED])) + more
    return (
        f'<span class="hidden">on lines {places}</span><svg class="strip" viewBox="0 0 1000 12" '
        f'preserveAspectRatio="none" aria-hidden="true">{"".join(marks)}</svg>'
    )


def _filters(report: Report) -> Iterator[str]:
    yield '<form class="filters" role="search" aria-label="Filter findings">'
    for level in sorted({finding.rule.severity for finding in report.findings}, reverse=True):
        yield f'<label><input type="checkbox" name="severity" value="{level.word}" checked> {level.word}s</label>'
    yield '<label>family <select name="family"><option value="">all</option>'
    for family in sorted({finding.rule.family for finding in report.findings}):
        yield f"<option>{_text(family)}</option>"
    yield '</select></label> <label>words <input type="search" name="words"></label>'
    yield '<button type="button">show all</button> <output aria-live="polite"></output>'
    yield '<p><label><input type="checkbox" name="keys" checked> keys</label> <kbd>j</kbd> next finding, '
    yield "<kbd>k</kbd> the one before, <kbd>/</kbd> words</p></form>"


def _card(finding: Finding, number: int) -> Iterator[str]:
    rule = finding.rule
    row, column = finding.source.position(finding.span.start)
    yield f'<article id="f{number}" tabindex="-1" class="{rule.severity.word}" data-severity="{rule.severity.word}" '
    yield f'data-family="{_text(rule.family)}" aria-labelledby="f{number}t">'
    yield f'<h3 id="f{number}t"><span class="badge">{rule.severity.word}</span> {_text(finding.message)}</h3>'
    what = _text(f"{rule.code} {rule.name} · {rule.family}")
    yield f'<p class="place">line {row}, column {column} · {what}</p>'
    yield f'<blockquote dir="auto">{_context(finding)}</blockquote>'
    if " ".join(finding.match.split()) != finding.text:
        yield f'<p dir="auto">A reader sees: <q>{_text(finding.text)}</q></p>'
    rewrite = _SLOT.sub(lambda found: f'<span class="slot">{found[0]}</span>', _text(rule.rewrite))
    said = f"<dt>Say instead<dd>{rewrite}" if rewrite else ""
    if edit := finding.edit:
        old = finding.source.text[edit.span.start : edit.span.end]
        how = "Fix" if edit.safe else "Fix that may change the meaning"
        said += f"<dt>{how}<dd><del>{_text(old)}</del> <ins>{_text(edit.replacement)}</ins>"
    if finding.suppressed:
        said += f"<dt>Not counted<dd>{_text(str(finding.suppressed))}"
    yield f"<dl><dt>What to do<dd>{_text(rule.help)}{said}</dl>"
    related = [_related(other, finding.source) for other in finding.related]
    facts = [rule.why, *related, f"found by: {finding.because} (confidence {finding.confidence:.2f})"]
    if rule.source:
        facts.append(f"source: {rule.source}")
    yield f"<details><summary>Why</summary><ul>{_items(facts)}</ul></details></article>"


def _related(other: Related, here: Source) -> str:
    line = (other.source or here).position(other.span.start)[0]
    return f"{other.source.path + ', ' if other.source else ''}line {line}: {other.message}"


def _context(finding: Finding) -> str:
    text, (start, end) = finding.source.text, finding.span
    first, last = finding.extent or (0, len(text))
    before = text[max(first, start - _AROUND) : start]
    if start - first > _AROUND:
        before = "… " + before.partition(" ")[2]
    after = text[end : min(last, end + _AROUND)]
    if last - end > _AROUND:
        after = after.rpartition(" ")[0] + " …"
    match = finding.match if end - start <= _MOST else finding.match[:_MOST] + " …"
    return f"{_text(before.lstrip())}<mark>{_text(match)}</mark>{_text(after.rstrip())}"


def _items(texts: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<li>{_text(text)}" for text in texts)


def _text(value: str) -> str:
    return escape(clean(value))
