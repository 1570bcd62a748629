"""Configuration files -> layers of settings, each value with its place; what can't be meant is refused there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from .errors import RespcheckError, shown
from .formats import is_dialect, unknown_dialect
from .formats.locales import language_asked
from .installed import locate
from .rule import FAIL_LEVELS, KINDS, Severity
from .settings import FILE_NAMES, Given, Layer, Names, Place, Quoted
from .strictyaml import Value, compose

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

T = TypeVar("T")
_ANYWHERE = (
    "select", "extend-select", "ignore", "severity", "allow", "min-confidence", "kind", "language", "dialect",
    "messages", "follow-includes",
)  # fmt: skip
_WHOLE = (*_ANYWHERE, "extends", "packs", "exclude", "fail-on", "max-warnings", "baseline", "paths")


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration file with all that it extends.

    `root` is the folder its globs start from; `files` are the files read, the extended ones first, and `layers`
    what they ask for, lowest first.
    """

    path: str
    root: str
    files: tuple[str, ...]
    layers: tuple[Layer, ...]

    def excludes(self, relative: str) -> Given[str] | None:
        """The glob that passes over a path (from `root`, with slashes)."""
        globs = (glob for layer in self.layers for glob in layer.exclude)
        return next((glob for glob in globs if matches(glob.value, relative)), None)

    def layers_for(self, relative: str) -> Iterator[Layer]:
        """The layers that hold for a path (from `root`, with slashes)."""
        return (layer for layer in self.layers if not layer.glob or matches(layer.glob.value, relative))


def read_config(path: str, root: str) -> Config:
    """A configuration file and those it extends. Raises RespcheckError with the place of any mistake."""
    files: list[str] = []
    layers = tuple(_read(path, (), files))
    return Config(path, root, tuple(files), layers)


def matches(glob: str, relative: str) -> bool:
    """True when a pattern as in .gitignore matches a path that is written with slashes."""
    return _spec(glob).match_file(relative)


@cache
def _spec(glob: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob])


def _read(path: str, above: tuple[str, ...], files: list[str]) -> Iterator[Layer]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RespcheckError(f"can't be read: {getattr(error, 'strerror', None) or 'not UTF-8'}", path) from None
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        files.append(path)
        return
    top = compose(text, path)
    table = top.table(_WHOLE)
    if "extends" in table:
        for item in table["extends"].one_or_more():
            yield from _extended(item, path, (*above, path), files)
    files.append(path)
    yield _layer(table, path)
    for key, value in table["paths"].pairs() if "paths" in table else ():
        yield _layer(value.table(_ANYWHERE), path, _glob(key))
    for item in table["ignore"].one_or_more() if "ignore" in table else ():
        if item.is_mapping:
            yield _quoted(item)


def _extended(item: Value, path: str, above: tuple[str, ...], files: list[str]) -> Iterator[Layer]:
    """What an `extends` entry brings: another file's layers, or a pack's rules and the configuration beside them."""
    found = shown(locate(item.text(), os.path.dirname(path), item.error))
    if os.path.isdir(found):
        if rules := any(Path(found).rglob("[!.]*.y*ml")):
            yield Layer(packs=(Given(found, _place(item)),))
        inner = next((p for name in FILE_NAMES if os.path.isfile(p := os.path.join(found, name))), "")
        if not inner and not rules:
            raise item.error(f"{found} holds neither rules nor a {FILE_NAMES[0]}")
        found = inner
    if found in above:
        raise item.error(f"files extend each other: {' -> '.join((*above[above.index(found) :], found))}")
    if found:
        yield from _read(found, above, files)


def _layer(table: Mapping[str, Value], path: str, glob: Given[str] | None = None) -> Layer:
    """The settings of one mapping. Paths in it start from the folder of its file."""
    base = os.path.dirname(path)

    def one(key: str, read: Callable[[Value], T]) -> Given[T] | None:
        return Given(read(table[key]), _place(table[key])) if key in table else None

    return Layer(
        glob=glob,
        select=_names(table, "select"),
        extend_select=_names(table, "extend-select"),
        ignore=_ignored(table, glob is None),
        severity=tuple(_severities(table["severity"])) if "severity" in table else (),
        allow=_names(table, "allow"),
        min_confidence=one("min-confidence", lambda value: value.number(0, 1)),
        kind=one("kind", lambda value: value.choice(KINDS)),
        language=one("language", _language),
        dialect=one("dialect", _dialect),
        messages=one("messages", lambda value: tuple(_messages(value, base))),
        follow_includes=one("follow-includes", lambda value: value.truth()),
        fail_on=one("fail-on", lambda value: value.choice(FAIL_LEVELS)),
        max_warnings=one("max-warnings", lambda value: value.whole()),
        baseline=one("baseline", lambda value: os.path.join(base, value.text())),
        packs=tuple(_pack(given, base) for given in _names(table, "packs")),
        exclude=tuple(map(_glob, table["exclude"].items())) if "exclude" in table else (),
    )


def _names(table: Mapping[str, Value], key: str) -> Names:
    """A list of texts; a single one may stand alone."""
    items = table[key].one_or_more() if key in table else []
    return tuple(Given(_text(item), _place(item)) for item in items)


def _ignored(table: Mapping[str, Value], with_quoted: bool) -> Names:
    """The `ignore` entries that name rules; those that quote a sentence are read apart."""
    items = table["ignore"].one_or_more() if "ignore" in table else []
    for item in items:
        if item.is_mapping and not with_quoted:
            raise item.error("rules only, here; an entry that quotes a sentence names its own path, under 'ignore'")
    return tuple(Given(_text(item), _place(item)) for item in items if not item.is_mapping)


def _quoted(item: Value) -> Layer:
    """An `ignore` entry by path and sentence, as a layer for that path."""
    table = item.table(("path", "sentence", "rules", "reason", "until"), required=("path", "sentence", "rules"))
    glob = _glob(table["path"])
    rules = tuple(given.value for given in _names(table, "rules"))
    reason = _text(table["reason"]) if "reason" in table else ""
    until = _day(table["until"]) if "until" in table else None
    entry = Quoted(glob.value, _text(table["sentence"]), rules, reason, until, _place(item))
    return Layer(glob=glob, quoted=(entry,))


def _severities(value: Value) -> Iterator[tuple[Given[str], Severity]]:
    for key, wanted in value.pairs():
        yield Given(_text(key), _place(key)), Severity[wanted.choice(("error", "warning", "note")).upper()]


def _pack(given: Given[str], base: str) -> Given[str]:
    folder = shown(locate(given.value, base, given.place.error))
    if not os.path.isdir(folder):
        raise given.place.error(f"a pack is a folder of rules: {given.value} is a file")
    return Given(folder, given.place)


def _dialect(value: Value) -> str:
    text = _text(value)
    if not is_dialect(text):
        raise value.error(unknown_dialect(text))
    return text


def _language(value: Value) -> str:
    try:
        return language_asked(_text(value))
    except RespcheckError as error:
        raise value.error(error.message) from None


def _messages(value: Value, base: str) -> Iterator[str]:
    """Paths to the messages in data files, and files of presets."""
    from .formats.messages import is_table, refuse_bad_choice

    for item in value.one_or_more():
        text = _text(item)
        choice = os.path.join(base, text) if is_table(text) else text
        try:
            refuse_bad_choice(choice)
        except RespcheckError as error:
            raise error if error.line else item.error(str(error)) from None
        yield choice


def _glob(value: Value) -> Given[str]:
    text = _text(value)
    if text.startswith(("!", "#")) or ".." in text.split("/") or not text.strip("/"):
        raise value.error(f"{text!r} can match nothing: a pattern as in .gitignore, from the configuration's folder")
    try:
        _spec(text)
    except ValueError as error:
        raise value.error(f"not a pattern as in .gitignore: {error}") from None
    return Given(text, _place(value))


def _day(value: Value) -> date:
    # YAML makes a date of an unquoted one
    text = value.node.value if isinstance(value.node.value, str) else ""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise value.error("expected a day, as in 2027-01-31") from None


def _text(value: Value) -> str:
    text = value.text()
    if not text:
        raise value.error("expected text, found nothing")
    return text


def _place(value: Value) -> Place:
    return Place(value.path, value.line, value.column)
