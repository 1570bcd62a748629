"""`respcheck check --add-ignores`: a suppression for every finding, written into its file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ..errors import RespcheckError
from .common import echo, tell

if TYPE_CHECKING:
    from ..batch import Job
    from ..finding import Finding, Report
    from ..project import Project


def add_ignores(report: Report, jobs: Iterable[Job], project: Project, reason: str, from_stdin: bool) -> int:
    """Suppress every open finding in its own file; print what the configuration must take. Gives the exit code."""
    from .. import addignores, files
    from ..batch import check_own
    from ..formats import as_written
    from ..source import encode

    reason = reason.strip()
    if from_stdin:
        raise RespcheckError("--add-ignores writes into files: standard input has none")
    if not reason or addignores.UNFIT.search(reason):
        raise RespcheckError("--add-ignores needs a reason: words on one line, without the marks of comments")
    if report.errors:
        tell(report.errors)
        return 2
    by_path = {job.path: job for job in jobs}
    left: list[Finding] = []
    findings = [finding for finding in report.open if not finding.rule.flag.suppression]
    findings.sort(key=lambda finding: finding.source.path)  # an included file's may stand apart
    touched = 0
    for path, group in groupby(findings, key=lambda finding: finding.source.path):
        here, job = list(group), by_path.get(path)
        source, data = here[0].source, files.read(path)
        # an included file that was not named, changed meanwhile, or is no text that comes back whole
        if job is None or encode(source.text, data) != data:
            left += here
            continue
        recheck = partial(check_own, job=job)
        text, without = addignores.add(source, here, reason, as_written(path, job.settings.reading.dialect), recheck)
        left += without
        if text != source.text:
            files.write(path, encode(text, data))
            touched += 1
    done = len(findings) - len(left)
    tell([f"findings suppressed: {done}, in files: {touched}"])
    if left:
        tell([f"without a comment that stays hidden: {len(left)}; for .respcheck.yml:"])
        echo(addignores.entries(left, project.relative, reason))
    return int(bool(left))
