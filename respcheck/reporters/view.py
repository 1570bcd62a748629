"""How whoever reads a report wants it."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """What reporters may be told; each looks at what concerns it.

    `column_unit` ("char", "byte" or "utf16") is for formats that have none of their own; `template` is
    the line of the format `string`.
    """

    color: bool = False
    column_unit: str = "char"
    template: str = ""
