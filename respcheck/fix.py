"""Fixes: the words that a rule replaces, as edits of exact stretches of the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from .document import Document, Zone
from .finding import Edit, Finding, Report
from .prose import BLOCK_BREAK, SLOT
from .rule import Fix, Rule
from .signal import Evidence
from .source import Source, Span

#: An edit can uncover another (`Dear ,` -> `Dear,` -> `Hello,`), but not endlessly.
_MOST_ROUNDS = 50
_QUOTES = re.compile(r"[“«„]|(?<!\w)['‘](?=\w)|(?P<close>[”»]|(?<=[\w.,!?])['’](?!\w))|(?P<either>\")")
_SENTENCE_ENDS = (".", "!", "?")


def mend(
    source: Source, check: Callable[[Source], Report], unsafe: bool = False
) -> tuple[Source, Report, tuple[Finding, ...]]:
    """Apply fixes until none is left: the source as it then is, what is still found in it, and what was mended.

    `check` finds; `unsafe` takes edits that are not safe, too. To mend the result changes nothing.
    """
    report = check(source)
    mended: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        taken = _apart(report.open, unsafe)
        if not taken:
            break
        mended += taken
        source = Source(source.path, apply(source.text, (f.edit for f in taken if f.edit)), source.note)
        report = check(source)
    return source, report, tuple(mended)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits applied that don't overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def _apart(findings: Iterable[Finding], unsafe: bool) -> list[Finding]:
    """The findings whose edits are wanted; of those that overlap, the first."""
    wanted = [f for f in findings if f.edit and (f.edit.safe or unsafe)]
    taken: list[Finding] = []
    free = 0
    for finding in sorted(wanted, key=lambda f: f.edit or Edit(f.span, "", True)):
        if finding.edit and finding.edit.span.start >= free:
            taken.append(finding)
            free = finding.edit.span.end
    return taken


def edit_for(rule: Rule, at: Evidence, document: Document) -> Edit | None:
    """The edit that mends what a rule flags: of the first of its fixes that fits, or none.

    Quoted text is left alone, and so are words with anything between them in the source that is not read: markup, an
    entity, a template's syntax.
    """
    if document.sentences[at.sentence].zone is Zone.QUOTED:
        return None
    for fix in rule.fixes:
        for found in _pattern(fix.words).finditer(document.prose.text, *at.span):
            if edit := _edit(fix, Span(*found.span()), at.sentence, document):
                return edit
    return None


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    """Words with any white space between them and before a mark."""
    parts = words.split()
    text = "".join((r"\s+" if part[0].isalnum() else r"\s*") + re.escape(part).replace("'", "['’]") for part in parts)
    text = text.removeprefix(r"\s+").removeprefix(r"\s*")
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return re.compile(before + text + after, re.IGNORECASE)


def _edit(fix: Fix, place: Span, sentence: int, document: Document) -> Edit | None:
    """One fix at one place of the prose, with the spaces and capitals that it leads to; none where it does not fit."""
    prose = document.prose
    text, new = prose.text, fix.replacement
    (start, end), last = place, document.sentences[sentence].span.end
    if _is_quoted(text, start) or text[end : end + 1] in ("!", "?"):
        return None
    capital = text[start].isupper()
    if not new:
        start, end = _with_space(text, start, end)
        if (start, end) == place:
            return None  # nothing but these words on a line, or a mark that belongs to them
    elif new[0] in ",.":
        start = len(text[:start].rstrip())
    elif capital:
        new = new[0].upper() + new[1:]
    if (capital and not new) or (new.endswith(_SENTENCE_ENDS) and end < last):
        word = re.compile(rf"(\s*)(?:([a-z]+(?![\w-])|[A-Z]\w*)|(?=[^\w\s{SLOT}]))").match(text, end)
        if word is None:
            return None  # what must begin with a capital now can't
        if word[2]:
            new, end = new + word[1] + word[2][0].upper() + word[2][1:], word.end()
    span = prose.source_span(Span(start, end))
    old = prose.source.text[span.start : span.end]
    return Edit(span, new, fix.safe) if old.split() == text[start:end].split() and old != new else None


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the spaces between it and the next word, or where its line ends, those before it."""
    if after := re.compile(r"[ \t]+(?=\w)").match(text, end):
        return start, after.end()
    return (len(text[:start].rstrip(" \t")), end) if text[end : end + 1] in ("", "\n", "\r") else (start, end)


def _is_quoted(text: str, offset: int) -> bool:
    """True for a place inside quotation marks that opened in the same block."""
    depth = 0
    # no further than the character that a mark before the place is told by
    for mark in _QUOTES.finditer(text, text.rfind(BLOCK_BREAK, 0, offset) + 1, offset + 1):
        if mark.start() >= offset:
            break
        if mark["close"]:
            depth = max(0, depth - 1)
        elif mark["either"]:
            depth = 1 - min(depth, 1)
        else:
            depth += 1
    return depth > 0
