"""A message as its reader meets it: zones, paragraphs and sentences, and the words that rules search."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum

from .prose import BlockKind, Prose
from .source import Span
from .wording import Wording


class Zone(Enum):
    """Which part of a message a sentence belongs to."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    SENDER = "sender"
    GREETING = "greeting"
    BODY = "body"
    CLOSING = "closing"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or button.

    `span` lies in `prose.text`; `words` is its line in `Document.wording.text`.
    """

    span: Span
    zone: Zone
    kind: BlockKind
    paragraph: int
    words: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One message, ready for signals.

    `wording` is its searchable form (see `wording.py`).
    """

    prose: Prose
    sentences: tuple[Sentence, ...]
    wording: Wording
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds an offset of `prose.text`, or the last one before it."""
        if not self._starts:
            self._starts.extend(sentence.span.start for sentence in self.sentences)
        return max(0, bisect_right(self._starts, offset) - 1)
