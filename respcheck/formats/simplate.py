"""Reads Aspen simplates: a subject, and the same mail as HTML and as text, parted by `[---]` lines."""

from __future__ import annotations

import re

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source
from .feed import Feed
from .html import fill_html
from .template import scan
from .text import fill_text

_PART = re.compile(r"^\[-{3,}\][ \t]*(?P<how>[^\r\n]*)(?:\r\n|\n|\r|\Z)", re.MULTILINE)


def read_simplate(source: Source, suffix: str = "") -> Prose:
    """The subject and one of the bodies, the plain one if there is one."""
    builder = ProseBuilder(source)
    parts = list(_PART.finditer(source.text))
    ends = [part.start() for part in parts[1:]] + [len(source.text)]
    bodies = {part["how"].strip(): (part.end(), end) for part, end in zip(parts, ends, strict=True)} if parts else {}
    head = parts[0].start() if parts else 0
    feed = Feed(builder, scan(source.text, suffix, 0, head))
    feed.put(0, head)
    feed.close(BlockKind.SUBJECT)
    if "text/plain" in bodies:
        fill_text(builder, *bodies["text/plain"], suffix, top=False)
    elif bodies:
        fill_html(builder, *next(iter(bodies.values())), suffix)
    else:
        fill_html(builder, 0, len(source.text), suffix)
    return builder.build()
