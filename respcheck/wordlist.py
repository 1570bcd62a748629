"""Word lists: words that can stand for one another in a phrase, with their inflections."""

from __future__ import annotations

from dataclasses import dataclass

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class WordList:
    """A named list of phrases, any one of which `<name>` stands for; `path` is the file that defines it."""

    name: str
    entries: tuple[str, ...]
    path: str


def inflect(forms: str, verb: bool) -> list[str]:
    """`refund` -> its regular forms; `give gives gave given giving` -> the forms as listed.

    Doubled consonants (`cancelled`) and irregular forms can't be guessed: list them.
    """
    words = forms.split()
    if len(words) > 1:
        return words
    word = words[0]
    stem, ends_in_y = word, word.endswith("y") and word[-2:-1] not in _VOWELS
    if ends_in_y:
        plural = word[:-1] + "ies"
    else:
        plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if not verb:
        return [word, plural]
    if word.endswith("e"):
        stem = word[:-1]
    past = word[:-1] + "ied" if ends_in_y else stem + "ed"
    present = word + "ing" if word.endswith(("ee", "ye", "oe")) else stem + "ing"
    return [word, plural, past, present]
