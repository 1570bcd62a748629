"""Which language a text is written in: by the name that a user gives it, or by what nothing but that language has."""

from __future__ import annotations

import re

#: Names of languages -> the ending of files in them. Other endings are names as well (`hbs`).
NAMES = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "mail": ".eml",
    "blade": ".blade",
    "django": ".j2",
    "freemarker": ".ftl",
    "go": ".gotmpl",
    "javascript": ".js",
    "magento": ".tpl",
    "mailchimp": ".tpl",
    "nunjucks": ".njk",
    "python": ".py",
    "razor": ".cshtml",
    "react": ".tsx",
    "sendgrid": ".hbs",
    "smarty": ".tpl",
    "typescript": ".ts",
    "velocity": ".vm",
}
#: Endings that say so little of a text that it is looked into.
_VAGUE = re.compile(r"(?:\.(?:te?xt|plain|md|markdown|x?html?|tpl|tmpl|template|email|mail))*\Z")
#: At most so many characters at the top of a text are looked at.
_LOOKED_AT = 20_000

_M = re.MULTILINE
_RAZOR = re.compile(
    r"^@(?:model|using|inherits|inject|addTagHelper)[ \t]+[A-Z*][\w.<>,* ]*\r?$|@(?:Model|Html|ViewData|ViewBag)\b[.\[]"
    r"|^[ \t]*@(?:if|foreach|for|switch) ?\([^\n]*\)\s*\{|@T\[\"",
    _M,
)
_BLADE = re.compile(
    r"@(?:end(?:if|foreach|forelse|isset|unless|section|component|slot|switch)\b|(?:extends|section|component|slot)\('|lang\(['\"])"
)
_HEEX = re.compile(r"<%!--|\s:(?:if|for)=\{|^\s*</?[.:][a-z]\w*[\s/>]|=\{@\w|[ >]\{@\w[\w.]*\}", _M)
_MAKO = re.compile(r"^[ \t]*% ?end(?:if|for|while)\b|<%(?:inherit|namespace|def|block|page)\s[^<>]*>", _M)
_TAGGED = re.compile(r"^[ \t]*</?[a-z]\w*[ >]", _M)
_HAML = re.compile(
    r"^[ \t]*%(?:p|h[1-6]|div|table|tr|t[dh]|ul|li|a|br|strong|html|body|span|img|head)(?=[.#({\s=<>]|$)", _M
)
_SLIM_TEXT = re.compile(r"^[ \t]*[|'][ \t]\S|^doctype html\b|^[ \t]*== ?\w", _M)
_SLIM_ELEMENT = re.compile(
    r"^[ \t]*(?:p|h[1-6]|table|tbody|tr|t[dh]|div|ul|li|html|head|body)(?=[.#\[]|[ \t]+[|=]|[ \t]*$|[ \t]+[\w-]+=)", _M
)
_REACT = re.compile(r"^import\s[^;]*?\sfrom\s+[\"'](?:@react-email/|react\b|@faire/mjml-react|jsx-email)", _M)
_SCRIPT = re.compile(
    r"^(?:import\s[^;\n]*\sfrom\s+[\"']|(?:const|let|var) \w+ = |(?:export |module\.exports)|'use strict')", _M
)
_PYTHON = re.compile(
    r"^(?:from [\w.]+ import \w|import [\w.]+\s*$|(?:async )?def \w+\(|class \w+[(:]|[A-Z_]+ = [\"'(])", _M
)


def detect(text: str, path: str) -> str:
    """The ending that a file's text asks for, where its name says nothing; `""` when nothing is sure."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    if not _VAGUE.fullmatch(name[name.find(".") :] if "." in name else ""):
        return ""
    top = text[:_LOOKED_AT]
    if top.lstrip().startswith("<?php") and "?>" not in text:
        return ".php"
    if _REACT.search(top) and "<" in top:
        return ".tsx"
    tagged = _TAGGED.search(top) is not None
    if not tagged and _several(_HAML, top):
        return ".haml"
    if not tagged and _several(_SLIM_ELEMENT, top) and _several(_SLIM_TEXT, top):
        return ".slim"
    if "@" in top and _RAZOR.search(top):
        return ".cshtml"
    if "@" in top and _BLADE.search(top):
        return ".md.blade" if "mail::" in top else ".blade"
    if "%" in top and _MAKO.search(top):
        return ".mako"
    if "{@" in top and _several(_HEEX, top):
        return ".heex"
    if _several(_SCRIPT, top, 3):
        return ".ts"
    return ".py" if _several(_PYTHON, top, 3) else ""


def _several(pattern: re.Pattern[str], text: str, most: int = 2) -> bool:
    return sum(1 for _ in zip(range(most), pattern.finditer(text), strict=False)) == most
