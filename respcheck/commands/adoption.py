"""What a team needs to live with findings: baselines read and applied, suppressions added to files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import RespcheckError
from .common import echo

if TYPE_CHECKING:
    from ..baseline import Baseline, Coverage
    from ..batch import Job
    from ..finding import Finding, Report
    from ..project import Project


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. Raises RespcheckError when there is none, or it can't be read."""
    from ..baseline import parse

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


def coverage(path: str, jobs: Iterable[Job]) -> Coverage:
    """What a run covers, as a baseline at `path` sees it: paths are relative to its folder."""
    from ..baseline import Coverage

    folder = os.path.dirname(os.path.abspath(path))

    def name(file: str) -> str:
        return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")

    codes = {id(job.ruleset): frozenset(rule.code for rule in job.ruleset.rules) for job in jobs}
    files = {name(job.path): codes[id(job.ruleset)] for job in jobs}
    return Coverage(files, name, lambda known: os.path.exists(os.path.join(folder, known)))


def apply_baselines(report: Report, jobs: Iterable[Job], judge: bool) -> Report:
    """The report with what its files' baselines know suppressed; stale entries are a note, if there are to be any."""
    from ..baseline import apply, summary

    for path, its in by_baseline(jobs).items():
        if path:
            report, stale = apply(report, read_baseline(path), coverage(path, its))
            if stale and judge:
                what = f"{summary(stale)} can no longer be found; `respcheck baseline prune` takes them out"
                report = replace(report, notes=(*report.notes, f"{path}: note: {what}"))
    return report


def add_ignores(report: Report, jobs: Iterable[Job], project: Project, reason: str, from_stdin: bool) -> int:
    """Suppress every open finding in its own file; print what the configuration must take. Gives the exit code."""
    from .. import addignores, files
    from ..formats import as_written
    from ..linter import check
    from ..source import encode

    reason = reason.strip()
    if from_stdin:
        raise RespcheckError("--add-ignores writes into files: standard input has none")
    if not reason or addignores.UNFIT.search(reason):
        raise RespcheckError("--add-ignores needs a reason: words on one line, without the marks of comments")
    if report.errors:
        echo_errors(report)
        return 2
    by_path = {job.path: job for job in jobs}
    left: list[Finding] = []
    findings = [finding for finding in report.open if not finding.rule.flag.suppression]
    findings.sort(key=lambda finding: finding.source.path)  # an included file's may stand apart
    touched = 0
    for path, group in groupby(findings, key=lambda finding: finding.source.path):
        here, job = list(group), by_path.get(path) or project.job(path)  # an included file is no job
        source, data = here[0].source, files.read(path)
        if encode(source.text, data) != data:  # changed meanwhile, or no text that comes back whole
            left += here
            continue
        recheck = partial(check, ruleset=job.ruleset, settings=job.settings)
        text, without = addignores.add(source, here, reason, as_written(path, job.settings.reading.dialect), recheck)
        left += without
        if text != source.text:
            files.write(path, encode(text, data))
            touched += 1
    done = len(findings) - len(left)
    click.echo(f"respcheck: findings suppressed: {done}, in files: {touched}", err=True)
    if left:
        click.echo(f"respcheck: without a comment that stays hidden: {len(left)}; for .respcheck.yml:", err=True)
        echo(addignores.entries(left, project.relative, reason))
    return int(bool(left))


def echo_errors(report: Report) -> None:
    for line in report.errors:
        click.echo(f"respcheck: {line}", err=True)
