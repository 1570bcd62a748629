"""Many files -> one report; with a second process where there is enough to do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .errors import WHILE, RespcheckError
from .files import read
from .finding import Report
from .linter import check
from .ruleset import Ruleset
from .settings import Settings
from .source import Source, decode, is_binary

if TYPE_CHECKING:
    from .includes import Insert

#: Below this many files, starting processes costs more than it saves.
_WORTH_SHARING = 400
_CHUNK = 100


class Job(NamedTuple):
    """A file to lint: its path, and the rules and settings that hold for it."""

    path: str
    ruleset: Ruleset
    settings: Settings = Settings()


def check_files(jobs: Sequence[Job]) -> Report:
    """Lint files -> one report."""
    return merge(check_each(jobs))


def check_each(jobs: Sequence[Job]) -> Iterator[Report]:
    """Lint files one after another, or in parallel past a few hundred; reports come in the files' order.

    A file that can't be read is a line in `errors`; a binary one a line in `notes`.
    """
    workers = min(os.cpu_count() or 1, 8)
    alone = len(jobs) < _WORTH_SHARING or workers == 1 or not hasattr(os, "fork")
    reports = _check_chunk(jobs) if alone else _share(jobs, workers)
    if any(job.settings.reading.follow_includes for job in jobs):
        from .includes import once

        return once(reports)
    return reports


def check_one(data: bytes, job: Job) -> Report:
    """Lint one file's bytes; a binary one is a line in `notes`."""
    if is_binary(data):
        return Report((), 0, (f"{job.path}: note: binary file, not read",))
    try:
        return _check_text(decode(data, job.path), job)
    except Exception as error:
        error.add_note(f"{WHILE}{job.path}")
        raise


def _check_text(source: Source, job: Job) -> Report:
    source, inserts = expanded(source, job.settings)
    report = check(source, job.ruleset, job.settings)
    if inserts:
        from .includes import settle

        return settle(report, source, inserts)
    return report


def expanded(source: Source, settings: Settings) -> tuple[Source, tuple[Insert, ...]]:
    """A template with those that it includes in their places, where the settings want that, and what stands where."""
    if not settings.reading.follow_includes:
        return source, ()
    from .includes import expand

    here = os.path.join(os.path.realpath(os.curdir), "")

    def load(path: str) -> Source | None:
        if not (os.path.isfile(path) and os.path.realpath(path).startswith(here)):
            return None
        try:
            data = read(path)
        except RespcheckError:
            return None
        return None if is_binary(data) else decode(data, path)

    return expand(source, load)


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
