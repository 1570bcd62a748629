"""What the subcommands share: options, input and output, the rules they run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import RespcheckError

if TYPE_CHECKING:
    from ..options import Options
    from ..ruleset import Ruleset


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say how files are read, for every command that reads them."""
    for option in (
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


def how_to_read(options: dict[str, Any]) -> Options:
    """The options as the readers take them. Raises RespcheckError for one that makes no sense."""
    from ..formats.locales import language_of_code
    from ..options import Options

    language = options["language"] or ""
    if language and not (language := language_of_code(language)):
        raise RespcheckError(f"--language {options['language']}: no language's code; two letters, as in 'es'")
    if options["messages"]:
        from ..formats.messages import refuse_bad_choices

        refuse_bad_choices(options["messages"])
    return Options(tuple(options["messages"]), language, options.get("follow_includes", False))


def rule_folders(options: dict[str, Any]) -> list[Path]:
    from ..builtin import RULES

    folders = [Path(folder) for folder in options["folders"]]
    for folder in folders:
        if not folder.is_dir():
            raise RespcheckError("no such folder of rules", str(folder))
    return [RULES, *folders]


def load_rules(options: dict[str, Any]) -> Ruleset:
    """The rules, from the cache where nothing has changed since they were compiled."""
    from .. import cache

    folders = rule_folders(options)
    name = "" if options["no_cache"] else cache.key(folders)
    found = cache.load(name) if name else None
    if found is None:
        from ..pack import load, read_files

        found = load(read_files(folders)).ruleset
        if name:
            cache.save(name, found)
    return found


def read_stdin() -> bytes:
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


def is_colored(choice: str) -> bool:
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def split_names(values: Iterable[str]) -> list[str]:
    return [name.strip() for value in values for name in value.split(",") if name.strip()]
