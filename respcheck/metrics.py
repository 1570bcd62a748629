"""Readability, by textstat, kept to what is the same on every machine and needs no network.

textstat's syllable metrics download a word list on first use and fail offline, so the grade is the
Automated Readability Index, which counts characters, words and sentences (Senter & Smith, 1967).
"""

from __future__ import annotations

import re

from .document import Document, Zone
from .prose import SLOT

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


def reading_grade(document: Document) -> float:
    """School grade needed to read the body, from whole sentences without links and addresses; 0 for none.

    Each sentence ends in one full stop for the count, however the message ended it; a slot counts as a short word.
    """
    text = plain(document)
    if not text:
        return 0.0
    import textstat

    return float(textstat.automated_readability_index(text))


def plain(document: Document) -> str:
    """The body's sentences as textstat should count them."""
    prose, parts = document.prose, []
    for sentence in document.sentences:
        if sentence.zone is Zone.BODY:
            text = _ADDRESS.sub("it", prose.text[sentence.span.start : sentence.span.end]).replace(SLOT, "name")
            words = " ".join(re.sub(r"[.!?]+", "", text).split())
            if len(words.split()) > 2:
                parts.append(words + ".")
    return " ".join(parts)
