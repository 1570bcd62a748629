"""Paths and folders -> the files to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import RespcheckError
from .formats import is_lintable

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Larger files are dumps: reading one would take minutes and gigabytes.
MOST_BYTES = 10_000_000
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})


def find(paths: Iterable[str], written: Collection[str] = ()) -> list[str]:
    """The files named, and those below the folders named, each once, in order.

    Files named are taken as they are; in folders hidden files, files git ignores, files of
    other kinds and those that this run writes (`written`: real paths) are passed over. Raises RespcheckError for a
    path that does not exist, for one named that is written, and when nothing is left.
    """
    found: dict[str, str] = {}  # by absolute path
    paths = list(paths)
    for path in paths:
        if not os.path.exists(path):
            raise RespcheckError("no such file or folder", path)
        is_folder = os.path.isdir(path)
        for file in _walk(path) if is_folder else (path,):
            if not written or os.path.realpath(file) not in written:
                found.setdefault(os.path.abspath(file), file)
            elif not is_folder:
                raise RespcheckError("is read, so --output can't write it: name another file", path)
    if not found:
        where = ", ".join(paths)
        kinds = "no text, Markdown, HTML, mail or template files there; name exports (JSON, CSV) to have them read"
        raise RespcheckError(f"nothing to lint in {where}: {kinds}")
    return list(found.values())


def read(path: str) -> bytes:
    """A file's bytes. Raises RespcheckError when it can't be read, or is too large for a message."""
    try:
        refuse_size(os.path.getsize(path), path)
        return Path(path).read_bytes()
    except OSError as error:
        raise RespcheckError(f"can't be read: {error.strerror or error}", path) from None


def write(path: str, data: bytes, new: bool = False) -> None:
    """Write a file as `replacing` does."""
    with replacing(path, new) as put:
        put(data)


@contextmanager
def replacing(path: str, new: bool = False) -> Iterator[Callable[[bytes], None]]:
    """A function for bytes that become a file, with its folders, when the block is left, and nothing after an error.

    What is there is replaced, and its permissions stay; a link is followed, a device or a pipe is written to as it is.
    Where a `new` file is asked for, nothing may be there. Raises RespcheckError when something is, or
    the file can't be written; before the block where that can be told.
    """
    import tempfile

    if new and os.path.lexists(path):
        raise RespcheckError("is there already", path)
    target = path if new else os.path.realpath(path)  # a link stays one
    if os.path.isdir(target):
        raise RespcheckError("is a folder: name a file to write", path)
    mode = _mode(target)
    temporary = ""
    with _telling(path):
        if stat.S_ISREG(mode):
            os.makedirs(folder := os.path.dirname(target) or ".", exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=folder, prefix=".respcheck-")
            stream = open(handle, "wb")  # noqa: SIM115  # closed below
        else:
            stream = open(target, "wb")  # noqa: SIM115

    def put(data: bytes) -> None:
        with _telling(path):
            stream.write(data)

    try:
        yield put
        with _telling(path):
            stream.close()
            if temporary:
                os.chmod(temporary, stat.S_IMODE(mode))
                (os.link if new else os.replace)(temporary, target)  # a link, unlike a renaming, refuses to replace
    finally:
        with suppress(OSError):
            stream.close()
        if os.path.exists(temporary):
            os.unlink(temporary)


@contextmanager
def _telling(path: str) -> Iterator[None]:
    """A failure to write is the user's line."""
    try:
        yield
    except OSError as error:
        raise RespcheckError(f"can't be written: {error.strerror or error}", path) from None


def _mode(path: str) -> int:
    """Kind and permissions of the file that is there, or of a new one."""
    try:
        return os.stat(path).st_mode
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return stat.S_IFREG | (0o666 & ~mask)


def refuse_size(size: int, path: str) -> None:
    """Raise RespcheckError for a number of bytes that no message has."""
    if size > MOST_BYTES:
        sizes = f"{size / 1e6:.0f} MB is no message (at most {MOST_BYTES // 1_000_000} MB are read)"
        raise RespcheckError(f"{sizes}: split the file", path)


def _walk(top: str) -> Iterator[str]:
    ignored = _Ignored(top)
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _SKIPPED and not ignored(os.path.join(folder, name), True)
        )
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not name.startswith(".") and is_lintable(path) and not ignored(path, False):
                yield os.path.relpath(path) if top == "." else path


class _Ignored:
    """Asks the .gitignore files between a repository's root and a path."""

    def __init__(self, top: str) -> None:
        self._specs: dict[str, GitIgnoreSpec | None] = {}
        absolute = os.path.abspath(top)
        self._root = next((d for d in upward(absolute) if os.path.exists(os.path.join(d, ".git"))), absolute)

    def __call__(self, path: str, is_folder: bool) -> bool:
        absolute = os.path.abspath(path)
        for folder in upward(os.path.dirname(absolute)):
            if (spec := self._spec(folder)) is not None:
                relative = os.path.relpath(absolute, folder).replace(os.sep, "/") + ("/" if is_folder else "")
                verdict = spec.check_file(relative).include
                if verdict is not None:
                    return verdict
            if folder == self._root:
                break
        return False

    def _spec(self, folder: str) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            try:
                text = Path(folder, ".gitignore").read_text(encoding="utf-8", errors="replace")
            except OSError:
                self._specs[folder] = None
            else:
                from pathspec import GitIgnoreSpec

                self._specs[folder] = GitIgnoreSpec.from_lines(text.splitlines())
        return self._specs[folder]


def upward(folder: str) -> Iterator[str]:
    """A folder, the one that it lies in, and so on."""
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent
