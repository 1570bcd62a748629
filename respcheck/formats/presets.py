"""What in a data file is a message: the table that ships with the package (`presets.yaml`), and tables like it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import RespcheckError
from ..strictyaml import Value, compose
from .tree import Step, glob, parse_path

PATH = Path(__file__).parents[1] / "presets.yaml"
MARKUPS = ("auto", "html", "markdown", "text")
KINDS = ("template", "reply", "fragment")
_RECORD_KEYS = ("about", "source", "files", "records", "has", "title", "subject", "texts", "markup", "kind", "language",
                "languages", "leave-out")  # fmt: skip

Steps = tuple[Step, ...]


class LeaveOut(NamedTuple):
    """A record in which `path` says one of `values` (or, `unless` it does) is no message, because of `why`."""

    path: Steps
    values: frozenset[str]
    unless: bool
    why: str


@dataclass(frozen=True, slots=True)
class Preset:
    """How one vendor's records hold messages; `presets.yaml` explains the fields."""

    about: str
    records: tuple[Steps, ...]
    has: tuple[Steps, ...]
    texts: tuple[tuple[Steps, ...], ...]
    files: frozenset[str] = frozenset()  # endings; none means all
    title: tuple[Steps, ...] = ()
    subject: Steps = ()
    language: Steps = ()
    languages: Mapping[str, str] = field(default_factory=dict)  # what `language` says -> a code
    markup: str = "auto"
    kind: str = "template"
    leave_out: tuple[LeaveOut, ...] = ()

    @property
    def vendor(self) -> str:
        return self.about.partition(" ")[0]

    @property
    def keys(self) -> set[str]:
        """The keys without which a file can't hold such records."""
        return {step.key for path in self.has for step in path if re.fullmatch(r"[a-z_]\w*", step.key, re.IGNORECASE)}


@dataclass(frozen=True, slots=True)
class Locales:
    """Which entries of locale files belong to mail, by their keys and by where they are used."""

    include: re.Pattern[str]
    exclude: re.Pattern[str]
    references: re.Pattern[str]
    whole: frozenset[str]


class Presets(NamedTuple):
    records: tuple[Preset, ...]
    locales: Locales | None


@cache
def load(path: Path = PATH) -> Presets:
    """A table of presets; of `locales`, what it doesn't say is as in the table that ships.

    Raises RespcheckError with the place for any mistake in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RespcheckError(f"can't be read: {getattr(error, 'strerror', None) or 'not UTF-8'}", str(path)) from None
    table = compose(text, str(path)).table(("records", "locales"))
    records = tuple(_preset(item) for item in table["records"].items()) if "records" in table else ()
    shipped = load().locales if path != PATH else None
    return Presets(records, _locales(table["locales"], shipped) if "locales" in table else None)


def _preset(value: Value) -> Preset:
    table = value.table(_RECORD_KEYS, required=("about", "records", "texts"))
    return Preset(
        about=table["about"].text(),
        records=tuple(_paths(table["records"])),
        has=tuple(_paths(table["has"])) if "has" in table else (),
        texts=tuple(tuple(_paths(item)) for item in table["texts"].items()),
        files=frozenset(text for _, text in table["files"].texts()) if "files" in table else frozenset(),
        title=tuple(_path(item) for item in table["title"].one_or_more()) if "title" in table else (),
        subject=_path(table.get("subject")),
        language=_path(table.get("language")),
        languages={key.text(): code.text() for key, code in table["languages"].pairs()} if "languages" in table else {},
        markup=table["markup"].choice(MARKUPS) if "markup" in table else "auto",
        kind=table["kind"].choice(KINDS) if "kind" in table else "template",
        leave_out=tuple(_leave_out(item) for item in table["leave-out"].items()) if "leave-out" in table else (),
    )


def _leave_out(value: Value) -> LeaveOut:
    table = value.table(("path", "is", "unless", "why"), required=("path", "why"))
    if ("is" in table) == ("unless" in table):
        raise value.error("give the values that leave a record out ('is'), or those that keep it ('unless')")
    values = frozenset(text.lower() for _, text in table.get("is", table.get("unless", value)).texts())
    return LeaveOut(_path(table["path"]), values, "unless" in table, table["why"].text())


def _locales(value: Value, shipped: Locales | None) -> Locales:
    keys = ("include", "exclude", "references", "whole")
    table = value.table(keys, required=() if shipped else keys)
    given: dict[str, Any] = {key: _globs(table[key]) for key in keys[:3] if key in table}
    if "whole" in table:
        given["whole"] = frozenset(text for _, text in table["whole"].texts())
    return replace(shipped, **given) if shipped else Locales(**given)


def _globs(value: Value) -> re.Pattern[str]:
    return re.compile("|".join(glob(text) for _, text in value.texts()) or "(?!)", re.IGNORECASE)


def _path(value: Value | None) -> Steps:
    if value is None:
        return ()
    try:
        return parse_path(value.text())
    except RespcheckError as error:
        raise value.error(str(error)) from None


def _paths(value: Value) -> Iterator[Steps]:
    return (_path(item) for item in value.items())
