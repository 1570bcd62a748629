"""The words of control tags that open, divide and close blocks, in all template languages."""

from __future__ import annotations

IF = frozenset(
    "if ifequal ifchanged isset auth can production env hassection depend ifcond ifeq ifasync is compare "
    "interested".split()
)
#: Helpers that compare what they are given.
COMPARE = frozenset("eq equals notequals greaterthan lessthan and or".split())
UNLESS = frozenset("unless ifnot ifnotequal empty guest cannot".split())
LOOPS = frozenset(
    "for foreach forelse each asynceach asyncall while until range list loop rssitems feeditems feedblock".split()
)
#: Blocks that end by another name.
ENDED_AS = {"ifnot": "if", "ifasync": "if", "asynceach": "each", "asyncall": "all"}
CASES = frozenset(("case", "switch", "cond"))
NEXT = frozenset("else elseif elsif elif when otherwise default foreachelse".split())
#: Blocks that choose nothing, but are closed by an `end` that names nothing.
PLAIN = {
    "{{": frozenset(("define", "block")),
    "{%": frozenset(("block",)),
    "{": frozenset(("literal", "block", "capture", "strip", "nocache")),
    "[%": frozenset(("block", "wrapper", "filter", "try")),
    "<%": frozenset(("begin",)),
    "#": frozenset(("macro", "define")),
}
ENDS = frozenset(("end", "fi", "done"))
#: Blocks whose ends name them.
ENDED_BY_NAME = frozenset("if unless for foreach each case switch list block literal".split())
