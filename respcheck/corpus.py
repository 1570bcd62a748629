"""Messages to try rules on: JSON lines, labelled or not, and plain files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import RespcheckError
from .files import find, read
from .source import decode, is_binary

#: Messages of this kind are addressed to no customer: nothing is judged by them.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a corpus.

    `path` names it in reports, and its ending (`suffix`, with the dot) says how it is read. `labels` tell for
    names of rules or families whether the message deserves them; those in `unsure` are not to be scored.
    """

    id: str
    path: str
    text: str
    suffix: str = ".txt"
    kind: str = ""
    source: str = ""
    labels: Mapping[str, bool] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def deserves(self, *names: str) -> bool | None:
        """The label of the first of these names that has one; None where there is none, or no sure one.

        Labels may be written with underscores for hyphens.
        """
        for name in names:
            for key in (name, name.replace("-", "_")):
                if key in self.unsure:
                    return None
                if key in self.labels:
                    return self.labels[key]
        return None


def load(folder: str) -> tuple[Message, ...]:
    """The messages of a folder or file: each line of its `.jsonl` files, else each text, mail and template.

    A line holds `id`, `text`, `suffix`, `kind`, `source`, `labels` and `unsure`; only `text` must be there.
    Raises RespcheckError, with file and line, for a line that is something else, and when there are no messages.
    """
    if os.path.isdir(folder):
        lined = sorted(
            os.path.join(top, name) for top, _, names in os.walk(folder) for name in names if _is_lined(name)
        )
    else:
        lined = [folder] if _is_lined(folder) else []
    found = tuple(message for path in lined for message in _read_lines(path)) if lined else tuple(_read_files(folder))
    if not found:
        raise RespcheckError("holds no messages: .jsonl files, or texts, mails and templates", folder)
    return found


def _is_lined(name: str) -> bool:
    return name.endswith(".jsonl")


def _read_files(folder: str) -> Iterator[Message]:
    for path in find([folder]):
        data = read(path)
        if not is_binary(data):
            yield Message(path, path, decode(data, path).text, os.path.splitext(path)[1])


def _read_lines(path: str) -> Iterator[Message]:
    try:
        with open(path, encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _message(line, path, number)
    except (OSError, UnicodeDecodeError) as error:
        raise RespcheckError(f"can't be read: {getattr(error, 'strerror', None) or 'not UTF-8'}", path) from None


def _message(line: str, path: str, number: int) -> Message:
    def wrong(what: str) -> RespcheckError:
        return RespcheckError(what, path, number)

    try:
        raw = json.loads(line)
    except ValueError as error:
        raise wrong(f"not JSON: {error}") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        raise wrong("a message is an object with its 'text'")
    strings: dict[str, str] = {}
    for key, otherwise in (("id", f"{path}:{number}"), ("suffix", ".txt"), ("kind", ""), ("source", "")):
        strings[key] = raw.get(key, otherwise)
        if not isinstance(strings[key], str):
            raise wrong(f"{key!r} is no text")
    if not strings["suffix"].startswith("."):
        raise wrong(f"'suffix' is an ending with its dot, as in '.html', not {strings['suffix']!r}")
    labels: Any = raw.get("labels", {})
    if not isinstance(labels, dict) or not all(isinstance(value, bool) for value in labels.values()):
        raise wrong("'labels' is an object of names and true or false")
    unsure: Any = raw.get("unsure", [])
    if not isinstance(unsure, list) or not all(isinstance(name, str) for name in unsure):
        raise wrong("'unsure' is a list of labels")
    name = strings["id"] if strings["id"].endswith(strings["suffix"]) else strings["id"] + strings["suffix"]
    return Message(path=name, text=raw["text"], labels=labels, unsure=frozenset(unsure), **strings)
