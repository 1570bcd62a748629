"""`respcheck check`: lint files and report what the rules say."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from .common import (
    echo,
    how_to_read,
    is_colored,
    load_rules,
    read_stdin,
    reading_options,
    shared_options,
    split_names,
)

if TYPE_CHECKING:
    from ..finding import Finding, Report
    from ..options import Options
    from ..ruleset import Ruleset

FORMATS = ("full", "concise", "json")
_FAIL_LEVELS = {"error": 3, "warning": 2, "note": 1, "never": 9}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--select",
    multiple=True,
    metavar="NAMES",
    help="Only these rules: codes, prefixes, names, families or 'all', with commas.",
)
@click.option("--extend-select", multiple=True, metavar="NAMES", help="These rules as well.")
@click.option("--ignore", multiple=True, metavar="NAMES", help="All but these.")
@click.option(
    "--output-format",
    type=click.Choice(("auto", *FORMATS)),
    default="auto",
    show_default=True,
    help="'auto' is full on a terminal, concise in a pipe.",
)
@click.option(
    "--stdin-filename", metavar="NAME", help="The name for standard input ('-'): it chooses the reader and is printed."
)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(_FAIL_LEVELS)),
    default="error",
    show_default=True,
    help="Exit 1 for findings of this severity or worse.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out findings less sure than this, from 0 to 1; phrases are 0.9, what was learned less.",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("--show-files", is_flag=True, help="Check nothing: list the files and messages, and why each is read.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only: no notes, no summary.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
@click.option("--follow-includes", is_flag=True, help="Read included templates where they are included.")
@reading_options
@shared_options
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Lint files, folders or '-' (standard input). Without a PATH: this folder."""
    reading = how_to_read(options)
    if options["show_files"]:
        return _show_files(paths or (".",), reading)
    ruleset = load_rules(options).select(
        split_names(options["select"]), split_names(options["ignore"]), split_names(options["extend_select"])
    )
    report = _run(paths or (".",), ruleset, options["stdin_filename"], reading).surer_than(options["min_confidence"])
    if report.files and not report.messages:
        raise RespcheckError(
            "nothing to lint: no messages in these files; --show-files says why, --messages names some"
        )
    fmt = options["output_format"]
    if options["statistics"] and fmt == "json":
        raise RespcheckError("--statistics prints a table: leave out --output-format json")
    if fmt == "auto":
        fmt = "full" if sys.stdout.isatty() else "concise"
    if options["statistics"]:
        echo(_statistics(report))
    else:
        _report(report, fmt, options)
    for line in report.errors if options["quiet"] else (*report.notes, *report.errors):
        click.echo(f"respcheck: {line}", err=True)
    if report.errors:
        return 2
    if options["exit_zero"]:
        return 0
    level = _FAIL_LEVELS[options["fail_on"]]
    return int(any(finding.rule.severity >= level for finding in report.findings))


def _show_files(paths: Sequence[str], reading: Options) -> int:
    from ..files import find
    from ..showfiles import lines

    if "-" in paths:
        raise RespcheckError("--show-files lists files: give some instead of '-'")
    echo(lines(find(paths), reading))
    return 0


def _run(paths: Sequence[str], ruleset: Ruleset, stdin_filename: str | None, reading: Options) -> Report:
    from ..batch import check_files, check_one
    from ..files import find

    if "-" in paths:
        if len(paths) > 1:
            raise RespcheckError("'-' stands alone: give files or standard input, not both")
        return check_one(read_stdin(), stdin_filename or "stdin.txt", ruleset, reading)
    return check_files(find(paths), ruleset, reading)


def _report(report: Report, fmt: str, options: dict[str, Any]) -> None:
    from ..reporters import REPORTERS
    from ..reporters.full import summary

    color = is_colored(options["color"])
    echo(REPORTERS[fmt](report, color))
    if fmt == "concise" and not options["quiet"]:
        click.echo(summary(report, False), err=True)


def _statistics(report: Report) -> Iterable[str]:
    counts: Counter[str] = Counter()
    rules: dict[str, Finding] = {}
    for finding in report.findings:
        counts[finding.rule.code] += 1
        rules[finding.rule.code] = finding
    for code, count in counts.most_common():
        rule = rules[code].rule
        yield f"{count:6d}  {code}  {rule.name}  ({rule.severity.word}, {rule.family})"
