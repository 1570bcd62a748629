"""How template tags start and end, as patterns."""

from __future__ import annotations

import re
from functools import lru_cache

_DOTTED = r"[A-Za-z_]\w*(?:(?:\.|->)[A-Za-z_]\w*)*"
_TITLED = r"[A-Z][\w'’]*"
_SMALL = "of|the|or|and|for|to|a|in|on|your|here"
#: What single words in brackets must speak of: `[Name]`, `[FirstName]`, but not `[Solved]`.
_BLANKS = (
    "name|date|time|day|company|agent|customer|client|product|order|number|amount|price|total|reason|link|url|mail|phone"
    "|address|team|user|code|item|service|department|signature|city|country|location|website|brand|store|manager|details"
    "|issue|title|organi[sz]ation|unsubscribe"
)
_BRACKETS = (
    r"\[(?:[A-Z][A-Z0-9_:./ -]*[A-Z0-9]"
    rf"|{_TITLED}(?:[ /_-](?:{_TITLED}|{_SMALL}|\d+))+"
    rf"|[A-Z][a-zA-Z]*(?i:{_BLANKS})|(?i:{_BLANKS})"
    r"|(?:insert|enter|add|your|customer|client|agent|company|first|last|name|date|order|amount|reason|number)"
    r"\b[^\[\]\n]{0,50})\](?![(\[]|:\s?(?:https?:|<|/))"
)
_SMARTY = (
    "if|elseif|else|foreach|foreachelse|for|forelse|while|section|sectionelse|include|assign|capture|block|function"
    "|literal|strip|extends|nocache"
)
_FREEMARKER = (
    "if|else|elseif|list|items|sep|assign|local|global|macro|nested|include|import|switch|case|default|break|function"
    "|return|compress|escape|noescape|attempt|recover|noparse|ftl|setting|t|lt|rt|nt|outputformat|autoesc"
)
#: A string of any language, on one line.
STRING = r""""(?:[^"\\\n]|\\.)*+"|(?<!\w)'(?:[^'\\\n]|\\.)*+'|`[^`\n]*+`"""
#: What a tag between single braces holds: strings may have braces in them.
_IN_BRACES = rf"(?:[^{{}}\"'`]++|{STRING}|[\"'`])*+"
_VELOCITY = "if|elseif|else|end|foreach|set|parse|include|evaluate|macro|define|stop|break"
_LINE = "if|elif|else|endif|foreach|for|endfor|while|endwhile|try|except|endtry|unless|end|def"

#: Where a tag may start. Every alternative starts with a literal, so that the search runs at the speed of
#: a character class; the empty group at its end says which one it was.
OPENER = re.compile(
    r"\{\{(?P<curly>)|\{%(?P<block>)|\{#(?P<hash>)|\{\*(?P<star>)|\{!!(?P<unescaped>)|\{ ?[!$@](?=[A-Za-z_])(?P<brace>)"
    r"|\{(?=[A-Za-z_]\w*(?:->|::))(?P<arrow>)|\{(?=[A-Za-z_][\w.]*\()(?P<call>)"
    rf"|\{{/?(?:{_SMARTY})\b{_IN_BRACES}\}}(?P<smarty>)"
    rf"|\{{[a-z]\w*\s+\w+={_IN_BRACES}\}}(?P<function>)|\{{/[A-Za-z]\w*\}}(?P<endfunction>)"
    r"|\{ ?(?=(?:eval|foreach|my|return|join)[ (])(?P<perl>)"
    r"|\{ ?[A-Za-z_][\w./' \[\]-]{0,48}\}(?P<simple>)|\{\d{1,2}(?:[,:][^{}\n]*)?\}(?P<number>)"
    r"|\{[A-Za-z_][\w.]*(?:\[[^\[\]{}\n]*\])?(?:![rsa](?::[^{}\n]{0,40})?|:[%<>^+,.\d][^{}\n]{0,40})\}(?P<formatted>)"
    r"|\{(?=[\"'][^\"'{}\n]*[\"']\|)(?P<filtered>)|\{(?P<lone>)"
    r"|</?x[-:][a-z][\w.:-]*(?P<bladecomponent>)|</?(?:[.:][a-z]\w*|[A-Z]\w*(?:\.\w+)+)(?P<heex>)"
    r"|<%(?:init|perl|args|once|shared|cleanup|attr|flags)>(?P<mason>)|<&[^&]{0,500}&>(?P<component>)|</&>(?P<endcomponent>)"
    r"|<%(?P<percent>)|</%\w[^<>\n]*>(?P<endmako>)|<\?(?:php\b|=)(?P<php>)|<<[A-Za-z_][^<>\n]{0,80}>>(?P<angles>)"
    rf"|<#--(?P<remark>)|\[#--(?P<squaredremark>)|</?#(?:{_FREEMARKER})\b(?P<angled>)"
    rf"|\[/?(?:#(?:{_FREEMARKER})\b|@[A-Za-z][\w.]*(?=[\s/\]]))(?P<squared>)"
    r"|\[=(?=[A-Za-z_(])(?P<equals>)"
    r"|</?@[A-Za-z][\w.]*(?=[\s/>])(?P<macro>)|<!--(?P<comment>)|<(?:script|style|SCRIPT|STYLE)\b(?P<raw>)"
    r"|\[%(?!\{)(?P<toolkit>)|\[\[ ?(?:[\w.-][\w. -]{0,60}|(?:data|var):[^\[\]\n]{1,80})\]\](?P<brackets>)"
    rf"|{_BRACKETS}(?P<bracket>)"
    rf"|#(?:{_VELOCITY})\b(?P<velocity>)|#\{{(?:{_VELOCITY})\}}(?P<apart>)|#\[\[(?P<verbatim>)|#\*(?P<velocityremark>)"
    rf"|\$!?\{{(?P<dollar>)|#\{{(?P<pound>)|%\{{(?P<rate>)|\$!?{_DOTTED}(?P<variable>)"
    r"|%\}(?P<strayblock>)|\}\}(?P<straycurly>)|%>(?P<straypercent>)|%[1-9](?![\w%]|[.,]\d)(?P<numbered>)"
    r"|%%?[A-Za-z_][\w.-]{2,40}%%?(?P<percents>)|%\(\w+\)[sd](?P<printf>)"
    rf"|%[ \t]*(?:(?:{_LINE})\b|(?<=[ \t])\}})[^\r\n]*(?P<line>)"
    r"|##[A-Za-z][\w.-]*##(?P<hashes>)|@@[A-Za-z]\w*@@(?P<ats>)|\*\|[^|\n]{1,60}\|\*(?P<stars>)"
    r"|@[A-Za-z]+(?P<directive>)|##(?P<makoremark>)|%(?P<makoline>)"
    r"|#@?[A-Za-z]\w*(?=\()(?P<macrocall>)|\\(?=\r?\n)(?P<continued>)|-[A-Za-z]\w{1,30}-(?![\w-])(?P<dashes>)"
)
#: No tag starts without one of these.
TRIGGER = re.compile(r"[-{<\[$%#@*]")

#: Comments: how they open -> how they close. Longer openers first.
COMMENTS = {
    "{{!--": "--}}",
    "{{~!--": "--~}}",
    "{{--": "--}}",
    "{{- /*": "*/",
    "{{/*": "*/",
    "{{!": "}}",
    "{% #": "%}",
    "{%- #": "%}",
    "<%!--": "--%>",
    "<%--": "--%>",
    "<%#": "%>",
    "<%doc>": "</%doc>",
    "[%#": "%]",
    "[%-#": "%]",
    "<#--": "-->",
    "[#--": "--]",
}


@lru_cache(maxsize=16)
def body(opener: str, closer: str) -> re.Pattern[str]:
    """What stands between an opener and its closer: strings may hold either, other text neither."""
    ends = rf"{re.escape(closer)}|{re.escape(opener)}"
    plain = re.escape(closer[0] + opener[0])
    return re.compile(rf"""(?:[^"'`{plain}]++|{STRING}|["'`]|(?!{ends}).)*+(?={re.escape(closer)})""", re.DOTALL)


def _nested(opener: str, closer: str) -> str:
    """Text up to a closer, with up to three pairs of brackets one in another, and strings that may hold any of them."""
    o, c = re.escape(opener), re.escape(closer)
    plain = rf"[^\"'`{o}{c}]++|{STRING}|[\"'`]"
    inner = rf"{o}[^{o}{c}]*+{c}"
    for _ in range(2):
        inner = rf"{o}(?:{plain}|{inner})*+{c}"
    return rf"(?:{plain}|{inner})*+{c}"


#: Brackets of any kind, and those in them.
BRACKETED = rf"(?:\({_nested('(', ')')}|\[{_nested('[', ']')}|\{{{_nested('{', '}')})"
#: From after `{` to the `}` that belongs to it.
BRACED = re.compile(_nested("{", "}"), re.DOTALL)
#: A directive's `(...)`.
ARGUMENTS = re.compile(r"[ \t]*\(" + _nested("(", ")"), re.DOTALL)
#: From inside `<tag ...` to its `>`; brackets may hold others.
ANGLED = re.compile(rf"""(?:[^<>"'()]++|{STRING}|["']|\([^()]*+\)|[()])*+>""", re.DOTALL)
SQUARED = re.compile(_nested("[", "]"), re.DOTALL)
#: Mako's tags, after `<%`.
MAKO = re.compile(r"(?:def|block|inherit|namespace|include|page|call|text|\w+:\w+)\b")
LINE_END = re.compile(r"[\r\n]|\Z")
#: Matches where nothing but blanks is left on a line.
REST_BLANK = re.compile(r"[ \t]*(?=[\r\n]|\Z)")
#: Placeholders and escapes inside a quoted sentence.
PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?[sd@](?!\w)|(?<!\w)%(?P<name>[A-Za-z_]\w+)|(?:\A|(?<=[\s(])):(?P<colon>[a-z_]\w+)(?![\w:])"
    r"|\\(?P<escaped>.)",
    re.DOTALL,
)
#: What tells Velocity from text with a `#`.
VELOCITY = re.compile(r"#(?:if|foreach|set)[ \t]?\(")
#: What follows a name in an expression that no closer ends: a member, a subscript.
MEMBER = re.compile(rf"[?!]?\.[A-Za-z_]\w*|\[(?:[^\[\]\"'\n]++|{STRING})*+\]")
#: From behind an element's name to its `>`; a HEEx component's may hold expressions between braces.
ELEMENT_END = re.compile(r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
COMPONENT_END = re.compile(rf"""(?:[^<>"'{{}}]++|"[^"]*+"|'[^']*+'|\{{{_nested("{", "}")})*+>""", re.DOTALL)
