"""Templates that others include, put in their place for reading; findings go back to the file they stand in."""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from .finding import Finding, Related, Report, numbered
from .formats import read
from .formats.template import scan
from .linter import doubts, in_order, suppressed
from .ruleset import Ruleset
from .settings import Settings
from .source import Source, Span

#: An absolute path -> the text of the file, or None where there is none that may be read.
Load = Callable[[str], Source | None]

_NAME = r"['\"](?P<{}>[\w./-]+)['\"]"
_PATTERNS = {
    "erb": rf"<%=?-?\s*render[\s(]+(?:(?:partial|template):\s*)?{_NAME}[^%\n]*%>",
    "haml": rf"^[ \t]*==?\s*render[\s(]+(?:partial:\s*)?{_NAME}[^\n]*$",
    "ejs": rf"<%[-=]\s*include\(\s*{_NAME}[^%\n]*%>",
    "liquid": rf"\{{%-?\s*(?:include|render)\s+{_NAME}[^%\n]*%\}}",
    "twig": rf"\{{\{{-?\s*include\(\s*{_NAME}[^\n}}]*\}}\}}",
    "hbs": r"\{\{>\s*['\"]?(?P<{}>[\w./-]+)['\"]?[^}\n]*\}\}",
    "blade": r"@include(?:If)?\(\s*['\"](?P<{}>[\w.-]+)['\"][^)\n]*\)",
    "go": rf"\{{\{{-?\s*template\s+{_NAME}[^}}\n]*\}}\}}",
    "mjml": rf"<mj-include\s+path={_NAME}(?<!\.css.)\s*/?>",
    "freemarker": rf"<#include\s+{_NAME}[^>\n]*>",
    "mako": rf"<%include\s+file={_NAME}[^>\n]*/>",
    "smarty": rf"\{{include\s+file={_NAME}[^}}\n]*\}}",
}
_INCLUDE = re.compile("|".join(p.replace("{}", name) for name, p in _PATTERNS.items()), re.MULTILINE)
#: How deep includes are followed, how many of them, and up to how many characters.
_DEPTH, _MOST, _LONGEST = 5, 500, 1_000_000
#: A file that need not be there. (In Go, what a name stands for may be defined elsewhere.)
_OPTIONAL = re.compile(r"ignore missing|includeIf")
_HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INCLUDES = "includes "  # how a note about one that is not there begins


class Insert(NamedTuple):
    """A stretch of an expanded text, from `start` on: what `source` has from `at` on."""

    start: int
    source: Source
    at: int


class Expanded(NamedTuple):
    """A template with those that it includes in their places; `inserts` are empty where it is as it was."""

    source: Source
    inserts: tuple[Insert, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, span: Span) -> tuple[Source, Span]:
        """The file that a span of the text was taken from, and the span there; cut where that file's text ends."""
        if not self.inserts:
            return self.source, span
        index = bisect_right(self.inserts, span.start, key=lambda insert: insert.start) - 1
        start, source, at = self.inserts[index]
        limit = self.inserts[index + 1].start if index + 1 < len(self.inserts) else span.end
        return source, Span(at + span.start - start, at + min(span.end, limit) - start)


def expand(source: Source, load: Load) -> Expanded:
    """A template with those that it includes in place of the tags that include them; others stay as they are.

    Those that are nowhere to be found are noted. What includes itself is left out without a word.
    """
    parts: list[str] = []
    inserts: list[Insert] = []
    notes: dict[str, str] = {}
    length = 0
    for origin, start, end in _Follower(load, notes).stretches(source, (source.path,)):
        inserts.append(Insert(length, origin, start))
        parts.append(origin.text[start:end])
        length += end - start
    if len(inserts) == 1:
        return Expanded(source, (), tuple(notes.values()))
    return Expanded(Source(source.path, "".join(parts), source.note), tuple(inserts), tuple(notes.values()))


class _Follower:
    """Follows the includes of one message, as far as there are not too many; `notes` are told once each."""

    def __init__(self, load: Load, notes: dict[str, str]) -> None:
        self._load, self._notes, self._left, self._room = load, notes, _MOST, _LONGEST

    def stretches(self, source: Source, above: tuple[str, ...]) -> Iterator[tuple[Source, int, int]]:
        """What an expanded text consists of, in order: stretches of the texts that it is put together from."""
        at = 0
        for tag in _tags(source.text):
            name = next(filter(None, tag.groups()))
            if len(above) > _DEPTH or not self._left or self._room < 0:
                self._note(source, tag, "includes are followed so far and no further: too many, or too deep")
                break
            self._left -= 1
            found = _resolve(name.replace(".", "/") if tag["blade"] else name, source.path, self._load)
            if found is None and not (tag["go"] or _OPTIONAL.search(tag[0])):
                self._note(source, tag, f"{_INCLUDES}'{name}', which is not in this project: read without it")
            elif found and found.path not in above:
                self._room -= len(found.text)
                yield source, at, tag.start()
                yield from self.stretches(found, (*above, found.path))
                at = tag.end()
        yield source, at, len(source.text)

    def _note(self, source: Source, tag: re.Match[str], what: str) -> None:
        self._notes.setdefault(what, f"{source.path}:{source.position(tag.start())[0]}: note: {what}")


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags that include something, but for those in comments."""
    found = list(_INCLUDE.finditer(text))
    if not found:
        return
    hidden = [(tag.start, tag.end) for tag in scan(text)]  # these tags as well, but they begin where they are found
    hidden = sorted((*hidden, *(comment.span() for comment in _HTML_COMMENT.finditer(text))))
    reach = list(accumulate((end for _, end in hidden), max))
    for tag in found:
        before = bisect_left(hidden, (tag.start(),))
        if not before or reach[before - 1] <= tag.start():
            yield tag


def _resolve(name: str, path: str, load: Load) -> Source | None:
    """The file that a name means, looked for from the including file's folder upward, with its endings and a `_`."""
    folder, base = os.path.split(os.path.abspath(path))
    endings = base[base.index(".") :] if "." in base else ""
    inside, stem = os.path.split(name.lstrip("/"))
    while True:
        for candidate in (stem, stem + endings, f"_{stem}{endings}"):
            if found := load(os.path.normpath(os.path.join(folder, inside, candidate))):
                return found
        if os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)


def settle(report: Report, expanded: Expanded, held: Mapping[str, tuple[Ruleset, Settings]]) -> Report:
    """A report about an expanded text, each finding put where it stands, the including file's first.

    `held` are the rules and settings of each of its files: what these turn off, and what the comments in a file
    suppress, holds for the findings in that file, whoever includes it. Findings about the comments of included
    files are dropped: what these suppress shows when the files are read themselves.
    """
    by_file: dict[str, list[Finding]] = {expanded.source.path: []}
    for finding in report.findings:
        placed = _settled(finding, expanded)
        by_file.setdefault(placed.source.path, []).append(placed)
    sources = {insert.source.path: insert.source for insert in expanded.inserts}
    findings: list[Finding] = []
    notes = [note for note in report.notes if not re.search(r":\d+: note: ", note)]  # these count the expanded lines
    for path, group in by_file.items():
        ruleset, settings = held[path]
        rules = {rule.code: rule for rule in ruleset.rules}
        each = {_identity(f): replace(f, rule=rules[f.rule.code]) for f in group if f.rule.code in rules}
        group = list(each.values())
        for prose in read(sources[path], settings.reading):
            group = suppressed(group, prose, ruleset, settings)
            if path == expanded.source.path:
                notes += doubts(prose)
        if path != expanded.source.path:
            group = [f for f in group if not f.rule.flag.suppression]
        findings += numbered(in_order(f for f in group if f.suppressed or f.confidence >= settings.min_confidence))
    return replace(report, findings=tuple(findings), notes=(*notes, *expanded.notes))


def _settled(finding: Finding, expanded: Expanded) -> Finding:
    source, span = expanded.place(finding.span)
    edit = finding.edit
    if edit:
        origin, where = expanded.place(edit.span)
        is_whole = origin is source and where.end - where.start == edit.span.end - edit.span.start
        edit = edit._replace(span=where) if is_whole else None
    block_source, block = expanded.place(finding.block)
    return replace(
        finding,
        source=source,
        span=span,
        block=block if block_source is source else span,
        related=tuple(_related(other, source, expanded) for other in finding.related),
        edit=edit,
    )


def _related(other: Related, here: Source, expanded: Expanded) -> Related:
    if other.source:  # the customer's message
        return other
    source, span = expanded.place(other.span)
    return other._replace(span=span, source=None if source is here else source)


def _identity(finding: Finding) -> tuple[str, Span, str, str]:
    """The same for a finding that several includers lead to."""
    message = finding.message.removesuffix(f" (when {finding.when})")
    return finding.source.path, finding.span, finding.rule.code, message


def once(reports: Iterable[Report]) -> Iterator[Report]:
    """Reports without what an earlier one said already, of a file that several others include or lack."""
    known: set[tuple[str, Span, str, str]] = set()
    copies: Counter[tuple[str, ...]] = Counter()
    missing: set[str] = set()
    for report in reports:
        findings, notes = [], []
        for finding in report.findings:
            if (key := _identity(finding)) not in known:
                known.add(key)
                findings.append(finding)
        for note in report.notes:
            what = note.partition(": note: ")[2]
            if not what.startswith(_INCLUDES) or what not in missing:
                notes.append(note)
            missing.add(what)
        yield replace(report, findings=tuple(numbered(findings, copies)), notes=tuple(notes))
