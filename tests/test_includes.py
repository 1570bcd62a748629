"""Included templates: read in their place, reported in their own file, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck.includes import expand
from respcheck.source import Source
from tests.conftest import Run

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
    return Source(path, FILES[path]) if path in FILES else None


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
    ],
)
def test_includes_are_put_in_place(path: str, text: str, expanded: str) -> None:
    assert expand(Source(path, text), load)[0].text == expanded


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
    assert "in 2 files" in run(*command).stderr
    assert "without findings" not in run(*command, "--output-format", "junit").stdout


def test_includes_of_includes_are_bounded() -> None:
    expanded, inserts = expand(Source("a/n0.liquid", FILES["a/n0.liquid"]), load)
    assert len(expanded.text) < 100_000
    assert len(inserts) < 2000


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
