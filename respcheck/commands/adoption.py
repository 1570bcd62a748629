"""What a team needs to live with findings: baselines read and applied, suppressions added to files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
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


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. Raises RespcheckError when there is none, or it can't be read."""
    from ..baseline import parse

    if not os.path.exists(path):
        raise RespcheckError("no such baseline; `respcheck baseline write` makes one", path)
    try:
        return parse(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise RespcheckError(f"can't be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}", path) from None


def coverage(path: str, jobs: Iterable[Job]) -> Coverage:
    """What a run covers, as a baseline at `path` sees it: paths are relative to its folder."""
    from ..baseline import Coverage

    folder = os.path.dirname(os.path.abspath(path))

    def name(file: str) -> str:
        return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")

    files, codes = set[str](), list[frozenset[str]]()
    for job in jobs:
        files.add(name(job.path))
        codes.append(frozenset(rule.code for rule in job.ruleset.rules))
    ran = frozenset.intersection(*codes) if codes else frozenset[str]()
    return Coverage(frozenset(files), ran, name, lambda known: os.path.exists(os.path.join(folder, known)))


def apply_baselines(report: Report, jobs: Sequence[Job], judge: bool) -> Report:
    """The report with what its files' baselines know suppressed; stale entries are a note, if there are to be any."""
    from ..baseline import apply, summary

    for path in dict.fromkeys(job.settings.baseline for job in jobs if job.settings.baseline):
        its = [job for job in jobs if job.settings.baseline == path]
        report, stale = apply(report, read_baseline(path), coverage(path, its))
        if stale and judge:
            note = f"{path}: note: {summary(stale)} can no longer be found; `respcheck baseline prune` takes them out"
            report = replace(report, notes=(*report.notes, note))
    return report


def idle_entries(report: Report, jobs: Sequence[Job], paths: Sequence[str]) -> Iterator[str]:
    """Notes about the configuration's quoted sentences that have expired, or suppress nothing though they could.

    An entry for several files is only judged when its configuration's whole folder was linted.
    """
    from ..suppress import has_expired

    used = {finding.suppressed.place for finding in report.findings if finding.suppressed}
    tops = [os.path.abspath(path) for path in paths if os.path.isdir(path)]
    rulesets = {entry: job.ruleset for job in jobs for entry in job.settings.quoted}
    for entry, ruleset in rulesets.items():
        home = os.path.dirname(os.path.abspath(entry.place.path))
        whole = any(os.path.commonpath((top, home)) == top for top in tops)
        ran = {rule.code for rule in ruleset.rules}
        if has_expired(entry):
            yield f"{entry.place}: note: the ignore entry for {entry.sentence!r} expired on {entry.until}"
        elif str(entry.place) in used or not (whole or set(entry.path).isdisjoint("*?[")):
            continue
        elif any(ruleset.codes(name) & ran for name in entry.rules):
            yield f"{entry.place}: note: the ignore entry for {entry.sentence!r} suppresses nothing"


def add_ignores(report: Report, jobs: Sequence[Job], reason: str, from_stdin: bool) -> int:
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
    touched = 0
    for path, group in groupby(findings, key=lambda finding: finding.source.path):
        here, job = list(group), by_path[path]
        source, data = here[0].source, files.read(path)
        if encode(source.text, data) != data:  # changed meanwhile, or no text that comes back whole
            left += here
            continue
        recheck = partial(check, ruleset=job.ruleset, settings=job.settings)
        text, without = addignores.add(source, here, reason, as_written(path, job.settings.dialect), recheck)
        left += without
        if text != source.text:
            files.rewrite(path, encode(text, data))
            touched += 1
    done = len(findings) - len(left)
    click.echo(f"respcheck: findings suppressed: {done}, in files: {touched}", err=True)
    if left:
        click.echo(f"respcheck: without a comment that stays hidden: {len(left)}; for .respcheck.yml:", err=True)
        echo(addignores.entries(left, reason))
    return int(bool(left))


def echo_errors(report: Report) -> None:
    for line in report.errors:
        click.echo(f"respcheck: {line}", err=True)
