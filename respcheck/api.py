"""The library: text in, report out, as the command does it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from .batch import Job, check_one, check_text
from .builtin import RULES
from .finding import Report
from .formats.locales import language_asked
from .options import Options
from .project import folder_of
from .project import load_rules as load_folders
from .ruleset import Ruleset
from .settings import Given, Layer, Names, Place, Settings, choose
from .source import Source


def check(
    text: str | bytes,
    path: str | os.PathLike[str] = "message.txt",
    rules: Ruleset | None = None,
    *,
    messages: str | Iterable[str] = (),
    language: str = "",
) -> Report:
    """Lint one message, template or file of them, as the command does.

    `path` need not exist: its extension says how the text is read (`.txt`, `.md`, `.html`, `.eml`, `.j2` ...), and
    findings carry it. Bytes are decoded as a file's are. `rules` come from `load_rules`; without them
    the rules that are on by default run, loaded once. `messages` says where a data file's messages are: paths to them
    (`macros[*].body`), or names of `.yaml` files of presets. `language` is that of the text (`es`, `pt-BR`), whatever
    its name says. Reads no configuration file and prints nothing.
    The report's findings stand in the order of the text; offsets are characters of `finding.source.text`, from 0.
    Raises RespcheckError for `messages` and a `language` that can't be meant.
    """
    ruleset = _defaults() if rules is None else rules
    settings = Settings(reading=_reading((messages,) if isinstance(messages, str) else tuple(messages), language))
    job = Job(os.fspath(path), ruleset, settings)
    return check_one(text, job) if isinstance(text, bytes) else check_text(Source(job.path, text), job)


def load_rules(
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    extend_select: Collection[str] = (),
    folders: Iterable[str | os.PathLike[str]] = (),
) -> Ruleset:
    """Load rules for `check`; do it once and pass them on.

    Names are codes (`RC201`), prefixes (`RC2`), names, families or `all`; without `select` the rules that are on by
    default. `folders` hold further rules, or are names of installed packs. Raises RespcheckError for a name that no
    rule has, and for a broken rule.
    """
    layer = Layer(
        select=_given("select", select),
        extend_select=_given("extend_select", extend_select),
        ignore=_given("ignore", ignore),
    )
    found = [RULES, *(Path(folder_of(os.fspath(folder))) for folder in folders)]
    return choose(load_folders(found, cached=True), [layer])


def _given(option: str, names: Collection[str]) -> Names:
    if isinstance(names, str):
        raise TypeError(f"{option} is a list of names, not one string")
    return tuple(Given(name, Place(option)) for name in names)


def _reading(messages: tuple[str, ...], language: str) -> Options:
    if messages:
        from .formats.messages import refuse_bad_choice

        for choice in messages:
            refuse_bad_choice(choice)
    return Options(messages, language and language_asked(language))


@cache
def _defaults() -> Ruleset:
    return load_rules()
