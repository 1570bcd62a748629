"""Which configuration holds for which file, and what it does to a run of the real command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from respcheck.batch import check_one
from respcheck.project import Project
from respcheck.reporters.concise import line
from tests.conftest import Run
from tests.test_pack import RULE, SIGNAL, write

BLUNT = RULE.replace("  - signal: denial\n    before: 1\n", "")
NO_REPLY = "Hi Ana,\n\nPlease do not reply to this email.\n"


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "news/b.txt", "legal/deep/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NO_REPLY)
    return tmp_path


def put(text: str, name: str = ".respcheck.yml") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def found(path: str) -> str | None:
    config = Project().config(path)
    return config.path if config else None


def test_the_nearest_file_upward_holds() -> None:
    put("fail-on: note\n")
    put("fail-on: never\n", "legal/.respcheck.yaml")
    assert [found(path) for path in ("a.txt", "news/b.txt", "legal/deep/c.txt")] == [
        ".respcheck.yml",
        ".respcheck.yml",
        "legal/.respcheck.yaml",
    ]


def test_the_search_ends_at_the_repositorys_root_and_at_ones_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("fail-on: note\n")
    Path("legal/.git").mkdir()
    assert found("legal/deep/c.txt") is None
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    put("fail-on: never\n", "own/respcheck/config.yml")
    assert found("legal/deep/c.txt") == "own/respcheck/config.yml"
    assert found("a.txt") == ".respcheck.yml"
    assert Project(isolated=True).config("a.txt") is None


def test_two_files_side_by_side_are_refused(run: Run) -> None:
    put("fail-on: note\n")
    put("fail-on: note\n", ".respcheck.yaml")
    done = run("check", "a.txt")
    assert done.returncode == 2
    assert ".respcheck.yml and .respcheck.yaml lie side by side: keep one" in done.stderr


def test_a_link_that_leads_nowhere_is_told(run: Run) -> None:
    Path(".respcheck.yml").symlink_to("nowhere.yml")
    done = run("check", "a.txt")
    assert done.returncode == 2
    assert ".respcheck.yml: can't be read: No such file" in done.stderr


def test_each_file_has_its_own_settings_in_one_run_in_the_files_order(run: Run) -> None:
    put("ignore: RC1\n", "legal/.respcheck.yml")
    put("severity: {RC101: warning}\npaths: {'news/**': {severity: {no-reply: note}}}\n")
    done = run("check")
    assert [line.split(" RC101")[0] for line in done.stdout.splitlines()] == [
        "a.txt:3:1: warning:",
        "news/b.txt:3:1: note:",
    ]
    assert "3 files" in done.stderr
    assert done.returncode == 0


def test_standard_input_has_the_settings_of_its_name(run: Run) -> None:
    put("paths: {'news/**': {ignore: [no-reply]}}\n")
    assert run("check", "-", "--stdin-filename", "news/x.txt", input=NO_REPLY).returncode == 0
    assert run("check", "-", "--stdin-filename", "x.txt", input=NO_REPLY).returncode == 1


@pytest.mark.parametrize(
    ("config", "options", "code"),
    [
        ("ignore: RC1", (), 0),
        ("ignore: RC1", ("--isolated",), 1),
        ("ignore: RC1", ("--extend-select", "RC101"), 1),
        ("ignore: RC1", ("--select", "no-reply"), 1),
        ("select: RC2", (), 0),
        ("severity: {RC101: warning}", (), 0),
        ("severity: {RC101: warning}\nfail-on: warning", (), 1),
        ("severity: {RC101: warning}\nfail-on: warning", ("--fail-on", "error"), 0),
        ("severity: {RC101: warning}\nmax-warnings: 0", (), 1),
        ("severity: {RC101: warning}\nmax-warnings: 1", (), 0),
        ("severity: {RC101: warning}\nmax-warnings: 0", ("--max-warnings", "1"), 0),
        ("fail-on: never", (), 0),
        ("min-confidence: 0.95", (), 0),
        ("min-confidence: 0.95", ("--min-confidence", "0.5"), 1),
        ("allow: please do not reply to this email", (), 0),
        ("allow: ['<please> do not (reply|respond) ... email']", (), 2),
        ("allow: do not reply", (), 1),
        ("allow: do-not-reply", (), 0),
        ("allow: RC101", (), 0),
        ("allow: RC101", ("--select", "RC101"), 1),
    ],
)
def test_what_configuration_and_options_do_together(run: Run, config: str, options: tuple[str, ...], code: int) -> None:
    put(config + "\n")
    done = run("check", "a.txt", *options)
    assert done.returncode == code, done.stderr


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("ignore: [RC1, do-not-repy]", ".respcheck.yml:1:15: no rule has the code, name or family 'do-not-repy'; did"),
        ("severity: {RC999: note}", ".respcheck.yml:1:12: no rule has the code"),
        ("paths: {'*.doc': {select: [x]}}", ".respcheck.yml:1:28: no rule has the code"),
        ("allow: do-not-repy", ".respcheck.yml:1:8: no rule has the code or name 'do-not-repy'; did you mean"),
        ("allow: (a", ".respcheck.yml:1:8: unclosed '('"),
        ("ignore: all", "a.txt: no rule is left to check: 'ignore' takes out all"),
        ("ignore: [{path: a.txt, sentence: x, rules: RC999}]", ".respcheck.yml:1:10: no rule has the code"),
        ("exclude: ['*.txt']", "nothing to lint in .: the configuration excludes every file there"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(run: Run, config: str, message: str) -> None:
    put(config + "\n")
    done = run("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("respcheck: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_excluded_is_passed_over_even_when_named(run: Run) -> None:
    put("exclude: [legal/]\n")
    done = run("check", "legal/deep/c.txt", "a.txt")
    assert done.stdout.count("RC101") == 1
    assert "legal/deep/c.txt: note: passed over: .respcheck.yml:1 excludes 'legal/'" in done.stderr
    done = run("check", "legal/deep/c.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert run("check", ".").stdout.count("RC101") == 2


def test_globs_that_match_nothing_are_told_when_the_whole_folder_was_looked_through(run: Run) -> None:
    put("exclude: [nwes/, news/]\npaths: {'*.md': {kind: reply}, '*.txt': {kind: reply}}\n")
    told = run("check", ".").stderr
    assert ".respcheck.yml:1: note: 'nwes/' matches no file that could be linted" in told
    assert ".respcheck.yml:2: note: '*.md' matches no file" in told
    assert told.count("matches no file") == 2
    assert "matches no file" not in run("check", "a.txt").stderr


def test_a_dialect_says_how_files_are_read(run: Run) -> None:
    Path("code.txt").write_text("```\nPlease do not reply to this email.\n```\n")
    put("paths: {'code*': {dialect: markdown}}\n")
    assert run("check", "code.txt", "--isolated").returncode == 1
    assert run("check", "code.txt").returncode == 0


def test_a_kind_says_what_messages_are(run: Run) -> None:
    rule = BLUNT.replace("words: 3", "kind: template")
    write(Path("house"), signals__denial=SIGNAL, brand__blunt=rule)
    Path("a.txt").write_text("We can't give you a refund.\n")
    put("packs: house\n")
    assert "AB101" not in run("check", "a.txt").stdout
    put("packs: house\npaths: {'*.txt': {kind: template}}\n")
    assert "AB101" in run("check", "a.txt").stdout


def test_the_library_gives_what_the_command_gives(run: Run) -> None:
    put("paths: {'news/**': {severity: {RC101: note}, allow: [nothing]}}\n")
    job = Project().job("news/b.txt")
    report = check_one(Path("news/b.txt").read_bytes(), job)
    assert [line(f) for f in report.findings] == run("check", "news/b.txt").stdout.splitlines()
    assert [f.rule.severity.word for f in report.findings] == ["note"]


def test_what_is_suppressed_is_so_for_the_library_too(run: Run) -> None:
    put(f"ignore: [{{path: a.txt, sentence: '{NO_REPLY.splitlines()[2]}', rules: RC101, reason: agreed}}]\n")
    report = check_one(Path("a.txt").read_bytes(), Project().job("a.txt"))
    assert [str(f.suppressed) for f in report.findings] == ["suppressed by .respcheck.yml:1: agreed"]
    assert [line(f) for f in report.findings] == run("check", "a.txt", "--show-suppressed").stdout.splitlines()
    assert run("check", "a.txt").returncode == 0


@pytest.mark.parametrize("limit", ["fail-on: warning", "max-warnings: 0"])
def test_only_open_findings_fail_a_run(run: Run, limit: str) -> None:
    put(f"{limit}\nselect: [RC101, tool]\nseverity: {{RC101: warning}}\n")
    text = "Hi Ana,\n\n{{# respcheck: ignore[do-not-reply] {} #}}\nPlease do not reply to this email.\n"
    Path("a.j2").write_text(text.format("agreed until=2999-01-31"))
    assert run("check", "a.j2", "--show-suppressed").returncode == 0
    Path("a.j2").write_text(text.format("agreed until=2000-01-31"))
    assert run("check", "a.j2").returncode == 1


def test_rules_about_suppressions_have_their_settings_by_path(run: Run) -> None:
    put("severity: {tool: error}\npaths: {legal/: {severity: {RC002: note}}, news/: {ignore: RC0}}\n")
    for name in ("a.j2", "legal/a.j2", "news/a.j2"):
        Path(name).write_text("{# respcheck: ignore #}\nHi.\n")
    found = run("check", "--select", "RC0", "--ignore", "RC003", "legal", "a.j2").stdout.splitlines()
    assert [line.split(" RC002")[0] for line in found] == ["legal/a.j2:1:1: note:", "a.j2:1:1: error:"]
    assert run("check", "news/a.j2").stdout == ""


def test_packs_of_the_configuration_are_run_and_explained(run: Run) -> None:
    write(Path("house"), signals__denial=SIGNAL, brand__blunt=BLUNT)
    put("packs: house\n")
    put("packs: ../house\n", "legal/.respcheck.yml")
    Path("legal/deep/c.txt").write_text("We can't give you a refund.\n")
    assert "AB101" in run("check", "legal").stdout
    assert "blunt" in run("rule", "AB101").stdout
    assert "no rule" in run("rule", "AB101", "--isolated").stderr


def test_config_shows_each_setting_and_who_set_it(run: Run) -> None:
    put("fail-on: note\nallow: [per our policy, calm-down]\n", "team.yml")
    put("extends: team.yml\nfail-on: warning\npaths: {'news/**': {kind: template}}\n")
    lines = [" ".join(line.split()) for line in run("config", "news/b.txt").stdout.splitlines()]
    assert lines[:2] == ["configuration: .respcheck.yml", "extends: team.yml"]
    assert "fail-on warning .respcheck.yml:2" in lines
    assert "allow the phrase 'per our policy' team.yml:2" in lines
    assert "allow the rule RC627 calm-down team.yml:2" in lines
    assert "kind template .respcheck.yml:3 under 'news/**'" in lines
    assert "max-warnings no limit default" in lines
    assert "kind as the text shows default" in [" ".join(x.split()) for x in run("config").stdout.splitlines()]


def test_init_writes_a_file_that_is_taken_and_never_replaces_one(run: Run, tmp_path: Path) -> None:
    assert run("init").returncode == 0
    text = Path(".respcheck.yml").read_text()
    assert "configuration: .respcheck.yml" in run("config").stdout
    again = run("init")
    assert again.returncode == 2
    assert ".respcheck.yml: is there already" in again.stderr
    assert Path(".respcheck.yml").read_text() == text
    assert run("init", "new/folder").returncode == 0
    assert sorted(p.name for p in Path("new/folder").iterdir()) == [".respcheck.yml"]


def test_without_a_configuration_nothing_is_imported_for_one() -> None:
    code = (
        "import sys; from respcheck.cli import main\n"
        "try: main(['check', '-q', 'a.txt'])\n"
        "except SystemExit: print({'yaml', 'respcheck.config', 'importlib.metadata', 'pathspec'} & set(sys.modules))"
    )
    for _ in range(2):  # the first run may compile the rules
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "set()", done.stderr
