"""Rule folders: what loads, and what each mistake says."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck.builtin import RULES
from respcheck.errors import RespcheckError
from respcheck.pack import Pack, load, read_files
from respcheck.rule import Guard, Severity
from respcheck.signal import Exemption, Reach

WE = "description: The sender.\nwords: [we, i]\n"
SIGNAL = """\
description: Says no.
phrases:
  - <we> cannot
except:
  - we cannot wait
examples:
  match: ["[[We cannot]] do it.", "I can't."]
  no-match: [We can., We cannot wait to see you.]
"""
RULE = """\
code: AB101
severity: warning
message: "'{match}' says no"
help: Say yes.
why: Because.
flag:
  signal: denial
unless:
  - phrases: [because]
    within: message
  - signal: denial
    before: 1
when:
  - words: 3
report: first
examples:
  bad: ["[[We cannot]] help you.", We cannot do that.]
  good: [We can., We cannot because it broke.]
"""


def write(folder: Path, **texts: str) -> Path:
    """`write(folder, rules__no="...")` writes folder/rules/no.yaml."""
    for name, text in texts.items():
        path = folder.joinpath(*name.replace("_0_", "-").split("__")).with_suffix(".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def pack_of(folder: Path) -> Pack:
    return load(read_files([folder]))


def test_a_rule_with_all_it_leans_on(tmp_path: Path) -> None:
    pack = pack_of(write(tmp_path, words__we=WE, signals__denial=SIGNAL, house__blunt=RULE))
    (rule,) = pack.ruleset.rules
    assert (rule.code, rule.name, rule.family, rule.severity) == ("AB101", "blunt", "house", Severity.WARNING)
    assert rule.unless == (Exemption("blunt/unless-1", Reach.MESSAGE), Exemption("denial", before=1))
    assert rule.when == (Guard("words", 3),)
    assert sorted(pack.ruleset.signals) == ["blunt/unless-1", "denial", "signals/denial/except"]
    assert [len(pack.examples["blunt"].bad), len(pack.examples["signals/denial"].good)] == [2, 2]
    assert pack.examples["blunt"].bad[0].marks == ((0, 9),)


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        ("rule", "code: AB101", "code: A1", "rule.yaml:1:7: 'A1' is no code"),
        (
            "rule",
            "severity: warning",
            "severity: warn",
            "rule.yaml:2:11: unknown value 'warn'; did you mean 'warning'?",
        ),
        (
            "rule",
            "signal: denial\n",
            "signal: denail\n",
            "rule.yaml:1: no signal named 'denail'; did you mean 'denial'?",
        ),
        ("rule", "flag:\n  signal: denial", "flag: {sentence: middle}", "unknown value 'middle'"),
        ("rule", "flag:\n  signal: denial", "flag: {signal: denial, sentence: last}", "flag one thing"),
        ("rule", "flag:\n  signal: denial", "flag: {regex: ['(']}", "not a valid regular expression"),
        ("rule", "flag:\n  signal: denial", "flag: {phrases: ['(a']}", "unclosed '('"),
        ("rule", "flag:\n  signal: denial", "flag: {phrases: [a, a]}", "the phrase 'a' stands twice"),
        ("rule", "flag:\n  signal: denial", "flag: {zones: [body]}", "nothing to find"),
        ("rule", "    within: message", "    within: page", "unknown value 'page'"),
        ("rule", "    before: 1", "    before: 1\n    within: message", "'before' and 'after' count sentences"),
        ("rule", "  - words: 3", "  - words: three", "expected a number of at least 1"),
        ("rule", "  - words: 3", "  - {words: 3, kind: reply}", "one condition an entry"),
        ("rule", "We cannot do that.", "'[[We cannot'", "must come in pairs"),
        ("rule", "good: [We can.,", "good: ['[[We]] can.',", "'good' examples mark nothing"),
        ("rule", ", We cannot do that.]", "]", "at least two 'bad' examples are needed"),
        ("rule", "why: Because.\n", "", "rule.yaml:1:1: key 'why' is missing"),
        ("signal", "<we> cannot", "<us> cannot", "no word list named <us>"),
        ("signal", "phrases:", "phrase:", "unknown key 'phrase'; did you mean 'phrases'?"),
        ("words", "words: [we, i]", "words: []", "the list is empty"),
        ("words", "words: [we, i]", "words: ['<we> all']", "word lists lean on each other: we -> we"),
        ("words", "words: [we, i]", "verbs: ['re(fund)']", "a word, or all its forms"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, part: str, old: str, new: str, message: str) -> None:
    texts = {"rule": RULE, "signal": SIGNAL, "words": WE}
    assert old in texts[part]
    texts[part] = texts[part].replace(old, new)
    write(tmp_path, words__we=texts["words"], signals__denial=texts["signal"], house__rule=texts["rule"])
    with pytest.raises(RespcheckError) as caught:
        pack_of(tmp_path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_signals_that_lean_on_themselves(tmp_path: Path) -> None:
    text = SIGNAL.replace("except:", "signals: [denial]\nexcept:")
    with pytest.raises(RespcheckError, match="signals lean on each other: denial -> denial"):
        pack_of(write(tmp_path, words__we=WE, signals__denial=text))


def test_clashes_name_both_files(tmp_path: Path) -> None:
    write(tmp_path, words__we=WE, signals__denial=SIGNAL, house__one=RULE, house__two=RULE)
    with pytest.raises(RespcheckError, match=r"two.yaml:1: the code AB101 is taken already, in .*one.yaml:1"):
        pack_of(tmp_path)


@pytest.mark.parametrize("missing", ["nowhere", "empty"])
def test_a_folder_without_rules(tmp_path: Path, missing: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(RespcheckError, match=missing):
        pack_of(tmp_path / missing)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RespcheckError, match=r"x.yaml: can't be read: not UTF-8"):
        pack_of(tmp_path)


def test_a_name_that_is_no_name(tmp_path: Path) -> None:
    with pytest.raises(RespcheckError, match="'Bad_Name' is no name"):
        pack_of(write(tmp_path, house__Bad_Name=RULE))


def test_the_shipped_rules_load() -> None:
    rules = load(read_files([RULES])).ruleset.rules
    assert len(rules) >= 40
    assert all(rule.code.startswith("RC") for rule in rules)
