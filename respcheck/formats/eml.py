"""Reads mail as its reader sees it: subject, sender and one body, with every character mapped to the raw file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from ..prose import BlockKind, OffsetMap, Prose, ProseBuilder
from ..source import Source, Span
from .derived import read_derived
from .feed import Feed
from .html import fill_html
from .template import scan
from .text import fill_text, read_text
from .transfer import codec_of, copy_base64, copy_header, copy_plain, copy_quoted_printable

_FIELD = re.compile(r"(?P<name>[!-9;-~]+)[ \t]*:(?P<value>[^\r\n]*(?:(?:\r\n|\n|\r)[ \t]+[^\r\n]+)*)(?:\r\n|\n|\r|\Z)")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_ENVELOPE = re.compile(r"\s*(?:>?From [^\r\n]*(?:\r\n|\n|\r))?")
_KNOWN = frozenset("from to cc subject date received return-path message-id mime-version content-type reply-to".split())
_STUB = re.compile(
    r"\bhtml\b|\bview (?:this|it|the)\b|\bbrowser\b|does(?:n't| not) support|can(?:'t|not) display", re.IGNORECASE
)
_FLOWED_LINE = re.compile(r"(?P<mark>>*)(?P<stuffed> ?)(?P<words>[^\r\n]*?)(?P<flow> ?)(?P<end>\r\n|\n|\r|\Z)")
#: How deep parts may lie in parts.
_DEPTH = 20


@dataclass(slots=True)
class _Part:
    """A body, or a header value: where its decoded text stands, and how it is read."""

    how: str  # "text", "flowed", "delsp", "html", or a BlockKind's value
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text part as it stands in the file."""

    header: Message
    start: int
    end: int
    quoted: bool


def read_eml(source: Source, suffix: str = "") -> Prose:
    """A mail (RFC 5322, MIME) as prose; a text without mail headers is read as plain text."""
    lead = _ENVELOPE.match(source.text)
    fields, body = _fields(source.text, lead.end() if lead else 0, len(source.text))
    if not _KNOWN.intersection(fields):
        return read_text(source, suffix)
    out = ProseBuilder(source)
    parts = list(_header_parts(out, fields))
    for leaf in _leaves(source, _message(source.text, fields), body, len(source.text), 0, False):
        parts.append(_decoded(out, leaf))
    below = out.build()
    text, offsets = below.text, below.map
    if any(part.how in ("flowed", "delsp") for part in parts):
        text, offsets, parts = _unflowed(source.path, text, offsets, parts)
    return read_derived(source, text, offsets, lambda builder: _fill(builder, parts, suffix))


def _fill(builder: ProseBuilder, parts: list[_Part], suffix: str) -> None:
    for part in parts:
        if part.how == "html":
            fill_html(builder, part.start, part.end, suffix, quoted=part.quoted)
        elif part.how in ("text", "flowed", "delsp"):
            fill_text(builder, part.start, part.end, suffix, top=False, quoted=part.quoted)
        else:
            feed = Feed(builder, scan(builder.source.text, suffix, part.start, part.end))
            feed.put(part.start, part.end)
            feed.close(BlockKind(part.how))


def _fields(text: str, start: int, end: int) -> tuple[dict[str, Span], int]:
    """The first value of each header field, by lower-case name, and where the body starts."""
    fields: dict[str, Span] = {}
    at = start
    while field := _FIELD.match(text, at, end):
        fields.setdefault(field["name"].lower(), Span(*field.span("value")))
        at = field.end()
    blank = _BLANK.match(text, at, end)
    return fields, blank.end() if blank else at


def _message(text: str, fields: dict[str, Span]) -> Message:
    """The header fields that say how a part is to be read, for the library to parse."""
    message = Message()
    for name in ("content-type", "content-disposition", "content-transfer-encoding"):
        if name in fields:
            message[name] = " ".join(text[fields[name].start : fields[name].end].split())
    return message


def _header_parts(out: ProseBuilder, fields: dict[str, Span]) -> Iterator[_Part]:
    for name, kind in (("subject", BlockKind.SUBJECT), ("from", BlockKind.SENDER), ("reply-to", BlockKind.SENDER)):
        if name in fields:
            start = out.length
            copy_header(out, *fields[name])
            yield _Part(kind.value, start, out.length)
            out.atom("\n\n", fields[name].end, fields[name].end)


def _leaves(source: Source, header: Message, start: int, end: int, depth: int, quoted: bool) -> list[_Leaf]:
    """The parts of `text[start:end]` to read."""
    if header.get_content_disposition() == "attachment" or (depth and header.get_filename()) or depth > _DEPTH:
        return []
    kind = header.get_content_type()
    if kind == "message/rfc822":
        fields, body = _fields(source.text, start, end)
        return _leaves(source, _message(source.text, fields), body, end, depth + 1, True)
    if header.get_content_maintype() == "multipart" and (boundary := header.get_boundary()):
        children = [
            _leaves(source, _message(source.text, fields), body, last, depth + 1, quoted)
            for first, last in _parts(source.text, boundary, start, end)
            if last - first > 2
            for fields, body in [_fields(source.text, first, last)]
        ]
        children = [leaves for leaves in children if leaves]
        if kind == "multipart/alternative":
            return _preferred(source, children)
        return [leaf for leaves in (children[:1] if kind == "multipart/related" else children) for leaf in leaves]
    return [_Leaf(header, start, end, quoted)] if kind in ("text/plain", "text/html") else []


def _parts(text: str, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = re.compile(rf"^--{re.escape(boundary)}(?P<last>--)?[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
    first = -1
    for found in line.finditer(text, start, end):
        if first >= 0:
            yield first, found.start()
        first = -1 if found["last"] else found.end()
        if found["last"]:
            return
    if first >= 0:
        yield first, end


def _preferred(source: Source, children: list[list[_Leaf]]) -> list[_Leaf]:
    """Of alternatives the plain one, unless it is empty or only says that there is another."""
    for leaves in children:
        if leaves[0].header.get_content_type() == "text/plain":
            out = ProseBuilder(source)
            part = _decoded(out, leaves[0])
            words = out.build().text[part.start : part.end]
            if len(words.split()) > 40 or (words.strip() and not (len(children) > 1 and _STUB.search(words))):
                return leaves
    rich = [leaves for leaves in children if leaves[0].header.get_content_type() == "text/html"]
    return (rich or children or [[]])[0]


def _decoded(out: ProseBuilder, leaf: _Leaf) -> _Part:
    """Append a part's text, decoded."""
    header, start = leaf.header, out.length
    copy = {"quoted-printable": copy_quoted_printable, "base64": copy_base64}.get(
        str(header.get("content-transfer-encoding", "")).strip().lower(), copy_plain
    )
    copy(
        out,
        leaf.start,
        leaf.end,
        codec_of(str(header.get_content_charset("utf-8" if not out.source.note else "cp1252"))),
    )
    how = "html" if header.get_content_type() == "text/html" else "text"
    if how == "text" and str(header.get_param("format", "")).lower() == "flowed":
        how = "delsp" if str(header.get_param("delsp", "")).lower() == "yes" else "flowed"
    part = _Part(how, start, out.length, leaf.quoted)
    out.atom("\n\n", leaf.end, leaf.end)
    return part


def _unflowed(path: str, text: str, below: OffsetMap, parts: list[_Part]) -> tuple[str, OffsetMap, list[_Part]]:
    """The decoded text with flowed lines (RFC 3676) joined."""
    out = ProseBuilder(Source(path, text))
    joined: list[_Part] = []
    for part in parts:
        start = out.length
        if part.how in ("flowed", "delsp"):
            _join_lines(out, part)
        else:
            out.add(part.start, part.end)
        joined.append(_Part(part.how, start, out.length, part.quoted))
        out.atom("\n\n", part.end, part.end)
    prose = out.build()
    return prose.text, prose.map.over(below), joined


def _join_lines(out: ProseBuilder, part: _Part) -> None:
    depth, flowing = 0, False
    for line in _FLOWED_LINE.finditer(out.source.text, part.start, part.end):
        goes_on = flowing and len(line["mark"]) == depth
        first = line.start("words") if goes_on else line.start("mark")
        if not goes_on and line["stuffed"] and not line["mark"]:
            first = line.start("words")
        depth = len(line["mark"])
        flowing = bool(line["flow"]) and line["words"] != "--"
        last = line.end("words") if flowing and part.how == "delsp" else line.end("flow")
        out.add(first, last)
        if not flowing:
            out.add(*line.span("end"))
        if line.end() >= part.end:
            break
