"""The manual page says what the commands' help says, and programs that show such pages find nothing wrong with it."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from man import make
from respcheck.cli import COMMANDS


def shown(*command: str) -> str:
    """What a program shows of the page, 80 columns wide; it may complain of nothing."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    env = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANROFFOPT": ""}
    done = subprocess.run([*command, str(make.PATH)], capture_output=True, text=True, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_page_is_what_the_commands_say() -> None:
    written = make.PATH.read_text(encoding="utf-8").splitlines()
    assert written == list(make.page()), "run: python man/make.py"


def test_mandoc_finds_nothing_wrong() -> None:
    assert shown("mandoc", "-T", "lint") == ""


def test_it_can_be_read() -> None:
    lines = shown("man", "--warnings", "-P", "cat", "-l").splitlines()
    assert max(map(len, lines)) <= 80
    assert {"NAME", "EXIT STATUS", "ENVIRONMENT", "FILES"} <= set(lines)
    assert all([line for line in lines if line.startswith(f"   respcheck {name}")] for name in COMMANDS)
