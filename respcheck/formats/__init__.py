"""Source -> Prose, one module for each way of writing; a file's name and content say which."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from ..options import DEFAULT, Options
from ..prose import Prose
from ..source import Source, Span
from .derived import clean
from .dialect import NAMES as DIALECTS
from .dialect import detect
from .locales import UNKNOWN, is_locale_path, language_of_markup, language_of_path
from .markup import looks_html
from .partials import is_fragment
from .tag import mask
from .template import scan
from .text import read_text

if TYPE_CHECKING:
    from .selection import Selection

Reader = Callable[[Source, str], Prose]


def _later(module: str, function: str) -> Reader:
    """A reader whose module is imported when it first reads."""

    def read_later(source: Source, suffix: str) -> Prose:
        reader: Reader = getattr(import_module(f".{module}", __name__), function)
        return reader(source, suffix)

    return read_later


_read_html = _later("html", "read_html")
_read_loose_html = _later("html", "read_loose_html")
_read_markdown = _later("markdown", "read_markdown")
_read_eml = _later("eml", "read_eml")
_read_code = _later("code", "read_code")
_read_yaml = _later("code", "read_yaml")
_read_jsx = _later("jsx", "read_jsx")
_read_haml = _later("haml", "read_haml")
_read_slim = _later("slim", "read_slim")
_read_simplate = _later("simplate", "read_simplate")

_RAW_MAIL = re.compile(
    r"(?:>?From \S+@[^\n]*\n)?(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+|Content-Type): .*\n"
    r"(?:[\w-]+: .*\n|[ \t]+\S.*\n)+\r?\n",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"""\s*(?:\$\w+(?:\[[^\]\n]*\])*\s*\.?=\s*["']|\{\s*['"]?\w+['"]?\s*=>)""")


def _read_php(source: Source, suffix: str) -> Prose:
    """PHP that is wrapped round text is a template; PHP that is all code is read for its strings."""
    open_tags = re.findall(r"<\?(?:php\b|=)|\?>", source.text)
    pure = source.text.lstrip().startswith("<?php") and "?>" not in open_tags
    return _read_code(source, suffix) if pure else _read_any(source, suffix)


def _read_any(source: Source, suffix: str) -> Prose:
    """HTML where the content is laid out by tags, Markdown where it has its headings or links, else plain text."""
    bare = mask(source.text, scan(source.text, suffix))
    if looks_html(bare):
        return _read_html(source, suffix)
    from .markdown import looks_markdown

    return _read_markdown(source, suffix) if looks_markdown(bare) else read_text(source, suffix)


def _read_plain(source: Source, suffix: str) -> Prose:
    """Plain text, unless it is a mail, a program or HTML all the same; in HTML blank lines still count then."""
    if _RAW_MAIL.match(source.text):
        return _read_eml(source, suffix)
    if _PROGRAM.match(source.text):
        return _read_code(source, ".txt")
    if "<" in source.text and looks_html(mask(source.text, scan(source.text, suffix))):
        return _read_loose_html(source, suffix)
    return read_text(source, suffix)


_UNSPOKEN = "the language isn't known: only rules for any language read this; --language names it"

#: What a name ends with -> how it is read. Endings of template languages are looked through first.
READERS: dict[str, Reader] = {
    ".txt": _read_plain,
    ".text": _read_plain,
    ".plain": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".mdx": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".mjml": _read_html,
    ".eml": _read_eml,
    ".haml": _read_haml,
    ".slim": _read_slim,
    ".spt": _read_simplate,
    ".tsx": _read_jsx,
    ".jsx": _read_jsx,
    ".php": _read_php,
    ".yaml": _read_yaml,
    ".yml": _read_yaml,
    **dict.fromkeys((".json", ".js", ".ts", ".mjs", ".py", ".rb", ".java", ".kt", ".cs", ".go", ".ex"), _read_code),
}
#: Endings that say which template language a text is written in, and nothing about the text.
_TEMPLATES = frozenset(
    ".j2 .jinja .jinja2 .liquid .hbs .handlebars .mustache .erb .eex .heex .leex .twig .tpl .mako .ftl .ftlh .tmpl "
    ".njk .ejs .vm .tt .tt2 .gotmpl .gohtml .dtl .dust .cshtml .razor .blade .phtml .template .smarty .latte .email "
    ".mail".split()
)
_TEXTS = frozenset(".txt .text .plain .md .markdown .mdx .html .htm .xhtml .mjml .eml .haml .slim .spt".split())
#: Components that are mails, by their folders: `emails/welcome.tsx`.
_COMPONENT = re.compile(
    r"(?:^|[\\/])(?:e-?mails|e?-?mail[-_]templates|mailers)[\\/].*\.[jt]sx\Z", re.IGNORECASE | re.DOTALL
)
#: Endings of files that may hold many messages.
_DATA = frozenset(".arb .json .jsonl .ndjson .yaml .yml .csv .tsv .po .pot .xlf .xliff .properties .php .mbox".split())
#: Endings of locale files and mailboxes, which hold little else.
_ALWAYS = frozenset(".arb .po .pot .xlf .xliff .mbox".split())
#: Endings of programs and settings, which are no messages even when they are templates.
_PROGRAMS = (frozenset(READERS) - _TEXTS) | frozenset(
    ".css .scss .less .conf .cfg .ini .env .sh .xml .svg .sql .toml .tf .service .properties .csv .c .h .rs".split()
)


def read(source: Source, options: Options = DEFAULT) -> tuple[Prose, ...]:
    """The messages in a file, as a person reads them: one in most files, many or none in exports and locale files.

    Never raises, whatever the text; RespcheckError for a mistake in the options.
    """
    cleaned = clean(source)
    data = _as_data(cleaned, options.dialect)
    proses = _messages(data, options) if data else None
    if proses is None:
        proses = (_whole(cleaned, options.dialect),)
    if not options.language:
        proses = _spoken(proses)
    if proses and proses[0].source is source and not options.language:
        return proses
    return tuple(replace(p, source=source, language=options.language or p.language) for p in proses)


def contents(source: Source, options: Options = DEFAULT) -> Selection:
    """Which messages `read` takes from a file, and what it leaves out."""
    from .messages import select
    from .selection import Message, Selection

    data = _as_data(clean(source), options.dialect)
    found = select(data, options) if data else None
    return found or Selection("one message", (Message(""),))


def outline(source: Source, options: Options = DEFAULT) -> list[tuple[str, str]]:
    """What a file consists of, part by part, each a name and a text: to tell what else a change would change."""
    if data := _as_data(clean(source), options.dialect):
        from .messages import texts

        if (found := texts(data)) is not None:
            return found
    return [(kind.value, prose.text[slice(*span)]) for prose in read(source, options) for span, kind in prose.blocks]


def _spoken(proses: tuple[Prose, ...]) -> tuple[Prose, ...]:
    """The messages, with a note about the first whose language nobody knows."""
    for index, prose in enumerate(proses):
        if prose.language == UNKNOWN:
            doubt = (prose.source_span(Span(0, 0)).start if prose.text else 0, _UNSPOKEN)
            return (*proses[:index], replace(prose, uncertain=(*prose.uncertain, doubt)), *proses[index + 1 :])
    return proses


def is_data(path: str, options: Options = DEFAULT) -> bool:
    """True for the name of a file that may hold many messages."""
    return _as_data(Source(path, ""), options.dialect) is not None


def _messages(source: Source, options: Options) -> tuple[Prose, ...] | None:
    from .messages import read_messages

    return read_messages(source, options)


def _whole(source: Source, dialect: str) -> Prose:
    path = as_written(source.path, dialect) if dialect else source.path + detect(source.text, source.path)
    reader, suffix = _reader(path)
    language = language_of_path(source.path) or language_of_markup(source.text)
    fragment = is_fragment(source.path, source.text)
    prose = reader(source, suffix)
    return replace(prose, language=language, fragment=fragment) if language or fragment else prose


def _as_data(source: Source, dialect: str) -> Source | None:
    """A source that may hold many messages, under the name that says so; None for one that can't."""
    path, written = source.path, as_written(source.path, dialect)
    if not written.startswith(path):  # a template's language leaves the name as it is
        path = os.path.splitext(path)[0] + written[1:]
    if _ending(path) not in _DATA or path.lower().endswith(".blade.php"):
        return None
    return source if path == source.path else Source(path, source.text, source.note)


def _ending(path: str) -> str:
    return os.path.splitext(path.lower())[1]


def is_dialect(name: str) -> bool:
    """True for what `read` takes as a dialect: `html`, the language of a template (`liquid`), or endings (`.md.j2`)."""
    endings = re.findall(r"\.[^.]*", name) if name.startswith(".") else [DIALECTS.get(name, f".{name}")]
    return all(ending in _TEMPLATES or ending in READERS for ending in endings)


def unknown_dialect(name: str) -> str:
    """What to say of a name that is no dialect."""
    from difflib import get_close_matches

    near = get_close_matches(name, (*DIALECTS, *(ending[1:] for ending in (*READERS, *_TEMPLATES))), 1)
    known = "'text', 'markdown', 'html', 'mail', a template language ('liquid'), or endings ('.md.j2')"
    return f"unknown dialect {name!r}; did you mean {near[0]!r}?" if near else f"unknown dialect {name!r}: {known}"


def as_written(path: str, dialect: str) -> str:
    """A name that is read as the dialect says; a template's language says nothing about the text round it."""
    if not dialect:
        return path
    ending = dialect if dialect.startswith(".") else DIALECTS.get(dialect, f".{dialect}")
    return path + ending if ending in _TEMPLATES and ending != dialect else "x" + ending


def is_lintable(path: str) -> bool:
    """True for the files that a walk over folders picks up: texts, mail, templates and locale files, no programs."""
    name = os.path.basename(path).lower()
    if name.endswith(".blade.php") or _ending(name) in _ALWAYS or _COMPONENT.search(path):
        return True
    if _ending(name) in (".yaml", ".yml", ".json", ".properties", ".php") and is_locale_path(path):
        return True
    stem, ending = os.path.splitext(name)
    template = ending in _TEMPLATES
    while ending in _TEMPLATES:
        stem, ending = os.path.splitext(stem)
    return ending in _TEXTS or (template and ending not in _PROGRAMS)


def _reader(path: str) -> tuple[Reader, str]:
    """How a file is read, by its name, and the ending that its template language is known by."""
    name = os.path.basename(path).lower()
    if name.endswith(".blade.php"):
        return _read_any, ".blade.php"
    stem, ending = os.path.splitext(name)
    suffix = ending
    while ending in _TEMPLATES:
        stem, ending = os.path.splitext(stem)
        suffix = ending + suffix
    return READERS.get(ending, _read_any), suffix
