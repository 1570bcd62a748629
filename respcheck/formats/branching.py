"""Control tags -> the blocks that they open, divide and close, in the template languages that `template.py` finds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..branch import Branch, Option
from ..source import Span
from .expression import snake
from .tag import Tag, TagKind

_LEAD = re.compile(
    r"(?P<opener>\{\{+|\{%|<%_?|<\?(?:php\b|=)?|\[%|\*\||<!--|#?\{|<(?=/?[#@])|[@#](?=[a-z])|%(?=[ \t\w])|(?=\}))"
    r"[-+=~\s]*"
)
_TAIL = re.compile(r"[-~\s]*(?:%\}|\}\}+|%>|\?>|%\]|\|\*|-->|/?>|\})\Z")
_PARTS = re.compile(
    r"(?P<close>\}[\s;)]*)?(?P<mark>/#|[#^/]?)[\s*]*(?P<word>[A-Za-z_@$][\w.-]*)?:?(?P<rest>.*)", re.DOTALL
)
_MORE = re.compile(r"\s*(?:if\b|unless\b)")
#: What may follow a condition, and a condition that ends a statement of PHP.
_THEN = re.compile(r"\s*(?:\bthen|\bdo(?:\s*\|[^|]*\|)?|[:{]|->)\s*\Z")
_LAST = re.compile(r"(?:\A|[;{}\s])(?P<word>if|foreach|for|while|switch)\s*(?P<rest>\(.*\)\s*[:{])\s*\Z", re.DOTALL)
_DO = re.compile(r"(?:\bdo\b\s*(?:\|[^|]*\|)?|->|\{\s*(?:\|[^|]*\|)?)\s*\Z")
_STRING = re.compile(r""""[^"]*"|'[^']*'""")
_PATH = re.compile(r"[A-Za-z_]\w*(?:(?:\.|->|&\.|\?\.)[A-Za-z_]\w*)*")
_JOINT = re.compile(r"->|&\.|\?\.")
_EACH = re.compile(r"\.(?:each\w*|forEach|map|times|find_each)$", re.IGNORECASE)
#: What a loop goes through: `item in order.items`, `order.items as item`, `$i, $item := .Items`.
_THROUGH = re.compile(r"(?:.*?(?:\s(?:in|IN)|:=|<-)\s+)?(?P<what>.+?)(?:\s+as\s.*)?")

_IF = frozenset(
    "if ifequal ifchanged isset auth can production env hassection depend ifcond ifeq eq is compare interested".split()
)
_UNLESS = frozenset("unless ifnot ifnotequal empty guest cannot".split())
_LOOPS = frozenset("for foreach forelse each while until range list loop".split())
_CASES = frozenset(("case", "switch"))
_ELSE = frozenset("else otherwise default foreachelse forelseempty".split())
_ELSE_IF = frozenset("elseif elsif elif elseifnot when".split())
#: Blocks that choose nothing, but are closed by an `end` that names nothing.
_PLAIN = {"{{": frozenset(("define", "block")), "[%": frozenset("block wrapper filter".split()), "<%": {"begin"}}
_ENDS = frozenset(("end", "fi", "done"))


class Mark(NamedTuple):
    """What a control tag does to blocks: "open" one, start a "next" option, or "end" one.

    `kind` is the block's, as in `Branch`, or "case", or "" for one that chooses nothing. `word` names what an end
    closes ("" for any), and `test` is the condition.
    """

    start: int
    end: int
    does: str
    word: str = ""
    kind: str = ""
    test: str = ""


@dataclass(slots=True)
class _Open:
    mark: Mark
    options: list[Option] = field(default_factory=list)
    at: int = -1  # where the option being read starts
    test: str = ""


def find_branches(text: str, tags: Sequence[Tag]) -> tuple[Branch, ...]:
    """The blocks that tags (of `text`, in order) make, outer ones first; spans lie in `text`."""
    control = [tag for tag in tags if tag.kind in (TagKind.CONTROL, TagKind.BREAK)]
    if not control:
        return ()
    inverse = {mark.word for mark in _marks(text, control) if mark.kind == "unless"}
    marks = (m if m.kind != "section" else _section(m, inverse) for m in _marks(text, control))
    return assemble(marks, tags)


def assemble(marks: Iterable[Mark], tags: Sequence[Tag]) -> tuple[Branch, ...]:
    """Blocks from what control tags do; a block that is never closed is none."""
    stack: list[_Open] = []
    found: list[tuple[int, Branch]] = []
    for mark in marks:
        if mark.does == "open":
            case = mark.kind == "case"
            stack.append(_Open(mark, at=-1 if case else mark.end, test=mark.test))
        elif mark.does == "next" and stack:
            _next(stack[-1], mark)
        elif mark.does == "end" and (place := _closed(stack, mark.word)) >= 0:
            block = stack[place]
            del stack[place:]
            _next(block, mark)
            if block.options and block.mark.kind:
                found.append((block.mark.start, _branch(block, tags)))
    return tuple(branch for _, branch in sorted(found, key=lambda pair: pair[0]))


def _next(block: _Open, mark: Mark) -> None:
    """End the option being read, and start the one that a mark announces."""
    if block.at >= 0:
        block.options.append(Option(Span(block.at, mark.start), block.test))
    case = block.mark.kind == "case" and mark.test
    block.at, block.test = mark.end, f"{block.mark.test} == {mark.test}" if case else mark.test


def _closed(stack: Sequence[_Open], word: str) -> int:
    """The place in the stack of the block that an end closes, -1 for none."""
    places = range(len(stack) - 1, -1, -1)
    return next((i for i in places if not word or word == stack[i].mark.word), -1)


def _branch(block: _Open, tags: Sequence[Tag]) -> Branch:
    kind = "if" if block.mark.kind == "case" else block.mark.kind
    optional = all(option.test for option in block.options)
    if optional and len(block.options) == 1 and kind != "unless":
        optional = not _prints(block.options[0], tags)
    return Branch(kind, tuple(block.options), optional)


def _prints(option: Option, tags: Sequence[Tag]) -> bool:
    """True for an option that prints the very thing it asks for: `{% if reason %}Reason: {{ reason }}{% endif %}`."""
    bare = _JOINT.sub(".", _STRING.sub("", option.test))
    paths = [snake(path.group()) for path in _PATH.finditer(bare)]
    first = bisect_left(tags, option.span.start, key=lambda tag: tag.start)
    last = bisect_left(tags, option.span.end, key=lambda tag: tag.start)
    names = {tag.name for tag in tags[first:last] if tag.kind is TagKind.SLOT and tag.name}
    return any(path == name or path.startswith(f"{name}.") for path in paths for name in names)


def _marks(text: str, tags: Sequence[Tag]) -> Iterator[Mark]:
    for tag in tags:
        lead = _LEAD.match(text, tag.start, tag.end)
        tail = _TAIL.search(text, lead.end(), tag.end) if lead else None
        plain = lead is not None and lead["opener"] in ("@", "#", "%", "")
        if lead and (tail or plain) and not tag.doubt:
            inside = text[lead.end() : tail.start() if tail and not plain else tag.end].strip()
            yield from read_marks(tag.start, tag.end, inside, lead["opener"][:2])


def read_marks(start: int, end: int, inside: str, opener: str) -> Iterator[Mark]:
    """What the tag at `text[start:end]` does to blocks, by its inside and the two characters that it opens with."""
    parts = _PARTS.match(inside)
    if parts is None:
        return
    mark, word, rest = parts["mark"], (parts["word"] or "").lower(), parts["rest"]
    place = (start, end)
    if opener == "<?" and not parts["close"] and (last := _LAST.search(inside)):
        word, rest = last["word"], last["rest"]
    elif opener == "<?" and word in _IF | _LOOPS | _CASES - {"case"} and not parts["close"]:
        return  # a whole statement
    braces = _STRING.sub("", inside)
    if opener in ("<%", "<?") and not parts["close"] and "{" in braces and braces.count("{") == braces.count("}"):
        return
    if rest.endswith(("end", ";end")) and word in _IF | _UNLESS:
        return  # `if a then b end`
    test = _test(rest)
    if word in ("else", "elseif", "elsif", "elif", "elseifnot", "when"):
        more = _MORE.match(rest)
        yield Mark(*place, "next", test=_test(rest[more.end() :]) if more else test)
    elif (
        (mark == "^" and not word) or word in ("default", "otherwise", "foreachelse") or (word == "empty" and not test)
    ):
        yield Mark(*place, "next")
    elif word == "case" and (inside.rstrip().endswith(":") or opener in ("<#", "[%", "<", "{", "@")):
        yield Mark(*place, "next", test=test)
    elif word in _ENDS or (parts["close"] and not word):
        yield Mark(*place, "end", "" if word != "end" or not test else word_of(test))
    elif mark.startswith("/") or word.startswith("end"):
        yield Mark(*place, "end", word if mark else word[3:])
    elif mark == "^":
        yield Mark(*place, "open", word, "unless", (parts["word"] or "") + rest.rstrip())
    elif word in _IF or (word == "with" and opener == "{{"):
        yield Mark(*place, "open", word, "if", test)
    elif word in _UNLESS:
        yield Mark(*place, "open", word, "unless", test)
    elif word in _LOOPS or (_EACH.search(word) and _DO.search(inside)):
        what = _THROUGH.fullmatch(test) if word in _LOOPS else None
        yield Mark(*place, "open", word, "loop", what["what"] if what else _EACH.sub("", parts["word"] or "") or test)
    elif word in _CASES:
        yield Mark(*place, "open", word, "case", test)
    elif mark == "#":
        yield Mark(*place, "open", word, "section", (parts["word"] or "") + rest.rstrip())
    elif word in _PLAIN.get(opener, ()) or (opener in ("<%", "<?", "[%") and _DO.search(inside)):
        # an arm of a `case`, in Elixir
        arm = inside.endswith("->") and "fn" not in inside
        yield Mark(*place, "next", test=inside[:-2].strip(" _")) if arm else Mark(*place, "open", word)


def _section(mark: Mark, inverse: set[str]) -> Mark:
    """A section (`{{#order}}`) is a condition where its contrary (`{{^order}}`) stands too, else taken as given."""
    return mark._replace(kind="if" if mark.word in inverse else "")


def word_of(test: str) -> str:
    """What `END:IF` closes."""
    return test.split()[0].lower() if test.split() else ""


def _test(rest: str) -> str:
    """A condition as written, on one line, without what only surrounds it."""
    test = " ".join(_THEN.sub("", rest.strip().rstrip(";")).split()).strip("; ")
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
