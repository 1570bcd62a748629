"""Where a run's findings go: standard output and files, each in a format of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

from .batch import merge
from .errors import RespcheckError
from .finding import Report
from .reporters import REPORTERS, STREAMED, reporter
from .reporters.view import View

Write = Callable[[Iterable[str]], None]


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
        if target.path in seen:
            raise RespcheckError(f"--output: {target.path or 'standard output'} is named twice")
        seen.add(target.path)
    return tuple(targets)


def write(parts: Iterable[Report], targets: Iterable[Target], view: View, echo: Write) -> Report:
    """Write the reports of a run's files wherever they are wanted, and return them as one.

    Formats of one line a finding go out as each part arrives. Files appear when all is done, and
    none does after an error. Raises RespcheckError for a file that can't be written.
    """
    with ExitStack() as stack:
        opened = [
            (target, _open(target.path, stack), view._replace(color=False)) if target.path else (target, echo, view)
            for target in targets
        ]
        report = merge(_streamed(parts, [entry for entry in opened if entry[0].format in STREAMED]))
        for target, put, seen in opened:
            if target.format not in STREAMED:
                put(reporter(target.format)(report, seen))
    return report


def _streamed(parts: Iterable[Report], opened: Sequence[tuple[Target, Write, View]]) -> Iterator[Report]:
    for part in parts:
        for target, put, view in opened:
            put(reporter(target.format)(part, view))
        yield part


def _open(path: str, stack: ExitStack) -> Write:
    from .atomic import replacing, unwritable

    stream = stack.enter_context(replacing(path))

    def put(lines: Iterable[str]) -> None:
        try:
            stream.writelines(line + "\n" for line in lines)
        except OSError as error:
            raise unwritable(path, error) from None

    return put
