"""What the subcommands share: options, input and output, the rules they run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

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


def rule_folders(options: dict[str, Any]) -> list[Path]:
    from .. import api

    return api.rule_folders(options["folders"])


def load_rules(options: dict[str, Any]) -> Ruleset:
    """The rules, from the cache where nothing has changed since they were compiled."""
    from ..cache import compiled

    return compiled(rule_folders(options), not options["no_cache"])


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
