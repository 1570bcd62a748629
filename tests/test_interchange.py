"""Formats that other programs read, each held to its own authority, for files and texts that are hard to get right."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from respcheck import check, load_rules
from respcheck.finding import Edit, Finding, Report, Suppression
from respcheck.reporters import REPORTERS, reporter
from respcheck.reporters.github import command
from respcheck.reporters.view import View
from respcheck.rule import Severity
from respcheck.source import Span
from tests.clients import node_module
from tests.conftest import ROOT, Run

DATA = Path(__file__).parent / "data"
#: A file's name, its bytes, and where the words stand: line, characters, UTF-8 bytes.
FILES = {
    "a b.txt": (b"Hi,\n\nPlease do not reply to this email.\n", (3, 1, 1)),
    "re: x, 50% off.txt": ("\ufeffcaf\u00e9 \U0001f600 please do not reply to this email.".encode(), (1, 8, 12)),
    "crlf.txt": (b"Hi,\r\n\r\n\tPlease do not reply\r\nto this email.\r\n", (3, 2, 2)),
    "family.txt": ("\U0001f469\u200d\U0001f467 e\u0301: please do not reply to this email.".encode(), (1, 9, 18)),
    "\u00fcber/[x] #1.md": (b"Please do not reply to this email.\n", (1, 1, 1)),
}


@pytest.fixture(scope="module")
def finding() -> Finding:
    (found,) = check("Please do not reply to this email.", "m.txt", load_rules(select=["do-not-reply"])).findings
    return found


@pytest.fixture
def written(run: Run, tmp_path: Path) -> Callable[[str], str]:
    """Every format of one run over `FILES`, by name."""
    for name, (data, _) in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    outputs = [part for name in REPORTERS if name != "string" for part in ("--output", f"{name}:out.{name}")]
    done = run("check", "--select", "do-not-reply", *outputs, *FILES)
    assert done.returncode == 1, done.stderr
    assert len(done.stdout.splitlines()) == len(FILES)
    return lambda name: (tmp_path / f"out.{name}").read_text(encoding="utf-8")


def printed(name: str, *findings: Finding, errors: tuple[str, ...] = ()) -> str:
    report = Report(findings, len({f.source.path for f in findings}), (), errors)
    return "".join(line + "\n" for line in reporter(name)(report, View()))


def hold_to_schema(value: Any, path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    assert [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)] == []


def test_json_and_its_lines_fit_the_schema_we_publish(written: Callable[[str], str]) -> None:
    path = ROOT / "respcheck" / "schemas" / "findings.json"
    findings = json.loads(written("json"))
    hold_to_schema(findings, path)
    assert [json.loads(line) for line in written("jsonl").splitlines()] == findings
    schema = json.loads(path.read_text())["$defs"]["finding"]
    assert set(findings[0]) == set(schema["properties"]) == set(schema["required"])
    for found in findings:
        data, (row, column, _) = FILES[found["filename"]]
        assert found["location"] == {"row": row, "column": column}
        assert found["match"] in data.decode("utf-8-sig")


def test_sarif_fits_the_schema_of_oasis(written: Callable[[str], str]) -> None:
    log = json.loads(written("sarif"))
    hold_to_schema(log, DATA / "sarif-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RC101"]
    assert "Say instead:" in run["tool"]["driver"]["rules"][0]["help"]["text"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        data, (row, column, _) = FILES[unquote(place["artifactLocation"]["uri"])]
        assert (place["region"]["startLine"], place["region"]["startColumn"]) == (row, column)
        assert place["region"]["snippet"]["text"] in data.decode()
        assert place["artifactLocation"]["uri"].isascii()
        assert not set(' ,:[]#"') & set(place["artifactLocation"]["uri"])
    prints = [result["partialFingerprints"]["respcheckSentence/v1"] for result in run["results"]]
    assert prints == [found["fingerprint"] for found in json.loads(written("json"))]


def test_suppressions_and_fixes_have_their_place(finding: Finding) -> None:
    silent = replace(finding, suppressed=Suppression("comment", "legal", "m.txt:1"))
    mended = replace(finding, edit=Edit(Span(0, 6), "Do", True))
    log = json.loads(printed("sarif", silent, mended))
    hold_to_schema(log, DATA / "sarif-2.1.0.json")
    first, second = log["runs"][0]["results"]
    assert first["suppressions"] == [{"kind": "inSource", "justification": "suppressed by m.txt:1: legal"}]
    assert (first["fixes"], second["suppressions"]) == ([], [])
    (change,) = second["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "Do"}
    assert change["replacements"][0]["deletedRegion"]["endColumn"] == 7
    hold_to_schema(json.loads(printed("json", silent, mended)), ROOT / "respcheck" / "schemas" / "findings.json")
    rdjson = json.loads(printed("rdjson", silent, mended))
    hold_to_schema(rdjson, DATA / "rdjson.json")
    assert [[fix["text"] for fix in d["suggestions"]] for d in rdjson["diagnostics"]] == [["Do"]]
    for name in ("github", "gitlab", "checkstyle", "markdown"):
        assert finding.message not in printed(name, silent), name
    (case,) = parsed(printed("junit", silent))[0]
    assert [child.tag for child in case] == ["skipped"]
    assert case[0].get("message") == f"{finding.message} (suppressed by m.txt:1: legal)"
    page = printed("html", silent, mended)
    assert "<dt>Not counted<dd>suppressed by m.txt:1: legal" in page
    assert "<del>Please</del> <ins>Do</ins>" in page


@pytest.mark.parametrize(
    ("env", "branch"),
    [
        ({"GITHUB_REPOSITORY": "o/r", "GITHUB_REF_NAME": "main"}, "main"),
        ({"GITHUB_REPOSITORY": "o/r", "GITHUB_REF_NAME": "7/merge", "GITHUB_HEAD_REF": "kinder-words"}, "kinder-words"),
        ({"CI_PROJECT_URL": "https://git.example/o/r", "CI_COMMIT_REF_NAME": "kinder-words"}, "kinder-words"),
    ],
)
def test_sarif_knows_the_branch(
    finding: Finding, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], branch: str
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    log = json.loads(printed("sarif", finding))
    hold_to_schema(log, DATA / "sarif-2.1.0.json")
    assert log["runs"][0]["versionControlProvenance"][0]["branch"] == branch


def test_sarif_with_related_places_and_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/elsewhere/a b.txt"
    found = check((ROOT / "samples" / "app-update.txt").read_text(), path).findings
    assert any(f.related for f in found)
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    monkeypatch.setenv("GITHUB_SHA", "a" * 40)
    monkeypatch.setenv("GITHUB_HEAD_REF", "kinder-words")
    log = json.loads(printed("sarif", *found, errors=("x.txt: can't be read",)))
    hold_to_schema(log, DATA / "sarif-2.1.0.json")
    (run,) = log["runs"]
    (origin,) = run["versionControlProvenance"]
    assert origin["branch"] == "kinder-words"
    assert origin["repositoryUri"] == "https://github.com/o/r"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    related = [place for result in run["results"] for place in result["relatedLocations"]]
    assert related[0]["message"]["text"] == "because of this: 'Unfortunately'"
    assert related[0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///elsewhere/a%20b.txt"}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def validated(log: str, folder: Path) -> list[str]:
    """What sarif-multitool has against a log, by its own rules and by GitHub's; notes aside."""
    tool = node_module("@microsoft/sarif-multitool")
    (folder / "in.sarif").write_text(log, encoding="utf-8")
    command = ["node", tool / "bin.js", "validate", "in.sarif", "--output", "said.sarif", "--log", "ForceOverwrite"]
    done = subprocess.run(
        [*command, "--rule-kind", "Sarif", "Ghas", "--level", "Error", "Warning", "Note"],
        cwd=folder, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}, capture_output=True, text=True,
    )  # fmt: skip
    assert (folder / "said.sarif").exists(), done.stdout + done.stderr
    # it exits 0 whatever it finds, and finds nothing in what it can't read: results of its own show that it read
    (run,) = json.loads((folder / "said.sarif").read_text(encoding="utf-8"))["runs"]
    assert run["invocations"][0]["executionSuccessful"], done.stdout
    assert run["results"]
    return [result["ruleId"] for result in run["results"] if result.get("level", "warning") != "note"]


def test_sarif_multitool_has_nothing_against_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: Callable[[str], str], finding: Finding
) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    found = check((ROOT / "samples" / "app-update.txt").read_text(), "mail/a b: 1.txt").findings
    silent = replace(finding, suppressed=Suppression("comment", "legal", "m.txt:1"))
    mended = replace(nasty(finding), edit=Edit(Span(0, 6), "Do", True))
    log = printed("sarif", *found, silent, mended, errors=("x.txt: can't be read",))
    for text in (log, printed("sarif"), written("sarif")):
        assert validated(text, tmp_path) == []
    assert validated(log.replace('"startColumn": 1,', '"startColumn": 0,'), tmp_path), "it would have said so"


def test_rdjson_fits_reviewdogs_schema_and_counts_bytes(written: Callable[[str], str]) -> None:
    result = json.loads(written("rdjson"))
    hold_to_schema(result, DATA / "rdjson.json")
    for diagnostic in result["diagnostics"]:
        place = diagnostic["location"]
        data, (row, _, column) = FILES[place["path"]]
        assert place["range"]["start"] == {"line": row, "column": column}
        line = data.removeprefix(b"\xef\xbb\xbf").splitlines()[row - 1]
        assert line[column - 1 :].lower().startswith(b"please do not reply")


def reviewed(name: str, text: str, folder: Path) -> list[dict[str, Any]]:
    """What reviewdog reads in a report."""
    if not shutil.which("reviewdog"):
        pytest.skip("reviewdog is not installed; .ci/clients installs it where Go is")
    done = subprocess.run(
        ["reviewdog", f"-f={name}", "-reporter=rdjson", "-filter-mode=nofilter"],
        input=text, cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    diagnostics = json.loads(done.stdout)["diagnostics"]
    assert isinstance(diagnostics, list)
    return diagnostics


@pytest.mark.parametrize("name", ["rdjson", "checkstyle", "sarif"])
def test_reviewdog_reads_what_others_trip_over(name: str, finding: Finding, tmp_path: Path) -> None:
    odd = replace(nasty(finding), edit=Edit(Span(0, 6), "\x1b\ufffe", True))
    paths = ("a b: 1, 50%.txt", "caf\udce9.txt", "\u202e\x07.txt")
    found = [replace(odd, source=replace(odd.source, path=path)) for path in paths]
    diagnostics = reviewed(name, printed(name, *found), tmp_path)
    assert len(diagnostics) == len(paths)
    assert diagnostics[0]["location"]["path"] == paths[0]


@pytest.mark.parametrize("name", ["rdjson", "checkstyle", "sarif"])
def test_reviewdog_reads_it(name: str, written: Callable[[str], str], tmp_path: Path) -> None:
    diagnostics = reviewed(name, written(name), tmp_path)
    places = {d["location"]["path"]: d["location"]["range"]["start"] for d in diagnostics}
    assert {d["severity"] for d in diagnostics} == {"ERROR"}
    assert {d["code"]["value"].rpartition(".")[2] for d in diagnostics} == {"RC101"}
    wanted = {path: {"line": row, "column": column} for path, (_, (row, _, column)) in FILES.items()}
    if name == "rdjson":
        assert places == wanted
    else:  # their columns are not bytes
        assert {path: place["line"] for path, place in places.items()} == {p: w["line"] for p, w in wanted.items()}


#: What GitLab documents of its code quality report, and what its own parser refuses an issue for.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\.{0,2}/"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_takes_every_issue(written: Callable[[str], str], finding: Finding, tmp_path: Path) -> None:
    """And each has a print of its own: GitLab drops what it has seen."""
    issues = json.loads(written("gitlab"))
    assert len(issues) == len(FILES)
    (tmp_path / "gitlab.json").write_text(json.dumps(GITLAB))
    found = check((ROOT / "samples" / "app-update.txt").read_text(), "./mail/a.txt").findings
    for text in (written("gitlab"), printed("gitlab", nasty(finding), *found)):
        hold_to_schema(json.loads(text), tmp_path / "gitlab.json")
    for issue in issues:
        assert issue["check_name"] == "RC101"
        assert issue["location"]["lines"]["begin"] == FILES[issue["location"]["path"]][1][0]
    assert len({issue["fingerprint"] for issue in issues}) == len(FILES)
    copies = [replace(finding, source=replace(finding.source, path=path)) for path in ("./a.txt", "b/../c.txt")]
    twins = json.loads(printed("gitlab", *copies))
    assert [twin["location"]["path"] for twin in twins] == ["a.txt", "c.txt"]
    assert len({twin["fingerprint"] for twin in twins}) == 2
    assert json.loads(printed("gitlab")) == []


def test_a_ci_service_gets_paths_from_the_top_of_its_checkout(
    finding: Finding, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mail").mkdir()
    monkeypatch.chdir(tmp_path / "mail")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert ",file=mail/m.txt," in printed("github", finding)
    assert json.loads(printed("gitlab", finding))[0]["location"]["path"] == "mail/m.txt"
    assert '"uri": "mail/m.txt"' in printed("sarif", finding)


def nasty(finding: Finding) -> Finding:
    """A finding whose every text holds what XML, Markdown, HTML and workflow commands trip over."""
    text = (
        "100% <b>&amp;</b> ]]> \x00\x08\x1b[1m \ufffe \"quoted\" 'it' | `x` [y](z) @me\n::error::no, \u2028\U0001f600"
    )
    return replace(
        finding,
        source=replace(finding.source, path="d,1/x: \x1b%.txt"),
        message=text,
        rule=replace(finding.rule, rewrite=text, help=text),
    )


def parsed(text: str) -> Any:
    etree = pytest.importorskip("lxml.etree")
    return etree.fromstring(text.encode())


def test_junit_fits_jenkins_schema(written: Callable[[str], str], finding: Finding) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
    note = replace(finding, rule=replace(finding.rule, severity=Severity.NOTE))
    for text in (
        written("junit"),
        printed("junit"),
        printed("junit", nasty(finding), note, errors=("a\x1b.txt: can't be read",)),
    ):
        schema.assertValid(parsed(text))
    suites = parsed(written("junit"))
    assert [suite.get("name") for suite in suites] == list(FILES)
    assert suites[0][0][0].text.startswith("a b.txt:3:1: ")
    suites = parsed(printed("junit", note, errors=("a.txt: can't be read",)))
    assert [(s.get("failures"), s.get("errors"), s.get("skipped")) for s in suites] == [
        ("0", "0", "1"),
        ("0", "1", "0"),
    ]


def test_checkstyle_is_xml_that_says_what_was_found(written: Callable[[str], str], finding: Finding) -> None:
    files = parsed(written("checkstyle"))
    places = {f.get("name"): (int(f[0].get("line")), int(f[0].get("column"))) for f in files}
    assert places == {name: place[:2] for name, (_, place) in FILES.items()}
    (file,) = parsed(printed("checkstyle", nasty(finding)))
    assert file.get("name") == "d,1/x: \ufffd%.txt"
    message = file[0].get("message")
    assert message.startswith("100% <b>&amp;</b> ]]> \ufffd\ufffd\ufffd[1m \ufffd \"quoted\" 'it'")
    assert "\n::error::no" in message


def test_github_commands_are_one_line_each(written: Callable[[str], str], finding: Finding) -> None:
    lines = written("github").splitlines()
    assert len(lines) == len(FILES)
    assert lines[0].startswith(
        "::error title=RC101 do-not-reply,file=a b.txt,line=3,endLine=3,col=1,endColumn=34::'Please"
    )
    assert "file=re%3A x%2C 50%25 off.txt,line=1,endLine=1,col=8,endColumn=41::" in lines[1]
    assert "line=3,endLine=4::" in lines[2], "GitHub refuses columns of more than one line"
    assert printed("github", nasty(finding)).count("\n") == 1


def test_github_shows_the_worst_first_and_says_how_many_more(finding: Finding) -> None:
    def copies(severity: Severity, number: int, confidence: float = 0.9) -> list[Finding]:
        rule = replace(finding.rule, severity=severity)
        return [replace(finding, rule=rule, confidence=confidence)] * number

    evil = replace(nasty(finding), rule=replace(finding.rule, severity=Severity.NOTE), message="x\n::error::y ##[z]")
    found = [
        *copies(Severity.NOTE, 9),
        evil,
        *copies(Severity.ERROR, 12),
        *copies(Severity.WARNING, 3),
        *copies(Severity.ERROR, 1, 1.0),
    ]
    lines = printed("github", *found).splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::") and "group" not in line]
    assert kinds == ["::error"] * 10 + ["::warning"] * 3 + ["::notice"] * 10
    assert lines[-1].startswith("::notice title=respcheck::4 more findings, which GitHub does not show")
    start = lines.index("::group::4 more findings, which GitHub does not show beside the text")
    assert lines[-2] == "::endgroup::"
    log = lines[start + 1 : -2]
    assert len(log) == 4
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in log)


def test_github_escapes_as_the_toolkit_does(tmp_path: Path, finding: Finding) -> None:
    toolkit = node_module("@actions/core")
    found = nasty(finding)
    properties: dict[str, str | int] = {"title": found.message, "file": found.source.path, "line": 3}
    script = tmp_path / "print.mjs"
    script.write_text(
        f"import {{ error }} from {json.dumps(str(toolkit / 'lib' / 'core.js'))};\n"
        f"error({json.dumps(found.message)}, {{title: {json.dumps(found.message)}, "
        f"file: {json.dumps(found.source.path)}, startLine: 3}});\n"
    )
    said = subprocess.run(["node", script], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert said == command("error", properties, found.message) + "\n"


def test_markdown_counts_and_shows_the_worst(written: Callable[[str], str], finding: Finding) -> None:
    marko = pytest.importorskip("marko")
    text = written("markdown")
    assert f"| RC101 do-not-reply | error | {len(FILES)} | " in text
    assert "| a b.txt | 1 |  |  |" in text
    assert text.count("- **error RC101**") == 5
    page = marko.Markdown(extensions=["gfm"]).convert(printed("markdown", nasty(finding)))
    assert "100% &lt;b&gt;&amp;amp;&lt;/b&gt; ]]&gt;" in page
    assert "<b>" not in page
    assert "<a " not in page
    assert "<code>" not in page
    assert page.count("<td") == 8, "a | in a text is no cell"
    many = [replace(finding, source=replace(finding.source, path=f"{n}.txt")) for n in range(30)]
    assert "... and 10 more files" in printed("markdown", *many)


def test_markdown_puts_the_worst_first_and_no_rule_twice_before_others_were_shown(finding: Finding) -> None:
    def like(code: str, severity: Severity, path: str, confidence: float = 0.9) -> Finding:
        rule = replace(finding.rule, code=code, severity=severity)
        return replace(finding, rule=rule, source=replace(finding.source, path=path), confidence=confidence)

    found = [
        *(like("RC306", Severity.NOTE, "a.txt") for _ in range(9)),
        *(like("RC101", Severity.ERROR, "b.txt", sure) for sure in (0.7, 0.9, 0.8)),
        like("RC613", Severity.WARNING, "c.txt"),
        like("RC201", Severity.ERROR, "c.txt", 0.6),
    ]
    text = printed("markdown", *found)
    assert re.findall(r"(?m)^- \*\*\w+ (\w+)\*\* (\w+)", text) == [
        ("RC101", "b"), ("RC201", "c"), ("RC101", "b"), ("RC101", "b"), ("RC613", "c"),
    ]  # fmt: skip
    assert re.findall(r"(?m)^\| (\w\.txt) \| (.*) \|$", text) == [
        ("b.txt", "3 |  | "), ("c.txt", "1 | 1 | "), ("a.txt", " |  | 9"),
    ]  # fmt: skip
    assert re.findall(r"(?m)^\| (RC\d+) .*? \| (\w+) \| (\d) \|", text) == [
        ("RC101", "error", "3"), ("RC201", "error", "1"), ("RC613", "warning", "1"), ("RC306", "note", "9"),
    ]  # fmt: skip


def test_markdown_leads_to_the_line_where_ci_says_what_it_runs_on(
    finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    marko = pytest.importorskip("marko")
    odd = replace(finding, source=replace(finding.source, path="\u00fcber/a (b) [c]#1.md"))
    outside = replace(finding, source=replace(finding.source, path="/elsewhere/a.txt"))
    assert "](" not in printed("markdown", odd)
    blob = "https://git.example/o/r/-/blob/0f1e"
    monkeypatch.setenv("CI_PROJECT_URL", "https://git.example/o/r")
    monkeypatch.setenv("CI_COMMIT_SHA", "0f1e")
    page = marko.Markdown(extensions=["gfm"]).convert(printed("markdown", odd, outside))
    assert re.findall('href="([^"]*)"', page) == [
        f"{blob}/%C3%BCber/a%20%28b%29%20%5Bc%5D%231.md?plain=1{line}" for line in ("#L1", "")
    ]
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    monkeypatch.setenv("GITHUB_SHA", "0f1e")
    assert "[m.txt:1:1](https://github.com/o/r/blob/0f1e/m.txt?plain=1#L1)" in printed("markdown", finding)


@pytest.mark.skipif(os.name != "posix", reason="paths are bytes on POSIX only")
@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"string", "concise", "grouped", "full", "github"}))
def test_a_path_that_is_no_utf_8_breaks_no_format(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Please do not reply to this email.\n")
    assert run("check", "--statistics", "--output", f"{name}:out", ".").returncode == 1
    text = (tmp_path / "out").read_bytes().decode("utf-8")
    if name == "sarif":
        assert '"uri": "caf%EF%BF%BD.txt"' in text
    if name == "json":
        assert json.loads(text)[0]["filename"] == "caf\ufffd.txt"
