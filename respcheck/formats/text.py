"""Reads plain text as mail programs show it: paragraphs, lists, quoted replies, and a header at the top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source, Span
from .feed import Feed
from .frontmatter import key_kind, read_front_matter
from .markup import inline_tags
from .tag import FILLED, GONE, Tag, TagKind, mask, merge
from .template import scan

_GAP = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(rf"[\s{GONE}]*")
_EMPTY = " \t\n\x0b\x0c\xa0" + GONE
#: A paragraph that must be looked at line by line.
_SPECIAL = re.compile(
    rf"^[ \t{GONE}]*(?:[-*•‣◦▪●·^][ \t]|\(?\d{{1,2}}[.)][ \t]|[-=_*~#.]{{2}}|#[ \t]|>|On\b|Begin forwarded|\*?From:)",
    re.MULTILINE,
)
_RAGGED = re.compile(rf"[ \t]\n|\n[ \t]|[{GONE}]")
_RULE = re.compile(rf"[ \t]*(?:[-=_*~#.][ \t]*){{3,}}{FILLED}*")
_HEADING = re.compile(r"#{1,3}[ \t]+(?=[^\W\d_])")
#: List marks, and the `^` of GOV.UK Notify's inset texts.
_ITEM = re.compile(rf"[ \t{GONE}]*(?:[-*•‣◦▪●·]|\(?\d{{1,2}}[.)]|\^(?=(?:[ \t]\S+){{3}}))[ \t]+(?=[^\s{GONE}])")
_QUOTED = re.compile(rf"[ \t{GONE}]*>(?:[ \t]?>)*[ \t]?")
_NAME_LINE = re.compile(r"[A-Z][\w'’.&-]*(?: [\w'’.&-]+){0,3}")
_WROTE = re.compile(r"[ \t]*On\b[^\n]{4,200}(?:\n[^\n]{0,120})?\bwrote:[ \t]*(?=\n|\Z)")
_DATED = re.compile(r"\d{4}|\d:\d\d|@")
_YOU_WROTE = re.compile(r"\b(?:you|we|I) wrote:")
#: From here on the text is an earlier message.
_FORWARDED = re.compile(
    r"[ \t]*-{2,}[ \t]*(?:Original|Forwarded) message[ \t]*-{2,}[ \t]*(?=\n|\Z)|[ \t]*Begin forwarded message:"
    rf"|\*?From:\*?[ \t]+[^\n{FILLED}]+\n(?:[ \t]*\*?(?:Sent|Date|To|Cc|Reply-To):[^\n]*\n){{1,4}}[ \t]*\*?Subject:"
    rf"|[ \t]*[-_=]{{3,}}[ \t]*\n[ \t]*\*?From:\*?[ \t]+[^\n{FILLED}]+(?:\n(?![ \t]*(?:To|Until|Till)\b)|\Z)",
    re.IGNORECASE,
)
_ARMOUR = re.compile(r"-----BEGIN (PGP SIGNED MESSAGE-----\s*(?:Hash: \S+)?|[A-Z ]+-----)")
#: `Board: {URL}`, a line of a box.
_FILLED_IN = re.compile(rf"[^:]+:\s*{FILLED}+")
_HEADER = re.compile(r"[ \t]*(?P<name>[A-Za-z][A-Za-z-]*(?: [A-Za-z]+)?):[ \t]*(?P<value>[^\n]*)(?:\n|\Z)")
#: How the first lines of a page with headers start.
_HEAD = re.compile(r"\s*(?:---|(?:Subject|From|Reply-To|Preheader|Name|Template name):)", re.IGNORECASE)
#: A template with the name that its senders know it by, its subject and a label above its text.
_EXPORT = re.compile(
    r"\s*(?:Template )?Name:[ \t]*\S[^\n]*\n(?P<subject>(?:[^\n]*\n){1,12}?)"
    r"[ \t]*(?:(?:Message|E-?mail|Mail|Template)[ \t]+)?(?:content|body|text):[ \t]*\n(?:[ \t]*(?:-{3,}[ \t]*)?\n)*",
    re.IGNORECASE,
)
_BODIES = frozenset(("body", "content", "text", "message", "message body", "message content", "email body"))
_FOLDED = re.compile(r"(?:[ \t]+\S[^\n]*(?:\n|\Z))+")
_HEADERS = frozenset("to cc bcc date sent importance priority".split())
_CAPITALS = re.compile(r"[^a-z.!?,:;\n]*[A-Z]{2}[^a-z.!?,:;\n]*")
_SPOKEN_CAPITALS = re.compile(r"\b(?:NOT|NO|PLEASE|YOU|YOUR|WE|THANKS?|HELLO|HI|DEAR|REGARDS|SINCERELY|REPLY)\b")


def read_text(source: Source, suffix: str = "") -> Prose:
    """A plain text, or a template of one, as prose."""
    builder = ProseBuilder(source)
    fill_text(builder, 0, len(source.text), suffix)
    return replace(builder.build(), plain="</" not in source.text)


def fill_text(
    builder: ProseBuilder, start: int, end: int, suffix: str = "", top: bool = True, quoted: bool = False
) -> None:
    """Append `builder.source.text[start:end]`, read as plain text.

    `top` says that header lines or front matter may stand there; `quoted` that all of it is someone else's.
    """
    text = builder.source.text
    tags = scan(text, suffix, start, end)
    if strays := tuple(inline_tags(mask(text, tags, start, end), start)):
        tags = merge(tags, strays)
    if text.find("-----BEGIN ", start, end) >= 0:
        tags = merge(_armour(text, start, end), tags)
    _Reader(Feed(builder, tags), start, end, quoted).read(top)


def fill_head(builder: ProseBuilder, suffix: str = "") -> int:
    """Append what front matter or header lines at the top of a source say; give the offset behind them."""
    text = builder.source.text
    if not _HEAD.match(text):
        return 0
    return _Reader(Feed(builder, scan(text, suffix)), 0, len(text), False).head()


def _armour(text: str, start: int, end: int) -> Iterator[Tag]:
    """Signatures, keys and encrypted text, and the line that announces a signed text."""
    last = start
    for found in _ARMOUR.finditer(text, start, end):
        close = found.end()
        if not found[1].startswith("PGP SIGNED"):
            close = text.find(closer := f"-----END {found[1]}", found.end(), end) + len(closer)
            if close < len(closer):
                return
        if found.start() >= last:
            yield Tag(found.start(), close, TagKind.COMMENT)
            last = close


class _Reader:
    """Reads one stretch. `text` is its masked form, with line ends as `\\n`; its offset 0 is `base` in the source."""

    def __init__(self, feed: Feed, start: int, end: int, quoted: bool) -> None:
        text = mask(feed.source, feed.tags, start, end)
        self.returns = "\r" in text
        if self.returns:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        self.feed, self.base, self.text = feed, start, text
        self.quoted = quoted  # what follows is an earlier message
        self.unquote = not quoted and not re.search(rf"^[ \t{GONE}]*[^>\s{GONE}]", text, re.MULTILINE)
        self.last = BlockKind.PARAGRAPH

    def read(self, top: bool) -> None:
        start = self.head() if top else 0
        for gap in _GAP.finditer(self.text, start):
            self._paragraph(start, gap.start())
            start = gap.end()
        self._paragraph(start, len(self.text))

    def head(self) -> int:
        """Read front matter and header lines; gives the offset behind them."""
        start = read_front_matter(self.feed, self.text, 0, self.base)
        if export := _EXPORT.match(self.text, start):
            found = [Span(*line.span()) for line in _LINE.finditer(self.text, *export.span("subject"))]
            self._block([line for line in found if not _RULE.fullmatch(self.text, *line)], BlockKind.SUBJECT)
            return export.end()
        return self._headers(start)

    def _headers(self, start: int) -> int:
        """Lines such as `Subject: ...` at the very top; gives the offset behind them."""
        lead = _LEAD.match(self.text, start)
        at = self.text.rfind("\n", start, lead.end()) + 1 if lead else start
        first = at = max(at, start)
        while header := _HEADER.match(self.text, at):
            name = header["name"].lower()
            if at > first and name in _BODIES and not header["value"].strip():
                return header.end()
            kind = key_kind(name) if name != "title" else None
            if kind is None and name not in _HEADERS and not ("-" in name and at > first):
                break
            folded = None if self.text[at] in " \t" else _FOLDED.match(self.text, header.end())
            at = folded.end() if folded else header.end()
            if kind:
                if GONE in header["value"] and not header["value"].strip(_EMPTY):
                    at = self._value_end(at)
                value = _LINE.finditer(self.text, header.start("value"), at)
                self._block([Span(*line.span()) for line in value], kind)
            start = at
        return start

    def _value_end(self, at: int) -> int:
        """Where a header's value ends whose first line, before `at`, holds only control tags: at a blank line."""
        gap = _GAP.search(self.text, at - 1)
        return gap.end() if gap else len(self.text)

    def _paragraph(self, start: int, end: int) -> None:
        if self.quoted:
            self._block([Span(*line.span()) for line in _LINE.finditer(self.text, start, end)], BlockKind.QUOTE)
        elif _SPECIAL.search(self.text, start, end):
            self._lines(start, end)
        elif self.returns or _RAGGED.search(self.text, start, end):
            self._block([Span(*line.span()) for line in _LINE.finditer(self.text, start, end)], BlockKind.PARAGRAPH)
        else:
            self._block([Span(start, end)], BlockKind.PARAGRAPH)

    def _lines(self, start: int, end: int) -> None:
        """A paragraph with list items, quoted lines, rules or forwarded headers among its lines."""
        lines: list[Span] = []
        kind = BlockKind.PARAGRAPH
        skip = start
        for found in _LINE.finditer(self.text, start, end):
            line = Span(*found.span())
            if line.start < skip:
                continue
            if _FORWARDED.match(self.text, line.start):
                self._block(lines, kind)
                self.quoted = True
                return self._paragraph(line.start, end)
            if attribution := _WROTE.match(self.text, line.start, end):
                self._block(lines, kind)
                lines, skip = [], attribution.end()
                self._attribution(Span(line.start, skip))
                if self.quoted:
                    return self._paragraph(skip, end)
            elif (heading := _HEADING.match(self.text, *line)) and not lines:
                last = heading.end() + len(self.text[heading.end() : line.end].rstrip("# \t"))
                self._block([Span(heading.end(), last)], BlockKind.HEADING)
            elif _RULE.fullmatch(self.text, *line):
                self._block(lines, BlockKind.HEADING if self._underlined(lines, line) else kind)
                lines, kind = [], BlockKind.PARAGRAPH
            else:
                new, at, fresh = self._look(line, kind, lines)
                if fresh:
                    self._block(lines, kind)
                    lines = []
                kind = new
                lines.append(Span(at, line.end))
        self._block(lines, kind)

    def _look(self, line: Span, kind: BlockKind, lines: list[Span]) -> tuple[BlockKind, int, bool]:
        """The kind of a line, where its own words start, and whether it starts a block."""
        if quote := _QUOTED.match(self.text, *line):
            blank = not self.text[quote.end() : line.end].strip()
            return BlockKind.QUOTE, quote.end(), kind is not BlockKind.QUOTE or blank
        if item := _ITEM.match(self.text, *line):
            return BlockKind.ITEM, item.end(), True
        if self.text[line.start : line.end].rstrip() == "--":
            return BlockKind.PARAGRAPH, line.start, True
        if kind is BlockKind.ITEM:
            before = lines[-1] if lines else line
            wrapped = self.text[line.start] in " \t" or before.end - before.start > 50
            return (BlockKind.ITEM, line.start, False) if wrapped else (BlockKind.PARAGRAPH, line.start, True)
        return BlockKind.PARAGRAPH, line.start, kind is BlockKind.QUOTE

    def _attribution(self, line: Span) -> None:
        """`On ... wrote:`; what follows is quoted, by `>` or to the end."""
        words = self.text[line.start : line.end]
        marked = self.text[line.end : line.end + 500].lstrip().startswith(">")
        if marked or (_DATED.search(words) and not _YOU_WROTE.search(words)):
            self._block([line], BlockKind.QUOTE)
            self.quoted = not marked
        else:
            self._block([line], BlockKind.PARAGRAPH)

    def _underlined(self, lines: list[Span], rule: Span) -> bool:
        if len(lines) != 1 or self.text[rule.start : rule.end].strip()[0] not in "=-~":
            return False
        title = self.text[lines[0].start : lines[0].end].strip()
        if len(title) > 80 or title.endswith((".", ",", "!", "?", ":", ";")):
            return False
        return _FILLED_IN.fullmatch(title) is None

    def _block(self, lines: list[Span], kind: BlockKind) -> None:
        """Append lines as one block; soft line ends stay, indentation and lines of nothing but control tags go."""
        kept = [line for span in lines if (line := self._trimmed(span))]
        if not kept:
            return
        for index, line in enumerate(kept):
            if index:
                self.feed.line_end(self.base + kept[index - 1].end, self.base + line.start)
            self.feed.put(self.base + line.start, self.base + line.end)
        self.last = self._settled(kept, kind)
        self.feed.close(self.last)

    def _settled(self, lines: list[Span], kind: BlockKind) -> BlockKind:
        """The kind of a block, now that all its lines are known."""
        start, end = lines[0].start, lines[-1].end
        if kind is BlockKind.PARAGRAPH:
            if (section := self.feed.section(self.base + start)) is not None:
                return section
            return BlockKind.HEADING if self._shouts(start, end) else kind
        if kind is BlockKind.QUOTE and self.unquote:
            return BlockKind.PARAGRAPH
        if kind is BlockKind.ITEM and self._signs(start, end):
            return BlockKind.PARAGRAPH
        return kind

    def _shouts(self, start: int, end: int) -> bool:
        """True for `ORDER SUMMARY` on a line of its own, with text below."""
        line = self.text[start:end]
        return (
            line.isupper()
            and len(line) <= 50
            and _CAPITALS.fullmatch(line) is not None
            and not _SPOKEN_CAPITALS.search(line)
            and end + 2 < len(self.text)
        )

    def _signs(self, start: int, end: int) -> bool:
        """True for `- Anna`: a name behind a dash that is no list."""
        dash = self.text.rfind("-", max(0, start - 3), start) >= 0
        name = dash and _NAME_LINE.fullmatch(self.text, start, end)
        return bool(name) and self.last is not BlockKind.ITEM and self.text.find("\n- ", end) < 0

    def _trimmed(self, span: Span) -> Span | None:
        """A line without the blanks round it; None when nothing is left to read."""
        words = self.text[span.start : span.end]
        if not words.strip(_EMPTY):
            return None
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, span.end - (len(words) - len(words.rstrip())))
