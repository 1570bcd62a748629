"""Partials and layouts are parts of a mail: what is said in them counts, what isn't doesn't."""

from __future__ import annotations

import pytest

from respcheck import load_rules
from respcheck.formats.partials import is_fragment
from respcheck.linter import check
from respcheck.source import Source

NO_REPLY = "<p>Your claim was denied.</p><p>Please do not reply to this email.</p>"


def codes(path: str, text: str) -> set[str]:
    ruleset = load_rules()
    return {finding.rule.code for finding in check(Source(path, text), ruleset).findings}


def test_a_partial_is_accused_of_what_it_says_only() -> None:
    assert codes("mail/denied.html.erb", NO_REPLY) > {"RC101", "RC301", "RC401"}
    assert codes("mail/_footer.html.erb", NO_REPLY) == {"RC101"}


def test_a_layout_is_not_accused_of_a_missing_next_step() -> None:
    assert codes("mailer.html.erb", f"<html><body><%= yield %>{NO_REPLY}</body></html>") == {"RC101"}


@pytest.mark.parametrize(
    "path",
    [
        "a/_head.html.haml",
        "partials/x.hbs",
        "partials/mail/x.hbs",
        "emails/layouts/default.mjml",
        "mail/footer.txt",
        "email_header.html",
        "emails/base.html",
        "email-base.html.j2",
        "emails/EmailFooter.tsx",
        "emails/components/Button.tsx",
        "a/greeting.partial.html",
    ],
)
def test_by_name(path: str) -> None:
    assert is_fragment(path, "Hi")


@pytest.mark.parametrize(
    "text",
    [
        "<body><%= yield %></body>",
        "%body\n  = yield",
        "@yield('content')",
        "<body>{{{ body }}}</body>",
        "{{ content_for_layout }}",
        "{% block content %}{% endblock %}",
        "{!! $slot !!}",
        "<%= @inner_content %>",
        "<main>{@inner_content}</main>",
        "<%- body %>",
        '{{ template "content" . }}',
        "<#nested>",
        "{$content nofilter}",
        "{{#if x}}a{{/if}}{{> @partial-block }}",
    ],
)
def test_by_the_hole_in_it(text: str) -> None:
    assert is_fragment("mail.html", text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mail.html", "{% extends 'base.html' %}{% block content %}{% endblock %}"),
        ("mail.html", "{% block content %}Hi{% endblock %}"),
        ("mail.txt", "Your crop will yield more."),
        ("drafts/headers-and-footers.txt", "Hi"),
        ("footer.eml", "Hi"),
        ("refund-partial.txt", "Hi"),
        ("knowledge-base.md", "Hi"),
        ("components/emails/Welcome.tsx", "Hi"),
        ("snippets/refund.txt", "Hi"),
        ("mail.html", '{{ define "content" }}Hi{{ end }}'),
        ("mail.hbs", "{{#> layout }}Hi{{/layout}}{{> footer }}"),
        ("mail.blade.php", "@extends('layouts.mail') @section('content') Hi @endsection"),
        ("mail.html.twig", "{% embed 'card.html' %}{% endembed %}Hi {{ include('footer.html') }}"),
    ],
)
def test_a_whole_mail(path: str, text: str) -> None:
    assert not is_fragment(path, text)
