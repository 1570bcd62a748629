"""`respcheck baseline`: accept the findings of today, so that only new ones are reported."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from .adoption import coverage, echo_errors, read_baseline
from .common import choose_rules, choosing_options, echo, shared_options

if TYPE_CHECKING:
    from ..baseline import Baseline

_FILE = click.option(
    "--file", "path", default=".respcheck-baseline.json", show_default=True, metavar="FILE", help="The baseline."
)


@click.group()
def baseline() -> None:
    """Accept the findings of today, so that `check --baseline FILE` reports only new ones."""


def _running(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a subcommand that lints takes."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...")(_FILE(choosing_options(shared_options(command))))


@baseline.command()
@click.option("--update", is_flag=True, help="Take new findings into a baseline that is there already.")
@click.option("--with-text", is_flag=True, help="Keep a short excerpt of each finding, for readers of the file.")
@_running
def write(paths: tuple[str, ...], path: str, update: bool, with_text: bool, **options: Any) -> int:
    """Write a baseline of all findings in PATH (this folder, unless given)."""
    known = os.path.exists(path)
    if known and not update:
        raise RespcheckError("is there already: `prune` takes out what is mended, `write --update` takes in more", path)
    return _renew(paths, path, options, grow=True, with_text=with_text, known=known)


@baseline.command()
@_running
def prune(paths: tuple[str, ...], path: str, **options: Any) -> int:
    """Take out what can no longer be found in PATH (this folder, unless given), or was moved elsewhere."""
    return _renew(paths, path, options, grow=False, with_text=False, known=True)


@baseline.command()
@_FILE
def show(path: str) -> int:
    """List what a baseline holds."""
    from ..baseline import summary

    held = read_baseline(path)
    for entry in held.entries:
        times = f" x{entry.times}" if entry.times > 1 else ""
        echo([f"{entry.path}: {entry.code}{times}" + (f"  {entry.text}" if entry.text else "")])
    click.echo(f"{path}: {summary(held.entries)}", err=True)
    return 0


def _renew(paths: tuple[str, ...], path: str, options: dict[str, Any], grow: bool, with_text: bool, known: bool) -> int:
    """Lint, and write the baseline anew; nothing is written when a file could not be read."""
    from .. import files
    from ..baseline import Baseline, apply, render, renew
    from ..batch import check_files

    before = read_baseline(path) if known else Baseline(path)
    ruleset = choose_rules(options)
    found = files.find(paths or (".",))
    report = check_files(found, ruleset)
    if report.errors:
        echo_errors(report)
        return 2
    run = coverage(path, found, ruleset)
    report, _ = apply(report, before, run)
    after = renew(report, before, run, grow, with_text)
    if not known or after != before:
        files.write(path, render(after).encode())
    click.echo(_outcome(before, after), err=True)
    return 0


def _outcome(before: Baseline, after: Baseline) -> str:
    from ..baseline import summary

    def counts(held: Baseline) -> dict[tuple[str, str], int]:
        totals: dict[tuple[str, str], int] = {}
        for entry in held.entries:
            key = (entry.code, entry.fingerprint)
            totals[key] = totals.get(key, 0) + entry.times
        return totals

    old, new = counts(before), counts(after)
    more = sum(max(0, count - old.get(key, 0)) for key, count in new.items())
    less = sum(max(0, count - new.get(key, 0)) for key, count in old.items())
    return f"{after.path}: {summary(after.entries)} ({more} taken in, {less} taken out)"
