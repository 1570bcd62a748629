"""Reports -> text, one module a format; the table is the list of formats there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from ..finding import Report
from .view import View

#: A report and how it is wanted -> lines, without their ends.
Reporter = Callable[[Report, View], Iterator[str]]

#: A format's name -> the module here whose `lines` writes it; only the one used is imported.
REPORTERS = {
    "full": "full",
    "concise": "concise",
    "grouped": "grouped",
    "string": "string",
    "json": "jsonarray",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
    "markdown": "markdown",
    "html": "html",
}
#: Formats of a line a finding: the parts of a report one after another are the report.
STREAMED = frozenset({"concise", "string", "jsonl"})


def reporter(name: str) -> Reporter:
    """The reporter of a format in `REPORTERS`."""
    return cast(Reporter, import_module(f".{REPORTERS[name]}", __package__).lines)
