"""Rule folders -> a Ruleset: `words/`, `signals/`, and a folder of rules for each family."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import RespcheckError, shown
from .examples import Examples
from .overlay import is_overlay, read_overlay
from .phrase import PhraseError, WordSet, compile_list
from .rule import Rule
from .ruleset import Ruleset
from .schema import Definition, check_name, check_references, read_rule, read_signal, read_word_list
from .signal import Signal
from .strictyaml import Value, compose
from .wordlist import WordList


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that rule folders define: the ruleset, and the examples by rule's or signal's name.

    `plain` are the rules by name as their own files have them, before any overlay; an overlay's examples
    stand under `overlay-N/` and the rule's name.
    """

    ruleset: Ruleset
    examples: Mapping[str, Examples]
    plain: Mapping[str, Rule]


def files(folder: Path) -> list[Path]:
    """The YAML files of a rule folder, hidden ones aside, in order. Raises RespcheckError when there are none."""
    if not folder.is_dir():
        raise RespcheckError("no such folder of rules", str(folder))
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".yaml", ".yml")
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not found:
        raise RespcheckError("holds no .yaml rule files", str(folder))
    return found


def read_files(folders: Iterable[Path]) -> list[tuple[Path, Path, str]]:
    """The rule files of all folders as (folder, file, text)."""
    found: list[tuple[Path, Path, str]] = []
    for folder in folders:
        for path in files(folder):
            try:
                found.append((folder, path, path.read_text(encoding="utf-8")))
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "not UTF-8 text"
                raise RespcheckError(f"can't be read: {reason}", shown(str(path))) from None
    return found


def load(texts: Collection[tuple[Path, Path, str]]) -> Pack:
    """Rule files' texts -> Pack. Raises RespcheckError with file, line and column for any mistake."""
    languages = {path: _language(folder, path) for folder, path, _ in texts}
    parsed = [(kind_of(folder, path), path, compose(text, shown(str(path)))) for folder, path, text in texts]
    lists: dict[str, WordList] = {}
    for kind, path, value in parsed:
        if kind == "words":
            name = check_name(path.stem, shown(str(path)))
            _refuse_twice(name, lists, {n: w.path for n, w in lists.items()}, shown(str(path)))
            lists[name] = read_word_list(value, name)
    compiled = _compile_lists(lists)
    definitions: list[Definition] = []
    overlays: list[Value] = []
    signals: dict[str, Signal] = {}
    rules: dict[str, Rule] = {}
    examples: dict[str, Examples] = {}
    for kind, path, value in parsed:
        if kind == "words":
            continue
        if kind != "signals" and is_overlay(value):
            overlays.append(value)
            continue
        name = check_name(path.stem, shown(str(path)))
        if kind == "signals":
            definition = read_signal(value, name, compiled)
        else:
            definition = read_rule(value, name, kind, compiled, languages[path])
        definitions.append(definition)
        for signal in definition.signals:
            _refuse_twice(signal.name, signals, {n: s.origin for n, s in signals.items()}, shown(str(path)))
            signals[signal.name] = signal
        if rule := definition.rule:
            _refuse_clash(rule, rules)
            rules[name] = rule
        examples[f"signals/{name}" if kind == "signals" else name] = definition.examples
    plain = dict(rules)
    for number, value in enumerate(overlays, 1):
        changed = read_overlay(value, number, rules, signals, compiled)
        definitions.append(changed)
        signals |= {signal.name: signal for signal in changed.signals}
        if changed.rule:
            rules[changed.rule.name] = changed.rule
            examples[f"overlay-{number}/{changed.rule.name}"] = changed.examples
    check_references(definitions, signals)
    folded = {name: json.dumps(found.part, separators=(",", ":")) for name, found in compiled.items()}
    ordered = tuple(sorted(rules.values(), key=lambda rule: rule.code))
    return Pack(Ruleset(ordered, signals, folded), examples, plain)


def kind_of(folder: Path, path: Path) -> str:
    """`words`, `signals`, or the family: the folder that the file lies in."""
    parts = path.relative_to(folder).parts
    return parts[-2] if len(parts) > 1 else folder.name


def _language(folder: Path, path: Path) -> str:
    """The language of a pack's folder: two letters at the top of the rules (`es/no-reply/...`), else English."""
    parts = path.relative_to(folder).parts
    return parts[0] if len(parts) > 2 and re.fullmatch("[a-z]{2}", parts[0]) else "en"


def _compile_lists(lists: Mapping[str, WordList]) -> dict[str, WordSet]:
    compiled: dict[str, WordSet] = {}

    def build(name: str, above: tuple[str, ...]) -> None:
        word_list = lists[name]
        if name in above:
            raise RespcheckError(f"word lists lean on each other: {' -> '.join((*above, name))}", word_list.path)
        for entry in word_list.entries:
            for other in re.findall(r"<([a-z0-9-]+)>", entry):
                if other in lists and other not in compiled:
                    build(other, (*above, name))
        try:
            compiled[name] = compile_list(word_list.entries, compiled)
        except PhraseError as error:
            raise RespcheckError(str(error), word_list.path) from None

    for name in lists:
        if name not in compiled:
            build(name, ())
    return compiled


def _refuse_twice(name: str, known: Iterable[str], origins: Mapping[str, str], path: str) -> None:
    if name in known:
        raise RespcheckError(f"{name!r} is defined already, in {origins[name]}", path)


def _refuse_clash(rule: Rule, rules: Mapping[str, Rule]) -> None:
    for other in rules.values():
        if rule.code == other.code or rule.name == other.name:
            what = f"code {rule.code}" if rule.code == other.code else f"name {rule.name!r}"
            path, _, line = rule.origin.rpartition(":")
            raise RespcheckError(f"the {what} is taken already, in {other.origin}", path, int(line))
