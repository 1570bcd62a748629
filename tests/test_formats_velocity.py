"""Velocity's directives and references."""

from __future__ import annotations

import pytest

from tests.reads import blocks, prose_of

HEAD = "#set($x = 1)\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("## all of it\nHi ## and this\n", "Hi"),
        ("#* a\n#if(b) *#Hi", "Hi"),
        ("#[[ $a #if ]]#Hi $!{b}", "<a> #if Hi <b>"),
        ("Dear #if($a)${a}#{else}you#{end}, hello.", "Dear <a> | you, hello."),
        ("It costs $$price or $5, see #1, C# and a#b.", "It costs $<price> or $5, see #1, C# and a#b."),
        ('$!i18n.get("Your parcel left today.") $esc.html($b)', "Your parcel left today. <b>"),
        ('#line("a" $b)\n#@box()Boxed#end', "Boxed"),
        ('#set($note = "Your parcel left today.")', "Your parcel left today."),
    ],
)
def test_velocity(text: str, read: str) -> None:
    assert [line.removeprefix("paragraph: ") for line in blocks("m.vm", HEAD + text)] == [read]


def test_without_a_directive_a_hash_is_a_hash() -> None:
    assert blocks("m.txt", "See #end of it #* and ## so, or #line(3).") == [
        "paragraph: See #end of it #* and ## so, or #line(3)."
    ]


def test_a_macro_ends_where_it_says() -> None:
    prose = prose_of("m.vm", "#macro(a $b)<p>One.</p>#end\n#if($c)<p>Two.</p>#end")
    assert [branch.options[0].test for branch in prose.branches] == ["$c"]
    assert prose.uncertain == ()
