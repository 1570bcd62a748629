"""Waiting for a file to change, by looking again and again: no editor and no system needs to help."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

#: Seconds between two looks.
EVERY = 0.3


def changes(path: str, wait: Callable[[float], object] = time.sleep, looks: int | None = None) -> Iterator[None]:
    """Yield at once, and whenever the file is another than before, for so many looks or for ever.

    A file that is gone, as while an editor saves it, is waited for.
    """
    seen = _state(path)
    yield
    while looks is None or looks > 0:
        looks = None if looks is None else looks - 1
        wait(EVERY)
        now = _state(path)
        if now and now != seen:
            seen = now
            yield


def _state(path: str) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
