"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from .errors import RespcheckError


@contextmanager
def replacing(path: str) -> Iterator[TextIO]:
    """A stream (UTF-8, `\\n`) that becomes the file `path` when the block is left, and nothing after an error.

    A link is followed, an existing file's mode is kept, a device or a pipe is written to as it is.
    Raises RespcheckError when the file can't be written, before the block where that can be told.
    """
    target = os.path.realpath(path)
    mode = _mode(target)
    if stat.S_ISDIR(mode):
        raise RespcheckError("is a folder: name a file to write", path)
    special = not stat.S_ISREG(mode)
    try:
        if special:
            place: str | int = target
        else:
            place, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".respcheck-")
        stream = open(place, "w", encoding="utf-8", errors="surrogateescape", newline="\n")  # noqa: SIM115  # closed below
    except OSError as error:
        raise unwritable(path, error) from None
    try:
        yield stream
        try:
            stream.close()
            if not special:
                os.chmod(temporary, stat.S_IMODE(mode))
                os.replace(temporary, target)
        except OSError as error:
            raise unwritable(path, error) from None
    finally:
        with suppress(OSError):
            stream.close()
            if not special:
                os.unlink(temporary)


def unwritable(path: str, error: OSError) -> RespcheckError:
    """The user's line for a failed write."""
    return RespcheckError(f"can't be written: {error.strerror or error}", path)


def _mode(path: str) -> int:
    """Kind and permissions of the file that is there, or of a new one."""
    try:
        return os.stat(path).st_mode
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return stat.S_IFREG | (0o666 & ~mask)
