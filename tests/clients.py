"""Programs of others for tests. Editors: the desk each works at, the draft it opens, and what it must then show.

An editor runs a script that writes `out.json`: a finding is `[line, words, severity, message]`, the words
being those from its cursor to the end of the line, or those that it underlines.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

CONTRIB = ROOT / "contrib"
CLEAN = "Hi Ana,\n\nYour refund of 20 euros is on its way, since the parcel never left us.\n"
DRAFT = (
    "Hi Ana,\n\ncafé 😀 über: please do not reply to this email.\n\n"
    "\t😀 As per our policy, all sales are final.\n\n\tFür 😀 thank you for your understanding.\n"
)
UNDERLINED = [
    [3, "please do not reply to this email", "error", "RC101"],
    [5, "As per our policy, all sales are final", "note", "RC301"],
    [7, "thank you for your understanding", "warning", "RC603"],
]
JUMPED_TO = [[line, words + ".", severity, code] for line, words, severity, code in UNDERLINED]
MISTAKE = "unknown key 'selct'"


def node_module(name: str) -> Path:
    """The folder of an npm package that `.ci/clients` installs; the test is skipped without it."""
    folder = ROOT / "node_modules" / name
    if not folder.exists() or not shutil.which("node"):
        pytest.skip(f"{name} is not in node_modules; .ci/clients installs it where npm is")
    return folder


def desk(folder: Path) -> Path:
    """Put `draft 1.txt`, `clean.txt` and a configuration into a folder, and the program for its `bin`."""
    (folder / "draft 1.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (folder / ".respcheck.yml").write_text("select: [RC101, RC301, RC603]\n")
    program = folder / "bin" / "respcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m respcheck "$@"\n')
    program.chmod(0o755)
    return folder


def drive(folder: Path, *command: str, **environment: str) -> Any:
    """Run an editor at its desk until its script is done: what it wrote."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed; .ci/clients installs it where that can be done")
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(folder), "CONTRIB": str(CONTRIB), **environment}
    done = subprocess.run(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60
    )
    out = folder / "out.json"
    assert out.exists(), done.stdout + done.stderr
    return json.loads(out.read_text(encoding="utf-8"))


def coded(findings: list[list[Any]]) -> list[list[Any]]:
    """Findings with their messages cut down to the code they begin with."""
    return [[line, words, severity, message.split()[0]] for line, words, severity, message in findings]
