"""`respcheck baseline`: accept the findings of today, so that only new ones are reported."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from . import completion
from .common import choosing_options, echo, lint, open_project, reading_options, shared_options, tell

if TYPE_CHECKING:
    from ..baseline import Baseline

_FILE = click.option(
    "--file",
    "baseline",
    metavar="FILE",
    shell_complete=completion.files,
    help="The baseline; unless configured, .respcheck-baseline.json here.",
)


@click.group()
def baseline() -> None:
    """Accept today's findings, so that only new ones are reported."""


def _linting(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a subcommand that lints takes."""
    command = _FILE(choosing_options(reading_options(shared_options(command))))
    return click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)(command)


@baseline.command()
@click.option("--update", is_flag=True, help="Take new findings into a baseline that is there already.")
@click.option("--with-text", is_flag=True, help="Keep a short excerpt of each finding, for readers of the file.")
@_linting
def write(paths: tuple[str, ...], update: bool, with_text: bool, **options: Any) -> int:
    """Write a baseline of all findings in PATH (or this folder)."""
    return _renew(paths, options, grow=True, update=update, with_text=with_text)


@baseline.command()
@_linting
def prune(paths: tuple[str, ...], **options: Any) -> int:
    """Take out what can no longer be found in PATH (or this folder).

    What was moved is followed.
    """
    return _renew(paths, options, grow=False, update=True, with_text=False)


@baseline.command()
@_FILE
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def show(baseline: str | None, isolated: bool) -> int:
    """List what a baseline holds."""
    from ..baseline import FILE_NAME, summary
    from ..baselines import read_baseline
    from ..project import Project

    layers = Project(isolated=isolated).layers("here")
    path = baseline or next((layer.baseline.value for layer in reversed(layers) if layer.baseline), FILE_NAME)
    held = read_baseline(path)
    for entry in held.entries:
        times = f" x{entry.times}" if entry.times > 1 else ""
        echo([f"{entry.path}: {entry.code}{times}" + (f"  {entry.text}" if entry.text else "")])
    click.echo(f"{path}: {summary(held.entries)}", err=True)
    return 0


def _renew(paths: tuple[str, ...], options: dict[str, Any], grow: bool, update: bool, with_text: bool) -> int:
    """Lint, and write each baseline of these files anew; nothing is written when a file could not be read."""
    from .. import files
    from ..baseline import FILE_NAME, Baseline, apply, render, renew
    from ..baselines import by_baseline, coverage, included, read_baseline

    if "-" in paths:
        raise RespcheckError("a baseline is about files: standard input is none")
    jobs, report = lint(paths or (".",), open_project(options))
    if report.errors:
        tell(report.errors)
        return 2
    changes: list[tuple[Baseline, Baseline]] = []
    others = included(report, jobs)
    for path, its in by_baseline(jobs, FILE_NAME).items():
        is_new = grow and not os.path.lexists(path)
        if not is_new and not update:
            remedy = "`prune` takes out what is mended, `write --update` takes in more"
            raise RespcheckError(f"is there already: {remedy}", path)
        before = Baseline(path) if is_new else read_baseline(path)
        run = coverage(path, its, others)
        applied, _ = apply(report, before, run)
        changes.append((before, renew(applied, before, run, grow, with_text)))
    tell(report.notes)
    for before, after in changes:
        if after != before or not os.path.lexists(after.path):
            files.write(after.path, render(after).encode())
        click.echo(_outcome(before, after), err=True)
    if changes and not any(job.settings.baseline for job in jobs):
        path = changes[0][1].path
        tell([f"to report only what is new: `check --baseline {path}`, or `baseline: {path}` in .respcheck.yml"])
    return 0


def _outcome(before: Baseline, after: Baseline) -> str:
    from ..baseline import summary

    old, new = _counts(before), _counts(after)
    return f"{after.path}: {summary(after.entries)} ({(new - old).total()} taken in, {(old - new).total()} taken out)"


def _counts(held: Baseline) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry in held.entries:
        counts[entry.fingerprint] += entry.times
    return counts
