"""Findings below their file's name, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..console import link_to, printable
from ..finding import Report
from .place import position
from .view import View


def lines(report: Report, view: View) -> Iterator[str]:
    screen = view.screen
    for number, (path, findings) in enumerate(groupby(report.findings, key=lambda f: f.source.path)):
        if number:
            yield ""
        yield screen.paint(printable(path), "bold")
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
            severity = screen.paint(f"{rule.severity.word:7}", rule.severity.word)
            code = screen.paint(rule.code, url=link_to(rule.origin))
            name = screen.paint(f"[{rule.name}]{printable(where)}", "dim")
            yield f"  {place:>{widest}}  {severity}  {code} {printable(message)} {name}"
