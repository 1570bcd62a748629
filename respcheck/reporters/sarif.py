"""SARIF 2.1.0, for code scanning; columns count characters (`columnKind` says so), ends are exclusive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from .. import HOME, __version__
from ..finding import Edit, Finding, Report
from ..rule import Rule, Severity
from ..source import Source, Span
from .jsontext import dump
from .place import region, repository, repository_path
from .view import View

_TOP = "%SRCROOT%"  # what viewers call the top of the checkout
_IMPORTANCE = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def lines(report: Report, view: View) -> Iterator[str]:
    rules = sorted({finding.rule.code: finding.rule for finding in report.findings}.values(), key=lambda r: r.code)
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    notifications = [
        {"level": level, "message": {"text": text}}
        for level, texts in (("error", report.errors), ("note", report.notes))
        for text in texts
    ]
    run = {
        "tool": {
            "driver": {
                "name": "respcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [
            {"executionSuccessful": not report.errors, "toolExecutionNotifications": notifications},
        ],
        "versionControlProvenance": _provenance(),
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers[finding.rule.code]) for finding in report.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield dump(log, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    parts = [rule.help, rule.why]
    if rule.rewrite:
        parts.insert(1, f"Say instead: {rule.rewrite}")
    if rule.source:
        parts.append(f"Source: {rule.source}")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.help},
        "fullDescription": {"text": rule.why or rule.help},
        "help": {"text": "\n\n".join(parts)},
        "defaultConfiguration": {"level": rule.severity.word},
        "properties": {"tags": [rule.family], "problem.severity": _IMPORTANCE[rule.severity]},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": number,
        "level": finding.rule.severity.word,
        "message": {"text": finding.message},
        "locations": [{**_location(finding.source, finding.span), **_logical(finding)}],
        "relatedLocations": [
            {
                "id": number,
                **_location(related.source or finding.source, related.span),
                "message": {"text": related.message},
            }
            for number, related in enumerate(finding.related)
        ],
        "suppressions": [
            {"kind": "inSource" if why.how == "comment" else "external", "justification": str(why)}
            for why in (finding.suppressed,)
            if why
        ],
        "fixes": [_fix(finding.source, edit) for edit in (finding.edit,) if edit],
        "partialFingerprints": {"respcheckSentence/v1": finding.fingerprint},
        "properties": {
            "family": finding.rule.family,
            "zone": finding.zone,
            "confidence": round(finding.confidence, 2),
            "because": finding.because,
        },
    }


def _logical(finding: Finding) -> dict[str, Any]:
    """The message that a finding is in, in a file of many."""
    name = finding.message_name
    return {"logicalLocations": [{"fullyQualifiedName": name}]} if name else {}


def _location(source: Source, span: Span) -> dict[str, Any]:
    snippet = {"text": source.text[span.start : span.end]}
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(source.path),
            "region": {**_region(source, span), "snippet": snippet},
        }
    }


def _fix(source: Source, edit: Edit) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.replacement}}
    return {
        "description": {"text": "Keeps the meaning" if edit.safe else "May change the meaning"},
        "artifactChanges": [{"artifactLocation": _artifact(source.path), "replacements": [replacement]}],
    }


def _region(source: Source, span: Span) -> dict[str, Any]:
    place = region(source, span)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(path: str) -> dict[str, str]:
    """The file as a URI: below the top of the repository where it lies there, whatever characters it has.

    U+FFFD stands for bytes that are no UTF-8: readers refuse the whole log for one URI that isn't.
    """
    known = repository_path(path)
    uri = quote(os.fsencode(known).decode("utf-8", "replace"))
    if known.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _TOP}


def _provenance() -> list[dict[str, Any]]:
    """The repository, commit and branch that CI says it runs on; nothing elsewhere."""
    url, commit, branch = repository()
    if not url:
        return []
    found = {"repositoryUri": url, "revisionId": commit, "branch": branch}
    return [{**{name: value for name, value in found.items() if value}, "mappedTo": {"uriBaseId": _TOP}}]
