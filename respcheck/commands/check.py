"""`respcheck check`: lint files and report what the rules say."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError
from ..reporters import REPORTERS
from ..reporters.place import UNITS
from ..rule import FAIL_LEVELS, Severity
from . import completion
from .common import choosing_options, color_option, echo, lint, open_project, reading_options, shared_options, tell

if TYPE_CHECKING:
    from ..batch import Job
    from ..finding import Report
    from ..project import Project
    from ..settings import Given


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
@choosing_options
@click.option(
    "--output-format",
    type=click.Choice(("auto", *REPORTERS)),
    default="auto",
    metavar="FORMAT",
    help=f"auto (full on a terminal, github in GitHub Actions, concise elsewhere), {', '.join(REPORTERS)}.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    shell_complete=completion.formats,
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
    "--stdin-filename",
    metavar="NAME",
    shell_complete=completion.files,
    help="The name for standard input ('-'): it chooses the reader and is printed.",
)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(FAIL_LEVELS)),
    help="Exit 1 for findings of this severity or worse; 'error' unless configured.",
)
@click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Exit 1 for more warnings than this.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="N",
    help="Leave out findings less sure than this, from 0 to 1; phrases are 0.9, what was learned less.",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("--fix", is_flag=True, help="Apply safe fixes, and report what is left.")
@click.option("--diff", is_flag=True, help="Print what --fix would change; exit 1 if anything.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes that may change the meaning, too.")
@click.option(
    "--baseline", metavar="FILE", shell_complete=completion.files, help="Report only what this baseline does not know."
)
@click.option("--diff-base", metavar="REF", help="Report only paragraphs changed since a git revision.")
@click.option(
    "--add-ignores", metavar="REASON", help="Write a suppression with this reason for every finding, into its file."
)
@click.option("--show-suppressed", is_flag=True, help="Print suppressed findings too, each with its reason.")
@click.option("--mask", is_flag=True, help="Hide names, addresses, numbers and quoted words, for public logs.")
@click.option("--checklist", is_flag=True, help="Say of each message what a good reply has, and what is missing.")
@click.option(
    "--thread",
    metavar="FILE",
    shell_complete=completion.files,
    help="The customer's message: what the reply does not take up of it is a note.",
)
@click.option("--watch", is_flag=True, help="Lint one file, and again whenever it changes, until Ctrl-C.")
@click.option("--show-files", is_flag=True, help="Check nothing: list the files and messages, and why each is read.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only: no notes, no summary.")
@color_option
@reading_options
@shared_options
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Lint files, folders or '-' (standard input). Without a PATH: this folder."""
    _refuse_fixes(options, paths)
    return _watch(paths, options) if options["watch"] else _check(paths, options)


def _watch(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    import os

    from ..watch import changes
    from .terminal import is_live, screen

    if len(paths) != 1 or paths[0] == "-" or os.path.isdir(paths[0]):
        raise RespcheckError("--watch takes one file")
    try:
        for _ in changes(paths[0]):
            if is_live(sys.stdout):
                click.clear()
            try:
                _check(paths, options)
            except RespcheckError as error:  # such as a mistake in a rule that is being written
                tell([str(error)])
            if is_live(sys.stderr) and not options["quiet"]:
                line = screen(options["color"], sys.stderr).paint(f"watching {paths[0]}; Ctrl-C ends", "dim")
                click.echo(line, err=True, color=True)
    except KeyboardInterrupt:
        pass
    return 0


def _check(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    from .. import output
    from . import reporting

    project = open_project(options)
    paths = paths or (".",)
    if options["show_files"]:
        if options["mask"]:
            raise RespcheckError("--mask hides words: leave it out with --show-files")
        return _show_files(paths, project)
    written, quiet = output.places(options["outputs"]), options["quiet"]
    run = partial(lint, paths, project, options["stdin_filename"], options["thread"], written, quiet=quiet)
    if options["add_ignores"] is not None or options["diff"]:
        jobs, report = run()
        return _instead(_adopted(report, jobs, options), jobs, project, paths, options)
    mask = reporting.masking(options)
    with reporting.opened(options, mask) as (sink, standard):
        # what is fixed, known, unchanged, or told after a checklist can't be reported as it comes
        waits = options["fix"] or options["diff_base"] or options["checklist"]

        def follow(jobs: Sequence[Job], parts: Iterable[Report]) -> Iterable[Report]:
            return parts if waits or any(job.settings.baseline for job in jobs) else sink.stream(parts)

        jobs, report = run(follow=follow)
        report = _adopted(_with_emptiness(report, jobs, options), jobs, options)
        if options["fix"]:
            from .. import fixes

            changes = fixes.changes(report, jobs, options["unsafe_fixes"])
            if changes and not report.errors:
                fixes.write(changes)
                jobs, report = run()
                report = _adopted(report, jobs, options)
                report = replace(report, notes=(*report.notes, fixes.told(changes, "fixed")))
        if not options["show_suppressed"]:
            report = report.without_suppressed()
        if options["checklist"]:
            echo(reporting.checklists(jobs, report, options, stdin="-" in paths))
        sink.finish(report)
    if standard == "full" and not (options["checklist"] or options["quiet"] or options["statistics"]):
        reporting.say_what_is_good(jobs, report, options, stdin="-" in paths)
    reporting.sum_up(report, standard, options)
    tell(_remarks(mask(report), options))
    if report.errors:
        return 2
    if options["exit_zero"]:
        return 0
    return int(_fails(report, jobs, project))


def _with_emptiness(report: Report, jobs: Sequence[Job], options: dict[str, Any]) -> Report:
    """The report that says so where there was nothing to lint.

    Data files without messages are a note, since hooks pass on whatever was changed; but not where an option says
    where the messages are.
    """
    if report.messages or not report.files:
        return report
    where = jobs[0].path if len(jobs) == 1 else f"these {len(jobs)} files"
    if options["messages"]:
        raise RespcheckError(f"nothing to lint: --messages leads to none in {where}; --show-files says why")
    remedy = "--show-files says why, --messages names some"
    return replace(report, notes=(*report.notes, f"nothing to lint: no messages in {where}; {remedy}"))


def _show_files(paths: Sequence[str], project: Project) -> int:
    from ..files import find
    from ..showfiles import lines

    if "-" in paths:
        raise RespcheckError("--show-files lists files: give some instead of '-'")
    jobs, notes = project.jobs(find(paths), paths)
    echo(lines(jobs))
    tell(notes)
    return 0


def _instead(
    report: Report, jobs: Sequence[Job], project: Project, paths: Sequence[str], options: dict[str, Any]
) -> int:
    """Print the patch, or write the comments, that were asked for instead of findings."""
    for option, what in (("outputs", "--output writes findings"), ("mask", "--mask hides words")):
        if options[option]:
            raise RespcheckError(f"{what}: leave it out with --diff and --add-ignores")
    if options["diff"]:
        from .. import fixes

        changes = fixes.changes(report, jobs, options["unsafe_fixes"])
        echo(fixes.diff(changes))
        tell(_remarks(report, options, fixes.told(changes, "would fix")))
        return 2 if report.errors else int(bool(changes))
    from .adoption import add_ignores

    return add_ignores(report, jobs, project, options["add_ignores"], "-" in paths)


def _remarks(report: Report, options: dict[str, Any], *more: str) -> tuple[str, ...]:
    return report.errors if options["quiet"] else (*report.notes, *more, *report.errors)


def _refuse_fixes(options: dict[str, Any], paths: Sequence[str]) -> None:
    """Raise RespcheckError for options that fixes don't go with."""
    fixes = options["fix"] or options["diff"]
    if options["unsafe_fixes"] and not fixes:
        raise RespcheckError("--unsafe-fixes goes with --fix or --diff")
    if options["fix"] and "-" in paths:
        raise RespcheckError("--fix writes files, and '-' is none: use --diff")
    if fixes and options["diff_base"]:
        raise RespcheckError("--diff-base chooses what is reported: leave it out to fix")


def _adopted(report: Report, jobs: Sequence[Job], options: dict[str, Any]) -> Report:
    """The report without what is known or unchanged; nothing is imported for runs that want neither."""
    if any(job.settings.baseline for job in jobs):
        from ..baselines import apply_baselines

        # less sure findings were left out of this run, but may be in the baseline
        report = apply_baselines(report, jobs, judge=options["min_confidence"] is None)
    if options["diff_base"]:
        from ..revision import since

        report = since(report, options["diff_base"])
    return report


def _fails(report: Report, jobs: Iterable[Job], project: Project) -> bool:
    """True when an open finding is as bad as its file's settings refuse, or more are warnings than they bear."""
    settings = {job.path: job.settings for job in jobs}
    warnings: Counter[Given[int]] = Counter()
    for finding in report.open:
        path = finding.source.path
        its = settings[path] if path in settings else project.job(path).settings  # an included file is no job
        if finding.rule.severity >= FAIL_LEVELS[its.fail_on]:
            return True
        if its.max_warnings and finding.rule.severity == Severity.WARNING:
            warnings[its.max_warnings] += 1
    return any(count > most.value for most, count in warnings.items())
