"""What the client may say and ask, and what is done about it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from ..files import read
from ..project import Project
from ..settings import FILE_NAMES
from ..source import Source, decode
from .actions import KINDS, Config, Target, code_actions
from .checker import Checked, Checker
from .hover import page
from .positions import Places
from .server import Server

#: Seconds without a key before a text is linted.
_PAUSE = 0.2
#: Files that change what is found in others; packs elsewhere are looked at when a text is linted.
_WATCHED = ("**/.respcheck.{yml,yaml}", "**/*.{yml,yaml}", "**/.respcheck-baseline.json")


def serve(open_project: Callable[[], Project]) -> int:
    """Talk to a client over standard input and output until it is done; gives the exit code, as the protocol has it.

    Raises RespcheckError at once for a project that can't be opened.
    """
    server = Server(Checker(open_project))
    for method, (handler, options) in _FEATURES.items():
        server.feature(method, options)(handler)
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # it logs whole messages, customers' words and all
    server.start_io()
    return 0 if server.is_shut_down else 1


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    # a client that can't be told to ask again is told of changes by what it is sent
    ls.pulls = ls.can("text_document.diagnostic") and ls.can("workspace.diagnostics.refresh_support")
    if ls.pulls:
        ls.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, types.DiagnosticOptions(False, False, "respcheck"))(_pull)


async def _initialized(ls: Server, params: types.InitializedParams) -> None:
    if ls.can("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("respcheck-files", method, options)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))


def _shut_down(ls: Server, params: None) -> None:
    ls.is_shut_down = True


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.forget(params.text_document.uri)  # a client may open what it has not closed
    ls.lint_soon(params.text_document.uri, 0)


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.lint_soon(params.text_document.uri, _PAUSE)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.forget(params.text_document.uri)
    if not ls.pulls:
        ls.publish(params.text_document.uri, [])


def _changed_on_disk(ls: Server, params: object) -> None:
    ls.lint_all()


async def _pull(ls: Server, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
    uri = params.text_document.uri
    return types.RelatedFullDocumentDiagnosticReport(ls.diagnostics(uri, await ls.checked(uri)))


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    checked = await ls.checked(params.text_document.uri)
    if checked is None:
        return None
    places = ls.places(checked)
    at = places.offset(params.position)
    here = [finding for finding in checked.findings if finding.span.start <= at < finding.span.end]
    if not here:
        return None
    pages = "\n\n---\n\n".join(map(page, here))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, pages), places.range(here[0].span))


async def _code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    version = ls.version_of(uri)  # the one that is linted, and may be an old one then
    checked = await ls.checked(uri)
    if checked is None:
        return []
    document = _target(ls, uri, version, ls.places(checked))
    config = partial(_configuration, ls, uri, checked)
    at, only = document.places.span(params.range), params.context.only
    return await ls.work(uri, partial(code_actions, checked, document, at, only, config)) or []


def _target(ls: Server, uri: str, version: int | None, places: Places) -> Target:
    return Target(uri, places, version, ls.can("workspace.workspace_edit.document_changes"))


def _configuration(ls: Server, uri: str, checked: Checked) -> Config | None:
    """The project's configuration for a file, as the editor has it or else as it lies on disk."""
    if to_fs_path(uri) is None or os.path.basename(checked.config) not in FILE_NAMES:
        return None
    path = os.path.abspath(checked.config)
    its = str(from_fs_path(path))
    document = ls.document(its)
    source = Source(path, document.source) if document else decode(read(path), path)
    return Config(_target(ls, its, ls.version_of(its), ls.places_in(source)), checked.relative)


#: A method of the protocol -> what is done about it, and what the client is told of that beforehand.
_FEATURES: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (_initialize, None),
    types.INITIALIZED: (_initialized, None),
    types.SHUTDOWN: (_shut_down, None),
    types.TEXT_DOCUMENT_DID_OPEN: (_opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (_changed_on_disk, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_changed_on_disk, None),
    types.TEXT_DOCUMENT_HOVER: (_hover, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (_code_actions, types.CodeActionOptions(code_action_kinds=KINDS)),
}
