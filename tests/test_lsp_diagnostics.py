"""Findings as diagnostics: places, severities, tags, and the way to the rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

pytest.importorskip("lsprotocol")

from lsprotocol import types

from respcheck import check
from respcheck.finding import Finding, Related
from respcheck.lsp.diagnostics import diagnostic
from respcheck.lsp.positions import Places
from respcheck.rule import Severity
from respcheck.source import Source, Span

URI = "file:///project/a.txt.j2"


@pytest.fixture
def finding() -> Finding:
    return check("Hi 😀,\n\n😀 Please do not reply to this email.", "a.txt").findings[0]


def made(finding: Finding, encoding: str = "utf-16") -> types.Diagnostic:
    return diagnostic(finding, Places(finding.source, encoding), URI)


def test_a_code_leads_to_the_rules_own_file(finding: Finding) -> None:
    shown = made(finding)
    assert (shown.code, shown.message, shown.source) == ("RC101", finding.message, "respcheck")
    assert shown.code_description is not None
    path = Path(unquote(urlsplit(shown.code_description.href).path))
    assert path.read_text().startswith("# ") or "code: RC101" in path.read_text()
    assert made(replace(finding, rule=replace(finding.rule, origin=""))).code_description is None


def test_severities(finding: Finding) -> None:
    levels = [made(replace(finding, rule=replace(finding.rule, severity=level))).severity for level in Severity]
    kinds = types.DiagnosticSeverity
    assert levels == [kinds.Information, kinds.Warning, kinds.Error]


def test_a_suppression_that_does_nothing_is_shown_as_such(finding: Finding) -> None:
    text = "{# respcheck: ignore[calm-down] no reason #}{# respcheck: ignore[shouting] none #}\nHi.\n"
    tags = {found.rule.name: made(found).tags for found in check(text, "a.txt.j2").findings}
    assert tags == {"unused-suppression": [types.DiagnosticTag.Unnecessary], "unknown-rule": None}
    assert made(finding).tags is None


def test_related_places_lie_in_their_own_text(finding: Finding) -> None:
    assert made(finding).related_information is None
    mail = Source("/project/the mail.txt", "😀 When?")
    both = (Related(Span(0, 2), "here"), Related(Span(2, 6), "there", mail))
    here, there = made(replace(finding, related=both), "utf-8").related_information or ()
    assert (here.location.uri, here.message, there.message) == (URI, "here", "there")
    assert there.location.uri == "file:///project/the%20mail.txt"
    assert there.location.range == types.Range(types.Position(0, 5), types.Position(0, 9))
