"""Which reader a file gets, which files a folder gives, and that no input breaks reading."""

from __future__ import annotations

import random
import time

import pytest

from respcheck.formats import is_dialect, is_lintable, read
from respcheck.options import Options
from respcheck.prose import SLOT
from respcheck.source import Source, Span
from tests.reads import blocks, prose_of


@pytest.mark.parametrize(
    "name",
    "a.txt a.md a.html a.HTM a.eml a.mjml a.hbs a.liquid a.html.erb a.text.erb a.txt.j2 a.email.txt a.html.heex a.tpl "
    "a.blade.php a.ftl a.mako a.html.haml a.tmpl a.njk a.spt x/y/a.twig a.slim "
    "a.razor emails/a.tsx src/email-templates/b/a.jsx".split(),
)
def test_a_folder_walk_picks_up(name: str) -> None:
    assert is_lintable(name)


@pytest.mark.parametrize(
    "name", "a.py a.json a.yaml a.tsx a.php a.js a.css a.png a Makefile nginx.conf.j2 values.yaml.tmpl a.js.erb".split()
)
def test_a_folder_walk_leaves_out(name: str) -> None:
    assert not is_lintable(name)


@pytest.mark.parametrize(
    "name", "a.txt a.txt.j2 a.hbs a.html.j2 a.html.erb a.liquid a.weird a stdin.md a.blade.php a.tpl a.text.eex".split()
)
def test_text_under_any_template_suffix(name: str) -> None:
    assert blocks(name, "Hi {{ n }},\n\n- one\n- two\n\nBye") == [
        "paragraph: Hi <n>,",
        "item: one",
        "item: two",
        "paragraph: Bye",
    ]


@pytest.mark.parametrize("name", "a.html a.html.j2 a.hbs a.liquid a.weird a a.blade.php a.tpl a.html.eex".split())
def test_html_under_any_template_suffix(name: str) -> None:
    assert blocks(name, "<div><p>Hi\n {{ n }},</p>\n\n<p>bye</p></div>") == ["paragraph: Hi <n>,", "paragraph: bye"]


def test_a_mail_in_a_text_file() -> None:
    raw = (
        "Received: by x\nMIME-Version: 1.0\nSubject: A\nContent-Transfer-Encoding: quoted-printable\n\nWe=E2=80=99re\n"
    )
    assert blocks("a.txt", raw) == ["subject: A", "paragraph: We’re"]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.eml", "a.yaml"])
def test_reserved_characters_are_no_slots(name: str) -> None:
    text = "We \ufffc are \ue012 so\x00rry for all of it."
    prose = prose_of(name, text)
    assert prose.source.text == text
    assert not prose.slots
    assert not {c for c in prose.text if c == SLOT or "\ue000" <= c <= "\uf8ff"}


@pytest.mark.parametrize("entity", ["&#xE012;", "&#65532;", "&#0;"])
def test_reserved_characters_from_entities(entity: str) -> None:
    prose = prose_of("a.html", f"<p>We {entity} are</p>")
    assert prose.text == "We \ufffd are\n\n"
    assert not prose.slots


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.eml", "a.haml", "a.tsx", "a.yaml", "a.json", "a.spt"])
@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n", "\x00", "\ufeff", "{{", "<", "&", "---", "\u2028"])
def test_next_to_nothing(name: str, text: str) -> None:
    assert len(read(Source(name, text))) == 1


PIECES = (
    '{{ {{x}} {% {%if%} {# #} <% <%= %> }} %} ${ #{ %{ {$x} {if {name} [Name] [a](b) <a <a href=" <!-- --> <p> </p> '
    "<br> <script> </script> <td> & &amp; &#x ` `` ``` * ** _ ~~ > - 1. # | \\ \" ' = =41 == ----- On wrote: From: a:b "
    "/* // */ @if( @a $a %a% ##a## *|a|* <<a>> [[a]] [% <?php ?> --a <svg> hidden %p = -# :css =?utf-8?Q?a?= q{ "
    '""" <<<A <#if </#if> @T[" <& &> we cannot refund . ! é ’ \u200b \ue000 \ufffc'
).split(" ")
GLUE = ["", "", " ", " ", "\n", "\n\n", "\r\n", "\t", "    "]
SUFFIXES = ".txt .html .md .eml .haml .tsx .py .php .yaml .json .mako .blade.php .hbs .spt .cshtml .weird".split()


@pytest.mark.parametrize("seed", range(8))
def test_any_input_is_read(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        text = "".join(chance.choice(PIECES) + chance.choice(GLUE) for _ in range(chance.randint(1, 50)))
        prose = prose_of("a" + chance.choice(SUFFIXES), text)
        assert prose.source.text == text
        assert [offset for offset, c in enumerate(prose.text) if c == SLOT] == sorted(prose.slots)
        last = 0
        for span, _ in prose.blocks:
            assert last <= span.start < span.end
            assert prose.text[span.start : span.end].strip() == prose.text[span.start : span.end]
            start, end = prose.source_span(Span(*span))
            assert 0 <= start <= end <= len(text)
            last = span.end
        assert all(0 <= offset <= len(text) for offset, _ in prose.uncertain)


HEADS = {
    ".eml": "Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n",
    ".tsx": "export default () => (<Html><Text>",
    ".html": "<p>",
}


@pytest.mark.parametrize("suffix", [".txt", ".html", ".md", ".eml", ".tsx", ".yaml", ".json", ".haml"])
def test_reading_takes_linear_time(suffix: str) -> None:
    """Each opener, forty thousand characters of it: at quadratic cost a single one takes far longer."""
    slow = []
    for piece in (*PIECES, '<a b="<a" ', "`${", "- ", "> ", "\n", " \n", "&a ", "a|", "<!x ", "--a\n", "a: ", "\\"):
        text = HEADS.get(suffix, "") + piece * (40_000 // max(1, len(piece)))
        start = time.perf_counter()
        read(Source("a" + suffix, text))
        if time.perf_counter() - start > 5:
            slow.append(piece)
    assert slow == []


@pytest.mark.parametrize("suffix", [".html", ".txt", ".cshtml", ".html.heex"])
@pytest.mark.parametrize("opener", ["{{", "{%", "<%", "@{", "#{", "${", "<!--"])
def test_a_file_of_openers_takes_linear_time(opener: str, suffix: str) -> None:
    """400 KB take about four times as long as 100 KB; at quadratic cost it would be sixteen times."""

    def seconds(size: int) -> float:
        text = opener * (size // len(opener))
        start = time.process_time()
        read(Source("m" + suffix, text))
        return time.process_time() - start

    assert seconds(400_000) < 8 * seconds(100_000) + 0.5


@pytest.mark.parametrize(
    ("path", "dialect", "text", "prose"),
    [
        ("a.txt", "html", "a<br>b &amp; c", "a\nb & c"),
        ("a.md", "text", "**a** b", "**a** b"),
        ("a.bin", ".html.liquid", "<p>a {% comment %}b{% endcomment %}c</p>", "a c"),
        ("a.html", "liquid", "<p>a &amp; b</p>", "a & b"),  # a template's language leaves the text's own ending
        ("a.md", "mail", "Subject: x\nFrom: a@b.example\n\nIt is sent.", " x\n"),
    ],
)
def test_a_dialect_counts_for_more_than_the_name(path: str, dialect: str, text: str, prose: str) -> None:
    assert is_dialect(dialect)
    found = read(Source(path, text), Options(dialect=dialect))[0]
    assert found.source.path == path
    assert found.text.replace("\n\n", "\n").startswith(prose)


@pytest.mark.parametrize("name", ["", ".", "word", ".md.docx", "md.j2", "HTML"])
def test_no_dialects(name: str) -> None:
    assert not is_dialect(name)
