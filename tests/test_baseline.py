"""Baselines: what is known stays quiet wherever it goes, and one more copy of it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respcheck.baseline import Entry, parse, render
from respcheck.errors import RespcheckError
from tests.conftest import Run

BAD = "Please do not reply to this email."
FILE = ".respcheck-baseline.json"
CHECK = ("check", "-q", "--select", "RC101", "--baseline", FILE)


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """Two files with one finding each, and a baseline that knows them."""
    (tmp_path / "a.txt").write_text(f"Hi Ana,\n\n{BAD}\n")
    (tmp_path / "b.txt").write_text(f"Hi Ben,\n\n{BAD}\n")
    done = run("baseline", "write", "--select", "RC101")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{FILE}: 2 findings in 2 files (2 taken in, 0 taken out)\n")
    return tmp_path


def entries(folder: Path) -> list[Entry]:
    return list(parse((folder / FILE).read_text(), FILE).entries)


def test_what_is_known_is_not_reported(run: Run, folder: Path) -> None:
    done = run(*CHECK)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run("check", "-q", "--select", "RC101").returncode == 1
    shown = run(*CHECK, "--show-suppressed")
    assert (shown.returncode, shown.stdout.count(f"(suppressed by {FILE})")) == (0, 2)
    (first, _) = json.loads(run(*CHECK, "--show-suppressed", "--output-format", "json").stdout)
    assert first["suppressed"] == {"how": "baseline", "reason": "", "place": FILE}


@pytest.mark.parametrize(
    "text",
    [
        f"Hi Ana,\n\nYour parcel is here.\n\n{BAD}\n",
        "Hi Ana,\n\nPlease do not\nreply to this\nemail.\n",
        "Hi Ana,\n\nPLEASE do not  reply to this email.\n",
    ],
)
def test_moving_and_wrapping_wake_nothing(run: Run, folder: Path, text: str) -> None:
    (folder / "a.txt").write_text(text)
    assert run(*CHECK).stdout == ""


def test_renaming_wakes_nothing(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "a.txt").rename(folder / "sub" / "c.txt")
    assert run(*CHECK).stdout == ""
    assert run("baseline", "prune", "--select", "RC101").returncode == 0
    assert [entry.path for entry in entries(folder)] == ["b.txt", "sub/c.txt"]


def test_a_sentence_moved_to_another_file_is_known_there(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("Hi Ana,\n\nThank you.\n")
    (folder / "c.txt").write_text(f"Hi Cem,\n\n{BAD}\n")
    assert run(*CHECK).stdout == ""


def test_a_second_copy_is_reported_where_it_is(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(f"Hi Ana,\n\n{BAD}\n\n{BAD}\n")
    assert run(*CHECK).stdout.startswith("a.txt:5:1: error: RC101")
    (folder / "a.txt").write_text(f"Hi Ana,\n\n{BAD}\n")
    (folder / "aa.txt").write_text(f"Hi Ana,\n\n{BAD}\n")
    (line,) = run(*CHECK).stdout.splitlines()
    assert line.startswith("aa.txt:3:1:")
    assert run(*CHECK, "aa.txt").stdout.splitlines() == [line], "also when the others are not looked at"


def test_another_zone_or_rule_is_new(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(f"Subject: {BAD}\n\nHi Ana.\n")
    assert "a.txt:1:10" in run(*CHECK).stdout


def test_what_is_mended_is_stale_and_can_be_pruned(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("Hi Ana,\n\nThank you.\n")
    done = run("check", "--select", "RC101", "--baseline", FILE)
    note = f"{FILE}: note: 1 finding in 1 file can no longer be found; `respcheck baseline prune` takes them out"
    assert note in done.stderr
    assert note not in run("check", "--select", "RC101", "--baseline", FILE, "b.txt").stderr, "a.txt was not read"
    assert note not in run("check", "--select", "RC2", "--baseline", FILE).stderr, "the rule did not run"
    assert "(0 taken in, 1 taken out)" in run("baseline", "prune", "b.txt", "a.txt", "--select", "RC101").stderr
    assert [entry.path for entry in entries(folder)] == ["b.txt"]


def test_it_grows_only_when_asked(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(f"Hi Ana,\n\n{BAD}\n\n{BAD}\n")
    before = (folder / FILE).read_bytes()
    done = run("baseline", "write", "--select", "RC101")
    assert done.returncode == 2
    assert f"{FILE}: is there already" in done.stderr
    assert "(0 taken in, 0 taken out)" in run("baseline", "prune", "--select", "RC101").stderr
    assert (folder / FILE).read_bytes() == before
    assert run("baseline", "write", "--update", "a.txt", "--select", "RC101").returncode == 0
    assert [(entry.path, entry.times) for entry in entries(folder)] == [("a.txt", 2), ("b.txt", 1)]


def test_no_words_in_it_unless_asked(run: Run, folder: Path) -> None:
    assert "reply" not in (folder / FILE).read_text()
    assert run("baseline", "show").stdout == "a.txt: RC101\nb.txt: RC101\n"
    run("baseline", "write", "--update", "--with-text", "--select", "RC101")
    assert run("baseline", "show").stdout.startswith("a.txt: RC101  Please do not reply to this email\n")
    run("baseline", "prune", "--select", "RC101")
    assert "reply" in (folder / FILE).read_text()


def test_it_lies_elsewhere_and_is_asked_from_elsewhere(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    run("baseline", "write", "--select", "RC101", "--file", "sub/known.json")
    assert run("check", "-q", "--select", "RC101", "--baseline", "known.json", "..", cwd=folder / "sub").stdout == ""
    piped = run("check", "-", "--stdin-filename", "a.txt", *CHECK[1:], input=f"{BAD}\n")
    assert piped.stdout == ""


def test_the_configured_one(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / ".respcheck.yml").write_text("select: [RC101]\nbaseline: sub/known.json\n")
    (done,) = run("check").stderr.splitlines()
    assert done == "respcheck: sub/known.json: no such baseline; `respcheck baseline write` makes one"
    assert run("baseline", "write").returncode == 0
    assert run("check", "-q").stdout == ""
    assert run("baseline", "show").stdout == "../a.txt: RC101\n../b.txt: RC101\n"
    assert run("check", "-q", "--isolated", "--select", "RC101").stdout.count("RC101") == 2


def test_each_file_has_the_baseline_of_its_configuration(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text(f"Hi Cem,\n\n{BAD}\n")
    (folder / ".respcheck.yml").write_text("select: [RC101]\nbaseline: top.json\n")
    (folder / "sub" / ".respcheck.yml").write_text("select: [RC101]\nbaseline: own.json\n")
    assert run("baseline", "write").stderr.splitlines() == [
        "top.json: 2 findings in 2 files (2 taken in, 0 taken out)",
        "sub/own.json: 1 finding in 1 file (1 taken in, 0 taken out)",
    ]
    assert run("check", "-q").stdout == ""
    (folder / "a.txt").write_text("Hi Ana.\n")
    (folder / "sub" / "c.txt").write_text(f"{BAD}\n\n{BAD}\n")
    assert run("check", "-q").stdout.startswith("sub/c.txt:3:1:"), "what is gone from one is not free in the other"


def test_an_entry_is_judged_by_the_rules_of_its_file(run: Run, folder: Path) -> None:
    (folder / ".respcheck.yml").write_text("select: [RC1]\npaths: {a.txt: {ignore: RC101}}\n")
    (folder / "b.txt").write_text("Hi Ben.\n")
    assert "(0 taken in, 1 taken out)" in run("baseline", "prune").stderr
    assert [entry.path for entry in entries(folder)] == ["a.txt"], "no rule that ran there could have found it"


def test_the_file_can_be_read_line_by_line(run: Run, folder: Path) -> None:
    text = (folder / FILE).read_text()
    assert text == render(parse(text, FILE))
    assert sum("RC101" in line for line in text.splitlines()) == 2


def test_findings_about_suppressions_are_not_taken_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text("{# respcheck: ignore #}\nHi.\n")
    run("baseline", "write")
    assert entries(tmp_path) == []
    assert "RC002" in run("check", "--baseline", FILE).stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such baseline; `respcheck baseline write` makes one"),
        ("{", ":1:2: not valid JSON; restore the file, or write it anew"),
        ("[]", "no baseline of version 1"),
        ('{"version": 2}', "no baseline of version 1"),
        ('{"version": 1, "findings": [{"path": "a"}]}', "an entry lacks its path, code, fingerprint or times"),
        ('{"version": 1, "findings": [{"path": "a", "code": "b", "fingerprint": "c", "times": 0}]}', "an entry lacks"),
    ],
)
def test_a_broken_baseline_is_one_line(run: Run, tmp_path: Path, text: str | None, message: str) -> None:
    (tmp_path / "a.txt").write_text("Hi.\n")
    if text is not None:
        (tmp_path / "base.json").write_text(text)
    for done in (run("check", "--baseline", "base.json", "a.txt"), run("baseline", "prune", "--file", "base.json")):
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert line.startswith("respcheck: base.json:")
        assert message in line


def test_nothing_is_written_when_a_file_cannot_be_read(run: Run, folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    (folder / "a.txt").write_text("Hi.\n")
    (folder / "c.txt").symlink_to("nowhere")
    done = run("baseline", "prune", "--select", "RC101")
    assert done.returncode == 2
    assert (folder / FILE).read_bytes() == before


def test_parsing_refuses_other_values() -> None:
    with pytest.raises(RespcheckError):
        parse('{"version": 1, "findings": [{"path": 1, "code": "b", "fingerprint": "c", "times": 1}]}', FILE)


def test_writing_says_how_the_baseline_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Please do not reply to this email.\n")
    assert "`check --baseline .respcheck-baseline.json`" in run("baseline", "write").stderr
    (tmp_path / ".respcheck.yml").write_text("baseline: .respcheck-baseline.json\n")
    assert "check --baseline" not in run("baseline", "prune").stderr
