"""The published JSON Schemas accept and refuse what the loaders do, names of rules, signals and files aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from respcheck import builtin
from respcheck.config import read_config
from respcheck.errors import RespcheckError
from respcheck.formats import READERS
from respcheck.overlay import is_overlay, read_overlay
from respcheck.pack import Pack, load, read_files
from respcheck.schema import read_rule
from respcheck.starter import CONFIG
from respcheck.strictyaml import compose
from tests.conftest import ROOT
from tests.test_config import WHOLE

SCHEMAS = ROOT / "respcheck" / "schemas"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(value: Any) -> Any:
    """YAML's value as an editor's schema checker sees it: a date is text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def loads(load: Callable[[], object]) -> bool:
    try:
        load()
    except RespcheckError:
        return False
    return True


CONFIGS = [
    (WHOLE, True),
    (CONFIG, True),
    ("# nothing\n", True),
    ("select: all", True),
    ("ignore: [RC1]", True),
    ("allow: [a phrase, RC101]", True),
    ("paths: {'*.txt': {severity: {RC1: note}, ignore: RC2}}", True),
    ("ignore: [{path: '*.txt', sentence: So., rules: [RC1]}]", True),
    ("ignroe: [RC1]", False),
    ("select: []", False),
    ("select: ''", False),
    ("select: 1", False),
    ("select: {a: b}", False),
    ("ignore: [{path: '*.txt', sentence: So.}]", False),
    ("ignore: [{path: '*.txt', sentence: So., rules: RC1, until: soon}]", False),
    ("ignore: [{path: '!a', sentence: So., rules: RC1}]", False),
    ("ignore: {path: '*.txt', sentence: So., rules: RC1}", True),
    ("severity: {RC1: bad}", False),
    ("severity: note", False),
    ("min-confidence: 2", False),
    ("min-confidence: high", False),
    ("max-warnings: -1", False),
    ("max-warnings: 1.5", False),
    ("kind: letter", False),
    ("language: de", True),
    ("language: pt-BR", True),
    ("language: German", False),
    ("messages: 'cards[*].text'", True),
    ("messages: [a.b, c.d]", True),
    ("messages: []", False),
    ("messages: 1", False),
    ("follow-includes: true", True),
    ("follow-includes: 'yes'", False),
    ("paths: {'*.json': {messages: 'a.b', follow-includes: true}}", True),
    ("dialect: ''", False),
    ("dialect: word", False),
    ("dialect: .md.docx", False),
    ("dialect: .md.j2", True),
    ("dialect: mail", True),
    *[(f"dialect: {ending[1:]}", True) for ending in READERS],
    ("exclude: [../a]", False),
    ("exclude: [a/..]", False),
    ("exclude: [/]", False),
    ("exclude: [..a]", True),
    ("fail-on: warn", False),
    ("exclude: old", False),
    ("exclude: ['']", False),
    ("exclude: []", True),
    ("baseline: [a]", False),
    ("paths: {'*.txt': {fail-on: note}}", False),
    ("paths: {'*.txt': {ignore: [{path: a, sentence: b, rules: c}]}}", False),
    ("paths: {'!a': {}}", False),
    ("paths: [a]", False),
    ("- a", False),
]


@pytest.mark.parametrize(("text", "good"), CONFIGS)
def test_configuration(text: str, good: bool, tmp_path: Path) -> None:
    path = tmp_path / ".respcheck.yml"
    path.write_text(text, encoding="utf-8")
    assert loads(lambda: read_config(str(path), str(tmp_path))) is good
    assert validator("config").is_valid(as_json(yaml.safe_load(text))) is good


RULE = """\
code: AC101
severity: note
message: m
help: h
why: w
flag: {phrases: [go away]}
examples:
  bad: [Go away., "[[Go away]] now."]
  good: [Stay., Come.]
"""
OVERLAY = "overlay: do-not-reply\n"
RULES = [
    (RULE, True),
    *[
        (RULE.replace("{phrases: [go away]}", flag), good)
        for flag, good in (
            ("{signal: refusal}", True),
            ("{sentence: last, zones: [body]}", True),
            ("{words: 40}", True),
            ("{learned: {act: N, at-least: 0.7}}", True),
            ("{regex: [a+], phrases: [go away], except: [go away now]}", True),
            ("{signals: [refusal]}", True),
            ("{}", False),
            ("{words: '40'}", False),
            ("{words: many}", False),
            ("{sentence: second}", False),
            ("{signal: refusal, sentence: last}", False),
            ("{learned: {act: N, at-least: 0.7}, phrases: [a]}", False),
            ("{learned: {act: J, at-least: 0.7}}", False),
            ("{phrases: go away}", False),
            ("{phrases: [1]}", False),
            ("{zones: [margin], phrases: [a]}", False),
            ("{zones: [body]}", False),
        )
    ],
    *[
        (RULE + more + "\n", good)
        for more, good in (
            ("unless: [{phrases: [please], within: message}]", True),
            ("unless: [{signal: reason, before: 1}]", True),
            ("unless: [{signal: reason, before: 1, within: paragraph}]", False),
            ("unless: [{signal: reason, within: page}]", False),
            ("unless: [{within: message}]", False),
            ("unless: {signal: reason}", False),
            ("when: [{words: 3}, {kind: reply}, {verdict: {of: no-reply, at-least: 0.5}}]", True),
            ("when: [{words: 3, kind: reply}]", False),
            ("when: [{kind: poem}]", False),
            ("when: [{}]", False),
            ("report: last", False),
            ("default: maybe", False),
            ("default: 'true'", False),
            ("default: false", True),
            ("language: es", True),
            ("language: any", True),
            ("language: Spanish", False),
            ("colour: red", False),
            ("source: 'FILL IN: who'", False),
        )
    ],
    *[
        (RULE.replace("[Go away., ", bad).replace("flag:", fix + "flag:"), good)
        for bad, fix, good in (
            ("[{text: Go away., after: Leave.}, ", "fix: {safe: {go away: Leave}}\n", True),
            ("[{text: Go away., after: Leave.}, ", "fix: {safe: {',': '.'}, unsafe: {go away: ''}}\n", True),
            ("[{text: Go away., after: Leave.}, ", "", False),
            ("[{text: Go away., after: ''}, ", "fix: {safe: {go away: Leave}}\n", False),
            ("[{text: Go away.}, ", "fix: {safe: {go away: Leave}}\n", False),
            ("[Go away., ", "fix: {safe: {go away: Leave}}\n", False),
            *[
                ("[{text: Go away., after: Leave.}, ", f"fix: {fix}\n", False)
                for fix in (
                    "{}",
                    "{safe: {}}",
                    "{safe: {a: b}, unsafe: {}}",
                    "{mild: {a: b}}",
                    "{safe: {a|b: c}}",
                    "{safe: {a: '{reason}'}}",
                    "{safe: {a: don't}}",
                    "{safe: {'': a}}",
                    "{safe: [a]}",
                )
            ],
        )
    ],
    (RULE.replace("[Stay., Come.]", "[{text: Stay., after: Come.}, Come.]"), False),
    (RULE.replace("code: AC101", "code: A1"), False),
    (RULE.replace("why: w\n", ""), False),
    (RULE.replace("severity: note", "severity: bad"), False),
    (RULE.replace("[Stay., Come.]", "[Stay.]"), False),
    (RULE.replace("[Stay., Come.]", "['[[Stay]].', Come.]"), False),
    ("[]", False),
    *[
        (OVERLAY + more + "\n", good)
        for more, good in (
            ("severity: note", True),
            ("default: false\nhelp: h", True),
            ("except: [don't reply to spam]\nexamples: {good: [Don't reply to spam.]}", True),
            ("phrases: [no answers]\nexamples: {bad: [No answers.]}", True),
            ("unless: [{signal: reason}]\nexamples: {good: [x]}", True),
            ("", False),
            ("examples: {bad: [a]}", False),
            ("phrases: [no answers]", False),
            ("phrases: [no answers]\nexamples: {good: [No answers.]}", False),
            ("except: [a]\nexamples: {bad: [a]}", False),
            ("except: [a]\nexamples: {good: []}", False),
            ("default: 'yes'", False),
            ("code: AC101", False),
        )
    ],
]


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return load(read_files([builtin.RULES]))


@pytest.mark.parametrize(("text", "good"), RULES)
def test_rules_and_overlays(text: str, good: bool, shipped: Pack) -> None:
    def read() -> object:
        value = compose(text, "x.yaml")
        if is_overlay(value):
            return read_overlay(value, 1, shipped.plain, shipped.ruleset.signals, {})
        return read_rule(value, "x", "wording", {})

    assert loads(read) is good
    assert validator("rule").is_valid(as_json(yaml.safe_load(text))) is good


def test_shipped_rules_are_valid_and_name_the_schema() -> None:
    checker = validator("rule")
    for path in builtin.RULES.rglob("*.yaml"):
        if path.parent.name not in ("signals", "words"):
            text = path.read_text(encoding="utf-8")
            assert [e.message for e in checker.iter_errors(yaml.safe_load(text))] == [], path
            relative = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
            assert (path.parent / relative).resolve() == (SCHEMAS / "rule.json").resolve(), path
