"""Markdown, with marko as the judge of what is text."""

from __future__ import annotations

import html
import random
import re

import marko
import pytest

from respcheck.prose import BlockKind
from tests.reads import blocks, links, prose_of, source_of


def md(*lines: str) -> list[str]:
    return blocks("reply.md", "\n".join(lines))


def test_headings() -> None:
    assert md("# One *more* #", "Two", "two", "---", "### ", "#tag", "", "Three", "===") == [
        "heading: One more",
        "heading: Two / two",
        "paragraph: #tag",
        "heading: Three",
    ]


def test_lists() -> None:
    assert md("- one", "  on", "- [x] two", "  1. three", "", "     four", "* five", "", "six") == [
        "item: one / on",
        "item: two",
        "item: three",
        "item: four",
        "item: five",
        "paragraph: six",
    ]
    assert md("In the year", "2024. we moved", "- - # deep") == [
        "paragraph: In the year / 2024. we moved",
        "heading: deep",
    ]


def test_quotes() -> None:
    assert md("Sure.", "", "> may I", "have it", "> - one", "", "Bye") == [
        "paragraph: Sure.",
        "quote: may I / have it",
        "quote: one",
        "paragraph: Bye",
    ]


def test_a_text_that_is_all_quoted_is_the_message_itself() -> None:
    assert md("# Macro", "> Hi {name},", ">", "> - sure") == ["heading: Macro", "paragraph: Hi <name>,", "item: sure"]


def test_code_is_no_prose() -> None:
    assert md(
        "Run `a {{ b }}` now:", "", "```sh", "rm x", "", "```", "    indented", "", "~~~", "open", "to the end"
    ) == ["paragraph: Run <code> now:"]


def test_code_behind_a_list() -> None:
    assert md("- one", "", "> two", "", "    code", "", "- three", "", "      code in the item") == [
        "item: one",
        "quote: two",
        "item: three",
    ]


def test_inline_marks_go_and_places_stay() -> None:
    text = "We **can _not_** help ~~you~~ with snake_case_names \\*at all\\* &amp; 2 * 3.  \nBye"
    prose = prose_of("a.md", text)
    assert prose.text.startswith("We can not help you with snake_case_names *at all* & 2 * 3.\nBye")
    assert source_of(prose, "can not") == "can _not"
    assert source_of(prose, "*at all*") == "*at all\\*"


def test_links_and_images() -> None:
    text = (
        'See [our *terms*](https://x.example/a_(b) "t"), [help][1], [Our Shop], <https://y.example>, [no link] and\n'
        "![A lamp](lamp.png) [![Logo](l.png)](https://z.example).\n\n[1]: https://h.example\n[our shop]: /s 'x'\n"
    )
    prose = prose_of("a.md", text)
    assert blocks("a.md", text) == [
        "paragraph: See our terms, help, Our Shop, https://y.example, [no link] and /  .",
        "aside: A lamp",
        "aside: Logo",
    ]
    assert links(prose) == ["our terms", "help", "Our Shop", "https://y.example"]


def test_a_paragraph_that_is_only_a_link_is_a_button() -> None:
    assert md("**[Track it]({{ url }})**", "", "[a](b) or [c](d)") == ["button: Track it", "paragraph: a or c"]


def test_tables() -> None:
    assert md("| Part | Price |", "|:--|--:|", "| *Lamp* | 5 \\| 6 |", "", "Bye") == [
        "item: Part",
        "item: Price",
        "item: Lamp",
        "item: 5 | 6",
        "paragraph: Bye",
    ]


def test_inline_html() -> None:
    assert md("<div align=center>", "", "One<br>two <b>three</b> <!-- four --> <customer name>", "</div>") == [
        "paragraph: One / two three  <customer name>"
    ]


def test_front_matter() -> None:
    assert md("---", "title: Good news", "layout: x", "---", "Hi") == ["subject: Good news", "paragraph: Hi"]


def test_laravel_mail() -> None:
    text = (
        "@component('mail::message')\n# Shipped\n\nHi {{ $user->name }},\n@if($a)\nit is late.\n@endif\n@endcomponent"
    )
    assert blocks("m.blade.php", text) == ["heading: Shipped", "paragraph: Hi <user.name>, / it is late."]


PIECES = [
    "# One heading",
    "A plain *paragraph* with **strong _nested_ text**, `code` and [a link](https://x.example).",
    "Two lines\nof a paragraph with snake_case and 2 * 3 * 4 stars.",
    "- first\n- second\n  goes on\n    - nested deep",
    "1. one\n2. two\n\n   with a paragraph",
    "> quoted\n> lines\n> - and an item",
    "```\ncode here\n```",
    "| A | B |\n|---|---|\n| one | two |",
    "Setext\n------",
    "***bold and italic*** and *unclosed and \\*escaped\\*",
    "Hard  \nbreak\\\nhere &amp; there &copy; now",
    "* * *",
    "A [reference][r] and an ![image](i.png) in text <https://auto.example>.",
    "**a**b __c__ d__e__f *g*h ~~i~~",
    "Line with trailing hashes ## and a | pipe",
    "[r]: https://r.example",
    "+ plus list\n+ again",
    "#no heading",
    "    indented code",
]


def judged(text: str) -> list[str]:
    """The words marko shows, without code and alt texts."""
    page = marko.Markdown(extensions=["gfm"]).convert(text)
    page = re.sub(r"(?s)<pre>.*?</pre>|<code>.*?</code>|<img[^>]*>", " ", page)
    page = re.sub(r"</?(?:strong|em|a|del)\b[^>]*>", "", page)
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def read_words(text: str) -> list[str]:
    prose = prose_of("a.md", text)
    running = [prose.text[s:e] for (s, e), kind in prose.blocks if kind is not BlockKind.ASIDE]
    return re.findall(r"\w+", " ".join(running))


@pytest.mark.parametrize("seed", range(60))
def test_the_words_are_those_that_marko_shows(seed: int) -> None:
    chance = random.Random(seed)
    text = "\n\n".join(chance.sample(PIECES, 7)) + "\n"
    assert read_words(text) == judged(text)
    assert read_words(text.replace("\n", "\r\n")) == judged(text)
