"""Compiled rules on disk, so that a run need not read YAML: plain JSON, keyed by content and versions."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

from . import __version__
from .document import Zone
from .errors import RespcheckError
from .files import write
from .phrase import Pattern
from .rule import Fix, Flag, Guard, Rule, Severity
from .ruleset import Ruleset
from .signal import Exemption, Learned, Reach, Signal

_FORMAT = 10


def folder() -> Path:
    """Where compiled rules are kept: $RESPCHECK_CACHE_DIR, else the user's cache folder."""
    if named := os.environ.get("RESPCHECK_CACHE_DIR"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base, "respcheck")


def key(folders: Iterable[Path]) -> str:
    """What a compiled ruleset depends on, in full: this package, Python, and each rule file's name, size and time."""
    folders = list(folders)
    here = Path.cwd()
    # rule files below the current folder are named from there
    seen_from = here if any(folder.absolute().is_relative_to(here) for folder in folders) else ""
    parts = [f"{_FORMAT} {__version__} {sys.version_info[:2]} {seen_from}"]
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
    return "\n".join(parts)


def path_of(name: str) -> Path:
    """The file that a key is kept in."""
    return folder() / f"{crc32(name.encode('utf-8', 'replace')):08x}.json"


def load(name: str) -> Ruleset | None:
    """The ruleset kept under a key, or None where there is none that can be used."""
    try:
        with open(path_of(name), encoding="utf-8") as stream:
            # the whole key is kept too: a file of the same short name is not mistaken for it
            known = json.loads(stream.readline())
            return _decode(json.loads(stream.readline())) if known == name else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def save(name: str, ruleset: Ruleset) -> None:
    """Keep a ruleset; a folder that can't be written is no error. Older entries are dropped."""
    path = path_of(name)
    lines = (json.dumps(part, separators=(",", ":")) + "\n" for part in (name, _encode(ruleset)))
    try:
        write(str(path), "".join(lines).encode())
        kept = sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in kept[8:]:
            old.unlink(missing_ok=True)
    except (OSError, RespcheckError):
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
                "flag": _encode_flag(r.flag), "fixes": [list(fix) for fix in r.fixes],
                "unless": _encode_unless(r.unless), "when": [list(g) for g in r.when],
                "report": r.report, "default": r.default, "language": r.language, "origin": r.origin,
            }
            for r in ruleset.rules
        ],
    }  # fmt: skip


def _encode_flag(flag: Flag) -> list[Any]:
    return [
        flag.signal,
        flag.sentence,
        flag.words,
        flag.at_least,
        sorted(zone.value for zone in flag.zones),
        flag.suppression,
        flag.thread,
    ]


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
        signal, sentence, words, at_least, where, suppression, thread = raw.pop("flag")
        rules.append(
            Rule(
                flag=Flag(signal, sentence, words, at_least, frozenset(zones[z] for z in where), suppression, thread),
                severity=Severity(raw.pop("severity")),
                fixes=tuple(Fix(*fix) for fix in raw.pop("fixes")),
                unless=_decode_unless(raw.pop("unless")),
                when=tuple(Guard(*g) for g in raw.pop("when")),
                **raw,
            )
        )
    return Ruleset(tuple(rules), signals, data["lists"])


def _decode_unless(unless: list[list[Any]]) -> tuple[Exemption, ...]:
    return tuple(Exemption(signal, Reach(within), before, after) for signal, within, before, after in unless)
