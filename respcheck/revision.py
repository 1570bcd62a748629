"""What has changed since a git revision: findings elsewhere are left out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from .errors import RespcheckError
from .finding import Finding, Report
from .source import Source, decode

_LINE_END = re.compile(r"\r\n|\n|\r")
#: First and last changed line, 1-based; where lines are only missing, the last is the one above them.
Lines = tuple[int, int]


def since(report: Report, ref: str) -> Report:
    """Only the findings in blocks that were changed since `ref` (since the commit where this branch left it).

    Rules that weigh the message as a whole count wherever anything in the message has changed. Raises RespcheckError
    outside a repository, and for a revision that git does not know.
    """
    changes = _Changes.since(ref)
    sources = {finding.source.path: finding.source for finding in report.findings}
    changed = {path: changes.lines(source) for path, source in sources.items()}
    kept = (finding for finding in report.findings if _is_touched(finding, changed[finding.source.path]))
    return replace(report, findings=tuple(kept))


def _is_touched(finding: Finding, changed: Sequence[Lines]) -> bool:
    place = finding.block
    if finding.rule.weighs_message:
        if not finding.extent:
            return bool(changed)
        place = finding.extent
    first, last = (finding.source.position(offset)[0] for offset in place)
    return any(first <= end and last >= start for start, end in changed)


@dataclass(frozen=True, slots=True)
class _Changes:
    """A repository's state against one commit: which files were known then, under which name."""

    root: str
    commit: str
    old_names: dict[str, str]

    @classmethod
    def since(cls, ref: str) -> _Changes:
        root = _git(".", "rev-parse", "--show-toplevel")
        if root is None:
            raise RespcheckError("--diff-base needs git, and files in a git repository")
        top = root.decode(errors="surrogateescape").rstrip("\n")
        known = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if known is None:
            raise RespcheckError(f"--diff-base: git knows no revision {ref!r} here; in CI, fetch it first")
        commit = known.decode().strip()
        base = _git(top, "merge-base", commit, "HEAD")
        commit = base.decode().strip() if base else commit
        # a shallow clone has no common ancestor: then it is the revision itself
        listed = _git(
            top, "diff", "--name-status", "--no-relative", "--no-ext-diff", "-z", "-M", "--diff-filter=R", commit
        )
        fields = (listed or b"").decode(errors="surrogateescape").split("\0")
        return cls(top, commit, dict(zip(fields[2::3], fields[1::3], strict=False)))

    def lines(self, source: Source) -> list[Lines]:
        """The changed lines of a text, by what its file held then; all of a file that was not there."""
        name = os.path.relpath(os.path.realpath(source.path), os.path.realpath(self.root)).replace(os.sep, "/")
        old = _git(self.root, "show", "--no-textconv", f"{self.commit}:{self.old_names.get(name, name)}")
        new = _LINE_END.split(source.text)
        if old is None:
            return [(1, len(new))]
        before = _LINE_END.split(decode(old, name).text)
        steps = SequenceMatcher(None, before, new, autojunk=False).get_opcodes()
        return [(start + 1, end) for what, _, _, start, end in steps if what != "equal"]


def _git(folder: str, *args: str) -> bytes | None:
    """What git prints; None when it fails, or is not there."""
    try:
        done = subprocess.run(["git", "-C", folder, *args], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
