"""Slim, and what it shares with HAML."""

from __future__ import annotations

import pytest

from tests.reads import blocks, links, prose_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "p Hi #{name},\np\n  | One\n    two\n  ' three\n  = four",
            ["paragraph: Hi <name>,", "paragraph: One two three <four>"],
        ),
        ("/ not\n  this\n/! nor this\ndoctype html\np Hi", ["paragraph: Hi"]),
        ("p a=\"b\" c=(d ? 'e' : 'f') g=h(i, j: 1) Hi", ["paragraph: Hi"]),
        ('p[a="b"\n  c="d"] Hi\np{a: 1}\n  | Ho', ["paragraph: Hi", "paragraph: Ho"]),
        ("table: tr: td Hi there you", ["item: Hi there you"]),
        ("p Hi\n  and this - too\n- if a\n  p Ho", ["paragraph: Hi and this - too", "paragraph: Ho"]),
        ("css:\n  p { a: b }\nmarkdown:\n  Hi *you*\np Ho", ["paragraph: Hi *you*", "paragraph: Ho"]),
        ("h1 = title\n.foot#x Bye", ["heading: <title>", "paragraph: Bye"]),
        ("p\n  | One\n  br\n  | two", ["paragraph: One  / two"]),
        ('- subject = "Your parcel is lost"\np Hi', ["subject: Your parcel is lost", "paragraph: Hi"]),
        ("- content_for :subject do\n  | Your parcel\np Hi", ["subject: Your parcel", "paragraph: Hi"]),
        ("p == t '.x', default: \"Your parcel left today.\"", ["paragraph: Your parcel left today."]),
        ("<p>As <b>HTML</b></p>\np Hi", ["paragraph: As HTML", "paragraph: Hi"]),
    ],
)
def test_slim(text: str, read: list[str]) -> None:
    assert blocks("m.html.slim", text) == read


def test_links_and_branches() -> None:
    prose = prose_of("m.slim", '- if late\n  p\n    a href="x" There\n- else\n  p Here\n')
    assert links(prose) == ["There"]
    assert [[option.test for option in branch.options] for branch in prose.branches] == [["late", ""]]


@pytest.mark.parametrize(("name", "read"), [("m.text.slim", "One / two"), ("m.html.slim", "One two")])
def test_line_ends_stay_in_plain_mails_only(name: str, read: str) -> None:
    assert blocks(name, "| One\n| two") == [f"paragraph: {read}"]


def test_what_follows_a_filter_in_haml_is_text_whatever_it_begins_with() -> None:
    text = ":plain\n  = no code\n  %p nor this\n%p Hi"
    assert blocks("m.haml", text) == ["paragraph: = no code %p nor this", "paragraph: Hi"]
