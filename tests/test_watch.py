"""Watching a file: once at once, then once for each change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from respcheck.watch import changes
from tests.conftest import Run


def test_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    steps = iter([lambda: None, lambda: path.write_text("ab"), path.unlink, lambda: path.write_text("b"), lambda: None])
    looks = 0

    def wait(seconds: float) -> None:
        nonlocal looks
        looks += 1
        next(steps)()

    seen = [looks for _ in changes(str(path), wait, looks=5)]
    assert seen == [0, 2, 4]


def test_watch_prints_anew_and_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Do not reply to this email.\n")
    command = [sys.executable, "-m", "respcheck", "check", "--watch", "a.txt"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "RC101" in process.stdout.readline()
        (tmp_path / "new").write_text("\nDo not reply to this email.\n")
        os.replace(tmp_path / "new", path)
        assert process.stdout.readline().startswith("a.txt:2:1: error: RC101")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert "Traceback" not in process.stderr.read()


@pytest.mark.parametrize("args", [["a.txt", "b.txt"], ["-"], ["."], []])
def test_one_file_only(run: Run, args: list[str]) -> None:
    done = run("check", "--watch", *args)
    assert (done.returncode, done.stderr) == (2, "respcheck: --watch takes one file\n")
