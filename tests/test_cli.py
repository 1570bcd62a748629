"""The command as people run it: exit codes, streams, formats, and what bad input gets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"
GOOD = "Hi Ana,\n\nYour parcel is on its way. Reply to this email if anything is missing.\n"
LINE = re.compile(r"^(.+?):(\d+):(\d+): (error|warning|note): (RC\d{3}) (.+) \[([a-z0-9-]+)\]$")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.txt"
    path.write_text(BAD)
    return path


def test_a_finding_is_one_line_and_exit_1(run: Run, bad: Path) -> None:
    done = run("check", "bad.txt")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    found = LINE.match(line)
    assert found is not None
    assert found.groups()[:5] == ("bad.txt", "3", "1", "error", "RC101")
    assert done.stderr == "1 error in 1 file.\n`respcheck rule RC101` explains a rule.\n"


def test_a_clean_file_is_exit_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = run("check", "good.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to mend" in done.stderr


def test_quiet_prints_findings_only(run: Run, bad: Path) -> None:
    assert run("check", "-q", "bad.txt").stderr == ""


def test_fail_level_and_exit_zero(run: Run, bad: Path) -> None:
    assert run("check", "--fail-on", "never", "bad.txt").returncode == 0
    assert run("check", "--exit-zero", "bad.txt").returncode == 0
    assert run("check", "--exit-zero", "missing.txt").returncode == 2


def test_select_and_ignore(run: Run, bad: Path) -> None:
    assert run("check", "--ignore", "RC1", "bad.txt").returncode == 0
    assert run("check", "--select", "policy-wall,RC3", "bad.txt").returncode == 0
    assert run("check", "--select", "do-not-reply", "bad.txt").returncode == 1


def test_json_is_an_array_whose_match_is_the_sources_own_text(run: Run, bad: Path) -> None:
    done = run("check", "--output-format", "json", "bad.txt")
    (finding,) = json.loads(done.stdout)
    lines = BAD.splitlines()
    start, end = finding["location"], finding["end_location"]
    assert finding["match"] == lines[start["row"] - 1][start["column"] - 1 : end["column"] - 1]
    assert finding["match"] == "Please do not reply to this email"
    assert (finding["filename"], finding["family"], finding["severity"]) == ("bad.txt", "no-reply", "error")
    assert set(finding) >= {"code", "name", "message", "help", "related", "fix", "url", "fingerprint", "suppressed"}
    assert json.loads(run("check", "--output-format", "json", "--ignore", "RC1", "bad.txt").stdout) == []


def test_full_points_at_the_words(run: Run, bad: Path) -> None:
    lines = run("check", "--output-format", "full", "bad.txt").stdout.splitlines()
    excerpt = next(line for line in lines if line.startswith("  3 |"))
    carets = lines[lines.index(excerpt) + 1]
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "Please do not reply to this email"
    assert any("help:" in line for line in lines)


def test_color_only_when_asked(run: Run, bad: Path) -> None:
    assert "\x1b[" not in run("check", "--output-format", "full", "bad.txt").stdout
    painted = run("check", "--output-format", "full", "--color", "always", "bad.txt").stdout
    assert "\x1b[1;" in painted
    assert "\x1b]8;" not in painted, "no link where there is no terminal"


def test_standard_input(run: Run) -> None:
    done = run("check", "-", input=BAD)
    assert done.stdout.startswith("stdin.txt:3:1: error: RC101")
    html = run("check", "-", "--stdin-filename", "a/b.html", input="<p>Please do <b>not</b> reply to this email.</p>")
    assert html.stdout.startswith("a/b.html:1:4: error: RC101")
    assert run("check", "-", "other.txt").returncode == 2


def test_folders_are_walked(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.md", ".hidden/c.txt", "sub/.d.txt", "e.py", "skipped/f.txt", "node_modules/g.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BAD)
    (tmp_path / ".gitignore").write_text("/skipped/\n")
    done = run("check")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["a.txt", os.path.join("sub", "b.md")]
    assert run("check", "skipped/f.txt").returncode == 1, "a file that is named is read"


def test_statistics(run: Run, bad: Path) -> None:
    assert run("check", "--statistics", "bad.txt").stdout.split() == "1 RC101 do-not-reply (error, no-reply)".split()


def test_rule_explains(run: Run) -> None:
    page = run("rule", "RC101").stdout
    assert page.startswith("RC101 do-not-reply (error, no-reply)")
    assert all(part in page for part in ("Why:", "Say instead:", "Flagged:", "Not flagged:", "--ignore RC101"))
    done = run("rule", "--all")
    table = done.stdout.splitlines()
    assert len(table) >= 40
    assert done.stderr.startswith(f"{len(table)} rules; ")
    assert run("rule").stdout.splitlines() == table
    assert run("rule", "no-reply").stdout.startswith("no-reply: ")
    assert run("rule", "do-not-repy").returncode == 2


def test_own_rules(run: Run, tmp_path: Path, bad: Path) -> None:
    house = tmp_path / "house" / "brand"
    house.mkdir(parents=True)
    (house / "shout.yaml").write_text(
        "code: AC101\nseverity: note\nmessage: no shouting\nhelp: Be calm.\nwhy: It is loud.\n"
        "flag: {phrases: [please do not]}\n"
        "examples: {bad: ['[[Please do not]] go.', Please do not.], good: [Please., Do not.]}\n"
    )
    done = run("check", "--rules", "house", "--select", "AC101", "--fail-on", "note", "bad.txt")
    assert done.stdout == "bad.txt:3:1: note: AC101 no shouting [shout]\n"
    assert run("test", "house").returncode == 0


def test_the_rules_own_examples_are_run(run: Run, tmp_path: Path) -> None:
    house = tmp_path / "house" / "brand"
    house.mkdir(parents=True)
    (house / "shout.yaml").write_text(
        "code: AC101\nseverity: note\nmessage: no shouting\nhelp: Be calm.\nwhy: It is loud.\n"
        "flag: {phrases: [go away, go home]}\n"
        "examples: {bad: ['[[Go]] away.', Stay.], good: [Please., Go away.]}\n"
    )
    done = run("test", "house")
    assert done.returncode == 1
    assert [line.rpartition("/")[2] for line in done.stdout.splitlines()] == [
        "shout.yaml:7: shout: missed 'Go'; found 'Go away' instead",
        "shout.yaml:7: shout: found nothing in 'Stay.'",
        "shout.yaml:7: shout: found 'Go away' in an example that should be silent",
        "shout.yaml:1: shout: no example needs the phrase 'go home'",
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("check", "missing.txt"), "missing.txt: no such file or folder"),
        (("check", "empty"), "nothing to lint in empty"),
        (("check", "--select", "RC999", "bad.txt"), "no rule has the code, name or family 'RC999'"),
        (("check", "--select", "do-not-repy", "bad.txt"), "did you mean 'do-not-reply'?"),
        (("check", "--slect", "x", "bad.txt"), "No such option"),
        (("chek",), "No such command 'chek'"),
        (("check", "--output-format", "xml", "bad.txt"), "'xml' is not one of"),
        (
            ("check", "--rules", "nowhere", "bad.txt"),
            "--rules: no pack 'nowhere' is installed, and there is no such folder",
        ),
        (("check", "--rules", "empty", "bad.txt"), "empty: holds no .yaml rule files"),
        (("test", "nowhere"), "nowhere: no pack 'nowhere' is installed"),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_2(
    run: Run, tmp_path: Path, bad: Path, args: tuple[str, ...], message: str
) -> None:
    (tmp_path / "empty").mkdir()
    done = run(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code: [", "house/brand/x.yaml:2:1: not valid YAML"),
        ("code: AC101\ncode: AC102", "house/brand/x.yaml:2:1: key 'code' stands twice"),
        ("cod: AC101", "house/brand/x.yaml:1:1: unknown key 'cod'; did you mean 'code'?"),
    ],
)
def test_a_broken_rule_file(run: Run, tmp_path: Path, bad: Path, text: str, message: str) -> None:
    path = tmp_path / "house" / "brand" / "x.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    done = run("check", "--rules", "house", "bad.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"respcheck: {message}")
    assert done.stderr.count("\n") == 1


def test_a_rule_that_explodes_is_named_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "house" / "brand" / "x.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "code: AC101\nseverity: note\nmessage: m\nhelp: h\nwhy: w\nflag: {regex: ['(.*?,){25}P']}\n"
        "examples: {bad: [a, b], good: [c, d]}\n"
    )
    (tmp_path / "bad.txt").write_text(BAD + "\n" + "a," * 300 + "\n")
    done = run("check", "--rules", "house", "bad.txt")
    assert done.returncode == 2
    assert "RC101" in done.stdout
    assert "regex took longer than" in done.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(run: Run, bad: Path) -> None:
    bad.chmod(0)
    done = run("check", "bad.txt")
    assert (done.returncode, done.stderr) == (2, "respcheck: bad.txt: can't be read: Permission denied\n")


def test_a_folder_named_like_a_file_does_not_stop_the_rest(run: Run, tmp_path: Path, bad: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    done = run("check", "bad.txt", "loop.txt")
    assert done.returncode == 2
    assert "loop.txt: no such file" in done.stderr or "loop.txt: can't be read" in done.stderr


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"", ""),
        (b"\n\n\n", ""),
        (b"\0\1\2" * 100, "binary file, not read"),
        (b"Sorry about the caf\xe9.\n", "not UTF-8 (byte 20): read as Windows-1252"),
        (b"\xef\xbb\xbfThank you.\n", ""),
        ("Thank you.\n".encode("utf-16"), ""),
        (b"Hello {{ name\nand {% if x\n", ""),
        (b"<p>Hello <b <i>you", ""),
        (b"<!-- never closed", ""),
        (b"{" * 5000 + b"[" * 5000 + b"<" * 5000, ""),
    ],
)
def test_odd_files_are_survived(run: Run, tmp_path: Path, data: bytes, note: str) -> None:
    for name in ("odd.txt", "odd.html", "odd.md", "odd.eml", "odd.html.j2"):
        (tmp_path / name).write_bytes(data)
    done = run("check", "--fail-on", "never", *sorted(p.name for p in tmp_path.glob("odd.*")))
    assert done.returncode == 0, done.stderr
    assert note in done.stderr


def test_a_byte_order_mark_does_not_count(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbfPlease do not reply to this email.\n")
    assert run("check", "bom.txt").stdout.startswith("bom.txt:1:1: ")


def test_a_file_too_large_for_a_message_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path, bad: Path) -> None:
    with open(tmp_path / "dump.txt", "wb") as stream:
        stream.truncate(50_000_000)
    done = run("check", "bad.txt", "dump.txt")
    assert done.returncode == 2
    assert "RC101" in done.stdout
    assert "dump.txt: 50 MB is no message (at most 10 MB are read): split the file" in done.stderr


@pytest.mark.slow
def test_a_large_file_is_read_in_linear_time(run: Run, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text((GOOD + "\n") * 20_000 + BAD)
    done = run("check", "large.txt")
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(BAD)
    command = f"{sys.executable} -m respcheck check --exit-zero . | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.splitlines()[1] == "0"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


#: What a plain text needs none of, once the rules are in the cache.
UNNEEDED = {
    *"yaml textstat nltk pathspec email multiprocessing csv html xml tomllib traceback".split(),
    *(f"respcheck.{name}" for name in "baselines checklist config includes lsp mask revision suppress thread".split()),
    *(
        f"respcheck.formats.{name}"
        for name in "catalog code csvtree eml html jsontree markdown messages presets records tree yamltree".split()
    ),
}


def test_only_what_is_needed_is_imported(run: Run, bad: Path) -> None:
    run("check", "bad.txt")  # fills the cache
    code = (
        "import sys; sys.argv = ['respcheck', 'check', 'bad.txt']\n"
        "from respcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(*{UNNEEDED} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=bad.parent, capture_output=True, text=True)
    assert done.stdout.splitlines()[1:] == [""], done.stderr


def test_only_findings_that_are_sure_enough(run: Run, bad: Path) -> None:
    assert run("check", "--min-confidence", "0.9", "bad.txt").stdout.count("\n") == 1
    assert run("check", "--min-confidence", "0.95", "bad.txt").stdout == ""
    assert run("check", "--min-confidence", "2", "bad.txt").returncode == 2


def test_explain_says_what_each_sentence_does_and_why_rules_speak(run: Run, bad: Path) -> None:
    done = run("explain", "bad.txt")
    assert done.returncode == 0
    assert "3:1 body: Please do not reply to this email." in done.stdout
    assert "says no-reply-notice: 'Please do not reply to this email'" in done.stdout
    assert "RC101 do-not-reply: flags" in done.stdout
    assert "RC201 policy-as-reason: silent, nothing to flag" in done.stdout
    assert run("explain", "missing.txt").returncode == 2


def test_a_wrong_rules_folder_is_refused_also_when_compiled_rules_are_kept(run: Run, tmp_path: Path, bad: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("check", "bad.txt").returncode == 1, "fills the cache"
    for folder in ("nowhere", "empty", "bad.txt"):
        done = run("check", "--rules", folder, "bad.txt")
        assert (done.returncode, done.stdout) == (2, ""), folder


def test_ignoring_everything_is_a_mistake(run: Run, bad: Path) -> None:
    done = run("check", "--ignore", "all", "bad.txt")
    assert done.returncode == 2
    assert "no rule is left to check" in done.stderr


def test_standard_input_is_held_to_what_files_are(run: Run) -> None:
    assert "binary file, not read" in run("check", "-", input=b"a\0b").stderr
    assert run("explain", "-", input=b"a\0b").returncode == 2
    assert "no message" in run("check", "-", input=b"x" * 10_000_001).stderr


def test_the_same_words_each_time(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "This violates our policy, so the refund was refused because of our company policy and our terms.\n"
    (tmp_path / "a.txt").write_text(text * 3)
    outputs = set()
    for seed in ("1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        outputs.add(run("check", "--select", "all", "--output-format", "json", "a.txt").stdout)
    assert len(outputs) == 1


@pytest.mark.skipif(os.name != "posix", reason="paths are bytes on POSIX only")
def test_a_path_that_is_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(BAD)
    command = [sys.executable, "-m", "respcheck", "check", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stdout[:13]) == (1, b"caf\xe9.txt:3:1:")


LOCALE = """en:
  user_mailer:
    rejected:
      subject: Your request
      body: "Hi %{name},\\n\\nplease do not reply to this email."
  home: It is a page.
"""


def test_a_message_of_many_is_named_in_every_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text(LOCALE)
    (line,) = run("check", "en.yml").stdout.splitlines()
    assert line.startswith("en.yml:5:29: error: RC101 ")
    assert line.endswith(" [do-not-reply] in user_mailer.rejected.body")
    assert "[do-not-reply] in user_mailer.rejected.body" in run("check", "--output-format", "full", "en.yml").stdout
    (finding,) = json.loads(run("check", "--output-format", "json", "en.yml").stdout)
    assert finding["message_name"] == "user_mailer.rejected.body"
    assert "In user_mailer.rejected:" in run("explain", "en.yml").stdout


def test_show_files_says_what_is_taken_and_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "en.yml").write_text(LOCALE)
    (tmp_path / "a.txt").write_text(BAD)
    done = run("check", "--show-files")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "a.txt: one message",
        "locales/en.yml: locale file, messages: 1",
        "  + user_mailer.rejected (en): key or reference of mail",
        "  - home: no key or reference of mail",
    ]
    assert run("check", "--show-files", "-").returncode == 2


def test_messages_by_path(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"cards": [{"title": "A", "says": BAD}]}))
    assert " in A" in run("check", "--messages", "cards[*].says", "x.json").stdout
    refused = run("check", "--messages", "cards[", "x.json")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    nothing = run("check", "--messages", "nothing.here", "x.json")
    assert (nothing.returncode, nothing.stderr.count("\n")) == (2, 1)
    assert "--show-files" in nothing.stderr


@pytest.mark.parametrize("files", [1, 500])
def test_a_bug_is_told_without_customers_words(tmp_path: Path, files: int) -> None:
    for number in range(files):
        (tmp_path / f"{number}.txt").write_text(BAD)
    code = (
        "import sys\n"
        "from respcheck import batch\n"
        "from respcheck.cli import main\n"
        "def fail(data, job):\n"
        "    try:\n"
        "        {}['Ana']\n"
        "    except KeyError as error:\n"
        "        raise ValueError(data.decode()) from error\n"
        "batch.check_one = fail\n"
        "main(['check', '.'])\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    *places, name, request = done.stderr.splitlines()
    assert name.startswith("respcheck: internal error: ValueError (respcheck 0.")
    assert "please report" in request
    assert [line for line in places if "_check_chunk" in line]
    assert all(line.startswith('  File "') for line in places)
    assert "Ana" not in done.stderr
    command[1:1] = ["-X", "dev"]
    assert "Hi Ana" in subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stderr


def test_help_fits_a_terminal_of_80_columns(run: Run) -> None:
    for command in ([], ["baseline"], ["check"], ["rule"], ["new"]):
        _, *lines = run(*command, "--help").stdout.splitlines()
        assert max(map(len, lines)) <= 80
        assert not [line for line in lines if line.endswith("...")], "no command's line is cut"


@pytest.mark.parametrize("files", [1, 450])
def test_a_bug_names_the_file_it_came_up_in(tmp_path: Path, files: int) -> None:
    """Of which `files` are so many that other processes read them."""
    for number in range(files):
        (tmp_path / f"{number:03}.txt").write_text(BAD)
    code = (
        "from respcheck import batch, cli\n"
        "batch.check = lambda source, *rest: {}[source.text]\n"
        "cli.main(['check', '.'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-2] == "respcheck: while reading 000.txt"
    assert "Ana" not in done.stderr


def test_standard_output_holds_findings_and_nothing_else(run: Run, bad: Path) -> None:
    bad.with_name("good.txt").write_text(GOOD)
    bad.with_name("latin.txt").write_bytes(b"Your parcel is at the caf\xe9. Reply if anything is missing.\n")
    bad.with_name("x.txt").write_bytes(b"a\0b")
    done = run("check", ".")
    assert len(done.stdout.splitlines()) == 1
    assert LINE.match(done.stdout.rstrip("\n"))
    assert {"latin.txt", "x.txt"} <= set(re.findall(r"\w+\.txt", done.stderr))
    assert run("check", "good.txt").stdout == ""
