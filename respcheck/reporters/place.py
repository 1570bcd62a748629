"""Places as other programs count them, and paths as they look them up."""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import quote

from ..source import Source, Span

#: What a column can count.
UNITS = ("char", "byte", "utf16")


class Region(NamedTuple):
    """Lines and columns from 1; the end is the first column behind."""

    line: int
    column: int
    end_line: int
    end_column: int


def position(source: Source, offset: int, unit: str = "char") -> tuple[int, int]:
    """Line and column of a character offset, from 1, the column in characters, UTF-8 bytes or UTF-16 units."""
    row, column = source.position(offset)
    if unit == "char":
        return row, column
    before = source.text[offset - column + 1 : offset]
    if unit == "byte":
        return row, len(before.encode("utf-8", "surrogatepass")) + 1
    return row, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1


def region(source: Source, span: Span, unit: str = "char") -> Region:
    """A span's first line and column, and those behind its last character."""
    return Region(*position(source, span.start, unit), *position(source, span.end, unit))


def repository_path(path: str) -> str:
    """A path as a CI service knows it: from the top of its checkout, with `/`; elsewhere from this folder.

    What lies outside stays absolute.
    """
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    for start in (top, os.curdir):
        if start:
            try:
                relative = os.path.relpath(path, start)
            except ValueError:  # another drive
                continue
            if relative.partition(os.sep)[0] != os.pardir:
                return relative.replace(os.sep, "/")
    return os.path.abspath(path).replace(os.sep, "/")


class Repository(NamedTuple):
    """Where a CI service says that it found the files: the repository's address, the commit and the branch."""

    url: str = ""
    commit: str = ""
    branch: str = ""


def repository() -> Repository:
    """What the environment says of the repository; nothing outside CI."""
    env = os.environ
    if "GITHUB_REPOSITORY" in env:
        url = f"{env.get('GITHUB_SERVER_URL', 'https://github.com')}/{env['GITHUB_REPOSITORY']}"
        branch = env.get("GITHUB_HEAD_REF") or env.get("GITHUB_REF_NAME", "")
        return Repository(url, env.get("GITHUB_SHA", ""), branch)
    if "CI_PROJECT_URL" in env:
        return Repository(env["CI_PROJECT_URL"], env.get("CI_COMMIT_SHA", ""), env.get("CI_COMMIT_REF_NAME", ""))
    return Repository()


def web_address(path: str) -> str:
    """Where the commit's file can be looked at, as plain text; empty for files outside, and outside CI."""
    url, commit, _ = repository()
    known = repository_path(path)
    if not commit or os.path.isabs(known):
        return ""
    blob = "blob" if "GITHUB_REPOSITORY" in os.environ else "-/blob"
    return f"{url}/{blob}/{commit}/{quote(os.fsencode(known))}?plain=1"
