"""Control tags -> the blocks that they open, divide and close, in the template languages that `template.py` finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..branch import Branch, Option
from ..source import Span
from .controls import CASES, COMPARE, ENDED_AS, ENDED_BY_NAME, ENDS, IF, LOOPS, NEXT, PLAIN, UNLESS
from .tag import Tag, TagKind

_LEAD = re.compile(
    r"(?P<opener>\{\{+|\{%|<%_?|<\?(?:php\b|=)?|\[%|\*\||<!--|#?\{|[<\[](?=/?[#@])|#@?(?=[a-z])|@(?=[a-z])|%(?=[ \t\w])"
    r"|(?=\}|(?:if|for|foreach|while|switch|case|default)\b))"
    r"[-+=~\s]*"
)
_TAIL = re.compile(r"[-~\s]*(?:(?<=\s)_)?(?:%\}|\}\}+|%>|\?>|%\]|\|\*|-->|/?>|[\]}])\Z")
_PARTS = re.compile(
    r"(?P<close>\}[\s;)]*)?(?:break\s*;\s*)?(?P<mark>/#|[#^/]?)[\s*>]*(?P<word>[A-Za-z_@$][\w.-]*)?:?(?P<rest>.*)",
    re.DOTALL,
)
_MORE = re.compile(r"\s*(?:if\b|unless\b)")
#: What may follow a condition, and a condition that ends a statement of PHP.
_THEN = re.compile(r"\s*(?:\bthen|\bdo(?:\s*\|[^|]*\|)?|[:{]|->)\s*\Z")
_LAST = re.compile(r"(?:\A|[;{}\s])(?P<word>if|foreach|for|while|switch)\s*(?P<rest>\(.*\)\s*[:{])\s*\Z", re.DOTALL)
#: `switch (plan) { case 'gold':`, a choice that begins with its first value.
_FIRST = re.compile(r"(?P<test>.*?)[\s{]*\b(?:when|case)\b(?P<first>.+)")
_NAMED_BLOCK = {"{%": re.compile(r"[\w.-]+(?:\s+(?:scoped|required))*"), "{{": re.compile(r'["`][^"`]*["`]\s.*')}
_DO = re.compile(r"\bdo\b[ \t]*(?:\|[^|\n]*\|)?[ \t]*(?=\n(?!.*\bend\b)|\Z)|(?:->|\{\s*(?:\|[^|]*\|)?)\s*\Z", re.DOTALL)
#: The tags round the texts that an expression chooses between, by their names, and the condition in them.
_CHOOSING = {"either": "open", "or": "next", "chosen": "end"}
_ASKED = re.compile(
    r"""(?:\{\{+|\{%|<%|<\?(?:php\b|=)?|\[%|#?\{|[@$]\w*\{?)?["'`\s:,)=~-]*+(?:if\b|else\b:?)?\s*+(?P<test>.*?)\s*"""
    r"""(?:\?(?:then\s*\()?|,?\s*\bdo:|\belse)?[\s"'`(]*\Z""",
    re.DOTALL,
)
_ENDED = re.compile(r",\s*do:|;\s*end\b|\bthen\b.*\bend\b", re.IGNORECASE | re.DOTALL)
_STRING = re.compile(r""""[^"]*"|'[^']*'""")
_EACH = re.compile(r"\.(?:each\w*|forEach|map|times|find_each)$", re.IGNORECASE)
#: What a loop goes through: `item in order.items`, `order.items as item`, `$i, $item := .Items`.
_THROUGH = re.compile(r"(?:.*?(?:\s(?:in|IN)|:=|<-)\s+)?(?P<what>.+?)(?:\s+as\s.*)?")

#: Longer tags are programs.
_LONGEST = 2000


class Mark(NamedTuple):
    """What a control tag does to blocks: "open" one, start a "next" option, or "end" one.

    `kind` is the block's, as in `Branch`, or "case", or "" for one that chooses nothing, or "section": `{{#order}}`
    chooses only if it has an `{{else}}`, or if its contrary (`{{^order}}`) stands somewhere; an end's is the sign
    or keyword that makes it one, if nothing else can be meant. `word` names what an end closes ("" for any), and `test`
    is the condition; `first` is the first value of a case, if it stands in the same tag.
    """

    start: int
    end: int
    does: str
    word: str = ""
    kind: str = ""
    test: str = ""
    first: str = ""


@dataclass(slots=True)
class _Open:
    mark: Mark
    options: list[Option] = field(default_factory=list)
    at: int = -1  # where the option in hand starts
    test: str = ""


class Blocks(NamedTuple):
    """The blocks that choose, outer ones first, by offsets in the source.

    `unclosed` and `stray` are where others start that never end, and where there are ends of none.
    """

    branches: tuple[Branch, ...] = ()
    unclosed: tuple[int, ...] = ()
    stray: tuple[int, ...] = ()


def find_blocks(text: str, tags: Sequence[Tag]) -> Blocks:
    """The blocks that tags (of `text`, in order) make."""
    control = [tag for tag in tags if tag.kind in (TagKind.CONTROL, TagKind.BREAK)]
    if not control:
        return Blocks()
    marks = list(_marks(text, control))
    inverse = {mark.word for mark in marks if mark.kind == "unless"}
    return assemble(m._replace(kind="if") if m.kind == "section" and m.word in inverse else m for m in marks)


def assemble(marks: Iterable[Mark]) -> Blocks:
    """Blocks from what control tags do."""
    stack: list[_Open] = []
    unclosed: list[_Open] = []
    found: list[tuple[int, Branch]] = []
    stray: list[int] = []
    for mark in marks:
        if mark.does == "open":
            stack.append(_Open(mark))
            if mark.kind != "case" or mark.first:
                _next(stack[-1], mark._replace(test=mark.first or mark.test))
        elif mark.does == "next" and stack:
            _next(stack[-1], mark)
        elif mark.does == "end" and (place := _closed(stack, mark.word)) >= 0:
            block = stack[place]
            unclosed += stack[place + 1 :]
            del stack[place:]
            _next(block, mark)
            if block.options and block.mark.kind and (block.mark.kind != "section" or len(block.options) > 1):
                found.append((block.mark.start, _branch(block)))
        elif mark.does == "end" and (mark.word in ENDED_BY_NAME or mark.kind):
            stray.append(mark.start)
    branches = tuple(branch for _, branch in sorted(found, key=lambda pair: pair[0]))
    never = (block.mark for block in (*unclosed, *stack) if block.mark.kind or block.mark.word in ENDED_BY_NAME)
    return Blocks(branches, tuple(mark.start for mark in never), tuple(stray))


def _next(block: _Open, mark: Mark) -> None:
    """End the option being read, and start the one that a mark announces."""
    if block.at >= 0:
        block.options.append(Option(Span(block.at, mark.start), block.test))
    value = block.mark.kind == "case" and mark.test and block.mark.test
    block.at, block.test = mark.end, f"{block.mark.test} == {mark.test}" if value else mark.test


def _closed(stack: Sequence[_Open], word: str) -> int:
    """The place in the stack of the block that an end closes, -1 for none."""
    places = range(len(stack) - 1, -1, -1)
    return next((i for i in places if not word or word == stack[i].mark.word), -1)


def _branch(block: _Open) -> Branch:
    kind = "if" if block.mark.kind in ("case", "section") else block.mark.kind
    return Branch(kind, tuple(block.options))


def _marks(text: str, tags: Sequence[Tag]) -> Iterator[Mark]:
    for index, tag in enumerate(tags):
        if tag.name in _CHOOSING:
            yield _chosen(text, tags, index)
        elif tag.end - tag.start <= _LONGEST and (mark := _mark(text, tag)):
            yield mark


def _mark(text: str, tag: Tag) -> Mark | None:
    lead = _LEAD.match(text, tag.start, tag.end)
    if lead is None or lead["opener"] == "{{{{" or tag.doubt:
        return None
    tail = _TAIL.search(text, lead.end(), tag.end)
    bare = lead["opener"] in ("@", "#", "#@", "%", "")
    if not (tail or bare or text.startswith("{{#", tag.start)):
        return None
    inside = text[lead.end() : tail.start() if tail and not bare else tag.end].strip()
    return read_mark(tag.start, tag.end, inside, lead["opener"][:2])


def _chosen(text: str, tags: Sequence[Tag], index: int) -> Mark:
    """What a tag does that stands round one of the texts that an expression chooses between."""
    tag = tags[index]
    test = _asked(text, tag)
    if tag.name == "either" and not test and index + 1 < len(tags):  # `"a" if late else "b"`
        test = _asked(text, tags[index + 1])
    elif tag.name == "or" and index and tags[index - 1].name == "either" and not _asked(text, tags[index - 1]):
        test = ""
    return Mark(tag.start, tag.end, _CHOOSING[tag.name], "either", "if", test)


def _asked(text: str, tag: Tag) -> str:
    asked = _ASKED.match(text, tag.start, tag.end)
    test = asked["test"] if asked else ""
    return " ".join((test if _balanced(test) else test.rsplit("(", 1)[-1]).split())


def read_mark(start: int, end: int, inside: str, opener: str) -> Mark | None:
    """What the tag at `text[start:end]` does to blocks, by its inside and the two characters that it opens with."""
    parts = _PARTS.match(inside)
    if parts is None:
        return None
    mark, name, rest, closes = parts["mark"], parts["word"] or "", parts["rest"], bool(parts["close"])
    word = name.lower()
    if opener == "<?" and not closes and (last := _LAST.search(inside)):
        word, rest = last["word"], last["rest"]
    elif not closes and _is_whole(inside, opener, word):
        return None
    test = _test(rest)
    if word in NEXT or (mark == "^" and not word) or (word == "empty" and not test):
        more = _MORE.match(rest)
        return Mark(start, end, "next", test=_test(rest[more.end() :]) if more else test)
    if word == "case" and (inside.endswith(":") or opener in ("<", "[%", "{", "@")):
        return Mark(start, end, "next", test=test)
    if word in ENDS or (closes and not word):
        told = word or ("}" if opener == "<%" else "")
        return Mark(start, end, "end", test.lower() if word == "end" else "", told)
    if mark.startswith("/") or word.startswith("end"):
        return Mark(start, end, "end", word if mark else word[3:], mark if opener == "{{" else "")
    if opener in ("<%", "<?", "[%") and inside.endswith("->") and "fn" not in inside:  # an arm of a `case`, in Elixir
        value = inside[:-2].strip()
        return Mark(start, end, "next", test="" if value in ("_", "true") else value)
    return _opening(Mark(start, end, "open", word, test=test), f"{name}{rest.rstrip()}", inside, mark, opener)


def _opening(tag: Mark, said: str, inside: str, mark: str, opener: str) -> Mark | None:
    """The block that a tag opens, if it does; `said` is its inside without the `mark` that it begins with."""
    word = tag.word
    tag = tag._replace(word=ENDED_AS.get(word, word))
    if mark == "^":
        return tag._replace(kind="unless", test=said)
    if word in IF or (word == "with" and opener == "{{"):
        return tag._replace(kind="if")
    if word in COMPARE and mark:
        return tag._replace(kind="if", test=said)
    if word in UNLESS:
        return tag._replace(kind="unless")
    if opener == "<!" and word == "begin":
        return tag._replace(word=tag.test.lower(), kind="loop")
    if word in LOOPS:
        what = _THROUGH.fullmatch(tag.test)
        return tag._replace(kind="loop", test=what["what"] if what else tag.test or word)
    if opener == "#@":  # a Velocity macro with a body
        return tag
    if word in CASES:
        if first := _FIRST.fullmatch(tag.test):
            tag = tag._replace(test=_test(first["test"]), first=_test(first["first"]))
        return tag._replace(kind="case")
    if mark == "#" and opener == "{{":
        return tag._replace(kind="section", test=said)
    if opener in ("<%", "<?", "[%") and _DO.search(inside):
        each = _EACH.search(word)
        return tag._replace(kind="loop" if each else "", test=said[: each.start()] if each else "")
    if opener in ("{%", "{{") and word == "block" and not _NAMED_BLOCK[opener].fullmatch(tag.test):
        return None  # `{% block title 'x' %}` has no end, and Magento's `{{block class="..."}}` neither
    return tag if word in PLAIN.get(opener, ()) else None


def _is_whole(inside: str, opener: str, word: str) -> bool:
    """True for a tag that holds a whole statement: `<?php if ($a) { echo 'b'; } ?>`, `<% if a then b end %>`."""
    if opener == "<?" and word in (IF | LOOPS):
        return True
    bare = _STRING.sub("", inside)
    if opener in ("<%", "<?", "{") and "{" in bare and bare.count("{") == bare.count("}"):
        return not _DO.search(inside)
    return opener in ("<%", "[%") and word in (IF | UNLESS) and bool(_ENDED.search(bare))


def _test(rest: str) -> str:
    """A condition as written, on one line, without what only surrounds it."""
    test = _THEN.sub("", " ".join(rest.split()).rstrip("; ")).strip("; ")
    if test.startswith("(") and test.endswith(")") and _balanced(test[1:-1]):
        test = test[1:-1].strip()
    return test


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
