"""What a team needs to live with findings: baselines read, applied and written, suppressions added to files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import RespcheckError
from .common import echo

if TYPE_CHECKING:
    from ..baseline import Baseline, Coverage
    from ..finding import Finding, Report
    from ..ruleset import Ruleset


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. Raises RespcheckError when there is none, or it can't be read."""
    from ..baseline import parse

    if not os.path.exists(path):
        raise RespcheckError("no such baseline; `respcheck baseline write` makes one", path)
    try:
        return parse(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise RespcheckError(f"can't be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}", path) from None


def coverage(path: str, files: Iterable[str], ruleset: Ruleset) -> Coverage:
    """What a run over files covers, as a baseline at `path` sees it: paths are relative to its folder."""
    from ..baseline import Coverage

    folder = os.path.dirname(os.path.abspath(path))

    def name(file: str) -> str:
        return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")

    return Coverage(
        frozenset(map(name, files)),
        frozenset(rule.code for rule in ruleset.rules),
        name,
        lambda known: os.path.exists(os.path.join(folder, known)),
    )


def apply_baseline(report: Report, path: str, files: Iterable[str], ruleset: Ruleset) -> Report:
    """The report with what a baseline knows suppressed; stale entries are a note."""
    from ..baseline import apply, summary

    report, stale = apply(report, read_baseline(path), coverage(path, files, ruleset))
    if not stale:
        return report
    note = f"{path}: note: {summary(stale)} can no longer be found; `respcheck baseline prune` takes them out"
    return replace(report, notes=(*report.notes, note))


def add_ignores(report: Report, ruleset: Ruleset, reason: str, from_stdin: bool) -> int:
    """Suppress every open finding in its own file; print what the configuration must take. Gives the exit code."""
    from .. import addignores, files
    from ..source import encode

    reason = reason.strip()
    if from_stdin:
        raise RespcheckError("--add-ignores writes into files: standard input has none")
    if not reason or addignores.UNFIT.search(reason):
        raise RespcheckError("--add-ignores needs a reason: words on one line, without the marks of comments")
    if report.errors:
        echo_errors(report)
        return 2
    left: list[Finding] = []
    findings = [finding for finding in report.open if not finding.rule.flag.suppression]
    touched = 0
    for path, group in groupby(findings, key=lambda finding: finding.source.path):
        here = list(group)
        source, data = here[0].source, files.read(path)
        if encode(source.text, data) != data:  # changed meanwhile, or no text that comes back whole
            left += here
            continue
        text, without = addignores.add(source, here, ruleset, reason)
        left += without
        if text != source.text:
            files.write(path, encode(text, data))
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
