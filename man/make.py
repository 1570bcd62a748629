"""Writes `respcheck.1` from the commands' own help: `python man/make.py`. A test holds the page to it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path

import click

from respcheck import HOME, __version__
from respcheck.cli import COMMANDS, cli

PATH = Path(__file__).with_name("respcheck.1")
#: When the words below were last changed.
_DATE = "2026-11-25"

_DESCRIPTION = """
respcheck finds what shuts the door in a message from a company to a person: no-reply language, policy used as a wall, a
no without a reason, an end with nothing happening next; and around these, helplessness, missing empathy, apologies that
are none, blame, and what a template left behind. It reads plain text, Markdown, HTML, mail and templates.

It runs offline, sends nothing anywhere, executes no template, and never writes a reason, a date or a promise.

On a terminal, a finding comes with its excerpt, what to do and what to say instead; elsewhere it is a line:
`path:line:column: severity: CODE message [name]`. Standard output holds findings only; counts, notes and progress go to
standard error.
"""
_TABLES = {
    "EXIT STATUS": {
        "0": "Nothing at or above the fail level, or `--exit-zero`.",
        "1": "There are findings; or, with `--diff`, changes.",
        "2": "The job could not be done: a missing path, a broken rule file, an unknown rule, nothing to lint.",
    },
    "ENVIRONMENT": {
        "NO_COLOR": "If not empty, there are no colours and no links, unless `--color` asks for colours.",
        "FORCE_COLOR": "If neither empty nor 0, there are colours in a pipe too. NO_COLOR goes before it.",
        "FORCE_HYPERLINK": "If 0, codes are no links; if anything else, they are on every terminal with colours.",
        "RESPCHECK_CACHE_DIR": "Where compiled rules are kept, instead of respcheck in XDG_CACHE_HOME or ~/.cache.",
        "XDG_CONFIG_HOME": "Where one's own configuration lies, instead of ~/.config.",
    },
    "FILES": {
        ".respcheck.yml": "The configuration, for the files in and below its folder. `respcheck init` writes one.",
        "~/.config/respcheck/config.yml": "One's own configuration, for files that have no other.",
        ".respcheck-baseline.json": "What `respcheck baseline write` takes down.",
    },
    "EXAMPLES": {
        "respcheck check templates/": "Lint a folder.",
        "respcheck check - --stdin-filename reply.md < reply.md": "Lint standard input, read as the name says.",
        "respcheck check --watch draft.txt": "Lint a draft whenever it is saved.",
        "respcheck rule RC201": "Explain a rule.",
    },
}


def page() -> Iterator[str]:
    """The lines of the manual page."""
    yield f'.TH RESPCHECK 1 {_DATE} "respcheck {__version__}" "User Commands"'
    yield from (".ad l", ".nh", ".SH NAME", "respcheck \\- lint customer-support replies and email templates")
    yield from (".SH SYNOPSIS", ".B respcheck", ".I COMMAND", "[\\fIOPTIONS\\fP] [\\fIARGUMENTS\\fP]")
    yield from (".SH DESCRIPTION", *_text(_DESCRIPTION), ".SH COMMANDS")
    context = click.Context(cli, info_name="respcheck")
    for name in COMMANDS:
        yield from _command(name, context)
    for heading, entries in _TABLES.items():
        yield f".SH {heading}"
        yield from _entries((f"\\fB{_escaped(term)}\\fP", about) for term, about in entries.items())
    yield from (".SH BUGS", *_text(f"Please report them: {HOME}/issues"))


def _command(name: str, parent: click.Context) -> Iterator[str]:
    """A command's section, and those of its own commands."""
    assert isinstance(parent.command, click.Group)
    command = parent.command.get_command(parent, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece not in ("[OPTIONS]", "COMMAND"))
    yield f'.SS "{_escaped(f"{context.command_path} {usage}".strip())}"'
    yield from _text(command.help or "")
    yield from _entries(_option(option) for option in command.params if isinstance(option, click.Option))
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _command(inner, context)


def _option(option: click.Option) -> tuple[str, str]:
    """`--select NAMES`, the option in bold and its value in italics; and what it does."""
    names = ", ".join(f"\\fB{_escaped(name)}\\fP" for name in option.opts)
    value = option.metavar or ("|".join(option.type.choices) if isinstance(option.type, click.Choice) else "")
    default = f" [default: {option.default}]" if option.show_default else ""
    return names + (f" \\fI{_escaped(value)}\\fP" if value else ""), f"{option.help}{default}"


def _entries(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, about in entries:
        yield from (".TP", term, *_text(about))


def _text(text: str) -> Iterator[str]:
    """Paragraphs, `code` in bold; one that begins with click's mark for it keeps its lines."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", cleandoc(text))):
        if number:
            yield ".PP"
        mark, *lines = paragraph.splitlines()
        if mark == "\b":
            yield from (".EX", *map(_escaped, lines), ".EE")
        else:
            code = re.sub(r"`([^`]+)`", r"\\fB\1\\fP", _escaped(" ".join(paragraph.split())))
            yield from textwrap.wrap(code, 78, break_long_words=False, break_on_hyphens=False)


def _escaped(text: str) -> str:
    for character, written in {"\\": "\\e", "-": "\\-", "'": "\\(aq", '"': "\\(dq", "~": "\\(ti", "^": "\\(ha"}.items():
        text = text.replace(character, written)
    return text


if __name__ == "__main__":
    PATH.write_text("\n".join(page()) + "\n", encoding="utf-8")
