"""JUnit's XML: a suite a file, a test case a finding; notes and suppressed findings are skipped, not failed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..finding import Finding, Report
from ..rule import Severity
from .view import View
from .xmltext import attributes, text


def lines(report: Report, view: View) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites{attributes(name='respcheck')}>"
    for path, group in groupby(report.findings, key=lambda f: f.source.path):
        findings = list(group)
        skipped = sum(map(_is_skipped, findings))
        yield _suite(path, len(findings), failures=len(findings) - skipped, skipped=skipped)
        for finding in findings:
            yield from _case(finding)
        yield "  </testsuite>"
    if report.errors:
        yield _suite("files that were not read", len(report.errors), errors=len(report.errors))
        for error in report.errors:
            yield f"    <testcase{attributes(name=error, classname='respcheck')}>"
            yield f"      <error{attributes(message=error)}/>"
            yield "    </testcase>"
        yield "  </testsuite>"
    # an included file may have findings without being one of the run's
    if (clean := report.files - len({finding.source.path for finding in report.findings})) > 0:
        yield _suite("files without findings", 1)
        yield f"    <testcase{attributes(name=f'{clean} without findings', classname='respcheck')}/>"
        yield "  </testsuite>"
    yield "</testsuites>"


def _suite(name: str, tests: int, failures: int = 0, errors: int = 0, skipped: int = 0) -> str:
    listed = attributes(name=name, tests=tests, failures=failures, errors=errors, skipped=skipped)
    return f"  <testsuite{listed}>"


def _is_skipped(finding: Finding) -> bool:
    return finding.suppressed is not None or finding.rule.severity is Severity.NOTE


def _case(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    row, column = finding.source.position(finding.span.start)
    name = f"{rule.code} {rule.name} {row}:{column}{finding.whereabouts}"
    yield f"    <testcase{attributes(name=name, classname=finding.source.path)}>"
    if _is_skipped(finding):
        why = f" ({finding.suppressed})" if finding.suppressed else ""
        yield f"      <skipped{attributes(message=finding.message + why)}/>"
    else:
        rewrite = f"\nSay instead: {rule.rewrite}" if rule.rewrite else ""
        body = f"{finding.source.path}:{row}:{column}: {finding.message}{finding.whereabouts}\n{rule.help}{rewrite}"
        yield f"      <failure{attributes(message=finding.message, type=rule.severity.word)}>{text(body)}</failure>"
    yield "    </testcase>"
