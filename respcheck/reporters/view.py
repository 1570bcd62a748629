"""How whoever reads a report wants it."""

from __future__ import annotations

from typing import NamedTuple

from ..console import Screen


class View(NamedTuple):
    """What reporters may be told; each looks at what concerns it.

    `column_unit` ("char", "byte" or "utf16") is for formats that have none of their own; `template` is
    the line of the format `string`.
    """

    screen: Screen = Screen()
    column_unit: str = "char"
    template: str = ""
