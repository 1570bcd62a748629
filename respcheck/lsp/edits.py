"""What can be done about a finding, as new text: mend it, say it otherwise, ignore it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

from .. import addignores
from ..baselines import recheck
from ..batch import Job, check_own
from ..document import Document, Zone
from ..finding import Finding
from ..fix import mend
from ..formats import as_written
from ..linter import readings
from ..prose import Prose
from ..source import Source, Span

#: What stands where a person's reason goes.
REASON = "REASON"
_CLOSED = (Zone.SUBJECT, Zone.PREHEADER, Zone.SENDER, Zone.GREETING, Zone.QUOTED)
_OR = re.compile(r" \| (?![^{}]*\})")
_SLOT = re.compile(r"\{[^{}]*\}")
#: The key `ignore` with its list, as far as the first item; and what else can't simply be added to.
_LIST = re.compile(r"^ignore:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?=(?P<indent> *)- )", re.MULTILINE)
_NO_LIST = re.compile(r"^(?:['\"]?ignore\b|\{|\.\.\.)", re.MULTILINE)


class Replacement(NamedTuple):
    """New words for a span of a text."""

    span: Span
    text: str


def fix_all(source: Source, job: Job) -> list[Replacement]:
    """Every safe fix, until none is left."""
    return differences(source.text, mend(source, partial(recheck, job=job))[0].text)


def rewrites(source: Source, job: Job, finding: Finding) -> list[Replacement]:
    """The rule's other wordings, slots and all, each behind the sentence that the finding is in.

    None where they would not be read as they are, as in headers and encoded text.
    """
    wordings = _OR.split(finding.rule.rewrite) if finding.rule.rewrite else ()
    before = _documents(source, job) if wordings else []
    found = []
    for number, document in enumerate(before):
        for wording in wordings if (end := _end(document, finding)) else ():
            new, behind = _behind(document.prose, end, wording)
            after = _documents(Source(source.path, apply(source.text, [new])), job)
            if len(after) == len(before) and _is_read(new, behind, document.prose.text, after[number].prose.text):
                found.append(new)
    return found


def comment(source: Source, job: Job, findings: Sequence[Finding]) -> list[Replacement]:
    """A suppression of findings of one block in a comment, with `REASON` to fill in; none where the file has no place.

    See `addignores.add`.
    """
    name = as_written(source.path, job.settings.reading.dialect)
    text, _ = addignores.add(source, findings, REASON, name, partial(check_own, job=job))
    return differences(source.text, text)


def entry(config: str, relative: str, finding: Finding) -> Replacement | None:
    """An `ignore` entry for a configuration's text, with `REASON` to fill in; None where that is written otherwise.

    `relative` is the path of the finding's file from the configuration's folder.
    """
    head, *lines = addignores.entries([finding], lambda _: relative, REASON)
    if found := _LIST.search(config):
        text = "".join(f"{found['indent']}{line[2:]}\n" for line in lines)
        return Replacement(Span(found.end(), found.end()), text)
    if _NO_LIST.search(config):
        return None
    text = "".join(f"{line}\n" for line in ("" if config.strip() else None, head, *lines) if line is not None)
    return Replacement(Span(len(config), len(config)), text)


def apply(text: str, replacements: Iterable[Replacement]) -> str:
    """A text with replacements that don't overlap."""
    for span, new in sorted(replacements, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


def differences(before: str, after: str) -> list[Replacement]:
    """The replacements that make one text of another: of lines, without what these have in common at their ends."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        _trimmed(starts[start], "".join(old[start:end]), "".join(new[first:last]))
        for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def _trimmed(start: int, old: str, new: str) -> Replacement:
    short = min(len(old), len(new))
    lead = next((n for n in range(short) if old[n] != new[n]), short)
    tail = next((n for n in range(short - lead) if old[-1 - n] != new[-1 - n]), short - lead)
    return Replacement(Span(start + lead, start + len(old) - tail), new[lead : len(new) - tail])


def _documents(source: Source, job: Job) -> list[Document]:
    return [reading.document for reading in readings(source, job.ruleset, job.settings)]


def _end(document: Document, finding: Finding) -> int:
    """Where the sentence of a finding ends in the prose; 0 where nothing is to be said behind it."""
    for sentence in document.sentences:
        span = document.prose.source_span(sentence.span)
        if span.start <= finding.span.start < span.end and sentence.zone not in _CLOSED:
            return sentence.span.end
    return 0


def _behind(prose: Prose, end: int, wording: str) -> tuple[Replacement, int]:
    """A wording behind a sentence, and behind what of the prose that is.

    A wording that begins with `...` goes on with the sentence, before its mark.
    """
    goes_on = wording.startswith("...")
    text = wording.removeprefix("...").rstrip(".") if goes_on else f" {wording}"
    last = len(prose.text[:end].rstrip(".!?")) if goes_on else end
    at = prose.source_span(Span(last - 1, last)).end
    return Replacement(Span(at, at), text), last


def _is_read(new: Replacement, behind: int, before: str, after: str) -> bool:
    """True when the prose has the new words, and all that it had."""
    rest = before[behind:]
    middle = after[behind : len(after) - len(rest)]
    is_whole = after.startswith(before[:behind]) and after.endswith(rest)
    return is_whole and all(part.strip() in middle for part in _SLOT.split(new.text))
