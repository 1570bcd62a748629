"""Finds template syntax of many languages in a text; nothing is executed, and no language need be named."""

from __future__ import annotations

import re
from functools import cached_property

from .expression import LITERAL, slot_name, snake
from .meaning import SPANNING
from .scanner import Scanner
from .syntax import ANGLED, ARGUMENTS, BRACED, MAKO, RAZOR, RAZOR_ELSE, RAZOR_HEAD, TRIGGER, VELOCITY, body
from .tag import Tag, TagKind

_PHP_PRINTS = re.compile(r"\s*(?:echo|print)\b")
_BLADE = (
    "if|elseif|unless|isset|empty|auth|guest|foreach|forelse|for|while|switch|case|section|component|slot|push|can|cannot"
    "|env|production|php|lang|error|once"
)
_DIRECTIVE = re.compile(rf"@(?:(?:end)?(?:{_BLADE})|yield|extends|include\w*|stack|props|choice|each|hasSection)\Z")
_BARE = re.compile(r"@(?:else\w*|stop|show|append|overwrite|default|break|continue|csrf|php|guest|auth|parent)$")
#: `{% #alert %}` and `{% /alert %}`: an element made by a template of its own.
_COMPONENT = re.compile(r"-?\s*[#/]\s*[A-Za-z]")
_MERGED = frozenset("if ifnot elseif else end".split())
_PHPBB = re.compile(r"<!--\s*(IF|ELSEIF|ELSE|ENDIF|BEGIN|END)\b")
_MAGENTO_SUBJECT = re.compile(r"<!--\s*@subject\b\s*(.*?)\s*@?-->", re.DOTALL)


def scan(text: str, suffix: str = "", start: int = 0, end: int | None = None) -> tuple[Tag, ...]:
    """The template tags in `text[start:end]`, in order, without overlaps.

    A few things are told by `suffix` only: Mako's and Velocity's `##` comments, Mako's `%` lines, Blade's bare
    directives.
    Never raises: a tag that isn't closed ends with its line and carries a doubt.
    """
    end = len(text) if end is None else end
    if not TRIGGER.search(text, start, end):
        return ()
    return tuple(_Scanner(text, suffix, end).run(start))


def printed(text: str, start: int, end: int) -> list[Tag]:
    """The tags for `text[start:end]`, an expression whose value is printed: a slot, or those round what it says."""
    return _Scanner(text, "", end).tags(start, end, start, end, printing=True)


def quoted(text: str, start: int, end: int) -> tuple[Tag, ...]:
    """The tags and escapes in `text[start:end]`, the inside of a quoted sentence."""
    return _Scanner(text, "", end).inside(start, end)


class _Scanner(Scanner):
    """Each `_read_x` gives the tags that start with the opener `x`, or none."""

    # Tags that the opener's pattern takes whole

    def _read_simple(self, found: re.Match[str]) -> list[Tag]:
        words = " ".join(found.group().strip("{}[]<>%#@*|$ ").split())
        plain = words.replace(" ", "").replace("/", "").isalnum() and not words.isalnum()
        return [Tag(*found.span(), TagKind.SLOT, snake(words) if plain else slot_name(words) or snake(words))]

    _read_number = _read_angles = _read_brackets = _read_hashes = _read_ats = _read_simple

    def _read_bracket(self, found: re.Match[str]) -> list[Tag]:
        return (
            [] if self._after(found.start(), "]") else [Tag(*found.span(), TagKind.SLOT, found.group()[1:-1].lower())]
        )

    def _read_variable(self, found: re.Match[str]) -> list[Tag]:
        return [] if self._after(found.start(), "$") else self._read_simple(found)

    def _read_percents(self, found: re.Match[str]) -> list[Tag]:
        return [] if self._after(found.start(), "%") else self._read_simple(found)

    def _read_printf(self, found: re.Match[str]) -> list[Tag]:
        return [Tag(*found.span(), TagKind.SLOT, found.group()[2:-2].lower())]

    def _read_stars(self, found: re.Match[str]) -> list[Tag]:
        word = found.group()[2:-2].split(":")[0].lower()
        return [Tag(*found.span(), TagKind.CONTROL, word)] if word in _MERGED else self._read_simple(found)

    def _read_smarty(self, found: re.Match[str]) -> list[Tag]:
        return [self._control(*found.span(), found.group()[1:-1])]

    def _read_function(self, found: re.Match[str]) -> list[Tag]:
        """`{translate key="..."}`, `{l s='...'}`: what its first quoted argument says, or is called."""
        if (value := LITERAL.search(self.text, *found.span())) is None:
            return self._read_smarty(found)
        inside = (value.start() + 1, value.end() - 1)
        if " " in self.text[slice(*inside)].strip():
            return self._said(*found.span(), [[inside]], TagKind.CONTROL, "says")
        return [Tag(*found.span(), TagKind.SLOT, snake(self.text[slice(*inside)]))]

    _read_endfunction = _read_component = _read_endcomponent = _read_smarty

    def _read_mason(self, found: re.Match[str]) -> list[Tag]:
        close = self._find(f"</{found.group()[1:]}", found.end())
        return [Tag(found.start(), close + len(found.group()) + 1 if close >= 0 else self.end, TagKind.COMMENT)]

    def _read_endmako(self, found: re.Match[str]) -> list[Tag]:
        return [self._control(*found.span(), "end" + found.group()[3:-1].strip())]

    def _read_line(self, found: re.Match[str]) -> list[Tag]:
        return [self._control(*found.span(), found.group()[1:])] if self._leads(found.start()) else []

    def _read_makoline(self, found: re.Match[str]) -> list[Tag]:
        if not self._leads(found.start()) or self.text.startswith("%", found.end()):
            return []
        if self.text.startswith("#", found.end()):  # Mason's comment
            return [Tag(found.start(), self._line_end(found.end()), TagKind.COMMENT)]
        return [Tag(found.start(), self._line_end(found.end()), TagKind.CONTROL)] if ".mako" in self.suffix else []

    def _read_makoremark(self, found: re.Match[str]) -> list[Tag]:
        if not self.suffix.endswith((".mako", ".vm")) or not self._leads(found.start()):
            return []
        return [Tag(found.start(), self._line_end(found.end()), TagKind.COMMENT)]

    # Tags with a closer

    def _read_curly(self, found: re.Match[str]) -> list[Tag]:
        opener = next(o for o in ("{{{{", "{{{", "{{") if self.text.startswith(o, found.start()))
        if opener == "{{{" and not body("{{", "}}}").match(self.text, found.start() + 3, self.end):
            opener = "{{"
        return self._delimited(found.start(), opener, printing=opener != "{{{{")

    def _read_block(self, found: re.Match[str]) -> list[Tag]:
        tags = self._delimited(found.start(), "{%", printing=False)
        if _COMPONENT.match(self.text, found.end(), self.end):
            tags = [tag._replace(kind=TagKind.BREAK) if tag.kind is TagKind.CONTROL else tag for tag in tags]
        if (last := SPANNING.get(tags[0].name)) and tags[0].kind is TagKind.CONTROL:
            close = re.compile(r"\{%-?\s*" + last + r"\s*-?%\}").search(self.text, tags[0].end, self.end)
            if close:
                return [Tag(found.start(), close.end(), TagKind.COMMENT)]
        return tags

    def _read_percent(self, found: re.Match[str]) -> list[Tag]:
        start = found.start()
        named = MAKO.match(self.text, found.end(), self.end)
        if named and (angled := ANGLED.match(self.text, named.end(), self.end)):
            return [self._control(start, angled.end(), self.text[start + 2 : angled.end() - 1].rstrip("/"))]
        return self._delimited(start, "<%", printing=self.text.startswith(("<%=", "<%-", "<%~"), start))

    def _read_toolkit(self, found: re.Match[str]) -> list[Tag]:
        return self._delimited(found.start(), "[%", printing=True)

    def _read_unescaped(self, found: re.Match[str]) -> list[Tag]:
        return self._delimited(found.start(), "{!!", printing=True)

    def _read_brace(self, found: re.Match[str]) -> list[Tag]:
        if braced := BRACED.match(self.text, found.end(), self.end):
            return self.tags(found.start(), braced.end(), found.end(), braced.end() - 1, printing=True)
        return [self._unclosed(found.start(), found.group())]

    _read_call = _read_arrow = _read_perl = _read_dollar = _read_pound = _read_rate = _read_brace

    def _read_hash(self, found: re.Match[str]) -> list[Tag]:
        if (close := self._find("#}", found.end())) >= 0:
            return [Tag(found.start(), close + 2, TagKind.COMMENT)]
        braced = BRACED.match(self.text, found.end(), self.end)
        return [self._control(found.start(), braced.end(), braced.group()[:-1])] if braced else []

    def _read_star(self, found: re.Match[str]) -> list[Tag]:
        close = self._find("*}", found.end())
        return [Tag(found.start(), close + 2, TagKind.COMMENT)] if close >= 0 else []

    def _read_php(self, found: re.Match[str]) -> list[Tag]:
        close = self._find("?>", found.end())
        last, end = (close, close + 2) if close >= 0 else (self.end, self.end)
        printing = found.group() == "<?=" or bool(_PHP_PRINTS.match(self.text, found.end(), last))
        return self.tags(found.start(), end, found.end(), last, printing, saying=True)

    def _read_angled(self, found: re.Match[str]) -> list[Tag]:
        angled = ANGLED.match(self.text, found.end(), self.end)
        if angled is None:
            return []
        inside = self.text[found.start() + 1 : angled.end() - 1]
        return [self._control(found.start(), angled.end(), inside.replace("/", "end", 1).replace("#", "", 1))]

    _read_macro = _read_angled

    def _read_directive(self, found: re.Match[str]) -> list[Tag]:
        start, end, word = found.start(), found.end(), found.group()
        if ".cshtml" in self.suffix:
            return self._razor(start, end, word)
        blade = ".blade" in self.suffix
        if self._after(found.start(), "@") or not (_DIRECTIVE.match(word) or (blade and _BARE.match(word))):
            return []
        arguments = ARGUMENTS.match(self.text, end, self.end)
        if not arguments and not (blade or word.startswith("@end")):
            return []
        if word == "@php" and not arguments and (close := self._find("@endphp", end)) >= 0:
            return [Tag(start, close + 7, TagKind.COMMENT)]
        last = arguments.end() if arguments else end
        return self.tags(start, last, start + 1, last, printing=word == "@choice", saying=True)

    def _razor(self, start: int, end: int, word: str) -> list[Tag]:
        """`@model Order`, `@Model.Name`, `@T["..."]`; addresses such as `a@b.c` are none."""
        if self._after(start, "@"):
            return []
        if word in ("@model", "@using", "@inherits", "@inject", "@section", "@addTagHelper"):
            return [Tag(start, self._line_end(end), TagKind.CONTROL, word[1:])]
        path = RAZOR.match(self.text, end, self.end)
        last = path.end() if path else end
        if word in ("@if", "@foreach", "@for", "@switch", "@while"):
            head = RAZOR_HEAD.match(self.text, end, self.end)
            return [Tag(start, head.end() if head else last, TagKind.CONTROL, word[1:])]
        return self.tags(start, last, start + 1, last, True)

    def _read_comment(self, found: re.Match[str]) -> list[Tag]:
        start = found.start()
        if (subject := _MAGENTO_SUBJECT.match(self.text, start, self.end)) and "-->" not in subject[1]:
            head = Tag(start, subject.start(1), TagKind.BREAK, "subject")
            said = type(self)(self.text, self.suffix, subject.end(1)).run(subject.start(1))
            return [head, *said, Tag(subject.end(1), subject.end(), TagKind.BREAK)]
        for empty in ("<!-->", "<!--->"):
            if self.text.startswith(empty, start):
                return [Tag(start, start + len(empty), TagKind.COMMENT)]
        close = self._find("-->", found.end())
        end, doubt = (close + 3, "") if close >= 0 else (self.end, "'<!--' is never closed")
        steers = _PHPBB.match(self.text, start, end)
        return [
            Tag(start, end, TagKind.CONTROL, steers[1].lower())
            if steers
            else Tag(start, end, TagKind.COMMENT, "", doubt)
        ]

    def _read_velocity(self, found: re.Match[str]) -> list[Tag]:
        if not self._is_velocity or self._after(found.start(), "#&"):
            return []
        arguments = ARGUMENTS.match(self.text, found.end(), self.end)
        return [self._control(found.start(), arguments.end() if arguments else found.end(), found.group()[1:])]

    @cached_property
    def _is_velocity(self) -> bool:
        return VELOCITY.search(self.text) is not None

    def _read_razorend(self, found: re.Match[str]) -> list[Tag]:
        """A line's `}`, and the `else {` after it."""
        if ".cshtml" not in self.suffix or not self._leads(found.start()):
            return []
        more = RAZOR_ELSE.match(self.text, found.end(), self.end)
        return [self._control(found.start(), more.end() if more else found.end(), "else" if more else "end")]

    def _read_remark(self, found: re.Match[str]) -> list[Tag]:
        return [self._comment(found.start(), "<#--")]

    def _read_raw(self, found: re.Match[str]) -> list[Tag]:
        closer = f"</{found.group()[1:].lower()}"
        upper = self._find(closer.upper(), found.end())
        lower = self._find(closer, found.end())
        close = min((at for at in (upper, lower) if at >= 0), default=-1)
        end = self.text.find(">", close, self.end) + 1 if close >= 0 else 0
        return [
            Tag(
                found.start(), end or self.end, TagKind.COMMENT, "", "" if end else f"'{found.group()}' is never closed"
            )
        ]
