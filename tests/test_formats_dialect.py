"""Which language a text is written in, by its content."""

from __future__ import annotations

import time

import pytest

from respcheck.formats.dialect import detect


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("@model Mails.Order\n<p>Hi</p>", ".cshtml"),
        ("<p>Hi @Model.Name</p>", ".cshtml"),
        ("@extends('mail')\n<p>Hi</p>", ".blade"),
        ("@component('mail::message')\n# Hi\n@endcomponent", ".md.blade"),
        ("% if a:\n<p>Hi</p>\n% endif", ".mako"),
        ("<p :if={@a}>Hi {@name}</p>", ".heex"),
        ("%p Hi\n%ul\n  %li there", ".haml"),
        ("doctype html\nhtml\n  body\n    p\n      | Hi", ".slim"),
        ("import { Html } from '@react-email/components'\nexport default () => <Html/>", ".tsx"),
        ("import a from 'b'\nconst c = 'Hi';\nexport default c", ".ts"),
        ("import os\n\nTEXT = 'Hi'\n\ndef f():\n    pass", ".py"),
        ("<?php\nreturn ['a' => 'Hi'];", ".php"),
        ("<?php if ($a): ?>Hi<?php endif ?>", ""),
        ("Hi @ada, write to me@if.example.\n\n@ 5 % if you like.\n% of them did.", ""),
        ("| a | b |\n|---|---|\n| c | d |\n' p Hi", ""),
        ("import duties may apply.\nclass starts at 9.\nfrom us, with love", ""),
        ("", ""),
    ],
)
def test_by_content(text: str, ending: str) -> None:
    assert detect(text, "mail.txt") == detect(text, "mail") == detect(text.replace("\n", "\r\n"), "mail.html") == ending


@pytest.mark.parametrize("path", ["m.liquid", "m.html.erb", "m.blade.php", "a.b/m.tsx"])
def test_a_name_that_says_something_is_believed(path: str) -> None:
    assert detect("%p Hi\n%p there", path) == ""


def test_any_text_is_looked_at_quickly() -> None:
    start = time.process_time()
    for piece in ("\nimport x ", "\n@if (", "@if ((((", "<%def ", "\np ", "\n| ", "{@a ", "\n\t", "\n% "):
        detect(piece * 50_000, "mail.txt")
    assert time.process_time() - start < 2
