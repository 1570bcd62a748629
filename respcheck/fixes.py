"""Fixes as changes of files: written, or shown as a patch."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import partial
from typing import NamedTuple

from . import files
from .baselines import recheck
from .batch import Job
from .errors import RespcheckError, counted
from .finding import Report
from .fix import mend
from .source import Source, decode, encode


class Change(NamedTuple):
    """A file's text before and after its fixes, and how many they are."""

    before: Source
    after: Source
    places: int


def changes(report: Report, jobs: Sequence[Job], unsafe: bool) -> list[Change]:
    """The files that fixes change, of those in a report."""
    sources = {f.source.path: f.source for f in report.open if f.edit and (f.edit.safe or unsafe)}
    found = []
    for job in jobs:
        if source := sources.get(job.path):
            after, _, mended = mend(source, partial(recheck, job=job), unsafe)
            if after.text != source.text:
                found.append(Change(source, after, len(mended)))
    return found


def write(found: Sequence[Change]) -> None:
    """Write the files, each whole or not at all; none where one of them can't be written as it was."""
    ready = [(change.before.path, _encoded(change)) for change in found]
    for path, data in ready:
        files.write(path, data)


def _encoded(change: Change) -> bytes:
    path, data = change.before.path, files.read(change.before.path)
    if decode(data, path).text != change.before.text:
        raise RespcheckError("not fixed: it changed while it was being read", path)
    try:
        if encode(change.before.text, data) == data:
            return encode(change.after.text, data)
    except UnicodeError:
        pass
    raise RespcheckError("not fixed: it has bytes that are no text; save it as UTF-8", path)


def diff(found: Sequence[Change]) -> Iterator[str]:
    """The changes as a unified diff, without the lines' ends."""
    for before, after, _ in found:
        old, new = (io.StringIO(source.text, newline="\n").readlines() for source in (before, after))
        for line in unified_diff(old, new, before.path, before.path):
            yield line.removesuffix("\n")
            if not line.endswith("\n"):
                yield "\\ No newline at end of file"


def told(found: Sequence[Change], verb: str) -> str:
    """`fixed 3 places in 2 files`."""
    return f"{verb} {counted(sum(change.places for change in found), 'place')} in {counted(len(found), 'file')}"
