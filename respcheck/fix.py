"""Fixes: the words that a rule replaces, as edits of exact stretches of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from .document import Document, Zone
from .finding import Edit, Finding, Report
from .formats import outline
from .options import Options
from .prose import BLOCK_BREAK, SLOT
from .rule import Fix, Rule
from .signal import Evidence
from .source import Source, Span

#: An edit can uncover another (`Dear ,` -> `Dear,` -> `Hello,`), but not endlessly.
_MOST_ROUNDS = 50
#: How often a file is read again to tell which of its edits are sound.
_MOST_READINGS = 16
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
        wanted = {f.edit: f for f in reversed(report.open) if f.edit and (f.edit.safe or unsafe)}
        if not wanted:
            break
        taken = _apart(wanted)
        mended += (wanted[edit] for edit in taken)
        source = Source(source.path, apply(source.text, taken), source.note)
        report = check(source)
    return source, report, tuple(mended)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits applied that don't overlap."""
    pieces: list[str] = []
    at = 0
    for (start, end), replacement, _ in sorted(edits):
        pieces += text[at:start], replacement
        at = end
    return "".join((*pieces, text[at:]))


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order; of those that overlap, the first."""
    taken: list[Edit] = []
    free = 0
    for edit in sorted(edits):
        if edit.span.start >= free:
            taken.append(edit)
            free = edit.span.end
    return taken


def without_unsound(findings: Sequence[Finding], source: Source, options: Options) -> list[Finding]:
    """A file's findings, without the edits that would change more of it than the words they are about.

    Such as one that ends a string of the file, or makes a list item of a paragraph, or changes what is a key.
    """
    left = {finding.edit for finding in findings if finding.edit}
    judge = _Judge(source, options) if left else None
    sound: set[Edit] = set()
    while judge and left:
        apart = _apart(left)
        sound |= judge.sound(apart)
        left.difference_update(apart)
    return [f if f.edit is None or f.edit in sound else replace(f, edit=None) for f in findings]


class _Judge:
    """Tells which edits leave the rest of a file as it is, by reading it again, a limited number of times."""

    def __init__(self, source: Source, options: Options) -> None:
        self._source, self._options, self._left = source, options, _MOST_READINGS
        self._before = outline(source, options)

    def sound(self, edits: list[Edit]) -> set[Edit]:
        """Those of some edits that don't overlap: all together where they are, else halves of them."""
        if not edits or not self._left:
            return set()
        self._left -= 1
        if self._fits(edits):
            return set(edits)
        half = len(edits) // 2
        return self.sound(edits[:half]) | self.sound(edits[half:]) if half else set()

    def _fits(self, edits: list[Edit]) -> bool:
        text = self._source.text
        after = outline(Source(self._source.path, apply(text, edits)), self._options)
        if [name for name, _ in self._before] != [name for name, _ in after]:
            return False
        changed = [(old, new) for (_, old), (_, new) in zip(self._before, after, strict=True) if old != new]
        wrong = Counter("".join(old for old, _ in changed))
        for edit in edits:
            wrong.subtract(text[slice(*edit.span)])
            wrong.update(edit.replacement)
        wrong.subtract("".join(new for _, new in changed))
        return not any(count for character, count in wrong.items() if not character.isspace())


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
