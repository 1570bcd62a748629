"""Settings: what configuration asks for, layer upon layer, and what of it holds for one file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .errors import RespcheckError
from .options import Options
from .phrase import Pattern, PhraseError, WordSet, compile_phrase
from .rule import Rule, Severity
from .ruleset import Ruleset
from .source import Source

if TYPE_CHECKING:
    from datetime import date

#: What a configuration file may be called, in a project and in a pack that others extend.
FILE_NAMES = (".respcheck.yml", ".respcheck.yaml")
T = TypeVar("T")
# The records here are named tuples, since a data class takes ten times as long to make, in every run.


class Place(NamedTuple):
    """Where something was asked for: a file with 1-based line and column, or an option's name alone."""

    path: str
    line: int | None = None
    column: int | None = None

    def error(self, message: str) -> RespcheckError:
        return RespcheckError(message, self.path, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Given(NamedTuple, Generic[T]):
    """A value, and who asked for it."""

    value: T
    place: Place


Names = tuple[Given[str], ...]


class Quoted(NamedTuple):
    """An `ignore` entry by path and sentence, for texts that have no comments: the rules named keep silent there.

    `path` is a glob from the configuration's folder, `sentence` as the file has it, `until` the last day that it
    holds. `Settings.quoted` has only the entries whose path matches the file.
    """

    path: str
    sentence: str
    rules: tuple[str, ...]
    reason: str
    until: date | None
    place: Place


class Layer(NamedTuple):
    """One source's wishes: a configuration file's, those for one glob of its paths, or the options'.

    What is unset leaves the layers below it as they are. `glob` is a pattern as in .gitignore.
    """

    glob: Given[str] | None = None
    select: Names = ()
    extend_select: Names = ()
    ignore: Names = ()
    severity: tuple[tuple[Given[str], Severity], ...] = ()
    allow: Names = ()
    min_confidence: Given[float] | None = None
    kind: Given[str] | None = None
    language: Given[str] | None = None
    dialect: Given[str] | None = None
    messages: Given[tuple[str, ...]] | None = None
    follow_includes: Given[bool] | None = None
    fail_on: Given[str] | None = None
    max_warnings: Given[int] | None = None
    baseline: Given[str] | None = None
    packs: Names = ()
    exclude: Names = ()
    quoted: tuple[Quoted, ...] = ()


class Settings(NamedTuple):
    """What holds for one file besides the rules chosen for it.

    `reading` says how the file is read. `allow` are phrases; findings inside them are dropped. `kind` is empty where
    the text itself decides. `fail_on` is `error`, `warning`, `note` or `never`; `baseline` a path, or empty. `thread`
    is the customer's message, where it is known. `included` gives the path, rules and settings of a file by its
    absolute path and that of a file that includes it; None where includes are not followed, or not to that one.
    """

    min_confidence: float = 0.0
    kind: str = ""
    reading: Options = Options()
    allow: tuple[Pattern, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    baseline: str = ""
    fail_on: str = "error"
    max_warnings: Given[int] | None = None
    thread: Source | None = None
    included: Callable[[str, str], tuple[str, Ruleset, Settings] | None] | None = None


def settle(ruleset: Ruleset, layers: Sequence[Layer]) -> tuple[Ruleset, Settings]:
    """All rules and the layers that apply, lowest first -> the rules and settings of a file.

    Raises RespcheckError, with the place that asked, for rules that don't exist and phrases that can't be read.
    """
    chosen = choose(ruleset, layers)
    allowed = (understand(given, ruleset) for layer in layers for given in layer.allow)

    def last(get: Callable[[Layer], Given[T] | None], otherwise: T) -> T:
        return next((given.value for layer in reversed(layers) if (given := get(layer))), otherwise)

    return chosen, Settings(
        min_confidence=last(lambda layer: layer.min_confidence, 0.0),
        kind=last(lambda layer: layer.kind, ""),
        reading=Options(
            messages=last(lambda layer: layer.messages, ()),
            language=last(lambda layer: layer.language, ""),
            dialect=last(lambda layer: layer.dialect, ""),
            follow_includes=last(lambda layer: layer.follow_includes, False),
        ),
        allow=tuple(meant for meant in allowed if isinstance(meant, Pattern)),
        quoted=tuple(quoted for layer in layers for quoted in layer.quoted),
        baseline=last(lambda layer: layer.baseline, ""),
        fail_on=last(lambda layer: layer.fail_on, "error"),
        max_warnings=next((layer.max_warnings for layer in reversed(layers) if layer.max_warnings), None),
    )


def refuse_unknown(ruleset: Ruleset, layers: Iterable[Layer]) -> None:
    """Raise RespcheckError, with the place that asked, for a rule that does not exist or a phrase that is none."""
    for layer in layers:
        quoted = (Given(name, entry.place) for entry in layer.quoted for name in entry.rules)
        severity = (given for given, _ in layer.severity)
        for given in (*layer.select, *layer.extend_select, *layer.ignore, *severity, *quoted):
            _named(given, ruleset)
        for given in layer.allow:
            understand(given, ruleset)


def understand(given: Given[str], ruleset: Ruleset) -> set[str] | Pattern:
    """An `allow` entry: the codes of the rule that it names, or the phrase that it is.

    Raises RespcheckError for what can be neither, or looks like the misspelt name of a rule.
    """
    text = given.value
    found = {rule.code for rule in ruleset.rules if text in (rule.code, rule.name)}
    if found:
        return found
    if re.fullmatch(r"[A-Z]{2,4}\d+|[a-z]+(-[a-z]+)+", text) and (hint := _near(text, ruleset)):
        raise given.place.error(f"no rule has the code or name {text!r}{hint}; a phrase is written with spaces")
    try:
        named = {name: part for name, part in ruleset.lists.items() if f"<{name}>" in text}
        return compile_phrase(text, {name: WordSet(json.loads(part), None, None) for name, part in named.items()})
    except PhraseError as error:
        raise given.place.error(str(error)) from None


def _near(text: str, ruleset: Ruleset) -> str:
    from difflib import get_close_matches

    known = [word for rule in ruleset.rules for word in (rule.code, rule.name)]
    near = get_close_matches(text, known, 1, 0.8)
    return f"; did you mean {near[0]!r}?" if near else "; is it in a pack?" if text[0].isupper() else ""


def choose(ruleset: Ruleset, layers: Iterable[Layer]) -> Ruleset:
    """The rules that are on by default, and each layer in turn.

    `select` starts anew, `extend_select` adds, `ignore` and `allow` take out. Raises RespcheckError, with the place
    that asked, for a name that no rule has.
    """
    on = {rule.code for rule in ruleset.rules if rule.default}
    severity: dict[str, Severity] = {}
    for layer in layers:
        if layer.select:
            on = {code for given in layer.select for code in _named(given, ruleset)}
        for given in layer.extend_select:
            on |= _named(given, ruleset)
        for given in layer.ignore:
            on -= _named(given, ruleset)
        for given in layer.allow:
            meant = understand(given, ruleset)
            on -= meant if isinstance(meant, set) else set()
        for given, wanted in layer.severity:
            severity |= dict.fromkeys(_named(given, ruleset), wanted)
    chosen = ruleset.only(on)
    return replace(chosen, rules=tuple(_weighed(rule, severity) for rule in chosen.rules)) if severity else chosen


def _weighed(rule: Rule, severity: Mapping[str, Severity]) -> Rule:
    return replace(rule, severity=severity[rule.code]) if rule.code in severity else rule


def _named(given: Given[str], ruleset: Ruleset) -> frozenset[str]:
    try:
        return ruleset.named(given.value)
    except RespcheckError as error:
        raise given.place.error(error.message) from None
