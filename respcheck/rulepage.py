"""What `respcheck rule` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .console import Piece, Screen, link_to
from .examples import Example, Examples
from .measured import Measured
from .pack import Pack
from .rule import Rule

_WIDEST = 88  # columns of text that are read with ease


def table(rules: Sequence[Rule], screen: Screen) -> Iterator[str]:
    """Every rule in a line: code, name, severity, family."""
    widest = max(len(rule.name) for rule in rules)
    for rule in rules:
        severity = screen.paint(f"{rule.severity.word:7}", rule.severity.word)
        off = "" if rule.default else screen.paint("  (off unless selected)", "dim")
        yield f"{_code(rule, screen)}  {rule.name:{widest}}  {severity}  {rule.family}{off}"


def overview(name: str, rules: Sequence[Rule], pack: Pack, screen: Screen) -> Iterator[str]:
    """A few rules, as those of a family: what each says about its first example, and what it asks for."""
    screen = _for_reading(screen)
    yield screen.paint(f"{name}: {len(rules)} rules", "bold")
    for rule in rules:
        yield ""
        yield from _head(rule, screen)
        yield from screen.wrap([Piece(_said(rule, pack.examples[rule.name]))], "  ", 2)
        yield from screen.wrap([Piece(rule.help)], "  = ", 4)


def page(rule: Rule, pack: Pack, measured: Measured | None, screen: Screen) -> Iterator[str]:
    """One rule in full: why, its source, its precision, bad and better examples, what changes it, how to silence it."""
    screen, examples = _for_reading(screen), pack.examples[rule.name]
    yield from _head(rule, screen)
    yield ""
    yield from screen.wrap([Piece(rule.help)])
    yield ""
    yield from screen.wrap([Piece("Why:", "bold"), Piece(rule.why)])
    if rule.source:
        yield from screen.wrap([Piece("Source:", "bold"), Piece(rule.source)])
    if not rule.flag.suppression:
        yield ""
        yield from screen.wrap([Piece("Measured:", "bold"), Piece(_precision(measured))])
    if rule.rewrite:
        yield ""
        yield from screen.wrap([Piece("Say instead:", "bold"), Piece(rule.rewrite, "good")])
    for fix in rule.fixes:
        how = "--fix" if fix.safe else "--fix --unsafe-fixes"
        what = f"becomes '{fix.replacement}'" if fix.replacement else "is left out"
        yield from screen.wrap([Piece(f"Fix ({how}):", "bold"), Piece(f"'{fix.words}' {what}")])
    yield ""
    yield screen.paint("Flagged:", "bold")
    for example in examples.bad:
        yield from _listed(_marked(example, rule.severity.word), screen)
        if example.after:
            yield from screen.wrap([Piece("fixed:"), Piece(example.after)], "    ", 4)
    yield screen.paint("Not flagged:", "bold")
    for example in examples.good:
        yield from _listed(_marked(example, ""), screen)
    yield ""
    for name, others in pack.examples.items():
        if name.startswith("overlay-") and name.endswith(f"/{rule.name}"):
            yield f"Changed by the overlay {others.origin}"
    yield f"To leave it out: respcheck check --ignore {rule.code}"
    if not rule.flag.suppression:
        yield "For one paragraph, a comment above it:"
        yield f"  {{# respcheck: ignore[{rule.name}] the reason #}}"


def _for_reading(screen: Screen) -> Screen:
    return screen._replace(width=min(screen.width or _WIDEST, _WIDEST))


def _code(rule: Rule, screen: Screen) -> str:
    return screen.paint(rule.code, url=link_to(rule.origin))


def _head(rule: Rule, screen: Screen) -> Iterator[str]:
    off = "" if rule.default else ", off unless selected"
    language = "" if rule.language == "en" else f", language: {rule.language}"
    code = Piece(rule.code, "bold", link_to(rule.origin))
    about = f"({rule.severity.word}, {rule.family}{language}{off})"
    return screen.wrap([code, Piece(rule.name, "bold"), Piece(about, rule.severity.word)])


def _said(rule: Rule, examples: Examples) -> str:
    """The rule's message, as it is about the first words that an example marks."""
    marked = next((example.text[start:end] for example in examples.bad for start, end in example.marks), "...")
    return rule.message.replace("{match}", marked)


def _precision(measured: Measured | None) -> str:
    if not measured:
        return "not found in the sample of real messages, so nothing is known of its precision."
    share = f"right in {measured.right} of {measured.judged} findings in real messages"
    return f"{share} (precision {measured.precision:.2f})."


def _marked(example: Example, style: str) -> Iterator[list[Piece]]:
    """The lines of an example, with brackets round what is flagged, and its words in a style."""
    text = example.text
    for start, end in reversed(example.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    spans = [(start + 2 * number, end + 2 * number + 2) for number, (start, end) in enumerate(example.marks)]
    for line in re.finditer(r".+", text):
        words = [(word[0], line.start() + word.start()) for word in re.finditer(r"\S+", line[0])]
        yield [
            Piece(word, style if any(at < end and start < at + len(word) for start, end in spans) else "")
            for word, at in words
        ]


def _listed(lines: Iterable[list[Piece]], screen: Screen) -> Iterator[str]:
    lead = "  - "
    for line in lines:
        yield from screen.wrap(line, lead, 4)
        lead = "    "
