"""Zones of whole messages (data/messages.txt), and the document that segmentation makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from respcheck.document import Zone
from respcheck.prose import BLOCK_BREAK, SLOT, Block, BlockKind, OffsetMap, Prose, Run
from respcheck.segment import segment
from respcheck.source import Source, Span

MESSAGES = Path(__file__).parent / "data" / "messages.txt"
_LINE = re.compile(r"(\w+) ([|+]) (.*)")
_MARKUP = re.compile(r"\{\{(=?) ?(.*?)\}\}")


class Draft:
    """A message under construction: text and blocks as a reader would give them."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.slots: dict[int, str] = {}
        self.links: list[Span] = []

    def block(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        if self.text:
            self.text += BLOCK_BREAK
        start, at = len(self.text), 0
        for found in _MARKUP.finditer(text):
            self.text += text[at : found.start()]
            if found[1]:
                self.links.append(Span(len(self.text), len(self.text) + len(found[2])))
                self.text += found[2]
            else:
                self.slots[len(self.text)] = found[2]
                self.text += SLOT
            at = found.end()
        self.text += text[at:]
        self.blocks.append(Block(Span(start, len(self.text)), kind))

    def prose(self) -> Prose:
        text = self.text
        offsets = OffsetMap((Run(0, 0, len(text), True),))
        return Prose(Source("message.txt", text), text, offsets, tuple(self.blocks), self.slots, tuple(self.links))


def read_messages() -> dict[str, tuple[Prose, list[tuple[str, str]]]]:
    """Name -> the message, and the (zone, sentence) pairs expected of it."""
    messages = {}
    for part in re.split(r"^== ", MESSAGES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, content = part.partition("\n")
        draft, expected = Draft(), []
        for block in re.split(r"\n{2,}|\n(?=\[)", content.strip("\n")):
            kind, text = BlockKind.PARAGRAPH, ""
            for line in block.split("\n"):
                if line.startswith("["):
                    kind = BlockKind(line.strip("[]"))
                elif found := _LINE.fullmatch(line):
                    text += ("" if not text else "\n" if found[2] == "|" else " ") + found[3]
                    shown = _MARKUP.sub(lambda m: m[2] if m[1] else SLOT, found[3])
                    expected.append((found[1], shown))
                else:
                    raise ValueError(f"{name}: {line}")
            draft.block(text, kind)
        messages[name] = (draft.prose(), expected)
    return messages


ALL = read_messages()


@pytest.mark.parametrize("name", ALL)
def test_zones_of_whole_messages(name: str) -> None:
    prose, expected = ALL[name]
    document = segment(prose)
    found = [(s.zone.value, prose.text[s.span.start : s.span.end]) for s in document.sentences]
    assert found == expected


def test_there_are_messages_enough() -> None:
    assert len(ALL) >= 15
    zones = {zone for _, expected in ALL.values() for zone, _ in expected}
    assert zones == {zone.value for zone in Zone}


@pytest.mark.parametrize("name", ALL)
def test_sentences_are_ordered_disjoint_and_complete(name: str) -> None:
    prose, _ = ALL[name]
    document = segment(prose)
    at = 0
    for sentence in document.sentences:
        assert sentence.span.start >= at
        assert not prose.text[at : sentence.span.start].strip()
        assert prose.text[sentence.span.start : sentence.span.end].strip()
        assert prose.blocks[sentence.paragraph].span.covers(sentence.span)
        assert prose.blocks[sentence.paragraph].kind is sentence.kind
        at = sentence.span.end
    assert not prose.text[at:].strip()


def test_each_sentence_has_its_line_of_the_wording() -> None:
    draft = Draft()
    draft.block("Hi {{first_name}},")
    draft.block("We can't change it. Please reply.")
    document = segment(draft.prose())
    lines = [document.wording.text[s.words.start : s.words.end] for s in document.sentences]
    assert lines[1:] == [" we can not change it", " please reply"]
    assert lines[0].startswith(" hi ") and lines[0].endswith(",")
    assert document.sentence_at(document.sentences[2].span.start + 3) == 2


def test_empty_message() -> None:
    assert segment(Draft().prose()).sentences == ()


@pytest.mark.slow
def test_many_lines_of_the_same_form_take_time_in_proportion() -> None:
    from time import perf_counter

    def seconds(line: str, count: int) -> float:
        draft = Draft()
        draft.block(line * count)
        prose = draft.prose()
        start = perf_counter()
        segment(prose)
        return perf_counter() - start

    for line in ("Thanks,\n", "unsubscribe\n", "unsubscribe\nWe are here.\n", ":) ", ": 1. ", ".)", "@a ", "://."):
        short, long = (min(seconds(line, count) for _ in range(3)) for count in (1_000, 16_000))
        assert long < 16 * 8 * short + 0.05, line


@pytest.mark.parametrize("mark", ["-----", "===", "|", "•", ",", "\u200c \u200c", "_____"])
def test_marks_that_only_lay_a_text_out_are_no_sentences(mark: str) -> None:
    draft = Draft()
    for block in ("Your order is late.", mark, "We are on it."):
        draft.block(block)
    prose = draft.prose()
    said = [prose.text[s.span.start : s.span.end] for s in segment(prose).sentences]
    assert said == ["Your order is late.", "We are on it."]


@pytest.mark.parametrize("mark", ["--", "👍", "?", ":)", "{{ name }}", "…"])
def test_marks_that_say_something_are_sentences(mark: str) -> None:
    draft = Draft()
    draft.block(mark)
    assert len(segment(draft.prose()).sentences) == 1
