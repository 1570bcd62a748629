"""Workflow commands that GitHub Actions turns into annotations: the worst first, and how many it will not show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..finding import Finding, Report
from ..rule import Severity
from .concise import line
from .place import region, repository_path
from .view import View

#: GitHub shows ten annotations of a kind for a step, and drops the others without a word; one notice is ours.
_SHOWN = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.NOTE: 9}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def lines(report: Report, view: View) -> Iterator[str]:
    worst = sorted(report.open, key=lambda f: (-f.rule.severity, -f.confidence))
    shown: list[Finding] = []
    hidden: list[Finding] = []
    for severity, group in groupby(worst, key=lambda f: f.rule.severity):
        findings = list(group)
        shown += findings[: _SHOWN[severity]]
        hidden += findings[_SHOWN[severity] :]
    yield from map(_annotation, shown)
    if hidden:
        title = f"{len(hidden)} more findings, which GitHub does not show beside the text"
        yield f"::group::{title}"
        yield from (_inert(line(finding)) for finding in hidden)
        yield "::endgroup::"
        yield command("notice", {"title": "respcheck"}, f"{title}: they are in this step's log")


def command(name: str, properties: dict[str, str | int], message: str) -> str:
    """A workflow command, escaped as the runner undoes it."""
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _annotation(finding: Finding) -> str:
    place = region(finding.source, finding.span)
    rule = finding.rule
    properties: dict[str, str | int] = {
        "title": f"{rule.code} {rule.name}",
        "file": repository_path(finding.source.path),
        "line": place.line,
        "endLine": place.end_line,
    }
    if place.line == place.end_line:  # GitHub refuses columns of more than one line
        properties |= {"col": place.column, "endColumn": place.end_column}
    rewrite = f"\nSay instead: {rule.rewrite}" if rule.rewrite else ""
    return command(
        _COMMANDS[rule.severity], properties, f"{finding.message}{finding.whereabouts}\n{rule.help}{rewrite}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _inert(text: str) -> str:
    """A line of the log that holds no command, whatever a message or a file's name says."""
    return "- " + text.replace("##[", "# #[")
