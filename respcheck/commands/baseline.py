"""`respcheck baseline`: accept the findings of today, so that only new ones are reported."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from .adoption import coverage, echo_errors, read_baseline
from .common import choosing_options, echo, open_project, shared_options, wishes

if TYPE_CHECKING:
    from ..baseline import Baseline
    from ..project import Project

_FILE = click.option(
    "--file", "path", metavar="FILE", help="The baseline; the configured one or .respcheck-baseline.json, unless given."
)


@click.group()
def baseline() -> None:
    """Accept the findings of today, so that `check --baseline FILE` reports only new ones."""


def _linting(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a subcommand that lints takes."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...")(_FILE(choosing_options(shared_options(command))))


@baseline.command()
@click.option("--update", is_flag=True, help="Take new findings into a baseline that is there already.")
@click.option("--with-text", is_flag=True, help="Keep a short excerpt of each finding, for readers of the file.")
@_linting
def write(update: bool, with_text: bool, **options: Any) -> int:
    """Write a baseline of all findings in PATH (this folder, unless given)."""
    project = open_project(options, wishes(options))
    path = _path(options, project)
    known = os.path.exists(path)
    if known and not update:
        raise RespcheckError("is there already: `prune` takes out what is mended, `write --update` takes in more", path)
    before = read_baseline(path) if known else None
    return _renew(options["paths"], path, project, before, grow=True, with_text=with_text)


@baseline.command()
@_linting
def prune(**options: Any) -> int:
    """Take out what can no longer be found in PATH (this folder, unless given), and follow what was moved."""
    project = open_project(options, wishes(options))
    path = _path(options, project)
    return _renew(options["paths"], path, project, read_baseline(path), grow=False, with_text=False)


@baseline.command()
@_FILE
@shared_options
def show(**options: Any) -> int:
    """List what a baseline holds."""
    from ..baseline import summary

    held = read_baseline(_path(options, open_project(options)))
    for entry in held.entries:
        times = f" x{entry.times}" if entry.times > 1 else ""
        echo([f"{entry.path}: {entry.code}{times}" + (f"  {entry.text}" if entry.text else "")])
    click.echo(f"{held.path}: {summary(held.entries)}", err=True)
    return 0


def _path(options: dict[str, Any], project: Project) -> str:
    """The baseline that is meant: the one named, or the one configured for this folder."""
    from ..baseline import FILE_NAME

    configured = [layer.baseline.value for layer in project.layers(FILE_NAME) if layer.baseline]
    return options["path"] or (configured[-1] if configured else FILE_NAME)


def _renew(
    paths: tuple[str, ...], path: str, project: Project, before: Baseline | None, grow: bool, with_text: bool
) -> int:
    """Lint, and write the baseline anew; nothing is written when a file could not be read."""
    from .. import files
    from ..baseline import Baseline, apply, render, renew
    from ..batch import check_files

    paths = paths or (".",)
    jobs, notes = project.jobs(files.find(paths), paths)
    report = check_files(jobs)
    for note in notes:
        click.echo(f"respcheck: {note}", err=True)
    if report.errors:
        echo_errors(report)
        return 2
    run, old = coverage(path, jobs), before or Baseline(path)
    report, _ = apply(report, old, run)
    new = renew(report, old, run, grow, with_text)
    if before is None:
        files.write_new(path, render(new))
    elif new != before:
        files.rewrite(path, render(new).encode())
    click.echo(_outcome(old, new), err=True)
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
