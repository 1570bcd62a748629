"""Blade's directives and components."""

from __future__ import annotations

import pytest

from tests.reads import blocks


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "@extends('x')\n@section('title', 'Your parcel is lost')\n<p>Hi @{{ name }}</p><p>a@if.example</p>",
            ["subject: Your parcel is lost", "paragraph: Hi <name>", "paragraph: a@if.example"],
        ),
        (
            "@component('mail::message', ['subject' => 'Your parcel is lost'])\n# Hi\n@endcomponent",
            ["subject: Your parcel is lost", "heading: Hi"],
        ),
        (
            "<x-box>\n# Hi\n\n<x-mail::button :url=\"r('a', ['b' => 1])\">\nGo\n</x-mail::button>\n</x-box>",
            ["heading: Hi", "paragraph: Go"],
        ),
        ("# Hi\n\n> {{ $a }}\n@empty\nNobody wrote.", ["heading: Hi", "quote: <a>", "paragraph: Nobody wrote."]),
        (
            "# Hi\n\n{{ __('We wrote to :name today.', ['name' => $a]) }}",
            ["heading: Hi", "paragraph: We wrote to <name> today."],
        ),
        ("# Hi\n\n@verbatim\n{{ a }} stays\n@endverbatim", ["heading: Hi", "paragraph: <a> stays"]),
    ],
)
def test_blade(text: str, read: list[str]) -> None:
    assert blocks("m.blade.php", text) == read
