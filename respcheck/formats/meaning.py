"""The inside of a template tag: whether it prints a word, steers, includes another file or opens a section."""

from __future__ import annotations

import re

from .expression import slot_name, snake
from .tag import TagKind

_INSIDE = re.compile(
    r"(?:_(?=\s))?[\s~+=&}-]*(?:break\s*;\s*)?(?P<mark>[#/^>]?)[\s*]*(?P<word>[A-Za-z_][\w-]*)?(?P<rest>.*)", re.DOTALL
)
_ASSIGNED = re.compile(r"\s*+-?\s*+[$@]?[A-Za-z_][\w.]*\s*:?=(?![=~>])")
_OPENS = re.compile(r"(?:\bdo\b\s*(?:\|[^|]*\|)?|->|\{\s*(?:\|[^|]*\|)?)\s*-?\s*$")
#: `{{#> layout subject="..."}}`, a partial with a block in it.
_BLOCK_PARTIAL = re.compile(r"[\s~]*#>")
_CONDITION = frozenset("if unless elseif elsif elif else with".split())
_OPERAND = re.compile(r"\s+(?![|?=<>+*/&]|and\b|or\b|-\s)\S|\s*\(")
#: `if and .Open .Late`, as Go has it.
_PREFIXED = re.compile(r"\s+(?:and|or|not)\s+[.$(\w]")
_TITLE = re.compile(r"""[\s("':,]*(?:name\s*=\s*["'])?(\w+)""")

#: `{%customer.firstName,fallback=there%}`
_FALLBACK = re.compile(r"[\w.]+,\s*fallback=")
_FILE = re.compile(
    r"""["']([^"']+)["']|>\s*([\w./-]+)|\b(?:include|render|partial|insert|process)\s+([\w./-]+)""", re.I
)
_GIVEN = re.compile(r"""["']?\s*,(?!.*\bdo\b)""", re.DOTALL)

#: How much of an expression is looked at for its name.
_TELLING = 300

#: Keywords that stand alone, and keywords that steer only when something follows.
_ALONE = frozenset(
    "else end endif endfor endeach endwhile endunless endcase endblock fi done try finally default otherwise".split()
)
_STEERING = frozenset(
    "if unless else elseif elsif elif for foreach each while until switch case when range with define block begin set "
    "let const assign capture macro depend use wrapper filter meta call next last break continue import from load "
    "extends layout inherit namespace page def content_for provide catch rescue return inlinecss style component "
    "push stack section slot props php endphp".split()
)
_INCLUDES = frozenset("render include yield partial process insert template includeIf snippet widget".split())
_SECTIONS = frozenset("block define def section content_for slot wrapper component provide call embed".split())
_SECTION_ENDS = frozenset(
    "endblock endsection endslot enddef endcomponent endwrapper enddefine endcall endembed stop show append "
    "overwrite".split()
)
#: Tags of `{% %}` languages that print something.
_PRINTING = frozenset(
    "url static now firstof cycle site_url absurl absolute_url path get_setting setting widthratio".split()
)
#: Helpers that print nothing to read.
_MUTE = re.compile(
    r"[\s(]*(?:image_tag|inline_svg\w*|stylesheet_\w+|javascript_\w+|csrf\w*|hidden_field\w*|wp_nonce\w*"
    r"|tag\.(?:img|hr|br|div|table)|do_action|get_header|get_footer|css|view|debug)\b"
)
#: What prints a page's or a block's whole content.
_CONTENT = re.compile(r"[\s=(]*(?:(?:self|parent|next|caller)\.\w+\(|(?:super|caller)\(|@inner_content\b)")
#: Sections whose text is not the body.
NAMED = {
    **dict.fromkeys(("subject", "email_subject", "title", "page_title"), "subject"),
    **dict.fromkeys(("preheader", "preview", "preview_text"), "preheader"),
}

#: Branches after the first: what stands before and after them never follows one on the other.
MIDDLE = frozenset(
    "else elseif elsif elif when case default catch rescue empty otherwise foreachelse forelse plural or".split()
)
#: Tags whose content is no text, by their names -> what ends them.
SPANNING = {name: f"end{name}" for name in ("comment", "schema", "javascript", "stylesheet", "style", "css")}


def meaning(inside: str, printing: bool) -> tuple[TagKind, str]:
    """What a tag does, and the name to remember: a slot's, a keyword or a section's.

    `printing` says that the tag's delimiters print their value unless a keyword says otherwise (`{{ }}`).
    """
    if _BLOCK_PARTIAL.match(inside):
        return TagKind.BREAK, "include"
    parts = _INSIDE.match(inside)
    if parts is None:
        return TagKind.CONTROL, ""
    mark, word, rest = parts["mark"], (parts["word"] or "").lower(), parts["rest"]
    if mark == ">" or _CONTENT.match(inside) or (word in _INCLUDES and not rest.lstrip().startswith(("|", "."))):
        return TagKind.CONTROL, "include"
    if mark:
        return TagKind.CONTROL, f"end{word}" if mark == "/" else word
    if word in _SECTIONS and _OPERAND.match(rest):
        return TagKind.BREAK, _section(rest)
    if word in _SECTION_ENDS and not printing:
        return TagKind.BREAK, ""
    if (printing and not _steers(word, rest, inside)) or _FALLBACK.match(inside):
        return TagKind.SLOT, slot_name(inside[:_TELLING])
    if word in _PRINTING:
        return TagKind.SLOT, word
    return TagKind.CONTROL, word


def part_name(inside: str) -> str:
    """The name of the file that an including tag prints: `include "mails/patron-title.html"` -> `patron-title`."""
    found = _FILE.search(inside)
    return snake(next(filter(None, found.groups())).rsplit("/", 1)[-1].split(".")[0]) if found else ""


def _steers(word: str, rest: str, inside: str) -> bool:
    if word in _ALONE and not rest.strip("-~ \t\r\n;:"):
        return True
    if word in _STEERING and (_OPERAND.match(rest) or (word in _CONDITION and _PREFIXED.match(rest))):
        return True
    return bool(_OPENS.search(inside) or _ASSIGNED.match(inside) or _MUTE.match(inside.lstrip("=- \t")))


def _section(rest: str) -> str:
    """What the section that a tag opens is; nothing when the tag gives it its content at once."""
    found = _TITLE.match(rest)
    return NAMED.get(found[1].lower(), "") if found and not _GIVEN.match(rest, found.end()) else ""
