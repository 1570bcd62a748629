"""Values -> JSON that every parser takes."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def dump(value: Any, indent: int | None = None) -> str:
    """JSON with its characters as they are; only what no UTF-8 can hold (a path's odd bytes) is escaped."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
