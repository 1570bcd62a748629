"""Colours that can be read, columns that every terminal counts alike, lines that fit."""

from __future__ import annotations

import pytest

from respcheck.console import STYLES, Piece, Screen, link_to, printable, width


def luminance(color: int) -> float:
    """The relative luminance (WCAG 2) of one of the 256 colours above the theme's sixteen."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = color - 16
    colored = (levels[cube // 36 % 6], levels[cube // 6 % 6], levels[cube % 6])
    rgb = (8 + 10 * (color - 232),) * 3 if color >= 232 else colored
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("style", [style for style in STYLES if style != "bold"])
@pytest.mark.parametrize("ground", [0.0, 1.0])
def test_every_colour_can_be_read_on_black_and_on_white(style: str, ground: float) -> None:
    light, dark = sorted((luminance(int(STYLES[style].rpartition(";")[2])), ground), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3.9


@pytest.mark.parametrize(
    ("text", "shown", "columns"),
    [
        ("plain", "plain", 5),
        ("a\tb", "a b", 3),
        ("\x1b]0;title\x07\x9b31m", "\ufffd]0;title\ufffd\ufffd31m", 14),
        ("one\x0btwo\u2028three", "one\ufffdtwo\ufffdthree", 13),
        ("\u202eevil\u202c \u2066x\u2069", "evil x", 6),
        ("\ufeffso\u00adft\u200b", "soft", 4),
        ("e\u0301", "e\u0301", 1),
        ("\u65e5\uff21\U0001f600", "\u65e5\uff21\U0001f600", 6),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\U0001f469\U0001f467", 6),
        ("\u2764\ufe0f1\ufe0f\u20e3\U0001f44d\U0001f3fd", "\u27641\u20e3\U0001f44d", 4),
        ("\U0001f1e9\U0001f1ea", "\U0001f1e9\U0001f1ea", 2),
        ("\udcff", "\ufffd", 1),
    ],
)
def test_printable(text: str, shown: str, columns: int) -> None:
    assert printable(text) == shown
    assert width(shown) == columns


def test_wrapping_keeps_styles_links_and_leads() -> None:
    pieces = [Piece("error"), Piece("RC101", "error", "file:///r.yaml"), Piece("one two three four", "dim")]
    assert list(Screen(14).wrap(pieces, "1: ", 3)) == ["1: error RC101", "   one two", "   three four"]
    painted = list(Screen(14, color=True, links=True).wrap(pieces, "1: ", 3))
    red, dim = (f"\x1b[{STYLES[style]}m" for style in ("error", "dim"))
    assert painted[0] == f"1: error \x1b]8;;file:///r.yaml\x1b\\{red}RC101\x1b[0m\x1b]8;;\x1b\\"
    assert painted[1:] == [f"   {dim}one two\x1b[0m", f"   {dim}three four\x1b[0m"]


def test_wrapping_counts_columns_and_cuts_no_word() -> None:
    assert list(Screen(6).wrap([Piece("\u65e5\u672c ab \U0001f600")])) == ["\u65e5\u672c", "ab \U0001f600"]
    assert list(Screen(6).wrap([Piece("https://long.example a")], "- ", 2)) == ["- https://long.example", "  a"]
    assert list(Screen(6).wrap([Piece("")], "- ")) == ["- "]


def test_a_link_is_the_file_without_its_line() -> None:
    assert link_to("/a folder/r.yaml:2") == "file:///a%20folder/r.yaml"
