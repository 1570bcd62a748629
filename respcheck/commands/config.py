"""`respcheck config`: the settings that hold for a file, and which file set each."""

from __future__ import annotations

import os
from typing import Any

import click

from . import completion
from .common import echo, open_project, shared_options


@click.command()
@click.argument("path", required=False, metavar="[FILE]", shell_complete=completion.files)
@shared_options
def config(path: str | None, **options: Any) -> int:
    """Show the settings for a file, and who set each.

    Without FILE: those for this folder's files.
    """
    from ..configpage import page

    name = os.path.join(path, "message.txt") if path and os.path.isdir(path) else path or "message.txt"
    project = open_project(options)
    found = project.config(name)
    job = project.job(name)
    if glob := project.excluded(name):
        echo([f"{name} is passed over: {glob.place} excludes {glob.value!r}"])
    echo(page(found, project.layers(name), project.ruleset(found), job.settings, len(job.ruleset.rules)))
    return 0
