"""Which language a text is written in: by the name that a user gives it, or by what nothing but that language has."""

from __future__ import annotations

import re
from typing import NamedTuple

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

# A text is looked at with a line end before it: what starts with one is found faster than what starts with a `^`.
_RAZOR = re.compile(
    r"\n@(?:model|using|inherits|inject|addTagHelper)[ \t]+[A-Z*][\w.<>,* ]{0,200}(?=[\r\n])"
    r"|@(?:Model|Html|ViewData|ViewBag)\b[.\[]|\n[ \t]*@(?:if|foreach|for|switch) ?\([^\n]{0,200}\)\s*\{|@T\[\""
)
_BLADE = re.compile(
    r"@(?:end(?:if|foreach|forelse|isset|unless|section|component|slot|switch)\b"
    r"|(?:extends|section|component|slot)\('|lang\(['\"])"
)
_HEEX = re.compile(r"<%!--|[ \n]:(?:if|for)=\{|\n\s*</?[.:][a-z]\w*[\s/>]|=\{@\w|[ >]\{@\w[\w.]*\}")
_MAKO = re.compile(r"\n[ \t]*% ?end(?:if|for|while)\b|<%(?:inherit|namespace|def|block|page)\s[^<>]*>")
_TAGGED = re.compile(r"\n[ \t]*</?[a-z]\w*[ >]")
_HAML = re.compile(r"\n[ \t]*%(?:p|h[1-6]|div|table|tr|t[dh]|ul|li|a|br|strong|html|body|span|img|head)(?=[.#({\s=<>])")
_SLIM_TEXT = re.compile(r"\n(?:[ \t]*[|'][ \t]\S|doctype html\b|[ \t]*== ?\w)")
_SLIM_ELEMENT = re.compile(
    r"\n[ \t]*(?:p|h[1-6]|table|tbody|tr|t[dh]|div|ul|li|html|head|body)"
    r"(?=[.#\[]|[ \t]+[|=]|[ \t]*[\r\n]|[ \t]+[\w-]+=)"
)
_REACT = re.compile(r"\nimport\s[^;]{0,500}?\sfrom\s+[\"'](?:@react-email/|react\b|@faire/mjml-react|jsx-email)")
_SCRIPT = re.compile(
    r"\n(?:import\s[^;\n]{0,200}\sfrom\s+[\"']|(?:const|let|var) \w+ = |export |module\.exports|'use strict')"
)
_PYTHON = re.compile(
    r"\n(?:from [\w.]+ import \w|import [\w.]+[ \t]*(?=[\r\n])|(?:async )?def \w+\(|class \w+[(:]|[A-Z_]+ = [\"'(])"
)


class _Sign(NamedTuple):
    """What tells a language: one of `needs` stands in the text, and each pattern matches so many times.

    `bare`: and no line starts with an element.
    """

    ending: str
    needs: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    times: int = 1
    bare: bool = False


_SIGNS = (
    _Sign(".tsx", ("import ",), (_REACT,)),
    _Sign(".haml", ("%",), (_HAML,), 2, bare=True),
    _Sign(".slim", ("| ", "' ", "html"), (_SLIM_TEXT, _SLIM_ELEMENT), 2, bare=True),
    _Sign(".cshtml", ("@",), (_RAZOR,)),
    _Sign(".md.blade", ("mail::",), (_BLADE,)),
    _Sign(".blade", ("@",), (_BLADE,)),
    _Sign(".mako", ("%",), (_MAKO,)),
    _Sign(".heex", ("{@",), (_HEEX,), 2),
    _Sign(".ts", ("import ", "const ", "let ", "var ", "export"), (_SCRIPT,), 3),
    _Sign(".py", ("import ", "def "), (_PYTHON,), 3),
)


def detect(text: str, path: str) -> str:
    """The ending that a file's text asks for, where its name says nothing; `""` when nothing is sure."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    if not _VAGUE.fullmatch(name[name.find(".") :] if "." in name else ""):
        return ""
    top = "\n" + text[:_LOOKED_AT]
    if top.lstrip().startswith("<?php") and "?>" not in text:
        return ".php"
    return next((sign.ending for sign in _SIGNS if _shows(top, sign)), "")


def _shows(text: str, sign: _Sign) -> bool:
    return (
        any(need in text for need in sign.needs)
        and all(_several(pattern, text, sign.times) for pattern in sign.patterns)
        and not (sign.bare and _TAGGED.search(text))
    )


def _several(pattern: re.Pattern[str], text: str, most: int) -> bool:
    return sum(1 for _ in zip(range(most), pattern.finditer(text), strict=False)) == most
