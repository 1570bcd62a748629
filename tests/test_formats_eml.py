"""Mail: headers, parts, transfer encodings, and places in the raw file."""

from __future__ import annotations

import base64
import quopri
from email.message import EmailMessage

import pytest

from respcheck.formats import read
from respcheck.prose import Prose
from respcheck.source import Span, decode
from tests.reads import shown, source_of


def mail(raw: bytes) -> Prose:
    (prose,) = read(decode(raw, "mail.eml"))
    return prose


def lines(*text: str) -> bytes:
    return "\r\n".join(text).encode()


def test_headers_and_a_plain_body() -> None:
    raw = lines("From: Shop <a@b.example>", "Reply-To: no@b.example", "Subject: Good", " news", "", "Hi,", "", "bye.")
    assert shown(mail(raw)) == [
        "subject: Good news",
        "sender: Shop <a@b.example>",
        "sender: no@b.example",
        "paragraph: Hi,",
        "paragraph: bye.",
    ]


def test_a_text_without_headers_is_plain_text() -> None:
    assert shown(mail(b"Hi there,\n\nbye.\n")) == ["paragraph: Hi there,", "paragraph: bye."]


def test_headers_in_the_body_are_text() -> None:
    assert shown(mail(lines("Subject: A", "", "Subject: b")))[1] == "paragraph: Subject: b"


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("=?utf-8?Q?Caf=C3=A9_is?= =?utf-8?q?_shut?= today", "Café is shut today"),
        ("=?UTF-8?B?" + base64.b64encode("Grüße".encode()).decode() + "?=\r\n and more", "Grüße and more"),
        ("=?utf-8?Q?half_=C3?=\r\n =?utf-8?Q?=A9?=", "half é"),
        ("=?iso-8859-1?Q?it=92s?=", "it’s"),
        ("=?x-unknown?Q?so?= =?utf-8?Z?no?=", "so =?utf-8?Z?no?="),
        ("Your {{ order.id }}", "Your <order.id>"),
    ],
)
def test_encoded_headers(value: str, read_as: str) -> None:
    assert shown(mail(lines(f"Subject: {value}", "", "Hi")))[0] == f"subject: {read_as}"


def test_quoted_printable_words_may_be_split() -> None:
    body = quopri.encodestring("We’re sorry — the com\u00adpany can’t. 1=1  \n".encode() + b"x" * 90).replace(
        b"\n", b"\r\n"
    )
    body = body.replace(b"sorry", b"so=\r\nrry")
    prose = mail(
        b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: Quoted-Printable\r\n\r\n" + body
    )
    assert prose.text.split("\n\n")[1].startswith("We’re sorry — the com\u00adpany can’t. 1=1\nxxx")
    assert source_of(prose, "sorry") == "so=\r\nrry"
    assert source_of(prose, "We’re") == "We=E2=80=99re"
    assert source_of(prose, "1=1") == "1=3D1"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-16", "utf-16"), ("gb2312", "gb2312"), ("koi8-r", "koi8-r")],
)
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_charsets(charset: str, encoding: str, transfer: str) -> None:
    text = {"gb2312": "中文 is here", "koi8-r": "Мы are here"}.get(charset, "We’re \u00e9t \u00fcber – Ada")
    data = text.encode(encoding)
    body = base64.encodebytes(data) if transfer == "base64" else quopri.encodestring(data)
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
    assert shown(mail(head.encode() + body))[1] == f"paragraph: {text}"


def test_base64_maps_to_whole_groups() -> None:
    text = "Hi Ada,\n\nWe can’t find it \U0001f600.\n"
    prose = mail(
        b"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(text.encode())
    )
    for word in ("Ada", "can’t", "find", "\U0001f600"):
        piece = source_of(prose, word)
        assert len(piece.replace("\n", "")) % 4 == 0
        assert word in base64.b64decode(piece).decode(errors="replace")


def test_an_eight_bit_part_in_another_charset() -> None:
    raw = b"Subject: x\nContent-Type: text/plain; charset=iso-8859-2\n\nZa\xbf\xf3\xb3\xe6 and caf\xe9\n"
    prose = mail(raw)
    assert shown(prose)[1] == "paragraph: Zażółć and café"
    assert source_of(prose, "and") == "and"
    mixed = b"Subject: caf\xe9\nContent-Type: text/plain; charset=utf-8\n\nWe\xe2\x80\x99re here\n"
    assert shown(mail(mixed))[1] == "paragraph: We’re here"


def test_flowed_lines_are_joined() -> None:
    head = "Subject: x\nContent-Type: text/plain; format=flowed{}\n\n"
    body = "We are \nsorry.\nBye\n> may \n> I\n From here\n-- \nShop\n"
    prose = mail((head.format("") + body).encode())
    assert shown(prose)[1:] == [
        "paragraph: We are sorry. / Bye",
        "quote: may I",
        "paragraph: From here",
        "paragraph: -- / Shop",
    ]
    assert source_of(prose, "are sorry") == "are \nsorry"
    assert shown(mail((head.format("; delsp=yes") + "com \npany\n").encode()))[1] == "paragraph: company"


def alternatives(plain: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Your order"
    message.set_content(plain)
    message.add_alternative("<p>Hi Ada,</p><p>we <b>can</b>&rsquo;t.</p>", subtype="html")
    message.add_attachment("do not read me", filename="a.txt")
    return message.as_bytes()


def test_one_alternative_is_read() -> None:
    assert shown(mail(alternatives("Hi Ada,\n\nwe can.\n"))) == [
        "subject: Your order",
        "paragraph: Hi Ada,",
        "paragraph: we can.",
    ]


@pytest.mark.parametrize("plain", ["\n", "Please view this mail in a browser.", "Your program does not support HTML."])
def test_a_stub_is_no_alternative(plain: str) -> None:
    assert shown(mail(alternatives(plain)))[1:] == ["paragraph: Hi Ada,", "paragraph: we can’t."]


def test_forwarded_mail_is_quoted() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Help"
    inner.set_content("Do not reply to me.\n")
    outer = EmailMessage()
    outer["Subject"] = "Fwd: Help"
    outer.set_content("See below.\n")
    outer.add_attachment(inner, disposition="inline")
    assert shown(mail(outer.as_bytes())) == [
        "subject: Fwd: Help",
        "paragraph: See below.",
        "quote: Do not reply to me.",
    ]


def test_related_signed_and_unclosed_parts() -> None:
    raw = lines(
        "Subject: x",
        'Content-Type: multipart/signed; boundary="s"',
        "",
        "a preamble",
        "--s",
        "Content-Type: multipart/related; boundary=r",
        "",
        "--r",
        "Content-Type: text/html",
        "",
        "<p>Hi.</p>",
        "--r",
        "Content-Type: text/plain",
        "",
        "not read",
        "--r--",
        "--s",
        "",
        "Bye.",
    )
    assert shown(mail(raw)) == ["subject: x", "paragraph: Hi.", "paragraph: Bye."]


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject:\n\n",
        b"From x\nSubject: =?utf-8?B?!!!?=\n\n=",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a--\n--a\n",
        b"Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\nABC*D=\n",
        b"Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: quoted-printable\n\n=FF=F\n",
        b"Content-Type: message/rfc822\n\n" * 50,
    ],
)
def test_broken_mail_is_read_as_far_as_it_goes(raw: bytes) -> None:
    prose = mail(raw)
    for span, _ in prose.blocks:
        start, end = prose.source_span(Span(*span))
        assert 0 <= start <= end <= len(prose.source.text)
