"""Data files -> the messages in them: exports, locale files, tables and mailboxes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import unescape
from importlib import import_module
from pathlib import Path

from ..options import Options
from ..prose import Prose, ProseBuilder
from ..source import Source
from . import presets
from .code import comments_at, fill_region
from .derived import read_derived
from .records import select_paths, select_records
from .selection import Left, Message, Selection
from .tree import Hit, Tree, leaves, parse_path

#: What a name ends with -> the module and function that read it as a tree.
TREES = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".arb"), ("jsontree", "read_json")),
    **dict.fromkeys((".yaml", ".yml"), ("yamltree", "read_yaml_tree")),
    **dict.fromkeys((".csv", ".tsv"), ("csvtree", "read_csv")),
    **dict.fromkeys((".po", ".pot"), ("po", "read_po")),
    **dict.fromkeys((".xlf", ".xliff"), ("xliff", "read_xliff")),
    ".properties": ("properties", "read_properties"),
    ".php": ("phptree", "read_php"),
}
#: Comments of formats that have no reader of their own for them.
_COMMENTS = {
    **dict.fromkeys((".po", ".pot", ".properties"), re.compile(r"^[ \t]*#[^\r\n]*", re.MULTILINE)),
    **dict.fromkeys((".xlf", ".xliff"), re.compile(r"<!--.*?-->", re.DOTALL)),
}
#: Texts that a program looks others up by, so that they are as good as keys.
_KEYS = {
    **dict.fromkeys((".po", ".pot"), ("msgctxt", "msgid", "msgid_plural")),
    **dict.fromkeys((".xlf", ".xliff"), ("source",)),
}
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>")
_UNCERTAIN = "from here on reading is uncertain"


def read_messages(source: Source, options: Options) -> tuple[Prose, ...] | None:
    """The messages in a data file; None for a file that is better read as a whole.

    Raises RespcheckError for a mistake in the user's paths or table only.
    """
    if _ending(source) == ".mbox":
        from .mbox import read_mbox

        return tuple(read_mbox(source))
    tree = _tree(source)
    selection = _select(source, tree, options)
    if selection is None:
        return None
    proses = [_read(source, message) for message in selection.taken]
    if proses and tree.doubt >= 0:
        proses[-1] = replace(proses[-1], uncertain=(*proses[-1].uncertain, (tree.doubt, _UNCERTAIN)))
    remarks = comments_at(source, lambda: _remarks(source))
    return tuple(replace(prose, remarks=remarks) for prose in proses) if remarks else tuple(proses)


def _remarks(source: Source) -> Iterable[tuple[int, int]]:
    """Where the comments of a data file stand, outside its texts."""
    from . import literals, scalars

    ending, text = _ending(source), source.text
    if ending in (".yaml", ".yml"):
        return scalars.remarks(text)
    if ending in (".php", ".json"):
        return literals.remarks(text, ending)
    pattern = _COMMENTS.get(ending)
    return (found.span() for found in pattern.finditer(text)) if pattern else ()


def select(source: Source, options: Options) -> Selection | None:
    """What `read_messages` takes, and what it leaves out; None where it reads the file as a whole."""
    if _ending(source) == ".mbox":
        proses = read_messages(source, options) or ()
        return Selection("mailbox", tuple(Message(prose.name, why="a mail") for prose in proses))
    return _select(source, _tree(source), options)


def texts(source: Source) -> list[tuple[str, str]] | None:
    """Every text of a data file with its key, and where reading becomes uncertain; None for a mailbox."""
    if _ending(source) == ".mbox":
        return None
    tree, fixed = _tree(source), _KEYS.get(_ending(source), ())
    found = [("uncertain", "")] if tree.doubt >= 0 else []
    for hit in leaves(Hit(tree.root, (), ())):
        text = hit.node.text(source.text)
        found.append((f"{hit.name} {text}", "") if hit.keys and hit.keys[-1] in fixed else (hit.name, text))
    return found


def refuse_bad_choice(choice: str) -> None:
    """Raise RespcheckError for a path that is none, and for a table of presets that can't be used."""
    if is_table(choice):
        presets.load(Path(choice))
    else:
        parse_path(choice)


def is_table(choice: str) -> bool:
    """True for the name of a file of presets, false for a path to messages."""
    return choice.endswith((".yaml", ".yml"))


def _ending(source: Source) -> str:
    return os.path.splitext(source.path.lower())[1]


def _tree(source: Source) -> Tree:
    module, function = TREES[_ending(source)]
    reader: Callable[[str], Tree] = getattr(import_module(f".{module}", __package__), function)
    return reader(source.text)


def _select(source: Source, tree: Tree, options: Options) -> Selection | None:
    text, ending = source.text, _ending(source)
    tables = [choice for choice in options.messages if is_table(choice)]
    paths = [choice for choice in options.messages if not is_table(choice)]
    if paths:
        found: Selection | None = select_paths(text, tree.root, paths)
    else:
        known = [*(presets.load(Path(table)) for table in tables), presets.load()]
        found = select_records(text, tree.root, ending, [preset for table in known for preset in table.records])
        locales = next((table.locales for table in known if table.locales), None)
        if found is None and locales is not None:
            found = _select_locale(source, tree, locales)
    if found is None or (tree.doubt >= 0 and not found.taken):
        return None  # what could not be read may hold sentences all the same
    return _without_copies(text, found)


def _select_locale(source: Source, tree: Tree, locales: presets.Locales) -> Selection | None:
    from .catalog import entries_of_keys, entries_of_po, entries_of_xliff, is_catalog, select_entries

    ending, path = _ending(source), source.path
    if ending in (".po", ".pot"):
        return select_entries(source, entries_of_po(source.text, path, tree.root), locales, "gettext catalogue")
    if ending in (".xlf", ".xliff"):
        return select_entries(source, entries_of_xliff(source.text, path, tree.root), locales, "XLIFF file")
    if ending in (".properties", ".arb") or (
        ending in (".json", ".yaml", ".yml", ".php") and is_catalog(path, tree.root)
    ):
        return select_entries(source, entries_of_keys(source.text, path, tree.root), locales, "locale file")
    return None


def _without_copies(text: str, selection: Selection) -> Selection:
    """The selection without messages that say the same as an earlier one, or the same but for the elements of one."""
    taken: dict[tuple[str, ...], Message] = {}
    bare: dict[tuple[bool, tuple[str, ...]], Message] = {}  # by whether they have elements, and what is left without
    left = list(selection.left)
    for message in selection.taken:
        texts = [part.node.text(text) for part in message.parts]
        said = (message.language, *(" ".join(each.split()) for each in texts))
        words = (message.language, *("".join(unescape(_ELEMENT.sub("", each)).split()) for each in texts))
        marked = any(map(_ELEMENT.search, texts))
        if same := taken.get(said) or bare.get((not marked, words)):
            left.append(Left(message.name, f"the same text as {same.name}"))
        else:
            taken[said] = bare[marked, words] = message
    return Selection(selection.what, tuple(taken.values()), tuple(left))


def _read(source: Source, message: Message) -> Prose:
    """A message's texts, one after another, as prose."""
    out = ProseBuilder(source)
    regions: list[tuple[int, int]] = []
    for part in message.parts:
        start = out.length
        part.node.copy(out)
        regions.append((start, out.length))
        end = part.node.pieces[-1].end if part.node.pieces else 0
        out.atom("\n\n", end, end)
    below = out.build()
    names: list[tuple[int, str]] = []

    def fill(builder: ProseBuilder) -> None:
        for part, (start, end) in zip(message.parts, regions, strict=True):
            if part.key:
                names.append((builder.length, part.key))
            fill_region(builder, start, end, part.kind, part.markup)

    prose = read_derived(source, below.text, below.map, fill)
    return replace(
        prose,
        name=message.name,
        names=tuple(names),
        language=message.language,
        fragment=message.fragment,
        template=message.template or prose.template,
    )
