"""Overlays: a rule of another pack changed without copying it."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck import cache, selftest
from respcheck.errors import RespcheckError
from respcheck.linter import check
from respcheck.pack import Pack, load, read_files
from respcheck.rule import Severity
from respcheck.source import Source
from tests.test_pack import SIGNAL, WE, write

BLUNT = """\
code: AB101
severity: warning
message: "'{match}' says no"
help: Say yes.
why: Because.
flag:
  signal: denial
examples:
  bad: ["[[We cannot]] help you.", We cannot do that.]
  good: [We can., Yes.]
"""
SOFTER = """\
overlay: blunt
severity: note
message: "'{match}' is blunt"
help: Say how.
phrases: [no way]
except: [we cannot thank you enough]
unless:
  - phrases: [because]
examples:
  bad: ["[[No way]]."]
  good: [We cannot thank you enough., We cannot because it broke.]
"""


def pack_of(folder: Path, **overlays: str) -> Pack:
    base = write(folder / "base", words__we=WE, signals__denial=SIGNAL, house__blunt=BLUNT)
    return load(read_files([base, write(folder / "own", **overlays)]))


def found(pack: Pack, text: str) -> list[str]:
    return [finding.match for finding in check(Source("a.txt", text), pack.ruleset).findings]


def test_all_that_an_overlay_changes(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, tone__softer=SOFTER)
    (rule,) = pack.ruleset.rules
    assert (rule.code, rule.severity, rule.message, rule.help) == (
        "AB101", Severity.NOTE, "'{match}' is blunt", "Say how."
    )  # fmt: skip
    assert rule.why == "Because."
    text = "We cannot go. No way. We cannot thank you enough. We cannot stay because it broke."
    assert found(pack, text) == ["We cannot", "No way"]
    assert found(pack_of(tmp_path / "b", tone__x="overlay: AB101\nhelp: h\n"), text) == ["We cannot"] * 3


def test_examples_are_tested_on_what_they_are_examples_of(tmp_path: Path) -> None:
    silent = SOFTER.replace("phrases: [because]", "phrases: [help]")  # the rule's own first example falls silent
    pack = pack_of(tmp_path, tone__softer=silent.replace("because it broke", "help"))
    assert selftest.run_examples(pack) == (11, [])
    assert selftest.run_examples(pack, tmp_path / "own") == (3, [])
    tried, idle = selftest.idle_parts(pack, tmp_path / "own")
    assert (tried, idle) == (3, [])


def test_a_part_that_no_example_of_the_overlay_needs(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, tone__softer=SOFTER.replace("[no way]", "[no way, never ever]"))
    (idle,) = selftest.idle_parts(pack, tmp_path / "own")[1]
    assert str(idle).endswith("softer.yaml:1: overlay-1/blunt: no example needs the phrase 'never ever'")


def test_overlays_come_one_after_another(tmp_path: Path) -> None:
    more = "overlay: blunt\ndefault: false\nphrases: [not a chance]\nexamples: {bad: ['[[Not a chance]].']}\n"
    pack = pack_of(tmp_path, tone__a=SOFTER, tone__b=more)
    (rule,) = pack.ruleset.rules
    assert (rule.default, rule.severity) == (False, Severity.NOTE)
    assert found(pack, "Not a chance. No way. We cannot go.") == ["Not a chance", "No way", "We cannot"]
    assert selftest.run_examples(pack)[1] == []


def test_an_overlaid_rule_comes_back_from_the_cache_the_same(tmp_path: Path) -> None:
    ruleset = pack_of(tmp_path, tone__softer=SOFTER).ruleset
    cache.save("overlaid", ruleset)
    again = cache.load("overlaid")
    assert again is not None
    assert (again.rules, again.signals) == (ruleset.rules, ruleset.signals)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("overlay: blnt\nhelp: h\n", ":1:10: no rule named 'blnt'; did you mean 'blunt'?"),
        ("overlay: blunt\n", ":1:1: changes nothing: give severity"),
        ("overlay: blunt\nhelpp: h\n", ":2:1: unknown key 'helpp'; did you mean 'help'?"),
        ("overlay: blunt\nphrases: [a]\n", "'phrases' need a 'bad' example"),
        ("overlay: blunt\nexcept: [a]\n", "'except' and 'unless' need a 'good' example"),
        ("overlay: blunt\nunless: [{signal: denail}]\nexamples: {good: [a]}\n", "no signal named 'denail'"),
        ("overlay: long\nphrases: [a]\nexamples: {bad: [a]}\n", ":2:10: long flags whole sentences"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    long = BLUNT.replace("AB101", "AB102").replace("signal: denial", "words: 3")
    with pytest.raises(RespcheckError) as caught:
        pack_of(tmp_path, tone__long=long, tone__x=text)
    assert message in str(caught.value)
