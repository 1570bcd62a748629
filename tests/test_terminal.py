"""The command on real pseudo-terminals: width, colours, links, progress, watching, Ctrl-C."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

if os.name != "posix":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from tests.ptys import Terminal, seen, words

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"
COMMAND = (sys.executable, "-m", "respcheck")
#: The command with a clock that finds every run long, and a pause for each file.
LONG = """
import sys, time
from respcheck import batch
from respcheck.cli import main
from respcheck.commands import terminal
check = batch.check_one
def check_one(data, job):
    time.sleep(0.02)
    return check(data, job)
batch.check_one = check_one
terminal._LONG = 0
main(sys.argv[1:])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text("Hi Ana,\n\nYour parcel is on its way.\n" if number % 5 else BAD)
    return tmp_path


def shown(*args: str, cwd: Path = ROOT, columns: int = 80, env: dict[str, str] | None = None) -> str:
    return Terminal([*COMMAND, *args], cwd, columns, env).finish()


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "args",
    [
        "check samples",
        "check --output-format grouped samples",
        "rule RC201",
        "rule policy-wall",
        "rule --all",
    ],
)
def test_no_line_is_broken_by_the_terminal(args: str, columns: int) -> None:
    lines = words(shown(*args.split(), columns=columns)).splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) > 20


def test_a_terminal_gets_full_in_colour() -> None:
    written = shown("check", "samples/app-update.txt")
    assert "\x1b[1;38;5;196merror RC503\x1b[0m" in written
    assert "\x1b]8;" not in written, "not every terminal takes links"
    assert "say instead:" in written


@pytest.mark.parametrize(
    ("env", "args"),
    [
        ({"NO_COLOR": "1"}, ()),
        ({"TERM": "dumb"}, ()),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, ()),
        ({}, ("--color=never",)),
    ],
)
def test_no_escapes_where_they_are_not_wanted(env: dict[str, str], args: tuple[str, ...]) -> None:
    for command in (("check", "samples/app-update.txt"), ("rule", "RC201"), ("rule",)):
        assert "\x1b" not in shown(*command, *args, env={"VTE_VERSION": "7000", **env})


def test_force_color_reaches_a_pipe_but_no_machine(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    written = run("check", "--output-format", "full").stdout
    assert "\x1b[1;38;5;196m" in written
    assert "\x1b]8;" not in written, "a pipe never gets links"
    assert "\x1b" not in run("check").stdout, "the line that editors read is plain"
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert "\x1b" not in run("check", "--output-format", "full").stdout


@pytest.mark.parametrize(
    ("env", "links"),
    [
        ({"VTE_VERSION": "7000"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"VTE_VERSION": "7000", "SSH_CONNECTION": "1"}, False),
        ({"TERM_PROGRAM": "vscode", "SSH_CONNECTION": "1"}, True),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"VTE_VERSION": "7000", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_codes_are_links_where_the_terminal_takes_them(env: dict[str, str], links: bool) -> None:
    written = shown("rule", "RC201", env=env)
    link = re.search(r"\x1b\]8;;file://([^\x1b]+)\x1b\\[^\x1b]*\x1b\[1mRC201", written)
    assert (link is not None) == links
    assert link is None or Path(link[1]).is_file()


def test_standard_output_has_findings_and_nothing_else(folder: Path) -> None:
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        assert cat.stdin is not None
        terminal = Terminal([*COMMAND, "check", "--output-format", "full"], folder, stdout=cat.stdin.fileno())
        rest = terminal.finish()
        cat.stdin.close()
        assert cat.stdout is not None
        findings = cat.stdout.read().decode()
    assert findings.count("RC101") == 4
    assert "in 4 of 20 files" not in findings
    assert "01.txt" not in findings
    assert "4 errors in 4 of 20 files." in rest
    assert "01.txt: " in rest


@pytest.mark.parametrize("args", [(), ("--output-format", "concise"), ("--output", "json:found.json")])
def test_a_long_run_says_how_far_it_is_and_leaves_nothing_behind(folder: Path, args: tuple[str, ...]) -> None:
    long = Terminal([sys.executable, "-c", LONG, "check", *args], folder).finish()
    assert re.search(r"\rrespcheck: \d+ of 20 files\x1b\[K", long)
    plain = Terminal([*COMMAND, "check", *args], folder).finish()
    assert seen(long) == seen(plain)
    assert "of 20 files\x1b[K" not in plain, "a short run says nothing"


def test_progress_counts_what_several_processes_do(tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"{number:03}.txt").write_text(BAD if number == 449 else "Hi Ana,\n\nIt is on its way.\n")
    terminal = Terminal([sys.executable, "-c", LONG, "check", "--select", "RC101"], tmp_path)
    written = terminal.finish()
    if os.cpu_count() != 1:
        assert "\rrespcheck: 100 of 450 files\x1b[K" in written
    assert "1 error in 1 of 450 files." in seen(written)
    assert "of 450 files" not in seen(written).replace("1 of 450 files.", "")


@pytest.mark.parametrize(
    ("args", "env", "piped"),
    [((), {"TERM": "dumb"}, False), (("-q",), {}, False), ((), {}, True)],
)
def test_no_progress_where_it_would_disturb(
    folder: Path, args: tuple[str, ...], env: dict[str, str], piped: bool
) -> None:
    command = [sys.executable, "-c", LONG, "check", *args]
    if piped:
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as cat:
            assert cat.stdin is not None
            written = Terminal(command, folder, env=env, stdout=cat.stdin.fileno()).finish()
            cat.stdin.close()
    else:
        written = Terminal(command, folder, env=env).finish()
    assert "\x1b[K" not in written


def test_watching(folder: Path) -> None:
    terminal = Terminal([*COMMAND, "check", "--watch", "00.txt"], folder)
    first = terminal.wait_for("watching 00.txt; Ctrl-C ends")
    assert "RC101" in first
    assert first.count("\x1b[2J") == 1, "each report has the screen for itself"
    (folder / "00.txt").write_text(
        "Hi Ana,\n\nYour parcel is on its way. Reply to this email if anything is missing.\n"
    )
    terminal.wait_for("nothing to mend.*\n.*watching 00.txt")
    terminal.type("\x03")
    assert "Traceback" not in terminal.finish()
    assert terminal.process.returncode == 0


def test_watching_on_a_dumb_terminal(folder: Path) -> None:
    terminal = Terminal([*COMMAND, "check", "--watch", "00.txt"], folder, env={"TERM": "dumb"})
    written = terminal.wait_for("1 error in 1 file.*\n.*explains a rule")
    terminal.type("\x03")
    assert "\x1b" not in written + terminal.finish()


def test_ctrl_c_ends_every_process_quietly(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.txt").write_text("Hi Ana,\n\nYour parcel is on its way.\n")
    terminal = Terminal([sys.executable, "-c", LONG, "check"], tmp_path)
    terminal.wait_for("100 of 1,000 files" if os.cpu_count() != 1 else "1 of 1,000 files")
    terminal.type("\x03")
    assert seen(terminal.finish()).strip() in ("", "^C")
    assert terminal.process.returncode == 130


def test_testing_rules_says_how_far_it_is(tmp_path: Path) -> None:
    written = Terminal([sys.executable, "-c", LONG, "test", str(ROOT / "samples" / "pack")], tmp_path).finish()
    assert re.search(r"\rrespcheck: 1 of \d+ rules and signals\x1b\[K", written)
    assert re.fullmatch(r"\d+ examples and \d+ parts: all well\n", seen(written))
