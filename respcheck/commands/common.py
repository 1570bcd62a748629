"""What the subcommands share: options, input and output, the rules they run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError, plain
from . import completion

if TYPE_CHECKING:
    from ..batch import Job
    from ..finding import Report
    from ..pack import Pack
    from ..project import Project
    from ..settings import Layer, Names

    Follow = Callable[[Sequence[Job], Iterable[Report]], Iterable[Report]]


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that choose rules, for every command that loads them."""
    for option in (
        click.option(
            "--rules",
            "folders",
            multiple=True,
            metavar="DIR",
            shell_complete=completion.packs,
            help="A folder of further rules, or an installed pack's name; may be repeated.",
        ),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--no-cache", is_flag=True, help="Compile the rules anew, and keep nothing on disk."),
    ):
        command = option(command)
    return command


def _choice(option: str, help: str) -> Callable[..., Any]:
    return click.option(option, multiple=True, metavar="NAMES", shell_complete=completion.names, help=help)


def choosing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that choose among the rules."""
    for option in (
        _choice("--ignore", "All but these."),
        _choice("--extend-select", "These rules as well."),
        _choice("--select", "Only these rules: codes, prefixes, names, families or 'all', with commas."),
    ):
        command = option(command)
    return command


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say how files are read, for every command that reads them."""
    for option in (
        click.option("--follow-includes", is_flag=True, help="Read included templates where they are included."),
        click.option(
            "--dialect",
            metavar="NAME",
            help="How texts are written ('html', 'liquid', '.md.j2'), whatever their names say.",
        ),
        click.option("--language", metavar="CODE", help="The language of every text ('es'), whatever its file says."),
        click.option(
            "--messages",
            multiple=True,
            metavar="PATH",
            help="Where a data file's messages are ('macros[*].body'), or a .yaml file of presets; may be repeated.",
        ),
    ):
        command = option(command)
    return command


color_option = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="'auto' is a terminal's, unless NO_COLOR or FORCE_COLOR says otherwise.",
)


def _wishes(options: dict[str, Any]) -> Layer:
    """A command's options as the topmost layer of settings."""
    from ..settings import Given, Layer, Place

    def given(name: str) -> Any:
        value = options.get(name)
        return None if value is None else Given(value, Place("--" + name.replace("_", "-")))

    _refuse_misreading(options)
    return Layer(
        select=_named(options.get("select", ()), "--select"),
        extend_select=_named(options.get("extend_select", ()), "--extend-select"),
        ignore=_named(options.get("ignore", ()), "--ignore"),
        language=given("language"),
        dialect=given("dialect"),
        messages=given("messages") if options.get("messages") else None,
        follow_includes=given("follow_includes") if options.get("follow_includes") else None,
        fail_on=given("fail_on"),
        max_warnings=given("max_warnings"),
        min_confidence=given("min_confidence"),
        baseline=given("baseline"),
    )


def _refuse_misreading(options: dict[str, Any]) -> None:
    if options.get("dialect") is not None:
        from ..formats import is_dialect, unknown_dialect

        if not is_dialect(options["dialect"]):
            raise RespcheckError(f"--dialect: {unknown_dialect(options['dialect'])}")
    if options.get("language"):
        from ..formats.locales import language_asked

        options["language"] = language_asked(options["language"])
    if options.get("messages"):
        from ..formats.messages import refuse_bad_choice

        for choice in options["messages"]:
            refuse_bad_choice(choice)


def open_project(options: dict[str, Any]) -> Project:
    """The project as a command's options have it. Raises RespcheckError for one that can't be meant."""
    from ..project import Project

    return Project(_wishes(options), options["folders"], options["isolated"], not options["no_cache"])


def load_pack(options: dict[str, Any], *more: Path) -> Pack:
    """All rules with their examples: those shipped, those the configuration here asks for, the options', and more."""
    from ..pack import load, read_files

    project = open_project(options)
    folders = project.folders(project.config("here"))
    known = [folder.resolve() for folder in folders]
    further = [folder for folder in more if not any(folder.resolve().is_relative_to(top) for top in known)]
    return load(read_files([*folders, *further]))


def lint(
    paths: Sequence[str],
    project: Project,
    stdin_filename: str | None = None,
    thread: str | None = None,
    written: Collection[str] = (),
    follow: Follow | None = None,
    quiet: bool = False,
) -> tuple[list[Job], Report]:
    """Lint files, folders or "-": the jobs done, and what was found; `thread` is the customer's message's file.

    What this run writes is not read. The files' reports pass through `follow` as they come; unless `quiet`, a terminal
    shows how far a long run is.
    """
    from ..batch import check_each, check_one, merge
    from ..files import find

    if "-" not in paths:
        jobs, notes = project.jobs(find(paths, written), paths)
        jobs = _with_thread(jobs, thread)
        parts: Iterable[Report] = check_each(jobs)
        if len(jobs) > 1 and not quiet:
            from .terminal import progress

            parts = progress(parts, len(jobs), "files", lambda part: part.files, lambda part: bool(part.findings))
    elif len(paths) > 1:
        raise RespcheckError("'-' stands alone: give files or standard input, not both")
    else:
        name = stdin_filename or "stdin.txt"
        jobs, notes = project.jobs([name], [name])
        jobs = _with_thread(jobs, thread)
        data = read_stdin()
        parts = [check_one(data, job) for job in jobs]
    report = merge(follow(jobs, parts) if follow else parts)
    notes = [*notes, *report.notes, *project.entry_notes(report, jobs, paths)]
    return jobs, replace(report, notes=tuple(notes))


def _with_thread(jobs: list[Job], path: str | None) -> list[Job]:
    """Jobs that know the customer's message. Raises RespcheckError when it can't be read."""
    if path is None:
        return jobs
    from ..files import read
    from ..source import decode

    thread = decode(read(path), path)
    return [job._replace(settings=job.settings._replace(thread=thread)) for job in jobs]


@cache
def read_stdin() -> bytes:
    """All of standard input, read once."""
    from ..files import refuse_size

    data = sys.stdin.buffer.read()
    refuse_size(len(data), "-")
    return data


def echo(lines: Iterable[str]) -> None:
    """Print lines. A reader that has seen enough (`| head`) is no error: the rest goes nowhere."""
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python must not complain again when it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(lines: Iterable[str]) -> None:
    """Print lines about the run to standard error."""
    for line in lines:
        click.echo(f"respcheck: {plain(line)}", err=True)


def _named(values: Iterable[str], option: str) -> Names:
    """Values with commas -> the names in them, each with the option as its place."""
    from ..settings import Given, Place

    names = (name.strip() for value in values for name in value.split(","))
    return tuple(Given(name, Place(option)) for name in names if name)
