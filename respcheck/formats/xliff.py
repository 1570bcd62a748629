"""Reads XLIFF (1.2 and 2.0) as a list of units: name, source, target, notes; what stands for a tag is a slot."""

from __future__ import annotations

import re

from .markup import ENTITY, decode_entity
from .tree import Node, Piece, Tree, decoded

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<(?P<close>/?)(?P<name>[\w:.-]+)(?P<rest>[^<>]*?)(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*(?:"([^"]*)"|'([^']*)')""")
_UNITS = frozenset(("trans-unit", "unit"))
_TEXTS = {"source": "source", "target": "target", "note": "notes"}
#: Tags that stand for something the program fills in, or for what it writes itself.
_SLOTS = frozenset(("x", "ph", "it", "bpt", "ept", "bx", "ex", "sc", "ec"))
#: Of these the inside is native code, too; of those it is another translation.
_NATIVE = frozenset(("ph", "it", "bpt", "ept"))
_OTHERS = frozenset(("alt-trans", "match"))
#: What a slot stands for, as some programs note it in an attribute.
_EXPRESSION = re.compile(r"\{\{[^{}]*\}\}")


def read_xliff(text: str) -> Tree:
    """Each unit with its `source`, `target` and `notes`, its names, and the languages of its file."""
    units: list[tuple[str, Node]] = []
    unit: dict[str, list[Piece]] = {}
    languages: dict[str, tuple[Piece, ...]] = {}
    field, native, at, doubt = "", "", 0, -1

    def end_unit() -> None:
        children = tuple((key, Node(tuple(pieces))) for key, pieces in unit.items())
        kept = tuple((key, Node(pieces)) for key, pieces in languages.items())
        units.append((str(len(units)), Node((), children + kept)))

    for tag in _TAG.finditer(text):
        if field and not native:
            unit[field] += decoded(text, at, tag.start(), ENTITY, lambda found: decode_entity(found.group()))
        at = tag.end()
        name = (tag["name"] or "").rsplit(":", 1)[-1]
        if tag["cdata"] is not None:
            if field:
                unit[field].append(Piece(*tag.span("cdata")))
        elif native:
            native = "" if tag["close"] and name == native else native
        elif name in ("file", "xliff") and not tag["close"]:
            languages |= {k: v for k, v in _attributes(tag).items() if k.endswith(("-language", "Lang"))}
        elif name in _UNITS:
            if unit and (field or not tag["close"]):  # a text that nothing ends, or a unit
                field, doubt = "", tag.start() if doubt < 0 else doubt
            if unit:
                end_unit()
            unit = {key: list(pieces) for key, pieces in _attributes(tag).items()} if not tag["close"] else {}
        elif name in _OTHERS and not tag["close"] and not tag["empty"]:
            native = name
        elif name in _TEXTS and unit and not tag["empty"]:
            field = "" if tag["close"] else _TEXTS[name]
            said = unit.setdefault(field or _TEXTS[name], [])
            if field and said:  # another segment
                said.append(Piece(tag.start(), tag.start(), " "))
        elif field and name in _SLOTS and not tag["close"]:
            unit[field].append(Piece(*tag.span(), _slot(text, name, tag)))
            native = name if name in _NATIVE and not tag["empty"] else ""
    if unit:
        end_unit()
        doubt = len(text) if doubt < 0 else doubt
    return Tree(Node((), tuple(units), True), doubt)


def _slot(text: str, name: str, tag: re.Match[str]) -> str:
    """What a tag inside a text is read as: nothing for the program's own tags, else a slot."""
    label = "".join(text[p.start : p.end] for p in _attributes(tag).get("id", ()))
    if label.startswith("LINE_BREAK"):
        return "\n"
    if name in ("bpt", "ept", "sc", "ec") or label.startswith(("START_", "CLOSE_")):
        return ""
    expression = _EXPRESSION.search(tag["rest"])
    return expression.group() if expression else f"{{{{{label}}}}}"


def _attributes(tag: re.Match[str]) -> dict[str, tuple[Piece, ...]]:
    base = tag.start("rest")
    found: dict[str, tuple[Piece, ...]] = {}
    for attribute in _ATTRIBUTE.finditer(tag["rest"] or ""):
        group = 2 if attribute[2] is not None else 3
        found[attribute[1]] = (Piece(base + attribute.start(group), base + attribute.end(group)),)
    return found
