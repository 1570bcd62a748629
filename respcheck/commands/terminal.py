"""The terminal at hand: its width, whether it takes colours and links, and how far a long run has come."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

from ..console import Screen

Part = TypeVar("Part")

#: Columns of a terminal that does not tell; one that is narrower or wider than the others is taken for such a one.
_USUAL, _NARROWEST, _WIDEST = 80, 40, 120
#: Seconds until a run is long, and between two looks at how far it has come.
_LONG, _EVERY = 2.0, 0.1
#: Variables by which terminals that know links tell who they are, and the values that do; none means any.
_LINKING = {
    "TERM_PROGRAM": ("iTerm.app", "WezTerm", "ghostty", "Hyper", "rio", "zed"),
    "TERM": ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour"),
    "VTE_VERSION": (), "KONSOLE_VERSION": (), "WT_SESSION": (), "DOMTERM": (),
}  # fmt: skip


def screen(choice: str = "auto", stream: TextIO | None = None) -> Screen:
    """What a stream (standard output, unless given) shows: colours as `--color` says, links only with them."""
    stream = stream or sys.stdout
    on_terminal = stream.isatty()
    color = _is_colored(on_terminal) if choice == "auto" else choice == "always"
    return Screen(_columns(stream) if on_terminal else 0, color, color and on_terminal and _takes_links())


def is_live(stream: TextIO) -> bool:
    """True for a terminal on which lines can be written over."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def progress(
    parts: Iterable[Part],
    total: int,
    what: str,
    size: Callable[[Part], int] = lambda part: 1,
    prints: Callable[[Part], bool] = lambda part: False,
) -> Iterable[Part]:
    """The same parts; a line on the terminal's standard error counts them when they take long, and goes again.

    It also goes before a part that has something to print. Nothing is counted beside a pipe: whoever reads it may be
    writing on the same terminal.
    """
    if not is_live(sys.stderr) or stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode):
        return parts
    return _counted(parts, f"of {total:,} {what}", size, prints)


def _counted(
    parts: Iterable[Part], of: str, size: Callable[[Part], int], prints: Callable[[Part], bool]
) -> Iterator[Part]:
    done, shown, due = 0, False, monotonic() + _LONG
    try:
        for part in parts:
            if shown and prints(part):
                _write_over("")
                shown, due = False, 0.0
            yield part
            done += size(part)
            if (now := monotonic()) >= due:
                shown, due = True, now + _EVERY
                _write_over(f"respcheck: {done:,} {of}")
    finally:
        if shown:
            _write_over("")


def _write_over(text: str) -> None:
    sys.stderr.write(f"\r{text}\x1b[K")
    sys.stderr.flush()


def _is_colored(on_terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return on_terminal and os.environ.get("TERM") != "dumb"


def _takes_links() -> bool:
    env = os.environ
    if forced := env.get("FORCE_HYPERLINK"):
        return forced != "0"
    if env.get("TERM_PROGRAM") == "vscode":
        return True
    if env.get("SSH_CONNECTION") or env.get("WSL_DISTRO_NAME"):  # the terminal does not see the files
        return False
    return any(env[name] in values or not values for name, values in _LINKING.items() if env.get(name))


def _columns(stream: TextIO) -> int:
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        columns = 0
    return min(max(columns, _NARROWEST), _WIDEST) if columns > 0 else _USUAL
