"""The state of the server: one client's documents, what was found in them, and what the client was told."""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from .. import __version__
from ..errors import RespcheckError
from ..source import Source
from .checker import Checked, Checker
from .diagnostics import diagnostic
from .documents import path_of
from .positions import Places

T = TypeVar("T")


class Server(LanguageServer):
    """Texts are linted by one worker, so that newer versions are heard of meanwhile; only the newest is published.

    The client sends whole texts: where it sends parts, pygls counts lines otherwise than the protocol (U+2028).
    `pulls` is true for a client that asks for diagnostics, and must not be sent them as well.
    """

    def __init__(self, checker: Checker) -> None:
        super().__init__("respcheck", __version__, types.TextDocumentSyncKind.Full)
        self.pulls = False
        self.is_shut_down = False
        self._checker = checker
        self._worker = ThreadPoolExecutor(1)
        self._known: dict[str, tuple[int | None, Checked]] = {}  # by URI, with the version
        self._waiting: dict[str, asyncio.Task[None]] = {}  # by URI
        self._problems: dict[str, str] = {}  # by URI
        self._bugs: set[str] = set()

    def can(self, capability: str) -> bool:
        """Whether the client says that it can do something, as in `workspace.workspace_edit.document_changes`."""
        return bool(get_capability(self.client_capabilities, capability))

    def document(self, uri: str) -> TextDocument | None:
        """An open document."""
        found: TextDocument | None = self.workspace.text_documents.get(unquote(uri))
        return found

    def version_of(self, uri: str) -> int | None:
        document = self.document(uri)
        return document.version if document else None

    async def checked(self, uri: str) -> Checked | None:
        """What is found in a document as it is now; None where that can't be told."""
        document = self.document(uri)
        if document is None:
            return None
        version, memory = document.version, self._known
        if uri in memory and memory[uri][0] == version:
            return memory[uri][1]
        path = path_of(uri, document.language_id, self._folders())
        found = await self.work(uri, partial(self._checker.check, path, document.source))
        if found:
            self._tell(uri, "\n".join(found.errors))
            if self.document(uri) is document and document.version == version:
                memory[uri] = version, found
        return found

    async def work(self, uri: str, task: Callable[[], T]) -> T | None:
        """Do something with a document beside the conversation; None, and a message, where that fails."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, task)
        except RespcheckError as error:
            self._tell(uri, str(error))
        except Exception as error:
            self.report_server_error(error, type(error))
        return None

    def lint_soon(self, uri: str, pause: float) -> None:
        """Publish a document's diagnostics after so many seconds, unless this is called for it again before."""
        self._stop(uri)
        if not self.pulls:
            self._waiting[uri] = asyncio.create_task(self._lint(uri, pause))

    async def _lint(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            found = self.diagnostics(uri, await self.checked(uri))
        except Exception as error:
            self.report_server_error(error, type(error))
        else:
            self.publish(uri, found, self.version_of(uri))

    def lint_all(self) -> None:
        """Lint every document anew: configuration or rules may have changed."""
        self._known = {}  # what is being linted meanwhile is remembered in the old one
        if self.pulls:
            self.workspace_diagnostic_refresh(None)
        for document in self.workspace.text_documents.values():
            self.lint_soon(document.uri, 0)

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._stop(uri)
        self._known.pop(uri, None)
        self._problems.pop(uri, None)

    def publish(self, uri: str, found: Sequence[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def diagnostics(self, uri: str, checked: Checked | None) -> list[types.Diagnostic]:
        if checked is None:
            return []
        places = self.places(checked)
        return [diagnostic(finding, places, uri) for finding in checked.findings]

    def places(self, checked: Checked) -> Places:
        return self.places_in(checked.source)._replace(marked=checked.marked)

    def places_in(self, source: Source) -> Places:
        """Positions in a text, in the unit that was agreed on."""
        return Places(source, types.PositionEncodingKind(self.workspace.position_encoding).value)

    def _folders(self) -> list[str]:
        """The workspace's folders, in the client's order."""
        uris = [folder.uri for folder in self.workspace.folders.values()] or [self.workspace.root_uri]
        return [path for uri in uris if uri and (path := to_fs_path(uri))]

    def _stop(self, uri: str) -> None:
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()

    def _tell(self, uri: str, problem: str) -> None:
        """Show what a document can't be linted for, once for all that share it; nothing to show when it is mended."""
        if problem and problem not in self._problems.values():
            self._show(problem)
        if problem:
            self._problems[uri] = problem
        else:
            self._problems.pop(uri, None)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Name a bug, once, by its place; what an error says may be a customer's words."""
        if source is FeatureRequestError:
            return  # the answer to the request says so
        frames = traceback.extract_tb(error.__traceback__)
        stack = " < ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))
        bug = f"internal error: {type(error).__name__} at {stack or 'an unknown place'}; please report this line"
        if bug not in self._bugs:
            self._bugs.add(bug)
            self._show(bug)

    def _show(self, text: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"respcheck: {text}"))
