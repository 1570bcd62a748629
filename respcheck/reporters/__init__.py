"""Reports -> text, one module a format; the table is the list of formats there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..finding import Report
from . import concise, full, jsonarray

#: A report and whether colour is wanted -> lines for stdout.
Reporter = Callable[[Report, bool], Iterator[str]]

REPORTERS: dict[str, Reporter] = {
    "full": full.lines,
    "concise": concise.lines,
    "json": jsonarray.lines,
}
