"""The language of a text, by its file's name and folders, by a locale's code, or by the `lang` of its markup."""

from __future__ import annotations

import re

_CODES = frozenset(
    "ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl he hi hr hu hy id is it ja ka kk km kn ko"
    " lt lv mk ml mn mr ms my nb ne nl nn no pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh".split()
)
#: Codes that are words or other endings, too: they count only where a locale is expected.
_WORDS = frozenset("be hi id is it ml ms my ne no pa pl sk ta".split())
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_@](?:[A-Za-z]{2,8}|\d{3}))*")
_LANG = re.compile(r"<(?:html|body|mjml)\b[^<>]*?\blang\s*=\s*[\"']([A-Za-z][\w-]*)", re.IGNORECASE)
_SUFFIXED = re.compile(r"[-_.]([a-z]{2,3}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|\d{3}))?)\Z")
_REGION = re.compile(r"[-_.]([a-z]{2}[-_][A-Z]{2})\Z")
#: Folders whose files and folders are named by locales.
FOLDERS = frozenset("locale locales lang langs languages i18n l10n translations lc_messages".split())


def language_of_code(code: str) -> str:
    """`pt-BR` -> `pt`; nothing for what is no locale's code."""
    found = _LOCALE.fullmatch(code.strip())
    return found[1] if found and found[1] in _CODES else ""


def language_of_path(path: str, is_data: bool = False) -> str:
    """The language that a path names (`mail.de.html`, `locales/es.yml`, `fr/LC_MESSAGES/x.po`), or nothing.

    `is_data`: the file is a locale file, where `messages_es.properties` names a language as well.
    """
    *folders, name = re.split(r"[\\/]", path)
    stem, *endings = name.split(".")
    expected = is_data or any(folder.lower() in FOLDERS for folder in folders[-3:])
    for part in endings[:-1]:  # `mail.de.html`
        if found := language_of_code(part):
            return found
    suffix = (_SUFFIXED if is_data else _REGION).search(stem)
    if suffix and (found := language_of_code(suffix[1])):
        return found
    for part in (stem, *reversed(folders[-2:])):
        found = language_of_code(part)
        if found and (expected or part not in _WORDS) and (part is stem or expected or part == folders[-1]):
            return found
    return ""


def language_of_markup(text: str) -> str:
    """The `lang` of an HTML page, or nothing."""
    found = _LANG.search(text, 0, 20_000)
    return language_of_code(found[1].split("-")[0].lower()) if found else ""


def is_locale_path(path: str) -> bool:
    """True for a file that lies among locales, or is named by one: `locales/mail.json`, `en.yml`."""
    *folders, name = re.split(r"[\\/]", path)
    stem = name.split(".")[0]
    return any(folder.lower() in FOLDERS for folder in folders[-3:]) or bool(
        stem not in _WORDS and language_of_code(stem)
    )
