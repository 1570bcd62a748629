"""Real pseudo-terminals for tests: what a program writes on one, and what a person then sees."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

#: What tells a terminal's abilities; tests say themselves what there is.
_ABILITIES = (
    "TERM TERM_PROGRAM VTE_VERSION KONSOLE_VERSION WT_SESSION DOMTERM SSH_CONNECTION WSL_DISTRO_NAME COLUMNS LINES "
    "NO_COLOR FORCE_COLOR FORCE_HYPERLINK"
).split()


class Terminal:
    """A program on a pseudo-terminal; `stdout` may be something else, such as a pipe."""

    def __init__(
        self,
        command: Sequence[str | Path],
        cwd: Path,
        columns: int = 80,
        env: Mapping[str, str] | None = None,
        stdout: int | None = None,
    ) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        known = {name: value for name, value in os.environ.items() if name not in _ABILITIES}
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**known, "TERM": "xterm-256color", **(env or {})},
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.written = ""

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """All that was written as soon as it matches a pattern; AssertionError when it never does."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.written):
            assert time.monotonic() < end and self._read(end - time.monotonic()), (pattern, self.written)
        return self.written

    def finish(self, seconds: float = 60) -> str:
        """All that was written until the program ended."""
        end = time.monotonic() + seconds
        while self._read(end - time.monotonic()):
            assert time.monotonic() < end, self.written
        self.process.wait(timeout=10)
        os.close(self._master)
        return self.written

    def _read(self, seconds: float) -> bool:
        """Take what is written within some time; False at the end."""
        if not select.select([self._master], [], [], max(0, seconds))[0]:
            return True
        with suppress(OSError):  # Linux's way to say that nobody writes any more
            if data := os.read(self._master, 65536):
                self.written += data.decode().replace("\r\n", "\n")
                return True
        return False


def words(written: str) -> str:
    """What was written, without colours and links."""
    return re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", written)


def seen(written: str) -> str:
    """What is left on the screen of lines that were written over."""
    lines = []
    for line in words(written).split("\n"):
        shown = ""
        for part in line.split("\r"):
            over, wiped, rest = part.partition("\x1b[K")
            shown = over + (rest if wiped else shown[len(over) :])
        lines.append(shown)
    return "\n".join(lines)
