"""The phrase language."""

from __future__ import annotations

import json
import re

import pytest

from respcheck.document import Document, Sentence, Zone
from respcheck.matcher import Matcher
from respcheck.phrase import PhraseError, compile_list, compile_phrase
from respcheck.prose import BlockKind, OffsetMap, Prose, Run
from respcheck.source import Source, Span
from respcheck.wording import spell

_ENTRIES = {"we": ["we", "i", "our (team|staff)"], "cannot": ["cannot", "(are|am) (not able|unable) to"]}
LISTS = {name: compile_list(entries, {}) for name, entries in _ENTRIES.items()}


def find(phrase: str, text: str, slots: dict[int, str] | None = None) -> str | None:
    """What a phrase finds first in a text: the text's own characters."""
    wording, lines = spell(text, (Span(0, len(text)),), slots or {})
    prose = Prose(Source("t", text), text, OffsetMap((Run(0, 0, len(text), True),)), (), slots or {})
    sentence = Sentence(Span(0, len(text)), Zone.BODY, BlockKind.PARAGRAPH, 0, lines[0])
    matcher = Matcher(
        [("s", compile_phrase(phrase, LISTS))], {name: json.dumps(found.part) for name, found in LISTS.items()}
    )
    spans = [span for *_, span in matcher.find(Document(prose, (sentence,), wording))]
    return text[spans[0].start : spans[0].end] if spans else None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("do not reply", "Please DO   NOT\nreply.", "DO   NOT\nreply"),
        ("do not reply", "Please don\u2019t reply", "don\u2019t reply"),
        ("don't reply", "do not reply", "do not reply"),
        ("we are sorry", "We're sorry", "We're sorry"),
        ("cannot", "we can't", "can't"),
        ("will not", "We won't.", "won't"),
        ("(very )?sorry", "so very sorry", "very sorry"),
        ("(very )?sorry", "so sorry", "sorry"),
        ("(reply|respond) here", "respond here", "respond here"),
        ("refund*", "refunds", "refunds"),
        ("refund*", "a refund", "refund"),
        ("refund", "refunds", None),
        ("polic(y|ies)", "our policies", "policies"),
        ("(un)?able", "unable", "unable"),
        ("sorry ... inconvenience", "sorry for all of the inconvenience", "sorry for all of the inconvenience"),
        ("sorry ... inconvenience", "sorry for one two three four five the inconvenience", None),
        ("sorry but", "Sorry, but", "Sorry, but"),
        ("no-reply email", "a no reply e-mail", "no reply e-mail"),
        ("<we> <cannot> refund", "Our team is; our staff are unable to refund", "our staff are unable to refund"),
        ("<number> days", "within 30 days", "30 days"),
        ("refund me ?", "will you refund me?", "refund me?"),
        ("read <url>", "Read https://example.org/a.", "Read https://example.org/a"),
        ("un", "un\u00adfortunately", None),
        ("unfortunately", "un\u00adfortunately", "un\u00adfortunately"),
    ],
)
def test_finds(phrase: str, text: str, found: str | None) -> None:
    assert find(phrase, text) == found


def test_slots_are_found_by_name_only() -> None:
    text = "Reason: \ufffc"
    slots = {8: "order.rejection_reason"}
    assert find("<slot:reason>", text, slots) == "\ufffc"
    assert find("<slot>", text, slots) == "\ufffc"
    assert find("<slot:date>", text, slots) is None
    assert find("rejection", text, slots) is None


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("(a|b", "unclosed '('"),
        ("a) b", "unmatched ')'"),
        ("(very )?", "can match nothing"),
        ("... a", "begins or ends with a gap"),
        ("a ...", "begins or ends with a gap"),
        ("<wee> go", "did you mean <we>"),
        ("a <b", "a reference is written"),
        ("poli(cy now|cies)", "single words only"),
        ("--- a", "holds no word"),
    ],
)
def test_mistakes_are_named(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(message)):
        compile_phrase(phrase, LISTS)


def test_what_a_sentence_must_hold_and_a_match_begin_with() -> None:
    pattern = compile_phrase("(please )?<we> repl* to <number> mail(s)?", LISTS)
    program = pattern.unfold()
    assert pattern.anchor == ("rep*",)
    assert program.first == {"please", "we", "i", "our"}
    assert program.needs[:3] == ({"we", "i", "team", "staff"}, {"rep*"}, {"to"})
    assert "<number>" in program.needs[3]
    assert program.needs[4] == {"mail", "mails"}


def test_a_match_is_leftmost_and_longest() -> None:
    assert find("sorry (very much|very|very much indeed)?", "sorry very much indeed") == "sorry very much indeed"
    assert find("no ... no", "no a no b no c") == "no a no b no"
