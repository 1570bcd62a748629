"""respcheck: a linter for the words a company sends to a person.

    from respcheck import check
    for finding in check("Please do not reply to this email.").findings: ...

What is listed in `__all__` is the library; the rest may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import check, load_rules
    from .errors import RespcheckError
    from .finding import Edit, Finding, Related, Report, Suppression
    from .rule import Rule, Severity
    from .ruleset import Ruleset
    from .source import Source, Span

__version__ = "0.1.0"
HOME = "https://github.com/respcheck/respcheck"
__all__ = (
    "Edit", "Finding", "Related", "Report", "RespcheckError", "Rule", "Ruleset", "Severity", "Source", "Span",
    "Suppression", "check", "load_rules",
)  # fmt: skip

_HOMES = {
    "Edit": "finding", "Finding": "finding", "Related": "finding", "Report": "finding", "RespcheckError": "errors",
    "Rule": "rule", "Ruleset": "ruleset", "Severity": "rule", "Source": "source", "Span": "source",
    "Suppression": "finding", "check": "api", "load_rules": "api",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for: the command must start fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
