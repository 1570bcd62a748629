"""Locale files -> messages: which of their entries belong to mail, and which of them are one message."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..prose import BlockKind
from ..source import Source
from .expression import snake
from .literals import MESSAGE_KEYS, is_prose, key_kind
from .locales import is_locale_path, language_as_said, language_of_code, language_of_path
from .placeholders import as_slots
from .presets import Locales
from .selection import Left, Message, Part, Selection
from .tree import Hit, Node, leaves

#: Longer texts are cut where they name an entry.
_LONGEST = 80
_PLURALS = {form: rank for rank, form in enumerate(("zero", "one", "two", "few", "many", "other"))}
_PLURAL = re.compile(r"(.+)_(zero|one|two|few|many|\d+)")
#: The keys under which Chrome's and FormatJS's files keep a text, and those that tell it from a message's own keys.
_TEXTS = ("message", "defaultMessage")
_BESIDES = frozenset(("description", "placeholders"))
_TITLED = re.compile(r"(.+)_(?:subject|subject_template|subject_line)")
_SINGLE = frozenset((BlockKind.SUBJECT, BlockKind.PREHEADER))
#: Endings of keys whose texts say the same in two ways, the one to read first.
_WAYS = re.compile(r"(?:\A|_)(html|text|plain|txt|markdown|md)(?=_|\Z)")
_ENDINGS = frozenset(("html", "text", "plain", *MESSAGE_KEYS))


class Entry(NamedTuple):
    """One text of a locale file: its full key, where it is used, and why it is left out, if it is."""

    name: str
    node: Node
    language: str
    references: str = ""
    why_not: str = ""

    @property
    def key(self) -> str:
        return "" if " " in self.name else snake(self.name.rpartition(".")[2])

    @property
    def group(self) -> str:
        """The key that this one lies below; a name that is a sentence lies below none."""
        return "" if " " in self.name else self.name.rpartition(".")[0]


def is_catalog(path: str, root: Node) -> bool:
    """True for a YAML, JSON or PHP tree that holds locales, by its own top keys or by its name."""
    if root.children is None or (root.is_list and not path.endswith(".php")):
        return False
    codes = [language_of_code(key) for key, child in root.children if child.children is not None]
    return (bool(codes) and len(codes) == len(root.children) and all(codes)) or is_locale_path(path)


def entries_of_keys(text: str, path: str, root: Node) -> Iterator[Entry]:
    """The entries of a file in which keys lead to texts."""
    tops = root.children or ()
    said = next((child.text(text) for key, child in tops if key == "@@locale"), "")  # Flutter's
    language = language_as_said(said) or language_of_path(path, is_data=True)
    located = bool(tops) and all(language_of_code(key) and child.children for key, child in tops)
    siblings: dict[int, frozenset[str]] = {}
    for hit in leaves(Hit(root, (), ())):
        parent = hit.above[-1] if hit.above else root
        if id(parent) not in siblings:
            siblings[id(parent)] = frozenset(key for key, _ in parent.children or ())
        keys = hit.keys
        spoken = language
        if located:
            spoken, keys = language_of_code(keys[0]), keys[1:]
        if keys and not any(key.startswith("@") for key in keys):
            yield _singular(Entry(".".join(keys), hit.node, spoken), keys[-1], siblings[id(parent)])


def _singular(entry: Entry, key: str, siblings: frozenset[str]) -> Entry:
    """One of the plural forms of a text (`other`) speaks for all; a text with its description has its key's name."""
    if key in _PLURALS and siblings <= _PLURALS.keys():
        if key != max(siblings, key=_PLURALS.__getitem__):
            return entry._replace(why_not="plural form of the same text")
        return entry._replace(name=entry.group)
    plural = _PLURAL.fullmatch(key)
    if (plural and f"{plural[1]}_other" in siblings) or f"{key}_plural" in siblings:
        return entry._replace(why_not="plural form of the same text")
    if key in _TEXTS and siblings & _BESIDES:
        return entry._replace(name=entry.group)
    return entry


def entries_of_po(text: str, path: str, root: Node) -> Iterator[Entry]:
    """The entries of a gettext catalogue: translations where there are some, else what they would translate."""
    fields = [dict(child.children or ()) for _, child in root.children or ()]
    head = next((f["msgstr"].text(text) for f in fields if "msgstr" in f and not f["msgid"].text(text)), "")
    found = re.search(r"^Language:[ \t]*(\S+)", head, re.MULTILINE)
    language = language_as_said(found[1]) if found else language_of_path(path, is_data=True)
    for field in fields:
        said = {key: node.text(text) for key, node in field.items()}
        if not said["msgid"]:
            continue
        name = ".".join(" ".join(s.split()) for s in (said.get("msgctxt", ""), said["msgid"]) if s)
        name = name if len(name) <= _LONGEST else name[:_LONGEST].rsplit(" ", 1)[0] + " ..."
        key = next((k for k in ("msgstr", "msgstr[1]", "msgstr[0]") if said.get(k)), "")
        why_not = next((flag for flag in ("obsolete", "fuzzy") if flag in said.get("flags", "")), "")
        if not key and language not in ("", "en"):
            why_not = why_not or "not translated"
        yield Entry(name, field[key or "msgid"], language, said.get("references", ""), why_not)


def entries_of_xliff(text: str, path: str, root: Node) -> Iterator[Entry]:
    """The units of an XLIFF file: targets where there are some, else sources."""
    for _, unit in root.children or ():
        field = dict(unit.children or ())
        said = {key: node.text(text) for key, node in field.items()}
        key = "target" if said.get("target", "").strip() else "source"
        codes = ("target-language", "trgLang") if key == "target" else ("source-language", "srcLang")
        language = next((said[code] for code in codes if code in said), "")
        name = said.get("resname") or said.get("name") or said.get("id") or ""
        if key in field:
            yield Entry(name, field[key], language_as_said(language), said.get("notes", ""))


def select_entries(source: Source, entries: Iterable[Entry], locales: Locales, what: str) -> Selection:
    """The entries that belong to mail, those of one message together. A file and its folders may be named by mail too.

    A message's entries lie below one key, or begin alike where one is its subject: `resetSubject`, `resetBody`.
    """
    text, around = source.text, re.split(r"[\\/]", source.path)[-3:]
    around[-1] = around[-1].split(".")[0]
    left: list[Left] = []
    kept: list[Entry] = []
    for entry in entries:
        if why_not := _why_not(text, entry, ".".join(around), locales):
            left.append(Left(entry.name, why_not))
        else:
            kept.append(entry)
    titled = {(entry.group, found[1]) for entry in kept if (found := _TITLED.fullmatch(entry.key))}
    groups: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
    for entry in kept:
        stem, key = _parted(entry, titled)
        name = f"{entry.group}.{stem}".strip(".") if stem else entry.group or entry.name
        groups[entry.language, name].append((key, entry))
    taken = []
    dialect = source.path.rpartition(".")[2]
    for (language, name), members in groups.items():
        members = list(_once(members, left))
        whole = any(key in locales.whole for key, _ in members)
        parts = tuple(Part(entry.name, as_slots(text, entry.node, dialect), _kind(key)) for key, entry in members)
        taken.append(Message(name, parts, language, not whole, True, "key or reference of mail"))
    return Selection(what, tuple(taken), tuple(left))


def _parted(entry: Entry, titled: set[tuple[str, str]]) -> tuple[str, str]:
    """The beginning of a key that it shares with its message's subject, and what is left of it."""
    at = entry.key.find("_")
    while at >= 0:
        stem, ending = entry.key[:at], entry.key[at + 1 :]
        if (entry.group, stem) in titled and ending in _ENDINGS:
            return _beginning(entry.name.rpartition(".")[2], ending), ending
        at = entry.key.find("_", at + 1)
    return "", entry.key


def _beginning(key: str, ending: str) -> str:
    """A key as it is written, without its ending: `resetBodyHtml`, `body_html` -> `reset`."""
    at, letters = len(key), len(ending.replace("_", ""))
    while letters:
        at -= 1
        letters -= key[at] != "_"
    return key[:at].rstrip("_")


def _why_not(text: str, entry: Entry, around: str, locales: Locales) -> str:
    if entry.why_not:
        return entry.why_not
    name = snake(entry.name)
    if locales.exclude.fullmatch(name):
        return "key of forms or errors"
    known = locales.include.fullmatch(name) or locales.include.fullmatch(f"{around}.{name}")
    if not (known or locales.references.search(entry.references)):
        return "no key or reference of mail"
    said = entry.node.text(text)
    return "" if (_kind(entry.key) in _SINGLE and said.strip()) or is_prose(said, entry.key) else "no sentence"


def _once(entries: list[tuple[str, Entry]], left: list[Left]) -> Iterator[tuple[str, Entry]]:
    """The entries without those that say the same as plain text that another one says as HTML."""
    stems: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    bare = "body" if {"body", "html"} <= {key for key, _ in entries} else ""
    for key, entry in entries:
        stems[_WAYS.sub("", key) or bare].append((key, entry))
    for same in stems.values():
        ways = [key for key, _ in same if _WAYS.search(key)]
        first = next((entry for key, entry in same if "html" in key), same[0][1])
        copies = len(same) > 1 and len(ways) >= len(same) - 1
        for key, entry in same:
            if entry is first or not copies:
                yield key, entry
            else:
                left.append(Left(entry.name, f"the same text once more, as in {first.name}"))


def _kind(key: str) -> BlockKind | None:
    return None if key == "title" else key_kind(key)
