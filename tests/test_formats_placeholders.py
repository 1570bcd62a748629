"""Placeholders of locale files: slots where they stand, and one form of each choice."""

from __future__ import annotations

import pytest

from respcheck.formats import read
from respcheck.formats.placeholders import as_slots
from respcheck.formats.tree import Node, Piece
from respcheck.prose import SLOT
from respcheck.source import Source, Span
from tests.reads import shown, source_of


def said(text: str, dialect: str = "json") -> str:
    return as_slots(text, Node((Piece(0, len(text)),)), dialect).text(text)


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("Hi %s, it is %1$d of %5.2f.", "po", "Hi {{value}}, it is {{value}} of {{value}}."),
        ("A 100% safe 20%discount, %{x} and %(y)s.", "po", "A 100% safe 20%discount, %{x} and %(y)s."),
        ("Hi :name, by 10:30 at http://x.example: fine", "php", "Hi {{name}}, by 10:30 at http://x.example: fine"),
        ("Hi :name", "json", "Hi :name"),
        ("Hi :smile: all", "php", "Hi :smile: all"),
        ("It''s {0}", "properties", "It's {0}"),
        ("It''s {0}", "json", "It''s {0}"),
        ("One day|:count days", "php", "{{count}} days"),
        ("{0} None|{1} One|[2,*] Many :things", "php", "Many {{things}}"),
        ("Home | Contact", "php", "Home | Contact"),
        ("{n, plural, =0 {none} one {# day} other {# days of {m}}} left", "json", "{{n}} days of {m} left"),
        ("{g, select, female {her} other {their}} {n,plural,one{a}other{b}}", "arb", "their b"),
        ("{n, plural, one {# day", "json", "{n, plural, one {# day"),
        ("{n, plural, }", "json", "{n, plural, }"),
        ("{n, number}", "json", "{n, number}"),
        ("{n, plural, one {%s day} other {%s days}} of %d", "json", "{{value}} days of {{value}}"),
        (":a day|:b days", "php", "{{b}} days"),
        ("{n, plural, one {it''s} other {they''re}}", "properties", "they're"),
    ],
)
def test_placeholders(text: str, dialect: str, expected: str) -> None:
    assert said(text, dialect) == expected


def test_pieces_keep_their_places() -> None:
    body = r"Caf\u00e9 \u2013 {n, plural, one {a \"day\"} other {# \"days\" \u2013 or so}}, bye now."
    source = '{"mail": {"body": "' + body + '"}}'
    (prose,) = read(Source("locales/en.json", source))
    assert shown(prose) == ['paragraph: Café – <n> "days" – or so, bye now.']
    assert source_of(prose, 'days" – or') == 'days\\" \\u2013 or'
    at = prose.text.index(SLOT)
    start, end = prose.source_span(Span(at, at + 1))
    assert source[start:end] == "#"


def test_hostile_choices_are_read_in_time() -> None:
    for bit in ("{a,plural,", "{a,plural,b{", "{", "%1$", ":a"):
        said(bit * 20_000, "php")
