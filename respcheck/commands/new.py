"""`respcheck new`: a rule file with blanks to fill in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click

from . import completion
from .common import open_project, shared_options


@click.command()
@click.argument("code")
@click.argument("name")
@click.argument("folder", default="house", shell_complete=completion.folders)
@shared_options
def new(code: str, name: str, folder: str, **options: Any) -> int:
    """Write a rule with blanks to fill in.

    It is FOLDER/NAME.yaml; the folder's name (house, unless given) is the rule's family.
    """
    from ..builtin import RULES
    from ..errors import RespcheckError
    from ..files import write
    from ..pack import kind_of, read_files
    from ..schema import check_code, check_name
    from ..starter import RULE

    path = os.path.join(folder, f"{name}.yaml")
    check_name(name, path)
    check_code(code, lambda message: RespcheckError(message, path))
    if code.startswith("RC") and not Path(folder).resolve().is_relative_to(RULES.resolve()):
        raise RespcheckError(f"{code}: codes with RC are respcheck's own; take two to four other capitals", path)
    project = open_project(options)
    folders = project.folders(project.config(path))
    # by their texts, since rules may be there whose blanks are still to be filled
    further = [Path(folder)] if any(Path(folder).glob("**/*.y*ml")) else []
    for top, other, text in read_files([*folders, *further]):
        if kind_of(top, other) not in ("words", "signals") and other.resolve() != Path(path).resolve():
            if re.search(rf"(?m)^code: *['\"]?{code}\b", text):
                raise RespcheckError(f"the code {code} is taken already, in {other}", path)
            if other.stem == name and not re.search("(?m)^overlay:", text):
                raise RespcheckError(f"the name {name!r} is taken already, in {other}", path)
    write(path, RULE.replace("{code}", code).encode(), new=True)
    click.echo(f"wrote {path}; fill in what it says, then run: respcheck test {folder}")
    return 0
