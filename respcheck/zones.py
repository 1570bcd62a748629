"""Which part of a message each sentence belongs to, by its block and by the fixed forms of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .document import Zone
from .language import EN
from .letter import greeting_end, is_name, valediction
from .prose import SLOT, BlockKind, Prose
from .source import Span
from .wording import fold

_OF_KIND = {
    BlockKind.SUBJECT: Zone.SUBJECT,
    BlockKind.PREHEADER: Zone.PREHEADER,
    BlockKind.SENDER: Zone.SENDER,
    BlockKind.QUOTE: Zone.QUOTED,
}
_LABELS = frozenset({BlockKind.HEADING, BlockKind.BUTTON})
_MARKS = ".,;:!?…()[]\"'"
_LEAD = "^~-–—*/ "
_FIGURE = re.compile(r"\d{3}|\d[.,:/]\d|[$€£₹%]")
_UNNAMED = EN.unnamed - EN.affiliations
#: At most so many lines sign a message that has no valediction.
_SIGNATURE_LINES = 4


class Piece(NamedTuple):
    """A sentence that has no zone yet.

    `first` and `alone`: it begins a line, and has its lines for itself. `folded` is its text in lower case.
    """

    span: Span
    kind: BlockKind
    paragraph: int
    first: bool
    alone: bool
    text: str
    folded: str


def find_zones(prose: Prose, pieces: Sequence[Piece]) -> list[Zone]:
    """The zone of each piece of a message."""
    zones = [_OF_KIND.get(piece.kind, Zone.BODY) for piece in pieces]
    _mark_quotations(pieces, zones)
    running = [i for i, zone in enumerate(zones) if zone is Zone.BODY]
    _mark_greetings(pieces, zones, running)
    foot = _footer_start(pieces, zones, running)
    for i in running[foot:]:
        zones[i] = Zone.FOOTER
    del running[foot:]
    if not _mark_leave(pieces, zones, running):
        _mark_bare_signature(prose, pieces, zones, running)
    return zones


def _mark_quotations(pieces: Sequence[Piece], zones: list[Zone]) -> None:
    """`On Monday Ana wrote:` is quoted; what follows `--- Original message ---` is, to the end."""
    for i, piece in enumerate(pieces):
        text = piece.text
        if zones[i] is not Zone.BODY or (text[-1].isalnum() and len(text) > 40):
            continue
        if text[-1] in ":-_=" or text[0] in "-_=":
            folded = piece.folded
            if any(folded.startswith(begin) and folded.endswith(end) for begin, end in EN.attributions):
                zones[i] = Zone.QUOTED
            elif len(text) < 80 and _holds(piece, EN.originals):
                zones[i:] = [Zone.QUOTED if zone is Zone.BODY else zone for zone in zones[i:]]
                return


def _mark_greetings(pieces: Sequence[Piece], zones: list[Zone], running: Sequence[int]) -> None:
    greeted = False
    for i in running:
        piece = pieces[i]
        greeted = (piece.first or greeted) and greeting_end(piece.text, 0, len(piece.text)) == len(piece.text)
        if greeted:
            zones[i] = Zone.GREETING
    if running and (piece := pieces[running[0]]).alone and piece.text[-1] in ",:" and len(piece.text) < 50:
        words = piece.text.split()
        if piece.text[-1] == ":" and SLOT not in piece.text and fold(words[0]).rstrip(".") not in EN.abbreviations:
            return  # a label
        if len(words) <= 4 and is_name(words) and fold(words[0]).rstrip(",") not in EN.starters:
            zones[running[0]] = Zone.GREETING  # `Ms Delgado:`


def _footer_start(pieces: Sequence[Piece], zones: Sequence[Zone], running: Sequence[int]) -> int:
    """Where in `running` the closing blocks of a mass mail begin: its length if there are none."""
    first = end = len(running)
    while end > 0:
        start = end - 1
        while start > 0 and pieces[running[start - 1]].paragraph == pieces[running[end - 1]].paragraph:
            start -= 1
        group = [pieces[i] for i in running[start:end]]
        marked = _foot_of(group)
        if marked < len(group):
            first = start + marked
        if any(_is_statement(piece) and not _holds(piece, EN.notices) for piece in group[:marked]):
            break
        if any(valediction(piece.folded) == "farewell" for piece in group):
            break
        end = start
    body = (i for i in running[:first] if zones[i] is Zone.BODY)
    return first if any(_is_statement(pieces[i]) for i in body) else len(running)


def _foot_of(block: Sequence[Piece]) -> int:
    """Where a footer begins in a block: at a line of one that nothing but such lines and fragments follow."""
    if _is_imprint(block[0]) and not any(valediction(piece.folded) == "farewell" for piece in block):
        return 0
    first = len(block)
    for n in range(len(block) - 1, 0, -1):
        if _is_imprint(block[n]):
            first = n if block[n].first else first
        elif _is_statement(block[n]) and not _holds(block[n], EN.notices):
            break
    return first


def _mark_leave(pieces: Sequence[Piece], zones: list[Zone], running: Sequence[int]) -> bool:
    """Mark valedictions and what signs after them, but for statements; true if there were any."""
    signing = ""
    said = found = False
    for place, i in enumerate(running):
        piece = pieces[i]
        if zones[i] is Zone.GREETING:
            signing = ""
        elif piece.kind in _LABELS:
            said = True
        elif piece.text == "--":
            zones[i], signing, found = Zone.SIGNATURE, "delimiter", True
        elif leave := _leave(piece, said, pieces[running[place + 1]] if place + 1 < len(running) else None):
            zones[i], signing, found = Zone.CLOSING, leave, True
        elif piece.alone and piece.folded.startswith(EN.devices):
            zones[i] = Zone.SIGNATURE
        else:
            if piece.folded.startswith(EN.postscripts) or (signing == "thanks" and _is_statement(piece)):
                signing = ""
            zones[i] = _signed_zone(piece) if signing else Zone.BODY
            said = said or zones[i] is Zone.BODY
    return found


def _signed_zone(piece: Piece) -> Zone:
    """The zone of a piece that stands after a valediction."""
    if _is_imprint(piece):
        return Zone.FOOTER
    if not _is_statement(piece):
        return Zone.SIGNATURE
    return Zone.FOOTER if _holds(piece, EN.notices) else Zone.BODY


def _leave(piece: Piece, said: bool, after: Piece | None) -> str:
    """How a piece takes leave; mere thanks do if something was `said` before and only a signature may follow."""
    leave = valediction(piece.folded)
    if leave != "thanks" or (said and after is None):
        return leave
    if not said or after is None:
        return ""
    signed = after.first and not _is_statement(after) and after.kind not in _LABELS
    return leave if signed or valediction(after.folded) else ""


def _mark_bare_signature(prose: Prose, pieces: Sequence[Piece], zones: list[Zone], running: Sequence[int]) -> None:
    """Mark the last lines if they can be nothing but the sender's name: `Lena, Support`, `^AB`."""
    postscript = next((i for i in running if pieces[i].folded.startswith(EN.postscripts)), len(pieces))
    # the line of a mail program is marked by now
    running = [i for i in running if i < postscript and zones[i] is not Zone.SIGNATURE]
    place = len(running)
    while place > 1 and len(running) - place < _SIGNATURE_LINES:
        piece = pieces[running[place - 1]]
        if piece.kind is not BlockKind.PARAGRAPH and piece.text[0] not in "^~–—":
            break
        if not _signs(piece) or not _may_sign(prose, piece.span):
            break
        place -= 1
    if place == len(running):
        return
    before = pieces[running[place - 1]]
    takes_leave = before.alone and before.text[-1] == "," and len(before.text) < 45 and place > 1
    if takes_leave and zones[running[place - 1]] is Zone.BODY:
        zones[running[place - 1]] = Zone.CLOSING  # `Mind yourself,`
    if takes_leave or _may_be_last(before, pieces[running[place]]):
        for i in running[place:]:
            zones[i] = Zone.SIGNATURE


def _may_be_last(piece: Piece, after: Piece) -> bool:
    """True if a message's running text can end with `piece`: it isn't left hanging."""
    if piece.kind is not BlockKind.PARAGRAPH or after.text[0] in _LEAD:
        return True
    last = piece.text.split()[-1]
    if last[-1].isalnum():
        return piece.paragraph != after.paragraph or "." in last or "/" in last
    return last[-1] not in ",:;"


def _may_sign(prose: Prose, span: Span) -> bool:
    """True unless the piece is a link, or a slot whose name is not that of a sender."""
    if any(link.covers(span) for link in prose.links):
        return False
    if span.end - span.start > 1 or span.start not in prose.slots:
        return True
    return any(part in prose.slots[span.start] for part in EN.signers)


def _signs(piece: Piece) -> bool:
    text = piece.text
    words = text.lstrip(_LEAD).split()
    if text[0] in _LEAD and len(words) <= 3 and not _is_statement(piece):
        return True  # `^AB`, `- ana, support`
    if not 1 <= len(words) <= 10 or text[-1] in ":…" or _is_statement(piece) or _FIGURE.search(text):
        return False
    folded = _words(piece)
    if not EN.offices.isdisjoint(folded):
        return _UNNAMED.isdisjoint(folded[1:])
    lead, comma, rest = text.partition(",")
    if _is_signed(words) or not comma:
        return _is_signed(words)
    if len(lead.split()) > 4 or not _UNNAMED.isdisjoint(folded):
        return False
    return _is_signed(lead.split()) or (piece.alone and len(words) <= 6 and _is_signed(rest.split()))


def _is_signed(words: list[str]) -> bool:
    """True for capitals and slots, and small words that may stand between them."""
    words = [word for word in words if word not in "&@/|-–—"]
    small = [word for word in words if not word[0].isupper() and SLOT not in word and not word[0].isdigit()]
    return len(small) < len(words) and all(fold(word).strip(_MARKS) in EN.affiliations for word in small)


def _is_statement(piece: Piece) -> bool:
    """True for what tells or asks something, false for names, addresses and other fragments."""
    text = piece.text
    if text[-1] in "?!":
        return True
    if telling := EN.predicates.intersection(_words(piece)):
        # `IT Services` are initials, no pronoun
        return text.isupper() or any(len(word) != 2 or word.upper() not in text for word in telling)
    words = text.split()
    return len(words) > 12 or (text[-1] in ".…" and len(words) > 3 and sum(word[0].islower() for word in words) > 1)


def _words(piece: Piece) -> list[str]:
    return [word.strip(_MARKS) for word in piece.folded.split()]


def _is_imprint(piece: Piece) -> bool:
    return _holds(piece, EN.imprints) or (_holds(piece, EN.imprint_labels) and not _is_statement(piece))


def _holds(piece: Piece, phrases: tuple[str, ...]) -> bool:
    folded = piece.folded
    for phrase in phrases:  # noqa: SIM110 (this is called often, and faster than any())
        if phrase in folded:
            return True
    return False
