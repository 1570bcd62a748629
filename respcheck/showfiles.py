"""What `respcheck check --show-files` prints: each file, and which messages of it are read, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .batch import Job
from .errors import RespcheckError
from .files import read
from .formats import contents
from .source import decode, is_binary

#: Entries of a file that are left out for one reason are counted when there are more.
_LISTED = 12


def lines(jobs: Iterable[Job]) -> Iterator[str]:
    """One line for each file, and below it one for each message taken (`+`) or left out (`-`)."""
    for path, _, settings in jobs:
        try:
            data = read(path)
        except RespcheckError as error:
            yield str(error)
            continue
        if is_binary(data):
            yield f"{path}: binary file, not read"
            continue
        selection = contents(decode(data, path), settings.reading)
        many = f", messages: {len(selection.taken)}" if selection.what != "one message" else ""
        yield f"{path}: {selection.what}{many}"
        for message in selection.taken:
            if message.name:
                language = f" ({message.language})" if message.language else ""
                yield f"  + {message.name}{language}: {message.why}"
        counts = Counter(left.why for left in selection.left)
        for left in selection.left:
            if counts[left.why] <= _LISTED:
                yield f"  - {left.name}: {left.why}"
        for why, count in counts.items():
            if count > _LISTED:
                yield f"  - {count} others: {why}"
