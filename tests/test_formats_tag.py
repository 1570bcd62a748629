"""Masks and merged tags."""

from __future__ import annotations

from respcheck.formats.tag import FILLED, GONE, Tag, TagKind, mask, merge

SLOT, CONTROL, BREAK, TEXT = TagKind.SLOT, TagKind.CONTROL, TagKind.BREAK, TagKind.TEXT


def test_a_mask_keeps_the_length() -> None:
    text = "ab{{x}}cd{%y%}ef&nbsp;gh[--]"
    tags = (Tag(2, 7, SLOT, "x"), Tag(9, 14, CONTROL), Tag(16, 22, TEXT, "\u00a0"), Tag(24, 28, BREAK))
    assert mask(text, tags) == f"ab{FILLED * 5}cd{GONE * 5}ef{' ' * 6}gh\n\n\n\n"


def test_a_mask_of_a_part() -> None:
    text = "{{x}}cd{{y}}"
    assert mask(text, (Tag(0, 5, SLOT), Tag(7, 12, SLOT)), 5, 12) == f"cd{FILLED * 5}"
    assert mask(text, (), 5, 7) == "cd"


def test_merging_drops_what_lies_inside_another_tag() -> None:
    inner, outer, after = Tag(3, 5, SLOT), Tag(2, 8, SLOT, "code"), Tag(8, 9, CONTROL)
    assert merge([inner, after], [outer]) == (outer, after)
