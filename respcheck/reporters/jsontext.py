"""Values -> JSON that every parser takes."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def dump(value: Any, indent: int | None = None) -> str:
    """JSON with its characters as they are; U+FFFD for what no UTF-8 can hold (a path's odd bytes).

    Escaped surrogates would be JSON too, but strict parsers (reviewdog's, Rust's) refuse the whole document.
    """
    return _SURROGATE.sub("\ufffd", json.dumps(value, indent=indent, ensure_ascii=False))
