"""Readability, by textstat, kept to what is the same on every machine and needs no network.

textstat's syllable metrics download a word list on first use and fail offline, so the grade is the
Automated Readability Index, which counts characters, words and sentences (Senter & Smith, 1967).
"""

from __future__ import annotations

import re

from .document import Document, Zone
from .prose import SLOT

#: A sentence of eight words or more that has none of these is code, or not English, and its length would mean nothing.
_ENGLISH = frozenset("the to of and you your for we that this be with are have will if not our can by from was".split())
_TELLING = 8
_MARGIN = 2.0  # grades by which the rough count may be off
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


def reading_grade(document: Document, limit: float = 0.0) -> float:
    """School grade needed to read the body, from whole sentences without links and addresses; 0 where there is none.

    Each sentence ends in one full stop for the count, however the message ended it; a slot counts as a short word.
    Loading textstat takes longer than reading a hundred replies, so it is not asked about a text that by a
    rough count lies well below `limit`; the rough count is given back then.
    """
    text = plain(document)
    if not text:
        return 0.0
    words, sentences = len(text.split()), text.count(". ") + 1
    rough = 4.71 * (len(text) - words) / words + 0.5 * words / sentences - 21.43
    if rough < limit - _MARGIN:
        return rough
    import textstat

    return float(textstat.automated_readability_index(text))


def plain(document: Document) -> str:
    """The body's English sentences as textstat should count them."""
    prose, parts = document.prose, []
    for sentence in document.sentences:
        if sentence.zone is Zone.BODY:
            text = _ADDRESS.sub("it", prose.text[sentence.span.start : sentence.span.end]).replace(SLOT, "name")
            words = re.sub(r"[.!?]+", "", text).split()
            if len(words) > 2 and (len(words) < _TELLING or not _ENGLISH.isdisjoint(map(str.lower, words))):
                parts.append(" ".join(words) + ".")
    return " ".join(parts)
