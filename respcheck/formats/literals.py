"""Finds the sentences among the string literals of a program, of JSON or of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..prose import BlockKind, ProseBuilder
from .expression import slot_name, snake
from .tree import Node, Piece, decoded

#: A template literal; its expressions may hold others.
TEMPLATE = r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*+\}|\$\{)*+`"
_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'(?:[^'\\\n]|\\.)*+'"
    rf"|{TEMPLATE}"
    r"|<<<[\"']?(?P<heredoc>\w+)[\"']?\n(?:.*?\n[ \t]*(?P=heredoc)\b|.*\Z)"
)
_C = re.compile(rf"//[^\n]*|/\*.*?(?:\*/|\Z)|(?P<string>{_STRING})", re.DOTALL)
_HASH = re.compile(rf"#(?!\{{)[^\n]*|(?P<string>{_STRING})", re.DOTALL)
_LONG_STRING = (
    _STRING.replace(r"[^'\\\n]", r"[^'\\]").replace(r'[^"\\\n]', r'[^"\\]')
    + r"|\bqq?\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+(?:\}|\Z)"
)
_BOTH = re.compile(rf"//[^\n]*|#[^\n]*|/\*.*?(?:\*/|\Z)|(?P<string>{_LONG_STRING})", re.DOTALL)
#: A language's suffix -> its comments and strings.
LANGUAGES = {
    **dict.fromkeys((".py", ".rb", ".ex", ".exs", ".sh", ".toml"), _HASH),
    **dict.fromkeys((".php", ".pl", ".txt"), _BOTH),
}
_KEY = re.compile(r"([\w$.-]+)[\"']?\]?\s*(?:=>|[.+]?[:=])\s*\Z")
_CALL = re.compile(r"([\w$.>:-]+)\s*\(\s*\Z")
_BEFORE = re.compile(r"(?:[=(,:\[{+?&|>.]|\breturn|\byield|\belse|\bdefault)\s*\Z")
#: Letters before a string that say how it is read.
_PREFIX = re.compile(r"(?:(?<!\w)[fFrRbBuU]{1,2}|[$@]{1,2})\Z")
_JOINED = re.compile(r"[\s+.\\]*+(?:[fFrRuU]{0,2})")
#: An expression between two strings: `'Dear ' + user.name + ','`.
_BETWEEN = re.compile(
    r"\s*[+.]\s*(?P<expression>\$?[A-Za-z_][\w$]*(?:(?:\??\.|->|::)\w+|\([^()\"'`\n]{0,40}\)|\[[^\[\]\"'`\n]{0,40}\])*)\s*[+.]\s*[fFrRuU]{0,2}"
)
#: A function's or a class's own description.
_DOCSTRING = re.compile(r"(?:\A|[\n;])[ \t]*(?:async |def |class )[^\n]*(?:\n[^\n]*){0,3}:[ \t]*(?:#[^\n]*)?\n\s*\Z")
#: A place for a value, in strings that a function fills in.
_FILLED_IN = re.compile(r"(?<!:)%(?:\d\$)?[-+0]?\d*(?:\.\d+)?[sdfiu@](?!\w)")
#: The two halves of a character beyond U+FFFF, after the first backslash.
PAIR = r"u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
_ESCAPE = re.compile(
    rf"\\(?:{PAIR}|u\{{(?P<code>[0-9a-fA-F]{{1,6}})\}}|u(?P<four>[0-9a-fA-F]{{4}})|x(?P<two>[0-9a-fA-F]{{2}})"
    r"|U(?P<eight>[0-9a-fA-F]{8})|\r\n|(?P<other>.))",
    re.DOTALL,
)
_CONTROLS = {"n": "\n", "r": "", "t": " ", "b": "", "f": "", "0": "", "\n": ""}

#: How far before a string what it is given to is looked for.
_LOOK_BACK = 200
_WORD = re.compile(r"(?<![^\s(\"'“‘>-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?=[\s.,;:!?)\"'”’<-]|\Z)")
_CODE = re.compile(
    r"=>|::|\(\);|\);|&&|\|\||\A\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER)\s|\\[dws]|\A[\w-]++(?:\s\w*+-[\w-]*+)+\Z"
)
_TAG = re.compile(r"<[^<>]*>|\{\{[^{}]*\}\}|[$%]\{(?:[^{}]|\{[^{}]*\})*\}|\{[\w.]+(?:[:!][^{}\n]*)?\}")

#: Keys whose value is written for the reader, even when it is short -> what it is.
MESSAGE_KEYS = {
    **dict.fromkeys("subject subject_template subject_line title".split(), BlockKind.SUBJECT),
    **dict.fromkeys("preheader preview preview_text previewtext".split(), BlockKind.PREHEADER),
    **dict.fromkeys("heading headline header".split(), BlockKind.HEADING),
    **dict.fromkeys("button button_text buttontext cta cta_text action_text".split(), BlockKind.BUTTON),
    **dict.fromkeys(
        "body text html content message greeting intro closing footer signature body_html body_text text_body "
        "html_body text_body_template footertext description_text salutation".split(),
        BlockKind.PARAGRAPH,
    ),
}
#: Keys and functions whose text is for developers or machines.
_TECHNICAL = re.compile(
    r"(?:class|classname|name|style|styles|href|src|url|uri|id|key|type|method|path|file|filename|icon|colou?r|background\w*|font\w*"
    r"|notes?|comments?|description|summary|help|usage|example|regex|pattern|format|query|sql|charset|lang|locale|alias"
    r"|require|import|from|console\.\w+|(?:.*\W)?log\w*(?:\W{1,2}\w+)?|x-[\w-]+|\w*error|\w*exception|assert\w*|describe|it|test|expect|raise|throw"
    r"|queryselector\w*|print|puts|echo_debug|warn|debug|add_argument)\Z",
    re.IGNORECASE,
)


_GREETING = re.compile(r"\s*(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening)) \S.{0,60}[,!:]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Literal:
    """A sentence in a source: the insides of the strings it consists of, and the key or function it is given to."""

    spans: tuple[tuple[int, int], ...]
    key: str
    raw: bool = False  # without escapes


def literals(text: str, suffix: str) -> Iterator[Literal]:
    """The strings in a program or in JSON that read like sentences to a person."""
    pattern = LANGUAGES.get(suffix, _C)
    group: list[tuple[int, int]] = []
    key, last = "", 0
    for found in pattern.finditer(text):
        if found["string"] is None:
            continue
        start, end = found.span()
        if group and (_JOINED.fullmatch(text, last, start) or _BETWEEN.fullmatch(text, last, start)):
            group.append(_inside(found))
        else:
            if group:
                yield Literal(tuple(group), key)
            before = _PREFIX.sub("", text[max(0, start - _LOOK_BACK) : start])
            is_key = text[end : end + 1] == ":" and suffix == ".json"
            described = suffix == ".py" and _DOCSTRING.search(before)
            group = [] if is_key or described or not _BEFORE.search(before) else [_inside(found)]
            key = context(before)
        last = end
    if group:
        yield Literal(tuple(group), key)


def remarks(text: str, suffix: str) -> Iterator[tuple[int, int]]:
    """Where the comments of a program stand."""
    return (found.span() for found in LANGUAGES.get(suffix, _C).finditer(text) if found["string"] is None)


def key_kind(key: str) -> BlockKind | None:
    """What the value of a key is in a message, by the key's last word: `emailSubject`, `new_pm_body`."""
    name = snake(key.rsplit(".", 1)[-1].lstrip("$"))
    return MESSAGE_KEYS.get(name) or MESSAGE_KEYS.get(name.rsplit("_", 1)[-1])


def is_prose(words: str, key: str) -> bool:
    """True for a text that a person is meant to read, judged by its key and its words."""
    name = re.split(r"[.>:]", key)[-1].lower()
    plain = _TAG.sub(" x ", words)
    count = sum(1 for _ in _WORD.finditer(plain))
    if count and key_kind(key):
        return " " in words.strip() or "\n" in words
    if _TECHNICAL.match(key) or _TECHNICAL.match(name) or _CODE.search(plain):
        return False
    if count < 3:
        return _GREETING.fullmatch(words) is not None
    return count * 2 >= len(plain.split()) and (count > 3 or words.strip()[:1].isupper() or words.strip()[-1:] in ".!?")


def copy_literal(out: ProseBuilder, literal: Literal) -> None:
    """Append a literal's text with its escapes decoded."""
    Node(tuple(pieces(out.source.text, literal))).copy(out)


def pieces(text: str, literal: Literal) -> Iterator[Piece]:
    """A literal's text with its escapes decoded, piece by piece; `${...}` is what a value comes in place of."""
    last = -1
    for start, end in literal.spans:
        if last >= 0 and (between := _BETWEEN.search(text, last, start)):
            yield Piece(last, start, f"${{{slot_name(between['expression'])}}}")
        last = end
        for piece in (Piece(start, end),) if literal.raw else decode(text, start, end):
            if piece.text is not None or literal.raw:
                yield piece
            else:
                yield from decoded(text, piece.start, piece.end, _FILLED_IN, lambda _: "${}")


def decode(text: str, start: int, end: int) -> Iterator[Piece]:
    """`text[start:end]` with its escapes decoded, piece by piece."""
    return decoded(text, start, end, _ESCAPE, escaped)


def escaped(found: re.Match[str]) -> str:
    """What an escape stands for: a character by its hexadecimal code, or by the `other` one after the backslash."""
    groups = found.groupdict()
    if groups["high"]:
        return chr(0x10000 + (int(groups["high"], 16) - 0xD800) * 0x400 + int(groups["low"], 16) - 0xDC00)
    for name in ("code", "four", "two", "eight"):
        if groups.get(name):
            number = int(groups[name], 16)
            return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
    other = groups["other"] or "\n"
    return _CONTROLS.get(other, other)


def _inside(found: re.Match[str]) -> tuple[int, int]:
    """The span of a string's inside."""
    string, start = found["string"], found.start("string")
    if found["heredoc"]:
        return start + string.index("\n") + 1, start + string.rindex("\n")
    if string[0] == "q":
        return start + string.index("{") + 1, found.end("string") - string.endswith("}")
    quotes = 3 if string[:3] in ('"""', "'''") and len(string) >= 6 else 1
    return start + quotes, found.end("string") - quotes


def context(before: str) -> str:
    """The key or function that a string behind this text is given to."""
    found = _KEY.search(before) or _CALL.search(before)
    return found[1] if found else ""
