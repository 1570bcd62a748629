"""Text and attributes for XML 1.0, whatever characters a message holds."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Element content; characters that XML can't hold become U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value))


def attributes(**values: object) -> str:
    """` name="value"` for each; line breaks and tabs survive as references."""
    return "".join(f" {name}={quoteattr(_FORBIDDEN.sub(chr(0xFFFD), str(value)))}" for name, value in values.items())
