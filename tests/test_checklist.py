"""What a good reply has: found by phrases, and asked for only where something went wrong."""

from __future__ import annotations

import pytest

from respcheck import load_rules
from respcheck.checklist import lines
from respcheck.ruleset import Ruleset
from respcheck.settings import Settings
from respcheck.source import Source
from tests.conftest import ROOT, Run

WHY, NEXT, ROUTE, CARE = "says why", "says what happens next", "can be answered", "acknowledges the reader"


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(select=["RC101"])  # what rules are chosen does not matter


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "I'm sorry about the wait. We can't refund it because the seal is broken. I'll send a new seal by Friday. "
            "Just reply to this email.",
            f"{WHY}, {NEXT}, {ROUTE}, {CARE}",
        ),
        ("We can't refund it.", f"missing: {WHY}, {NEXT}, {ROUTE}, {CARE}"),
        ("The mast is green.", f"missing: {ROUTE}; not needed: {WHY}, {NEXT}, {CARE}"),
        (
            "The mast is green. Replies come straight to me.\n\n> I'm sorry because it is red.",
            f"{ROUTE}; not needed: {WHY}, {NEXT}, {CARE}",
        ),
    ],
)
def test_checklist(text: str, wanted: str, ruleset: Ruleset) -> None:
    assert list(lines(Source("a.txt", text), ruleset, Settings())) == [f"a.txt: {wanted}"]


def test_the_better_samples(run: Run) -> None:
    files = sorted(path.name for path in (ROOT / "samples").glob("*-better.*"))
    done = run("check", "--checklist", *files, cwd=ROOT / "samples")
    said = done.stdout.splitlines()
    assert [line.split(":")[0] for line in said] == files
    missing = [line for line in said if "missing" in line]
    assert missing == [f"app-update-better.txt: {WHY}, {NEXT}, {CARE}; missing: {ROUTE}"]


def test_full_says_it_of_clean_files_only(run: Run) -> None:
    done = run("check", "--output-format", "full", "-", input="The mast is green. Replies come straight to me.")
    assert done.stdout == "", "it is no finding"
    assert done.stderr.startswith(f"stdin.txt: {ROUTE}; ")
    done = run("check", "--output-format", "full", "-", input="Do not reply to this email.")
    assert "missing" not in done.stdout + done.stderr
    done = run("check", "--checklist", "-", input="Do not reply to this email.")
    assert f"missing: {ROUTE}" in done.stdout


def test_json_has_no_place_for_it(run: Run) -> None:
    done = run("check", "--checklist", "--output-format", "json", "-", input="Hi")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
