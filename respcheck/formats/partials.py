"""Which templates are only part of a mail: partials, and the layouts that other templates are put into."""

from __future__ import annotations

import re

from .expression import snake

_FOLDERS = frozenset("partials partial layouts layout includes include".split())
_STEM = re.compile(
    r"_.+|(?:[\w-]*[_-])?(?:footer|header|layout|signature|salutation|masthead|disclaimer|wrapper)"
    r"|(?:e?mail[_-])?(?:base|master|skeleton)|base[_-]e?mail"
)
#: Where a layout puts the text of the mail. Compiled for texts only that have one of the words below.
_HOLE = (
    r"<%=?-?\s*yield\s*-?%>|=\s*yield\s*$|@yield\(\s*['\"](?:content|body)|\{\{\{?\s*(?:yield|content_for_layout|\$?slot|"
    r"contents?|body|inner_content|@partial-block|>\s*@partial-block)\s*(?:\|\s*(?:raw|safe)\s*)?\}?\}\}"
    r"|\{!!\s*\$(?:slot|content|body)\s*!!\}|<%=\s*(?:@inner_content|body|content)\s*%>|<%-\s*(?:body|content)\s*-?%>"
    r"|\{%-?\s*block\s+\w+\s*-?%\}\s*\{%-?\s*endblock\b|<%-?\s*body\s*-?%>|\$\{(?:self|next)\.body\(\)\}|@RenderBody\(\)"
    r"|<mj-raw>\s*\{\{\{?\s*\w+\s*\}?\}\}\s*</mj-raw>|\{@inner_(?:content|block)\}|render_slot\(@inner_block\)"
    r"|\{\{-?\s*(?:template|block)\s+\"(?:content|body|main)\"|<#nested\b|\{\$content(?:\s+nofilter)?\}"
)
#: Each way to write a hole has one of these.
_HOLE_WORDS = ("yield", "content", "body", "Body", "slot", "block", "mj-raw", "template", "nested")
_CHILD = re.compile(r"\{%-?\s*(?:extends|layout)\b|@extends\(|<%inherit\b")


def is_fragment(path: str, text: str) -> bool:
    """True for a partial or layout, by its name, its folder, or the hole that another template's text goes into."""
    *folders, name = re.split(r"[\\/]", path)
    stem, *endings = name.split(".")
    lies = any(folder.lower() in _FOLDERS for folder in folders[-2:]) or folders[-1:] == ["components"]
    named = bool(_STEM.fullmatch(snake(stem))) or "partial" in endings
    if (lies or named) and endings[-1:] not in (["eml"], ["mbox"]):
        return True
    if not any(word in text for word in _HOLE_WORDS):
        return False
    return re.search(_HOLE, text, re.MULTILINE) is not None and not _CHILD.search(text)
