"""Writes suppressions for findings into the files they are in, where the files have comments that no customer sees."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from .finding import Finding, Report
from .source import Source

_MARKDOWN = (".md", ".markdown")
_BRACES, _BARS = "{{# {} #}}", "{{{{!-- {} --}}}}"
#: What a file's name ends with -> its comments. Endings that several languages share are left out.
_COMMENTS = {
    **dict.fromkeys((".j2", ".jinja", ".jinja2", ".njk", ".twig"), _BRACES),
    **dict.fromkeys((".hbs", ".handlebars"), _BARS),
    **dict.fromkeys((".erb", ".eex", ".ejs"), "<%# {} %>"),
    **dict.fromkeys((".ftl", ".ftlh"), "<#-- {} -->"),
    **dict.fromkeys((".gotmpl", ".gohtml"), "{{{{/* {} */}}}}"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mjml", *_MARKDOWN), "<!-- {} -->"),
    ".blade.php": "{{{{-- {} --}}}}",
    ".cshtml": "@* {} *@",
    ".heex": "<%!-- {} --%>",
    ".liquid": "{{% comment %}} {} {{% endcomment %}}",
    ".mako": "<%doc>{}</%doc>",
    ".mustache": "{{{{! {} }}}}",
    ".vm": "#* {} *#",
}
#: Headers, front matter and titles take no comments.
_HEADS = ("subject", "preheader", "sender")
_OPENERS = ("<", "{{", "{%", "<%", "[%", "${")
_CLOSERS = (">", "}}", "%}", "%>", "%]", "}")
_TITLE = re.compile(r"<(?:title|textarea)\b[^>]*>\s*\Z")
#: What a reason must not hold, since it would end some comment or start another directive.
UNFIT = re.compile(r"[\r\n{}<>]|--|[*#%]/|\*/|%\]|respcheck:")
#: What has a meaning in patterns as in .gitignore, and how it is written without.
_PATTERN_MARK, _ESCAPED = re.compile(r"^[!#]|[\\*?\[]"), r"\\\g<0>"


def comment_form(path: str) -> str | None:
    """How a comment is written in a file of that name, with `{}` for what it says; None where nothing is sure."""
    name = path.lower()
    return next((form for ending, form in _COMMENTS.items() if name.endswith(ending)), None)


def add(
    source: Source, findings: Sequence[Finding], reason: str, name: str, recheck: Callable[[Source], Report]
) -> tuple[str, list[Finding]]:
    """The source's text with a suppression for each of its findings that can have one, and the findings that can't.

    `name` is the file's, ending as it is written; `recheck` lints a text as the findings were made. Where anything
    but these findings would change, or a comment would be a finding itself (HTML comments are, unless that rule is
    ignored), the text stays as it is.
    """
    form, is_markdown = comment_form(name), name.lower().endswith(_MARKDOWN)
    done: list[Finding] = []
    names: dict[int, set[str]] = {}
    for finding in findings:
        at = _place(source.text, finding, is_markdown) if form else None
        if at is not None:
            names.setdefault(at, set()).add(finding.rule.name)
            done.append(finding)
    text = source.text
    for at in sorted(names, reverse=True):
        comment = str(form).format(f"respcheck: ignore[{', '.join(sorted(names[at]))}] {reason}")
        text = f"{text[:at]}{' ' if is_markdown else ''}{comment}{text[at:]}"
    if not _is_sound(source, text, done, recheck):
        return source.text, list(findings)
    return text, [finding for finding in findings if finding not in done]


def entries(findings: Iterable[Finding], relative: Callable[[str], str], reason: str) -> Iterator[str]:
    """The `ignore` entries that do the same in the configuration, as lines of YAML.

    `relative` gives a file's path from the configuration's folder.
    """
    yield "ignore:"
    for finding in findings:
        yield f"  - path: {_quoted(_PATTERN_MARK.sub(_ESCAPED, relative(finding.source.path)))}"
        yield f"    sentence: {_quoted(finding.text)}"
        yield f"    rules: [{finding.rule.name}]"
        yield f"    reason: {_quoted(reason)}"


def _place(text: str, finding: Finding, is_markdown: bool) -> int | None:
    """Where the comment about a finding's block goes, if it can: never inside a tag, an expression or a header.

    It stands before the block's first word; in Markdown, where that would turn the line into HTML, behind its line.
    """
    block = finding.block
    if finding.zone in _HEADS:
        return None
    if is_markdown:
        return block.end + len(text[block.end :].splitlines()[0].rstrip()) if text[block.end :] else block.end
    before = text[: block.start]
    inside = max(map(before.rfind, _OPENERS)) > max(map(before.rfind, _CLOSERS))
    return None if inside or _TITLE.search(before) else block.start


def _is_sound(source: Source, text: str, findings: Sequence[Finding], recheck: Callable[[Source], Report]) -> bool:
    before, after = recheck(source), recheck(Source(source.path, text))
    gone = {finding.fingerprint for finding in findings}
    left = sorted(_marks(f for f in before.open if f.fingerprint not in gone))
    return sorted(_marks(after.open)) == left and sorted(_marks(before.findings)) == sorted(_marks(after.findings))


def _marks(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(f.fingerprint, f.text) for f in findings]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
