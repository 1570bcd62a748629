"""`respcheck check`: lint files and report what the rules say."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from .common import choose_rules, choosing_options, echo, is_colored, read_stdin, shared_options

if TYPE_CHECKING:
    from ..finding import Finding, Report
    from ..ruleset import Ruleset

FORMATS = ("full", "concise", "json")
_FAIL_LEVELS = {"error": 3, "warning": 2, "note": 1, "never": 9}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@choosing_options
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
@click.option("--baseline", metavar="FILE", help="Report only what this baseline does not know.")
@click.option("--diff-base", metavar="REF", help="Report only paragraphs changed since a git revision.")
@click.option(
    "--add-ignores", metavar="REASON", help="Write a suppression with this reason for every finding, into its file."
)
@click.option("--show-suppressed", is_flag=True, help="Print suppressed findings too, each with its reason.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only: no notes, no summary.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
@shared_options
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Lint files, folders or '-' (standard input). Without a PATH: this folder."""
    ruleset = choose_rules(options)
    files, report = _run(paths or (".",), ruleset, options["stdin_filename"])
    if options["baseline"]:
        from .adoption import apply_baseline

        report = apply_baseline(report, options["baseline"], files, ruleset)
    report = report.surer_than(options["min_confidence"])
    if options["diff_base"]:
        from ..revision import since

        report = since(report, options["diff_base"])
    if options["add_ignores"] is not None:
        from .adoption import add_ignores

        return add_ignores(report, ruleset, options["add_ignores"], "-" in paths)
    if not options["show_suppressed"]:
        report = report.without_suppressed()
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
    return int(any(finding.rule.severity >= level for finding in report.open))


def _run(paths: Sequence[str], ruleset: Ruleset, stdin_filename: str | None) -> tuple[list[str], Report]:
    """The files that were read, and what was found."""
    from ..batch import check_files, check_one
    from ..files import find

    if "-" in paths:
        if len(paths) > 1:
            raise RespcheckError("'-' stands alone: give files or standard input, not both")
        name = stdin_filename or "stdin.txt"
        return [name], check_one(read_stdin(), name, ruleset)
    files = find(paths)
    return files, check_files(files, ruleset)


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
    for finding in report.open:
        counts[finding.rule.code] += 1
        rules[finding.rule.code] = finding
    for code, count in counts.most_common():
        rule = rules[code].rule
        yield f"{count:6d}  {code}  {rule.name}  ({rule.severity.word}, {rule.family})"
