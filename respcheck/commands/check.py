"""`respcheck check`: lint files and report what the rules say."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from ..reporters import REPORTERS
from ..reporters.place import UNITS
from .common import echo, is_colored, load_rules, read_stdin, shared_options, split_names

if TYPE_CHECKING:
    from ..finding import Finding, Report
    from ..ruleset import Ruleset

_SUMMED_UP = ("concise", "grouped", "string", "github")  # followed by a summary on stderr
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
    type=click.Choice(("auto", *REPORTERS)),
    default="auto",
    show_default=True,
    help="'auto' is full on a terminal, github in GitHub Actions, concise elsewhere.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help="Write a file in a format as well; may be repeated. Without FILE: to standard output.",
)
@click.option(
    "--format-string",
    default="",
    metavar="TEMPLATE",
    help="Print each finding so, as in '{path}:{line}: {code} {message}'.",
)
@click.option(
    "--column-unit",
    type=click.Choice(UNITS),
    default="char",
    show_default=True,
    help="What columns count in concise, grouped and --format-string.",
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
@click.option("-q", "--quiet", is_flag=True, help="Print findings only: no notes, no summary.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
@shared_options
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Lint files, folders or '-' (standard input). Without a PATH: this folder."""
    ruleset = load_rules(options).select(
        split_names(options["select"]), split_names(options["ignore"]), split_names(options["extend_select"])
    )
    parts = _run(paths or (".",), ruleset, options["stdin_filename"])
    report = _report((part.surer_than(options["min_confidence"]) for part in parts), options)
    for line in report.errors if options["quiet"] else (*report.notes, *report.errors):
        click.echo(f"respcheck: {line}", err=True)
    if report.errors:
        return 2
    if options["exit_zero"]:
        return 0
    level = _FAIL_LEVELS[options["fail_on"]]
    return int(any(finding.rule.severity >= level for finding in report.findings))


def _run(paths: Sequence[str], ruleset: Ruleset, stdin_filename: str | None) -> Iterator[Report]:
    if "-" in paths:
        from ..api import check as check_text

        if len(paths) > 1:
            raise RespcheckError("'-' stands alone: give files or standard input, not both")
        return iter([check_text(read_stdin(), stdin_filename or "stdin.txt", ruleset)])

    from ..batch import check_each
    from ..files import find

    return check_each(find(paths), ruleset)


def _report(parts: Iterable[Report], options: dict[str, Any]) -> Report:
    """Write what was asked for, as it comes; return it as one report."""
    from .. import output
    from ..reporters.view import View

    template = options["format_string"]
    standard, *files = output.plan(options["outputs"], _standard(options["output_format"], template))
    if options["statistics"]:
        if standard.format not in ("full", "concise", "github"):
            raise RespcheckError(f"--statistics prints a table: leave out the format {standard.format}")
    else:
        files.insert(0, standard)
    if template or any(target.format == "string" for target in files):
        from ..reporters.string import refuse_mistakes

        refuse_mistakes(template)
    view = View(is_colored(options["color"]), options["column_unit"], template)
    report = output.write(parts, files, view, echo)
    if options["statistics"]:
        echo(_statistics(report))
    elif standard.format in _SUMMED_UP and not options["quiet"]:
        from ..reporters.full import summary

        click.echo(summary(report, False), err=True)
    return report


def _standard(chosen: str, template: str) -> str:
    """The format for standard output."""
    if template:
        if chosen not in ("auto", "string"):
            raise RespcheckError(f"--format-string is a format itself: leave out --output-format {chosen}")
        return "string"
    if chosen != "auto":
        return chosen
    if sys.stdout.isatty():
        return "full"
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "concise"


def _statistics(report: Report) -> Iterable[str]:
    counts: Counter[str] = Counter()
    rules: dict[str, Finding] = {}
    for finding in report.findings:
        counts[finding.rule.code] += 1
        rules[finding.rule.code] = finding
    for code, count in counts.most_common():
        rule = rules[code].rule
        yield f"{count:6d}  {code}  {rule.name}  ({rule.severity.word}, {rule.family})"
