"""Findings below their file's name, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..console import Piece, link_to, printable
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
            severity, rest = rule.severity.word, " " * (7 - len(rule.severity.word))
            lead = f"  {place:>{widest}}  {screen.paint(severity, severity)}{rest}  "
            code = Piece(rule.code, url=link_to(rule.origin))
            name = Piece(f"[{rule.name}]{printable(where)}", "dim")
            yield from screen.wrap([code, Piece(printable(message)), name], lead, widest + 13)
