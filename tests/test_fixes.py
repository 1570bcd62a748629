"""`check --fix` and `--diff` as they are run: what is written, what is shown, what is left as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = "I'm sorry, but we can't take the shoes back, because the soles are worn. Reply, and I'll send you the glue.\n"
FIXED = TEXT.replace(", but we", ". We")


@pytest.mark.parametrize(
    ("before", "encoding"), [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"", "cp1252")]
)
def test_fix_keeps_encoding_mark_and_line_ends(run: Run, tmp_path: Path, before: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(before + f"Grüße,\r\n\r\n{TEXT}".encode(encoding))
    path.chmod(0o640)
    done = run("check", "--fix", "a.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert "respcheck: fixed 1 place in 1 file" in done.stderr
    assert path.read_bytes() == before + f"Grüße,\r\n\r\n{FIXED}".encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


def test_fix_reports_what_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "Sorry for any trouble.\n", encoding="utf-8")
    done = run("check", "--fix", "--fail-on", "note", "a.txt")
    assert done.returncode == 1
    assert [line.split(": ")[2][:5] for line in done.stdout.splitlines()] == ["RC612"]
    again = run("check", "--fix", "--fail-on", "note", "a.txt")
    assert (again.stdout, "fixed" in again.stderr) == (done.stdout, False)
    assert run("check", "--fix", "--unsafe-fixes", "--fail-on", "note", "a.txt").returncode == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FIXED + "Sorry for the trouble.\n"


def test_diff_is_a_patch_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode() + TEXT.encode().rstrip())
    (tmp_path / "b.txt").write_text("Your mast is ready.\n", encoding="utf-8")
    before = (tmp_path / "a.txt").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "respcheck", "check", "--diff", "."], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"would fix 2 places in 1 file" in done.stderr
    assert (tmp_path / "a.txt").read_bytes() == before
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=done.stdout, check=True)
    assert (tmp_path / "a.txt").read_bytes() == FIXED.replace("\n", "\r\n").encode() + FIXED.encode().rstrip()
    clean = run("check", "--diff", ".")
    assert (clean.returncode, clean.stdout) == (0, "")


def test_diff_of_standard_input(run: Run) -> None:
    done = run("check", "--diff", "-", "--stdin-filename", "a.md", input=TEXT)
    assert done.returncode == 1
    assert done.stdout.startswith("--- a.md\n+++ a.md\n@@ -1 +1 @@\n-I'm sorry, but")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--fix", "-"], "respcheck: --fix writes files, and '-' is none: use --diff"),
        (["--unsafe-fixes", "a.txt"], "respcheck: --unsafe-fixes goes with --fix or --diff"),
        (
            ["--fix", "a.txt", "b.txt"],
            "respcheck: b.txt: not fixed: it has bytes that are no text; save it as UTF-8",
        ),
    ],
)
def test_mistakes_leave_every_file_as_it_was(run: Run, tmp_path: Path, args: list[str], message: str) -> None:
    for name, data in (("a.txt", TEXT.encode()), ("b.txt", TEXT.encode() + b"\x81\xe9")):
        (tmp_path / name).write_bytes(data)
    done = run("check", *args)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, message)
    assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()


def test_a_file_that_cannot_be_read_stops_the_fixes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"a" * 10_000_001)
    done = run("check", "--fix", "a.txt", "b.txt")
    assert done.returncode == 2
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT


def test_json_and_full_show_the_fix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (finding,) = json.loads(run("check", "--output-format", "json", "a.txt").stdout)
    place = {"start": {"row": 1, "column": 10}, "end": {"row": 1, "column": 18}}
    assert finding["fix"] == {"range": place, "replacement": ". We", "safe": True}
    assert "= fix (--fix): ', but we' -> '. We'" in run("check", "--output-format", "full", "a.txt").stdout


def test_the_rule_page_says_what_is_fixed(run: Run) -> None:
    page = run("rule", "RC626").stdout
    assert "Fix (--fix): 'simply' is left out" in page
    assert "Fix (--fix --unsafe-fixes): 'just' is left out" in page
    assert "fixed: Clear your DNS cache" in page


def test_what_is_suppressed_or_known_is_not_fixed(run: Run, tmp_path: Path) -> None:
    text = "{# respcheck: ignore[sorry-but] the bank's own words #}\n" + TEXT
    (tmp_path / "a.txt.j2").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    run("baseline", "write", "b.txt")
    (tmp_path / "b.txt").write_text(TEXT + "\nSorry, but we can't.\n", encoding="utf-8")
    done = run("check", "--fix", "--baseline", ".respcheck-baseline.json", ".")
    assert "fixed 1 place in 1 file" in done.stderr
    assert (tmp_path / "a.txt.j2").read_text(encoding="utf-8") == text
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == TEXT + "\nSorry. We can't.\n"
