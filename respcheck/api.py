"""The library: text in, report out, as the command does it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from .batch import check_one
from .builtin import RULES
from .cache import compiled
from .errors import RespcheckError
from .finding import Report
from .linter import check as check_source
from .ruleset import Ruleset
from .source import Source


def check(text: str | bytes, path: str = "message.txt", rules: Ruleset | None = None) -> Report:
    """Lint one message, template or file of them.

    `path` need not exist: its extension says how the text is read (`.txt`, `.md`, `.html`, `.eml`, `.j2` ...), and
    findings carry it. Bytes are decoded as a file's are. `rules` come from `load_rules`; without them
    the rules that are on by default run, loaded once. Reads no configuration file and prints nothing.
    The report's findings stand in the order of the text; offsets are characters of `finding.source.text`, from 0.
    """
    ruleset = _defaults() if rules is None else rules
    if isinstance(text, bytes):
        return check_one(text, path, ruleset)
    return check_source(Source(path, text), ruleset)


def load_rules(
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    extend_select: Collection[str] = (),
    folders: Iterable[str | os.PathLike[str]] = (),
) -> Ruleset:
    """Load rules for `check`; do it once and pass them on.

    Names are codes (`RC201`), prefixes (`RC2`), names, families or `all`; without `select` the rules that are on by
    default. `folders` hold further rules. Raises RespcheckError for a name that no rule has, and for a broken rule.
    """
    for option, names in (("select", select), ("ignore", ignore), ("extend_select", extend_select)):
        if isinstance(names, str):
            raise TypeError(f"{option} is a list of names, not one string")
    return compiled(rule_folders(folders)).select(select, ignore, extend_select)


def rule_folders(folders: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The folder of our own rules and further ones. Raises RespcheckError for one that is not there."""
    found = [Path(folder) for folder in folders]
    for folder in found:
        if not folder.is_dir():
            raise RespcheckError("no such folder of rules", str(folder))
    return [RULES, *found]


@cache
def _defaults() -> Ruleset:
    return load_rules()
