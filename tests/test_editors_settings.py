"""Sublime Text and Helix, which can't be had here: their settings are held to the program and to their formats."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.clients import CONTRIB, DRAFT, JUMPED_TO, desk


def lint(folder: Path, command: list[str], **variables: str) -> list[str]:
    """The lines a command prints at a desk, its `$` variables filled; an editor reads both streams."""
    args = [re.sub(r"\$\{?(\w+)(?::(.*))?\}?", lambda match: variables[match[1]], arg) for arg in command[1:]]
    done = subprocess.run(
        [sys.executable, "-m", "respcheck", *(arg for arg in args if arg)],
        cwd=desk(folder),
        input=DRAFT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


def from_cursor(line: str, column: str) -> str:
    return DRAFT.splitlines()[int(line) - 1][int(column) - 1 :]


@pytest.mark.parametrize("variant", ["file", "folder"])
def test_a_sublime_build_jumps_to_the_words(tmp_path: Path, variant: str) -> None:
    build = json.loads((CONTRIB / "sublime" / "respcheck.sublime-build").read_text())
    command = build["cmd"] if variant == "file" else build["variants"][0]["cmd"]
    lines = lint(tmp_path, command, file=str(tmp_path / "draft 1.txt"), file_path=str(tmp_path))
    matches = [re.match(build["file_regex"], line) for line in lines]
    found = [(match[1], int(match[2]), from_cursor(match[2], match[3])) for match in matches if match]
    assert found == [(str(tmp_path / "draft 1.txt"), line, words) for line, words, _, _ in JUMPED_TO]


def test_sublimelinter_reads_the_unsaved_buffer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SublimeLinter", SimpleNamespace())
    monkeypatch.setitem(
        sys.modules, "SublimeLinter.lint", SimpleNamespace(Linter=object, util=SimpleNamespace(STREAM_STDOUT=1))
    )
    linter = runpy.run_path(str(CONTRIB / "sublime" / "linter.py"))["Respcheck"]
    lines = lint(tmp_path, linter.cmd.split(), file=str(tmp_path / "new.txt"), args="")
    found = []
    for match in (re.match(linter.regex, line) for line in lines):
        assert match
        severity = match["error"] or match["warning"]
        found.append([int(match["line"]), from_cursor(match["line"], match["col"]), severity, match["code"]])
    assert found == JUMPED_TO


def test_helix_starts_the_language_server() -> None:
    settings = tomllib.loads((CONTRIB / "helix" / "languages.toml").read_text())
    assert settings["language-server"]["respcheck"] == {"command": "respcheck", "args": ["lsp"]}
    assert all("respcheck" in language["language-servers"] for language in settings["language"])
