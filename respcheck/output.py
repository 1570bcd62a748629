"""Where a run's findings go: standard output and files, each in a format of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from .console import Screen
from .errors import RespcheckError
from .files import replacing
from .finding import Report
from .reporters import REPORTERS, STREAMED, reporter
from .reporters.view import View

Write = Callable[[Iterable[str]], None]
#: A report -> the same without what is not to be seen.
Mask = Callable[[Report], Report]


class Target(NamedTuple):
    """A format, and the file to write; no file is standard output."""

    format: str
    path: str = ""


def parse(text: str) -> Target:
    """`FORMAT[:FILE]` -> Target; `-` is standard output. Raises RespcheckError for a format there is not."""
    name, _, path = text.partition(":")
    if name not in REPORTERS:
        raise RespcheckError(f"--output {text}: no format is named {name!r}; there are {', '.join(REPORTERS)}")
    return Target(name, "" if path == "-" else path)


def plan(outputs: Sequence[str], standard: str) -> tuple[Target, ...]:
    """Every `--output` -> the targets: first standard output, in the format `standard` unless one says otherwise.

    Raises RespcheckError where two would write to the same place.
    """
    targets = [parse(text) for text in outputs]
    if all(target.path for target in targets):
        targets.append(Target(standard))
    targets.sort(key=lambda target: target.path != "")
    seen = set()
    for target in targets:
        place = target.path and os.path.realpath(target.path)
        if place in seen:
            raise RespcheckError(f"--output: {target.path or 'standard output'} is named twice")
        seen.add(place)
    return tuple(targets)


def bare(report: Report) -> Report:
    """A report as it is."""
    return report


def places(outputs: Iterable[str]) -> frozenset[str]:
    """The real paths of the files that every `--output` names."""
    return frozenset(os.path.realpath(target.path) for target in map(parse, outputs) if target.path)


class Sink:
    """Writes one run's findings wherever they are wanted.

    Formats of one line a finding go out as each part passes `stream`, or else with the others when `finish` gets
    the whole. Files appear when `open_targets` is left, and none does after an error.
    """

    def __init__(self, opened: Sequence[tuple[Target, Write, View]], suppressed: bool, mask: Mask) -> None:
        self._opened, self._suppressed, self._mask, self._begun = opened, suppressed, mask, False

    def stream(self, parts: Iterable[Report]) -> Iterator[Report]:
        """The same reports, each written on its way."""
        self._begun = True
        for part in parts:
            self._put(part, streamed=True)
            yield part

    def finish(self, report: Report) -> None:
        """Write what was not written on its way."""
        if not self._begun:
            self._put(report, streamed=True)
        self._put(report, streamed=False)

    def _put(self, report: Report, streamed: bool) -> None:
        if not self._suppressed:
            report = report.without_suppressed()
        report = self._mask(report)
        for target, put, view in self._opened:
            if (target.format in STREAMED) == streamed:
                put(reporter(target.format)(report, view))


@contextmanager
def open_targets(
    targets: Iterable[Target], view: View, echo: Write, suppressed: bool = False, mask: Mask = bare
) -> Iterator[Sink]:
    """Open what is to be written, with suppressed findings or without, each report as `mask` leaves it.

    Raises RespcheckError for a file that can't be written.
    """
    with ExitStack() as stack:
        opened = [
            (target, _open(target.path, stack), view._replace(screen=Screen())) if target.path else (target, echo, view)
            for target in targets
        ]
        yield Sink(opened, suppressed, mask)


def _open(path: str, stack: ExitStack) -> Write:
    put = stack.enter_context(replacing(path))
    return lambda lines: put("".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape"))
