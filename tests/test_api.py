"""The library: what the README shows works, is typed, and costs nothing until it is used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import respcheck
from respcheck import Report, RespcheckError, Severity, check, load_rules
from tests.conftest import ROOT, Run

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"


def test_check_reads_a_text_as_its_name_says() -> None:
    (plain,) = check(BAD).findings
    assert (plain.rule.code, plain.rule.severity, plain.source.path) == ("RC101", Severity.ERROR, "message.txt")
    assert plain.source.text[plain.span.start : plain.span.end] == plain.match == "Please do not reply to this email"
    (html,) = check("<p>Please do <b>not</b> reply to this email.</p>", "a.html").findings
    assert html.match == "Please do <b>not</b> reply to this email"
    assert html.text == "Please do not reply to this email"


def test_bytes_are_decoded_as_a_files_are() -> None:
    (found,) = check(b"\xef\xbb\xbf" + BAD.encode()).findings
    assert found.source.position(found.span.start) == (3, 1)
    assert check(b"a\0b").notes == ("message.txt: note: binary file, not read",)


def test_rules_are_chosen_as_on_the_command_line(tmp_path: Path) -> None:
    assert check(BAD, rules=load_rules(ignore=["RC1"])).findings == ()
    assert len(check(BAD, rules=load_rules(select=["do-not-reply"])).findings) == 1
    with pytest.raises(RespcheckError, match="did you mean 'do-not-reply'"):
        load_rules(select=["do-not-repy"])
    with pytest.raises(RespcheckError, match="no such file or folder"):
        load_rules(folders=[tmp_path / "nowhere"])
    with pytest.raises(TypeError, match="select is a list of names"):
        load_rules(select="RC1")


def test_where_messages_are_and_their_language() -> None:
    export = json.dumps({"cards": [{"title": "A", "says": "Por favor, no responda a este correo."}]})
    assert [found.message_name for found in check(export, "x.json", language="es").findings] == [""]
    for given in (export, export.encode()):
        (found,) = check(given, "x.json", messages="cards[*].says", language="es-MX").findings
        assert (found.rule.code, found.message_name, found.source.text) == ("RC151", "A", export)
    assert check(export, "x.json", messages=["none", "cards[*].says"]).messages == 1
    assert "RC151" not in [found.rule.code for found in check(export, "x.json", messages="cards[*].says").findings]
    with pytest.raises(RespcheckError, match="'Spanish' is no language's code"):
        check(BAD, language="Spanish")
    with pytest.raises(RespcheckError, match="is no path"):
        check(export, "x.json", messages="cards[")


def test_the_command_says_the_same(run: Run) -> None:
    path = ROOT / "samples" / "app-update.txt"
    said = json.loads(run("check", "--output-format", "json", "--exit-zero", str(path)).stdout)
    assert [f["fingerprint"] for f in said] == [f.fingerprint for f in check(path.read_bytes(), str(path)).findings]


def test_the_public_names_are_there() -> None:
    for name in respcheck.__all__:
        assert getattr(respcheck, name).__name__ == name
    assert set(respcheck.__all__) <= set(dir(respcheck))
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        respcheck.chek  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    code = (
        "import sys, respcheck; print(*[m for m in sys.modules if m.startswith('respcheck.')], 'click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_types_reach_whoever_imports_it(tmp_path: Path) -> None:
    code = "from respcheck import Finding, check\nfor finding in check('x').findings:\n    reveal_type(finding)\n"
    (tmp_path / "use.py").write_text(code + "check(3)\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "use.py"],
        cwd=tmp_path, env={"MYPYPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True,
    )  # fmt: skip
    assert 'use.py:3: note: Revealed type is "respcheck.finding.Finding"' in done.stdout
    assert 'use.py:4: error: Argument 1 to "check" has incompatible type "int"' in done.stdout


def test_a_report_tells_what_is_suppressed() -> None:
    report = check("<!-- respcheck: ignore[do-not-reply] legal wants it -->\n" + BAD.partition("\n\n")[2], "a.md")
    assert isinstance(report, Report)
    (found,) = (f for f in report.findings if f.rule.code == "RC101")
    assert found.suppressed
    assert found.suppressed.reason == "legal wants it"
    assert found not in report.open
