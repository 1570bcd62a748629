"""Templates that others include, put in their place for reading; findings go back to the file they stand in."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from .finding import Finding, Related, Report
from .linter import numbered
from .prose import ADDRESS
from .source import Source, Span

#: A path -> the file's text, or None where there is no such file.
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
#: How deep includes are followed, and how many of them.
_DEPTH, _MOST = 5, 500


class Insert(NamedTuple):
    """A stretch of an expanded text, from `start` on: what `source` has from `at` on."""

    start: int
    source: Source
    at: int


def expand(source: Source, load: Load) -> tuple[Source, tuple[Insert, ...]]:
    """A template with those that it includes in place of the tags that include them; others stay as they are."""
    parts: list[str] = []
    inserts: list[Insert] = []
    length = 0
    for origin, start, end in _stretches(source, load, (source.path,), iter(range(_MOST))):
        inserts.append(Insert(length, origin, start))
        parts.append(origin.text[start:end])
        length += end - start
    return (Source(source.path, "".join(parts), source.note), tuple(inserts)) if len(inserts) > 1 else (source, ())


def _stretches(
    source: Source, load: Load, above: tuple[str, ...], budget: Iterator[int]
) -> Iterator[tuple[Source, int, int]]:
    at = 0
    for tag in _INCLUDE.finditer(source.text):
        name = next(filter(None, tag.groups()))
        found = _resolve(name.replace(".", "/") if tag["blade"] else name, source.path, load)
        if found and found.path not in above and len(above) <= _DEPTH and next(budget, None) is not None:
            yield source, at, tag.start()
            yield from _stretches(found, load, (*above, found.path), budget)
            at = tag.end()
    yield source, at, len(source.text)


def _resolve(name: str, path: str, load: Load) -> Source | None:
    """The file that a name means, looked for from the including file's folder upward, with its endings and a `_`."""
    folder, base = os.path.split(path)
    endings = base[base.index(".") :] if "." in base else ""
    inside, stem = os.path.split(name)
    while True:
        for candidate in (stem, stem + endings, f"_{stem}{endings}"):
            if found := load(os.path.normpath(os.path.join(folder, inside, candidate))):
                return found
        if not folder:
            return None
        folder = os.path.dirname(folder) if os.path.dirname(folder) != folder else ""


def settle(report: Report, expanded: Source, inserts: tuple[Insert, ...]) -> Report:
    """A report about an expanded text, each finding put where it stands, the including file's first.

    Notes that count the expanded text's lines are dropped, and findings about comments in included files: what these
    suppress shows when the files are read themselves.
    """
    own = inserts[0].source
    placed = [_settled(finding, expanded, inserts) for finding in report.findings]
    kept = [f for f in placed if f.source is own or not f.rule.flag.suppression]
    by_file: dict[str, list[Finding]] = {own.path: []}
    for finding in kept:
        by_file.setdefault(finding.source.path, []).append(finding)
    findings = (finding for group in by_file.values() for finding in numbered(group))
    notes = tuple(note for note in report.notes if not re.search(r":\d+: note: ", note))
    return replace(report, findings=tuple(findings), notes=notes)


def _settled(finding: Finding, expanded: Source, inserts: tuple[Insert, ...]) -> Finding:
    def place(span: Span) -> tuple[Source, Span]:
        index = bisect_right(inserts, span.start, key=lambda insert: insert.start) - 1
        start, source, at = inserts[index]
        limit = inserts[index + 1].start if index + 1 < len(inserts) else span.end
        return source, Span(at + span.start - start, at + min(span.end, limit) - start)

    source, span = place(finding.span)
    edit = finding.edit
    if edit:
        origin, where = place(edit.span)
        is_whole = origin is source and where.end - where.start == edit.span.end - edit.span.start
        edit = edit._replace(span=where) if is_whole else None
    block_source, block = place(finding.block)
    suppressed = finding.suppressed
    if suppressed and suppressed.how == "comment":
        # a comment's place is a line of the expanded text: the comment on it is looked for
        line = int(suppressed.place.rpartition(":")[2])
        comments = (found.start() for found in re.finditer(ADDRESS, expanded.text))
        at = next((at for at in comments if expanded.position(at)[0] >= line), 0)
        origin, where = place(Span(at, at))
        suppressed = suppressed._replace(place=f"{origin.path}:{origin.position(where.start)[0]}")
    return replace(
        finding,
        source=source,
        span=span,
        block=block if block_source is source else span,
        related=tuple(_related(other, source, place) for other in finding.related),
        edit=edit,
        suppressed=suppressed,
    )


def _related(other: Related, here: Source, place: Callable[[Span], tuple[Source, Span]]) -> Related:
    if other.source:  # the customer's message
        return other
    source, span = place(other.span)
    return other._replace(span=span, source=None if source is here else source)


def once(reports: Iterable[Report]) -> Iterator[Report]:
    """Reports without what an earlier one found already, in a file that several others include."""
    known: set[tuple[str, Span, str]] = set()
    for report in reports:
        keys = [(f.source.path, f.span, f.rule.code) for f in report.findings]
        new = tuple(f for f, key in zip(report.findings, keys, strict=True) if key not in known)
        known.update(keys)
        yield replace(report, findings=new) if len(new) < len(keys) else report
