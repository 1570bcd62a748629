"""Finds template syntax of many languages in a text; nothing is executed, and no language need be named."""

from __future__ import annotations

import re

from .blade import BladeScanner
from .expression import LITERAL, snake
from .heex import HeexScanner
from .meaning import SPANNING
from .slots import SlotScanner
from .syntax import ANGLED, BRACED, MAKO, SQUARED, TRIGGER, body
from .tag import Tag, TagKind, merge
from .velocity import VelocityScanner

_PHP_PRINTS = re.compile(r"\s*(?:echo|print)\b")
#: `{% #alert %}` and `{% /alert %}`: an element made by a template of its own.
_COMPONENT = re.compile(r"-?\s*[#/]\s*[A-Za-z]")
#: Which argument of a function says something.
_TEXT = re.compile(r"\b(?:text|label|s)=(?=[\"'])")
#: A Mustache template chooses other delimiters.
_CHOSEN = re.compile(r"\{\{=\s*([^\s=]{1,8})\s+[^\s=]{1,8}\s*=\}\}")
_PHPBB = re.compile(r"<!--\s*(IF|ELSEIF|ELSE|ENDIF|BEGIN|END)\b")
_MAGENTO_SUBJECT = re.compile(r"<!--\s*@subject\b\s*(.*?)\s*@?-->", re.DOTALL)


def scan(text: str, suffix: str = "", start: int = 0, end: int | None = None) -> tuple[Tag, ...]:
    """The template tags in `text[start:end]`, in order, without overlaps.

    A few things are told by `suffix` only: Mako's comments and `%` lines, Blade's bare directives, HEEx and Razor.
    Never raises: a tag that isn't closed ends with its line and carries a doubt.
    """
    end = len(text) if end is None else end
    if not TRIGGER.search(text, start, end):
        return ()
    scanner = _Scanner(text, suffix, start, end)
    return _read_razor(scanner) if suffix.endswith((".cshtml", ".razor")) else tuple(scanner.run())


def _read_razor(scanner: _Scanner) -> tuple[Tag, ...]:
    """A Razor page's tags: its code, and between it what other tags there are."""
    from .razor import find_code

    tags = find_code(scanner)
    at = scanner.start
    for tag in (*tags, Tag(scanner.end, scanner.end, TagKind.COMMENT)):
        tags += _Scanner(scanner.text, "", at, tag.start).run()
        at = tag.end
    return merge(tags)


def printed(text: str, start: int, end: int) -> list[Tag]:
    """The tags for `text[start:end]`, an expression whose value is printed: a slot, or those round what it says."""
    return _Scanner(text, "", start, end).tags(start, end, start, end, printing=True)


def given(text: str, start: int, first: int, end: int) -> list[Tag]:
    """The tags for `text[start:end]`, a statement from `first` on, if it gives sentences to variables."""
    tags = _Scanner(text, "", start, end).tags(start, end, first, end, printing=False)
    return tags if len(tags) > 1 else []


def quoted(text: str, start: int, end: int) -> tuple[Tag, ...]:
    """The tags and escapes in `text[start:end]`, the inside of a quoted sentence."""
    return _Scanner(text, "", start, end).inside(start, end)


class _Scanner(SlotScanner, VelocityScanner, HeexScanner, BladeScanner):
    """Each `_read_x` gives the tags that start with the opener `x`, or none."""

    def _read_variable(self, found: re.Match[str]) -> list[Tag]:
        if self.is_velocity:
            return [] if self._after(found.start(), "\\") else self._reference(found)
        return [] if self._after(found.start(), "$") else self._read_simple(found)

    def _read_smarty(self, found: re.Match[str]) -> list[Tag]:
        return [self._control(*found.span(), found.group()[1:-1])]

    def _read_function(self, found: re.Match[str]) -> list[Tag]:
        """`{translate key="..."}`, `{l s='...'}`: what its first quoted argument says, or is called."""
        named = _TEXT.search(self.text, *found.span())
        if (value := LITERAL.search(self.text, named.end() if named else found.start(), found.end())) is None:
            return self._read_smarty(found)
        inside = (value.start() + 1, value.end() - 1)
        if " " in self.text[slice(*inside)].strip():
            return self._said(*found.span(), [[inside]], TagKind.CONTROL, "says")
        return [Tag(*found.span(), TagKind.SLOT, snake(self.text[slice(*inside)]))]

    _read_endfunction = _read_component = _read_endcomponent = _read_smarty

    def _read_mason(self, found: re.Match[str]) -> list[Tag]:
        close = self.find(f"</{found.group()[1:]}", found.end())
        return [Tag(found.start(), close + len(found.group()) + 1 if close >= 0 else self.end, TagKind.COMMENT)]

    def _read_endmako(self, found: re.Match[str]) -> list[Tag]:
        return [self._control(*found.span(), "end" + found.group()[3:-1].strip())]

    def _read_line(self, found: re.Match[str]) -> list[Tag]:
        return [self._control(*found.span(), found.group()[1:])] if self._leads(found.start()) else []

    def _read_makoline(self, found: re.Match[str]) -> list[Tag]:
        if not self._leads(found.start()):
            return []
        if self.text.startswith("%", found.end()):  # `%%` stands for a sign
            return [Tag(*found.span(), TagKind.COMMENT)] if ".mako" in self.suffix else []
        if self.text.startswith("#", found.end()):  # Mason's comment
            return [Tag(found.start(), self.line_end(found.end()), TagKind.COMMENT)]
        return [Tag(found.start(), self.line_end(found.end()), TagKind.CONTROL)] if ".mako" in self.suffix else []

    def _read_continued(self, found: re.Match[str]) -> list[Tag]:
        """A Mako line that goes on in the next one."""
        return [Tag(*found.span(), TagKind.COMMENT)] if ".mako" in self.suffix else []

    def _read_straycurly(self, found: re.Match[str]) -> list[Tag]:
        """A closer that closes nothing, where its opener is in use."""
        opener = {"}}": "{{", "%}": "{%", "%>": "<%"}[found.group()]
        if self.literal and opener == "<%":
            self.literal -= 1
            return []
        if self.quoted or not self.within.holds(opener):
            return []
        return [Tag(*found.span(), TagKind.COMMENT, "", f"'{found.group()}' closes nothing")]

    _read_strayblock = _read_straypercent = _read_straycurly

    # Tags with a closer

    def _read_curly(self, found: re.Match[str]) -> list[Tag]:
        start = found.start()
        if self.text.startswith("=", found.end()) and (chosen := _CHOSEN.match(self.text, start, self.end)):
            self.custom = chosen[1]
            return [Tag(*chosen.span(), TagKind.CONTROL)]
        if self.text[start - 1 : start] == ("@" if ".blade" in self.suffix else "\\"):  # the next engine's
            return [tag._replace(start=start - 1) for tag in self._delimited(start, "{{", printing=True)[:1]]
        opener = next(o for o in ("{{{{", "{{{", "{{") if self.text.startswith(o, start))
        if opener == "{{{" and not body("{{", "}}}").match(self.text, found.start() + 3, self.end):
            opener = "{{"
        return self._delimited(start, opener, printing=opener != "{{{{")

    def _read_block(self, found: re.Match[str]) -> list[Tag]:
        tags = self._delimited(found.start(), "{%", printing=False)
        if _COMPONENT.match(self.text, found.end(), self.end):
            tags = [tag._replace(kind=TagKind.BREAK) if tag.kind is TagKind.CONTROL else tag for tag in tags]
        if (last := SPANNING.get(tags[0].name)) and tags[0].kind is TagKind.CONTROL:
            if close := self._end_tag(last, tags[0].end):
                return [Tag(found.start(), close.end(), TagKind.COMMENT)]
            tags[0] = tags[0]._replace(doubt=f"'{{% {tags[0].name} %}}' is never closed")
        if tags[0].name in ("raw", "verbatim"):
            return tags + self._raw(tags[0])
        return tags

    def _end_tag(self, word: str, at: int) -> re.Match[str] | None:
        close = (
            None if word in self.absent else re.compile(rf"\{{%-?\s*{word}\s*-?%\}}").search(self.text, at, self.end)
        )
        if close is None:
            self.absent.add(word)
        return close

    def _raw(self, opener: Tag) -> list[Tag]:
        """The tags in what is left to the next engine: they steer nothing here."""
        close = self._end_tag(f"end{opener.name}", opener.end)
        if close is None:
            return []
        inner = type(self)(self.text, self.suffix, opener.end, close.start(), self.within).run()
        return [tag._replace(kind=TagKind.COMMENT) if tag.kind is TagKind.CONTROL else tag for tag in inner]

    def _read_percent(self, found: re.Match[str]) -> list[Tag]:
        start = found.start()
        if self.text.startswith("%", found.end()):  # `<%%` stands for `<%`
            self.literal += 1
            return [Tag(start, found.end() + 1, TagKind.TEXT, "<%")]
        if self.custom == "<%":
            back = self.text.startswith("={{", found.end())
            self.custom = "" if back else "<%"
            return self._delimited(start, "<%", printing=not back)
        named = MAKO.match(self.text, found.end(), self.end)
        if named and (angled := ANGLED.match(self.text, named.end(), self.end)):
            said = self._component(start, named.end(), angled.end())
            return said or [self._control(start, angled.end(), self.text[start + 2 : angled.end() - 1].rstrip("/"))]
        return self._delimited(start, "<%", printing=self.text.startswith(("<%=", "<%-", "<%~"), start))

    def _read_toolkit(self, found: re.Match[str]) -> list[Tag]:
        return self._delimited(found.start(), "[%", printing=True)

    def _read_brace(self, found: re.Match[str]) -> list[Tag]:
        if braced := BRACED.match(self.text, found.end(), self.end):
            return self.tags(found.start(), braced.end(), found.end(), braced.end() - 1, printing=True)
        return [self._unclosed(found.start(), found.group())]

    _read_filtered = _read_call = _read_arrow = _read_perl = _read_dollar = _read_pound = _read_rate = _read_brace

    def _read_apart(self, found: re.Match[str]) -> list[Tag]:
        """`#{else}`, Velocity's directive that would run into the word behind it."""
        if self.is_velocity:
            return self._read_velocity(found)
        return self.tags(*found.span(), found.start() + 2, found.end() - 1, printing=True)

    def _read_equals(self, found: re.Match[str]) -> list[Tag]:
        squared = SQUARED.match(self.text, found.end(), self.end)
        return self.tags(found.start(), squared.end(), found.end(), squared.end() - 1, True) if squared else []

    def _read_hash(self, found: re.Match[str]) -> list[Tag]:
        if (close := self.find("#}", found.end())) >= 0:
            return [Tag(found.start(), close + 2, TagKind.COMMENT)]
        braced = BRACED.match(self.text, found.end(), self.end)
        if braced is None:
            return [self._unclosed(found.start(), "{#")]
        return [self._control(found.start(), braced.end(), braced.group()[:-1])]

    def _read_star(self, found: re.Match[str]) -> list[Tag]:
        close = self.find("*}", found.end())
        return [Tag(found.start(), close + 2, TagKind.COMMENT) if close >= 0 else self._unclosed(found.start(), "{*")]

    def _read_php(self, found: re.Match[str]) -> list[Tag]:
        close = self.find("?>", found.end())
        last, end = (close, close + 2) if close >= 0 else (self.end, self.end)
        printing = found.group() == "<?=" or bool(_PHP_PRINTS.match(self.text, found.end(), last))
        return self.tags(found.start(), end, found.end(), last, printing, saying=True)

    def _read_angled(self, found: re.Match[str]) -> list[Tag]:
        closing = SQUARED if found.group()[0] == "[" else ANGLED
        angled = closing.match(self.text, found.end(), self.end)
        if angled is None:
            return [self._unclosed(found.start(), found.group())]
        if "@" in found.group() and (said := self._component(found.start(), found.end(), angled.end())):
            return said
        inside = self.text[found.start() + 1 : angled.end() - 1]
        return [self._control(found.start(), angled.end(), inside.replace("/", "end", 1).replace("#", "", 1))]

    _read_macro = _read_squared = _read_angled

    def _read_comment(self, found: re.Match[str]) -> list[Tag]:
        start = found.start()
        close = self.find("-->", found.end())
        if close >= 0 and (subject := _MAGENTO_SUBJECT.match(self.text, start, close + 3)):
            head = Tag(start, subject.start(1), TagKind.BREAK, "subject")
            said = type(self)(self.text, self.suffix, *subject.span(1)).run()
            return [head, *said, Tag(subject.end(1), subject.end(), TagKind.BREAK)]
        for empty in ("<!-->", "<!--->"):
            if self.text.startswith(empty, start):
                return [Tag(start, start + len(empty), TagKind.COMMENT)]
        end, doubt = (close + 3, "") if close >= 0 else (self.end, "'<!--' is never closed")
        steers = _PHPBB.match(self.text, start, end)
        return [
            Tag(start, end, TagKind.CONTROL, steers[1].lower())
            if steers
            else Tag(start, end, TagKind.COMMENT, "", doubt)
        ]

    def _read_remark(self, found: re.Match[str]) -> list[Tag]:
        return [self._comment(found.start(), found.group())]

    _read_squaredremark = _read_remark

    def _read_raw(self, found: re.Match[str]) -> list[Tag]:
        closer = f"</{found.group()[1:].lower()}"
        upper = self.find(closer.upper(), found.end())
        lower = self.find(closer, found.end())
        close = min((at for at in (upper, lower) if at >= 0), default=-1)
        end = self.text.find(">", close, self.end) + 1 if close >= 0 else 0
        return [
            Tag(
                found.start(), end or self.end, TagKind.COMMENT, "", "" if end else f"'{found.group()}' is never closed"
            )
        ]
