"""HTML's vocabulary: entities, which tags part blocks, and markup that strays into plain texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .tag import RESERVED, Tag, TagKind

#: Tags before and after which text stands in another block.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p "
    "pre section summary table tbody td tfoot th thead title tr ul".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i img input ins kbd label mark meta o:p q s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_KNOWN = BLOCKS | _INLINE
#: How a component of one's own is called that stands inside a line.
INLINE_COMPONENT = re.compile(
    r"bold|strong|em\b|link|code|span|highlight|icon|name|anchor|trans|time|date|price", re.IGNORECASE
)

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
ENTITY = re.compile(_ENTITY)
#: A tag or an entity.
MARKUP = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][\w:]*)(?P<rest>(?:\s[^<>]*|/)?)>|{_ENTITY}")
_BLOCK_TAG = re.compile(
    r"<(?:!doctype|html|body|table|tbody|tr|td|th|p|div|br|ul|ol|li|h[1-6]|center|blockquote|section|mjml|mj-\w+)(?=[\s/>])",
    re.IGNORECASE,
)
_ALONE = re.compile(r"<(?:!doctype\s+html|html|mjml)\b", re.IGNORECASE)


def looks_html(text: str) -> bool:
    """True for a text whose lines are laid out by HTML tags, not by its line ends."""
    if "<" not in text:
        return False
    if _ALONE.search(text, 0, 20_000):
        return True
    return sum(1 for _ in zip(_BLOCK_TAG.finditer(text), range(3), strict=False)) == 3


def has_blocks(text: str) -> bool:
    """True when at least one tag in a text starts a block or a line."""
    return _BLOCK_TAG.search(text) is not None


def decode_entity(entity: str) -> str | None:
    """`&rsquo;` -> `’`; None for what is no entity (`&T` in `AT&T`)."""
    if entity.startswith("&#"):
        from html import unescape

        return RESERVED.sub("\ufffd", unescape(entity if entity.endswith(";") else entity + ";"))
    from html.entities import html5

    return html5.get(entity[1:])


def inline_tags(text: str, base: int) -> Iterator[Tag]:
    """The entities and HTML tags in a masked plain text that starts at source offset `base`.

    `<words like these>` that are no HTML are slots.
    """
    if "<" not in text and "&" not in text:
        return
    for found in MARKUP.finditer(text):
        if tag := markup_tag(found, base):
            yield tag


def markup_tag(found: re.Match[str], base: int) -> Tag | None:
    """The tag for one match of MARKUP in a text that starts at source offset `base`; None when it is only text."""
    start, end = base + found.start(), base + found.end()
    if found["name"] is None:
        character = decode_entity(found.group())
        return None if character is None else Tag(start, end, TagKind.TEXT, character)
    return Tag(start, end, *_tag_meaning(found["name"].lower(), bool(found["close"]), found["rest"]))


def _tag_meaning(name: str, closing: bool, rest: str) -> tuple[TagKind, str]:
    if name == "br":
        return TagKind.TEXT, "\n"
    if name == "a":
        return (TagKind.UNLINK if closing else TagKind.LINK), ""
    if name in BLOCKS:
        return TagKind.BREAK, ""
    if name == "attribute" and rest.endswith("/"):  # Intercom's slot
        return TagKind.SLOT, name
    if name in _INLINE or closing or "=" in rest or rest.endswith("/"):
        return TagKind.COMMENT, ""
    return TagKind.SLOT, f"{name}{rest}".lower()
