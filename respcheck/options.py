"""How files are to be read, where their names and texts don't say it, or say it wrong."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    """`messages`: paths to the messages in data files, or files of presets. `language`: of every text (`de`).

    `dialect`: how files are written (`html`, `liquid`). `follow_includes`: included templates are read where
    they are included.
    """

    messages: tuple[str, ...] = ()
    language: str = ""
    dialect: str = ""
    follow_includes: bool = False


#: Nothing said.
DEFAULT = Options()
