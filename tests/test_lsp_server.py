"""The language server over its protocol: the buffer counts, configuration is obeyed and followed, mistakes are told."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

pytest.importorskip("pygls")

from lsprotocol import types

from tests.editor import editing

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"
RULES = ("--select", "RC101,RC605,RC612,tool")


def session(test: Callable[[Path], Awaitable[None]]) -> Callable[[Path], None]:
    """A test that talks to a server."""

    def run(tmp_path: Path) -> None:
        asyncio.run(asyncio.wait_for(test(tmp_path), 60))  # type: ignore[arg-type]

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


def command(*args: str, cwd: Path) -> str:
    """What the command prints."""
    done = subprocess.run([sys.executable, "-m", "respcheck", *args], cwd=cwd, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def codes(found: list[types.Diagnostic]) -> list[Any]:
    return [diagnostic.code for diagnostic in found]


def doc(folder: Path, name: str = "a.txt") -> str:
    return (folder / name).as_uri()


@session
async def test_the_buffer_counts_and_not_the_disk(folder: Path) -> None:
    (folder / "a.txt").write_text("Thank you, all is well.\n")
    async with editing(folder) as editor:
        editor.open(doc(folder), BAD)
        (found,) = await editor.found(doc(folder))
        assert (found.code, found.source, found.severity) == ("RC101", "respcheck", types.DiagnosticSeverity.Error)
        assert found.range == types.Range(types.Position(2, 0), types.Position(2, 33))
        assert found.message.startswith("'Please do not reply to this email' ")
        assert found.code_description is not None
        assert found.code_description.href.endswith("/no-reply/do-not-reply.yaml")
        editor.change(doc(folder), "\n" + BAD, 2)
        (found,) = await editor.found(doc(folder), 2)
        assert found.range.start == types.Position(3, 0)
        editor.close(doc(folder))
        assert await editor.found(doc(folder), None) == []


@session
async def test_only_the_newest_version_is_linted(folder: Path) -> None:
    async with editing(folder) as editor:
        editor.open(doc(folder), "")
        assert await editor.found(doc(folder)) == []
        for version in range(2, 30):
            editor.change(doc(folder), BAD[:version] if version < 29 else BAD, version)
        assert codes(await editor.found(doc(folder), 29)) == ["RC101"]
        assert len(editor.published) < 5, "a version or two, where the machine is slow"


@session
async def test_findings_are_those_of_the_command(folder: Path) -> None:
    """On every sample: the same places, severities and messages, branches and all."""
    expected = json.loads(command("check", "--output-format", "json", "--exit-zero", ".", cwd=ROOT / "samples"))
    assert any(found["when"] and f"(when {found['when']})" in found["message"] for found in expected)
    async with editing(ROOT / "samples", capabilities=encodings("utf-32")) as editor:
        for path in sorted({found["filename"] for found in expected}):
            uri = doc(ROOT / "samples", path)
            editor.open(uri, (ROOT / "samples" / path).read_text())
            assert [plain(diagnostic) for diagnostic in await editor.found(uri)] == [
                {key: found[key] for key in ("code", "severity", "message", "location", "end_location")}
                | {"related": [related["message"] for related in found["related"]]}
                for found in expected
                if found["filename"] == path
            ]


def plain(diagnostic: types.Diagnostic) -> dict[str, Any]:
    start, end = diagnostic.range.start, diagnostic.range.end
    return {
        "code": diagnostic.code,
        "severity": {1: "error", 2: "warning", 3: "note"}[int(diagnostic.severity or 0)],
        "message": diagnostic.message,
        "location": {"row": start.line + 1, "column": start.character + 1},
        "end_location": {"row": end.line + 1, "column": end.character + 1},
        "related": [related.message for related in diagnostic.related_information or ()],
    }


def encodings(*names: str) -> types.ClientCapabilities:
    """A client that knows positions in these encodings, best first."""
    return types.ClientCapabilities(general=types.GeneralClientCapabilities(position_encodings=list(names)))


#: Where "Please" begins and where "email" ends on the second line of TEXT.
COLUMNS = {"utf-8": (6, 39), "utf-16": (4, 37), "utf-32": (3, 36)}
TEXT = "\ufeffHi Ana, \U0001f600\u2028\x0c\x85\r\n\t\U0001f600 Please do not reply to this email.\r\n"


@pytest.mark.parametrize("encoding", COLUMNS)
def test_positions_are_exact_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    @session
    async def test(folder: Path) -> None:
        offered = encodings("utf-7", encoding, "utf-16")
        async with editing(folder, "--select", "RC101,RC612", capabilities=offered) as editor:
            editor.open(doc(folder), TEXT)
            (found,) = await editor.found(doc(folder))
            start, end = COLUMNS[encoding]
            assert found.range == types.Range(types.Position(1, start), types.Position(1, end))
            hover = await editor.hover(doc(folder), 1, start)
            assert hover is not None
            assert hover.range == found.range
            assert await editor.hover(doc(folder), 1, start - 1) is None
            assert await editor.hover(doc(folder), 1, end) is None
            assert await editor.hover(doc(folder), 9, 0) is None
            # on the first line the mark counts, as the client counts it
            editor.change(doc(folder), "\ufeff\U0001f600 Please do not reply to this email.", 2)
            (found,) = await editor.found(doc(folder), 2)
            lead = {"utf-8": 3, "utf-16": 1, "utf-32": 1}[encoding]
            assert found.range.start == types.Position(0, lead + start - 1)

    test(tmp_path)


@session
async def test_each_file_has_its_folders_configuration_and_baseline(folder: Path) -> None:
    """Two folders of one workspace; a baseline counts, what is excluded has no diagnostics."""
    for name, text in (("one", "ignore: do-not-reply\nexclude: [old/]\n"), ("two", "severity: {do-not-reply: note}\n")):
        (folder / name / ".git").mkdir(parents=True)
        (folder / name / ".respcheck.yml").write_text(text)
    (folder / "two" / "a.txt").write_text(BAD)
    async with editing(folder, folders=[folder / "one", folder / "two"]) as editor:
        for name in ("one/a.txt", "one/old/a.txt", "two/a.txt"):
            editor.open(doc(folder, name), BAD + "Sorry if this caused you any trouble.\n")
        assert codes(await editor.found(doc(folder, "one/a.txt"))) == ["RC613"]
        assert codes(await editor.found(doc(folder, "one/old/a.txt"))) == []
        first, second = await editor.found(doc(folder, "two/a.txt"))
        assert (first.severity, second.severity) == (
            types.DiagnosticSeverity.Information,
            types.DiagnosticSeverity.Warning,
        )
        # a baseline of what was there when the file was last saved
        command("baseline", "write", cwd=folder / "two")
        (folder / "two" / ".respcheck.yml").write_text("baseline: .respcheck-baseline.json\n")
        editor.changed_on_disk(folder / "two" / ".respcheck.yml")
        assert codes(await editor.found(doc(folder, "two/a.txt"))) == ["RC613"]


@session
async def test_configuration_and_rules_are_read_anew_when_they_change(folder: Path) -> None:
    watching = types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    )
    async with editing(folder, capabilities=types.ClientCapabilities(watching)) as editor:
        await editor.until(lambda: editor.registered)
        assert "**/.respcheck.{yml,yaml}" in editor.registered[0]
        editor.open(doc(folder), BAD)
        assert codes(await editor.found(doc(folder))) == ["RC101"]
        config = folder / ".respcheck.yml"
        config.write_text("ignore: RC101\n")
        editor.changed_on_disk(config)
        assert codes(await editor.found(doc(folder))) == []
        # nobody watches: it is seen at the next key, or when something is saved
        rule = folder / "house" / "brand" / "no-ana.yaml"
        rule.parent.mkdir(parents=True)
        rule.write_text(RULE)
        config.write_text("packs: house\nselect: ACME101\n")
        editor.change(doc(folder), BAD + "\n", 2)
        assert codes(await editor.found(doc(folder), 2)) == ["ACME101"]
        rule.write_text(RULE.replace("severity: note", "severity: error"))
        editor.save(doc(folder))
        (found,) = await editor.found(doc(folder), 2)
        assert found.severity == types.DiagnosticSeverity.Error


RULE = """\
code: ACME101
severity: note
message: "'{match}' is a name"
help: Leave it out.
why: Because.
flag:
  phrases: [Ana]
examples:
  bad: ["Hi [[Ana]],", "Dear [[Ana]],"]
  good: [Hi, Dear Ben]
"""


@session
async def test_a_mistake_is_told_once_and_diagnostics_come_back(folder: Path) -> None:
    config, rule = folder / ".respcheck.yml", folder / "house" / "brand" / "no-ana.yaml"
    async with editing(folder, *RULES) as editor:
        config.write_text("ignore: [RC101\n")
        for name in ("a.txt", "b.txt"):
            editor.open(doc(folder, name), BAD)
            assert await editor.found(doc(folder, name)) == []
        (message,) = editor.messages
        assert message.startswith("respcheck: .respcheck.yml:")
        editor.change(doc(folder), BAD + "\n", 2)
        assert await editor.found(doc(folder), 2) == []
        assert await editor.hover(doc(folder), 2, 0) is None
        assert await editor.actions(doc(folder), types.Range(types.Position(2, 0), types.Position(2, 9))) == {}
        config.write_text("packs: house\n")
        rule.parent.mkdir(parents=True)
        rule.write_text(RULE.replace("flag:", "flags:"))
        editor.changed_on_disk(config)
        assert await editor.found(doc(folder), 2) == []
        assert len(editor.messages) == 2
        assert editor.messages[1].startswith("respcheck: house/brand/no-ana.yaml:6:1: unknown key 'flags'")
        rule.write_text(RULE)
        editor.save(doc(folder))
        assert codes(await editor.found(doc(folder), 2)) == ["RC101"], editor.messages
        config.write_text("packs: elsewhere\n")
        editor.save(doc(folder))
        await editor.until(lambda: len(editor.messages) == 3)


@session
async def test_documents_that_are_no_messages_or_no_files(folder: Path) -> None:
    async with editing(folder, *RULES) as editor:
        editor.open("untitled:Untitled-1", "<p>Please do <b>not</b> reply to this email.</p>", "html")
        (found,) = await editor.found("untitled:Untitled-1")
        assert found.range == types.Range(types.Position(0, 3), types.Position(0, 43))
        editor.open("untitled:Untitled-2", BAD)
        assert codes(await editor.found("untitled:Untitled-2")) == ["RC101"]
        editor.open(doc(folder, "binary.txt"), "\0" + BAD)
        assert await editor.found(doc(folder, "binary.txt")) == []
        assert editor.messages == []
        editor.open(doc(folder, "dump.txt"), "x" * 10_000_001)
        assert await editor.found(doc(folder, "dump.txt")) == []
        assert editor.messages == ["respcheck: dump.txt: 10 MB is no message (at most 10 MB are read): split the file"]
        editor.open(doc(folder, "half.txt"), "\ud83d" + BAD)  # half of an emoji, as some clients send when cut there
        assert codes(await editor.found(doc(folder, "half.txt"))) == ["RC101"]


@session
async def test_a_client_that_asks_is_not_sent_diagnostics_too(folder: Path) -> None:
    asking = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
        workspace=types.WorkspaceClientCapabilities(
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        ),
    )
    async with editing(folder, capabilities=asking) as editor:
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(doc(folder)))

        async def ask() -> list[Any]:
            report = await editor.client.text_document_diagnostic_async(params)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return codes(list(report.items))

        editor.open(doc(folder), BAD)
        assert await ask() == ["RC101"]
        editor.change(doc(folder), "Thank you.", 2)
        assert await ask() == []
        editor.change(doc(folder), BAD, 3)
        (folder / ".respcheck.yml").write_text("ignore: RC101\n")
        editor.changed_on_disk(folder / ".respcheck.yml")
        await editor.until(lambda: editor.refreshed)
        assert await ask() == []
        editor.close(doc(folder))
        assert await ask() == []
        assert editor.published == []


BROKEN = """\
import sys
from respcheck.lsp import checker

def check(self, path, text):
    raise ValueError(text)

checker.Checker.check = check
from respcheck.cli import main
main(["lsp"])
"""


@session
async def test_a_bug_is_named_without_a_customers_words(folder: Path) -> None:
    async with editing(folder, command=(sys.executable, "-c", BROKEN)) as editor:
        editor.open(doc(folder), BAD)
        assert await editor.found(doc(folder)) == []
        editor.change(doc(folder), "Hi", 2)
        assert await editor.found(doc(folder), 2) == []
        (message,) = editor.messages
        assert message.startswith("respcheck: internal error: ValueError at <string>:5 < ")
        assert message.endswith("; please report this line")
        assert "reply" not in message


def test_without_pygls_it_says_what_to_do(tmp_path: Path) -> None:
    code = "import sys; sys.modules['pygls'] = None; from respcheck.cli import main; main(['lsp'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    said = "respcheck: the language server needs pygls 2: pip install 'respcheck[lsp]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_nothing_else_imports_pygls(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD)
    code = (
        "import sys\nfrom respcheck.cli import main\ntry: main(sys.argv[1:])\n"
        "finally: print(sorted({name.partition('.')[0] for name in sys.modules} & {'pygls', 'lsprotocol', 'asyncio'}))"
    )
    for args in (["check", "a.txt"], ["lsp", "--help"], ["--help"]):
        done = subprocess.run([sys.executable, "-c", code, *args], cwd=tmp_path, capture_output=True, text=True)
        assert done.stdout.splitlines()[-1] == "[]", args


def test_it_ends_with_its_client(run: Run) -> None:
    """As the protocol has it: an end that was not announced is exit code 1."""
    assert run("lsp", "--stdio").returncode == 1
    assert run("lsp", "--rules", "nowhere").returncode == 2


@session
async def test_an_entry_goes_into_the_configuration_as_the_editor_has_it(folder: Path) -> None:
    config = folder / ".respcheck.yml"
    config.write_text("select: no-reply\n")
    able = types.WorkspaceEditClientCapabilities(document_changes=True)
    capabilities = types.ClientCapabilities(types.WorkspaceClientCapabilities(workspace_edit=able))
    async with editing(folder, capabilities=capabilities) as editor:
        editor.open(doc(folder), BAD)
        (found,) = await editor.found(doc(folder))
        for version, lines in ((None, 1), (1, 3)):
            actions = await editor.actions(doc(folder), found.range)
            (change,) = actions["Ignore do-not-reply for this sentence, in the configuration"].edit.document_changes
            assert (change.text_document.uri, change.text_document.version) == (config.as_uri(), version)
            assert change.edits[0].range.start == types.Position(lines, 0)
            assert 'sentence: "Please do not reply to this email"' in change.edits[0].new_text
            editor.open(config.as_uri(), "# more\n\nselect: no-reply\n", "yaml")
        said = actions["Insert behind it: Questions? Just reply to this email: it reaches {team}."]
        assert said.edit.document_changes[0].text_document.version == 1
