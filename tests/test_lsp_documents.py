"""Where documents lie: files by their URI, new ones by their language."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from respcheck.formats import is_lintable
from respcheck.lsp.documents import path_of
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("uri", "language", "path"),
    [
        ("file:///project/a%20b/caf%C3%A9%23%3F.txt", "markdown", "/project/a b/café#?.txt"),
        ("file:///project/b/../a.md", None, "/project/a.md"),
        ("untitled:Untitled-1", "markdown", "/one/untitled.md"),
        ("untitled:Untitled-1", "jinja-html", "/one/untitled.html.j2"),
        ("untitled:Untitled-1", "plaintext", "/one/untitled.txt"),
        ("untitled:Untitled-1", None, "/one/untitled.txt"),
        ("untitled:/project/new.html", "plaintext", "/project/new.html"),
    ],
)
def test_paths(uri: str, language: str | None, path: str) -> None:
    assert path_of(uri, language, ["/one", "/two"]) == path


def test_without_a_workspace_new_documents_lie_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert path_of("untitled:1", "html", []) == os.path.join(os.getcwd(), "untitled.html")


def test_every_language_of_the_extension_is_read_as_what_it_is() -> None:
    manifest = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text())
    languages = manifest["contributes"]["configuration"]["properties"]["respcheck.languages"]["default"]
    paths = {language: path_of("untitled:1", language, ["/"]) for language in languages}
    assert all(map(is_lintable, paths.values()))
    assert [language for language, path in paths.items() if path.endswith(".txt")] == ["plaintext"]
