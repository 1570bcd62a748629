"""Findings -> diagnostics, as the protocol has them."""

from __future__ import annotations

from pathlib import Path

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
)

from ..console import link_to
from ..finding import Finding, Related
from ..rule import Severity
from .positions import Places

_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.NOTE: DiagnosticSeverity.Information,
}


def diagnostic(finding: Finding, places: Places, uri: str) -> Diagnostic:
    """A finding in the document `uri`; its code leads to the rule's own file, which holds the examples."""
    rule = finding.rule
    return Diagnostic(
        range=places.range(finding.span),
        message=finding.message + finding.whereabouts,
        severity=_SEVERITIES[rule.severity],
        code=rule.code,
        code_description=CodeDescription(link_to(rule.origin)) if rule.origin else None,
        source="respcheck",
        tags=[DiagnosticTag.Unnecessary] if rule.flag.suppression in ("unused", "expired") else None,
        related_information=[_related(related, places, uri) for related in finding.related] or None,
    )


def _related(related: Related, places: Places, uri: str) -> DiagnosticRelatedInformation:
    if related.source:
        places, uri = Places(related.source, places.encoding), Path(related.source.path).absolute().as_uri()
    return DiagnosticRelatedInformation(Location(uri, places.range(related.span)), related.message)
