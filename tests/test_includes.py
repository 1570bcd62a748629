"""Included templates: read in their place, reported in their own file, once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from respcheck.includes import expand
from respcheck.source import Source
from tests.conftest import Run

NO_REPLY = "Please do not reply to this email."
FILES = {
    "a/_foot.html.erb": "FOOT",
    "shared/_foot.html.erb": "SHARED",
    "a/foot.liquid": "FOOT",
    "a/foot.hbs": "FOOT",
    "mails/foot.blade.php": "FOOT",
    "a/foot.mjml": "FOOT",
    "a/loop.liquid": "<{% include 'loop' %}>",
    "a/ping.liquid": "{% include 'pong' %}",
    "a/pong.liquid": "{% include 'ping' %}",
    "a/style.css": "STYLE",
    "a/foot.html": "FOOT",
    "a/foot.ftl": "FOOT",
    "a/_foot.html.haml": "FOOT",
    **{f"a/n{level}.liquid": f"{{% include 'n{level + 1}' %}}" * 30 for level in range(5)},
    "a/n5.liquid": "N",
}


def load(path: str) -> Source | None:
    name = os.path.relpath(path)
    return Source(name, FILES[name]) if name in FILES else None


@pytest.mark.parametrize(
    ("path", "text", "expanded"),
    [
        ("a/x.html.erb", "1 <%= render 'foot' %> 2", "1 FOOT 2"),
        ("a/x.html.erb", "1 <%= render partial: 'shared/foot', locals: {} %> 2", "1 SHARED 2"),
        ("a/x.liquid", "1 {% include 'foot' %} {% render 'foot', a: 1 %} 2", "1 FOOT FOOT 2"),
        ("a/x.hbs", "1 {{> foot }} 2", "1 FOOT 2"),
        ("mails/x.blade.php", "1 @include('mails.foot') 2", "1 FOOT 2"),
        ("a/x.mjml", "1 <mj-include path='./foot.mjml' /> 2", "1 FOOT 2"),
        ("a/x.ejs", "1 <%- include('foot.html', {a: 1}) %> 2", "1 FOOT 2"),
        ("a/x.html.haml", "%p 1\n= render 'foot'\n%p 2", "%p 1\nFOOT\n%p 2"),
        ("a/x.html.twig", "1 {{ include('foot.html') }} 2", "1 FOOT 2"),
        ("a/x.html", '1 {{ template "foot.html" . }} 2', "1 FOOT 2"),
        ("a/x.ftl", '1 <#include "foot.ftl"> 2', "1 FOOT 2"),
        ("a/x.html", '1 <%include file="foot.html"/> 2', "1 FOOT 2"),
        ("a/x.html", "1 {include file='foot.html'} 2", "1 FOOT 2"),
        ("a/x.liquid", "1 {% include 'missing' %} 2", "1 {% include 'missing' %} 2"),
        ("a/loop.liquid", FILES["a/loop.liquid"], FILES["a/loop.liquid"]),
        ("a/ping.liquid", FILES["a/ping.liquid"], "{% include 'ping' %}"),
        ("a/x.mjml", '<mj-include path="style.css" />', '<mj-include path="style.css" />'),
        ("a/x.liquid", "{% comment %}{% include 'foot' %}{% endcomment %}", None),
        (
            "a/x.liquid",
            "<!-- {% include 'foot' %} --> <!-- -->{% include 'foot' %}",
            "<!-- {% include 'foot' %} --> <!-- -->FOOT",
        ),
    ],
)
def test_includes_are_put_in_place(path: str, text: str, expanded: str | None) -> None:
    assert expand(Source(path, text), load).source.text == (text if expanded is None else expanded)


def test_what_is_not_there_is_noted_and_what_is_in_comments_is_not() -> None:
    text = "{# {% include 'b' %} #}\n{% include 'c' %}\n{% include 'd' ignore missing %}{% include 'foot' %}"
    notes = expand(Source("a/x.liquid", text), load).notes
    assert notes == ("a/x.liquid:2: note: includes 'c', which is not in this project: read without it",)


def test_findings_stand_in_the_included_file_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_foot.html.erb").write_text("<p>Bye</p>\n<p>Please do not reply to this email.</p>\n")
    text = "<p>It is there.</p>\n<%= render 'foot' %>\n<p>As per our policy, we can't refund it.</p>"
    for name in ("a", "b"):
        (tmp_path / f"{name}.html.erb").write_text(text)
    done = run("check", "--select", "do-not-reply,policy-as-reason", "--follow-includes", "a.html.erb", "b.html.erb")
    places = [line.split(" ")[0] + line.split(" ")[2] for line in done.stdout.splitlines()]
    assert places == ["a.html.erb:3:4:RC201", "_foot.html.erb:2:4:RC101", "b.html.erb:3:4:RC201"]
    assert "RC101" not in run("check", "a.html.erb").stdout


def test_a_way_out_in_a_partial_counts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_foot.html.erb").write_text("<p>Questions? Call 020 7946 0000.</p>\n")
    (tmp_path / "a.html.erb").write_text("<p>Please do not reply to this email.</p>\n<%= render 'foot' %>\n")
    assert "RC101" in run("check", "a.html.erb").stdout
    assert "RC101" not in run("check", "--follow-includes", "a.html.erb").stdout


def test_an_included_file_that_was_not_named_counts_as_one_of_those_with_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_foot.html.erb").write_text("<p>Please do not reply to this email.</p>\n")
    (tmp_path / "a.html.erb").write_text("<p>As per our policy, we can't.</p>\n<%= render 'foot' %>\n")
    command = ("check", "--select", "do-not-reply,policy-as-reason", "--follow-includes", "a.html.erb")
    assert "2 errors in 2 files" in run(*command).stderr
    assert "without findings" not in run(*command, "--output-format", "junit").stdout


def test_includes_of_includes_are_bounded() -> None:
    expanded = expand(Source("a/n0.liquid", FILES["a/n0.liquid"]), load)
    assert len(expanded.source.text) < 100_000
    assert len(expanded.inserts) < 2000
    assert any("too many, or too deep" in note for note in expanded.notes)


def test_nothing_outside_the_project_is_read(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    bad = "<p>Please do not reply to this email.</p>\n"
    (tmp_path / "_out.html.erb").write_text(bad)
    (project / "_link.html.erb").symlink_to(tmp_path / "_out.html.erb")
    (project / "_in.html.erb").write_text(bad)
    (project / "_raw.html.erb").write_bytes(b"\x00\x01" * 500)
    names = ("../out", str(tmp_path / "_out"), "link", "raw", "in")
    (project / "a.html.erb").write_text("".join(f"<p>Hi.</p><%= render '{name}' %>\n" for name in names))
    for path in ("a.html.erb", str(project / "a.html.erb")):
        done = run("check", "--select", "RC101", "--follow-includes", path, cwd=project)
        assert [line.split(" ")[0].rpartition("/")[2] for line in done.stdout.splitlines()] == ["_in.html.erb:1:4:"]


FOOT = f"<p>Bye</p>\n<p>{NO_REPLY}</p>\n"
MAIL = "<p>As per our policy, we can't refund it.</p>\n<%= render 'shared/foot' %>\n"
CHOSEN = ("--select", "tool,do-not-reply,policy-as-reason")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A configuration, and a partial outside the mails' folder."""
    for name, text in (
        (".respcheck.yml", "follow-includes: true\n"),
        ("shared/_foot.html.erb", FOOT),
        ("mails/a.html.erb", MAIL),
        ("mails/b.html.erb", MAIL),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def found(run: Run, *args: str, cwd: Path | None = None) -> list[str]:
    """Place and rule of each finding."""
    done = run("check", *CHOSEN, *args, **({"cwd": cwd} if cwd else {}))
    assert done.returncode < 2, done.stderr
    return [f"{line.split(' ')[0]}{line.split(' ')[2]}" for line in done.stdout.splitlines()]


def test_a_partial_is_found_in_the_project_wherever_one_stands(run: Run, project: Path) -> None:
    both = ["mails/a.html.erb:1:4:RC201", "shared/_foot.html.erb:2:4:RC101"]
    assert found(run, "mails/a.html.erb") == both
    assert found(run, str(project / "mails/a.html.erb"), cwd=Path("/")) == [f"{project}/{place}" for place in both]
    assert found(run, "a.html.erb", cwd=project / "mails") == [both[0].removeprefix("mails/"), f"../{both[1]}"]
    assert found(run, "../mails/a.html.erb", cwd=project / "shared") == [f"../{both[0]}", "_foot.html.erb:2:4:RC101"]


def test_a_file_is_one_whatever_it_is_called(run: Run, project: Path) -> None:
    names = (
        "./mails/a.html.erb",
        str(project / "mails/b.html.erb"),
        "./shared/_foot.html.erb",
        "shared/_foot.html.erb",
    )
    places = found(run, *names)
    assert places == [f"{names[0]}:1:4:RC201", f"{names[2]}:2:4:RC101", f"{names[1]}:1:4:RC201"]


def test_a_repository_is_the_project_and_nothing_outside_it_is_read(run: Run, project: Path) -> None:
    (project / ".respcheck.yml").rename(project / "mails/.respcheck.yml")
    assert len(found(run, "mails/a.html.erb")) == 1  # the configuration's folder has no such partial
    (project / ".git").mkdir()
    assert len(found(run, "mails/a.html.erb")) == 2
    (project / ".git").rename(project / "mails/.git")
    (project / "mails/shared").symlink_to("../shared")
    (project / "mails/b.html.erb").write_text("<%= render '../shared/foot' %>\n" * 2)
    done = run("check", *CHOSEN, "mails")
    assert "RC101" not in done.stdout
    notes = [line for line in done.stderr.splitlines() if "not in this project" in line]
    assert [note.split(": ")[1] for note in notes] == ["mails/a.html.erb:2", "mails/b.html.erb:1"]


def test_a_missing_include_is_noted_once(run: Run, project: Path) -> None:
    (project / "shared/_foot.html.erb").unlink()
    notes = run("check", *CHOSEN, "mails").stderr.splitlines()
    told = [note for note in notes if "shared/foot" in note]
    what = "includes 'shared/foot', which is not in this project: read without it"
    assert told == [f"respcheck: mails/a.html.erb:2: note: {what}"]


@pytest.mark.parametrize("name", ["a.html.erb", "_foot.html.erb"])
def test_comments_hold_in_the_file_that_they_stand_in(run: Run, project: Path, name: str) -> None:
    off = "<%# respcheck: {}[do-not-reply] so it is %>\n"
    (project / "mails/a.html.erb").write_text("<%= render 'shared/foot' %>\n" + f"<p>{NO_REPLY}</p>\n")
    path = next(project.glob(f"*/{name}"))
    text = path.read_text()
    other = "mails/a.html.erb:2:4:RC101" if name[0] == "_" else "shared/_foot.html.erb:2:4:RC101"
    for verb in ("ignore-file", "off"):
        path.write_text(off.format(verb) + text)
        assert found(run, "mails/a.html.erb") == [other]
        assert found(run, "mails/a.html.erb", "shared") == [other]
    path.write_text(text + off.format("ignore"))  # a comment that suppresses nothing is its own file's affair
    faults = [place for place in found(run, "mails/a.html.erb") if "RC001" in place]
    assert faults == (["mails/a.html.erb:3:1:RC001"] if name[0] == "a" else [])


def test_settings_hold_for_what_is_found_in_a_file(run: Run, project: Path) -> None:
    for settings, wanted in (
        ("paths: {shared/: {ignore: do-not-reply}}", []),
        ("exclude: [shared/]", []),
        (f"ignore: [{{path: shared/*, sentence: '{NO_REPLY}', rules: [do-not-reply]}}]", []),
        ("paths: {mails/: {ignore: do-not-reply}}", []),
        ("paths: {shared/: {severity: {do-not-reply: note}}}", ["note"]),
    ):
        (project / ".respcheck.yml").write_text(f"follow-includes: true\n{settings}\n")
        lines = run("check", "--ignore", "RC3,RC4,RC6", "mails/a.html.erb").stdout.splitlines()
        assert lines[0].startswith("mails/a.html.erb:1:4: error: RC201"), settings
        assert [line.split(" ")[1][:-1] for line in lines[1:]] == wanted, settings


def test_a_baseline_knows_what_an_included_file_has(run: Run, project: Path) -> None:
    assert "2 findings in 2 files" in run("baseline", "write", *CHOSEN, "mails/a.html.erb").stderr
    known = ("--baseline", ".respcheck-baseline.json")
    assert found(run, *known, "mails/a.html.erb") == []
    assert found(run, *known, "mails/a.html.erb", "shared") == []
    (project / "shared/_foot.html.erb").write_text(FOOT + f"<p>{NO_REPLY}</p>\n")
    assert found(run, *known, "mails/a.html.erb") == ["shared/_foot.html.erb:3:4:RC101"]
    assert "1 taken in, 0 taken out" in run("baseline", "write", "--update", *CHOSEN, "mails/a.html.erb").stderr
    (project / "shared/_foot.html.erb").write_text("<p>Bye</p>")
    # whether a file still has what was found in it shows when it is read itself
    assert "0 taken out" in run("baseline", "prune", *CHOSEN, "mails/a.html.erb").stderr
    assert "2 taken out" in run("baseline", "prune", *CHOSEN, "mails/a.html.erb", "shared").stderr


def test_fixes_and_comments_are_written_into_files_that_were_named(run: Run, project: Path) -> None:
    (project / "shared/_foot.html.erb").write_text("<p>Simply click it.</p>\n")
    (project / "mails/a.html.erb").write_text("<p>Simply click the bell.</p>\n<%= render 'shared/foot' %>\n")
    select = ("check", "--select", "belittling-ease")
    assert "would fix 1 place in 1 file" in run(*select, "--diff", "mails/a.html.erb").stderr
    done = run(*select, "--add-ignores", "so it is", "mails/a.html.erb")
    assert "findings suppressed: 1, in files: 1" in done.stderr
    assert 'path: "shared/_foot.html.erb"' in done.stdout
    assert (project / "shared/_foot.html.erb").read_text() == "<p>Simply click it.</p>\n"
    assert "fixed 1 place in 1 file" in run(*select, "--fix", "mails/a.html.erb", "shared").stderr
    assert (project / "shared/_foot.html.erb").read_text() == "<p>Click it.</p>\n"


def test_fixes_are_for_what_is_found_with_the_includes(run: Run, project: Path) -> None:
    pack = project / "pack"
    run("new", "AC101", "no-hello", str(pack))
    (pack / "no-hello.yaml").write_text(
        "code: AC101\nseverity: error\nmessage: '{match}'\nhelp: No.\nwhy: No.\n"
        "fix: {safe: {hello: hi}}\nflag: {phrases: [hello]}\nunless: [{signal: contact-route, within: message}]\n"
        "examples: {bad: [{text: '[[Hello]] you.', after: Hi you.}, '[[Hello]] me.'], good: [Hi., Bye.]}\n"
    )
    (project / "shared/_foot.html.erb").write_text("<p>Just call us on 020 7946 0000.</p>\n")
    (project / "mails/a.html.erb").write_text("<p>Hello you.</p>\n<%= render 'shared/foot' %>\n<p>Simply click it.</p>")
    chosen = ("check", "--rules", "pack", "--select", "AC101,belittling-ease", "--fix", "mails/a.html.erb")
    assert "fixed 1 place" in run(*chosen).stderr
    assert "<p>Hello you.</p>" in (project / "mails/a.html.erb").read_text()
    (project / "shared/_foot.html.erb").write_text("<p>Bye</p>\n")
    assert "fixed 1 place" in run(*chosen).stderr
    assert "<p>Hi you.</p>" in (project / "mails/a.html.erb").read_text()


def test_explain_shows_what_check_reads(run: Run, project: Path) -> None:
    page = run("explain", "mails/a.html.erb").stdout
    assert f"\nshared/_foot.html.erb:2:4 body: {NO_REPLY}" in page
    assert page.startswith("1:4 body: As per our policy")
    assert "shared" not in run("explain", "--isolated", "mails/a.html.erb").stdout
    assert "shared" in run("explain", "--isolated", "--follow-includes", "mails/a.html.erb").stdout


def test_notes_about_places_stay_right(run: Run, project: Path) -> None:
    (project / "mails/a.html.erb").write_text("<%= render 'shared/foot' %>\n<p>Hi {{ name</p>\n")
    assert "mails/a.html.erb:2: note: '{{' is never closed" in run("check", "mails/a.html.erb").stderr


def test_files_of_many_messages_stay_as_they_are(run: Run, project: Path) -> None:
    cards = [{"title": "A", "body": f"{NO_REPLY}\n{{{{> shared/foot }}}}"}]
    (project / "mails/x.json").write_text(json.dumps(cards))
    (project / "shared/foot.json").write_text('"')
    assert found(run, "mails/x.json") == ["mails/x.json:1:26:RC101"]


def test_points_of_the_customers_message_are_told_apart(run: Run, project: Path) -> None:
    (project / "thread.txt").write_text("Where is order 12345? I paid $70 on May 3.\n")
    (project / "mails/a.html.erb").write_text("<p>It is there.</p>\n<%= render 'shared/foot' %>")
    said = run("check", "--select", "thread-not-taken-up", "--thread", "thread.txt", "mails/a.html.erb").stdout
    assert len(said.splitlines()) > 1
