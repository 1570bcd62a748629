"""One pass over a text in search of template tags: what the readers of all languages share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .expression import Part, assigned, handed, slot_name, spoken
from .meaning import NAMED, meaning, part_name
from .syntax import COMMENTS, LINE_END, OPENER, PLACEHOLDER, REST_BLANK, body
from .tag import Tag, TagKind, merge

_CLOSERS = {"{{{{": "}}}}", "{{{": "}}}", "{{": "}}", "{!!": "!!}", "{%": "%}", "<%": "%>", "[%": "%]"}
_SAYING = frozenset("trans translate t tr _ l lang choice include content_for section subject".split())
_QUOTE = re.compile("[\"'`]")
_JOINTS = " \t\r\n\"'~+_."
_REMARKS = frozenset((*COMMENTS, "{#", "{*", "#*"))
_LINKING = re.compile(r"[\s=-]*(?:link|button|mail)_to\b")


class Stretch:
    """A stretch of text, and what was found to stand in it: each thing is looked for once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self._known: dict[str | re.Pattern[str], bool] = {}

    def holds(self, what: str | re.Pattern[str]) -> bool:
        if what not in self._known:
            pattern = re.compile(re.escape(what)) if isinstance(what, str) else what
            self._known[what] = pattern.search(self.text, self.start, self.end) is not None
        return self._known[what]


class Scanner:
    """Walks over the openers in `text[start:end]`; a subclass has a `_read_x` for each opener `x` of `syntax.OPENER`.

    `within` is the stretch round what is read, where that is a string of another tag.
    """

    def __init__(self, text: str, suffix: str, start: int, end: int, within: Stretch | None = None) -> None:
        self.text, self.suffix, self.start, self.end = text, suffix, start, end
        self.within = within or Stretch(text, start, end)
        self.braces = suffix.endswith(".heex")  # any expression may stand between single braces
        self.quoted = within is not None
        self.absent: set[str] = set()  # closers known not to come any more
        self.literal = 0  # `<%%` so far whose `%>` is text too
        self.custom = ""  # the opener that a Mustache template has chosen

    def run(self) -> Iterator[Tag]:
        at = self.start
        while found := OPENER.search(self.text, at, self.end):
            at = found.end()
            what = "lone" if self.braces and found.group()[0] == "{" else found.lastgroup
            for tag in getattr(self, f"_read_{what}")(found):
                yield tag
                at = max(at, tag.end)

    def _delimited(self, start: int, opener: str, printing: bool) -> list[Tag]:
        for lead in COMMENTS:
            if lead.startswith(opener[0]) and self.text.startswith(lead, start):
                return [self._comment(start, lead)]
        closer = _CLOSERS[opener]
        inside = body(opener, closer).match(self.text, start + len(opener), self.end)
        if inside is None:
            return [self._unclosed(start, opener)]
        return self.tags(start, inside.end() + len(closer), inside.start(), inside.end(), printing)

    def tags(self, start: int, end: int, first: int, last: int, printing: bool, saying: bool = False) -> list[Tag]:
        """The tags for `text[start:end]` whose inside is `text[first:last]`: one, or those round what it says."""
        inside = self.text[first:last]
        kind, name = meaning(inside, printing)
        part = name == "include" or kind is TagKind.BREAK
        if part and not self.quoted and (told := list(handed(self.text, first, last))):
            return self._assigned(start, end, told)
        says = saying or kind is TagKind.SLOT or name in _SAYING or (printing and "do:" in inside)
        if says and not self.quoted and _QUOTE.search(inside) and (texts := spoken(self.text, first, last)):
            kind = kind if kind is TagKind.BREAK else TagKind.LINK if _LINKING.match(inside) else TagKind.CONTROL
            return self._said(start, end, texts, kind, name)
        gives = kind is TagKind.CONTROL or (kind is TagKind.BREAK and "," in inside)
        if gives and not self.quoted and (told := list(assigned(self.text, first, last))):
            return self._assigned(start, end, told)
        if name == "include" and kind is not TagKind.BREAK:
            kind, name = (TagKind.BREAK, "") if self._alone(start, end) else (TagKind.SLOT, part_name(inside))
        return [Tag(start, end, kind, name)]

    def _said(self, start: int, end: int, texts: list[list[Part]], kind: TagKind, name: str) -> list[Tag]:
        """The tags round the texts that a tag says; round those that it chooses between: "either", "or", "chosen"."""
        tags: list[Tag] = []
        at = start
        if len(texts) > 1:
            kind, name = TagKind.CONTROL, "either"
        for index, parts in enumerate(texts):
            for number, (first, last) in enumerate(parts):
                if number and (between := slot_name(self.text[at:first].strip(_JOINTS))):
                    tags.append(Tag(at, first, TagKind.SLOT, between))
                else:
                    lead = kind if at == start else TagKind.CONTROL
                    tags.append(Tag(at, first, lead, name if at == start else "or" if index else "says"))
                tags += self.inside(first, last)
                at = last
        last_name = "chosen" if len(texts) > 1 else "says"
        tags.append(Tag(at, end, TagKind.UNLINK if kind is TagKind.LINK else kind, last_name))
        return tags

    def _assigned(self, start: int, end: int, told: list[tuple[str, list[Part]]]) -> list[Tag]:
        """The tags round sentences that a tag gives to variables: each is a block of its own."""
        tags: list[Tag] = []
        for name, parts in told:
            tags += self._said(start, parts[-1][1], [parts], TagKind.BREAK, NAMED.get(name, ""))[:-1]
            start = parts[-1][1]
        return [*tags, Tag(start, end, TagKind.BREAK)]

    def inside(self, start: int, end: int) -> tuple[Tag, ...]:
        """Tags and escapes inside a quoted sentence."""
        tags = type(self)(self.text, self.suffix, start, end, self.within).run()
        return merge(tags, (_placeholder(found) for found in PLACEHOLDER.finditer(self.text, start, end)))

    def _component(self, start: int, first: int, end: int) -> list[Tag]:
        """The tags for `text[start:end]`, a component whose arguments start at `first`, if they say anything."""
        if not self.quoted and (told := list(handed(self.text, first, end))):
            return self._assigned(start, end, told)
        return []

    def _control(self, start: int, end: int, inside: str) -> Tag:
        kind, name = meaning(inside, printing=False)
        return Tag(start, end, kind, name)

    def _comment(self, start: int, opener: str) -> Tag:
        closer = COMMENTS[opener]
        close = self.find(closer, start + len(opener))
        if close < 0 and closer != "}}" and closer.endswith("}}"):  # `{{!-- like this }}`
            close, closer = self.find("}}", start), "}}"
        if close >= 0 and closer == "*/":
            close, closer = self.find("}}", close), "}}"
        return Tag(start, close + len(closer), TagKind.COMMENT) if close >= 0 else self._unclosed(start, opener)

    def _unclosed(self, start: int, opener: str) -> Tag:
        end = self.line_end(start)
        brace = self.text.find("}", start, end)
        control = opener in ("{%", "<%") or opener[1:2] in ("#", "@")
        kind = TagKind.COMMENT if opener in _REMARKS else TagKind.CONTROL if control else TagKind.SLOT
        end = brace + 1 if brace >= 0 else end
        doubt = "" if self.quoted else f"'{opener}' is never closed"
        return Tag(start, end, kind, slot_name(self.text[start:end]), doubt)

    def find(self, closer: str, at: int) -> int:
        if closer in self.absent:
            return -1
        found = self.text.find(closer, at, self.end)
        if found < 0:
            self.absent.add(closer)
        return found

    def line_end(self, at: int) -> int:
        found = LINE_END.search(self.text, at, self.end)
        return found.start() if found else self.end

    def _leads(self, start: int) -> bool:
        """True when only blanks stand before `start` on its line."""
        while start > 0 and self.text[start - 1] in " \t":
            start -= 1
        return start == 0 or self.text[start - 1] in "\r\n"

    def stands_alone(self, start: int, end: int) -> bool:
        """True for a stretch that has its line for itself."""
        return self._leads(start) and REST_BLANK.match(self.text, end, self.end) is not None

    def _alone(self, start: int, end: int) -> bool:
        """True when only blanks and other tags stand before a tag on its line, and nothing or a new sentence behind."""
        before = self.text[max(0, start - 2) : start]
        if not self._leads(start) and before not in ("%}", "%]", "%>"):
            return False
        return bool(REST_BLANK.match(self.text, end, self.end)) or self.text[end : min(end + 1, self.end)].isupper()

    def _after(self, start: int, characters: str) -> bool:
        """True when a word character or one of `characters` stands right before the tag: it is part of something."""
        before = self.text[start - 1 : start] if start else ""
        return before.isalnum() or (before != "" and before in "_" + characters)


def _placeholder(found: re.Match[str]) -> Tag:
    if escaped := found["escaped"]:
        if escaped in "nrt":
            return Tag(*found.span(), TagKind.TEXT, "\n" if escaped == "n" else " ")
        return Tag(found.start(), found.end() - 1, TagKind.COMMENT)
    return Tag(*found.span(), TagKind.SLOT, (found["name"] or found["colon"] or "").lower())
