"""Texts linted as an editor has them, with all that lies on disk as it is now."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from respcheck.errors import RespcheckError
from respcheck.lsp.checker import Checker
from respcheck.project import Project

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"


@pytest.fixture
def opened() -> list[Project]:
    """The projects that were opened."""
    return []


@pytest.fixture
def codes(tmp_path: Path, opened: list[Project]) -> Callable[..., list[str]]:
    """The codes of what is found in a text that is a file's in a folder of its own."""

    def open_project() -> Project:
        opened.append(Project())
        return opened[-1]

    checker = Checker(open_project)
    (tmp_path / ".git").mkdir()

    def find(name: str = "a.txt", text: str = BAD) -> list[str]:
        return [finding.rule.code for finding in checker.check(str(tmp_path / name), text).findings]

    return find


def test_the_project_is_opened_anew_only_when_something_changed(
    tmp_path: Path, codes: Callable[..., list[str]], opened: list[Project]
) -> None:
    for _ in range(3):
        assert codes() == codes("sub/b.txt") == ["RC101"]
    assert len(opened) == 1
    base, config = tmp_path / "base.yml", tmp_path / ".respcheck.yml"
    base.write_text("ignore: RC1\n")
    config.write_text("extends: base.yml\n")
    assert codes() == codes("sub/b.txt") == []
    base.write_text("ignore: RC2\n")
    os.utime(base, (1, 1))  # the same size, and another time
    assert codes("sub/b.txt") == codes() == ["RC101"]
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / ".respcheck.yml").write_text("ignore: RC101\n")
    assert (codes("sub/b.txt"), codes()) == ([], ["RC101"])
    (tmp_path / "sub" / ".respcheck.yml").unlink()
    assert codes("sub/b.txt") == ["RC101"]
    base.unlink()
    with pytest.raises(RespcheckError, match=r"no such file or folder: base\.yml"):
        codes()
    config.unlink()
    assert codes() == ["RC101"]
    assert len(opened) < 9


def test_what_is_known_of_a_text(tmp_path: Path) -> None:
    (tmp_path / ".respcheck.yml").write_text("exclude: [old/]\n")
    checker = Checker(Project)
    checked = checker.check(str(tmp_path / "sub" / "a.txt"), "\ufeff" + BAD)
    assert (checked.marked, checked.source.text, checked.relative) == (True, BAD, "sub/a.txt")
    assert os.path.samefile(checked.config, tmp_path / ".respcheck.yml")
    assert checked.findings[0].match == "Please do not reply to this email"
    passed_over = checker.check(str(tmp_path / "old" / "a.txt"), BAD)
    assert (passed_over.job, passed_over.findings, passed_over.marked) == (None, (), False)
    with pytest.raises(RespcheckError, match=r"12 MB is no message"):
        checker.check(str(tmp_path / "a.txt"), "é" * 6_000_000)


def test_a_rule_that_takes_too_long_is_told(tmp_path: Path) -> None:
    rule = tmp_path / "house" / "brand" / "slow.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(SLOW)
    checked = Checker(lambda: Project(packs=[str(tmp_path / "house")])).check(str(tmp_path / "a.txt"), "a" * 4000 + "b")
    assert len(checked.errors) == 1
    assert "slow" in checked.errors[0]


SLOW = """\
code: ACME101
severity: note
message: "'{match}' is slow"
help: Leave it out.
why: Because.
flag:
  regex: ["(a|aa)+(a|aa)+(a|aa)+$"]
examples:
  bad: ["[[aa]]", "[[aaa]]"]
  good: [b, c]
"""
