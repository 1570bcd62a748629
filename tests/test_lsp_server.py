"""The language server over its protocol: the buffer counts, configuration is obeyed and followed, mistakes are told."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

pytest.importorskip("pygls")

from lsprotocol import types

from tests.editor import Editor, editing

BAD = "Hi Ana,\n\nPlease do not reply to this email.\n"
RULES = ("--select", "RC101,RC605,RC612,tool")


def session(test: Callable[[Path], Awaitable[None]]) -> Callable[[Path], None]:
    """A test that talks to a server."""

    def run(tmp_path: Path) -> None:
        asyncio.run(asyncio.wait_for(test(tmp_path), 60))  # type: ignore[arg-type]

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


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
        assert editor.published == []


@session
async def test_a_finding_has_its_branch_related_places_and_tag(folder: Path) -> None:
    text = "Hi,\n\n{% if late %}\nPlease do not reply to this email.\n{% endif %}\n"
    idle = "{# respcheck: ignore[calm-down] no reason #}\n" + text
    async with editing(folder) as editor:
        editor.open(doc(folder, "a.txt.j2"), idle)
        found = {diagnostic.code: diagnostic for diagnostic in await editor.found(doc(folder, "a.txt.j2"))}
        assert found["RC001"].tags == (types.DiagnosticTag.Unnecessary,)
        sample = (ROOT / "samples" / "app-update.txt").read_text()
        editor.open(doc(folder), sample)
        found = {diagnostic.code: diagnostic for diagnostic in await editor.found(doc(folder))}
        (related,) = found["RC605"].related_information or ()
        line = sample.splitlines()[related.location.range.start.line]
        at = slice(related.location.range.start.character, related.location.range.end.character)
        assert (related.location.uri, related.message) == (doc(folder), f"because of this: '{line[at]}'")
        severities = {code: diagnostic.severity for code, diagnostic in found.items()}
        assert severities["RC613"] == types.DiagnosticSeverity.Warning
        assert severities["RC605"] == types.DiagnosticSeverity.Information
