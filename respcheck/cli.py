"""The command: options in, exit code out. All the work is done elsewhere."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .errors import RespcheckError

if TYPE_CHECKING:
    from .finding import Finding, Report
    from .ruleset import Ruleset

FORMATS = ("full", "concise", "json")
_FAIL_LEVELS = {"error": 3, "warning": 2, "note": 1, "never": 9}


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 nothing at or above the fail level, 1 findings, 2 could not do the job."""
    _speak_utf8()
    try:
        code = cli.main(args=args, prog_name="respcheck", standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort:
        code = 130
    except RespcheckError as error:
        click.echo(f"respcheck: {error}", err=True)
        code = 2
    except Exception:
        # our bug: it keeps its traceback, and must not look like "findings" (exit 1)
        traceback.print_exc()
        click.echo("respcheck: this is a bug in respcheck; please report it with the lines above", err=True)
        code = 2
    sys.exit(code)


def _speak_utf8() -> None:
    """Findings quote customers' scripts: a terminal's narrower encoding must not stop them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # paths that are no UTF-8 go out as they came in
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that choose rules, for every command that loads them."""
    for option in (
        click.option(
            "--rules", "folders", multiple=True, metavar="DIR", help="A folder of further rules; may be repeated."
        ),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--no-cache", is_flag=True, help="Compile the rules anew, and keep nothing on disk."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="respcheck %(version)s")
def cli() -> None:
    """A linter for customer-support replies and email templates."""


@cli.command()
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
@click.option("-q", "--quiet", is_flag=True, help="Print findings only: no notes, no summary.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
@_shared
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Lint files, folders or '-' (standard input). Without a PATH: this folder."""
    ruleset = _ruleset(options).select(
        _names(options["select"]), _names(options["ignore"]), _names(options["extend_select"])
    )
    report = _run(paths or (".",), ruleset, options["stdin_filename"]).surer_than(options["min_confidence"])
    fmt = options["output_format"]
    if options["statistics"] and fmt == "json":
        raise RespcheckError("--statistics prints a table: leave out --output-format json")
    if fmt == "auto":
        fmt = "full" if sys.stdout.isatty() else "concise"
    if options["statistics"]:
        _echo(_statistics(report))
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


@cli.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="List every rule, a line each.")
@_shared
def rule(name: str | None, everything: bool, **options: Any) -> int:
    """Explain a rule: why it matters, what it flags, what to say instead."""
    from . import rulepage
    from .pack import load, read_files

    pack = load(read_files(_folders(options)))
    if everything or not name:
        _echo(rulepage.table(pack))
    else:
        chosen = pack.ruleset.select((name,), ()).rules
        _echo(line for rule in chosen for line in rulepage.page(rule, pack.examples[rule.name]))
    return 0


@cli.command()
@click.argument("path")
@click.option("--stdin-filename", metavar="NAME", help="The name for standard input ('-').")
@_shared
def explain(path: str, stdin_filename: str | None, **options: Any) -> int:
    """Show what each sentence of a file says, and why each rule speaks or keeps silent."""
    from . import explain as pages
    from .files import read
    from .linter import readings
    from .source import decode, is_binary

    data = _stdin() if path == "-" else read(path)
    if is_binary(data):
        raise RespcheckError("binary file, not read", path)
    ruleset = _ruleset(options)
    source = decode(data, stdin_filename or ("stdin.txt" if path == "-" else path))
    for reading in readings(source, ruleset):
        _echo(pages.sentences(reading))
        _echo(["", *pages.rules(reading, ruleset)])
    return 0


@cli.command()
@click.argument("folder", required=False)
@_shared
def test(folder: str | None, **options: Any) -> int:
    """Run the examples inside rules, and find the parts that no example needs."""
    from . import selftest
    from .pack import load, read_files

    only = Path(folder) if folder else None
    folders = _folders(options)
    if only and not any(only.resolve().is_relative_to(known.resolve()) for known in folders):
        folders.append(only)
    pack = load(read_files(folders))
    ran, failures = selftest.run_examples(pack, only)
    tried, idle = selftest.idle_parts(pack, only)
    shown = [*failures, *idle]
    _echo(map(str, shown))
    click.echo(
        f"{ran} examples run, {tried} parts tried: {len(shown)} to mend"
        if shown
        else f"{ran} examples and {tried} parts: all well",
        err=True,
    )
    return int(bool(shown))


def _folders(options: dict[str, Any]) -> list[Path]:
    from .builtin import RULES

    folders = [Path(folder) for folder in options["folders"]]
    for folder in folders:
        if not folder.is_dir():
            raise RespcheckError("no such folder of rules", str(folder))
    return [RULES, *folders]


def _ruleset(options: dict[str, Any]) -> Ruleset:
    """The rules, from the cache where nothing has changed since they were compiled."""
    from . import cache

    folders = _folders(options)
    name = "" if options["no_cache"] else cache.key(folders)
    found = cache.load(name) if name else None
    if found is None:
        from .pack import load, read_files

        found = load(read_files(folders)).ruleset
        if name:
            cache.save(name, found)
    return found


def _run(paths: Sequence[str], ruleset: Ruleset, stdin_filename: str | None) -> Report:
    from .batch import check_files, check_one
    from .files import find

    if "-" in paths:
        if len(paths) > 1:
            raise RespcheckError("'-' stands alone: give files or standard input, not both")
        return check_one(_stdin(), stdin_filename or "stdin.txt", ruleset)
    return check_files(find(paths), ruleset)


def _stdin() -> bytes:
    from .files import refuse_size

    data = sys.stdin.buffer.read()
    refuse_size(len(data), "-")
    return data


def _report(report: Report, fmt: str, options: dict[str, Any]) -> None:
    from .reporters import REPORTERS
    from .reporters.full import summary

    color = _colored(options["color"])
    _echo(REPORTERS[fmt](report, color))
    if fmt == "concise" and not options["quiet"]:
        click.echo(summary(report, False), err=True)


def _echo(lines: Iterable[str]) -> None:
    """Print lines. A reader that has seen enough (`| head`) is no error: the rest goes nowhere."""
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python must not complain again when it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colored(choice: str) -> bool:
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def _names(values: Iterable[str]) -> list[str]:
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _statistics(report: Report) -> Iterable[str]:
    counts: Counter[str] = Counter()
    rules: dict[str, Finding] = {}
    for finding in report.findings:
        counts[finding.rule.code] += 1
        rules[finding.rule.code] = finding
    for code, count in counts.most_common():
        rule = rules[code].rule
        yield f"{count:6d}  {code}  {rule.name}  ({rule.severity.word}, {rule.family})"
