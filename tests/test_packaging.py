"""Every way to install finds the same rules: wheel, sdist, editable, and a plain checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def call(*args: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([str(a) for a in args], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_checkout(folder: Path) -> Path:
    """The checkout as git would have it, changes and all, below a folder."""
    copy = folder / "respcheck"
    for name in call("git", "ls-files", "-co", "--exclude-standard", cwd=ROOT).splitlines():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout as git has it, so that no build leaves anything behind."""
    return copy_checkout(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--outdir", out, sources)
    return out


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A fresh environment that sees this one's dependencies, but not this checkout."""
    venv.create(tmp_path / "env", with_pip=True)
    found = next((tmp_path / "env").glob("[bS]*/python*"))
    site = Path(call(found, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return found


@pytest.fixture(scope="module")
def rules() -> str:
    """What `respcheck rule --all` lists in the plain checkout."""
    listed = call(sys.executable, "-m", "respcheck", "rule", "--all", cwd=ROOT)
    assert listed.count("\n") >= 40
    return listed


def listed_by(python: Path, cwd: Path) -> str:
    where = call(python, "-c", "import respcheck; print(respcheck.__file__)", cwd=cwd)
    assert str(ROOT) not in where, "the checkout itself was imported"
    return call(python.parent / "respcheck", "rule", "--all", cwd=cwd)


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_wheel_and_sdist(kind: str, built: Path, python: Path, rules: str, tmp_path: Path) -> None:
    (archive,) = built.glob(kind)
    call(python, "-m", "pip", "install", "-q", "--no-deps", "--ignore-installed", archive)
    assert listed_by(python, tmp_path) == rules
    assert (python.parents[1] / "share" / "man" / "man1" / "respcheck.1").is_file()


#: What somebody may write who uses the library, and what they must not.
USE = """
from pathlib import Path

from respcheck import Edit, Finding, Report, RespcheckError, Rule, Ruleset, Severity, Source, Span, Suppression
from respcheck import check, load_rules


def worst(text: str | bytes, rules: Ruleset | None = None) -> Severity | None:
    report: Report = check(text, Path("draft.md"), rules)
    return max((finding.rule.severity for finding in report.open), default=None)


def mended(finding: Finding) -> str:
    source: Source = finding.source
    edit: Edit | None = finding.edit
    if edit is None:
        return source.text
    span: Span = edit.span
    return source.text[: span.start] + edit.replacement + source.text[span.end :]


def told(finding: Finding) -> str:
    line, column = finding.source.position(finding.span.start)
    rule: Rule = finding.rule
    why: Suppression | None = finding.suppressed
    related = [other.message for other in finding.related]
    return f"{line}:{column} {rule.code} {rule.help} {why.reason if why else ''} {related}"


try:
    load_rules(select=["do-not-repy"])
except RespcheckError as error:
    print(error)
(found,) = check("Sorry for any inconvenience.", rules=load_rules(select=["RC612"])).findings
severity = worst(b"Please do not reply to this email.")
print(told(found), mended(found), severity and severity.word)
"""
MISUSE = "from respcheck import check\ncheck(3)\ncheck('x').findings[0].rule.codes\n"


def test_a_program_that_uses_the_library_is_held_to_its_types(built: Path, python: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    call(python, "-m", "pip", "install", "-q", "--no-deps", "--ignore-installed", wheel)
    (tmp_path / "use.py").write_text(USE)
    (tmp_path / "misuse.py").write_text(MISUSE)
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(python)]
    assert call(*mypy, "use.py", cwd=tmp_path).startswith("Success")
    said = subprocess.run([*mypy, "misuse.py"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert 'misuse.py:2: error: Argument 1 to "check" has incompatible type "int"' in said
    assert 'misuse.py:3: error: "Rule" has no attribute "codes"' in said
    mistake, finding = call(python, "use.py", cwd=tmp_path).splitlines()
    assert "did you mean 'do-not-reply'" in mistake
    assert finding.startswith("1:1 RC612 ")
    assert finding.endswith(" error")


def test_editable(sources: Path, python: Path, rules: str, tmp_path: Path) -> None:
    call(python, "-m", "pip", "install", "-q", "--no-deps", "--ignore-installed", "-e", sources)
    assert listed_by(python, tmp_path) == rules


def test_plain_checkout_from_elsewhere(rules: str, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from respcheck.cli import main; main(['rule', '--all'])"
    assert call(sys.executable, "-c", code, cwd=tmp_path) == rules


def test_the_wheel_holds_rules_and_types_and_no_tests(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    data = ("py.typed", "schemas/findings.json", "reporters/report.css", "reporters/report.js")
    assert {f"respcheck/{name}" for name in data} <= set(names)
    assert "respcheck/rules/no-reply/do-not-reply.yaml" in names
    assert [name for name in names if name.endswith(".data/data/share/man/man1/respcheck.1")]
    assert not [name for name in names if name.startswith(("tests", "samples", "rules", "man"))]
