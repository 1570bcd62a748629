"""Rule packs by path, or by the name under which an installed package announces its data; no code of theirs runs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .errors import RespcheckError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

#: The entry points that announce packs: the pack's name, and the package (dots and all) that is its folder.
GROUP = "respcheck.packs"


def locate(text: str, base: str, error: Callable[[str], RespcheckError]) -> str:
    """A pack or file as configuration and options name it -> its path.

    What looks like a path is one, from the folder `base`; a bare name is an installed pack's, or else a folder's.
    `error` makes the RespcheckError that is raised when there is neither.
    """
    path = os.path.join(base, os.path.expanduser(text))
    if re.fullmatch(r"[\w-]+", text) and (folder := _installed(text, error)):
        return folder
    if os.path.exists(path):
        return path
    if re.fullmatch(r"[\w-]+", text):
        from .strictyaml import suggest

        raise error(
            f"no pack {text!r} is installed, and there is no such folder"
            + (suggest(text, names()) or f"; installed: {', '.join(names()) or 'none'}")
        )
    raise error(f"no such file or folder: {text}")


def names() -> list[str]:
    """The names of all installed packs."""
    return sorted({entry.name for entry in _entries()})


def _installed(name: str, error: Callable[[str], RespcheckError]) -> str:
    """The folder of the installed pack with a name, empty where there is none."""
    folders = {}
    for entry in _entries():
        if entry.name == name:
            owner = entry.dist.name if entry.dist else "?"
            folder = _folder(entry)
            if not folder:
                raise error(f"the package {owner} announces the pack {name!r} in {entry.value!r}, which holds no files")
            folders[os.path.realpath(folder)] = owner
    if len(folders) > 1:
        raise error(f"several packages announce a pack {name!r}: {', '.join(sorted(folders.values()))}")
    return next(iter(folders), "")


def _entries() -> EntryPoints:
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _folder(entry: EntryPoint) -> str:
    """Where the package lies that an entry point names. Only its outermost name is looked up, which runs nothing."""
    if not re.fullmatch(r"\w+(\.\w+)*", entry.value):
        return ""
    top, *below = entry.value.split(".")
    beside = str(entry.dist.locate_file(top)) if entry.dist else ""
    if not os.path.isdir(beside):  # an editable install: its files are where its finder says
        from importlib.util import find_spec

        spec = find_spec(top)
        beside = next(iter(spec.submodule_search_locations or ()), "") if spec else ""
    folder = os.path.join(beside, *below)
    return folder if beside and os.path.isdir(folder) else ""
