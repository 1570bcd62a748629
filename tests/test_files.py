"""Which files a folder gives; `git check-ignore` is the judge of what git ignores."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from respcheck.errors import RespcheckError
from respcheck.files import find, read, write


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    names = ["a.txt", "keep/b.txt", "keep/drop.txt", "build/c.txt", "deep/x/y/d.html", "deep/x/e.log.txt", "docs/f.md"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / ".gitignore").write_text("build/\n*.log.txt\n/docs\n")
    (tmp_path / "keep" / ".gitignore").write_text("drop.*\n")
    return tmp_path


def test_the_walk_agrees_with_git(tree: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    everything = [str(p.relative_to(tree)) for p in tree.rglob("*") if p.suffix in (".txt", ".html", ".md")]
    ignored = subprocess.run(
        ["git", "check-ignore", *everything], cwd=tree, capture_output=True, text=True
    ).stdout.splitlines()
    assert len(ignored) == 4
    assert find(["."]) == sorted(set(everything) - set(ignored), key=lambda p: (os.path.dirname(p) != "", p))


def test_an_ignore_file_above_counts_within_the_repository(tree: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    assert find(["deep"]) == [os.path.join("deep", "x", "y", "d.html")]


def test_each_file_once_in_the_order_named(tree: Path) -> None:
    assert find(["keep/b.txt", "a.txt", "keep"]) == ["keep/b.txt", "a.txt"]


def test_nothing_to_lint(tree: Path) -> None:
    (tree / "void").mkdir()
    with pytest.raises(RespcheckError, match=r"nothing to lint in void: .*name exports"):
        find(["void"])


def test_a_folder_is_no_file() -> None:
    with pytest.raises(RespcheckError, match="can't be read: Is a directory"):
        read(".")


def test_a_new_file_is_written_whole_and_never_over_another(tree: Path) -> None:
    write("new/deep/x.txt", "é\n".encode(), new=True)
    assert (tree / "new/deep/x.txt").read_bytes() == "é\n".encode()
    with pytest.raises(RespcheckError, match=r"a.txt: is there already"):
        write("a.txt", b"y", new=True)
    assert (tree / "a.txt").read_text() == "x"
    with pytest.raises(RespcheckError, match=r"a.txt/b: can't be written"):
        write("a.txt/b", b"y", new=True)
    assert [p.name for p in (tree / "new/deep").iterdir()] == ["x.txt"]
