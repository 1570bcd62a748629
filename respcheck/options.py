"""What the user can say about how files are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`messages`: paths to the messages in data files, or files of presets. `language`: of every text (`de`).

    `follow_includes`: read included templates where they are included.
    """

    messages: tuple[str, ...] = ()
    language: str = ""
    follow_includes: bool = False


#: Nothing said.
DEFAULT = Options()
