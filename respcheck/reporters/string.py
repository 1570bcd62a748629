"""A line a finding, as the user's own template says."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from ..errors import RespcheckError, plain
from ..finding import Finding, Report
from .place import region
from .view import View

FIELDS = (
    "path message_name line column end_line end_column severity code name family message help rewrite match text zone "
    "because confidence fingerprint suppressed"
).split()


def lines(report: Report, view: View) -> Iterator[str]:
    return (view.template.format_map(_values(finding, view.column_unit)) for finding in report.findings)


def refuse_mistakes(template: str) -> None:
    """Raise RespcheckError for a template that can't be filled: an unknown field, a brace left open, a wrong width."""
    if not template:
        raise RespcheckError("the format string is what --format-string says: give one")
    try:
        for _, name, _, _ in Formatter().parse(template):
            if name is not None and name not in FIELDS:
                raise RespcheckError(f"--format-string: there is no field {{{name}}}; there are {', '.join(FIELDS)}")
        template.format_map({name: 1 if name.endswith(("line", "column")) else "" for name in FIELDS})
    except (ValueError, LookupError, AttributeError) as error:
        raise RespcheckError(f"--format-string: {error}; write {{{{ and }}}} for braces themselves") from None


def _values(finding: Finding, unit: str) -> dict[str, str | int | float]:
    values = _raw(finding, unit)
    kept = {"match": "\t\n\r"}
    return {name: plain(v, kept.get(name, "")) if isinstance(v, str) else v for name, v in values.items()}


def _raw(finding: Finding, unit: str) -> dict[str, str | int | float]:
    rule = finding.rule
    return {
        "path": finding.source.path,
        "message_name": finding.message_name,
        **region(finding.source, finding.span, unit)._asdict(),
        "severity": rule.severity.word,
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "message": finding.message,
        "help": rule.help,
        "rewrite": rule.rewrite,
        "match": finding.match,
        "text": finding.text,
        "zone": finding.zone,
        "because": finding.because,
        "confidence": round(finding.confidence, 2),
        "fingerprint": finding.fingerprint,
        "suppressed": str(finding.suppressed or ""),
    }
