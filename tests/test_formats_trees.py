"""The readers of data files against the libraries that know these formats: the same texts, and each word's place."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import count
from xml.etree import ElementTree

import polib
import pytest
import yaml

from respcheck.formats.csvtree import read_csv
from respcheck.formats.jsontree import read_json
from respcheck.formats.phptree import read_php
from respcheck.formats.po import read_po
from respcheck.formats.properties import read_properties
from respcheck.formats.tree import Hit, Node, Tree, leaves
from respcheck.formats.xliff import read_xliff
from respcheck.formats.yamltree import read_yaml_tree
from tests.test_positions import seeded

BITS = [
    '"',
    "'",
    "''",
    "\\",
    "\n",
    "\n\n",
    "’",
    "😀",
    " ",
    ", ",
    ";",
    "# ",
    ": ",
    "&",
    "<b>",
    "{x}",
    "%{y}",
    "| ",
    "- ",
]


class Words:
    """Texts of words that stand nowhere else, with what is hard to write between them."""

    def __init__(self, chance: random.Random, bits: list[str] = BITS) -> None:
        self.chance, self.bits, self.numbers = chance, bits, count()

    def text(self) -> str:
        words = (f"w{next(self.numbers)}x" for _ in range(self.chance.randint(1, 6)))
        return " ".join(word + self.chance.choice(self.bits) for word in words).strip() + "."


def check(source: str, tree: Tree, expected: list[str], space: bool = False) -> None:
    """Every text that a library reads is read, and each of its words where it stands."""
    assert tree.doubt == -1
    nodes = [hit.node for hit in leaves(Hit(tree.root, (), ()))]
    said = [node.text(source).replace("\r", "") for node in nodes]
    squeezed = [" ".join(text.split()) for text in said] if space else said
    for text in expected:
        wanted = " ".join(text.split()) if space else text
        assert wanted in squeezed
        node = nodes[squeezed.index(wanted)]
        for word in re.findall(r"w\d+x", text):
            assert place(source, node, word) == source.index(word)


def place(source: str, node: Node, word: str) -> int:
    """Where in the source the first letter of a word in a text was read from."""
    at, offset = node.text(source).index(word), 0
    for piece in node.pieces:
        length = len(piece.text) if piece.text is not None else piece.end - piece.start
        if at < offset + length:
            assert piece.text is None, "a word is read as it stands"
            return piece.start + at - offset
        offset += length
    raise AssertionError(word)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def nested(words: Words, depth: int = 0) -> object:
    kind = words.chance.random()
    if kind < 0.5 or depth > 2:
        return words.text()
    if kind < 0.8:
        return {f"k{n}": nested(words, depth + 1) for n in range(words.chance.randint(1, 3))}
    return [nested(words, depth + 1) for _ in range(words.chance.randint(1, 3))]


@seeded
def test_json(chance: random.Random) -> None:
    value = {"en": nested(Words(chance))}
    source = json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, 2]))
    check(source, read_json(source), list(texts(json.loads(source))))


@seeded
def test_yaml(chance: random.Random) -> None:
    """Line ends that YAML folds are kept: prose doesn't mind."""
    value = {"en": nested(Words(chance))}
    source = yaml.safe_dump(
        value, default_style=chance.choice([None, '"', "'", "|", ">"]), allow_unicode=chance.random() < 0.5, width=30
    ).replace("\n", chance.choice(["\n", "\r\n"]))
    check(source, read_yaml_tree(source), list(texts(yaml.safe_load(source))), space=True)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a: |2\n    w1x\n  w2x\n", "w1x w2x"),
        ("a: |+ # w9x\n  w1x\n\n\nb: x\n", "w1x"),
        ("a: >-\n\n  w1x\n  w2x\n\n  w3x\n", "w1x w2x w3x"),
        ('a: "w1x\n  w2x \\\n  \\ w3x\\n\\n w4x \\u2019 \\x41 \\U0001F600"\n', "w1x w2x w3x w4x ’ A 😀"),
        ("a: 'it''s w1x\n  w2x '' w3x'''\n", "it's w1x w2x ' w3x'"),
        ("a: w1x\n  w2x # w9x\nb: c#d\n", "w1x w2x"),
        ('a: &y "w1x"\nb: *y\n', "w1x"),
        ("a: &y |\n  w1x\n  w2x\n", "w1x w2x"),
        ("a: !!str w1x\nb: !foo >\n  w2x\n", "w1x"),
        ("a: {b: 'w1x, w2x', c: [w3x, d]}\n", "w1x, w2x"),
        ("%YAML 1.0\n---\na: w1x\n", "w1x"),
        ("a: |\n  w1x  \n   \n  w2x\n", "w1x w2x"),
    ],
)
def test_yaml_in_all_its_styles(source: str, text: str) -> None:
    if "%YAML" not in source:
        assert text in [" ".join(said.split()) for said in texts(yaml.load(source, yaml.BaseLoader))]
    check(source, read_yaml_tree(source), [text], space=True)


def test_an_alias_repeats_a_text_but_no_mapping() -> None:
    source = "a: &x one\nb: *x\nc: &y {d: two}\ne: *y\nf:\n  <<: *y\n  g: three\n"
    found = {hit.name: hit.node.text(source) for hit in leaves(Hit(read_yaml_tree(source).root, (), ()))}
    assert found == {"a": "one", "b": "one", "c.d": "two", "f.g": "three"}


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ('<unit id="a"><target>One.</target></unit><unit id="b"><target>Two.</target></unit>', -1),
        ('<unit id="a"><target>One.</*target></unit><unit id="b"><target>Two.</target></unit>', 35),
        ('<unit id="a"><target>One.</target><unit id="b"><target>Two.</target></unit>', 34),
        ('<unit id="a"><target>One.</target></unit><unit id="b"><target>Two.</target>', 75),
    ],
)
def test_xliff_that_is_cut_is_a_doubt(text: str, doubt: int) -> None:
    tree = read_xliff(text)
    found = [hit.node.text(text)[:4] for hit in leaves(Hit(tree.root, (), ())) if hit.keys[-1] == "target"]
    assert (found, tree.doubt) == (["One.", "Two."], doubt)


def test_a_csv_field_that_nothing_ends_is_a_doubt() -> None:
    assert read_csv('id,body\n1,"It is late.\n2,It is here.\n').doubt == 10
    assert [read_csv(f"id,body\n1,{end}").doubt for end in ("It is late.", '"It is late."', '""', "", '5"')] == [-1] * 5


@seeded
def test_csv(chance: random.Random) -> None:
    words, out = Words(chance), io.StringIO()
    rows = [["title", "a, b; c", "x"], *([words.text() for _ in range(3)] for _ in range(5))]
    delimiter, quoting = chance.choice(",;\t"), chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(rows)
    source = out.getvalue()
    read = csv.DictReader(io.StringIO(source, newline=""), delimiter=delimiter)
    tree = read_csv(source)
    check(source, tree, [text for row in read for text in row.values()])
    assert [key for key, _ in dict(tree.root.children or ())["0"].children or ()] == rows[0]


@seeded
def test_po(chance: random.Random) -> None:
    words, po = Words(chance), polib.POFile(wrapwidth=chance.choice([78, 20]))
    po.metadata = {"Language": "en", "Content-Type": "text/plain; charset=utf-8"}
    for _ in range(6):
        plural = chance.random() < 0.3
        entry = polib.POEntry(
            msgid=words.text(), msgctxt=chance.choice([None, words.text()]), tcomment=chance.choice(["", "a remark"])
        )
        if plural:
            entry.msgid_plural, entry.msgstr_plural = words.text(), {0: words.text(), 1: words.text()}
        else:
            entry.msgstr = words.text()
        entry.flags = chance.choice([[], ["fuzzy"], ["python-format", "fuzzy"]])
        entry.obsolete = chance.random() < 0.2
        po.append(entry)
    source = str(po).replace("\n", chance.choice(["\n", "\r\n"]))
    read = polib.pofile(source)
    expected = [s for e in read for s in (e.msgctxt, e.msgid, e.msgid_plural, e.msgstr, *e.msgstr_plural.values()) if s]
    tree = read_po(source)
    check(source, tree, expected)
    flags = {
        fields["msgid"].text(source): fields["flags"].text(source) if "flags" in fields else ""
        for fields in (dict(entry.children or ()) for _, entry in tree.root.children or ())
    }
    for entry in read:
        said = flags[entry.msgid]
        assert (entry.obsolete, entry.fuzzy) == ("obsolete" in said, "fuzzy" in said)


def escape_xml(text: str, chance: random.Random) -> str:
    if chance.random() < 0.2 and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    for raw, written in (("&", "&amp;"), ("<", "&lt;"), ("’", "&#8217;"), ('"', "&quot;")):
        text = text.replace(raw, written)
    return text


@seeded
def test_xliff(chance: random.Random) -> None:
    words = Words(chance)

    def element(name: str) -> str:
        return f"<{name}>{escape_xml(words.text(), chance)}</{name}>"

    units = (
        f'<trans-unit id="u{n}">{"".join(map(element, ("source", "target", "note")))}</trans-unit>' for n in range(4)
    )
    source = f'<xliff version="1.2"><file source-language="en"><body>{"".join(units)}</body></file></xliff>'
    expected = [str(element.text) for element in ElementTree.fromstring(source).iter() if element.text]
    check(source, read_xliff(source), expected)


@pytest.mark.parametrize(
    ("inside", "source", "target"),
    [
        ('<source>One <g id="1">two</g></source><target>Uno</target>', "One two", "Uno"),
        ('<source>A <x id="N" equiv-text="{{ name }}"/> b</source>', "A {{ name }} b", None),
        ('<source>A<x id="LINE_BREAK"/><x id="START_LINK"/>b<x id="CLOSE_LINK"/></source>', "A\nb", None),
        (
            '<source>A <ph id="1">&lt;br/&gt;</ph> b <bpt id="2">x</bpt>c<ept id="2">y</ept></source>',
            "A {{1}} b c",
            None,
        ),
        (
            "<source>One</source><target/><alt-trans><source>Old</source><target>Viejo</target></alt-trans>",
            "One",
            None,
        ),
        ("<segment><source>One.</source></segment><segment><source>Two.</source></segment>", "One. Two.", None),
    ],
)
def test_xliff_tags(inside: str, source: str, target: str | None) -> None:
    text = f'<xliff><file><unit id="a">{inside}</unit></file></xliff>'
    ((_, unit),) = read_xliff(text).root.children or ()
    said = {key: node.text(text) for key, node in unit.children or ()}
    assert (said["source"], said.get("target") or None) == (source, target)


#: What Java's own reader makes of these.
PROPERTIES = [
    ("a = one\n  two=three", {"a": "one", "two": "three"}),
    ("a.b:one\\\n   two\\n\\tthree", {"a.b": "onetwo\n three"}),
    ("# a = b\n! c\n\n a one two ", {"a": "one two "}),
    ("a\\ b\\=c = d\\:e \\u2019 \\ud83d\\ude00", {"a b=c": "d:e ’ 😀"}),
    ("a=one\\\\\nb=C:\\\\x\\q", {"a": "one\\", "b": "C:\\xq"}),
    ("key\n=none\nc=\\\r\n  d\r\ne=f", {"key": "", "": "none", "c": "d", "e": "f"}),
]


@pytest.mark.parametrize(("source", "pairs"), PROPERTIES)
def test_properties(source: str, pairs: dict[str, str]) -> None:
    tree = read_properties(source)
    assert {key: node.text(source) for key, node in tree.root.children or ()} == pairs
    assert tree.doubt == -1


#: What PHP makes of these.
PHP = [
    ("return ['a' => 'It\\'s \\\\ \\n'];", {"a": "It's \\ \\n"}),
    ('return array("a" => "x\\n\\u{2019} \\$5", "b" => ["c" => \'d\'],);', {"a": "x\n’ $5", "b.c": "d"}),
    ("return ['a' => 'one ' . \"two \" .\n 'three'];", {"a": "one two three"}),
    ("declare(strict_types=1); use A\\B; return ['a' => 'b' /* 'c' */, // 'd'\n 'e' => 'f'];", {"a": "b", "e": "f"}),
    ("$lang['mail']['body'] = 'Dear ' . $user->name . ', hi';", {"mail.body": "Dear {{user->name}}, hi"}),
    ("return ['a' => <<<EOT\none\\ttwo\nEOT, 'b' => <<<'X'\nraw \\n\nX];", {"a": "one two", "b": "raw \\n"}),
]


@pytest.mark.parametrize(("code", "pairs"), PHP)
def test_php(code: str, pairs: dict[str, str]) -> None:
    source = f"<?php\n{code}\n"
    tree = read_php(source)
    root = tree.root if tree.root.children is not None else Node((), (("", tree.root),))
    assert {hit.name: hit.node.text(source) for hit in leaves(Hit(root, (), ()))} == pairs


@pytest.mark.parametrize("read", [read_json, read_php])
def test_what_is_left_open_is_in_doubt(read: Callable[[str], Tree]) -> None:
    assert read('["a", "b"]').doubt == -1
    assert read('["a", "b"').doubt == len('["a", "b"')
