"""The command: options in, exit code out. Each subcommand is a module in `commands`, imported when it is called."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

import click

from . import HOME, __version__
from .errors import WHILE, RespcheckError

#: A line of a traceback that says where, and nothing else.
_PLACE = re.compile(r' *File "[^"]+", line \d+, in \S+')
COMMANDS = (
    "baseline", "check", "config", "explain", "generate-shell-completion", "init", "lsp", "new", "rule", "test",
)  # fmt: skip


class _Commands(click.Group):
    """The subcommands by name; `check` does not pay for importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(import_module(f".commands.{name}", __package__), name)
        assert isinstance(command, click.Command)
        return command


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 nothing at or above the fail level, 1 findings, 2 could not do the job."""
    _speak_utf8()
    if "_RESPCHECK_COMPLETE" in os.environ:  # a shell asks how an argument may go on
        from .commands.generate_shell_completion import register

        register()
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
    except Exception as error:  # our bug, which must not look like "findings" (exit 1)
        click.echo("\n".join(_own_up(error)), err=True)
        code = 2
    sys.exit(code)


def _own_up(error: Exception) -> Iterator[str]:
    """What is told of a bug: its kind and its places, but no values, since they may be customers' words.

    `python -X dev -m respcheck` tells all of it.
    """
    from platform import python_version
    from traceback import format_exception

    told = "".join(format_exception(error)).splitlines()  # also what a worker process went through
    yield from told if sys.flags.dev_mode else (line for line in told if _PLACE.fullmatch(line))
    yield f"respcheck: internal error: {type(error).__name__} (respcheck {__version__}, Python {python_version()})"
    yield from (f"respcheck: {note}" for note in getattr(error, "__notes__", ()) if note.startswith(WHILE))
    yield f"respcheck: this is a bug in respcheck; please report the lines above: {HOME}/issues"


def _speak_utf8() -> None:
    """Findings quote customers' scripts: a terminal's narrower encoding must not stop them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # paths that are no UTF-8 go out as they came in
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


@click.group(
    cls=_Commands,
    epilog="`respcheck generate-shell-completion SHELL` is for bash, zsh and fish.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="respcheck %(version)s")
def cli() -> None:
    """A linter for customer-support replies and email templates."""
