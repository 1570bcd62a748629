"""The fixed forms that a letter begins and ends with: greetings, valedictions, names."""

from __future__ import annotations

import re

from .language import EN
from .prose import BRANCH, SLOT
from .wording import fold

#: Emoji and other pictures; FACE is one with what modifies it, a smiley or a `:shortcode:`.
EMOJI = "\u203c\u2049\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
FACE = rf"(?:[{EMOJI}][{EMOJI}\ufe0f\u200d]*+|[:;=]['’]?-?[)(DPp](?!\w)|:[a-z0-9_+-]{{2,24}}:)"

_FIRST = re.compile(rf"[^\s,!:.;?{SLOT}]++")
_CLAUSE = re.compile(rf"[^,!:;?\n{BRANCH}]{{1,80}}")
_MENTIONS = re.compile(rf"(?:@[\w.{SLOT}-]++[,:]?(?:\s++|\Z))++")
_AFTER_MARK = re.compile(rf"(?:(?={FACE})|[,!:]++)(?:[ \t]*+{FACE})*+")
_DASHES = frozenset("-–—")
_GREETING_STARTS = EN.greetings | {phrase.split()[0] for phrase in EN.greeting_phrases}
_NOT_ADDED = EN.unnamed - EN.affiliations
_FAREWELL_WORDS = EN.farewells | EN.thanks | EN.farewell_parts


def greeting_end(text: str, start: int, end: int) -> int:
    """Where the greeting that begins at `start` ends, after its comma; `start` if there is none."""
    if text.startswith("@", start, end) and (mentions := _MENTIONS.match(text, start, end)):
        told = _FIRST.match(text, mentions.end(), end)
        if told and told.group() in EN.reported:
            return start  # `@ana mentioned you`
        greeted = greeting_end(text, mentions.end(), end)
        return greeted if greeted > mentions.end() else start + len(mentions.group().rstrip())
    first = _FIRST.match(text, start, end)
    if first is None or fold(first.group()).rstrip("-–—") not in _GREETING_STARTS:
        return start
    clause = _CLAUSE.match(text, start, end)
    words = clause.group().replace(SLOT, f" {SLOT}").split() if clause else []
    for dash in _DASHES.intersection(words):
        words = words[: words.index(dash)]
        at = text.index(dash, start) + 1
        return at if at < end and _greets(words) else start
    if clause is None or not _greets(words):
        return start
    return _with_mark(text, start, clause.end(), end, len(words) == 1 or words[-1].islower())


def _with_mark(text: str, start: int, at: int, end: int, name_may_follow: bool) -> int:
    """The end of a greeting whose words end at `at`: after its mark, or after `Hello, Ana!`."""
    mark = _AFTER_MARK.match(text, at, end)
    if mark is None:
        return at if at == end or text[at] in ("\n", BRANCH) else start
    if name_may_follow and mark.group() == ",":
        name = _CLAUSE.match(text, mark.end(), end)
        if name and len(words := name.group().split()) <= 4 and is_name(words):
            if again := _AFTER_MARK.match(text, name.end(), end):
                return again.end()
            if name.end() == end:
                return end
    return mark.end()


def _greets(words: list[str]) -> bool:
    if not 1 <= len(words) <= 7:
        return False
    folded = [fold(word) for word in words]
    if any(word.endswith(".") and not _is_title(word[:-1]) for word in folded[:-1]):
        return False
    folded[-1] = folded[-1].rstrip(".-–—")
    if folded[0] in EN.greetings:
        return EN.unnamed.isdisjoint(folded[1:])
    line = " ".join(folded)
    for phrase in EN.greeting_phrases:
        if line.startswith(phrase) and is_name(words[phrase.count(" ") + 1 :], some=False):
            return line[len(phrase) :][:1] in ("", " ")
    return False


def _is_title(word: str) -> bool:
    return len(word) == 1 or word in EN.abbreviations or word in EN.maybe_last


def is_name(words: list[str], some: bool = True) -> bool:
    """True if the words can be somebody's name: capitals, slots, `the`, `and`; `some` asks for at least one."""
    found = False
    for word in words:
        folded = fold(word).strip(".,'\"()")
        if folded in EN.unnamed:
            return False
        if word[0].isupper() or SLOT in word:
            found = True
        elif folded not in EN.addressees and word[0] not in "&@/|-–—·":
            return False
    return found or not some


def valediction(line: str) -> str:
    """How a folded line takes leave: `farewell`, `thanks` (by words that may mean just that), or not: empty."""
    if len(line) > 80 or line.split(None, 1)[0].strip(".,!") not in _FAREWELL_WORDS:
        return ""
    clause, _, rest = line.rstrip(" .!,-–—…").partition(",")
    words = clause.strip(" .!-–—").split()
    known = 0
    while known < len(words) and words[known] in _FAREWELL_WORDS:
        known += 1
    farewell = not EN.farewells.isdisjoint(words[:known])
    if not farewell and EN.thanks.isdisjoint(words[:known]):
        return ""
    added = words[known:]
    if added and not (farewell or (added[0] in EN.leading and EN.unnamed.isdisjoint(added))):
        return ""
    if not _is_addition(added) or not _is_addition(rest.replace(",", " ").split(), most=8):
        return ""
    return "farewell" if farewell else "thanks"


def _is_addition(words: list[str], most: int = 6) -> bool:
    """True for what may follow a valediction on its line: a name or office, `in service`, `to Biscuit`."""
    return len(words) <= most and _NOT_ADDED.isdisjoint(words) and EN.predicates.isdisjoint(words)
