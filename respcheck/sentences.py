"""A block of text -> its sentences."""

from __future__ import annotations

import re

from .language import EN, Language
from .letter import EMOJI, FACE, greeting_end
from .lines import line_starts
from .prose import BRANCH, SLOT, BlockKind
from .source import Span
from .wording import fold

_WHOLE = frozenset({BlockKind.BUTTON, BlockKind.SENDER})
_OPENERS = "([{\"'“‘«¿¡*_–—-"
_CLOSERS = ")]}\"'”’»*_"

# A run of marks is tried at its first only: that keeps hostile input linear.
_STOP = re.compile(
    rf"""
    [.!?…:;={EMOJI}{SLOT}]
    (?: (?<=[.!?…])(?<![.!?…]{{2}}) [.!?…]*+ [{re.escape(_CLOSERS)}]*+ (?=\s|\Z|[{EMOJI}])
      | (?<=[a-z]{{2}}[.!?]) (?=[A-Z][a-z'’\s]|(?:we|i|please|our|if)['’\s])
      | (?<=[:;=]) ['’]?-?[)(DPp](?!\w)
      | (?<=:) //[^\s]*[^\s.,;!?)\]]
      | (?<=:\s{SLOT})
      | (?<=[{EMOJI}])(?<![{EMOJI}\ufe0f\u200d]{{2}}) [{EMOJI}\ufe0f\u200d]*+
    )
    """,
    re.VERBOSE,
)
_FACE = re.compile(FACE)
_NEXT = re.compile(rf"()[\s{re.escape(_OPENERS)}]*+([\w'’]*+)")
_NEXT_AFTER_FACES = re.compile(rf"((?:[ \t]*+{FACE})*+)[\s{re.escape(_OPENERS)}]*+([\w'’]*+)")
_INITIALS = re.compile(r"\s(?:[\^~]\s?|[-–—*/]{1,2})[A-Z][A-Za-z]{0,11}\Z")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}\Z")
_ENUMERATOR = re.compile(r"(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\Z")
_HEART = re.compile("[\u2764\u2665\u2763\U0001f493-\U0001f49f\U0001f5a4\U0001f90d\U0001f90e\U0001f9e1]")
_LINE_END = re.compile(f"[\n{BRANCH}]")
_PART = re.compile("[-–/]")
_ADDRESS = re.compile(r"[/@:=_\\\d]|\.\w+\.\w")
_FILE_ENDINGS = frozenset("com co org net io uk js app info pdf doc docx html htm php".split())


def split(text: str, block: Span, kind: BlockKind = BlockKind.PARAGRAPH, known: Language = EN) -> list[Span]:
    """The sentences of a block of `text`: in order, disjoint, without white space round them.

    `known` are the words of its language.
    """
    if kind in _WHOLE:
        return [block]
    out: list[Span] = []
    starts = [block.start]
    if _LINE_END.search(text, *block):
        starts += [block.start + at for at in line_starts(text[block.start : block.end])]
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        greeted = greeting_end(text, start, end)
        if greeted > start and (start == block.start or text[start] != "@"):
            _put(text, start, greeted, out)
            start = greeted
        _split_line(text, start, end, out, known)
    return out


def _put(text: str, start: int, end: int, out: list[Span]) -> None:
    piece = text[start:end]
    if bare := piece.strip():
        start += len(piece) - len(piece.lstrip())
        out.append(Span(start, start + len(bare)))


def _split_line(text: str, start: int, end: int, out: list[Span], known: Language) -> None:
    """Append the sentences of a stretch without deliberate line breaks to `out`."""
    if _is_attribution(text, start, end, known):
        _put(text, start, end, out)
        return
    signed = _INITIALS.search(text, max(start, end - 18), end)
    limit = signed.start() if signed else end
    beyond = _NEXT if _FACE.match(text, start, limit) else _NEXT_AFTER_FACES
    at = seen = start
    for found in _STOP.finditer(text, start, limit):
        if found.start() < seen:
            continue  # a face that went with the mark before
        following = beyond.match(text, found.end(), limit)
        if following and following.end(2) == limit and not following[2]:
            break
        seen = following.end(1) if following else found.end()
        if following and _is_end(text, at, found, following, known):
            _put(text, at, seen, out)
            at = seen
    _put(text, at, limit, out)
    if signed:
        _put(text, limit, end, out)


def _is_attribution(text: str, start: int, end: int, known: Language) -> bool:
    """True for the line above a quotation: `On 4 May at 10 a.m. Ana <ana@example.com> wrote:`."""
    if not text.endswith(tuple(end for _, end in known.attributions), start, end):
        return False
    first = fold(text[start : start + 12])
    return any(first.startswith(begin) for begin, _ in known.attributions)


def _is_end(text: str, start: int, found: re.Match[str], following: re.Match[str], known: Language) -> bool:
    """True if the sentence from `start` ends with the mark that was found."""
    mark, word = found.group(), following[2]
    lower = word[:1].islower()
    if mark[0] == SLOT or mark.startswith("://"):
        return _is_end_after_link(text, following, known)
    if mark[0] not in ".!?…":
        return found.start() > start and _is_end_after_face(mark, word, lower, known)
    if text[found.end()].isalpha():
        return _is_end_without_space(text, start, found, known)
    if lower and mark[-1] in _CLOSERS:
        return False
    mark = mark.rstrip(_CLOSERS)
    if mark == ".":
        return _is_full_stop(text, start, found.start(), following, known)
    if "?" in mark:
        return True
    if "!" in mark:
        return not lower or fold(word) in known.subjects or not _is_brand(text, start, found.start())
    return not lower and not text.startswith(SLOT, following.start(2))  # an ellipsis


def _is_full_stop(text: str, start: int, dot: int, following: re.Match[str], known: Language) -> bool:
    token = _token(text, start, dot)
    if len(token) > 6 and token.isalpha():
        return True  # longer than any abbreviation
    word, after = following[2], text[following.start(2)]
    if after in ",;&/":
        return False
    token = _PART.split(token)[-1]
    key = fold(token)
    if key in known.abbreviations:
        return False
    if key in known.before_numbers:
        code = text[following.start(2) : following.start(2) + 24].split(None, 1)[0]
        if after in f"#+{SLOT}" or any(c.isdigit() for c in code):
            return False
        return not (token.islower() and len(code) > 1 and code.isupper())
    begins = word[:1].isupper()
    if key in known.usually_last:
        if not begins or (len(word) > 1 and word.isupper()):
            return False
        return known.after_times.isdisjoint(fold(text[following.start(2) : following.end(2) + 10]).split()[:2])
    if key in known.maybe_last or _ACRONYM.match(token) or (token[:1].isupper() and key in known.dates):
        return begins and fold(word) in known.starters
    if _ENUMERATOR.match(token):
        lead = text[max(start, dot - len(token) - 8) : dot - len(token)].rstrip("( \t\n")
        if not lead or lead[-1] in ":;":
            return False
        if token.isalpha() and len(token) == 1 and not (token == "I" and lead[-1].islower()):
            return begins and fold(word) in known.starters
    return True


def _token(text: str, start: int, end: int) -> str:
    """The word before `end`, without brackets and quotation marks; empty if there is a space."""
    before = text[max(start, end - 24) : end]
    return before.split()[-1].strip(_OPENERS + _CLOSERS) if before and not before[-1].isspace() else ""


def _is_end_without_space(text: str, start: int, found: re.Match[str], known: Language) -> bool:
    """`refund.We` parts sentences; `Node.Js` and addresses don't."""
    token = _token(text, start, found.start())
    right = text[found.end() : found.end() + 24].split(None, 1)[0]
    if fold(right).rstrip(".,!?") in _FILE_ENDINGS or _ADDRESS.search(f"{token}.{right}"):
        return False
    return fold(token) not in known.abbreviations and fold(token) not in known.maybe_last


def _is_brand(text: str, start: int, end: int) -> bool:
    """True for a capitalised word inside a sentence: `your Yahoo! address`."""
    token = _token(text, start, end)
    return token[:1].isupper() and not token[1:].isupper() and start + len(token) < end


def _is_end_after_link(text: str, following: re.Match[str], known: Language) -> bool:
    """True if a new sentence follows a link that has no full stop: `Track it: {{ url }} If it is late ...`."""
    word = following[2]
    if not word[:1].isupper() or not text[following.start(2) - 1].isspace():
        return False
    return fold(word) in known.starters


def _is_end_after_face(face: str, word: str, lower: bool, known: Language) -> bool:
    if lower or _HEART.match(face):
        return fold(word) in (known.subjects if lower else known.starters)
    return word[:1].isupper()
