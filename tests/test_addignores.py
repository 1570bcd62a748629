"""Suppressions written into files: in the file's own comments, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck.addignores import comment_form
from tests.conftest import Run

BAD = "Please do not reply to this email."
ADD = ("check", "--select", "RC101,RC201,tool", "--add-ignores", "the bank's words, #12")
MARK = "respcheck: ignore[do-not-reply] the bank's words, #12"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt.j2", f"Hi,\r\n\r\n{BAD}\r\n", f"Hi,\r\n\r\n{{# {MARK} #}}{BAD}\r\n"),
        ("a.liquid", f"<p>Hi</p><p>{BAD}</p>", f"<p>Hi</p><p>{{% comment %}} {MARK} {{% endcomment %}}{BAD}</p>"),
        ("a.hbs", f"Hi {{{{name}}}},\n\n{BAD}", f"Hi {{{{name}}}},\n\n{{{{!-- {MARK} --}}}}{BAD}"),
        ("a.html.erb", f"<p><b>{BAD}</b></p><br><br>", f"<p><b><%# {MARK} %>{BAD}</b></p><br><br>"),
        ("a.cshtml", f"<p>Hi</p><p>{BAD}</p><br>", f"<p>Hi</p><p>@* {MARK} *@{BAD}</p><br>"),
        ("a.vm", f"#set($b = 1)<p>Hi</p><p>{BAD}</p>", f"#set($b = 1)<p>Hi</p><p>#* {MARK} *#{BAD}</p>"),
        ("a.html.heex", f"<p>Hi</p><p>{BAD}</p><br>", f"<p>Hi</p><p><%!-- {MARK} --%>{BAD}</p><br>"),
        ("a.blade.php", f"<p>Hi</p><p>{BAD}</p><br>", f"<p>Hi</p><p>{{{{-- {MARK} --}}}}{BAD}</p><br>"),
        ("a.mustache", f"{BAD}\n", f"{{{{! {MARK} }}}}{BAD}\n"),
        ("a.gotmpl", f"- {BAD}\n", f"- {{{{/* {MARK} */}}}}{BAD}\n"),
        ("a.ftl", f"{BAD}\n", f"<#-- {MARK} -->{BAD}\n"),
        ("a.mako", f"{BAD}\n", f"<%doc>{MARK}</%doc>{BAD}\n"),
    ],
)
def test_in_the_files_own_comments(run: Run, tmp_path: Path, name: str, before: str, after: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + before.encode())
    done = run(*ADD, name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "respcheck: findings suppressed: 1, in files: 1\n"
    assert path.read_bytes() == b"\xef\xbb\xbf" + after.encode()
    assert run("check", "-q", "--select", "RC101,RC201,tool", name).stdout == ""


def test_a_configured_dialect_has_comments_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Hi,\n\n{BAD}\n")
    (tmp_path / ".respcheck.yml").write_text("dialect: jinja\n")
    assert run(*ADD, "a.txt").returncode == 0
    assert (tmp_path / "a.txt").read_text() == f"Hi,\n\n{{# {MARK} #}}{BAD}\n"


def test_several_findings_share_a_comment(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.j2"
    path.write_text(f"Hi,\n\n{BAD} No refunds, as per our policy.\n\n{BAD}\n")
    assert run(*ADD, "a.j2").returncode == 0
    assert path.read_text().count("ignore[do-not-reply, policy-as-reason]") == 1
    assert path.read_text().count("{#") == 2


def test_html_comments_only_where_they_are_no_finding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>Hi</p>\n<p>{BAD}</p>\n<p>Bye</p>\n")
    before = path.read_text()
    done = run(*ADD, "a.html")
    assert done.returncode == 1
    assert path.read_text() == before
    assert done.stdout.splitlines() == [
        "ignore:",
        '  - path: "a.html"',
        '    sentence: "Please do not reply to this email"',
        "    rules: [do-not-reply]",
        '    reason: "the bank\'s words, #12"',
    ]
    assert run(*ADD, "--ignore", "comment-in-source", "a.html").returncode == 0
    assert path.read_text() == before.replace(BAD, f"<!-- {MARK} -->{BAD}")


def test_in_markdown_a_comment_stands_behind_the_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"Hi,\n\n- Well.\n- **{BAD}**  \n- Bye.\n")
    assert run(*ADD, "--ignore", "comment-in-source", "a.md").returncode == 0
    assert path.read_text() == f"Hi,\n\n- Well.\n- **{BAD}** <!-- {MARK} -->  \n- Bye.\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"Hi,\n\n{BAD}\n"),
        ("a.j2", f"Subject: {BAD}\n\nHi.\n"),
        ("a.j2", f'{{{{ _("{BAD}") }}}}\n\nHi.\n'),
        ("a.liquid", f'<img alt="{BAD}"><p>Hi</p><p>Ho</p><br>'),
        ("a.unknown", f"{BAD}\n"),
        ("a.py", f"body = '{BAD}'\n"),
    ],
)
def test_where_no_comment_can_stand_the_configuration_is_shown(run: Run, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    done = run(*ADD, name)
    assert done.returncode == 1
    assert done.stdout.startswith(f'ignore:\n  - path: "{name}"\n')
    assert path.read_text() == text


def test_entries_hold_as_they_are_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".respcheck.yml").write_text("select: [RC101]\n")
    (tmp_path / "sub" / "a[1].txt").write_text(f"Hi,\n\n{BAD}\n")
    printed = run("check", "--add-ignores", "agreed", cwd=tmp_path / "sub").stdout
    assert '"sub/a\\\\[1].txt"' in printed
    (tmp_path / ".respcheck.yml").write_text(f"select: [RC101]\n{printed}")
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "suppresses nothing" not in done.stderr


def test_what_is_known_already_gets_no_comment(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.j2"
    path.write_text(f"{{# respcheck: ignore[do-not-reply] agreed #}}\n{BAD}\n")
    before = path.read_text()
    assert "findings suppressed: 0" in run(*ADD, "a.j2").stderr
    path.write_text(f"{BAD}\n")
    run("baseline", "write", "--select", "RC101")
    assert "findings suppressed: 0" in run(*ADD, "--baseline", ".respcheck-baseline.json", "a.j2").stderr
    assert path.read_text() == before.splitlines(keepends=True)[1]


def test_permissions_and_links_stay(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.j2"
    path.write_text(f"{BAD}\n")
    path.chmod(0o640)
    (tmp_path / "link.j2").symlink_to("a.j2")
    assert run(*ADD, "link.j2").returncode == 0
    assert (tmp_path / "link.j2").is_symlink()
    assert (path.stat().st_mode & 0o777, "respcheck" in path.read_text()) == (0o640, True)


@pytest.mark.parametrize("reason", ["", " ", "a -- b", "a }} b", "a %> b", "two\nlines", "respcheck: on"])
def test_a_reason_that_is_none(run: Run, tmp_path: Path, reason: str) -> None:
    (tmp_path / "a.j2").write_text(f"{BAD}\n")
    done = run("check", "--add-ignores", reason, "a.j2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("respcheck: --add-ignores needs a reason")
    assert (tmp_path / "a.j2").read_text() == f"{BAD}\n"


def test_a_date_goes_with_the_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text(f"{BAD}\n")
    assert run("check", "--add-ignores", "legal until=2999-12-31", "a.j2").returncode == 0
    (tmp_path / "b.j2").write_text(f"{BAD}\n")
    assert run("check", "--add-ignores", "legal until=2000-12-31", "b.j2").returncode == 1
    assert (tmp_path / "b.j2").read_text() == f"{BAD}\n"


def test_standard_input_has_no_file(run: Run) -> None:
    done = run("check", "-", "--add-ignores", "agreed", input=BAD)
    assert done.returncode == 2
    assert "standard input has none" in done.stderr


def test_endings_that_several_languages_share_have_no_comment_form() -> None:
    assert comment_form("mail.tpl") is None
    assert comment_form("mail.tmpl") is None
    assert comment_form("MAIL.TXT.J2") == "{{# {} #}}"
