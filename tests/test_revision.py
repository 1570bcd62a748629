"""Only what has changed since a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

BAD = "Please do not reply to this email."
CHECK = ("check", "-q", "--select", "RC101,RC301,RC503", "--diff-base", "HEAD")


def git(folder: Path, *args: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false")
    subprocess.run(["git", *settings, *args], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"Hi Ana,\n\nHello.\n\nYou'll need to contact\nyour bank.\n\n{BAD}\n")
    (tmp_path / "b.txt").write_text(f"Hi Ben,\n\n{BAD}\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "old")
    return tmp_path


def lines(run: Run, folder: Path, *args: str, cwd: Path | None = None) -> list[str]:
    done = run(*CHECK, *args, cwd=cwd or folder)
    assert done.stderr == ""
    return [":".join(line.split(":")[:2]) for line in done.stdout.splitlines()]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_nothing_changed(run: Run, repository: Path) -> None:
    assert lines(run, repository) == []


def test_a_new_paragraph_and_a_new_file(run: Run, repository: Path) -> None:
    replace(repository / "a.txt", "Hello.", f"Hello.\n\n{BAD}")
    (repository / "c.txt").write_text(f"{BAD}\n")
    # the rule about answers weighs the whole message: any change to a.txt wakes it
    assert lines(run, repository) == ["a.txt:5", "a.txt:10", "c.txt:1"]


def test_other_rules_look_at_the_changed_paragraph_only(run: Run, repository: Path) -> None:
    replace(repository / "a.txt", "Hello.", "Hello there.")
    assert "a.txt:5" not in lines(run, repository)
    replace(repository / "a.txt", "your bank.", "your own bank.")
    assert "a.txt:5" in lines(run, repository), "the finding starts a line above, in the same paragraph"


def test_a_line_that_is_gone_changes_its_paragraph(run: Run, repository: Path) -> None:
    (repository / "a.txt").write_text("Hi,\n\nWell.\nYou'll need to contact\nsomeone.\nyour bank.\n")
    git(repository, "commit", "-qam", "more")
    replace(repository / "a.txt", "someone.\n", "")
    assert lines(run, repository) == ["a.txt:4"]


def test_line_endings_are_no_change(run: Run, repository: Path) -> None:
    (repository / "b.txt").write_bytes((repository / "b.txt").read_bytes().replace(b"\n", b"\r\n"))
    assert lines(run, repository) == []


def test_a_renamed_file_is_no_new_one(run: Run, repository: Path) -> None:
    git(repository, "mv", "a.txt", "z é.txt")
    assert lines(run, repository) == []
    replace(repository / "z é.txt", "your bank", "the bank")
    assert lines(run, repository) == ["z é.txt:5", "z é.txt:8"]


def test_since_the_branch_left(run: Run, repository: Path) -> None:
    git(repository, "switch", "-qc", "mine")
    (repository / "c.txt").write_text(f"{BAD}\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "mine")
    git(repository, "switch", "-q", "main")
    (repository / "b.txt").write_text("Hi Ben,\n\nThank you.\n")
    git(repository, "commit", "-qam", "mended there")
    git(repository, "switch", "-q", "mine")
    assert lines(run, repository, "--diff-base", "main") == ["c.txt:1"]


def test_from_a_folder_below_and_from_standard_input(run: Run, repository: Path) -> None:
    (repository / "sub").mkdir()
    assert lines(run, repository, "../b.txt", cwd=repository / "sub") == []
    done = run(*CHECK, "-", "--stdin-filename", "b.txt", input=f"Hi Ben,\n\n{BAD}\n")
    assert done.stdout == ""
    done = run(*CHECK, "-", "--stdin-filename", "b.txt", input=f"Hi Ben,\n\nNo.\n\n{BAD}\n")
    assert done.stdout.startswith("b.txt:5:1")


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "HEAD:a.txt"])
def test_a_revision_that_is_none(run: Run, repository: Path, ref: str) -> None:
    done = run("check", f"--diff-base={ref}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"respcheck: --diff-base: git knows no revision {ref!r} here; in CI, fetch it first\n"
    assert not (repository / "x").exists()


def test_outside_a_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD)
    done = run("check", "--diff-base", "HEAD")
    assert (done.returncode, done.stderr) == (2, "respcheck: --diff-base needs git, and files in a git repository\n")
