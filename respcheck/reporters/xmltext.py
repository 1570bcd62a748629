"""Text and attributes for XML 1.0, whatever characters a message or a path holds."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(value: str) -> str:
    """The same with U+FFFD for what XML, HTML or UTF-8 does not hold, and for other controls."""
    return _FORBIDDEN.sub("\ufffd", value)


def text(value: str) -> str:
    """Element content."""
    return escape(clean(value))


def attributes(**values: object) -> str:
    """` name="value"` for each; line breaks and tabs survive as references."""
    return "".join(f" {name}={quoteattr(clean(str(value)))}" for name, value in values.items())
