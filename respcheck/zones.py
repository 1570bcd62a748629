"""Which part of a message each sentence belongs to, by its block and by the fixed forms of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import Zone
from .language import EN
from .letter import greeting_end, is_name, valediction
from .pieces import (
    MARKS,
    Piece,
    bare_words,
    holds,
    is_contact,
    is_content,
    is_imprint,
    is_statement,
    names_slot,
)
from .prose import SLOT, BlockKind, Prose
from .wording import fold

_OF_KIND = {
    BlockKind.SUBJECT: Zone.SUBJECT,
    BlockKind.PREHEADER: Zone.PREHEADER,
    BlockKind.SENDER: Zone.SENDER,
    BlockKind.QUOTE: Zone.QUOTED,
}
_LABELS = frozenset({BlockKind.HEADING, BlockKind.BUTTON})
_LEAD = "^~-–—*/ "
_FIGURE = re.compile(r"\d{3}|\d[.,:/]\d|[$€£₹%]")
_LABEL = re.compile(r"([^\W\d_][^:\n]{0,30}):(?!//)")
_LETTER = re.compile(r"[^\W\d_]")
_UNNAMED = EN.unnamed - EN.affiliations
#: At most so many lines sign a message that has no valediction.
_SIGNATURE_LINES = 4


def find_zones(prose: Prose, pieces: Sequence[Piece]) -> list[Zone]:
    """The zone of each piece of a message."""
    zones = [_OF_KIND.get(piece.kind, Zone.BODY) for piece in pieces]
    _mark_quotations(pieces, zones)
    running = [i for i, zone in enumerate(zones) if zone is Zone.BODY]
    _mark_greetings(prose, pieces, zones, running)
    foot = _footer_start(prose, pieces, zones, running)
    for i in running[foot:]:
        zones[i] = Zone.FOOTER
    del running[foot:]
    if not _mark_leave(prose, pieces, zones, running):
        _mark_bare_signature(prose, pieces, zones, running)
    _mark_signing_slots(prose, pieces, zones)
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
            elif len(text) < 80 and holds(piece, EN.originals):
                zones[i:] = [Zone.QUOTED if zone is Zone.BODY else zone for zone in zones[i:]]
                return


def _mark_greetings(prose: Prose, pieces: Sequence[Piece], zones: list[Zone], running: Sequence[int]) -> None:
    greeted = False
    for i in running:
        piece = pieces[i]
        greeted = (piece.first or greeted) and greeting_end(piece.text, 0, len(piece.text)) == len(piece.text)
        if greeted:
            zones[i] = Zone.GREETING
    first = next((i for i in running if pieces[i].kind not in _LABELS), -1)
    if first >= 0 and (piece := pieces[first]).alone and piece.text[-1] in ",:" and len(piece.text) < 50:
        words = piece.text.split()
        named = fold(words[0]).rstrip(".") in EN.abbreviations or names_slot(prose, piece, EN.addressed)
        if piece.text[-1] == ":" and not named:
            return  # a label
        if len(words) <= 4 and is_name(words) and fold(words[0]).rstrip(",") not in EN.starters:
            zones[first] = Zone.GREETING  # `Ms Delgado:`


def _footer_start(prose: Prose, pieces: Sequence[Piece], zones: Sequence[Zone], running: Sequence[int]) -> int:
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
        if any(is_statement(piece) and not holds(piece, EN.notices) for piece in group[:marked]):
            break
        if any(valediction(piece.folded) == "farewell" for piece in group):
            break
        end = start
    body = (pieces[i] for i in running[:first] if zones[i] is Zone.BODY)
    return first if any(is_statement(piece) or is_content(prose, piece) for piece in body) else len(running)


def _foot_of(block: Sequence[Piece]) -> int:
    """Where a footer begins in a block: at a line of one that nothing but such lines and fragments follow."""
    if is_imprint(block[0]) and not any(valediction(piece.folded) == "farewell" for piece in block):
        return 0
    first = len(block)
    for n in range(len(block) - 1, 0, -1):
        if is_imprint(block[n]):
            first = n if block[n].first else first
        elif is_statement(block[n]) and not holds(block[n], EN.notices):
            break
    return first


def _mark_leave(prose: Prose, pieces: Sequence[Piece], zones: list[Zone], running: Sequence[int]) -> bool:
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
        elif piece.alone and (piece.folded.startswith(EN.devices) or (said and _is_dashed_name(piece))):
            zones[i] = Zone.SIGNATURE
        else:
            if piece.folded.startswith(EN.postscripts) or (signing == "thanks" and is_statement(piece)):
                signing = ""
            zones[i] = _signed_zone(piece) if signing and not is_content(prose, piece) else Zone.BODY
            said = said or zones[i] is Zone.BODY
    return found


def _is_dashed_name(piece: Piece) -> bool:
    """True for `— The Lanterns`."""
    return piece.text[0] == "—" and piece.kind is BlockKind.PARAGRAPH and _signs(piece) and piece.text[2:3].isupper()


def _signed_zone(piece: Piece) -> Zone:
    """The zone of a piece that stands after a valediction."""
    if is_imprint(piece):
        return Zone.FOOTER
    if not is_statement(piece):
        return Zone.SIGNATURE
    return Zone.FOOTER if holds(piece, EN.notices) else Zone.BODY


def _leave(piece: Piece, said: bool, after: Piece | None) -> str:
    """How a piece takes leave; mere thanks do if something was `said` before and only a signature may follow."""
    leave = valediction(piece.folded)
    if leave != "thanks" or (said and after is None):
        return leave
    if not said or after is None:
        return ""
    signed = after.first and not is_statement(after) and after.kind not in _LABELS
    return leave if signed or valediction(after.folded) else ""


def _mark_bare_signature(prose: Prose, pieces: Sequence[Piece], zones: list[Zone], running: Sequence[int]) -> None:
    """Mark the last lines if they can be nothing but the sender's name: `Lena, Support`, `^AB`."""
    postscript = next((i for i in running if pieces[i].folded.startswith(EN.postscripts)), len(pieces))
    # the line of a mail program is marked by now
    running = [i for i in running if i < postscript and zones[i] is not Zone.SIGNATURE]
    place = at = len(running)
    names = 0
    while at > 1 and names < _SIGNATURE_LINES:
        at -= 1
        piece = pieces[running[at]]
        if piece.kind is not BlockKind.PARAGRAPH and piece.text[0] not in "^~–—":
            break
        if is_contact(piece):
            continue
        if not _signs(piece) or not _may_sign(prose, piece):
            break
        place, names = at, names + 1
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


def _may_sign(prose: Prose, piece: Piece) -> bool:
    """True unless the piece is a link, or nothing but slots none of which is called like a sender."""
    if any(link.covers(piece.span) for link in prose.links) or is_content(prose, piece):
        return False
    return _LETTER.search(piece.text) is not None or names_slot(prose, piece, EN.signers)


def _mark_signing_slots(prose: Prose, pieces: Sequence[Piece], zones: list[Zone]) -> None:
    """Mark slots that are a whole signature or valediction, and the name on the line above a signature."""
    for i, piece in enumerate(pieces):
        if len(piece.text) > 1 or piece.kind in _OF_KIND or piece.span.start not in prose.slots:
            continue
        name = prose.slots[piece.span.start]
        if name.endswith(EN.signoffs):
            zones[i] = Zone.CLOSING
        elif name.endswith(EN.signatures):
            zones[i] = Zone.SIGNATURE
            if i and zones[i - 1] is Zone.BODY and pieces[i - 1].paragraph == piece.paragraph and _signs(pieces[i - 1]):
                zones[i - 1] = Zone.SIGNATURE


def _signs(piece: Piece) -> bool:
    text = piece.text
    words = text.lstrip(_LEAD).split()
    if text[0] in _LEAD and len(words) <= 3 and not is_statement(piece):
        return True  # `^AB`, `- ana, support`
    if not 1 <= len(words) <= 10 or text[-1] in ":…" or is_statement(piece) or _FIGURE.search(text):
        return False
    folded = bare_words(piece)
    if (label := _LABEL.match(text)) and EN.offices.isdisjoint(fold(label[1]).split()):
        return False  # `Order ID: A1`
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
    return len(small) < len(words) and all(fold(word).strip(MARKS) in EN.affiliations for word in small)
