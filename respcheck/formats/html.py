"""Reads HTML as a mail program shows it: text in blocks, headings, buttons, hidden preheaders, quoted mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..prose import BlockKind, Prose, ProseBuilder
from ..source import Source
from .htmlwriter import HtmlWriter
from .markdown import fill_markdown, looks_markdown
from .markup import BLOCKS, ENTITY, decode_entity, has_blocks, looks_html
from .tag import Tag, mask
from .template import scan
from .text import fill_head, fill_text

# A tag has at most 400 attributes here: what is unclosed must not make reading slow.
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]*)"
    r"""(?P<attributes>(?:[^>"'=<]++|=\s*"[^"]*"|=\s*'[^']*'|["'=]){0,800}+)>"""
    rf"|<[!?][^<>]*>|{ENTITY.pattern}|<[a-zA-Z][\w:.-]*\s+[\w:.-]+\s*=[^<>\n]*"
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:max-height|opacity)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_HIDDEN_NAME = re.compile(r"""(?:\A|\s)hidden(?=[\s/=]|\Z)""", re.IGNORECASE)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_HIDDEN_TEXT = re.compile(r"font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all", re.IGNORECASE)
_PREHEADER = re.compile(r"""(?:class|id)\s*=\s*["']?[^"'>]*(?:pre-?header|preview-?text)""", re.IGNORECASE)
_QUOTED = re.compile(r"gmail_quote|yahoo_quoted|moz-cite-prefix|OutlookMessageHeader", re.IGNORECASE)
_REPLIED = re.compile(r"divRplyFwdMsg|appendonsend")
_HREF = re.compile(r"\s(?:href|action)\b", re.IGNORECASE)
#: What a preheader never holds, or its end.
_STRUCTURE = re.compile(r"<(?P<page>h[1-6]|ul|ol|article|form)\b|</(?:div|span|p|td)\b", re.IGNORECASE)
_SUBMIT = re.compile(r"type\s*=\s*[\"']?(?:submit|button)", re.IGNORECASE)

_STYLESHEET = re.compile(
    r"\s*+(?:/\*(?:[^*]|\*(?!/))*+\*/\s*+)*+[@.#*\w][^{}<>]*\{(?:[^{}<>:;]*\{)?[^{}<>:;]*:[^{}]*[;}]", re.DOTALL
)

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr mj-image mj-divider".split())
_SKIPPED = frozenset("svg select noscript object iframe template math video audio textarea xmp mj-style".split())
#: An element that can't stand in another of its kind: the next one ends it.
_ALONE = frozenset("a button h1 h2 h3 h4 h5 h6".split())
_EFFECTS = {
    "title": "subject",
    "mj-title": "subject",
    "mj-preview": "preheader",
    "blockquote": "quote",
    "button": "button",
    "mj-button": "button",
    "pre": "pre",
    "a": "link",
    "p": "paragraph",
    **dict.fromkeys(("li", "dt", "dd", "option"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}


def read_html(source: Source, suffix: str = "") -> Prose:
    """An HTML page, fragment or template as prose; a text without tags is read by its own line ends."""
    builder = ProseBuilder(source)
    fill_html(builder, fill_head(builder, suffix), len(source.text), suffix)
    return builder.build()


def read_loose_html(source: Source, suffix: str = "") -> Prose:
    """The same for a plain text with many tags in it: its blank lines part blocks too."""
    builder = ProseBuilder(source)
    fill_html(builder, fill_head(builder, suffix), len(source.text), suffix, loose=True)
    return builder.build()


def fill_html(
    builder: ProseBuilder,
    start: int,
    end: int,
    suffix: str = "",
    tags: Sequence[Tag] | None = None,
    rename: Callable[[str], str] = str.lower,
    loose: bool = False,
    quoted: bool = False,
) -> None:
    """Append `builder.source.text[start:end]`, read as HTML.

    `tags` are its template tags, if they were found before; `rename` gives a tag's name the HTML tag it
    is read as. White space collapses; but when nothing in the text starts a block line ends count, and in a
    `loose` one, a plain text with some tags, and in one with hardly any, blank lines do. `quoted` says that
    all of it is someone else's.
    """
    text = builder.source.text
    tags = scan(text, suffix, start, end) if tags is None else tags
    masked = mask(text, tags, start, end)
    if rename is str.lower and not has_blocks(masked):
        if looks_markdown(masked):
            fill_markdown(builder, start, end, suffix)
        elif not _STYLESHEET.match(masked):
            fill_text(builder, start, end, suffix, quoted=quoted)
    else:
        writer = HtmlWriter(builder, tags, loose or (rename is str.lower and not looks_html(masked)))
        if quoted:
            writer.enter("quote")
        _Reader(writer, masked, start, rename).read()


class _Reader:
    """Walks over the tokens of a masked text whose offset 0 is `base` in the source."""

    def __init__(self, writer: HtmlWriter, text: str, base: int, rename: Callable[[str], str]) -> None:
        self.writer, self.text, self.base, self.rename = writer, text, base, rename
        self.stack: list[tuple[str, str]] = []  # open elements' names and effects
        self.open: dict[str, int] = {}  # how many of each name
        self.absent: set[str] = set()  # elements known not to be closed any more

    def read(self) -> None:
        at = 0
        while token := _TOKEN.search(self.text, at):
            if token.start() > at:
                self.writer.put(self.base + at, self.base + token.start())
            at = token.end()
            if token["name"]:
                at = self._element(token)
            elif token.group()[0] == "&":
                self._entity(token)
            elif token.group()[1].isalpha():
                self.writer.builder.doubt(self.base + token.start(), f"'{token.group().split()[0]}' is never closed")
        if at < len(self.text):
            self.writer.put(self.base + at, self.base + len(self.text))
        self.writer.flush()

    def _entity(self, token: re.Match[str]) -> None:
        start, end = self.base + token.start(), self.base + token.end()
        character = decode_entity(token.group())
        if character is None:
            self.writer.put(start, end)
        else:
            self.writer.entity(character, start, end)

    def _element(self, token: re.Match[str]) -> int:
        """Act on a tag; gives the offset to go on from."""
        name = self.rename(token["name"])
        block = name in BLOCKS or name.startswith("mj-")
        if block:
            self.writer.flush()
        if token["close"]:
            self._close(name)
        elif name in _SKIPPED:
            return self._skip(name, token.end())
        elif name in _VOID:
            self._void(name, token)
        elif not token["attributes"].endswith("/"):
            self._open(name, token)
        elif name == "attribute" and (key := self._attribute(token, "key")):  # Intercom's slot
            name = self.text[key[0] - self.base : key[1] - self.base]
            self.writer.filled(name, self.base + token.start(), self.base + token.end())
        return token.end()

    def _open(self, name: str, token: re.Match[str]) -> None:
        if name in _ALONE:
            self._close(name)
        effect = self._effect(name, token)
        self.stack.append((name, effect))
        self.open[name] = self.open.get(name, 0) + 1
        if effect:
            self.writer.enter(effect)
        if " title" in token["attributes"] and name != "a":
            self._aside(token, "title")

    def _effect(self, name: str, token: re.Match[str]) -> str:
        span = token.span("attributes")
        if span[0] == span[1]:
            return _EFFECTS.get(name, "")
        if _PREHEADER.search(self.text, *span):
            return "preheader"
        if self._is_hidden(name, span):
            return "hidden" if self.writer.shown or _is_page(self.text, token.end()) else "preheader"
        if _QUOTED.search(self.text, *span):
            return "quote"
        if _REPLIED.search(self.text, *span):
            self.writer.enter("quote")  # an earlier message starts here and goes on to the end
        if name == "a" and not _HREF.search(self.text, *span):
            return ""
        return _EFFECTS.get(name, "")

    def _is_hidden(self, name: str, attributes: tuple[int, int]) -> bool:
        if _HIDDEN.search(self.text, *attributes):
            return True
        bare = self.text[slice(*attributes)]
        if "hidden" in bare and _HIDDEN_NAME.search(_VALUE.sub(" ", bare)):
            return True
        # layout tables and buttons have these too; only a text near the top is hidden by them
        early = name in ("span", "div", "p") and not self.writer.shown
        return early and _HIDDEN_TEXT.search(self.text, *attributes) is not None

    def _close(self, name: str) -> None:
        if not self.open.get(name):
            return
        while self.stack:
            last, effect = self.stack.pop()
            self.open[last] -= 1
            if effect:
                self.writer.leave(effect)
            if last == name:
                return

    def _void(self, name: str, token: re.Match[str]) -> None:
        if name == "br":
            self.writer.line_break(self.base + token.start(), self.base + token.end())
        elif name in ("img", "mj-image"):
            self._aside(token, "alt", "title")
        elif name == "input" and _SUBMIT.search(token["attributes"]) and (value := self._attribute(token, "value")):
            self.writer.flush()
            self.writer.value(*value)
            self.writer.flush(BlockKind.BUTTON)

    def _aside(self, token: re.Match[str], *names: str) -> None:
        """Keep what the first of these attributes says; a mail program shows one of them."""
        for name in names:
            if value := self._attribute(token, name):
                return self.writer.aside(*value)

    def _attribute(self, token: re.Match[str], name: str) -> tuple[int, int] | None:
        """Where in the source the value of an attribute stands, if it has one."""
        for found in _ATTRIBUTE.finditer(self.text, *token.span("attributes")):
            if found[1].lower() == name:
                group = next(number for number in (2, 3, 4) if found[number] is not None)
                start, end = found.span(group)
                return (self.base + start, self.base + end) if self.text[start:end].strip() else None
        return None

    def _skip(self, name: str, at: int) -> int:
        """The offset behind an element whose content is not read; an unclosed one is read."""
        if name in self.absent:
            return at
        close = re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(self.text, at)
        if close is None:
            self.absent.add(name)
            return at
        return close.end()


def _is_page(text: str, at: int) -> bool:
    """True if the element that starts before `at` has headings or lists in it: no line for the list of messages."""
    found = _STRUCTURE.search(text, at, at + 2000)
    return found is not None and found["page"] is not None
