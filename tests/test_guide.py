"""The guide to writing a rule, followed word for word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, Run

GUIDE = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- (file|add): (\S+) -->\n)?```(\w+)\n(.*?)```\n", re.DOTALL)


def commands(text: str) -> Iterator[tuple[list[str], str]]:
    """The commands of a console block, each with what is shown of its output."""
    for part in re.split(r"(?m)^\$ respcheck ", text)[1:]:
        command, _, shown = part.partition("\n")
        yield shlex.split(command), shown


def test_the_guide_is_true(run: Run, tmp_path: Path) -> None:
    followed = 0
    for what, name, kind, text in BLOCK.findall(GUIDE):
        path = tmp_path / name
        if what == "file":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif what == "add":
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        elif kind == "console":
            for args, shown in commands(text):
                done = run(*args)
                printed = done.stdout + done.stderr
                start, cut, _ = shown.partition("...\n")
                assert printed.startswith(start) if cut else printed == shown, (args, printed)
                followed += 1
    assert followed == 10


def test_the_sample_pack(run: Run) -> None:
    done = run("test", "samples/pack", "--corpus", "samples/pack", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "11 examples and 9 parts: all well\n")
    rows = [line.split() for line in done.stdout.splitlines()[-4:]]
    assert [(row[1], row[-1]) for row in rows] == [
        ("2/2", "soon-without-date"),
        ("1/2", "mill-talk"),
        ("0/0", "understanding-demanded"),
        ("0/0", "any-inconvenience"),
    ]


def test_extending_the_sample_pack_brings_its_configuration(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".respcheck.yml").write_text(f"extends: {ROOT}/samples/pack\n")
    (tmp_path / "a.txt").write_text("Your rug is done. We will update you shortly. The loom never lies.\n")
    assert "warning: NL101" in run("check", "a.txt").stdout
    assert "the phrase 'the loom never lies'" in run("config").stdout
