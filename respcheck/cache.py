"""Compiled rules on disk, so that a run need not read YAML: plain JSON, keyed by content and versions."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from . import __version__
from .document import Zone
from .phrase import Pattern
from .rule import Flag, Guard, Rule, Severity
from .ruleset import Ruleset
from .signal import Exemption, Learned, Reach, Signal

_FORMAT = 5


def folder() -> Path:
    """Where compiled rules are kept: $RESPCHECK_CACHE_DIR, else the user's cache folder."""
    if named := os.environ.get("RESPCHECK_CACHE_DIR"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base, "respcheck")


def compiled(folders: Sequence[Path], keep: bool = True) -> Ruleset:
    """The rules in some folders: kept ones where nothing has changed, else compiled anew, and kept if wanted.

    Raises RespcheckError for a folder without rules, and for a rule with a mistake.
    """
    name = key(folders) if keep else ""
    found = load(name) if name else None
    if found is None:
        from .pack import load as compile_rules
        from .pack import read_files

        found = compile_rules(read_files(folders)).ruleset
        if name:
            save(name, found)
    return found


def key(folders: Iterable[Path]) -> str:
    """A key that changes with any rule file (name, size, time), this package and Python."""
    parts = [f"{_FORMAT} {__version__} {sys.version_info[:2]} {os.getcwd()}"]
    for top in folders:
        parts.append(str(top))
        stack = [str(top)]
        while stack:
            try:
                entries = sorted(os.scandir(stack.pop()), key=lambda e: e.name)
            except OSError:
                continue
            for entry in entries:
                if entry.is_dir():
                    stack.append(entry.path)
                elif entry.name.endswith((".yaml", ".yml")):
                    stat = entry.stat()
                    parts.append(f"{entry.path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def load(name: str) -> Ruleset | None:
    """The ruleset kept under a key, or None where there is none that can be used."""
    try:
        with open(folder() / f"{name}.json", encoding="utf-8") as stream:
            return _decode(json.load(stream))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def save(name: str, ruleset: Ruleset) -> None:
    """Keep a ruleset; a folder that can't be written is no error. Older entries are dropped."""
    try:
        home = folder()
        home.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=home, suffix=".tmp")
        with open(handle, "w", encoding="utf-8") as stream:
            json.dump(_encode(ruleset), stream, separators=(",", ":"))
        os.replace(path, home / f"{name}.json")
        kept = sorted(home.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in kept[8:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _encode(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "lists": dict(ruleset.lists),
        "signals": [
            [
                s.name,
                [[p.phrase, list(p.anchor), p.folded] for p in s.patterns],
                list(s.regexes),
                [[x.act, x.at_least] for x in s.learned],
                list(s.signals),
                _encode_unless(s.unless),
                sorted(z.value for z in s.zones),
                s.origin,
            ]
            for s in ruleset.signals.values()
        ],
        "rules": [
            {
                "code": r.code, "name": r.name, "family": r.family, "severity": r.severity.value,
                "message": r.message, "help": r.help, "why": r.why, "source": r.source, "rewrite": r.rewrite,
                "flag": _encode_flag(r.flag),
                "unless": _encode_unless(r.unless), "when": [list(g) for g in r.when],
                "report": r.report, "default": r.default, "origin": r.origin,
            }
            for r in ruleset.rules
        ],
    }  # fmt: skip


def _encode_flag(flag: Flag) -> list[Any]:
    return [flag.signal, flag.sentence, flag.words, flag.at_least, sorted(zone.value for zone in flag.zones)]


def _encode_unless(unless: tuple[Exemption, ...]) -> list[list[Any]]:
    return [[x.signal, x.within.value, x.before, x.after] for x in unless]


def _decode(data: dict[str, Any]) -> Ruleset:
    zones = {z.value: z for z in Zone}
    signals = {}
    for name, patterns, regexes, learned, names, unless, where, origin in data["signals"]:
        signals[name] = Signal(
            name,
            tuple(Pattern(phrase, tuple(anchor), folded) for phrase, anchor, folded in patterns),
            tuple(regexes),
            tuple(Learned(*x) for x in learned),
            tuple(names),
            _decode_unless(unless),
            frozenset(zones[z] for z in where),
            origin,
        )
    rules = []
    for raw in data["rules"]:
        signal, sentence, words, at_least, where = raw.pop("flag")
        rules.append(
            Rule(
                flag=Flag(signal, sentence, words, at_least, frozenset(zones[z] for z in where)),
                severity=Severity(raw.pop("severity")),
                unless=_decode_unless(raw.pop("unless")),
                when=tuple(Guard(*g) for g in raw.pop("when")),
                **raw,
            )
        )
    return Ruleset(tuple(rules), signals, data["lists"])


def _decode_unless(unless: list[list[Any]]) -> tuple[Exemption, ...]:
    return tuple(Exemption(signal, Reach(within), before, after) for signal, within, before, after in unless)
