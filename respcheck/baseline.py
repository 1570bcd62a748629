"""A baseline: findings that are known and accepted for now, so that only new ones are reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from .errors import RespcheckError, counted
from .finding import Finding, Report, Suppression

#: What `respcheck baseline` writes unless told otherwise.
FILE_NAME = ".respcheck-baseline.json"
_VERSION = 1
_LONGEST = 70  # characters of an excerpt


class Entry(NamedTuple):
    """So many equal findings in one file.

    `path` is relative to the baseline's folder, with slashes; `fingerprint` that of the first of the findings, the
    same wherever they stand. `text` is an excerpt, or empty.
    """

    path: str
    code: str
    fingerprint: str
    times: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Entries in order of path, code and fingerprint; `path` is the file that they were read from."""

    path: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run looked at: its files (by the baseline's names for them), each with the codes of its rules.

    `name` gives a path's name in the baseline, `exists` says whether there is still a file of such a name. `others`
    are files in which something was found although they are none of the run's: others include them.
    """

    codes: Mapping[str, frozenset[str]]
    name: Callable[[str], str]
    exists: Callable[[str], bool]
    others: frozenset[str] = frozenset()

    def judges(self, entry: Entry) -> bool:
        """True when the run would have met the entry's findings, if they were still there."""
        if entry.path in self.codes:
            return entry.code in self.codes[entry.path]
        return self.frees(entry) and any(entry.code in codes for codes in self.codes.values())

    def frees(self, entry: Entry) -> bool:
        """True when what is left of an entry may have moved elsewhere."""
        return entry.path in self.codes or not self.exists(entry.path)

    def counts(self, finding: Finding) -> bool:
        """True for a finding that the baseline may hold: in one of its files, open, and not about suppressions."""
        is_held = not finding.suppressed and not finding.rule.flag.suppression
        name = self.name(finding.source.path)
        return is_held and (name in self.codes or name in self.others)


def apply(report: Report, baseline: Baseline, run: Coverage) -> tuple[Report, tuple[Entry, ...]]:
    """Mark the findings that the baseline knows as suppressed; give the stale entries too, with what is left of them.

    Each entry is first used in its own file; what is left there, or was in a file that is gone, then goes to equal
    findings elsewhere: they were moved. One more copy than the baseline knows is a new finding.
    """
    left = Counter({(entry.path, entry.fingerprint): entry.times for entry in baseline.entries})
    known: list[Finding] = []
    taken: list[bool] = []
    for finding in report.findings:
        key = (run.name(finding.source.path), _key(finding))
        taken.append(run.counts(finding) and left[key] > 0)
        left[key] -= taken[-1]
    spare: dict[str, list[tuple[str, str]]] = {}
    for entry in baseline.entries:
        if run.frees(entry):
            place = (entry.path, entry.fingerprint)
            spare.setdefault(entry.fingerprint, []).extend([place] * left[place])
    for finding, is_known in zip(report.findings, taken, strict=True):
        if not is_known and run.counts(finding) and (places := spare.get(_key(finding))):
            left[places.pop(0)] -= 1
            is_known = True
        known.append(replace(finding, suppressed=_cause(baseline)) if is_known else finding)
    stale = (
        entry._replace(times=left[entry.path, entry.fingerprint]) for entry in baseline.entries if run.judges(entry)
    )
    return replace(report, findings=tuple(known)), tuple(entry for entry in stale if entry.times)


def renew(report: Report, baseline: Baseline, run: Coverage, grow: bool, with_text: bool) -> Baseline:
    """The baseline for an applied report: without what is stale, and with the open findings if it may `grow`.

    Entries that the run could not judge stay. `with_text` adds excerpts; those that are there stay.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    texts = {entry.fingerprint: entry.text for entry in baseline.entries if entry.text}
    for finding in report.findings:
        if finding.suppressed == _cause(baseline) or (grow and run.counts(finding)):
            key = _key(finding)
            counts[run.name(finding.source.path), finding.rule.code, key] += 1
            if with_text:
                texts[key] = _excerpt(finding.text)
    for entry in baseline.entries:
        if not run.judges(entry):
            counts[entry[:3]] = max(entry.times, counts[entry[:3]])
    entries = (Entry(*key, count, texts.get(key[2], "")) for key, count in counts.items())
    return Baseline(baseline.path, tuple(sorted(entries)))


def parse(text: str, path: str) -> Baseline:
    """A baseline file's text. Raises RespcheckError for one that is not as `render` writes it."""
    try:
        data = json.loads(text)
    except ValueError as error:
        line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
        raise RespcheckError("not valid JSON; restore the file, or write it anew", path, line, column) from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != _VERSION:
        raise RespcheckError(f"no baseline of version {_VERSION}; write it anew with `respcheck baseline write`", path)
    try:
        return Baseline(path, tuple(sorted(_entry(raw) for raw in data["findings"])))
    except (KeyError, TypeError, ValueError):
        remedy = "restore the file, or write it anew"
        raise RespcheckError(f"an entry lacks its path, code, fingerprint or times; {remedy}", path) from None


def render(baseline: Baseline) -> str:
    """A baseline as a file's text: JSON with an entry a line, so that changes to it can be read."""
    lines = (json.dumps(_plain(entry), ensure_ascii=False) for entry in baseline.entries)
    listed = ",\n".join(f"  {line}" for line in lines)
    return f'{{\n "version": {_VERSION},\n "findings": [\n{listed}\n ]\n}}\n'


def summary(entries: Iterable[Entry]) -> str:
    """`3 findings in 2 files`, for messages."""
    entries = list(entries)
    count, files = sum(entry.times for entry in entries), len({entry.path for entry in entries})
    return f"{counted(count, 'finding')} in {counted(files, 'file')}"


def _entry(raw: dict[str, object]) -> Entry:
    path, code, fingerprint, times = raw["path"], raw["code"], raw["fingerprint"], raw["times"]
    text = raw.get("text", "")
    if not all(isinstance(value, str) for value in (path, code, fingerprint, text)):
        raise TypeError
    if not isinstance(times, int) or isinstance(times, bool) or times < 1:
        raise ValueError
    return Entry(str(path), str(code), str(fingerprint), times, str(text))


def _plain(entry: Entry) -> dict[str, object]:
    return {key: value for key, value in entry._asdict().items() if value != ""}


def _cause(baseline: Baseline) -> Suppression:
    return Suppression("baseline", "", baseline.path)


def _key(finding: Finding) -> str:
    return replace(finding, copy=0).fingerprint


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3].rstrip() + "..."
