"""Whatever happens to a file: masking and reading never raise, keep every offset, and lose no line."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from respcheck.formats import READERS, read
from respcheck.formats.tag import RESERVED, mask
from respcheck.formats.template import scan
from respcheck.formats.text import read_text
from respcheck.prose import Prose
from respcheck.segment import segment
from respcheck.source import Source, Span, decode
from respcheck.ways import find_ways
from tests.conftest import ROOT

FOLDERS = ("samples", "tests/data", "tests/data/dialects")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.is_file())
#: Every reader, and the endings that some template languages are told by.
SUFFIXES = (*READERS, ".liquid", ".txt.mako", ".cshtml", ".blade.php", ".html.erb", ".vm", ".html.heex", "")
#: At most so many characters of a file are read at a time.
WINDOW = 3000
ELEMENT = re.compile(r"<(?=[A-Za-z/!])")
TOKENS = (
    *"{{ }} {% %} {# #} <% %> <%= <? ?> [% %] *| |* ${ } #{ @if( @endif #if( #end {{{ }}} {{# {{/ {{else}}".split(),
    *"<#if </#if> {/if} <!-- --> <script> </script> <style> <p> </p> <a &nbsp; &#; &lt; \" ' ` \\ ( ) [ ] #".split(),
    *"> * _ -- --- ``` ~~~ | : - \ufeff \x00 \ufffc = == =?utf-8?q? ?= --b Content-Type: Subject: 😀 İ ß".split(),
    *"@{ @* *@ @( @T[\" #* *# #[[ ]]# #{else} <.a </.a> ={ {@a} {ldelim} [#if <%% %% {{= /} _%> | ' == /! :css".split(),
    *("{% if a %}", "{% endif %}", "{% else %}", "{% case b %}", "%}\n{%", "-- \n", "> ", " ", "\t", "\u00a0"),
    *("\n", "\r\n", "\r", "\n\n", "\u2028"),
)


def mutated(chance: random.Random, text: str) -> str:
    """A part of a text with a few tokens put in, cut out, doubled or moved."""
    start = chance.randrange(max(1, len(text) - WINDOW))
    text = text[start : start + WINDOW]
    for _ in range(chance.randint(1, 12)):
        first, last = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        last = min(last, first + chance.choice((1, 3, 40, 400)))
        piece = text[first:last]
        change = chance.randrange(4)
        if change == 0:
            text = text[:first] + text[last:]
        elif change == 1:
            text = text[:last] + piece + text[last:]
        elif change == 2:
            other = chance.randrange(len(text) + 1)
            text = text[:other] + piece + text[other:]
        else:
            text = text[:first] + chance.choice(TOKENS) + text[first:]
    return text


def cases(seed: int) -> Iterator[tuple[str, str]]:
    """A mutation of every file, with a name to read it by: mostly its own."""
    chance = random.Random(seed)
    for path in FILES:
        suffix = chance.choice(SUFFIXES) if chance.random() < 0.4 else path.name[path.name.index(".") :]
        yield f"m{suffix}", mutated(chance, decode(path.read_bytes(), path.name).text)


def check_mask(name: str, text: str) -> None:
    tags = scan(text, name[1:])
    masked = mask(text, tags)
    assert len(masked) == len(text)
    assert all(0 <= tag.start <= tag.end <= len(text) for tag in tags)
    assert all(a.end <= b.start for a, b in pairwise(tags))
    at = 0
    for tag in tags:  # what stands outside tags stays, line ends too
        assert masked[at : tag.start] == text[at : tag.start]
        at = tag.end
    assert masked[at:] == text[at:]


def check_prose(prose: Prose) -> None:
    text = prose.source.text
    assert [run.at for run in prose.map.runs] == sorted(run.at for run in prose.map.runs)
    assert all(0 <= offset <= len(text) for offset, _ in prose.uncertain)
    document = segment(prose)
    for span in (*(b.span for b in prose.blocks), *prose.links, *(s.span for s in document.sentences)):
        assert 0 <= span.start < span.end <= len(prose.text)
        place = prose.source_span(span)
        assert 0 <= place.start <= place.end <= len(text)
    for branch in prose.branches:
        assert all(0 <= o.span.start <= o.span.end <= len(prose.text) for o in branch.options)
        assert all(a.span.end <= b.span.start for a, b in pairwise(branch.options))
    assert find_ways(document).ways


def check_lines(text: str) -> None:
    """No line of plain words is missing from what a person reads of a plain text without header and elements."""
    source = Source("m.txt", "Hello.\n\n" + ELEMENT.sub("(", RESERVED.sub("\ufffd", text)))
    prose = read_text(source, ".txt")
    tags = scan(source.text, ".txt")
    read_from = [prose.source_span(Span(n, n + 1)) for n, c in enumerate(prose.text) if not c.isspace()]
    seen = {place.start for place in read_from}
    for line in re.finditer(r"[A-Za-z ,']{12,}\.(?=[\r\n]|\Z)", source.text):
        if not any(tag.start < line.end() and line.start() < tag.end for tag in tags):
            assert line.end() - 1 in seen, line.group()


def run(seed: int) -> None:
    for name, text in cases(seed):
        try:
            check_mask(name, text)
            for prose in read(Source(name, text)):
                assert prose.source.text == text
                check_prose(prose)
            check_lines(text)
        except Exception as error:
            error.add_note(f"{name} of seed {seed}: {text!r}")
            raise


@pytest.mark.parametrize("seed", range(6))
def test_mutations_are_read(seed: int) -> None:
    run(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_many_mutations_are_read(seed: int) -> None:
    run(seed)


def test_every_file_is_mutated() -> None:
    assert {path.parent.name for path in FILES} == {"samples", "data", "dialects"}
    path = Path(FILES[0])
    text = path.read_text(encoding="utf-8")
    assert mutated(random.Random(1), text) not in (text, mutated(random.Random(2), text))
