"""Razor: code that starts with `@` and goes on in braces, in which markup stands, in which code stands ..."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .meaning import NAMED
from .scanner import Scanner
from .syntax import ARGUMENTS, ELEMENT_END, MEMBER, STRING
from .tag import Tag, TagKind

#: In a page's text: what starts code or an element, and the braces of a section.
_MARKUP = re.compile(r"@(?P<at>)|<!--|<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)|[{}]")
#: In code: strings, comments, ends of statements, and what starts markup.
_CODE = re.compile(
    rf"""@"(?:[^"]|"")*+"|\$?{STRING}|//[^\n]*|/\*.*?(?:\*/|\Z)|@\*.*?(?:\*@|\Z)"""
    r"|(?P<mark>[{};])|(?P<label>\b(?:case\b[^:\n;{}]+|default\s*):)|(?P<line>@:)|<(?P<name>[A-Za-z][\w:.-]*)",
    re.DOTALL,
)
_BLOCK = re.compile(
    r"(?:if|for|foreach|while|switch|using|lock|helper\s+\w+)\s*(?=\()|(?:do|try|functions|code)\s*(?=\{)"
)
_SECTION = re.compile(r"section\s+(\w+)\s*\{")
#: A line for the compiler, where more than a name stands in it.
_LINE = re.compile(
    r"(?:model|using|inherits|inject|page|namespace|layout|attribute|implements|typeparam|addTagHelper|removeTagHelper"
    r"|tagHelperPrefix)(?=[ \t]+[^\s=.]|[ \t]*[\r\n])"
)
_ELSE = re.compile(r"\s*(?:else\b(?:\s+if\s*(?=\())?|catch\b(?:\s*(?=\())?|finally\b)")
_BLANK = re.compile(r"\s*+")
_OPENED = re.compile(r"\s*\{")
#: What chooses, or is repeated.
_CHOOSES = re.compile(r"[@\s]*(?:if|for|foreach|while|switch)\b")
_PATH = re.compile(r"(?:await\s+)?[A-Za-z_]\w*")
_PARTIAL = re.compile(
    r"(?:await\s+)?(?:Html\.(?:Render)?Partial(?:Async)?|Render(?:Body|Section)\w*|Component\.Invoke\w*)\("
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class _Frame:
    """What is being read, one in another: "code", "markup" up to an element's end, a "section", or a "line"."""

    what: str
    depth: int = 0  # open elements, or a section's open braces
    since: int = 0  # where the statement in hand starts
    choosing: list[bool] = field(default_factory=list)  # for each open brace of code: its block chooses
    opener: int = 0  # the number of the tag that starts it


def find_code(scanner: Scanner) -> list[Tag]:
    """The tags in the page, or the part of one, that a scanner is for; it reads what expressions say."""
    return _Reader(scanner).read()


class _Reader:
    def __init__(self, scanner: Scanner) -> None:
        self.scanner, self.text, self.end = scanner, scanner.text, scanner.end
        self.tags: list[Tag] = []
        self.frames = [_Frame("page")]

    def read(self) -> list[Tag]:
        at = self.scanner.start
        while at < self.end:
            at = self._code(at) if self.frames[-1].what == "code" else self._markup(at)
        for number in (frame.opener for frame in self.frames if frame.what == "code" and frame.choosing[:1] == [False]):
            self.tags[number] = self.tags[number]._replace(doubt="code that starts here is never closed")
        return self.tags

    def _tag(self, start: int, end: int, kind: TagKind = TagKind.COMMENT, name: str = "", doubt: str = "") -> int:
        """Keep a tag, without the blanks that it begins with; gives its end."""
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        if start < end:
            self.tags.append(Tag(start, end, kind, name, doubt))
        return end

    def _unclosed(self, start: int, opener: str) -> int:
        return self._tag(start, self.scanner.line_end(start), doubt=f"'{opener}' is never closed")

    def _markup(self, at: int) -> int:
        frame = self.frames[-1]
        limit = frame.since if frame.what == "line" else self.end
        found = _MARKUP.search(self.text, at, limit)
        if found is None:
            return self._leave(limit)
        if found["at"] is not None:
            return self._at(found.end())
        if found.group() == "<!--":
            return self._behind("-->", found.end())
        if found["name"]:
            return self._element(found, frame)
        if frame.what == "section":
            frame.depth += 1 if found.group() == "{" else -1
            if not frame.depth:
                self._tag(*found.span(), TagKind.BREAK)
                return self._leave(found.end())
        elif frame.what == "page" and found.group() == "}" and self.scanner.stands_alone(*found.span()):
            return self._tag(*found.span(), doubt="'}' closes nothing")
        return found.end()

    def _leave(self, at: int) -> int:
        """End a stretch of markup; the code round it goes on."""
        if len(self.frames) > 1:
            self.frames.pop()
            self.frames[-1].since = at
        return at

    def _behind(self, closer: str, at: int) -> int:
        close = self.scanner.find(closer, at)
        return close + len(closer) if close >= 0 else at

    def _element(self, found: re.Match[str], frame: _Frame) -> int:
        name = found["name"].lower()
        if name in ("script", "style") and not found["close"]:
            end = self._behind(f"</{found['name']}>", found.end())
            return self._leave(end) if frame.what == "markup" and not frame.depth else end
        if frame.what != "markup":
            return found.end()
        if name == "text":
            self._tag(found.start(), self._behind(">", found.end()))
        last = ELEMENT_END.match(self.text, found.end(), self.end)
        empty = name in _VOID or (last is not None and last.group().endswith("/>"))
        frame.depth += -1 if found["close"] else 0 if empty else 1
        if frame.depth > 0:
            return found.end()
        if empty:  # its attributes may hold expressions: they are read before the element is left
            frame.what, frame.since = "line", last.end() if last else found.end()
            return found.end()
        return self._leave(last.end() if last else found.end())

    def _at(self, at: int) -> int:
        """Read what stands behind an `@`; addresses such as `a@b.c` are none."""
        start, text = at - 1, self.text
        if text.startswith("@", at):
            return self._tag(start, at + 1, TagKind.TEXT, "@")
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            return at
        if text.startswith("*", at):
            close = self.scanner.find("*@", at + 1)
            return self._tag(start, close + 2) if close >= 0 else self._unclosed(start, "@*")
        if text.startswith("{", at):
            return self._enter(start, at + 1, False)
        if block := _BLOCK.match(text, at, self.end):
            return self._head(start, block.end(), bool(_CHOOSES.match(text, start, self.end)))
        if section := _SECTION.match(text, at, self.end):
            self.frames.append(_Frame("section", depth=1))
            return self._tag(start, section.end(), TagKind.BREAK, NAMED.get(section[1].lower(), ""))
        if _LINE.match(text, at, self.end):
            return self._tag(start, self.scanner.line_end(at), TagKind.CONTROL)
        return self._expression(start, at)

    def _head(self, start: int, at: int, chooses: bool) -> int:
        """Read the head of a block, up to its brace."""
        arguments = ARGUMENTS.match(self.text, at, self.end)
        at = arguments.end() if arguments else at
        if opened := _OPENED.match(self.text, at, self.end):
            return self._enter(start, opened.end(), chooses)
        return self._tag(start, at, TagKind.CONTROL)

    def _enter(self, start: int, end: int, chooses: bool) -> int:
        self.frames.append(_Frame("code", since=end, choosing=[chooses], opener=len(self.tags)))
        return self._tag(start, end, TagKind.CONTROL if chooses else TagKind.COMMENT)

    def _expression(self, start: int, at: int) -> int:
        path = _PATH.match(self.text, at, self.end)
        end = path.end() if path else at
        while more := (path and MEMBER.match(self.text, end, self.end)) or (
            ARGUMENTS.match(self.text, end, self.end) if self.text.startswith("(", end) else None
        ):
            end = more.end()
            path = path or more
        if end == at:
            return self._unclosed(start, "@(") if self.text.startswith("(", at) else at
        if _PARTIAL.match(self.text, at, end):
            return self._tag(start, end, TagKind.BREAK)
        self.tags += self.scanner.tags(start, end, at, end, printing=True)
        return end

    def _code(self, at: int) -> int:
        frame = self.frames[-1]
        found = _CODE.search(self.text, at, self.end)
        if found is None:
            return self._tag(frame.since, self.end)
        start, end = found.span()
        blank = _BLANK.match(self.text, frame.since, start)
        fresh = blank is not None and blank.end() == start
        if found["mark"] == ";":
            self._statement(frame, end)
        elif found["mark"] == "{":
            frame.choosing.append(bool(_CHOOSES.match(self.text, frame.since, start)))
            self._tag(frame.since, end, TagKind.CONTROL if frame.choosing[-1] else TagKind.COMMENT)
            frame.since = end
        elif found["mark"]:
            return self._end(frame, start, end)
        elif not fresh:
            return end
        elif found["label"]:
            frame.since = self._tag(start, end, TagKind.CONTROL)
        elif found["line"]:
            self._tag(start, end)
            self.frames.append(_Frame("line", since=self.scanner.line_end(end)))
        elif found["name"]:
            self.frames.append(_Frame("markup"))
            return start
        elif found.group().startswith(("//", "/*", "@*")):
            frame.since = self._tag(start, end)
        return end

    def _statement(self, frame: _Frame, end: int) -> None:
        """Leave a statement out, but for the sentence that it may give to a variable."""
        start = frame.since + len(self.text[frame.since : end]) - len(self.text[frame.since : end].lstrip())
        frame.since = end
        tags = self.scanner.tags(start, end, start, end, printing=False)
        self.tags += tags if len(tags) > 1 else [tag._replace(kind=TagKind.COMMENT) for tag in tags]

    def _end(self, frame: _Frame, start: int, end: int) -> int:
        """Read a closing brace, and the `else {` behind it."""
        self._tag(frame.since, start)
        chose = frame.choosing.pop()
        kind = TagKind.CONTROL if chose else TagKind.COMMENT
        if more := _ELSE.match(self.text, end, self.end):
            arguments = ARGUMENTS.match(self.text, more.end(), self.end)
            opened = _OPENED.match(self.text, arguments.end() if arguments else more.end(), self.end)
            if opened:
                frame.choosing.append(chose)
                end = opened.end()
        frame.since = self._tag(start, end, kind)
        if not frame.choosing:
            self.frames.pop()
            if self.frames[-1].what == "code":
                self.frames[-1].since = end
        return end
