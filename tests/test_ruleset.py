"""Choosing rules."""

from __future__ import annotations

import pytest

from respcheck import load_rules
from respcheck.builtin import RULES
from respcheck.errors import RespcheckError
from respcheck.pack import load, read_files
from respcheck.ruleset import Ruleset


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load(read_files([RULES])).ruleset


def codes(ruleset: Ruleset) -> list[str]:
    return [rule.code for rule in ruleset.rules]


def test_default_leaves_out_what_is_off(ruleset: Ruleset) -> None:
    chosen = load_rules()
    assert chosen.rules
    assert all(rule.default for rule in chosen.rules)
    assert len(chosen.rules) < len(ruleset.rules)


@pytest.mark.parametrize("name", ["RC101", "do-not-reply"])
def test_by_code_or_name(name: str) -> None:
    assert codes(load_rules(select=[name])) == ["RC101"]


def test_by_prefix_and_family() -> None:
    by_prefix = codes(load_rules(select=["RC1"]))
    assert by_prefix
    assert codes(load_rules(select=["no-reply"])) == by_prefix
    assert all(code.startswith("RC1") for code in by_prefix)


def test_ignore_wins_and_extend_adds(ruleset: Ruleset) -> None:
    assert "RC101" not in codes(load_rules(ignore=["RC101"]))
    off = next(rule for rule in ruleset.rules if not rule.default)
    assert off.code in codes(load_rules(extend_select=[off.name]))
    assert codes(load_rules(select=["all"])) == codes(ruleset)


@pytest.mark.parametrize(("name", "hint"), [("do-not-repy", "did you mean 'do-not-reply'"), ("RC999", ""), ("", "")])
def test_an_unknown_name_is_refused(name: str, hint: str) -> None:
    with pytest.raises(RespcheckError, match=hint or "no rule has"):
        load_rules(select=[name])
