"""YAML front matter at the top of a text: its subject, sender and preheader, and where the text starts."""

from __future__ import annotations

import re

from ..prose import ADDRESS, BlockKind, ProseBuilder
from .feed import Feed

_FENCED = re.compile(
    r"\s*---[ \t]*(?:\r\n|\n|\r)(?P<body>(?:(?!---|\.\.\.)[^\r\n]*(?:\r\n|\n|\r))*)(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
_ENTRY = re.compile(r"^(?P<key>[A-Za-z][\w -]*):[ \t]+(?P<value>\S[^\r\n]*?)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_ADDRESSED = re.compile(
    r"^[ \t]*(?:#[ \t]*)?respcheck:(?P<value>[ \t]+\S[^\r\n]*|(?P<items>(?:(?:\r\n|\n|\r)[ \t]*-[ \t]+[^\r\n]+)+))",
    re.MULTILINE,
)
_ITEM = re.compile(r"-[ \t]+(?P<value>[^\r\n]+)")

#: Header and front matter names, in lower case with hyphens -> the kind of block their value is.
KINDS = {
    "subject": BlockKind.SUBJECT,
    "email-subject": BlockKind.SUBJECT,
    "title": BlockKind.SUBJECT,
    "from": BlockKind.SENDER,
    "from-name": BlockKind.SENDER,
    "from-email": BlockKind.SENDER,
    "from-address": BlockKind.SENDER,
    "sender": BlockKind.SENDER,
    "sender-email": BlockKind.SENDER,
    "reply-to": BlockKind.SENDER,
    "replyto": BlockKind.SENDER,
    "preheader": BlockKind.PREHEADER,
    "preview": BlockKind.PREHEADER,
    "preview-text": BlockKind.PREHEADER,
}


def key_kind(key: str) -> BlockKind | None:
    """The kind of block that a header or front matter value is, by its name; None when it is not read."""
    return KINDS.get(re.sub(r"[ _]+", "-", key.strip().lower()))


def read_front_matter(feed: Feed, text: str, start: int, base: int = 0) -> int:
    """Append what the front matter at `text[start:]` says to the reader; give the offset behind it.

    `text` is masked; its offset 0 is `base` in the source.
    """
    found = _FENCED.match(text, start)
    if found is None or not _ENTRY.search(text, *found.span("body")):
        return start
    _keep_comments(feed.builder, base, found, text)
    for entry in _ENTRY.finditer(text, *found.span("body")):
        if kind := key_kind(entry["key"]):
            first, last = entry.span("value")
            if last - first > 1 and text[first] in "\"'" and text[last - 1] == text[first]:
                first, last = first + 1, last - 1
            feed.put(base + first, base + last)
            feed.close(kind)
    return found.end()


def _keep_comments(builder: ProseBuilder, base: int, matter: re.Match[str], text: str) -> None:
    """What front matter says to this tool: under the key `respcheck`, one entry or a list, or behind `#`."""
    for found in _ADDRESSED.finditer(text, *matter.span("body")):
        entries = _ITEM.finditer(text, *found.span("items")) if found["items"] else (found,)
        for entry in entries:
            first, last = entry.span("value")
            words = text[first:last]
            start = first + len(words) - len(words.lstrip(" \t\"'"))
            builder.comment(base + start, base + first + len(words.rstrip(" \t\"'")), lead=f"{ADDRESS} ")
