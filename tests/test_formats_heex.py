"""HEEx: single braces, and components."""

from __future__ import annotations

import pytest

from tests.reads import blocks, links, prose_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            '<p :if={@a > 1} class={if @b, do: "x > y"}>Hi {@user.name}, {f(%{a: "}"})}.</p>',
            ["paragraph: Hi <user.name>, <f>."],
        ),
        ('<p>It {if @late, do: "is too late", else: "is on time"}.</p>', ["paragraph: It is too late | is on time."]),
        ("<li :for={{a, b} <- @c}>{a}: {b}</li>", ["item: <a>: <b>"]),
        ('<.box title="x"><:head>Top</:head>In it</.box>', ["paragraph: Top", "paragraph: In it"]),
        (
            '<My.Mail.layout subject={"Your parcel is lost"}>In it</My.Mail.layout>',
            ["subject: Your parcel is lost", "paragraph: In it"],
        ),
        ('<p>Go <.link href={~p"/a"}>there</.link> <.icon name="x" /> now.</p>', ["paragraph: Go there now."]),
        ('<%!-- <.a b={c}> --%><p>{gettext("Your parcel left today.")}</p>', ["paragraph: Your parcel left today."]),
    ],
)
def test_heex(text: str, read: list[str]) -> None:
    assert blocks("m.html.heex", text) == read


def test_a_link_component_is_a_link() -> None:
    assert links(prose_of("m.heex", "<p>Go <.link href={@a}>there</.link>.</p>")) == ["there"]


def test_other_languages_keep_their_braces() -> None:
    assert blocks("m.html", "<p>A {@b} and { c }, {d: e}.</p>") == ["paragraph: A <b> and <c>, {d: e}."]
