"""Precision as people judged it: what ships is sound, and a rule that was often wrong is no more than a note."""

from __future__ import annotations

from benchmarks import measure
from respcheck import builtin, measured
from respcheck.measured import Measured
from respcheck.pack import load, read_files
from respcheck.rule import Severity

#: Fewer judged findings than this say too little to move a rule.
ENOUGH = 8


def test_every_entry_is_of_a_rule_and_adds_up() -> None:
    codes = {rule.code for rule in load(read_files([builtin.RULES])).ruleset.rules}
    known = measured.load()
    assert known.keys() <= codes
    assert all(0 <= entry.right <= entry.judged for entry in known.values())


def test_a_rule_that_was_often_wrong_is_a_note_or_off() -> None:
    known = measured.load()
    loud = {
        rule.code: known[rule.code].precision
        for rule in load(read_files([builtin.RULES])).ruleset.rules
        if rule.code in known and rule.default and rule.severity > Severity.NOTE
        if known[rule.code].judged >= ENOUGH and known[rule.code].precision < 0.8
    }
    assert loud == {}


def test_precision_is_the_share_found_right() -> None:
    assert Measured(right=3, judged=4).precision == 0.75


def test_what_ships_is_what_was_judged() -> None:
    assert measured.PATH.read_text(encoding="utf-8") == measure.rendered(measure.count(measure.read()))


def test_unsure_findings_are_not_counted() -> None:
    judged = {("a.md", "RC1", "1"): "right", ("a.md", "RC1", "2"): "wrong", ("b.md", "RC1", "1"): "unsure"}
    assert measure.count(judged) == {"RC1": {"right": 1, "judged": 2}}
