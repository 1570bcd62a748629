"""An editor, as the language server meets one: the real command, over pygls' own client."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

COMMAND = (sys.executable, "-m", "respcheck", "lsp")


class _Client(LanguageClient):
    exit_code: int | None = None
    stderr = b""

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        self.exit_code = server.returncode
        assert server.stderr is not None
        self.stderr = await server.stderr.read()


class Editor:
    """What was heard from the server, and what can be said to it."""

    def __init__(self) -> None:
        self.client = _Client("editor", "1")
        self.published: list[types.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.refreshed = 0
        self._news = asyncio.Event()
        self._hear(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, self.published.append)
        self._hear(types.WINDOW_SHOW_MESSAGE, lambda params: self.messages.append(params.message))
        self._hear(types.CLIENT_REGISTER_CAPABILITY, lambda params: self.registered.append(str(params)))
        self._hear(types.WORKSPACE_DIAGNOSTIC_REFRESH, self._refresh)

    def _hear(self, method: str, handle: Callable[[Any], None]) -> None:
        def heard(params: Any = None) -> None:
            handle(params)
            self._news.set()

        self.client.feature(method)(heard)

    def _refresh(self, params: None) -> None:
        self.refreshed += 1

    async def until(self, what: Callable[[], Any]) -> Any:
        """Wait until something is true; gives it."""
        async with asyncio.timeout(30):
            while not (result := what()):
                self._news.clear()
                await self._news.wait()
            return result

    async def found(self, uri: str, version: int | None = 1) -> list[types.Diagnostic]:
        """The next diagnostics of a version of a document."""

        def arrived() -> list[types.PublishDiagnosticsParams]:
            return [params for params in self.published if (params.uri, params.version) == (uri, version)]

        params = (await self.until(arrived))[0]
        self.published.remove(params)
        return list(params.diagnostics)

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def changed_on_disk(self, path: Path) -> None:
        event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    async def hover(self, uri: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        return await self.client.text_document_hover_async(params)

    async def actions(self, uri: str, at: types.Range, only: Sequence[str] | None = None) -> dict[str, Any]:
        """The code actions for a range, by title."""
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, types.CodeActionContext([], only))
        return {action.title: action for action in await self.client.text_document_code_action_async(params) or ()}


@asynccontextmanager
async def editing(
    folder: Path,
    *options: str,
    command: Sequence[str] = COMMAND,
    capabilities: types.ClientCapabilities | None = None,
    folders: Sequence[Path] = (),
) -> AsyncIterator[Editor]:
    """An editor that was started in a folder; the server ends well with it, and has printed nothing else."""
    editor = Editor()
    await editor.client.start_io(*command, *options, cwd=folder)
    workspace = [types.WorkspaceFolder(path.as_uri(), path.name) for path in folders or (folder,)]
    params = types.InitializeParams(capabilities or types.ClientCapabilities(), workspace_folders=workspace)
    try:
        await editor.client.initialize_async(params)
        editor.client.initialized(types.InitializedParams())
        yield editor
        await editor.client.shutdown_async(None)
    finally:
        editor.client.exit(None)
        await editor.client.stop()
    assert (editor.client.exit_code, editor.client.stderr) == (0, b"")
