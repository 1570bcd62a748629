"""What can be done about findings -> code actions, as the protocol has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from ..batch import Job
from ..finding import Edit, Finding
from ..source import Source, Span
from . import edits
from .checker import Checked
from .diagnostics import diagnostic
from .edits import Replacement
from .positions import Places

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.respcheck"
#: Findings of a selection that actions are made for: each takes as long as linting the text a few times.
_MOST = 10
KINDS = (CodeActionKind.QuickFix.value, FIX_ALL)


class Target(NamedTuple):
    """A document to change: `version` as the client counts it, `versioned` if the client takes edits that name one."""

    uri: str
    places: Places
    version: int | None = None
    versioned: bool = False

    def edit(self, replacements: Iterable[Replacement]) -> WorkspaceEdit:
        texts = [TextEdit(self.places.range(span), text) for span, text in replacements]
        if not self.versioned:
            return WorkspaceEdit(changes={self.uri: texts})
        change = TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(self.uri, self.version), texts)
        return WorkspaceEdit(document_changes=[change])


class Config(NamedTuple):
    """The configuration that an `ignore` entry goes into, and the path of the document from its folder."""

    target: Target
    relative: str


def code_actions(
    checked: Checked, document: Target, at: Span, only: Sequence[str] | None, config: Callable[[], Config | None]
) -> list[CodeAction]:
    """The actions for a stretch of a document's text, of the kinds that a client asks for.

    Everything at once is offered only to those who ask for it by its kind. `config` is called when an entry is wanted.
    """
    source, job = checked.source, checked.job
    if job is None:
        return []
    found: dict[str, CodeAction] = {}  # by title: two findings in a sentence have one rewrite
    if _wants(CodeActionKind.QuickFix.value, only):
        here = [
            finding for finding in checked.findings if finding.span.start <= at.end and at.start <= finding.span.end
        ]
        for finding in here[:_MOST]:
            for action in _about(finding, checked.findings, source, job, document, config):
                found.setdefault(action.title, action)
    if only and _wants(FIX_ALL, only) and (mended := edits.fix_all(source, job)):
        title = "Apply all safe fixes of respcheck"
        found[title] = CodeAction(title, FIX_ALL, edit=document.edit(mended))
    return list(found.values())


def _wants(kind: str, only: Sequence[str] | None) -> bool:
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _about(
    finding: Finding,
    findings: Sequence[Finding],
    source: Source,
    job: Job,
    document: Target,
    config: Callable[[], Config | None],
) -> Iterator[CodeAction]:
    """What can be done about one of the findings, the best first."""
    rule, about = finding.rule, [diagnostic(finding, document.places, document.uri)]
    quick = CodeActionKind.QuickFix
    if fix := finding.edit:
        edit = document.edit([Replacement(fix.span, fix.replacement)])
        yield CodeAction(_title(fix, source), quick, about, is_preferred=fix.safe or None, edit=edit)
    for new in edits.rewrites(source, job, finding):
        yield CodeAction(f"Insert behind it: {new.text.strip()}", quick, about, edit=document.edit([new]))
    if rule.flag.suppression:
        return
    alike = [other for other in findings if other.rule.code == rule.code and other.block == finding.block]
    if comment := edits.comment(source, job, alike):
        yield CodeAction(f"Ignore {rule.name} here, in a comment", quick, about, edit=document.edit(comment))
    elif (file := config()) and (entry := edits.entry(file.target.places.source.text, file.relative, finding)):
        title = f"Ignore {rule.name} for this sentence, in the configuration"
        yield CodeAction(title, quick, about, edit=file.target.edit([entry]))


def _title(fix: Edit, source: Source) -> str:
    old, new = (" ".join(text.split()) for text in (source.text[slice(*fix.span)], fix.replacement))
    what = f"Replace '{old}' by '{new}'" if new else f"Take out '{old}'"
    return what if fix.safe else f"{what} (may change the meaning)"
