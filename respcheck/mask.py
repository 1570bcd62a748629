"""Reports without customers' words, for logs that anybody can read.

What is shown is what is known to be harmless, not the other way round: words that the rules' own phrases are made of,
in lower case, and the usual beginnings of sentences. Every other word, all that has a digit in it,
addresses, markup, what stands in quotation marks, and everything outside the paragraphs with findings is hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from .finding import Edit, Finding, Related, Report, numbered
from .language import EN
from .ruleset import Ruleset
from .source import Source, Span

#: A character of each length in UTF-8, which gives it its length in UTF-16 as well: columns stay in every unit.
_STARS = {1: "*", 2: "\u00b7", 3: "\u2022", 4: "\U0001f784"}
#: Words of rules that are first names as well; `will`, `may` and `hope` are too common to be hidden in lower case.
_NAMES = frozenset(
    "april august autumn bill carry chase easter ed eula grant jan june liberty mark min patience precious sana summer "
    "van winter".split()
)
_MARKS = frozenset(" \t\r\n\f\v!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u2013\u2014\u2018\u2019\u201c\u201d\u2026")
_ENDING = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")
_SHORT = frozenset({"a", "i", "can't", "won't", "shan't"})
#: What these stand in tells more than words do: numbers, addresses, encoded text, code.
_OPAQUE = re.compile(r"[\d@_/\\<>=&%#$]|\w\.\w")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc-][^\W\d_]+)*")
#: How the text before a sentence ends: a mark, a comma and a new line, an empty line, a bullet.
_BEFORE_SENTENCE = re.compile(r"(?:\A|[.!?:;\u2026]|[,\n][^\S\n]*\n|\n[^\S\n]*[-*+>])[^\w\n]*\Z")
_ENCODED = re.compile(r"=[0-9A-F]{2}|\\[ux][0-9a-fA-F]{2}")
_NUMBER = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|hundred|thousand|double|triple|treble"
)
_STREET = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|close|crescent|court|place|square|terrace|way|row|hill|boulevard|blvd"
    "|highway|house|floor|flat|apartment|apt|box"
)
_HIDDEN = re.compile(
    rf"""
      \A[^\u201c\u201d]*\u201d  # what was opened in a paragraph above
    | "[^"]*(?:"|\Z) | \u201c[^\u201d]*(?:\u201d|\Z) | \u201e[^\u201c\u201d]*.? | \u00ab[^\u00bb]*(?:\u00bb|\Z)
    | (?<!\w)['\u2018](?=\S)(?:[^'\u2019]|['\u2019](?=\w))*(?:['\u2019]|\Z)      # apostrophes close nothing
    | &(?:quot|[lb]dquo|[ls]squo|laquo|\#34|\#82(?:16|20|22));.*?(?:&(?:quot|[lr][ds]quo|raquo|\#34|\#82\d\d);|\Z)
    | <(?P<tag>q|blockquote)\b.*?(?:</(?P=tag)|\Z) | <[^<>]*>
    | (?:^|\n)[ \t]*(?:>|&gt;)[^\n]*
    | \b(?:{_NUMBER})(?:[\s,-]+(?:{_NUMBER})){{2,}}\b
    | \b\d[\w-]*,?(?:[ \t]+[^\W\d_]+){{0,4}}[ \t]+(?:{_STREET})\b
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
#: Behind these stand names, in whatever case.
_ADDRESSED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(EN.greetings)}|good (?:morning|afternoon|evening)|mr|mrs|ms|mx|miss|dr|prof|madam|attn"
    r"|names? (?:is|are)|name[:'\u2019]s?|called|named|signed)(?![\w-])[.:,]?\s+"
    r"(?=(?P<name>[^\s,.!?;:]+(?:[ \t]+[^\s,.!?;:]+){0,2}))"
    rf"|\b(?:{'|'.join(EN.farewells | EN.thanks)})\b[ \t]*(?:[,.!\u2013\u2014-]+\s*|\n\s*)"
    r"(?=(?P<signer>\S{1,40}(?:[ \t]+\S{1,40}){0,3})[ \t]*(?:\r?\n|\Z))",
    re.IGNORECASE,
)


def vocabulary(ruleset: Ruleset) -> frozenset[str]:
    """The words that phrases of a ruleset's signals and its word lists are made of, names among them left out."""
    phrases = (pattern.phrase for signal in ruleset.signals.values() for pattern in signal.patterns)
    words = {word for text in (*phrases, *ruleset.lists.values()) for word in re.findall("[a-z]+", text)}
    return frozenset(word for word in words if len(word) > 1) - _NAMES | _SHORT


def mask(report: Report, known: frozenset[str]) -> Report:
    """The same report with customers' words hidden: each place stays where it was, in every unit.

    `known` are the words that may be shown (see `vocabulary`). Paths stay, and what rules say. Fingerprints are
    those of what is shown; a fix that holds a hidden word is left out.
    """
    findings = tuple(numbered(_masked(report.findings, known)))
    notes, errors = (tuple(map(_unquoted, texts)) for texts in (report.notes, report.errors))
    return replace(report, findings=findings, notes=notes, errors=errors)


@lru_cache(maxsize=4096)
def veil(text: str, known: frozenset[str]) -> str:
    """A text with everything hidden that may be a customer's; characters, lines and columns stay."""
    shown = bytearray(character in _MARKS for character in text)
    for run in re.finditer(r"\S+", text):
        if _OPAQUE.search(run[0]):
            shown[run.start() : run.end()] = bytes(len(run[0]))
            continue
        for word in _WORD.finditer(run[0]):
            start = run.start() + word.start()
            begins = bool(_BEFORE_SENTENCE.search(text[:start] if start < 9 else "x" + text[start - 9 : start]))
            is_shown = all(_is_known(part, known, begins) for part in word[0].split("-"))
            shown[start : start + len(word[0])] = bytes([is_shown]) * len(word[0])
    for span in _secrets(text):
        shown[slice(*span)] = bytes(span.end - span.start)
    return "".join(c if keep or c.isspace() else _star(c) for c, keep in zip(text, shown, strict=True))


def _secrets(text: str) -> Iterator[Span]:
    """What is hidden whatever its words are."""
    for found in _HIDDEN.finditer(text):
        yield Span(*found.span())
    for found in _ADDRESSED.finditer(text):
        for name in ("name", "signer"):
            for word in re.finditer(r"\S+", found[name] or ""):
                if word[0].lower() not in EN.addressees:
                    yield Span(found.start(name) + word.start(), found.start(name) + word.end())


def _is_known(word: str, known: frozenset[str], begins: bool) -> bool:
    plain = re.sub("[\u2019\u02bc]", "'", word)
    if plain.islower():
        return plain in known or _ENDING.sub("", plain) in known
    # a name, the beginning of a sentence, or shouting
    return plain.lower() in EN.starters | EN.greetings and (begins or plain.isupper() or plain.startswith("I'"))


def _star(character: str) -> str:
    return _STARS[len(character.encode("utf-8", "surrogatepass"))]


def _masked(findings: Sequence[Finding], known: frozenset[str]) -> Iterator[Finding]:
    blocks: dict[str, set[Span]] = defaultdict(set)
    for finding in findings:
        blocks[finding.source.path].add(finding.block)
    sources: dict[str, Source] = {}
    for finding in findings:
        path = finding.source.path
        if path not in sources:
            sources[path] = _veiled(finding.source, blocks[path], known)
        texts: dict[str, Any] = {
            field.name: veil(value, known)
            for field in fields(finding)
            if isinstance(value := getattr(finding, field.name), str) and field.name != "zone"
        }
        texts |= {"message": _message(finding, known), "sentence": texts["text"], "because": _because(finding, known)}
        related = tuple(_related(other, known) for other in finding.related)
        why = finding.suppressed
        yield replace(
            finding,
            **texts,
            source=sources[path],
            related=related,
            suppressed=why._replace(reason=veil(why.reason, known)) if why else None,
            edit=_edit(finding.edit, known),
        )


def _veiled(source: Source, blocks: Iterable[Span], known: frozenset[str]) -> Source:
    """A source in which the blocks' harmless words are all that is shown."""
    parts, end = [], 0
    for block in sorted(blocks):
        start = max(block.start, end)
        if block.end > start:
            text = source.text[start : block.end]
            parts += [_blank(source.text[end:start]), _blank(text) if _ENCODED.search(text) else veil(text, known)]
            end = block.end
    return replace(source, text="".join([*parts, _blank(source.text[end:])]), _line_starts=[])


def _blank(text: str) -> str:
    return "".join(c if c.isspace() else _star(c) for c in text)


def _message(finding: Finding, known: frozenset[str]) -> str:
    """What the rule says stays; the words it quotes are masked, and a thread's are hidden."""
    start, _, end = finding.rule.message.partition("{match}")
    shape = rf"({re.escape(start)})(.*)({re.escape(end)})( \(when .*\))?"
    if not (found := re.fullmatch(shape, finding.message, re.DOTALL)):
        return veil(finding.message, known)
    words = _blank(found[2]) if finding.rule.flag.thread else veil(found[2], known)
    return found[1] + words + found[3] + veil(found[4] or "", known)


def _because(finding: Finding, known: frozenset[str]) -> str:
    """A rule's phrase stays; the words that weighed, and a thread's, are masked."""
    if finding.rule.flag.thread:
        return veil(finding.because, known)
    learned = re.fullmatch(r"(learned act \w+ \(.*?\): )(.*)", finding.because, re.DOTALL)
    return learned[1] + veil(learned[2], known) if learned else finding.because


def _related(related: Related, known: frozenset[str]) -> Related:
    source = related.source and replace(related.source, text=_blank(related.source.text), _line_starts=[])
    return related._replace(message=veil(related.message, known), source=source)


def _edit(edit: Edit | None, known: frozenset[str]) -> Edit | None:
    return edit if edit and veil(edit.replacement, known) == edit.replacement else None


def _unquoted(line: str) -> str:
    """A line of the tool's own without what it quotes."""
    return re.sub(r"""(['"`]).*\1""", lambda found: found[1] + _blank(found[0][1:-1]) + found[1], line)
