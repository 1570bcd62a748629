"""Several outputs of one run: where they go, and that files appear whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from respcheck.errors import RespcheckError
from respcheck.files import replacing
from respcheck.output import Target, parse, plan
from tests.conftest import Run

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"


@pytest.fixture(autouse=True)
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.txt"
    path.write_text(BAD)
    return path


def test_a_file_may_have_colons_in_its_name() -> None:
    assert parse("json:C:\\out\\a b.json") == Target("json", "C:\\out\\a b.json")
    assert parse("json") == parse("json:-") == Target("json")


def test_standard_output_is_first_and_always_there() -> None:
    assert plan(["json:a"], "full") == (Target("full"), Target("json", "a"))
    assert plan(["json:a", "sarif"], "full") == (Target("sarif"), Target("json", "a"))


@pytest.mark.parametrize("outputs", [["json:a", "sarif:a"], ["json:a", "sarif:./b/../a"], ["json", "sarif"]])
def test_two_outputs_do_not_share_a_place(outputs: list[str]) -> None:
    with pytest.raises(RespcheckError, match="is named twice"):
        plan(outputs, "full")


def test_several_at_once(run: Run, tmp_path: Path) -> None:
    done = run("check", "--output", "json:a b.json", "--output", "sarif:out:1.sarif", "bad.txt")
    assert done.returncode == 1
    assert done.stdout.startswith("bad.txt:3:1: error: RC101"), "standard output is as ever"
    (finding,) = json.loads((tmp_path / "a b.json").read_text())
    assert finding["code"] == "RC101"
    assert json.loads((tmp_path / "out:1.sarif").read_text())["version"] == "2.1.0"


def test_output_without_a_file_is_the_format_of_standard_output(run: Run) -> None:
    assert json.loads(run("check", "--output", "json", "bad.txt").stdout)[0]["code"] == "RC101"


def test_a_file_is_never_coloured(run: Run, tmp_path: Path) -> None:
    done = run("check", "--color", "always", "--output", "full", "--output", "full:out.txt", "bad.txt")
    assert "\x1b[" in done.stdout
    assert "\x1b[" not in (tmp_path / "out.txt").read_text()


def test_statistics_on_the_screen_and_findings_in_a_file(run: Run, tmp_path: Path) -> None:
    done = run("check", "--statistics", "--output", "jsonl:out.jsonl", "bad.txt")
    assert done.stdout.split()[:2] == ["1", "RC101"]
    assert json.loads((tmp_path / "out.jsonl").read_text())["code"] == "RC101"
    assert run("check", "--statistics", "--output", "json", "bad.txt").returncode == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--output", "sraif:x"), "no format is named 'sraif'"),
        (("--output", "json:bad.txt/x.json"), "bad.txt/x.json: can't be written: File exists"),
        (("--output", "json:."), ".: is a folder: name a file to write"),
        (("--output", "json", "--output", "sarif"), "standard output is named twice"),
        (("--output-format", "string"), "--format-string"),
        (("--format-string", "{code:{x}}"), "--format-string: "),
        (("--format-string", "{cod}"), "there is no field {cod}"),
        (("--format-string", "{code.__class__}"), "there is no field {code.__class__}"),
        (("--format-string", "{code"), "write {{ and }} for braces themselves"),
        (("--format-string", "{code:d}"), "--format-string: "),
        (("--format-string", "{code}", "--output-format", "json"), "leave out --output-format json"),
    ],
)
def test_a_users_mistake_is_one_line(run: Run, args: tuple[str, ...], message: str) -> None:
    done = run("check", *args, "bad.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("respcheck: ")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    path.chmod(0o640)
    with pytest.raises(ZeroDivisionError), replacing(str(path)) as put:
        put(b"half")
        raise ZeroDivisionError
    assert path.read_text() == "before"
    with replacing(str(path)) as put:
        put(b"after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".respcheck-")]


@pytest.mark.skipif(os.name != "posix", reason="links, devices and modes are POSIX's")
def test_links_are_followed_and_devices_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real.json")
    assert run("check", "--output", "json:link", "bad.txt").returncode == 1
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())
    assert run("check", "--output", "json:/dev/null", "bad.txt").returncode == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert "can't be written: No space left" in run("check", "--output", "json:/dev/full", "bad.txt").stderr


def test_no_file_appears_when_the_run_can_not_be_done(run: Run, tmp_path: Path) -> None:
    assert run("check", "--output", "json:out.json", "missing.txt").returncode == 2
    assert not (tmp_path / "out.json").exists()


def test_what_a_run_writes_is_not_read_by_the_next(run: Run, tmp_path: Path) -> None:
    command = ("check", ".", "--output", "html:report.html", "--output", "markdown:out/../summary.md")
    first = run(*command)
    assert {"report.html", "summary.md"} <= {path.name for path in tmp_path.iterdir()}
    assert run(*command).stdout == first.stdout


def test_a_draft_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    done = run("check", "bad.txt", "--output", "json:./bad.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "respcheck: bad.txt: is read, so --output can't write it: name another file\n"
    assert (tmp_path / "bad.txt").read_text() == BAD


def test_lines_come_as_files_are_read(tmp_path: Path) -> None:
    """The second file is a pipe that nobody has written to yet: the first one's line is there all the same."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "later.txt")
    command = [sys.executable, "-m", "respcheck", "check", "--output-format", "jsonl", "bad.txt", "later.txt"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["filename"] == "bad.txt"
        assert process.poll() is None
        (tmp_path / "later.txt").write_text(BAD)
        assert json.loads(process.stdout.readline())["filename"] == "later.txt"
    assert process.returncode == 1


@pytest.mark.parametrize("option", ["--diff", "--add-ignores=legal"])
def test_no_output_where_no_findings_are_reported(run: Run, option: str) -> None:
    done = run("check", option, "--output", "json:out.json", "bad.txt")
    assert (done.returncode, "leave it out with --diff and --add-ignores" in done.stderr) == (2, True)


@pytest.mark.parametrize(("value", "start"), [("true", "::error "), ("", "bad.txt:3:1: ")])
def test_auto_is_github_inside_its_actions(run: Run, monkeypatch: pytest.MonkeyPatch, value: str, start: str) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    assert run("check", "bad.txt").stdout.startswith(start)


def test_columns_in_the_unit_asked_for(run: Run) -> None:
    text = "caf\u00e9 \U0001f600 please do not reply to this email.\n"
    for unit, column in (("char", 8), ("byte", 12), ("utf16", 9)):
        done = run("check", "--column-unit", unit, "--format-string", "{column} {end_line}", "-", input=text)
        assert done.stdout == f"{column} 1\n"
        assert run("check", "--column-unit", unit, "-", input=text).stdout.startswith(f"stdin.txt:1:{column}: ")


def test_only_the_reporter_used_is_imported(run: Run, tmp_path: Path) -> None:
    run("check", "bad.txt")  # fills the cache
    code = (
        "import sys; sys.argv = ['respcheck', 'check', '-q', 'bad.txt']\n"
        "from respcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sorted(m for m in sys.modules if m.startswith('respcheck.reporters.')))\n"
        "assert 'tempfile' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    names = ("concise", "place", "view")
    assert done.stdout.splitlines()[1:] == [" ".join(f"respcheck.reporters.{name}" for name in names)]
    assert done.returncode == 0
