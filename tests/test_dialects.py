"""A mail in each template language: what is read of it and found in it, whatever the file is called.

`pytest tests/test_dialects.py --update-golden` writes what is expected anew; read the difference before committing it.
"""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest

from respcheck import check, load_rules
from respcheck.formats import is_dialect, read
from respcheck.options import Options
from respcheck.prose import BRANCH, SLOT, Prose
from respcheck.reporters import reporter
from respcheck.reporters.view import View
from respcheck.ruleset import Ruleset
from respcheck.segment import segment
from respcheck.source import Source, Span, decode
from tests.conftest import ROOT, Run
from tests.reads import shown

FOLDER = ROOT / "tests" / "data" / "dialects"
FILES = sorted(FOLDER.iterdir())
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: Markup inside a word, escapes, and a line that goes on.
UNREAD = re.compile(r"<[^<>]*>|\\(?=['\"`])|\\\n")
#: What no reader sees, and the only places where one does.
SYNTAX = re.compile(r"[{}]|<%|%>|<[#@/]|\*\||\|\*|(?<!\w)@[\w(*{]|#(?:if|else|end|set)\b|\[#|&&|=>|\bendif\b|\w\(\w*\)")
SHOWN = re.compile(
    r"<% is how|<% escaped %>|<%= this prints a tag %%>|\{x\}|A < sign, a \} sign|Write \S+ on the box, #if you can"
)


@cache
def prose_of(path: Path) -> Prose:
    (prose,) = read(decode(path.read_bytes(), path.name))
    return prose


@cache
def ruleset() -> Ruleset:
    """Rules that rest on phrases; what is learned changes with every training."""
    return load_rules(select=["no-reply", "policy-wall", "helplessness", "blame"], ignore=["RC106", "RC107"])


def compare(printed: str, name: str, request: pytest.FixtureRequest) -> None:
    golden = ROOT / "tests" / "data" / name
    if request.config.getoption("--update-golden"):
        golden.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == golden.read_text(encoding="utf-8")


def test_sentences_are_the_golden_ones(request: pytest.FixtureRequest) -> None:
    lines = []
    for path in FILES:
        prose = prose_of(path)
        for sentence in segment(prose).sentences:
            line, column = prose.source.position(prose.source_span(sentence.span).start)
            said = prose.text[slice(*sentence.span)].replace(SLOT, "{}").replace("\n", " / ").replace(BRANCH, " | ")
            lines.append(f"{path.name}:{line}:{column}: {sentence.zone.value}: {said}\n")
    compare("".join(lines), "dialects.sentences", request)


def test_branches_are_the_golden_ones(request: pytest.FixtureRequest) -> None:
    lines = []
    for path in FILES:
        prose = prose_of(path)
        for branch in prose.branches:
            line, _ = prose.source.position(prose.source_span(branch.options[0].span).start)
            tests = " | ".join(option.test or "else" for option in branch.options)
            lines.append(f"{path.name}:{line}: {branch.kind}: {tests}{' | nothing' if branch.optional else ''}\n")
    compare("".join(lines), "dialects.branches", request)


def test_findings_are_the_golden_ones(request: pytest.FixtureRequest) -> None:
    printed = ""
    for path in FILES:
        report = check(path.read_bytes(), path.name, ruleset())
        assert report.findings
        for finding, line in zip(report.findings, reporter("concise")(report, View()), strict=True):
            assert finding.match == finding.source.text[slice(*finding.span)] != ""
            printed += f"{line}\n    {' '.join(finding.match.split())}\n"
    compare(printed, "dialects.concise", request)


@each_file
def test_every_word_comes_from_where_it_stands(path: Path) -> None:
    prose = prose_of(path)
    words = list(WORD.finditer(prose.text.replace(SLOT, " ")))
    assert words
    for word in words:
        start, end = prose.source_span(Span(*word.span()))
        assert html.unescape(UNREAD.sub("", prose.source.text[start:end])) == word.group()


@each_file
def test_no_syntax_is_read_and_nothing_twice(path: Path) -> None:
    prose = prose_of(path)
    sentences = [prose.text[slice(*sentence.span)].strip() for sentence in segment(prose).sentences]
    for sentence in sentences:
        assert not SYNTAX.search(sentence) or SHOWN.match(sentence), sentence
        assert not re.search(r"not read\b(?!\.)", sentence)
    told = [sentence for sentence in sentences if len(sentence.split()) > 3 and SLOT not in sentence]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("ending", [".txt", ".html", ""])
@each_file
def test_what_the_name_does_not_say_the_text_does(path: Path, ending: str) -> None:
    (prose,) = read(decode(path.read_bytes(), f"mail{ending}"))
    assert shown(prose) == shown(prose_of(path))
    assert prose.branches == prose_of(path).branches


DIALECTS = {
    "blade": "blade.blade.php",
    "go": "go.gotmpl",
    "haml": "haml.html.haml",
    "heex": "heex.html.heex",
    "mako": "mako.html.mako",
    "php": "literals.php",
    "python": "literals.py",
    "razor": "razor.cshtml",
    "react": "react.tsx",
    "slim": "slim.html.slim",
    "smarty": "smarty.tpl",
    "typescript": "literals.ts",
    "velocity": "velocity.vm",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_counts_for_more_than_the_name(dialect: str) -> None:
    path = FOLDER / DIALECTS[dialect]
    assert is_dialect(dialect)
    (prose,) = read(decode(path.read_bytes(), "mail.bin"), Options(dialect=dialect))
    assert shown(prose) == shown(prose_of(path))


def test_a_dialect_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("p Hi\np\n  ' Please do not\n  | reply to this mail.\n", encoding="utf-8")
    assert "RC101" not in run("check", "mail.txt").stdout
    asked = run("check", "mail.txt", "--dialect", "slim")
    assert "mail.txt:3:5: error: RC101" in asked.stdout
    (tmp_path / ".respcheck.yml").write_text("dialect: slim\n", encoding="utf-8")
    assert run("check", "mail.txt").stdout == asked.stdout
    assert "RC101" not in run("check", "mail.txt", "--dialect", "text").stdout
    wrong = run("check", "mail.txt", "--dialect", "slimm")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "respcheck: --dialect: unknown dialect 'slimm'; did you mean 'slim'?\n",
    )


SENTENCE = "We cannot help you"
#: A language's file name -> broken texts, and what the note says of them; `...` is where the rest of the mail stands.
BROKEN = [
    ("m.html.j2", "<p>Hi {{ name </p>\n<p>...</p>", "1: '{{' is never closed"),
    ("m.txt.j2", "Hi\n{% if a %}\n...", "2: a block that starts here is never closed"),
    ("m.txt.j2", "Hi\n{% endif %}\n...", "2: an end that no block stands before"),
    ("m.txt.j2", "{{ a }}\n%}{% if a %}x{% endif %}\n...", "2: '%}' closes nothing"),
    ("m.txt.j2", "Hi {# a\n...", "1: '{#' is never closed"),
    ("m.txt.j2", "Hi\n{% comment %} a\n...", "2: '{% comment %}' is never closed"),
    ("m.html.twig", "{% block a %}\n...", "1: a block that starts here is never closed"),
    ("m.txt.liquid", "Hi {% case a %}{% when 1 %}\n...", "1: a block that starts here is never closed"),
    ("m.txt.hbs", "Hi\n{{/if}}\n...", "2: an end that no block stands before"),
    ("m.txt.hbs", "Hi {{#each a}}\n...", "1: a block that starts here is never closed"),
    ("m.txt.hbs", "Hi {{name}\n...", "1: '{{' is never closed"),
    ("m.txt.hbs", "Hi name}}\n{{x}}...", "1: '}}' closes nothing"),
    ("m.txt.mustache", "Hi {{/a}}\n...", "1: an end that no block stands before"),
    ("m.txt.erb", "Hi <% end %>\n...", "1: an end that no block stands before"),
    ("m.txt.erb", "Hi <%= a %> %>\n...", "1: '%>' closes nothing"),
    ("m.txt.eex", "Hi <%= if a do %>\n...", "1: a block that starts here is never closed"),
    ("m.html.heex", "<p>Hi {@a</p>\n<p>...</p>", "1: '{' is never closed"),
    ("m.ejs", "Hi <% if (a) { %>\n...", "1: a block that starts here is never closed"),
    ("m.ejs", "Hi <% } %>\n...", "1: an end that no block stands before"),
    ("m.haml", "%p{a: 1\n  ...", "1: '{' is never closed"),
    ("m.slim", "p(a='1'\n  | ...", "1: '(' is never closed"),
    ("m.blade.php", "Hi @if ($a)\n...", "1: a block that starts here is never closed"),
    ("m.blade.php", "Hi @endif\n...", "1: an end that no block stands before"),
    ("m.gotmpl", "Hi {{ if .A }}\n...", "1: a block that starts here is never closed"),
    ("m.gotmpl", "Hi {{ end }}\n...", "1: an end that no block stands before"),
    ("m.gotmpl", "Hi {{/* a\n...", "1: '{{/*' is never closed"),
    ("m.ftl", "Hi <#if a\n...", "1: '<#if' is never closed"),
    ("m.ftl", "Hi </#if>\n...", "1: an end that no block stands before"),
    ("m.vm", "#if($a)x#end\n#end\n...", "2: an end that no block stands before"),
    ("m.vm", "Hi #* a\n...", "1: '#*' is never closed"),
    ("m.html.mako", "% if a:\n...", "1: a block that starts here is never closed"),
    ("m.html.mako", "% endif\n...", "1: an end that no block stands before"),
    ("m.tpl", "Hi {if $a}\n...", "1: a block that starts here is never closed"),
    ("m.tpl", "Hi {/if}\n...", "1: an end that no block stands before"),
    ("m.tpl", "Hi {* a\n...", "1: '{*' is never closed"),
    ("m.cshtml", "@if (a) {\n<p>...</p>", "1: a block that starts here is never closed"),
    ("m.cshtml", "<p>a</p>\n}\n<p>...</p>", "2: '}' closes nothing"),
    ("m.cshtml", "@* a\n<p>...</p>", "1: '@*' is never closed"),
    ("m.cshtml", "@{ var a;\n<p>...</p>", "1: code that starts here is never closed"),
    ("m.html", '<p>{{trans "Hi a\n</p><p>...</p>', "1: '{{' is never closed"),
    ("m.html", "<p>{{depend a}}</p>\n<p>...</p>", "1: a block that starts here is never closed"),
    ("m.html", "*|END:IF|*\n<p>...</p>", "1: an end that no block stands before"),
    ("m.tsx", "const M = () => (<Html><b>...</Html>)", "1: an element or expression that starts here is never closed"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "note"), BROKEN)
def test_a_broken_template_is_read_as_far_as_it_goes(name: str, text: str, note: str) -> None:
    source = Source(name, text.replace("...", SENTENCE + "."))
    report = check(source.text.encode(), name, ruleset())
    assert report.notes == (f"{name}:{note.replace(': ', ': note: ', 1)}",)
    assert SENTENCE in " ".join(read(source)[0].text.split())


def test_a_template_that_is_whole_gets_no_note() -> None:
    assert [(path.name, prose_of(path).uncertain) for path in FILES if prose_of(path).uncertain] == []


def test_a_slot_in_brackets_opens_no_directive() -> None:
    report = check("[%{project}] Your parcel arrives on Monday.\n", "m.txt")
    assert report.notes == ()
