"""Baselines as files: read, and applied to what was found in the texts they are for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from .baseline import Baseline, Coverage, apply, parse, summary
from .batch import Job, check_own
from .errors import RespcheckError
from .finding import Report
from .source import Source


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. Raises RespcheckError when there is none, or it can't be read."""
    if not os.path.exists(path):
        raise RespcheckError("no such baseline; `respcheck baseline write` makes one", path)
    try:
        return parse(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise RespcheckError(f"can't be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}", path) from None


def by_baseline(jobs: Iterable[Job], otherwise: str = "") -> dict[str, list[Job]]:
    """The files of each baseline that options and configurations name; `otherwise` is that of the others."""
    groups: dict[str, list[Job]] = {}
    for job in jobs:
        groups.setdefault(job.settings.baseline or otherwise, []).append(job)
    return groups


def included(report: Report, jobs: Iterable[Job]) -> set[str]:
    """The files that something is found in and that are none of the jobs': those that others include."""
    return {finding.source.path for finding in report.findings}.difference(job.path for job in jobs)


def coverage(path: str, jobs: Iterable[Job], others: Iterable[str] = ()) -> Coverage:
    """What a run covers, as a baseline at `path` sees it: paths are relative to its folder.

    `others` are included files that were not to be linted themselves.
    """
    folder = os.path.dirname(os.path.abspath(path))

    def name(file: str) -> str:
        return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")

    codes = {id(job.ruleset): frozenset(rule.code for rule in job.ruleset.rules) for job in jobs}
    files = {name(job.path): codes[id(job.ruleset)] for job in jobs}
    held = frozenset(map(name, others))
    return Coverage(files, name, lambda known: os.path.exists(os.path.join(folder, known)), held)


def recheck(source: Source, job: Job) -> Report:
    """Lint a text again, in the place of the file that a job is for: what is found in the text itself."""
    return apply_baselines(check_own(source, job), [job], judge=False)


def apply_baselines(report: Report, jobs: Sequence[Job], judge: bool) -> Report:
    """The report with what its files' baselines know suppressed; stale entries are a note, if there are to be any."""
    others = included(report, jobs)
    for path, its in by_baseline(jobs).items():
        if path:
            report, stale = apply(report, read_baseline(path), coverage(path, its, others))
            if stale and judge:
                what = f"{summary(stale)} can no longer be found; `respcheck baseline prune` takes them out"
                report = replace(report, notes=(*report.notes, f"{path}: note: {what}"))
    return report
