"""Every word of the prose comes from a stretch of the source that says that word, in every format."""

from __future__ import annotations

import base64
import html
import quopri
import random
import re
from collections.abc import Callable

import pytest

from respcheck.formats import read
from respcheck.prose import SLOT, Prose
from respcheck.source import Source, Span, decode

SENTENCES = (
    "We can’t take the lamp back after the seal was broken.",
    "It’s “as good as new”, says our workshop in Zürich!",
    "Your refund of €20.50 will arrive by Friday 😀 at the latest.",
    "Unfortun\u00adately the com\u00adpany has no spare part left.",
    "Please reply to this e-mail\u00a0or call +44 20 555 0100.",
    "Ada & Jo wrote nothing about it; 3 < 4.",
    "Is there anything else we can do for you?",
    "Naïve café owners aren’t asked — nor are we.",
)
WORD = re.compile(r"[^\W_]+(?:[’\u00ad][^\W_]+)*")
SLOTS = ("{{ customer.first_name }}", "<%= @order.id %>", "${reason}", "%{count}", "[Agent Name]", "{name}")

Undo = Callable[[str], str]
seeded = pytest.mark.parametrize("chance", [random.Random(seed) for seed in range(15)], ids=range(15))


def draw(chance: random.Random) -> list[str]:
    return [chance.choice(SENTENCES) for _ in range(chance.randint(3, 12))]


def words_of(sentences: list[str]) -> list[str]:
    return WORD.findall(" ".join(sentences))


def check(prose: Prose, sentences: list[str], undo: Undo, loosely: bool = False) -> None:
    """The prose has the sentences' words, and `undo` makes each word of the stretch of source it maps to.

    `loosely`: the stretch may be longer than the word.
    """
    found = list(WORD.finditer(prose.text.replace(SLOT, " ")))
    assert [word.group() for word in found] == words_of(sentences)
    for word in found:
        start, end = prose.source_span(Span(*word.span()))
        said = undo(prose.source.text[start:end])
        assert word.group() in said if loosely else word.group() == said
    for offset in prose.slots:
        start, end = prose.source_span(Span(offset, offset + 1))
        assert prose.source.text[start:end] in SLOTS


def spaced(chance: random.Random, sentence: str, space: Callable[[], str]) -> str:
    """A sentence with a slot put between two words, and `space()` for some of its spaces."""
    pieces = sentence.split(" ")
    pieces.insert(chance.randint(1, len(pieces)), chance.choice(SLOTS))
    joined = pieces[0]
    for piece in pieces[1:]:
        joined += (space() if chance.random() < 0.2 else " ") + piece
    return joined


@seeded
def test_text(chance: random.Random) -> None:
    sentences = draw(chance)
    end = chance.choice(["\n", "\r\n", "\r"])
    lines = [
        chance.choice(["", "", "- ", "> ", "  ", "{% if a %}", "1. "]) + spaced(chance, s, lambda: f"{end}  ")
        for s in sentences
    ]
    (prose,) = read(Source("a.txt", (end * 2).join(lines)))
    check(prose, sentences, str)


@seeded
def test_markdown(chance: random.Random) -> None:
    sentences = [sentence for sentence in draw(chance) if not re.search(r"\d\.$", sentence)]  # `4.` starts an item
    blocks = []
    for sentence in sentences:
        first, rest = html.escape(sentence, quote=False).split(" ", 1)
        marked = chance.choice(["[{}](https://x.example/a_b)", "**{}**", "{}", "_{}_", "~~{}~~"]).format(first)
        space = chance.choice(["  \n", "\r\n", " \\\n", " <!-- aside -->"])
        blocks.append(chance.choice(["", "- ", "1. ", "> "]) + f"{marked} {spaced(chance, rest, lambda s=space: s)}")
    (prose,) = read(Source("a.md", "\n\n".join([*blocks, "the end"])))
    check(prose, [*sentences, "the end"], html.unescape)


@seeded
def test_html(chance: random.Random) -> None:
    sentences = [sentence.replace("\u00ad", "") for sentence in draw(chance)]

    def encoded(character: str) -> str:
        if character in "<>&":
            return html.escape(character)
        if not character.isascii() and chance.random() < 0.5:
            return chance.choice([f"&#{ord(character)};", f"&#x{ord(character):X};"])
        return f"<b>{character}</b>" if character.isalpha() and chance.random() < 0.05 else character

    def space() -> str:
        return chance.choice(["\n   ", "\r\n", " <!-- aside -->", "\t", "<br>"])

    blocks = []
    for sentence in sentences:
        tag = chance.choice(["p", "div", "li", "td", "h2"])
        words = " ".join("".join(map(encoded, word)) for word in sentence.split(" "))
        blocks.append(f'<{tag} class="a b">{spaced(chance, words, space)}</{tag}>')
    (prose,) = read(Source("a.html", "<html>" + "\n".join(blocks)))
    check(prose, sentences, lambda source: html.unescape(re.sub(r"</?b>", "", source)))


def as_mail(body: str, kind: str, transfer: str) -> bytes:
    data = body.encode()
    if transfer == "quoted-printable":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif transfer == "base64":
        data = base64.encodebytes(data).replace(b"\n", b"\r\n")
    head = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\n"
        f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n--edge--\r\n"


DECODERS: dict[str, Undo] = {
    "8bit": str,
    "quoted-printable": lambda source: quopri.decodestring(source.encode()).decode(),
    "base64": lambda source: base64.b64decode(source).decode(errors="ignore"),
}


@seeded
@pytest.mark.parametrize("transfer", DECODERS)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_mail(chance: random.Random, transfer: str, kind: str) -> None:
    sentences = draw(chance)
    body = "\r\n\r\n".join(sentences)
    if kind == "html":
        body = "".join(f"<p>{html.escape(s, quote=False)}</p>\r\n" for s in sentences)
    raw = as_mail(body, kind, transfer)
    (prose,) = read(decode(raw, "a.eml"))
    check(prose, sentences, lambda source: html.unescape(DECODERS[transfer](source)), transfer == "base64")


@seeded
@pytest.mark.parametrize(
    ("name", "before", "each", "after"),
    [
        ("a.json", "{", '"k": "{}",\n', '"z": 1}'),
        ("a.yaml", "", '- "{}"\n', ""),
        ("a.ts", "const a = [\n", '  "{}",\n', "];\n"),
        ("a.py", "A = (\n", 'f("{}"),\n', ")\n"),
    ],
)
def test_strings(chance: random.Random, name: str, before: str, each: str, after: str) -> None:
    sentences = draw(chance)

    def escaped(character: str) -> str:
        if not character.isascii() and ord(character) < 0x10000 and chance.random() < 0.6:
            return f"\\u{ord(character):04x}"
        return character

    values = ("".join(map(escaped, sentence)) for sentence in sentences)
    (prose,) = read(Source(name, before + "".join(each.replace("{}", value) for value in values) + after))
    check(prose, sentences, lambda source: re.sub(r"\\u(....)", lambda found: chr(int(found[1], 16)), source))


@seeded
def test_jsx(chance: random.Random) -> None:
    sentences = [sentence.replace("<", "&lt;").replace("&lt;", "{'<'}") for sentence in draw(chance)]
    lines = "\n".join(
        f"      <Text>\n        {sentence.replace('&', '&amp;')}\n      </Text>" for sentence in sentences
    )
    (prose,) = read(Source("a.tsx", f"export default () => (\n    <Html>\n{lines}\n    </Html>\n)\n"))
    check(prose, sentences, html.unescape)
