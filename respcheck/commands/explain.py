"""`respcheck explain`: a file sentence by sentence, and why each rule spoke or not."""

from __future__ import annotations

from typing import Any

import click

from ..errors import RespcheckError
from . import completion
from .common import echo, open_project, read_stdin, reading_options, shared_options


@click.command()
@click.argument("path", shell_complete=completion.files)
@click.option(
    "--stdin-filename", metavar="NAME", shell_complete=completion.files, help="The name for standard input ('-')."
)
@reading_options
@shared_options
def explain(path: str, stdin_filename: str | None, **options: Any) -> int:
    """Show what each sentence says, and why rules speak or don't."""
    from .. import explain as pages
    from ..batch import expand
    from ..files import read
    from ..linter import readings
    from ..source import decode, is_binary

    data = read_stdin() if path == "-" else read(path)
    if is_binary(data):
        raise RespcheckError("binary file, not read", path)
    source = decode(data, stdin_filename or ("stdin.txt" if path == "-" else path))
    project = open_project(options)
    ruleset = project.ruleset(project.config(source.path))  # all of them: those that are off are explained as well
    job = project.job(source.path)
    expanded, _ = expand(source, job)
    for reading in readings(expanded.source, ruleset, job.settings):
        if name := reading.document.prose.name:
            echo([f"In {name}:"])
        echo(pages.sentences(reading, expanded.place))
        echo(["", *pages.rules(reading, ruleset)])
    return 0
