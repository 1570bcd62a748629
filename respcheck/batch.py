"""Many files -> one report; with a second process where there is enough to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .errors import WHILE, RespcheckError
from .files import read
from .finding import Report
from .formats import is_data
from .linter import check
from .ruleset import Ruleset
from .settings import Settings
from .source import Source, decode, is_binary

if TYPE_CHECKING:
    from .includes import Expanded

#: Below this many files, starting processes costs more than it saves.
_WORTH_SHARING = 400
_CHUNK = 100


class Job(NamedTuple):
    """A file to lint: its path, and the rules and settings that hold for it."""

    path: str
    ruleset: Ruleset
    settings: Settings = Settings()


def check_each(jobs: Sequence[Job]) -> Iterator[Report]:
    """Lint files one after another, or in parallel past a few hundred; reports come in the files' order.

    A file that can't be read is a line in `errors`; a binary one a line in `notes`.
    """
    workers = min(os.cpu_count() or 1, 8)
    alone = len(jobs) < _WORTH_SHARING or workers == 1 or not hasattr(os, "fork")
    reports = _check_chunk(jobs) if alone else _share(jobs, workers)
    if any(job.settings.included for job in jobs):
        from .includes import once

        return once(reports)
    return reports


def check_one(data: bytes, job: Job) -> Report:
    """Lint one file's bytes; a binary one is a line in `notes`."""
    if is_binary(data):
        return Report((), 0, (f"{job.path}: note: binary file, not read",))
    try:
        return check_text(decode(data, job.path), job)
    except Exception as error:
        error.add_note(f"{WHILE}{job.path}")
        raise


def check_text(source: Source, job: Job) -> Report:
    """Lint one file's text, with the templates that it includes in their places where its settings want that.

    What is found in an included file stands there.
    """
    _, ruleset, settings = job
    if settings.included is None:
        return check(source, ruleset, settings)
    from .includes import settle

    expanded, held = expand(source, job)
    if not expanded.inserts:
        report = check(source, ruleset, settings)
        return replace(report, notes=(*report.notes, *expanded.notes))
    return settle(check(expanded.source, ruleset, settings, suppressing=False), expanded, held)


def check_own(source: Source, job: Job) -> Report:
    """The same, for what is found in the text itself."""
    report = check_text(source, job)
    return replace(report, findings=tuple(f for f in report.findings if f.source.path == source.path))


def expand(source: Source, job: Job) -> tuple[Expanded, dict[str, tuple[Ruleset, Settings]]]:
    """A file's text as its settings want it read, and the rules and settings of the files that it consists of."""
    from . import includes

    held = {source.path: (job.ruleset, job.settings)}
    included = job.settings.included
    if included is None or is_data(source.path, job.settings.reading):
        return includes.Expanded(source), held

    def load(path: str) -> Source | None:
        if (found := included(path, source.path)) is None:
            return None
        name, ruleset, settings = found
        try:
            data = read(path)
        except RespcheckError:
            return None
        held.setdefault(name, (ruleset, settings))
        return None if is_binary(data) else decode(data, name)

    return includes.expand(source, cache(load)), held


def merge(reports: Iterable[Report]) -> Report:
    """Reports of several files -> one."""
    parts = list(reports)
    return Report(
        tuple(finding for part in parts for finding in part.findings),
        sum(part.files for part in parts),
        tuple(note for part in parts for note in part.notes),
        tuple(dict.fromkeys(error for part in parts for error in part.errors)),
        sum(part.messages for part in parts),
        frozenset().union(*(part.unheard for part in parts)),
    )


def _check_chunk(jobs: Iterable[Job]) -> Iterator[Report]:
    for job in jobs:
        try:
            data = read(job.path)
        except RespcheckError as error:
            yield Report((), 0, (), (str(error),))
            continue
        yield check_one(data, job)


_SHARED: list[Job] = []  # handed to forked workers without pickling


def _share(jobs: Sequence[Job], workers: int) -> Iterator[Report]:
    import multiprocessing
    from signal import SIG_IGN, SIGINT, signal

    for ruleset in {id(job.ruleset): job.ruleset for job in jobs}.values():
        ruleset.matcher  # noqa: B018  # built once here, inherited by every worker
    _SHARED[:] = jobs
    # Ctrl-C reaches every process, and this one ends the others
    with multiprocessing.get_context("fork").Pool(workers, signal, (SIGINT, SIG_IGN)) as pool:
        yield from pool.imap(_work, range(0, len(jobs), _CHUNK))


def _work(start: int) -> Report:
    return merge(_check_chunk(_SHARED[start : start + _CHUNK]))
