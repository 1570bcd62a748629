"""The inside of a template tag: what a slot is called, and the sentence that a translation call quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|(?<!\w)'(?:[^'\\]|\\.)*'""")
_SUBSCRIPT = re.compile(r"""\[\s*[:'"]?([A-Za-z_]\w*)['"]?\s*\]""")
_BUILTIN = re.compile(r"(?<=\))\?\w+")
_FILTER = re.compile(r"(?<!\|)\|(?!\|)")
_WORD_PART = r"[A-Za-z_]\w*+(?:-\w++)*+"
_CALL = r"\s*\(\s*(?!\s*\))|[ \t]+(?=[\"@:$\w])(?!(?:if|unless|or|and|in|is|as|else|not|do)\b)"
_PATH = re.compile(rf"({_WORD_PART}(?:(?:\.|->|&\.|\?\.|::)[@$]?{_WORD_PART})*)(?!\s*=[^=>]|:(?!:))[?!]?({_CALL})?")
_TITLE = re.compile(r"\s*([A-Z]\w*(?: [A-Z]\w*)+)\s*")
_JOINT = re.compile(r"->|&\.|\?\.|::")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_KEYED = re.compile(
    r"""[\s=&{!]*[\w.$]*?\b(?:t|tr|_{1,2}|trans|translate|gettext|lang|msg|i18n)[\s(]+(?::|["']\.?)([\w.]+)\b"""
)
_KEY = re.compile(r"""(?:\A|[\w(])\s*\(?\s*["']([\w.:/-]*\w)["']""")

#: Words of a template language that name nothing.
_IDLE = frozenset(
    "and or not if else elif unless do then in is null nil none true false new return this self with as end".split()
)
#: Words that name something only when nothing else does.
_FAINT = frozenset("h raw html safe str echo print var".split())
#: Methods that only dress a value.
_DRESS = re.compile(
    r"\.(?:strftime|ToString|format|to_s|to_i|html_safe|upcase|downcase|capitalize|titleize|titlecase|humanize|strip|trim"
    r"|join|toString|toLocaleString|toLocaleDateString|toFixed|toUpperCase|toLowerCase|isoformat)$"
)


@lru_cache(maxsize=4096)
def slot_name(expression: str) -> str:
    """The most telling dotted path in a tag's expression: `order.rejectionReason | upper` -> `order.rejection_reason`.

    A name written as words keeps them: `Customer Name` -> `customer name`. `""` when there is none.
    """
    if titled := _TITLE.fullmatch(expression):
        return titled[1].lower()
    if keyed := _KEYED.match(expression):
        return snake(keyed[1])
    plain = _SUBSCRIPT.sub(r".\1", _BUILTIN.sub("", expression))
    plain = _FILTER.split(_STRING.sub(' " ', plain))[0]
    best, rank = "", (-9, 0)
    for number, found in enumerate(_PATH.finditer(plain)):
        called = _JOINT.sub(".", found.group(1)).replace("@", "").replace("$", "")
        path = _DRESS.sub("", called)
        if path.lower() not in _IDLE:
            calls = found.group(2) and path == called and (number == 0 or "(" in found.group(2))
            score = (-bool(calls) - 2 * (path in _FAINT), path.count("."))
            if score > rank:
                best, rank = path, score
    if rank[0] < 0 and (key := _KEY.search(expression)):
        best = key[1].strip("./")
    return snake(best)


def snake(name: str) -> str:
    """`rejectionReason` -> `rejection_reason`."""
    return _CAMEL.sub("_", name).lower()


#: Functions whose quoted argument is what the reader sees.
_SPEAKERS = frozenset(
    "_ __ _e _x _n e h l t T tr raw html_escape safe trans transchoice translate lang loc i18n msg gettext ngettext "
    "pgettext dgettext gettext_lazy esc_html__ esc_html_e esc_html_x esc_attr__ esc_attr_e link_to button_to mail_to "
    "link button echo print printf nget choice".split()
)
#: Functions whose quoted argument is a pattern or a name, even if it looks like words.
_FORMATTERS = re.compile(
    r"format|date|time|render|include|path|url|image|asset|fallback|class|join|split|where|query|log$", re.IGNORECASE
)
_QUOTED = r""""(?:[^"\\#]|\\.|#\{[^{}]*+\}|#)*+"|(?<!\w)'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`"""
_ARGUMENT = re.compile(
    r"(?:(?P<call>[\w.$@>:]*\w)\s*[(\[]?\s*|(?P<choice>[?:]\s*)|(?P<later>,\s*))?"
    rf"(?P<text>(?:{_QUOTED})(?:[\s+.~\\]*(?:{_QUOTED}))*)",
    re.DOTALL,
)
_ASSIGNMENT = re.compile(
    r"""(?:\A\s*+|(?<=[\n;])[ \t]*+)(?:-\s*+)?(?:(?:set|assign|let|var|const)[\s(]+)?[$@]?"""
    r"""(?:View(?:Data\["|Bag\.)(?P<page>\w+)(?:"\])?|(?P<name>[A-Za-z_]\w*))\s*=\s*(?:[A-Za-z_]\w{0,9}[\[(])?"""
    rf"(?P<text>{_QUOTED})",
    re.IGNORECASE | re.DOTALL,
)
#: A section that is given its text at once: `content_for :subject, "..."`.
_GIVEN = re.compile(
    rf"""[\s-]*(?:section|content_for|provide|slot)[\s(]*[:"']?(?P<name>\w+)["']?\s*,\s*(?P<text>{_QUOTED})""",
    re.DOTALL,
)
#: An argument by name: `subject="..."`, `'subject' => '...'`, `subject: "..."`, `subject={"..."}`.
_HANDED = re.compile(
    r"(?<![\w.-])(?!(?:class|style|href|src|url|alt|id|data-[\w-]+)\b)(?P<key>[A-Za-z][\w-]*)"
    rf"""['"]?\s*(?:=>|=(?!=)|:)\s*\{{?\s*(?P<text>{_QUOTED})""",
    re.DOTALL,
)
_TITLES = frozenset(("subject", "title", "heading", "preheader", "preview"))
#: Two texts that a condition chooses between.
_EITHER = re.compile(
    rf"(?P<either>\?\s*(?:{_QUOTED})\s*:\s*(?:{_QUOTED})"
    rf"|\bdo:\s*(?:{_QUOTED})\s*,?\s*else:\s*(?:{_QUOTED})"
    rf"|\?then\(\s*(?:{_QUOTED})\s*,\s*(?:{_QUOTED})"
    rf"""|(?:{_QUOTED})\s+if\b(?:[^"'`]|"[^"]*"|'[^']*'){{0,300}}?\belse\s+(?:{_QUOTED}))|{_QUOTED}""",
    re.DOTALL,
)
_JOINED = re.compile(rf"\s*[~+._]\s*(?:[\w.@$>()\[\]-]{{1,80}}?\s*[~+._]\s*)?(?P<text>{_QUOTED})", re.DOTALL)
LITERAL = re.compile(_QUOTED, re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{2}['’\w,;:.!?{}%$<>/-]{0,80}+\s++[^\s\w]{0,20}+\w")
_SENTENCE = re.compile(r"[A-Z][\w'’,-]*+(?:\s++\S++)*?\s++[a-z]{2,}+[\w'’,-]*+\s++\S")
_WORD = re.compile(r"[A-Z][a-z]+[.,:!?]?")
#: Three words or more, among them one that only sentences have.
_CLAUSE = re.compile(r"(?=\S+\s+\S+\s+\S)[^\W_].*", re.DOTALL)
_BINDING = re.compile(
    r"(?<![\w.-])(?:the|a|an|to|of|and|or|is|are|was|your|our|with|for|not|has|have|this|that|you|we)(?![\w-])"
)
_LINKED = re.compile(r"(?:\w+_)?(?:link|button)(?:_to)?")

Part = tuple[int, int]


def spoken(text: str, start: int, end: int) -> list[list[Part]]:
    """Where `text[start:end]`, a tag's inside, quotes what the reader sees: the insides of the quotes.

    That is the first argument of a translation or link function, a lone string, or a sentence that another function
    is given or a condition chooses; if it reads like words and not like a key. Adjacent strings are one text; several
    texts stand for each other.
    """
    choices: list[list[Part]] = []
    inside = text[start:end]
    addressed = False  # `mail_to "a@b.example", "write to us"`
    either = next((found for found in _EITHER.finditer(inside) if found["either"]), None)
    if either and (told := _either(text, start, either)):
        return told
    for found in _ARGUMENT.finditer(inside):
        base = start + found.start("text")
        parts = [(base + part.start() + 1, base + part.end() - 1) for part in LITERAL.finditer(found["text"])]
        words = "".join(text[first:last] for first, last in parts)
        if found["choice"]:
            choices += [parts] if _is_sentence(words) else []
        elif found["later"]:
            if _is_sentence(words) and words.endswith((".", "!", "?")):
                return [parts]
            if addressed and _WORDS.search(words):
                return [parts]
        elif found["call"]:
            if _says(re.split(r"[.:>$@]", found["call"])[-1], words):
                return [parts]
            addressed = addressed or found["call"] == "mail_to"
        elif not inside[: found.start()].strip(" \t\r\n=(-~+"):
            return [parts] if _WORDS.search(words) else []
    return choices


def _either(text: str, start: int, either: re.Match[str]) -> list[list[Part]]:
    """The two texts of a choice, if one of them reads like words; an empty one is left out."""
    start += either.start()
    first, *_, last = LITERAL.finditer(either.group())
    told = [(start + one.start() + 1, start + one.end() - 1) for one in (first, last)]
    if not any(_WORDS.search(text[slice(*part)]) for part in told):
        return []
    return [[part] for part in told if text[slice(*part)].strip()]


def handed(text: str, start: int, end: int) -> Iterator[tuple[str, list[Part]]]:
    """The arguments of `text[start:end]`, the inside of a tag that calls a component, that are sentences."""
    for found in _HANDED.finditer(text, start, end):
        first, last = found.start("text") + 1, found.end("text") - 1
        key = found["key"].lower()
        if _is_sentence(text[first:last]) or (key in _TITLES and _WORDS.search(text, first, last)):
            yield "" if key == "title" else key, [(first, last)]  # a part's title is not the mail's


def _is_sentence(words: str) -> bool:
    return _SENTENCE.match(words) is not None and (words[-1].isalnum() or words[-1] in "_.!?}")


def _says(function: str, words: str) -> bool:
    linked = _LINKED.fullmatch(function)
    if function in _SPEAKERS or linked:
        return bool(_WORDS.search(words) or _WORD.fullmatch(words) or (linked and words.isalpha()))
    if _FORMATTERS.search(function):
        return False
    return bool(_is_sentence(words) or (_CLAUSE.match(words) and _BINDING.search(words)))


def assigned(text: str, start: int, end: int) -> Iterator[tuple[str, list[Part]]]:
    """The variables and sections that `text[start:end]`, a tag's inside, gives sentences to, and where these stand."""
    inside = text[start:end]
    given = _GIVEN.match(inside)
    for found in (given,) if given else _ASSIGNMENT.finditer(inside):
        parts = [(start + found.start("text") + 1, start + found.end("text") - 1)]
        while joined := _JOINED.match(text, parts[-1][1] + 1, end):
            parts.append((joined.start("text") + 1, joined.end("text") - 1))
        words = "".join(text[first:last] for first, last in parts).strip()
        if _is_sentence(words) or (given and _WORDS.search(words)):
            yield (found["name"] or found["page"]).lower(), parts
