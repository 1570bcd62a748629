"""Overlays: a file that changes a rule of another pack without copying it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .examples import Examples, read_examples
from .rule import Rule, Severity
from .schema import Definition, Lists, one_line, read_exemptions, read_patterns
from .signal import SPOKEN, Exemption, Reach, Signal
from .strictyaml import Value, suggest

_TEXTS = ("message", "help", "why", "source", "rewrite")
_KEYS = ("overlay", "severity", "default", *_TEXTS, "phrases", "except", "unless", "examples")


def is_overlay(value: Value) -> bool:
    """True for a file that changes a rule, false for one that makes a rule."""
    return value.is_mapping and any(key.node.value == "overlay" for key, _ in value.pairs())


def read_overlay(
    value: Value, number: int, rules: Mapping[str, Rule], signals: Mapping[str, Signal], lists: Lists
) -> Definition:
    """An overlay file -> the rule as it changes it, the signals that it adds, and its examples.

    `number` tells overlays apart. Raises RespcheckError with the place for what it can't change.
    """
    table = value.table(_KEYS, required=("overlay",))
    target = table["overlay"].text()
    rule = next((rule for rule in rules.values() if target in (rule.name, rule.code)), None)
    if rule is None:
        raise table["overlay"].error(f"no rule named {target!r}" + suggest(target, rules))
    if not table.keys() - {"overlay", "examples"}:
        raise value.error(f"changes nothing: give {', '.join(key for key in _KEYS[1:-1])}")
    name, origin = f"overlay-{number}/{rule.name}", f"{value.path}:{value.line}"
    inner: list[Signal] = []
    if "phrases" in table:
        flagged = rule.flag.signal
        if not flagged:
            raise table["phrases"].error(f"{rule.name} flags whole sentences, so it has no phrases to add to")
        zones = signals[flagged].zones if flagged in signals else SPOKEN
        patterns = read_patterns(table["phrases"], lists)
        inner.append(Signal(f"{name}/flag", patterns, signals=(flagged,), zones=zones, origin=origin))
        rule = replace(rule, flag=replace(rule.flag, signal=f"{name}/flag"))
    unless = [*rule.unless]
    if "except" in table:
        inner.append(Signal(f"{name}/except", read_patterns(table["except"], lists), origin=origin))
        unless.append(Exemption(f"{name}/except", Reach.MATCH))
    unless += read_exemptions(name, table.get("unless"), lists, inner)
    texts = {key: one_line(table[key]) if key in table else getattr(rule, key) for key in _TEXTS}
    severity = table["severity"].choice(("error", "warning", "note")) if "severity" in table else rule.severity.word
    rule = replace(
        rule,
        severity=Severity[severity.upper()],
        message=texts["message"],
        help=texts["help"],
        why=texts["why"],
        source=texts["source"],
        rewrite=texts["rewrite"],
        unless=tuple(unless),
        default=table["default"].truth() if "default" in table else rule.default,
    )
    return Definition(tuple(inner), rule, _examples(value, table, origin))


def _examples(value: Value, table: Mapping[str, Value], origin: str) -> Examples:
    """An overlay that finds more shows a bad example, one that finds less a good one."""
    found = (
        read_examples(table["examples"], "bad", "good", origin, least=0) if "examples" in table else Examples(origin)
    )
    if "phrases" in table and not found.bad:
        raise value.error("'phrases' need a 'bad' example under 'examples', with [[ ]] round what is found")
    if ("except" in table or "unless" in table) and not found.good:
        raise value.error("'except' and 'unless' need a 'good' example under 'examples'")
    return found
