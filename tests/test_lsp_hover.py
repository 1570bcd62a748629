"""What the pointer shows: a card in Markdown in which nothing of the text is markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from respcheck import check
from respcheck.lsp.hover import page


def test_the_card_says_what_why_and_what_instead() -> None:
    (finding,) = (f for f in check("Hi,\n\nPlease do not reply to this email.").findings if f.rule.code == "RC101")
    head, message, help, instead, rewrite, why, source = page(finding).split("\n\n")
    assert head == "**RC101 do-not-reply** (error, no-reply)"
    assert (message, help) == (finding.message, finding.rule.help)
    assert (instead, rewrite) == ("Say instead:", f"> {finding.rule.rewrite}")
    assert (why, source) == (f"Why: {finding.rule.why}", f"Source: {finding.rule.source}")
    bare = replace(finding, rule=replace(finding.rule, rewrite="", source=""))
    assert page(bare).split("\n\n")[3:] == [why]


def test_words_are_no_markup() -> None:
    marko = pytest.importorskip("marko")
    (finding, *_) = check("Please do not reply to this email.").findings
    text = "<b>*a* _b_ [c](d) `e` &amp; \\n</b>\n# f"
    shown = marko.convert(page(replace(finding, message=text)))
    paragraph = re.findall("<p>(.*?)</p>", shown)[1]
    assert paragraph == "&lt;b&gt;*a* _b_ [c](d) `e` &amp;amp; \\n&lt;/b&gt; # f"
