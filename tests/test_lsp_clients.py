"""The language server with clients that people have: Neovim's own, and the library under VS Code's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("pygls")
pytestmark = pytest.mark.slow

CLIENTS = ROOT / "tests" / "clients"
EXTENSION = ROOT / "editors" / "vscode"
COMMAND = [sys.executable, "-m", "respcheck", "lsp", "--select", "RC101,RC804"]
SAY = "Questions? Just reply to this email: it reaches {team}."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose text is not what the editor will have."""
    path = tmp_path / "a.txt"
    path.write_text("Thank you.\n")
    return path


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim(file: Path) -> None:
    out = file.with_name("seen.json")
    env = {**os.environ, "RESPCHECK_COMMAND": json.dumps(COMMAND), "RESPCHECK_SEEN": str(out)}
    args = ["nvim", "--headless", "-u", "NONE", "-n", "a.txt", "-c", f"luafile {CLIENTS / 'lsp.lua'}"]
    subprocess.run(args, cwd=file.parent, env=env, capture_output=True, timeout=90)
    seen = json.loads(out.read_text())
    assert "problem" not in seen, seen
    (first,), (second,) = seen["first"], seen["second"]
    assert (first["line"], second["line"]) == (2, 4)
    for found in (first, second):
        assert (found["word"], found["text"]) == ("Please", "Please do not reply to this email")
        assert (found["severity"], found["source"], found["code"]) == (1, "respcheck", "RC101")
        assert found["message"].startswith("'Please do not reply to this email' shuts the door")
    assert seen["hover"]["contents"]["value"].startswith("**RC101 do-not-reply**")
    assert seen["titles"] == [f"Insert behind it: {SAY}"]
    assert seen["lines"] == ["Hi 😀,", "", "😀", "", f"😀 Please do not reply to this email. {SAY}"]


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
@pytest.mark.skipif(not (ROOT / "node_modules" / "vscode-jsonrpc").is_dir(), reason="vscode-jsonrpc is not installed")
def test_vscode_jsonrpc(file: Path) -> None:
    args = ["node", str(CLIENTS / "lsp.js"), str(file.parent), *COMMAND]
    done = subprocess.run(args, capture_output=True, timeout=90)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["capabilities"]["positionEncoding"] == "utf-16"
    (first,) = seen["first"]
    assert first["range"] == {"start": {"line": 2, "character": 3}, "end": {"line": 2, "character": 36}}
    assert (first["code"], first["severity"], first["source"]) == ("RC101", 1, "respcheck")
    assert [found["code"] for found in seen["second"]] == ["RC804", "RC101"]
    assert seen["hover"]["range"] == first["range"]
    assert seen["change"]["textDocument"] == {"uri": file.as_uri(), "version": 2}
    assert f"to this email! {SAY}\r\nThe cat" in seen["after"]
    assert seen["code"] == 0
    assert file.read_text() == "Thank you.\n"


@pytest.mark.skipif(not (EXTENSION / "node_modules").is_dir(), reason="npm ci --prefix editors/vscode was not run")
def test_the_vscode_extension(tmp_path: Path) -> None:
    """Its own tests, with this server; and it can be packaged."""
    server = tmp_path / "respcheck"
    server.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m respcheck "$@"\n')
    server.chmod(0o755)
    npm = ["npm", "--prefix", str(EXTENSION), "--silent", "run"]
    env = {**os.environ, "RESPCHECK": str(server)}
    tested = subprocess.run([*npm, "test"], env=env, capture_output=True, text=True, timeout=120)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "skipped 0" in tested.stdout
    package = [*npm, "package", "--", "--out", str(tmp_path)]
    packaged = subprocess.run(package, capture_output=True, text=True, timeout=120)
    assert packaged.returncode == 0, packaged.stdout + packaged.stderr
    (archive,) = tmp_path.glob("*.vsix")
    names = zipfile.ZipFile(archive).namelist()
    assert {"extension/src/extension.js", "extension/node_modules/vscode-languageclient/node.js"} <= set(names)
    assert not [name for name in names if "/test/" in name or name.startswith("extension/node_modules/typescript")]
