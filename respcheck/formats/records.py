"""Records of an export -> messages, by the table of presets or by paths that the user gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from ..prose import BlockKind
from .locales import language_as_said
from .presets import Preset
from .selection import Left, Message, Part, Selection
from .tree import Hit, Node, Step, find, keys, parse_path

_TITLES = tuple(map(parse_path, ("title", "name", "subject", "key", "id")))
_SCALARS = frozenset(("true", "false", "null", "~"))


def select_records(text: str, root: Node, ending: str, presets: Iterable[Preset]) -> Selection | None:
    """The messages of the first preset that knows records in a file, and of its vendor's others; or None."""
    top = Hit(_without_pages(root), (), ())
    known = keys(root)
    found: list[Selection] = []
    vendor = ""
    for preset in presets:
        if (preset.files and ending not in preset.files) or not known.issuperset(preset.keys):
            continue
        if vendor not in ("", preset.vendor):
            continue
        for path in preset.records:
            if any(_is_one(text, hit, preset) for hit in find(text, top, path)):
                vendor = preset.vendor
                found.append(_Records(text, preset).select(find(text, top, path)))
                break
    if not found:
        return None
    what = ", ".join(selection.what for selection in found)
    taken = (message for selection in found for message in selection.taken)
    return Selection(what, tuple(taken), tuple(left for selection in found for left in selection.left))


def select_paths(text: str, root: Node, paths: Sequence[str]) -> Selection:
    """Every text that one of the user's paths leads to, each a message of its own."""
    taken, left = [], []
    for path in paths:
        hits = list(find(text, Hit(root, (), ()), parse_path(path)))
        for hit in hits:
            if hit.node.children is not None:
                going_on = "[*]" if hit.node.is_list else "a key"
                left.append(Left(hit.name or "$", f"no text: {path!r} has to go on with {going_on}"))
            elif _is_text(text, hit.node):
                name = _first(text, hit, *_TITLES) or hit.name
                taken.append(Message(name, (Part("", hit.node),), why=f"by the path {path}"))
        if not hits:
            left.append(Left(path, "leads to nothing in this file"))
    return Selection("chosen by path", tuple(taken), tuple(left))


def _without_pages(root: Node) -> Node:
    """A list of lists, as pages one after another make it, as one list."""
    pages = [page for _, page in root.children or ()]
    if not (root.is_list and pages and all(page.is_list for page in pages)):
        return root
    return Node((), tuple(item for page in pages for item in page.children or ()), True)


def _is_one(text: str, hit: Hit, preset: Preset) -> bool:
    if hit.node.children is None or not all(any(find(text, hit, path)) for path in preset.has):
        return False
    return any(_last_text(target) for texts in preset.texts for path in texts for target in find(text, hit, path))


class _Records:
    """Goes through a preset's records."""

    def __init__(self, text: str, preset: Preset) -> None:
        self.text, self.preset = text, preset
        self.left: list[Left] = []

    def select(self, hits: Iterable[Hit]) -> Selection:
        taken = [message for hit in hits for message in self._messages(hit)]
        return Selection(self.preset.about, tuple(taken), tuple(self.left))

    def _messages(self, hit: Hit) -> Iterator[Message]:
        preset = self.preset
        name = _first(self.text, hit, *preset.title) or hit.name
        for leave in preset.leave_out:
            if (_first(self.text, hit, leave.path).lower() in leave.values) != leave.unless:
                self.left.append(Left(name, leave.why))
                return
        said = _first(self.text, hit, preset.language)
        language = preset.languages.get(said) or language_as_said(said)
        kinds = preset.kind == "fragment", preset.kind != "reply"
        subject = tuple(self._parts(hit, preset.subject, BlockKind.SUBJECT)) if preset.subject else ()
        seen: set[int] = set()
        for paths in preset.texts:
            some = False
            for path in paths:
                parts = [part for part in self._parts(hit, path, None) if id(part.node) not in seen]
                seen.update(id(part.node) for part in parts)
                if some:
                    self.left += [Left(name, "the same text once more") for _ in parts]
                else:
                    some = bool(parts)
                    yield from (Message(name, (*subject, part), language, *kinds, preset.about) for part in parts)
        if not seen:
            self.left.append(Left(name, "no text for a customer"))

    def _parts(self, hit: Hit, path: tuple[Step, ...], kind: BlockKind | None) -> Iterator[Part]:
        for found in find(self.text, hit, path):
            if (target := _last_text(found)) and _is_text(self.text, target.node):
                yield Part("", target.node, kind, self.preset.markup)


def _is_text(text: str, node: Node) -> bool:
    said = node.text(text).strip()
    return bool(said) and said not in _SCALARS


def _last_text(hit: Hit) -> Hit | None:
    """The text itself, or the last one of a list (`["channel:all", "the text"]`); None for anything else."""
    node = hit.node
    if node.children is None:
        return hit if node.pieces else None
    if not node.is_list or not node.children:
        return None
    key, last = node.children[-1]
    return Hit(last, (*hit.keys, key), (*hit.above, node)) if last.children is None else None


def _first(text: str, hit: Hit, *paths: tuple[Step, ...]) -> str:
    """What the first of some paths says in a record, else in what the record lies in; the innermost counts."""
    around = (node for node in reversed(hit.above) if not node.is_list)  # a list says nothing of all its items
    for node, path in product((hit.node, *around), filter(None, paths)):
        for found in find(text, Hit(node, (), ()), path):
            if found.node.children is None and (said := " ".join(found.node.text(text).split())):
                return said
    return ""
