"""YAML as the project reads it: every value knows its place, and nothing is guessed.

Duplicate and unknown keys are refused; a value that YAML turned into something other than text
(`no`, `12:30`, a mapping made by an unquoted `: `) is refused where text is wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

import yaml

from .errors import RespcheckError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_LARGEST = 1e9
_TEXT = "tag:yaml.org,2002:str"


class Value:
    """One YAML value with its place. The reading methods raise RespcheckError where it has another shape."""

    def __init__(self, node: yaml.Node, path: str) -> None:
        self.node, self.path = node, path

    @property
    def line(self) -> int:
        """1-based line where the value starts."""
        return int(self.node.start_mark.line) + 1

    @property
    def column(self) -> int:
        """1-based column where the value starts."""
        return int(self.node.start_mark.column) + 1

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    def error(self, message: str) -> RespcheckError:
        """An error at this value's place."""
        return RespcheckError(message, self.path, self.line, self.column)

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            shape = "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"
            raise self.error(
                f"expected text, found {shape}; put the text in quotes if it holds ': ' or starts with '['"
            )
        if self.node.tag != _TEXT:
            if not self.node.value:
                raise self.error("expected text, found nothing")
            raise self.error(f"expected text; put {self.node.value!r} in quotes")
        return str(self.node.value).strip()

    def texts(self) -> list[tuple[Value, str]]:
        """A list of texts, each with its own place."""
        return [(item, item.text()) for item in self.items()]

    def items(self) -> list[Value]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("expected a list")
        return [Value(node, self.path) for node in self.node.value]

    def scalars(self) -> Iterator[Value]:
        """The texts in a value, at any depth, each once; keys are none."""
        todo, seen = [self.node], set[int]()
        while todo:
            node = todo.pop()
            if id(node) in seen:  # an alias may stand anywhere, even inside what it stands for
                continue
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                todo += [value for _, value in reversed(node.value)]
            elif isinstance(node, yaml.SequenceNode):
                todo += reversed(node.value)
            elif node.tag == _TEXT:
                yield Value(node, self.path)

    def one_or_more(self) -> list[Value]:
        """A list's items, of which there must be one; a value that is no list stands for itself."""
        items = self.items() if self.is_list else [self]
        if not items:
            raise self.error("the list is empty: leave the key out")
        return items

    def number(self, least: float = 0, most: float = _LARGEST) -> float:
        try:
            value = float(self.node.value) if self.node.tag in _NUMBERS else None
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            limit = f"from {least:g} to {most:g}" if most < _LARGEST else f"of at least {least:g}"
            raise self.error(f"expected a number {limit}")
        return value

    def whole(self, least: int = 0) -> int:
        value = self.number(least)
        if value != int(value):
            raise self.error("expected a whole number")
        return int(value)

    def truth(self) -> bool:
        if self.node.tag == "tag:yaml.org,2002:bool" and self.node.value in ("true", "false"):
            return bool(self.node.value == "true")
        raise self.error("expected true or false")

    def choice(self, choices: Collection[str]) -> str:
        text = self.text()
        if text not in choices:
            raise self.error(f"unknown value {text!r}" + suggest(text, choices) + f"; one of {', '.join(choices)}")
        return text

    def table(self, keys: Collection[str], required: Collection[str] = ()) -> dict[str, Value]:
        """A mapping with none but the given keys, each once, and all of the required ones."""
        found: dict[str, Value] = {}
        for key, value in self.pairs():
            name = key.text()
            if name not in keys:
                raise key.error(f"unknown key {name!r}" + suggest(name, keys))
            found[name] = value
        for name in required:
            if name not in found:
                raise self.error(f"key {name!r} is missing")
        return found

    def pairs(self) -> Iterator[tuple[Value, Value]]:
        """A mapping's keys, each once, with their values, in order."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("expected a mapping of keys and values")
        lines: dict[str, int] = {}
        for key, value in ((Value(key, self.path), Value(value, self.path)) for key, value in self.node.value):
            name = key.text()
            if name in lines:
                raise key.error(f"key {name!r} stands twice; first on line {lines[name]}")
            lines[name] = key.line
            yield key, value


def suggest(name: str, choices: Collection[str]) -> str:
    """`; did you mean ...?` where something close exists, else nothing."""
    near = get_close_matches(name, list(choices), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def compose(text: str, path: str) -> Value:
    """YAML text -> its top value. Raises RespcheckError with the place for text that is no YAML."""
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise RespcheckError(f"not valid YAML: {error.problem or error.context}", path, *place) from None
    except yaml.YAMLError as error:
        raise RespcheckError(f"not valid YAML: {error}", path) from None
    if node is None:
        raise RespcheckError("the file is empty", path)
    return Value(node, path)
