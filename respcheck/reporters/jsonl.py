"""A finding a line, each as `json` has it; lines come as files are read."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Report
from .jsonarray import record
from .jsontext import dump
from .view import View


def lines(report: Report, view: View) -> Iterator[str]:
    return (dump(record(finding)) for finding in report.findings)
