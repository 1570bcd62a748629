"""`respcheck init`: a commented configuration file to start from."""

from __future__ import annotations

import os

import click

from . import completion


@click.command()
@click.argument("folder", default=".", shell_complete=completion.folders)
def init(folder: str) -> int:
    """Write a commented configuration file.

    It is .respcheck.yml in FOLDER, or in this folder.
    """
    from ..errors import RespcheckError
    from ..files import write
    from ..settings import FILE_NAMES
    from ..starter import CONFIG

    for name in FILE_NAMES:
        if os.path.exists(path := os.path.join(folder, name)):
            raise RespcheckError("is there already: change it, or remove it first", path)
    path = os.path.normpath(os.path.join(folder, FILE_NAMES[0]))
    write(path, CONFIG.encode(), new=True)
    click.echo(f"wrote {path}; `respcheck config` shows what it sets")
    return 0
