"""What `respcheck rule` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .examples import Example
from .measured import Measured
from .pack import Pack
from .rule import Rule

_WIDTH = 88


def table(pack: Pack) -> Iterator[str]:
    """Every rule in a line: code, name, severity, family."""
    rules = pack.ruleset.rules
    widest = max(len(rule.name) for rule in rules)
    for rule in rules:
        off = "" if rule.default else "  (off unless selected)"
        yield f"{rule.code}  {rule.name:{widest}}  {rule.severity.word:7}  {rule.family}{off}"


def page(rule: Rule, pack: Pack, measured: Measured | None) -> Iterator[str]:
    """One rule in full: why, its source, its precision, bad and better examples, what changes it, how to silence it."""
    examples = pack.examples[rule.name]
    off = "" if rule.default else ", off unless selected"
    language = "" if rule.language == "en" else f", language: {rule.language}"
    yield f"{rule.code} {rule.name} ({rule.severity.word}, {rule.family}{language}{off})"
    yield ""
    yield from _wrapped(rule.help)
    yield ""
    yield from _wrapped(f"Why: {rule.why}")
    if rule.source:
        yield from _wrapped(f"Source: {rule.source}")
    if not rule.flag.suppression:
        yield ""
        yield from _wrapped(f"Measured: {_precision(measured)}")
    if rule.rewrite:
        yield ""
        yield from _wrapped(f"Say instead: {rule.rewrite}")
    for fix in rule.fixes:
        how = "--fix" if fix.safe else "--fix --unsafe-fixes"
        what = f"becomes '{fix.replacement}'" if fix.replacement else "is left out"
        yield f"Fix ({how}): '{fix.words}' {what}"
    yield ""
    yield "Flagged:"
    for example in examples.bad:
        yield from _wrapped(_marked(example), "  - ")
        if example.after:
            yield from _wrapped(f"fixed: {example.after}", "    ")
    yield "Not flagged:"
    for example in examples.good:
        yield from _wrapped(example.text, "  - ")
    yield ""
    for name, others in pack.examples.items():
        if name.startswith("overlay-") and name.endswith(f"/{rule.name}"):
            yield f"Changed by the overlay {others.origin}"
    yield f"To leave it out: respcheck check --ignore {rule.code}"
    if not rule.flag.suppression:
        yield f"For one paragraph: a comment above it, as in {{# respcheck: ignore[{rule.name}] the reason #}}"


def _precision(measured: Measured | None) -> str:
    if not measured:
        return "not found in the sample of real messages, so nothing is known of its precision."
    share = f"right in {measured.right} of {measured.judged} findings in real messages"
    return f"{share} (precision {measured.precision:.2f})."


def _marked(example: Example) -> str:
    text = example.text
    for start, end in reversed(example.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _wrapped(text: str, lead: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)) or [""]
