"""Fixes: exact edits, capitals and spaces after them, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from respcheck import load_rules
from respcheck.finding import Edit, Report
from respcheck.fix import apply, mend
from respcheck.linter import check
from respcheck.ruleset import Ruleset
from respcheck.source import Source, Span
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(select=["all"])


def mended(text: str, ruleset: Ruleset, name: str = "a.txt", unsafe: bool = False) -> str:
    def find(source: Source) -> Report:
        return check(source, ruleset)

    after, report, taken = mend(Source(name, text), find, unsafe)
    assert (after.text != text) is bool(taken)
    assert not any(f.edit and (f.edit.safe or unsafe) for f in report.findings)
    assert mend(after, find, unsafe)[2] == ()
    return after.text


SAFE = [
    ("a.txt", "I'm sorry, but we can't do it.", "I'm sorry. We can't do it."),
    ("a.txt", "I'm sorry but we can’t do it.", "I'm sorry. We can’t do it."),
    ("a.txt", "We're sorry,\r\nbut we cannot do it.\r\n", "We're sorry. We cannot do it.\r\n"),
    ("a.txt", "We're sorry, but I can't do it.", "We're sorry. I can't do it."),
    ("a.txt", "Simply click the bell. You can simply\nclick it.", "Click the bell. You can\nclick it."),
    ("a.txt", "Dear ,\n\nYour seat is booked.", "Hello,\n\nYour seat is booked."),
    ("a.html", "<p>Simply click <b>here</b>.</p>", "<p>Click <b>here</b>.</p>"),
    ("a.md.j2", "{% if a %}Simply click {{ b }}.{% endif %}", "{% if a %}Click {{ b }}.{% endif %}"),
    ("a.txt", "Your order has been cancelled. Ring us! Do!", "Your order has been cancelled. Ring us. Do."),
]
LEFT = [
    ("a.txt", "You wrote: “Simply click it.” That was wrong."),
    ("a.txt", "You wrote 'simply click it', and that was wrong."),
    ("a.txt", "You wrote \"they're sorry, but we can't do it\" to us."),
    ("a.txt", "> Simply click it.\n\nThank you for this."),
    ("a.txt", "I'm sorry, but {{ shop }} refunds are not possible."),  # what would need a capital is not known
    ("a.txt", "I'm sorry, but iPads are not eligible."),
    ("a.html", "<p><b>Simply</b> click it.</p>"),
    ("a.html", "<p>I'm sorry,&nbsp;but we can't do it.</p>"),
    ("a.md.j2", "I'm sorry{# , #}, {% if a %}but{% endif %} we can't do it."),
    ("a.txt", "Your order has been cancelled. Ring us!!"),
]


@pytest.mark.parametrize(("name", "text", "wanted"), SAFE)
def test_safe_fixes(name: str, text: str, wanted: str, ruleset: Ruleset) -> None:
    assert mended(text, ruleset, name) == wanted


@pytest.mark.parametrize(("name", "text"), LEFT)
def test_left_alone(name: str, text: str, ruleset: Ruleset) -> None:
    assert mended(text, ruleset, name, unsafe=True) == text


def test_unsafe_ones_only_when_asked(ruleset: Ruleset) -> None:
    text = "Dear Customer,\n\nSorry for any trouble. You can just click it."
    assert mended(text, ruleset) == text
    wanted = "Hello,\n\nSorry for the trouble. You can click it."
    assert mended(text, ruleset, unsafe=True) == wanted


def test_edits_lie_in_the_source_and_change_it(ruleset: Ruleset) -> None:
    (finding,) = (f for f in check(Source("a.txt", "Sorry, but we can't."), ruleset).findings if f.edit)
    assert finding.edit == Edit(Span(5, 13), ". We", True)


def test_apply_takes_edits_in_any_order() -> None:
    assert apply("abc", [Edit(Span(2, 3), "C", True), Edit(Span(0, 1), "", True)]) == "bC"


def test_overlapping_edits_are_taken_one_after_the_other(ruleset: Ruleset) -> None:
    finding = next(f for f in check(Source("a.txt", "Sorry, but we can't."), ruleset).findings if f.edit)
    twice = Report((finding, replace(finding, edit=Edit(Span(7, 9), "X", True))), 1)
    after, _, taken = mend(finding.source, lambda s: twice if s is finding.source else Report((), 1))
    assert (after.text, len(taken)) == ("Sorry. We can't.", 1)


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.*")), ids=lambda path: path.name)
def test_samples_stay_well_formed(path: Path, ruleset: Ruleset) -> None:
    text = path.read_bytes().decode()
    after = mended(text, ruleset, str(path), unsafe=True)
    assert [c for c in text if c in "{}<>%\r\n|"] == [c for c in after if c in "{}<>%\r\n|"]
