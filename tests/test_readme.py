"""The README's commands do what it says, and its rule table is the rules'."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
from pathlib import Path

import pytest

from respcheck import builtin
from respcheck.pack import load, read_files
from respcheck.reporters import REPORTERS
from respcheck.reporters.string import FIELDS
from tests.conftest import ROOT, Run
from tests.test_packaging import copy_checkout

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """The code block behind a `<!-- mark -->`."""
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_prints_what_it_shows(run: Run) -> None:
    command, *shown = block("example").splitlines()
    assert command.startswith("$ respcheck ")
    done = run(*command.split()[2:], cwd=ROOT)
    assert done.stdout.splitlines() == shown
    assert done.returncode == 1


def test_the_diff_is_as_shown(run: Run) -> None:
    command, *shown, rest = block("diff example").splitlines()
    done = run(*command.split()[2:], cwd=ROOT)
    assert done.stdout.splitlines()[: len(shown)] == shown
    assert rest == "..."


def test_the_suppressions_are_used(run: Run, tmp_path: Path) -> None:
    text = block("suppression")
    (tmp_path / "a.txt.j2").write_text(text)
    done = run("check", "--select", "policy-wall,tool", "--show-suppressed", "a.txt.j2")
    assert done.returncode == 0
    reasons = ("counsel wants it so", "quoted from the contract")
    assert all(reason in done.stdout for reason in reasons)
    assert all("(suppressed by a.txt.j2:" in line for line in done.stdout.splitlines())


def rule_table() -> str:
    """The rules by family, as the README lists them."""
    families: dict[str, list[str]] = {}
    for rule in load(read_files([builtin.RULES])).ruleset.rules:
        families.setdefault(rule.family, []).append(f"`{rule.code}` {rule.name}{'' if rule.default else ' (off)'}")
    rows = [f"| {family} | {', '.join(rules)} |" for family, rules in families.items()]
    return "\n".join(["| family | rules |", "|---|---|", *rows])


def test_the_rule_table_is_the_rules() -> None:
    found = re.search(r"<!-- rules -->\n(.*?)\n?<!-- /rules -->", README, re.DOTALL)
    assert found is not None
    assert found[1] == rule_table()


def test_the_configuration_shown_is_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "milder.yaml").write_text("overlay: calm-down\nseverity: note\n")
    (tmp_path / ".respcheck.yml").write_text(block("configuration"), encoding="utf-8")
    done = run("config", "legal/terms.txt")
    assert done.returncode == 0, done.stderr
    assert "under 'legal/'" in done.stdout
    assert "the phrase 'sorry for any inconvenience'" in done.stdout


def test_every_key_of_the_configuration_is_explained() -> None:
    schema = json.loads((ROOT / "respcheck" / "schemas" / "config.json").read_text(encoding="utf-8"))
    rows = re.findall(r"(?m)^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", README[README.index("### Configuration") :])
    assert set(re.findall(r"[a-z-]+", " ".join(rows))) >= set(schema["properties"])


def test_the_python_session_is_what_python_says() -> None:
    found = re.search(r"```pycon\n(.*?)```", README, re.DOTALL)
    assert found is not None
    session = doctest.DocTestParser().get_doctest(found[1], {}, "README", "README.md", 0)
    assert doctest.DocTestRunner().run(session) == doctest.TestResults(0, 5)


def test_every_format_and_field_is_listed() -> None:
    table = README.partition("### Output\n")[2].partition("\nWithout")[0]
    assert set(re.findall(r"`([a-z]+)`", re.sub(r"\| [^|]* \| [^|]* \|$", "|", table, flags=re.M))) == {*REPORTERS} - {
        "string"
    }
    fields = README.partition("<!-- fields -->\n")[2].partition("\n<!-- /fields -->")[0]
    assert fields == ", ".join(f"`{name}`" for name in FIELDS)


def test_ci_calls_the_test_command() -> None:
    assert "<!-- test-command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "pip install" in block("test-command")
    assert "pytest" in block("test-command")


@pytest.mark.slow
def test_the_lint_command_on_a_bare_copy(tmp_path: Path) -> None:
    copy = copy_checkout(tmp_path)
    done = subprocess.run(["bash", "-c", block("lint-command")], cwd=copy, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "samples/app-update.txt" in done.stdout
