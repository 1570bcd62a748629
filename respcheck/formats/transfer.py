"""Undoes a mail part's transfer encoding and charset, so that every character still knows its place."""

from __future__ import annotations

import binascii
import codecs
import re

from ..prose import ProseBuilder

_LINE_END = r"(?:\r\n|\n|\r)"
_SOFT = rf"=[ \t]*{_LINE_END}"
_HEX = r"=[0-9A-Fa-f]{2}"
_QUOTED = re.compile(rf"{_HEX}(?:(?:{_SOFT})*{_HEX})*|{_SOFT}|(?<![ \t])[ \t]++(?={_LINE_END})")
_BYTE = re.compile(_HEX)
_QUANTUM = re.compile(r"(?:[A-Za-z0-9+/=]\s*+){3}[A-Za-z0-9+/=]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_ENCODED_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
_WORD_GAP = re.compile(r"\s*(?==\?[^?\s]+\?[bBqQ]\?[^?]*\?=)")
_FOLD = re.compile(rf"{_LINE_END}[ \t]+")
_LATIN = frozenset(("ascii", "iso8859-1", "cp1252"))
_WIDE = ("utf-16", "utf-32")


def codec_of(charset: str) -> str:
    """A charset's Python codec. What calls itself ASCII or Latin-1 is Windows-1252, as everywhere; unknown is UTF-8."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError, TypeError):
        return "utf-8"
    return "cp1252" if name in _LATIN else name


def pieces(data: bytes, codec: str) -> list[tuple[str, int]]:
    """The characters of encoded data, each with the number of bytes it took."""
    if codec.startswith(_WIDE):
        return _wide_pieces(data, codec)
    if data.isascii() and codec != "utf-7" and not codec.startswith("iso2022"):
        return [(character, 1) for character in data.decode("ascii")]
    try:
        text = data.decode(codec, errors="surrogateescape")
        taken = [len(character.encode(codec, errors="surrogateescape")) for character in text]
    except (UnicodeError, LookupError, ValueError):
        text, taken = "", []
    if sum(taken) != len(data):  # a codec with states, or none for text
        return [(_decoded(data, codec), len(data))]
    return [("\ufffd" if "\ud800" <= c <= "\udfff" else c, n) for c, n in zip(text, taken, strict=True)]


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec, errors="replace")
    except (UnicodeError, LookupError, ValueError):
        return data.decode("cp1252", errors="replace")


def _wide_pieces(data: bytes, codec: str) -> list[tuple[str, int]]:
    width = 2 if codec.startswith("utf-16") else 4
    big = data.startswith((b"\xfe\xff", b"\x00\x00\xfe\xff")) or codec.endswith("be")
    text = data.decode(f"{codec[:6]}-{'be' if big else 'le'}", errors="replace")
    return [("" if c == "\ufeff" else c, 4 if ord(c) > 0xFFFF else width) for c in text]


def copy_plain(out: ProseBuilder, start: int, end: int, codec: str) -> None:
    """Append text that was sent as it is; what the file's own decoding misread is decoded anew."""
    text = out.source.text
    at = start
    if out.source.note and codec != "cp1252":
        for run in _FOREIGN.finditer(text, start, end):
            out.add(at, run.start())
            at = run.start()
            for character, count in pieces(run.group().encode("cp1252", errors="replace"), codec):
                out.atom(character, at, min(at + count, run.end()))
                at = min(at + count, run.end())
            at = run.end()
    out.add(at, end)


def copy_quoted_printable(out: ProseBuilder, start: int, end: int, codec: str) -> None:
    """Append quoted-printable text, decoded."""
    text = out.source.text
    if codec.startswith(_WIDE):
        return _copy_bytes(out, *_quoted_bytes(text, start, end), codec)
    at = start
    for found in _QUOTED.finditer(text, start, end):
        out.add(at, found.start())
        at = found.end()
        if found.group()[1:3].strip(" \t\r\n"):
            _copy_bytes(out, *_quoted_bytes(text, *found.span()), codec)
    out.add(at, end)


def _quoted_bytes(text: str, start: int, end: int) -> tuple[bytes, list[tuple[int, int]]]:
    """The bytes of quoted-printable text and where each stands."""
    data = bytearray()
    places: list[tuple[int, int]] = []
    for found in re.compile(rf"{_SOFT}|{_HEX}|.", re.DOTALL).finditer(text, start, end):
        token = found.group()
        if _BYTE.fullmatch(token):
            data.append(int(token[1:], 16))
        elif len(token) == 1:
            data.append(ord(token) & 0xFF)
        else:
            continue
        places.append(found.span())
    return bytes(data), places


def _copy_bytes(out: ProseBuilder, data: bytes, places: list[tuple[int, int]], codec: str) -> None:
    at = 0
    for character, count in pieces(data, codec):
        last = min(at + count, len(places)) - 1
        if last < at:
            break
        out.atom(character, places[at][0], places[last][1])
        at += count


def copy_base64(out: ProseBuilder, start: int, end: int, codec: str) -> None:
    """Append base64 text, decoded; characters map to the groups of four that their bytes stand in."""
    quanta = [found.span() for found in _QUANTUM.finditer(out.source.text, start, end)]
    data = _base64(out.source.text[start:end])
    group: list[str] = []
    first = at = 0
    for character, count in pieces(data, codec):
        group.append(character)
        at += count
        if at % 3 == 0 or at >= len(data):
            if first // 3 >= len(quanta):
                break
            last = min((at - 1) // 3, len(quanta) - 1)
            out.atom("".join(group), quanta[first // 3][0], quanta[last][1])
            group, first = [], at


def _base64(text: str) -> bytes:
    """The bytes of base64 text, as far as it can be decoded."""
    letters = re.sub(r"[^A-Za-z0-9+/=]", "", text)
    padding = letters.find("=")
    if padding >= 0:
        letters = letters[:padding]
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return b""


def copy_header(out: ProseBuilder, start: int, end: int) -> None:
    """Append a header's value: encoded words decoded, folded lines joined."""
    text = out.source.text
    at = start
    for found in _ENCODED_WORD.finditer(text, start, end):
        if found.start() < at:
            continue
        if text[at : found.start()].strip() or at == start:
            _copy_folded(out, at, found.start())
        at = _copy_words(out, found, end)
    _copy_folded(out, at, end)


def _copy_folded(out: ProseBuilder, start: int, end: int) -> None:
    at = start
    for fold in _FOLD.finditer(out.source.text, start, end):
        out.add(at, fold.start())
        out.atom(" ", *fold.span())
        at = fold.end()
    out.add(at, end)


def _copy_words(out: ProseBuilder, found: re.Match[str], end: int) -> int:
    """Append an encoded word, together with those after it that go on with its last character; gives the end."""
    start, last = found.start(), found.end()
    codec = codec_of(found[1].split("*")[0])
    data = _word_bytes(found)
    while not _whole(data, codec):
        gap = _WORD_GAP.match(out.source.text, last, end)
        more = _ENCODED_WORD.match(out.source.text, gap.end(), end) if gap else None
        if more is None:
            break
        data, last = data + _word_bytes(more), more.end()
    out.atom("".join(character for character, _ in pieces(data, codec)), start, last)
    return last


def _whole(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeError as error:
        return "unexpected end" not in str(error) and "incomplete" not in str(error)
    except (LookupError, ValueError):
        return True
    return True


def _word_bytes(found: re.Match[str]) -> bytes:
    if found[2] in "bB":
        return _base64(found[3])
    return _quoted_bytes(found[3].replace("_", "=20"), 0, len(found[3].replace("_", "=20")))[0]
