"""Layers of settings: what each adds, and how `allow` entries are understood."""

from __future__ import annotations

import pytest

from respcheck.builtin import RULES
from respcheck.errors import RespcheckError
from respcheck.linter import check
from respcheck.pack import load, read_files
from respcheck.phrase import Pattern
from respcheck.rule import Severity
from respcheck.ruleset import Ruleset
from respcheck.settings import Given, Layer, Names, Place, Settings, settle, understand
from respcheck.source import Source

HERE = Place("x.yml", 3, 5)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load(read_files([RULES])).ruleset


def names(*texts: str) -> Names:
    return tuple(Given(text, HERE) for text in texts)


def codes(ruleset: Ruleset, *layers: Layer) -> set[str]:
    return {rule.code for rule in settle(ruleset, layers)[0].rules}


def test_each_layer_starts_from_what_those_below_leave(ruleset: Ruleset) -> None:
    base = Layer(select=names("no-reply", "policy-wall"), ignore=names("RC101"))
    assert "RC101" not in codes(ruleset, base)
    assert "RC101" in codes(ruleset, base, Layer(extend_select=names("RC101")))
    assert codes(ruleset, base, Layer(ignore=names("RC1"))) == {c for c in codes(ruleset, base) if c.startswith("RC2")}
    assert codes(ruleset, base, Layer(select=names("RC101"))) == {"RC101"}
    assert codes(ruleset, Layer()) == {rule.code for rule in ruleset.rules if rule.default}


def test_the_later_severity_counts(ruleset: Ruleset) -> None:
    low = Layer(select=names("RC1"), severity=((Given("no-reply", HERE), Severity.NOTE),))
    high = Layer(severity=((Given("RC101", HERE), Severity.ERROR),))
    chosen, _ = settle(ruleset, (low, high))
    assert {rule.severity.word for rule in chosen.rules if rule.code != "RC101"} == {"note"}
    assert next(rule for rule in chosen.rules if rule.code == "RC101").severity is Severity.ERROR


def test_the_last_value_counts_and_unset_ones_change_nothing(ruleset: Ruleset) -> None:
    low = Layer(kind=Given("reply", HERE), max_warnings=Given(3, HERE), fail_on=Given("note", HERE))
    _, settings = settle(ruleset, (low, Layer(kind=Given("template", HERE)), Layer()))
    assert settings == Settings(kind="template", max_warnings=Given(3, HERE), fail_on="note")


def test_allow_takes_rules_and_phrases(ruleset: Ruleset) -> None:
    assert understand(Given("calm-down", HERE), ruleset) == {"RC627"}
    assert understand(Given("RC627", HERE), ruleset) == {"RC627"}
    for phrase in ("calm down", "blame", "follow-up", "<we> <cannot> refund"):
        assert isinstance(understand(Given(phrase, HERE), ruleset), Pattern)
    for text in ("calm-dwn", "RC6277", "XY123", "<wee> cannot", "(a"):
        with pytest.raises(RespcheckError, match=r"x.yml") as caught:
            understand(Given(text, HERE), ruleset)
        assert str(caught.value).startswith("x.yml:3:5: ")


@pytest.mark.parametrize(
    ("phrase", "dropped"),
    [
        ("please do not reply to this email", True),
        ("(please )?do not reply to this (email|message) thanks", False),
        ("please do not", False),
        ("<please> do not reply ... email", None),
    ],
)
def test_a_finding_inside_an_allowed_phrase_is_dropped(ruleset: Ruleset, phrase: str, dropped: bool | None) -> None:
    layer = Layer(select=names("RC101"), allow=names(phrase))
    if dropped is None:
        with pytest.raises(RespcheckError, match="no word list named <please>"):
            settle(ruleset, (layer,))
    else:
        report = check(Source("a.txt", "Please don't reply to this email."), *settle(ruleset, (layer,)))
        assert bool(report.findings) is not dropped
