"""Code actions as the protocol has them: which are offered when, and what becomes of the text."""

from __future__ import annotations

import pytest

pytest.importorskip("lsprotocol")

from lsprotocol import types

from respcheck.lsp.actions import FIX_ALL, Config, Target, code_actions
from respcheck.lsp.checker import Checked, Checker
from respcheck.lsp.positions import Places
from respcheck.project import Project
from respcheck.source import Source, Span
from tests.conftest import ROOT

URI = "file:///project/a.html"
TEXT = (ROOT / "samples" / "price-change.html").read_text()


def checked(text: str, name: str = "a.html") -> Checked:
    return Checker(lambda: Project(isolated=True)).check(f"/project/{name}", text)


def changed(text: str, edit: types.WorkspaceEdit | None, uri: str = URI) -> str:
    """A text after an edit, whose positions count UTF-16 units."""
    assert edit is not None
    assert edit.changes is not None
    lines = text.split("\n")
    starts = [sum(len(line.encode("utf-16-le")) + 2 for line in lines[:number]) for number in range(len(lines))]
    data = text.encode("utf-16-le")
    for change in sorted(edit.changes[uri], key=lambda change: change.range.start, reverse=True):
        start, end = (starts[at.line] + 2 * at.character for at in (change.range.start, change.range.end))
        data = data[:start] + change.new_text.encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")


def offered(text: str, words: str, only: list[str] | None = None, name: str = "a.html") -> dict[str, types.CodeAction]:
    """The actions at the first of some words, by title."""
    found = checked(text, name)
    at = text.index(words)
    target = Target(URI, Places(found.source))
    actions = code_actions(found, target, Span(at, at), only, lambda: None)
    return {action.title: action for action in actions}


def test_a_fix_is_preferred_when_it_is_safe() -> None:
    text = TEXT.replace("We apologise", "\U0001f600 We apologise")
    (title, action), *_ = offered(text, "inside!").items()
    assert (title, action.kind, action.is_preferred) == ("Replace '!' by '.'", "quickfix", True)
    assert changed(text, action.edit) == text.replace("inside!", "inside.")
    assert [diagnostic.code for diagnostic in action.diagnostics or ()] == ["RC605"]
    actions = offered(text, "any inconvenience")
    title = next(iter(actions))
    assert title == "Replace 'any' by 'the' (may change the meaning)"
    assert actions[title].is_preferred is None
    assert changed(text, actions[title].edit) == text.replace("any inconvenience", "the inconvenience")


def test_everything_at_once_is_for_those_who_ask() -> None:
    assert FIX_ALL not in {action.kind for action in offered(TEXT, "inside!").values()}
    for only in (["source"], ["source.fixAll"], ["source.fixAll.respcheck", "quickfix.x"]):
        ((title, action),) = offered(TEXT, "inside!", only).items()
        assert (title, action.kind) == ("Apply all safe fixes of respcheck", FIX_ALL)
        assert checked(changed(TEXT, action.edit)).findings != checked(TEXT).findings
        assert offered(changed(TEXT, action.edit), "inside.", only) == {}
    assert offered(TEXT, "inside!", ["refactor"]) == {}
    assert offered(TEXT, "inside!", ["source.organizeImports"]) == {}
    assert set(offered(TEXT, "inside!", [])) == set(offered(TEXT, "inside!", ["quickfix"]))


def test_a_rewrite_is_inserted_with_its_slots() -> None:
    title = "Insert behind it: Questions? Just reply to this email: it reaches {team}."
    action = offered(TEXT, "do not reply")[title]
    assert (action.kind, action.is_preferred) == ("quickfix", None)
    after = changed(TEXT, action.edit)
    assert "incoming messages. Questions? Just reply to this email: it reaches {team}.</p>" in after
    assert len(after) == len(TEXT) + len(title) - len("Insert behind it:")


def test_ignoring_is_a_comment_or_else_an_entry_in_the_configuration() -> None:
    text = "<p>Hi,</p>\n<p>Please do not reply to this email.</p>\n"
    action = offered(text, "do not", name="a.html.j2")["Ignore do-not-reply here, in a comment"]
    assert "<p>{# respcheck: ignore[do-not-reply] REASON #}Please" in changed(text, action.edit)
    assert not [title for title in offered(text, "do not") if title.startswith("Ignore")]
    config = Target("file:///project/.respcheck.yml", Places(Source("c", "select: all\n")), 7, versioned=True)
    found = checked(text)
    at = Span(text.index("do not"), text.index("do not"))
    actions = code_actions(found, Target(URI, Places(found.source)), at, None, lambda: Config(config, "mail/a.html"))
    edit = next(a.edit for a in actions if a.title == "Ignore do-not-reply for this sentence, in the configuration")
    assert edit is not None
    (change,) = edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (config.uri, 7)
    assert change.edits[0].range.start == types.Position(1, 0)  # type: ignore[union-attr]
    assert 'path: "mail/a.html"' in change.edits[0].new_text  # type: ignore[union-attr]


def test_nothing_is_offered_elsewhere_and_the_tools_own_findings_are_not_ignored() -> None:
    assert offered(TEXT, "<html") == {}
    text = "{# respcheck: ignore[calm-down] #}\nHi.\n"
    assert checked(text, "a.txt.j2").findings[0].rule.code == "RC001"
    assert offered(text, "calm-down", name="a.txt.j2") == {}
