"""Templates that others include, put in their place for reading; findings go back to the file they stand in."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from .finding import Finding, Report
from .source import Source, Span

#: A path -> the file's text, or None where there is no such file.
Load = Callable[[str], Source | None]

_INCLUDE = re.compile(
    r"<%=?-?\s*render[\s(]+(?:partial:\s*)?['\"](?P<erb>[\w./-]+)['\"][^%\n]*%>"
    r"|\{%-?\s*(?:include|render)\s+['\"](?P<liquid>[\w./-]+)['\"][^%\n]*%\}"
    r"|\{\{>\s*(?P<hbs>[\w./-]+)[^}\n]*\}\}"
    r"|@include\(\s*['\"](?P<blade>[\w.-]+)['\"][^)\n]*\)"
    r"|<mj-include\s+path=['\"](?P<mjml>[\w./-]+)['\"]\s*/?>"
)
#: How deep includes are followed.
_DEPTH = 5


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
    for origin, start, end in _stretches(source, load, (source.path,)):
        inserts.append(Insert(length, origin, start))
        parts.append(origin.text[start:end])
        length += end - start
    return (Source(source.path, "".join(parts), source.note), tuple(inserts)) if len(inserts) > 1 else (source, ())


def _stretches(source: Source, load: Load, above: tuple[str, ...]) -> Iterator[tuple[Source, int, int]]:
    at = 0
    for tag in _INCLUDE.finditer(source.text):
        name = next(filter(None, tag.groups()))
        found = _resolve(name.replace(".", "/") if tag["blade"] else name, source.path, load)
        if found and found.path not in above and len(above) <= _DEPTH:
            yield source, at, tag.start()
            yield from _stretches(found, load, (*above, found.path))
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


def settle(report: Report, inserts: tuple[Insert, ...]) -> Report:
    """A report about an expanded text, each finding put where it stands; notes that count its lines are dropped."""

    def place(span: Span) -> tuple[Source, Span]:
        index = bisect_right(inserts, span.start, key=lambda insert: insert.start) - 1
        start, source, at = inserts[index]
        limit = inserts[index + 1].start if index + 1 < len(inserts) else span.end
        return source, Span(at + span.start - start, at + min(span.end, limit) - start)

    def settled(finding: Finding) -> Finding:
        source, span = place(finding.span)
        related = ((other, *place(other.span)) for other in finding.related)
        kept = tuple(other._replace(span=where) for other, origin, where in related if origin is source)
        return replace(finding, source=source, span=span, related=kept)

    notes = tuple(note for note in report.notes if not re.search(r":\d+: note: ", note))
    return replace(report, findings=tuple(map(settled, report.findings)), notes=notes)


def once(report: Report) -> Report:
    """A report without what was found already in a file that several others include."""
    known: dict[tuple[str, Span, str], Finding] = {}
    for finding in report.findings:
        known.setdefault((finding.source.path, finding.span, finding.rule.code), finding)
    return replace(report, findings=tuple(known.values()))
