"""Findings below their file's name, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..finding import Report
from .full import paint
from .place import position
from .view import View


def lines(report: Report, view: View) -> Iterator[str]:
    for number, (path, findings) in enumerate(groupby(report.findings, key=lambda f: f.source.path)):
        if number:
            yield ""
        yield paint(path, "bold", view.color)
        rows = [
            (
                ":".join(map(str, position(f.source, f.span.start, view.column_unit))),
                f.rule,
                f.message + (f" ({f.suppressed})" if f.suppressed else ""),
                f.whereabouts,
            )
            for f in findings
        ]
        widest = max(len(place) for place, *_ in rows)
        for place, rule, message, where in rows:
            severity = paint(f"{rule.severity.word:7}", rule.severity.word, view.color)
            name = paint(f"[{rule.name}]{where}", "dim", view.color)
            yield f"  {place:>{widest}}  {severity}  {rule.code} {message} {name}"
