"""Completion, asked of the shells themselves: a line is typed, Tab is pressed, and the shell echoes the line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

if os.name != "posix":
    pytest.skip("needs shells on pseudo-terminals", allow_module_level=True)

from tests.ptys import Terminal

LINES = {
    "respcheck expl": "respcheck explain",
    "respcheck rule policy-as": "respcheck rule policy-as-reason",
    "respcheck check --select missing-n": "respcheck check --select missing-next-step",
    "respcheck check --select RC201,RC4,fob": "respcheck check --select RC201,RC4,fob-off",
    "respcheck check --ignore=policy-as": "respcheck check --ignore=policy-as-reason",
    "respcheck check --extend-select readab": "respcheck check --extend-select readability",
    "respcheck check --output-format sar": "respcheck check --output-format sarif",
    "respcheck check --output check": "respcheck check --output checkstyle",
    "respcheck check --fail-on ne": "respcheck check --fail-on never",
    "respcheck check dra": "respcheck check drafts.txt",
    "respcheck check --rules hou": "respcheck check --rules house",
    "respcheck check --rules house --select AB": "respcheck check --rules house --select AB101",
    "respcheck explain dra": "respcheck explain drafts.txt",
    "respcheck baseline pr": "respcheck baseline prune",
}
START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='$ '"),
    "zsh": (["zsh", "-f", "-i"], "PROMPT='$ '; autoload -Uz compinit; compinit -u -D"),
}
RULE = """\
code: AB101
severity: note
message: m
help: h
why: w
flag: {phrases: [blue]}
examples: {bad: ['[[blue]] a', blue b], good: [c, d]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft and a pack, and the command where shells look for it."""
    for name, text in {"work/drafts.txt": "Hi", "work/house/wording/blunt.yaml": RULE, "work/house2": ""}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    command = tmp_path / "bin" / "respcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m respcheck "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "work"


def needs(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")


@pytest.mark.slow
@pytest.mark.parametrize("shell", START)
def test_tab(shell: str, folder: Path) -> None:
    needs(shell)
    command, prepare = START[shell]
    terminal = Terminal(command, folder, columns=200)
    terminal.type(f'{prepare}; eval "$(respcheck generate-shell-completion {shell})"; echo rea""dy\r')
    terminal.wait_for("ready\n")
    for line, wanted in LINES.items():
        terminal.written = ""
        terminal.type(f"{line}\t\x01echo \r")  # to the line's start, and have it echoed
        terminal.wait_for(rf"\n(\x1b\[\?2004l\r)*{re.escape(wanted)}/?\n", 20)
    terminal.written = ""
    terminal.type("respcheck rule RC20\t\t")
    listed = terminal.wait_for("RC206")
    assert "RC201" in listed
    assert ("policy-as-reason" in listed) == (shell == "zsh"), "zsh explains what it offers"
    terminal.type("\x15exit\r")
    terminal.finish()


@pytest.mark.slow
def test_fish(folder: Path) -> None:
    needs("fish")
    for line, wanted in LINES.items():
        script = 'respcheck generate-shell-completion fish | source; complete -C "$argv"'
        done = subprocess.run(["fish", "--no-config", "-c", script, line], cwd=folder, capture_output=True, text=True)
        offered = [offer.partition("\t")[0].rstrip("/") for offer in done.stdout.splitlines()]
        assert wanted.rpartition(" ")[2] in offered, line
        assert "Traceback" not in done.stderr


def offered(run: Run, *words: str) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("_RESPCHECK_COMPLETE", "bash_complete")
        patch.setenv("COMP_WORDS", "\n".join(("respcheck", *words)))
        patch.setenv("COMP_CWORD", str(len(words)))
        done = run()
    assert (done.returncode, done.stderr) == (0, "")
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_what_is_offered_for_rules(run: Run) -> None:
    at_first = offered(run, "check", "--select", "")
    assert {"all", "policy-wall", "RC201"} <= set(at_first)
    assert "policy-as-reason" not in at_first, "a list twice as long helps nobody"
    assert offered(run, "rule", "policy-") == ["policy-wall", "policy-as-reason"]
    assert offered(run, "rule", "RC20")[:2] == ["RC201", "RC202"]


def test_a_mistake_elsewhere_is_not_told_in_the_middle_of_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".respcheck.yml").write_text("selct: x\n")
    assert offered(run, "check", "--select", "RC") == []
    assert offered(run, "check", "--isolated", "--select", "RC201") == ["RC201"]


def test_only_what_is_needed_is_imported(run: Run, tmp_path: Path) -> None:
    offered(run, "rule", "RC201")  # fills the cache
    code = (
        "import atexit, sys\n"
        "names = ('yaml', 'textstat', 'pathspec', 'email', 'multiprocessing')\n"
        "atexit.register(lambda: print(*(name for name in names if name in sys.modules)))\n"
        "from respcheck.cli import main\n"
        "main()\n"
    )
    env = {
        **os.environ,
        "_RESPCHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "respcheck\nrule\nRC201",
        "COMP_CWORD": "2",
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.stdout == "plain,RC201\n\n", done.stderr


def test_the_script(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = run("generate-shell-completion", shell)
        assert done.returncode == 0
        assert "_RESPCHECK_COMPLETE" in done.stdout
    assert run("generate-shell-completion", "tcsh").returncode == 2
