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
    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    def error(self, message: str) -> RespcheckError:
        """An error at this value's place."""
        mark = self.node.start_mark
        return RespcheckError(message, self.path, mark.line + 1, mark.column + 1)

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            shape = "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"
            raise self.error(
                f"expected text, found {shape}; put the text in quotes if it holds ': ' or starts with '['"
            )
        if self.node.tag != _TEXT:
            raise self.error(f"expected text; put {self.node.value!r} in quotes")
        return str(self.node.value).strip()

    def texts(self) -> list[tuple[Value, str]]:
        """A list of texts, each with its own place."""
        return [(item, item.text()) for item in self.items()]

    def items(self) -> list[Value]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("expected a list")
        return [Value(node, self.path) for node in self.node.value]

    def number(self, least: float = 0) -> float:
        try:
            value = float(self.node.value) if isinstance(self.node, yaml.ScalarNode) else None
        except ValueError:
            value = None
        if value is None or value < least:
            raise self.error(f"expected a number of at least {least:g}")
        return value

    def truth(self) -> bool:
        if isinstance(self.node, yaml.ScalarNode) and self.node.value in ("true", "false"):
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
        for key, value in self._pairs():
            name = key.text()
            if name in found:
                raise key.error(f"key {name!r} stands twice; first on line {found[name].line}")
            if name not in keys:
                raise key.error(f"unknown key {name!r}" + suggest(name, keys))
            found[name] = value
        for name in required:
            if name not in found:
                raise self.error(f"key {name!r} is missing")
        return found

    def _pairs(self) -> Iterator[tuple[Value, Value]]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("expected a mapping of keys and values")
        for key, value in self.node.value:
            yield Value(key, self.path), Value(value, self.path)


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
