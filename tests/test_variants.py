"""Rules over branches: one bad branch is enough, and the finding names it."""

from __future__ import annotations

import pytest

from respcheck import pack
from respcheck.builtin import RULES
from respcheck.finding import Finding
from respcheck.linter import check
from respcheck.matcher import Matcher
from respcheck.ruleset import Ruleset
from respcheck.source import Source

REFUSAL = (
    "Hello Ada,\n\nUnfortunately we cannot approve your loan application, "
    "because your income could not be confirmed.\n\n"
)
STEP = "You can appeal this decision by replying to this e-mail before {{ date }}.\n"


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return pack.load(pack.read_files([RULES])).ruleset


def found(ruleset: Ruleset, text: str, rule: str) -> list[Finding]:
    return list(check(Source("m.txt.liquid", text), ruleset.only(ruleset.named(rule))).findings)


def test_one_bad_branch_is_enough_and_is_named(ruleset: Ruleset) -> None:
    text = REFUSAL + "{% if order.open %}\n" + STEP + "{% endif %}\n\nKind regards,\nThe Team"
    (finding,) = found(ruleset, text, "missing-next-step")
    assert finding.when == "`order.open` is false"
    assert finding.message.endswith("(when `order.open` is false)")
    assert finding.match.startswith("Unfortunately")


def test_what_holds_on_every_way_names_none(ruleset: Ruleset) -> None:
    text = REFUSAL + "{% if a %}\nYour file is here.\n{% endif %}\n\nKind regards,\nThe Team"
    (finding,) = found(ruleset, text, "missing-next-step")
    assert finding.when == ""


def test_alternatives_excuse_nothing_in_each_other(ruleset: Ruleset) -> None:
    text = "{% if a %}\n" + REFUSAL + "{% else %}\n" + STEP + "{% endif %}\n"
    (finding,) = found(ruleset, text, "missing-next-step")
    assert finding.match.startswith("Unfortunately")
    assert found(ruleset, REFUSAL + STEP, "missing-next-step") == []


def test_a_reason_counts_in_its_own_branch_only(ruleset: Ruleset) -> None:
    bad = "Unfortunately we cannot approve your loan.\n\n"
    text = (
        "{% if a %}\n"
        + bad
        + "{% else %}\n"
        + bad
        + "The reason is that your income could not be confirmed.\n{% endif %}"
    )
    (finding,) = found(ruleset, text, "missing-explanation")
    assert finding.source.position(finding.span.start)[0] == 2


def test_an_optional_reason_counts_in_its_own_branch_only(ruleset: Ruleset) -> None:
    text = "Unfortunately we cannot approve your loan.\n\n{% if reason %}\nThe reason: {{ reason }}\n{% endif %}\n"
    (finding,) = found(ruleset, text, "missing-explanation")
    assert finding.when == "`reason` is false"


def test_two_branches_that_are_both_bad_are_two_findings(ruleset: Ruleset) -> None:
    text = "{% if a %}\nYour parcel is delayed.\n{% else %}\nYour parcel is lost.\n{% endif %}\n"
    assert [f.match for f in found(ruleset, text, "missing-next-step")] == [
        "Your parcel is delayed.",
        "Your parcel is lost.",
    ]


def test_a_place_is_reported_once(ruleset: Ruleset) -> None:
    text = "Your parcel is lost.\n\n" + "".join(
        f"{{% if c{n} %}}\nThing {n} is blue.\n{{% endif %}}\n" for n in range(4)
    )
    for rule in ("RC301", "RC401", "RC601"):
        assert len(found(ruleset, text, rule)) <= 1


def test_a_limit_that_is_passed_is_noted(ruleset: Ruleset) -> None:
    text = "".join(f"{{% if c{n} %}}\nYes {n} then.\n{{% else %}}\nNo {n} then.\n{{% endif %}}\n" for n in range(9))
    assert "more than 32 ways" in check(Source("m.txt.liquid", text), ruleset).notes[0]


def test_sentences_are_matched_once_for_all_ways(ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = Matcher.find
    monkeypatch.setattr(Matcher, "find", lambda self, document: calls.append(1) or real(self, document))
    check(Source("m.txt.liquid", REFUSAL + "{% if a %}\n" + STEP + "{% endif %}\n"), ruleset)
    assert len(calls) == 1
