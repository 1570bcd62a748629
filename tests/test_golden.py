"""The samples: what each reporter prints of a bad one, and silence about a better one.

`pytest tests/test_golden.py --update-golden` writes the expected outputs anew; read the difference before
committing it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from respcheck import Report, check
from respcheck.reporters import reporter
from respcheck.reporters.view import View

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file() and path.name != "README.md")
BAD = [path for path in SAMPLES if "-better." not in path.name]


@cache
def _report(path: Path) -> Report:
    return check(path.read_bytes(), f"samples/{path.name}")


@pytest.mark.parametrize("name", ["concise", "full", "json"])
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_output_is_the_golden_one(path: Path, name: str, request: pytest.FixtureRequest) -> None:
    printed = "".join(line + "\n" for line in reporter(name)(_report(path), View()))
    golden = GOLDEN / f"{path.name}.{name}"
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_a_bad_sample_shows_several_families(path: Path) -> None:
    assert len({finding.rule.family for finding in _report(path).findings}) >= 3


@pytest.mark.parametrize("path", [path for path in SAMPLES if path not in BAD], ids=lambda path: path.name)
def test_a_better_sample_is_silent(path: Path) -> None:
    assert [(f.rule.name, f.text) for f in _report(path).findings] == []


def test_every_bad_sample_has_a_better_one() -> None:
    names = {path.name for path in SAMPLES}
    for path in BAD:
        stem, _, endings = path.name.partition(".")
        assert f"{stem}-better.{endings}" in names


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{path.name}.{reporter}" for path in BAD for reporter in ("concise", "full", "json")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


def test_findings_in_exports_are_the_golden_ones(request: pytest.FixtureRequest) -> None:
    folder = ROOT / "tests" / "data" / "exports"
    printed = ""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        report = check(path.read_bytes(), path.relative_to(folder))
        printed += "".join(line + "\n" for line in reporter("concise")(report, View()))
        for finding in report.findings:
            assert finding.match == finding.source.text[finding.span.start : finding.span.end] != ""
    golden = folder.with_name("exports.concise")
    if request.config.getoption("--update-golden"):
        golden.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == golden.read_text(encoding="utf-8")
