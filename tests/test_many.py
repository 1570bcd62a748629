"""Files of many messages with all that a team needs: settings, suppressions, baselines, fixes, reports, includes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from respcheck.reporters import REPORTERS
from tests.conftest import Run

NO_REPLY = "Please do not reply to this email."
LOCALE = f"""en:
  mailer:
    one:
      body: "{NO_REPLY} It is there."
    # respcheck: ignore[do-not-reply] the bank wants it
    two:
      body: "{NO_REPLY} It has left."
    three:
      body: "{NO_REPLY} It is late."
"""
SELECT = ("--select", "do-not-reply")


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    path = tmp_path / "en.yml"
    path.write_text(LOCALE)
    return path


def places(stdout: str) -> list[str]:
    """Line and message of each finding."""
    return [f"{line.split(':')[1]} {line.rpartition(' in ')[2]}" for line in stdout.splitlines()]


def test_a_comment_of_the_file_holds_for_the_message_that_follows(run: Run, locale: Path) -> None:
    assert places(run("check", *SELECT, "en.yml").stdout) == ["4 mailer.one.body", "9 mailer.three.body"]
    locale.write_text(LOCALE.replace("ignore[", "off["))
    assert places(run("check", *SELECT, "en.yml").stdout) == ["4 mailer.one.body"]
    locale.write_text("# respcheck: ignore-file[do-not-reply] all of it\n" + LOCALE.replace("# respcheck", "# x"))
    done = run("check", *SELECT, "en.yml")
    assert (done.stdout, "3 findings are suppressed" in done.stderr) == ("", True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.po", f'# respcheck: ignore[do-not-reply] so it is\nmsgctxt "mail"\nmsgid "{NO_REPLY}"\nmsgstr ""\n'),
        ("a_en.properties", f"# respcheck: ignore[do-not-reply] so it is\nmail.body={NO_REPLY} It has left.\n"),
        (
            "lang/en.php",
            f"<?php return [\n// respcheck: ignore[do-not-reply] so it is\n'mail' => ['body' => '{NO_REPLY}']];",
        ),
    ],
)
def test_comments_of_other_formats(run: Run, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert "1 finding is suppressed" in run("check", *SELECT, name).stderr
    path.write_text(text.replace("respcheck:", "x:"))
    assert "RC101" in run("check", *SELECT, name).stdout


def test_a_comment_inside_a_text_holds_in_that_message(run: Run, tmp_path: Path) -> None:
    off = "{# respcheck: off[do-not-reply] so it is #}"
    cards = [
        {"title": n, "body": f"Hi {{{{ name }}}},\n\n{comment}\n\n{NO_REPLY} {n}"}
        for n, comment in (("A", off), ("B", ""))
    ]
    (tmp_path / "x.json").write_text(json.dumps({"cards": cards}))
    done = run("check", *SELECT, "--messages", "cards[*].body", "x.json")
    assert [line.rpartition(" in ")[2] for line in done.stdout.splitlines()] == ["B"]


def test_equal_texts_in_several_messages_are_counted_in_a_baseline(run: Run, locale: Path) -> None:
    locale.write_text(LOCALE.replace("# respcheck", "# x"))
    assert "3 findings in 1 file" in run("baseline", "write", *SELECT, "en.yml").stderr
    known = ("check", *SELECT, "--baseline", ".respcheck-baseline.json", "en.yml")
    assert run(*known).stdout == ""
    locale.write_text(locale.read_text() + f'    four:\n      body: "{NO_REPLY} It is lost."\n')
    assert places(run(*known).stdout) == ["11 mailer.four.body"]


def test_an_entry_of_the_configuration_quotes_a_sentence(run: Run, locale: Path, tmp_path: Path) -> None:
    entry = f"ignore: [{{path: en.yml, sentence: '{NO_REPLY}', rules: [do-not-reply], reason: so it is}}]\n"
    (tmp_path / ".respcheck.yml").write_text(entry)
    assert run("check", *SELECT, "en.yml").stdout == ""


def test_the_configuration_says_how_files_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"cards": [{"title": "A", "says": NO_REPLY}]}))
    (tmp_path / "a.txt").write_text("Por favor, no responda a este correo.\n")
    (tmp_path / ".respcheck.yml").write_text(
        "paths:\n  x.json: {messages: 'cards[*].says'}\n  a.txt: {language: es-MX}\nfollow-includes: true\n"
    )
    assert " in A" in run("check", *SELECT, "x.json").stdout
    assert "RC151" in run("check", "a.txt").stdout
    assert "RC151" not in run("check", "--language", "en", "a.txt").stdout
    assert "nothing to lint" in run("check", "--messages", "other", "x.json").stderr
    assert "  + A: by the path cards[*].says" in run("check", "--show-files", "x.json").stdout
    page = [line.split() for line in run("config", "a.txt").stdout.splitlines()]
    assert ["language", "es", ".respcheck.yml:3", "under", "'a.txt'"] in page
    assert ["follow-includes", "true", ".respcheck.yml:4"] in page


def test_files_without_messages_are_a_note_as_hooks_name_whatever_was_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    for name in ("en.yml", "de.yml"):
        (tmp_path / "locales" / name).write_text(f"{name[:2]}:\n  views:\n    title: Overview of all things\n")
    one = run("check", "locales/en.yml")
    assert (one.returncode, one.stdout) == (0, "")
    what = "--show-files says why, --messages names some"
    assert one.stderr.splitlines()[1:] == [f"respcheck: nothing to lint: no messages in locales/en.yml; {what}"]
    assert "no messages in these 2 files" in run("check", "locales").stderr
    assert run("check", "--output-format", "json", "locales").stdout == "[]\n"
    (tmp_path / "a.txt").write_text(NO_REPLY)
    assert "nothing to lint" not in run("check", "locales", "a.txt").stderr
    for args, says in (
        (("locales/en.yml", "gone.yml"), "gone.yml: no such file or folder"),
        (("--messages", "en.mailer.*", "locales"), "--messages leads to none in these 2 files"),
    ):
        done = run("check", *args)
        assert (done.returncode, says in done.stderr) == (2, True)


def test_fixes_in_a_message_of_many(run: Run, tmp_path: Path) -> None:
    text = "en:\n  mailer:\n    one:\n      body: Sorry for any inconvenience, Ana. It is there.\n"
    (tmp_path / "en.yml").write_text(text)
    run("check", "--select", "any-inconvenience", "--fix", "--unsafe-fixes", "en.yml")
    assert (tmp_path / "en.yml").read_text() == text.replace("any inconvenience", "the inconvenience")


def test_what_a_whole_message_lacks_counts_where_that_message_has_changed(run: Run, tmp_path: Path) -> None:
    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args], cwd=tmp_path, check=True)

    rows = ["title,body", 'One,"Your claim was denied."', 'Two,"Your order was cancelled."']
    (tmp_path / "x.csv").write_text("\n".join(rows) + "\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    (tmp_path / "x.csv").write_text("\n".join(rows).replace("was cancelled", "is cancelled") + "\n")
    lines = run("check", "--select", "missing-next-step", "--diff-base", "HEAD", "x.csv").stdout.splitlines()
    assert [line.rpartition(" in ")[2] for line in lines] == ["Two"]


def test_the_checklist_names_whole_messages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('title,body\nOne,"It is there. Just reply to this email."\nTwo,"It is late."\n')
    lines = run("check", "--checklist", "x.csv").stdout.splitlines()
    assert [line.split(": ")[0] for line in lines if "can be answered" in line] == ["x.csv:2 in One", "x.csv:3 in Two"]
    (tmp_path / "_foot.txt").write_text("It is there.\n")
    assert "can be answered" not in run("check", "--checklist", "_foot.txt").stdout


def test_clean_messages_are_told_beside_those_that_are_not(run: Run, tmp_path: Path) -> None:
    rows = [f'Good {n},"It is there, card {n}. Just reply to this email."' for n in range(5)]
    command = ("check", "--output-format", "full", "x.csv")
    (tmp_path / "x.csv").write_text("\n".join(["title,body", f'Bad,"{NO_REPLY}"', *rows]))
    told = run(*command)
    lines = [line for line in (told.stdout + told.stderr).splitlines() if "can be answered" in line]
    assert [line.split(": ")[0] for line in lines] == [f"x.csv:{n + 3} in Good {n}" for n in range(5)]
    (tmp_path / "x.csv").write_text("\n".join(["title,body", f'Bad,"{NO_REPLY}"', *rows, 'Six,"It is there."']))
    told = run(*command)
    assert "x.csv: nothing to mend in 6 messages; --checklist says what each has" in told.stdout + told.stderr
    assert "can be answered" not in told.stdout + told.stderr
    assert run(*command, "--checklist").stdout.count("can be answered") == 7


def test_every_format_names_the_message(run: Run, locale: Path, tmp_path: Path) -> None:
    outputs = [part for name in REPORTERS if name != "string" for part in ("--output", f"{name}:out.{name}")]
    done = run("check", *SELECT, *outputs, "--format-string", "{message_name}", "en.yml")
    assert done.stdout.splitlines() == ["mailer.one.body", "mailer.three.body"]
    for name in REPORTERS:
        if name != "string":
            assert "mailer.one.body" in (tmp_path / f"out.{name}").read_text(), name


def test_included_files_keep_their_own_places(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_foot.html.erb").write_text(
        f"<p>Bye</p>\n<%# respcheck: ignore[do-not-reply] so it is %>\n<p>{NO_REPLY}</p>\n"
        "<p>Sorry for any inconvenience.</p>\n"
    )
    (tmp_path / "a.html.erb").write_text("<p>It is there.</p>\n\n<%= render 'foot' %>\n<p>Bye.</p>\n")
    select = ("--select", "tool,do-not-reply,any-inconvenience")
    done = run("check", *select, "--follow-includes", "--show-suppressed", "--output-format", "json", "a.html.erb")
    first, second = json.loads(done.stdout)
    assert (first["filename"], first["location"]["row"]) == ("_foot.html.erb", 3)
    assert first["suppressed"]["place"] == "_foot.html.erb:2"
    assert second["match"] == "Sorry for any inconvenience"
    start, end = second["fix"]["range"]["start"], second["fix"]["range"]["end"]
    line = (tmp_path / "_foot.html.erb").read_text().splitlines()[start["row"] - 1]
    assert line[start["column"] - 1 : end["column"] - 1].startswith("any")
