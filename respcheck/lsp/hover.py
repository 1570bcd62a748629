"""What a person reads with the pointer on a finding: what is wrong, why, and what to say instead; in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding

_SPECIAL = re.compile(r"([\\`*_\[\]<>&])")


def page(finding: Finding) -> str:
    """A finding's card."""
    return "\n\n".join(_parts(finding))


def _parts(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    yield f"**{rule.code} {rule.name}** ({rule.severity.word}, {rule.family})"
    yield _plain(finding.message)
    yield _plain(rule.help)
    if rule.rewrite:
        yield f"Say instead:\n\n> {_plain(rule.rewrite)}"
    yield f"Why: {_plain(rule.why)}"
    if rule.source:
        yield f"Source: {_plain(rule.source)}"


def _plain(text: str) -> str:
    """Words in which nothing is markup; a stretch of white space is a space."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
