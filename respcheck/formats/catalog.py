"""Locale files -> messages: which of their entries belong to mail, and which of them are one message."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..prose import BlockKind
from ..source import Source
from .literals import is_prose, key_kind
from .locales import is_locale_path, language_as_said, language_of_code, language_of_path
from .presets import Locales
from .selection import Left, Message, Part, Selection
from .tree import Hit, Node, leaves

#: Longer texts are cut where they name an entry.
_LONGEST = 80
_PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))
_SINGLE = frozenset((BlockKind.SUBJECT, BlockKind.PREHEADER))
#: Endings of keys whose texts say the same in two ways, the one to read first.
_WAYS = re.compile(r"(?:\A|_)(html|text|plain|txt|markdown|md)(?=_|\Z)")


class Entry(NamedTuple):
    """One text of a locale file: its full key, where it is used, and why it is left out, if it is."""

    name: str
    node: Node
    language: str
    references: str = ""
    why_not: str = ""

    @property
    def key(self) -> str:
        return "" if " " in self.name else self.name.rpartition(".")[2]

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


def entries_of_keys(path: str, root: Node) -> Iterator[Entry]:
    """The entries of a file in which keys lead to texts."""
    language = language_of_path(path, is_data=True)
    tops = root.children or ()
    located = bool(tops) and all(language_of_code(key) and child.children for key, child in tops)
    for hit in leaves(Hit(root, (), ())):
        keys = hit.keys
        spoken = language
        if located:
            spoken, keys = language_of_code(keys[0]), keys[1:]
        if keys:
            yield _singular(Entry(".".join(keys), hit.node, spoken), hit.above[-1])


def _singular(entry: Entry, parent: Node) -> Entry:
    """Of an entry's plural forms the last one (`other`) speaks for all."""
    forms = [key for key, _ in parent.children or ()]
    if entry.key in _PLURALS and _PLURALS.issuperset(forms):
        if entry.key != forms[-1]:
            return entry._replace(why_not="plural form of the same text")
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
    """The entries that belong to mail, those below one key as one message. A file may be named by mail as well."""
    text, stem = source.text, re.split(r"[\\/]", source.path)[-1].split(".")[0]
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    left: list[Left] = []
    for entry in entries:
        if why_not := _why_not(text, entry, stem, locales):
            left.append(Left(entry.name, why_not))
        else:
            groups[entry.language, entry.group or entry.name].append(entry)
    taken = []
    for (language, name), members in groups.items():
        kept = list(_once(members, left))
        whole = any(entry.key in locales.whole for entry in kept)
        parts = tuple(Part(entry.name, entry.node, _kind(entry)) for entry in kept)
        taken.append(Message(name, parts, language, not whole, True, "key or reference of mail"))
    return Selection(what, tuple(taken), tuple(left))


def _why_not(text: str, entry: Entry, stem: str, locales: Locales) -> str:
    if entry.why_not:
        return entry.why_not
    if locales.exclude.fullmatch(entry.name):
        return "key of forms or errors"
    known = locales.include.fullmatch(entry.name) or locales.include.fullmatch(f"{stem}.{entry.name}")
    if not (known or locales.references.search(entry.references)):
        return "no key or reference of mail"
    said = entry.node.text(text)
    return "" if (_kind(entry) in _SINGLE and said.strip()) or is_prose(said, entry.key) else "no sentence"


def _once(entries: list[Entry], left: list[Left]) -> Iterator[Entry]:
    """The entries without those that say the same as plain text that another one says as HTML."""
    stems: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        stems[_WAYS.sub("", entry.key)].append(entry)
    for same in stems.values():
        ways = [found[1] for entry in same if (found := _WAYS.search(entry.key))]
        first = next((entry for entry in same if "html" in entry.key), same[0])
        copies = len(same) > 1 and len(ways) >= len(same) - 1
        for entry in same:
            if entry is first or not copies:
                yield entry
            else:
                left.append(Left(entry.name, f"the same text once more, as in {first.name}"))


def _kind(entry: Entry) -> BlockKind | None:
    kind = key_kind(entry.key)
    return None if entry.key == "title" else kind
