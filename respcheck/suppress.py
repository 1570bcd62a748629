"""Findings that a comment or the configuration suppresses, and what is wrong with such comments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from .directive import Directive, directives
from .finding import Finding, Report, Suppression
from .prose import BlockKind, Comment, Prose
from .rule import Rule
from .ruleset import Ruleset
from .settings import Quoted, Settings
from .source import Source, Span

#: What a rule of the tool's own may flag: see `_faults` and `_idle` for what each one is.
FAULTS = ("unused", "bare", "in-source", "unknown", "expired", "unclear", "visible", "unexplained")
_HEADS = (BlockKind.SUBJECT, BlockKind.PREHEADER, BlockKind.SENDER)


class _Fault(NamedTuple):
    kind: str
    directive: Directive
    what: str


class _Scope(NamedTuple):
    """Where one name of one directive holds, and the codes of the rules that it means."""

    directive: Directive
    name: str
    codes: frozenset[str]
    span: Span


def silence(
    findings: Sequence[Finding],
    comments: Iterable[Comment],
    proses: Sequence[Prose],
    ruleset: Ruleset,
    today: date | None = None,
) -> list[Finding]:
    """The findings of some messages of a file, those that comments suppress marked so, and findings about the comments.

    A suppression is unused only when the rules that it names were run. `until` is compared with `today`, the
    calendar's day unless given.
    """
    day = today or date.today()
    source, is_plain = proses[0].source, proses[0].plain
    given = list(directives(comments))
    first = min((block.start for block in _blocks(proses, but=_HEADS)), default=len(source.text))
    faults = [fault for directive in given for fault in _faults(directive, is_plain, first, ruleset, day)]
    void = {fault.directive for fault in faults if fault.kind in ("bare", "unclear", "expired")}
    valid = [directive for directive in given if directive not in void]
    offs, ons = ([directive for directive in given if directive.verb == verb] for verb in ("off", "on"))
    blocks = _Blocks.of(proses)
    scopes = [scope for directive in valid for scope in _scopes(directive, ons, source, blocks, ruleset)]
    marked, used = [], set[tuple[Directive, str]]()
    for finding, scope in zip(findings, _holding(scopes, findings), strict=True):
        if scope is not None:
            used.add((scope.directive, scope.name))
            line = source.position(scope.directive.span.start)[0]
            cause = Suppression("comment", scope.directive.reason, f"{source.path}:{line}")
            finding = replace(finding, suppressed=cause)
        marked.append(finding)
    for directive in valid:
        if idle := list(_idle(directive, offs, used, ruleset)):
            faults.append(_Fault("unused", directive, directive.naming(idle if directive.names else ())))
    rules = {rule.flag.suppression: rule for rule in ruleset.rules if rule.flag.suppression}
    return [*marked, *(_finding(rules[fault.kind], fault, source) for fault in faults if fault.kind in rules)]


def _holding(scopes: Iterable[_Scope], findings: Sequence[Finding]) -> list[_Scope | None]:
    """For each finding the narrowest scope that it lies in, of those that mean its rule."""
    waiting = sorted(scopes, key=lambda scope: scope.span.start)
    found: list[_Scope | None] = [None] * len(findings)
    begun: list[_Scope] = []
    next_one = 0
    for number in sorted(range(len(findings)), key=lambda number: findings[number].span):
        at, code = findings[number].span.start, findings[number].rule.code
        while next_one < len(waiting) and waiting[next_one].span.start <= at:
            begun.append(waiting[next_one])
            next_one += 1
        begun = [scope for scope in begun if at < scope.span.end]
        found[number] = min((scope for scope in begun if code in scope.codes), key=_width, default=None)
    return found


def _width(scope: _Scope) -> tuple[int, int]:
    """How much a scope takes in; a family may have a rule's name."""
    return scope.span.end - scope.span.start, len(scope.codes)


def _faults(directive: Directive, is_plain: bool, first: int, ruleset: Ruleset, today: date) -> Iterator[_Fault]:
    """Everything wrong with a directive but that it is unused; `first` is where the text begins."""
    if directive.opener.startswith("<!--"):
        yield _Fault("visible" if is_plain else "in-source", directive, str(directive))
    if directive.problem:
        yield _Fault("unclear", directive, directive.problem)
        return
    if directive.verb != "on":
        if directive.names in ((), ("all",)):
            yield _Fault("bare", directive, str(directive))
            return
        if not directive.reason:
            yield _Fault("unexplained", directive, str(directive))
    if directive.verb == "ignore-file" and first < directive.span.start:
        yield _Fault("unclear", directive, "'ignore-file' stands above all text, or it is no file's")
    for name in directive.names:
        if not ruleset.codes(name):
            yield _Fault("unknown", directive, f"{name!r}{ruleset.near(name)}")
    if directive.until and directive.until < today:
        yield _Fault("expired", directive, f"{directive} until={directive.until}")


def _idle(
    directive: Directive, offs: Sequence[Directive], used: set[tuple[Directive, str]], ruleset: Ruleset
) -> Iterator[str]:
    """The names for which a directive did nothing; names whose rules did not run are none of them."""
    if directive.verb == "on":
        before = bisect_left(offs, directive.span.start, key=_start)
        if not any(_closes(directive, offs[index], ruleset) for index in reversed(range(before))):
            yield from directive.names or ("",)
        return
    for name in directive.names:
        if _was_run(name, ruleset) and (directive, name) not in used:
            yield name


def _was_run(name: str, ruleset: Ruleset) -> bool:
    """True when a name's rules were run: some, and all of those that are on by default."""
    run = {rule.code for rule in ruleset.rules}
    codes = ruleset.codes(name)
    return bool(codes & run) and codes & {rule.code for rule in ruleset.every if rule.default} <= run


def _scopes(
    directive: Directive, ons: Sequence[Directive], source: Source, blocks: _Blocks, ruleset: Ruleset
) -> Iterator[_Scope]:
    whole = Span(0, len(source.text))
    for name in directive.names if directive.verb != "on" else ():
        span: Span | None = whole
        if directive.verb == "ignore":
            span = _target(directive.span, blocks, source)
        elif directive.verb == "off":
            one = replace(directive, names=(name,))
            behind = range(bisect_left(ons, directive.span.end, key=_start), len(ons))
            ends = (ons[index].span.start for index in behind if _closes(ons[index], one, ruleset))
            span = Span(directive.span.end, next(ends, whole.end))
        if span is not None:
            yield _Scope(directive, name, ruleset.codes(name), span)


def _start(directive: Directive) -> int:
    return directive.span.start


def _closes(on: Directive, off: Directive, ruleset: Ruleset) -> bool:
    """True when `on` ends the range that `off` began."""
    if on.span.start < off.span.end:
        return False
    return not on.names or any(ruleset.codes(a) & ruleset.codes(b) for a in on.names for b in off.names)


class _Blocks(NamedTuple):
    """The blocks' places in the source, in order; `reach` says how far those up to each one go at most."""

    spans: list[Span]
    reach: list[int]

    @classmethod
    def of(cls, proses: Sequence[Prose]) -> _Blocks:
        spans = sorted(_blocks(proses))
        return cls(spans, list(accumulate((span.end for span in spans), max)))


def _blocks(proses: Sequence[Prose], but: Iterable[BlockKind] = ()) -> Iterator[Span]:
    return (p.source_span(block.span) for p in proses for block in p.blocks if block.kind not in but)


def _target(comment: Span, blocks: _Blocks, source: Source) -> Span | None:
    """The block that a comment is about: the one it stands in, or behind at its line's end, else the next."""
    spans, reach = blocks
    reaching = bisect_left(reach, comment.end)  # the first block that goes as far as the comment
    if reaching < len(spans) and spans[reaching].start < comment.start:
        return spans[reaching]
    earlier = range(bisect_left(spans, (comment.start,)))
    before = next((spans[index] for index in reversed(earlier) if spans[index].end <= comment.start), None)
    later = bisect_left(spans, (comment.end,))
    after = spans[later] if later < len(spans) else None
    if before and source.position(before.end)[0] == source.position(comment.start)[0]:
        touches = not source.text[before.end : comment.start].strip()
        if touches or after is None or source.position(after.start)[0] > source.position(comment.end)[0]:
            return before
    return after


def _finding(rule: Rule, fault: _Fault, source: Source) -> Finding:
    return Finding(
        rule=rule,
        source=source,
        span=fault.directive.span,
        message=rule.message.replace("{match}", fault.what),
        text=f"respcheck: {fault.directive}",
        zone="comment",
        sentence=fault.what,
        block=fault.directive.span,
        confidence=1.0,
        because="the comment itself",
    )


def quote(
    findings: Iterable[Finding], entries: Sequence[Quoted], ruleset: Ruleset, today: date | None = None
) -> list[Finding]:
    """A file's findings with those marked that the configuration's entries for this file suppress."""
    lasting = [entry for entry in entries if not _has_expired(entry, today)]
    marked = []
    for finding in findings:
        entry = next((entry for entry in lasting if _is_about(entry, finding, ruleset)), None)
        marked.append(replace(finding, suppressed=_cause(entry)) if entry else finding)
    return marked


def entry_notes(
    report: Report, settled: Iterable[tuple[Ruleset, Settings]], judged: Collection[Quoted], today: date | None = None
) -> Iterator[str]:
    """What is wrong with the configuration's entries, a line each, where RC001 and RC005 say so of comments.

    `settled` are the rules and settings of the run's files; `judged` are the entries that are idle when they suppress
    nothing in this run, since all their files are in it.
    """
    silent = [finding for finding in report.findings if finding.suppressed]
    wrong: dict[Quoted, str] = {}
    for ruleset, settings in settled:
        faults = {rule.flag.suppression for rule in ruleset.rules}
        for entry in settings.quoted:
            is_used = any(f.suppressed == _cause(entry) and _is_about(entry, f, ruleset) for f in silent)
            was_run = entry in judged and all(_was_run(name, ruleset) for name in entry.rules)
            if _has_expired(entry, today):
                if "expired" in faults:
                    wrong[entry] = f"expired on {entry.until}"
            elif "unused" in faults and was_run and not is_used:
                wrong[entry] = "suppresses nothing"
    for entry in sorted(wrong, key=lambda entry: entry.place):
        yield f"{entry.place}: note: the ignore entry for {entry.sentence!r} {wrong[entry]}"


def _has_expired(entry: Quoted, today: date | None) -> bool:
    return entry.until is not None and entry.until < (today or date.today())


def _cause(entry: Quoted) -> Suppression:
    return Suppression("configuration", entry.reason, str(entry.place))


def _is_about(entry: Quoted, finding: Finding, ruleset: Ruleset) -> bool:
    is_named = any(finding.rule.code in ruleset.codes(name) for name in entry.rules)
    return is_named and _quotes(_wordings(entry.sentence), finding.sentence)


def _quotes(wordings: Sequence[str], sentence: str) -> bool:
    """True when a sentence holds the words quoted or, where several sentences are quoted, is one of them."""
    said = sentence.replace(",", "").strip()
    if len(wordings) == 1:
        return f" {wordings[0]} " in f" {said} "
    return said in wordings


@cache
def _wordings(text: str) -> list[str]:
    """The searchable form of each sentence of a text, as findings have it, without commas."""
    from .formats import read
    from .segment import segment

    document = segment(read(Source("quoted.txt", " ".join(text.split())))[0])
    lines = (document.wording.text[sentence.words.start : sentence.words.end] for sentence in document.sentences)
    return [line.replace(",", "").strip() for line in lines]
