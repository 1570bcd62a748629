"""Many files -> one report; with a second process where there is enough to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from .errors import RespcheckError
from .files import read
from .finding import Report
from .linter import check, check_bytes
from .options import DEFAULT, Options
from .ruleset import Ruleset
from .source import Source, decode, is_binary

#: Below this many files, starting processes costs more than it saves.
_WORTH_SHARING = 400
_CHUNK = 100


def check_files(paths: Sequence[str], ruleset: Ruleset, options: Options = DEFAULT) -> Report:
    """Lint files one after another, or in parallel past a few hundred; results come in the files' order.

    A file that can't be read is a line in `errors`; a binary one a line in `notes`.
    """
    workers = min(os.cpu_count() or 1, 8)
    if len(paths) < _WORTH_SHARING or workers == 1 or not hasattr(os, "fork"):
        report = merge(_check_chunk(paths, ruleset, options))
    else:
        report = merge(_share(paths, ruleset, options, workers))
    if options.follow_includes:
        from .includes import once

        return once(report)
    return report


def check_one(data: bytes, path: str, ruleset: Ruleset, options: Options = DEFAULT) -> Report:
    """Lint one file's bytes; a binary one is a line in `notes`."""
    if is_binary(data):
        return Report((), 0, (f"{path}: note: binary file, not read",))
    if options.follow_includes:
        return _check_expanded(decode(data, path), ruleset, options)
    return check_bytes(data, path, ruleset, options)


def _check_expanded(source: Source, ruleset: Ruleset, options: Options) -> Report:
    """Lint a template together with those that it includes."""
    from .includes import expand, settle

    def load(path: str) -> Source | None:
        inside = not os.path.isabs(path) and not path.startswith(os.pardir)
        return decode(read(path), path) if inside and os.path.isfile(path) else None

    expanded, inserts = expand(source, load)
    report = check(expanded, ruleset, options)
    return settle(report, inserts) if inserts else report


def merge(reports: Iterable[Report]) -> Report:
    """Reports of several files -> one."""
    parts = list(reports)
    return Report(
        tuple(finding for part in parts for finding in part.findings),
        sum(part.files for part in parts),
        tuple(note for part in parts for note in part.notes),
        tuple(dict.fromkeys(error for part in parts for error in part.errors)),
        sum(part.messages for part in parts),
    )


def _check_chunk(paths: Iterable[str], ruleset: Ruleset, options: Options) -> Iterator[Report]:
    for path in paths:
        try:
            data = read(path)
        except RespcheckError as error:
            yield Report((), 0, (), (str(error),))
            continue
        yield check_one(data, path, ruleset, options)


_SHARED: list[tuple[Ruleset, Options]] = []  # handed to forked workers without pickling


def _share(paths: Sequence[str], ruleset: Ruleset, options: Options, workers: int) -> Iterator[Report]:
    import multiprocessing

    stream = iter(paths)
    chunks = list(iter(lambda: list(islice(stream, _CHUNK)), []))
    ruleset.matcher  # noqa: B018  # built once here, inherited by every worker
    _SHARED[:] = [(ruleset, options)]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield from pool.imap(_work, chunks)


def _work(paths: list[str]) -> Report:
    return merge(_check_chunk(paths, *_SHARED[0]))
