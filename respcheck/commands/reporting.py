"""How `respcheck check` reports: formats for standard output and files, summaries and tables for people."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from .. import output
from ..console import Piece
from ..errors import RespcheckError
from ..reporters.view import View
from .common import echo, read_stdin
from .terminal import screen

if TYPE_CHECKING:
    from ..batch import Job
    from ..finding import Finding, Report
    from ..source import Span

_TABLES = ("full", "concise", "grouped", "github")  # what else goes to standard output is for people, too
_SUMMED_UP = (*_TABLES, "string")  # followed by a summary on stderr

_MOST_PRAISED = 5  # messages of one file, without being asked


@contextmanager
def opened(options: dict[str, Any], mask: output.Mask) -> Iterator[tuple[output.Sink, str]]:
    """What the options want written, and the format of standard output. Raises RespcheckError for mistakes in them."""
    template = options["format_string"]
    standard, *targets = output.plan(options["outputs"], _standard(options["output_format"], template))
    if standard.format not in _TABLES:
        for option, what in (("statistics", "prints a table"), ("checklist", "is for people to read")):
            if options[option]:
                raise RespcheckError(f"--{option} {what}: leave out the format {standard.format}")
    if not options["statistics"]:
        targets.insert(0, standard)
    if template or any(target.format == "string" for target in targets):
        from ..reporters.string import refuse_mistakes

        refuse_mistakes(template)
    view = View(screen(options["color"]), options["column_unit"], template)
    with output.open_targets(targets, view, echo, options["show_suppressed"], mask) as sink:
        yield sink, standard.format


def masking(options: dict[str, Any]) -> output.Mask:
    """What hides customers' words in a report, where the options want that."""
    if not options["mask"]:
        return output.bare
    from functools import partial

    from ..builtin import RULES
    from ..mask import mask, vocabulary
    from ..project import load_rules

    return partial(mask, known=vocabulary(load_rules([RULES], cached=not options["no_cache"])))


def sum_up(report: Report, standard: str, options: dict[str, Any]) -> None:
    """Print counts: a table of them where that is wanted, or a line beside findings that come without."""
    if options["statistics"]:
        echo(_statistics(report))
    elif standard in _SUMMED_UP and not options["quiet"]:
        from ..reporters.full import hint, summary

        _tell(summary(report), options["color"], "bold" if report.open else "good")
        if report.open:
            _tell(hint(report), options["color"], "dim")


def say_what_is_good(jobs: Sequence[Job], report: Report, options: dict[str, Any], stdin: bool) -> None:
    """Print what each clean file has of what a good reply has."""
    for line in checklists(jobs, report, options, stdin):
        _tell(line, options["color"])


def checklists(jobs: Sequence[Job], report: Report, options: dict[str, Any], stdin: bool) -> Iterator[str]:
    """What each clean message has of what a good reply has, or what each message has.

    Of more than a few clean messages in one file there is only how many they are.
    """
    from ..batch import expand
    from ..checklist import lines
    from ..files import read
    from ..source import decode, is_binary

    asked = options["checklist"]
    flagged: dict[str, set[Span | None]] = {}  # None stands for a whole file
    for finding in report.open if not asked else ():
        flagged.setdefault(finding.source.path, set()).add(finding.extent)
    for job in jobs if not report.errors else ():
        unclean = flagged.get(job.path, set())
        if None in unclean or is_binary(data := read_stdin() if stdin else read(job.path)):
            continue
        source = expand(decode(data, job.path), job)[0].source
        found = list(lines(source, job.ruleset, job.settings, unclean, named=not options["mask"]))
        if len(found) > _MOST_PRAISED and not asked:
            found = [f"{job.path}: nothing to mend in {len(found)} messages; --checklist says what each has"]
        yield from found


def _tell(text: str, color: str, style: str = "") -> None:
    """Print a line to standard error; on a terminal it is broken between words."""
    for line in screen(color, sys.stderr).wrap([Piece(text, style)], indent=2):
        click.echo(line, err=True, color=True)


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
    for finding in report.open:
        counts[finding.rule.code] += 1
        rules[finding.rule.code] = finding
    for code, count in counts.most_common():
        rule = rules[code].rule
        yield f"{count:6d}  {code}  {rule.name}  ({rule.severity.word}, {rule.family})"
