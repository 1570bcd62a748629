"""A rule's page, a family's overview and the table of rules, at the widths of terminals."""

from __future__ import annotations

import re

import pytest

from respcheck import builtin, rulepage
from respcheck.console import STYLES, Screen
from respcheck.measured import Measured
from respcheck.pack import Pack, load, read_files
from respcheck.rule import Rule


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(read_files([builtin.RULES]))


def named(pack: Pack, name: str) -> tuple[Rule, ...]:
    return pack.ruleset.only(pack.ruleset.named(name)).rules


@pytest.mark.parametrize("columns", [72, 80, 120])
def test_everything_fits(pack: Pack, columns: int) -> None:
    screen, rules = Screen(columns), pack.ruleset.rules
    shown = [line for rule in rules for line in rulepage.page(rule, pack, Measured(3, 4), screen)]
    shown += rulepage.overview("all", rules, pack, screen)
    assert max(map(len, shown)) <= min(columns, 88)
    assert not [line for line in shown if line != line.rstrip()]


def test_an_overview_says_it_of_an_example(pack: Pack) -> None:
    rules = named(pack, "policy-wall")
    head, *shown = rulepage.overview("policy-wall", rules, pack, Screen(120))
    assert head == f"policy-wall: {len(rules)} rules"
    assert shown[:4] == [
        "",
        "RC201 policy-as-reason (error, policy-wall)",
        "  'As per our policy, a late fee' gives a rule as the reason, not what the rule is for",
        "  = Say what the rule protects, or what you can do instead.",
    ]
    assert not [line for line in shown if "{match}" in line]
    assert shown.count("") == len(rules)


def test_colours_and_links_change_no_words(pack: Pack) -> None:
    rules = pack.ruleset.rules
    for make in (
        lambda screen: rulepage.table(rules, screen),
        lambda screen: rulepage.overview("all", rules, pack, screen),
        lambda screen: (line for rule in rules for line in rulepage.page(rule, pack, None, screen)),
    ):
        painted = "\n".join(make(Screen(80, color=True, links=True)))
        assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", painted) == "\n".join(make(Screen(80)))
        assert all(f"\x1b[{STYLES[style]}m" in painted for style in ("error", "warning", "note"))
        assert "/policy-wall/policy-as-reason.yaml\x1b\\" in painted


def test_what_is_flagged_has_brackets_and_a_colour(pack: Pack) -> None:
    (rule,) = named(pack, "RC201")
    page = list(rulepage.page(rule, pack, None, Screen(80, color=True)))
    assert f"  - Sorry, \x1b[{STYLES['error']}m[our policy doesn't allow]\x1b[0m a swap after the first lesson." in page


def test_an_examples_lines_stay_lines(pack: Pack) -> None:
    (rule,) = named(pack, "long-sentence")
    page = list(rulepage.page(rule, pack, None, Screen(80)))
    at = page.index("  - What to bring on Monday:")
    assert page[at + 1].startswith("    - the permit for the bay")
