"""Every rule and signal that ships: its examples come out right, and each of its parts is needed by one."""

from __future__ import annotations

import pytest

from respcheck import builtin, selftest
from respcheck.pack import Pack, load, read_files


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(read_files([builtin.RULES]))


def test_examples(pack: Pack) -> None:
    ran, failures = selftest.run_examples(pack)
    assert ran > 500
    assert [str(failure) for failure in failures] == []


@pytest.mark.slow
def test_every_part_is_needed(pack: Pack) -> None:
    tried, idle = selftest.idle_parts(pack)
    assert tried > 400
    assert [str(failure) for failure in idle] == []


def test_every_rule_has_a_rewrite_or_says_what_to_do(pack: Pack) -> None:
    for rule in pack.ruleset.rules:
        assert len(rule.help) <= 120, rule.name
        assert len(rule.message) <= 110, rule.name
        assert not rule.message.endswith("."), rule.name
        assert rule.source, rule.name
