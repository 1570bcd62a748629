"""What the readers' tests share: a file's blocks as short lines."""

from __future__ import annotations

from respcheck.formats import read
from respcheck.prose import BRANCH, SLOT, Prose
from respcheck.source import Source, Span


def prose_of(name: str, text: str) -> Prose:
    (prose,) = read(Source(name, text))
    return prose


def shown(prose: Prose) -> list[str]:
    """`kind: text` for each block; slots as `<name>`, soft line ends as ` / `, branches parted by ` | `."""
    lines = []
    for span, kind in prose.blocks:
        characters = (
            f"<{prose.slots[offset]}>" if prose.text[offset] == SLOT else prose.text[offset]
            for offset in range(span.start, span.end)
        )
        lines.append(f"{kind.value}: {''.join(characters)}".replace("\n", " / ").replace(BRANCH, " | "))
    return lines


def blocks(name: str, text: str) -> list[str]:
    return shown(prose_of(name, text))


def links(prose: Prose) -> list[str]:
    return [prose.text[span.start : span.end] for span in prose.links]


def source_of(prose: Prose, words: str) -> str:
    """The stretch of the source that the first occurrence of `words` was read from."""
    at = prose.text.index(words)
    start, end = prose.source_span(Span(at, at + len(words)))
    return prose.source.text[start:end]
