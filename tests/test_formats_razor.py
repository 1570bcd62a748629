"""Razor: code, and the markup in it."""

from __future__ import annotations

import time

import pytest

from tests.reads import blocks, prose_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "@model Order\n<p>Hi @Model.Customer.Name, me@x.example.</p>",
            ["paragraph: Hi <model.customer.name>, me@x.example."],
        ),
        ("@* a { <p>b</p>\n*@<p>Hi @name!</p>", ["paragraph: Hi <name>!"]),
        ("<p>Write to a@@b.example.</p>", ["paragraph: Write to a@b.example."]),
        ('<p>@(a + ")") and @a?.B["x"].C(1)</p>', ["paragraph: <a> and <a.b.x.c>"]),
        ('<p>@T["Your <b>parcel</b> left {0} today.", x]</p>', ["paragraph: Your parcel left <0> today."]),
        (
            '<p>@(late ? "It is late again." : "It is here now.")</p>',
            ["paragraph: It is late again. | It is here now."],
        ),
        ('@{ var a = "}"; /* } */ // }\n }<p>Hi</p>', ["paragraph: Hi"]),
        ("@{ if (a) { <p>Late <i>again</i></p> } }<p>Hi</p>", ["paragraph: Late again", "paragraph: Hi"]),
        ('@{ ViewData["Title"] = "Your parcel is lost"; }<p>Hi</p>', ["subject: Your parcel is lost", "paragraph: Hi"]),
        (
            '@if (a) {\n <text>Plain @b</text>\n @: a line\n var c = "not this one";\n}',
            ["paragraph: Plain <b> /  a line"],
        ),
        (
            "@foreach (var i in a)\n{\n<li>@i</li>\n}\n@functions { List<string> f() { return null; } }",
            ["paragraph: <i>"],
        ),
        ("@try { <p>One.</p> } catch (E e) { <p>Two.</p> } finally { }", ["paragraph: One.", "paragraph: Two."]),
        ("@section Foot {\n<p>Down {0} here.</p>\n}\n<p>Up</p>", ["paragraph: Down <0> here.", "paragraph: Up"]),
        (
            '<style>@@media x { a { b: c } }</style><p>Hi @await Html.PartialAsync("x") Ada</p>',
            ["paragraph: Hi", "paragraph: Ada"],
        ),
    ],
)
def test_code_is_no_text(text: str, read: list[str]) -> None:
    assert blocks("m.cshtml", text) == read


def test_conditions_in_code_choose_as_well() -> None:
    prose = prose_of("m.cshtml", "@{ if (a) { <p>One.</p> } else if (b) { <p>Two.</p> } }")
    assert [[option.test for option in branch.options] for branch in prose.branches] == [["a", "b"]]


def test_a_switch_chooses_between_its_cases() -> None:
    text = '@switch (k)\n{\ncase "a":\n<p>One.</p>\nbreak;\ndefault:\n<p>Two.</p>\nbreak;\n}'
    prose = prose_of("m.cshtml", text)
    assert [[option.test for option in branch.options] for branch in prose.branches] == [['k == "a"', ""]]


@pytest.mark.parametrize(
    "piece", ["@", "@{", "@{<p>", "@if (a) {", "@(", '@T["', "<p @a ", "} else {", "@section a {", "@*"]
)
def test_reading_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    prose_of("m.cshtml", piece * (60_000 // len(piece)))
    assert time.process_time() - start < 5
