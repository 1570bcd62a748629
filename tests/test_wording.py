"""The searchable form of a text."""

from __future__ import annotations

import pytest

from respcheck.source import Span
from respcheck.wording import fold, shifted, spell, write_out


def spelled(text: str) -> str:
    return spell(text, (Span(0, len(text)),), {})[0].text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We\u2019re SORRY", " we are sorry\n"),
        ("cannot, can't, cant", " can not, can not, can not\n"),
        ("e-mail E-mails re-open", " email emails re open\n"),
        ("It costs $3.50 (or 20%) \u2014 now?", " it costs $3.50, or 20%, now ?\n"),
        ("customers' Ana's it's that's", " customers ana's it is that is\n"),
        ("a\u00a0b\u200bc", " a bc\n"),
        ("\U0001f469\u200d\U0001f4bb please", " please\n"),
        ("\ue072eason", " eason\n"),
        ("\U0001f937\u200d\u2640\ufe0f do \u200d not", " do not\n"),  # what only joins is no word
    ],
)
def test_spells(text: str, words: str) -> None:
    assert spelled(text) == words


def test_each_word_maps_to_its_own_characters() -> None:
    text = "I can't, sadly."
    wording, lines = spell(text, (Span(0, len(text)),), {})
    words = [wording.text[start:].split(" ")[0].strip(",\n") for start in wording.starts]
    assert words == ["i", "can", "not", "sadly"]
    assert [text[span.start : span.end] for span in wording.origins] == ["I", "can", "'t", "sadly"]
    assert lines == [Span(0, len(wording.text) - 1)]


def test_one_sentence_a_line() -> None:
    text = "One. Two."
    wording, lines = spell(text, (Span(0, 4), Span(5, 9)), {})
    assert wording.text == " one\n two\n"
    assert [wording.text[line.start : line.end] for line in lines] == [" one", " two"]


def test_no_words_at_all() -> None:
    wording, lines = spell("", (), {})
    assert (wording.text, lines) == ("", [])


def test_folding_keeps_the_length() -> None:
    text = "\u0130stanbul \u201cX\u201d"
    assert len(fold(text)) == len(text)


def test_slot_names_are_out_of_reach_of_words() -> None:
    name = shifted("order.rejection_reason")
    assert len(name) == len("_order_rejection_reason_")
    assert all(0xE000 <= ord(c) < 0xE080 for c in name)


@pytest.mark.parametrize("word", ["o'clock", "rock'n'roll", "'"])
def test_other_apostrophes_stay(word: str) -> None:
    assert "".join(write_out(word)) == word.strip("'")
