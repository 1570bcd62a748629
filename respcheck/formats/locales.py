"""The language of a text, by its file's name and folders, by a locale's code, or by the `lang` of its markup."""

from __future__ import annotations

import re

from ..errors import RespcheckError

#: ISO 639-1, and those of three letters that projects are translated into.
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo"
    " es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv"
    " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne"
    " ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st"
    " su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    " ast ceb ckb csb fil haw hmn hsb kab kok lfn mai pap sat scn sco szl tai tok yue zgh".split()
)
#: Codes that count where no locale is expected, too. The others are words, departments or countries as well (`hi.txt`,
#: `cs/`, `uk/`), and a text wrongly taken for another language is one that no rule reads.
_PLAIN = frozenset("da de en es et eu fi fr gl hu ja ko lt lv nb nl nn pt ro ru sl sq sv tr vi zh".split())
#: What a language is called where a code is wanted.
_NAMES = {"english": "en", "spanish": "es", "español": "es", "german": "de", "deutsch": "de"}
#: The language of a text that is said to be in one that isn't known: rules of one language are silent about it.
UNKNOWN = "und"
_LOCALE = re.compile(
    r"([a-z]{2,3})(?:[-_](?:[A-Z][a-z]{3}|hans|hant|latn|cyrl))?(?:[-_](?:[A-Z]{2}|[a-z]{2}|\d{3}))?(?:@[a-z]+)?"
)
_LANG = re.compile(r"<(?:html|body|mjml)\b[^<>]*?\blang\s*=\s*[\"']([A-Za-z][\w-]*)", re.IGNORECASE)
_SUFFIXED = re.compile(r"[-_.]([a-z]{2,3}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|\d{3}))?)\Z")
_REGION = re.compile(r"[-_.]([a-z]{2}[-_][A-Z]{2})\Z")
#: Folders whose files and folders are named by locales.
FOLDERS = frozenset("locale locales _locales lang langs languages i18n l10n translations lc_messages".split())


def language_of_code(code: str) -> str:
    """`pt-BR` -> `pt`; nothing for what is no locale's code."""
    found = _LOCALE.fullmatch(code.strip())
    return found[1] if found and found[1] in _CODES else ""


def language_asked(code: str) -> str:
    """The same for what a person asks for. Raises RespcheckError for what is no locale's code."""
    if not (language := language_of_code(code)):
        raise RespcheckError(
            f"{code!r} is no language's code: small letters, as in 'es', or with a region, as in 'pt-BR'"
        )
    return language


def language_as_said(said: str) -> str:
    """The language that a file names by a code or by its name; UNKNOWN for any other, nothing where it names none."""
    said = said.strip().lower()
    code = re.split(r"[-_@.]", said)[0]
    return _NAMES.get(said) or (code if code in _CODES else UNKNOWN if said else "")


def language_of_path(path: str, is_data: bool = False) -> str:
    """The language that a path names (`mail.de.html`, `locales/es.yml`, `fr/LC_MESSAGES/x.po`), or nothing.

    `is_data`: the file is a locale file, where `messages_es.properties` names a language as well.
    """
    *folders, name = re.split(r"[\\/]", path)
    stem, *endings = name.split(".")
    expected = is_data or any(folder.lower() in FOLDERS for folder in folders[-3:])
    for part in endings[:-1]:  # `mail.de.html`
        if (found := language_of_code(part)) and (expected or found in _PLAIN):
            return found
    suffix = (_SUFFIXED if is_data else _REGION).search(stem)
    if suffix and (found := language_of_code(suffix[1])):
        return found
    for part in (stem, *reversed(folders[-2:])):
        found = language_of_code(part)
        if found and (expected or found in _PLAIN) and (part is stem or expected or part == folders[-1]):
            return found
    return ""


def language_of_markup(text: str) -> str:
    """The `lang` of an HTML page, or nothing."""
    found = _LANG.search(text, 0, 20_000)
    return language_as_said(found[1]) if found else ""


def is_locale_path(path: str) -> bool:
    """True for a file that lies among locales, or is named by one: `locales/mail.json`, `en.yml`."""
    *folders, name = re.split(r"[\\/]", path)
    stem = name.split(".")[0]
    found = language_of_code(stem)
    return any(folder.lower() in FOLDERS for folder in folders[-3:]) or found in _PLAIN
