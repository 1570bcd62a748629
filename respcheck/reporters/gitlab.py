"""GitLab's code quality report: what a merge request shows beside the changed lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from ..finding import Finding, Report
from ..rule import Severity
from .jsontext import dump
from .place import region, repository_path
from .view import View

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def lines(report: Report, view: View) -> Iterator[str]:
    yield dump([_issue(finding) for finding in report.open], indent=1)


def _issue(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    path = repository_path(finding.source.path)
    place = region(finding.source, finding.span)
    return {
        "type": "issue",
        "check_name": rule.code,
        "description": f"{finding.message} [{rule.name}]{finding.whereabouts}",
        "content": {"body": rule.help},
        "categories": ["Clarity"],
        "severity": _SEVERITIES[rule.severity],
        # ours is the same for the same sentence in another file, and GitLab drops what it has seen
        "fingerprint": hashlib.sha256(f"{path}\0{finding.fingerprint}".encode("utf-8", "replace")).hexdigest()[:32],
        "location": {"path": path, "lines": {"begin": place.line, "end": place.end_line}},
    }
