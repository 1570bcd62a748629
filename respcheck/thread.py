"""What the customer's message asks and names, and which of it a reply does not take up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .document import Document, Zone
from .formats import read
from .language import EN
from .segment import segment
from .source import Source, Span
from .wording import fold

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![$€£¥₹.,])\b{_DAY}(?: of)? {_MONTH}|\b{_MONTH}\.? {_DAY}\b|\b\d{{4}}-(?:0[1-9]|1[0-2])-\d\d\b"
)
_FIGURE = re.compile(r"\d(?:[\d,.]*\d)?")
_AMOUNT = re.compile(
    rf"[$€£¥₹] ?{_FIGURE.pattern}|\b{_FIGURE.pattern} ?(?:[€£¥₹]|(?:dollars?|euros?|pounds?|usd|eur|gbp)\b)"
)
_ORDER = re.compile(
    r"(?:\b(?:order|case|ticket|invoice|booking|reference|ref)(?: (?:number|no))?[.:]? )?"
    r"(?P<number>#?\b[a-z]{0,5}-?\d[\d-]{2,}\d\b)"
)
_NAME = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? [A-Z]\w+|[A-Z][a-z]+(?:[ -][A-Z][a-z]+)+")
_WORD = re.compile(r"[a-z]{4,}")
#: Words that questions about anything have.
_COMMON = frozenset(
    "about also been could does have help just know like make many more much need please tell thanks thank that their "
    "them then there they this want what when where which will with would your yours from here into some should".split()
)


class Point(NamedTuple):
    """Something in the customer's message that an answer takes up: its kind, its place, and what would show that."""

    kind: str
    span: Span
    text: str
    signs: frozenset[str]


def untaken(thread: Source, reply: Document) -> list[Point]:
    """The points of a thread that a reply does not take up, in the thread's order.

    A question is taken up by any of its own words; an amount, a date, a number or a name by itself.
    """
    said = {sign for sentence in _spoken(reply) for sign in _signs(reply.prose.text[slice(*sentence)])}
    return [point for prose in read(thread) for point in _points(segment(prose)) if not point.signs & said]


def _points(document: Document) -> Iterator[Point]:
    prose = document.prose
    for sentence in _spoken(document):
        text = prose.text[slice(*sentence)]
        found = list(_facts(text))
        if text.rstrip().endswith("?") and (words := _words(text)):
            found.append(("question", Span(0, len(text)), words))
        for kind, place, signs in sorted(found, key=lambda fact: fact[1]):
            span = prose.source_span(Span(sentence.start + place.start, sentence.start + place.end))
            yield Point(kind, span, " ".join(text[slice(*place)].split()), signs)


def _spoken(document: Document) -> Iterator[Span]:
    """Sentences of the message itself: no quotation, greeting or signature."""
    return (s.span for s in document.sentences if s.zone in (Zone.SUBJECT, Zone.BODY))


def _signs(text: str) -> Iterator[str]:
    """What a reply's sentence takes up; a figure counts for any amount or number."""
    yield from _words(text)
    folded = fold(text)
    for found in _DATE.finditer(folded):
        yield _date(found[0])
    for found in _FIGURE.finditer(folded):
        yield _amount(found[0])
    for found in re.finditer(r"\d[\d-]*\d", folded):
        yield _number(found[0])
    yield from (f"name {word}" for word in re.findall(r"\w+", folded))


def _words(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    return frozenset(word[:5] for word in _WORD.findall(fold(text)) if word not in _COMMON)


def _facts(text: str) -> Iterator[tuple[str, Span, frozenset[str]]]:
    """Dates, amounts, order numbers and names, each with its place and its signs."""
    folded = fold(text)
    for found in _DATE.finditer(folded):
        yield "date", Span(*found.span()), frozenset({_date(found[0])})
    for found in _AMOUNT.finditer(folded):
        yield "amount", Span(*found.span()), frozenset({_amount(found[0])})
    for found in _ORDER.finditer(folded):
        number = found["number"]
        if (found[0] != number or not number[0].isdigit()) and not _DATE.match(number):
            yield "number", Span(*found.span("number")), frozenset({_number(number)})
    if sum(map(str.isupper, re.findall(r"\b\w", text))) * 2 > len(text.split()):
        return  # in a title all words look like names
    for found in _NAME.finditer(text, 1):
        words = re.findall(r"\w+", fold(found[0]))
        if not EN.unnamed & set(words) and not any(word[:3] in _MONTHS or word.endswith("day") for word in words):
            yield "name", Span(*found.span()), frozenset(f"name {word}" for word in words if len(word) > 2)


def _date(text: str) -> str:
    if text[4:5] == "-":
        return f"date {int(text[8:])} {_MONTHS[int(text[5:7]) - 1]}"
    day = re.sub(r"\D", "", text)
    month = next(word[:3] for word in re.findall("[a-z]+", text) if word[:3] in _MONTHS)
    return f"date {int(day)} {month}"


def _amount(text: str) -> str:
    return "amount " + re.sub(r"\.0+$", "", re.sub(r"[^\d.]", "", text))


def _number(text: str) -> str:
    return "number " + re.sub(r"\D", "", text)
