"""Template tags of many languages."""

from __future__ import annotations

import pytest

from respcheck.formats.branching import find_blocks
from respcheck.formats.syntax import OPENER
from respcheck.formats.tag import Tag, TagKind
from respcheck.formats.template import _Scanner, scan


def found(text: str, suffix: str = "") -> list[tuple[str, str, str]]:
    """Each tag's text, kind and name."""
    return [(text[t.start : t.end], t.kind.value, t.name) for t in scan(text, suffix)]


def rest(text: str, suffix: str = "") -> str:
    """The text without its tags; slots stay as `<name>`, other characters as they are read."""
    pieces, at = [], 0
    for tag in scan(text, suffix):
        pieces.append(text[at : tag.start])
        pieces.append({TagKind.SLOT: f"<{tag.name}>", TagKind.TEXT: tag.name}.get(tag.kind, ""))
        at = tag.end
    return "".join(pieces) + text[at:]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{{ order.rejectionReason | default: 'none' }}", "order.rejection_reason"),
        ("{{{raw.value}}}", "raw.value"),
        ("{{~ trimmed ~}}", "trimmed"),
        ("{{- .Name -}}", "name"),
        ("{{&unescaped}}", "unescaped"),
        ('{{ "}}" | append: user.name }}', ""),
        ("{{ '%}' }}", ""),
        ("{{ customer's name }}", "customer"),
        ("{{ data['reason'] }}", "data.reason"),
        ("{{ user.get_full_name() }}", "user.get_full_name"),
        ("{{ a.b.c + d }}", "a.b.c"),
        ("{!! $html !!}", "html"),
        ("{!Contact.FirstName}", "contact.first_name"),
        ("<%= h @user.first_name %>", "user.first_name"),
        ("<%== body %>", "body"),
        ("<%- escaped -%>", "escaped"),
        ("<%= number_to_currency(@gift.amount) %>", "gift.amount"),
        ("<%= t('.greeting', name: @user.name) %>", "greeting"),
        ('<%= f("%>", a) %>', "a"),
        ("<?= $order->reason ?>", "order.reason"),
        ("<?php echo $name; ?>", "name"),
        ("[% user.name %]", "user.name"),
        ("#{order.id}", "order.id"),
        ("${ship.date}", "ship.date"),
        ('${a["}"]}', "a"),
        ("%{count}", "count"),
        ('{$total|escape:"html"}', "total"),
        ("{first_name}", "first_name"),
        ("{ firstName }", "first_name"),
        ("{order/billing cycle}", "order/billing cycle"),
        ("{0}", "0"),
        ("{@user.name}", "user.name"),
        ('{translate key="mail.footer"}', "mail.footer"),
        ("[Customer Name]", "customer name"),
        ("[INSERT DATE]", "insert date"),
        ("[insert the reason here]", "insert the reason here"),
        ("[Name]", "name"),
        ("[SUB:ID]", "sub:id"),
        ("%FIRST_NAME%", "first_name"),
        ("%%email%%", "email"),
        ("%(name)s", "name"),
        ("##ORDER_ID##", "order_id"),
        ("@@link@@", "link"),
        ("*|FNAME|*", "fname"),
        ("<<borrowers.firstname>>", "borrowers.firstname"),
        ("$name", "name"),
        ("$order.id", "order.id"),
        ("[[user.name]]", "user.name"),
        ("{% url 'reset' token %}", "url"),
        ("{total:.2f}", "total"),
        ("{when:%d %B}", "when"),
        ("{name!r}", "name"),
        ("{items[0].name}", "items"),
        ("{0:d}", "0"),
        ('{"text"|f:"}"}', "text"),
        ('{$a|f:"}"}', "a"),
        ("[=order.total]", "order.total"),
        ('${msg("mail.foot")?no_esc}', "mail.foot"),
        ('[[data:name:"there"]]', "name"),
        ("*|DATE:d/m/y|*", "date"),
        ("*|TITLECASE:FNAME|*", "fname"),
        ("-firstName-", "first_name"),
        ("[Unsubscribe]", "unsubscribe"),
        ('{{formatDate order.date "D }} M" zone}}', "order.date"),
        ("\\{{ name }}", "name"),
    ],
)
def test_slots(tag: str, name: str) -> None:
    assert found(f"Dear {tag}, hello.") == [(tag, "slot", name)]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{% if a < b %}", "if"),
        ("{%- endif -%}", "endif"),
        ("{{#each items}}", "each"),
        ("{{/each}}", "endeach"),
        ("{{else}}", "else"),
        ("{{^late}}", "late"),
        ("{{if .Paid}}", "if"),
        ("{{end}}", "end"),
        ("{{ $total := .Sum }}", ""),
        ("{{- if and .Paid (gt .Sum 3) -}}", "if"),
        ("{{=<% %>=}}", ""),
        ("<% break; default: %>", "default"),
        ('{if $a != "}"}', "if"),
        ("[#if a?has_content]", "if"),
        ("[/#if]", "endif"),
        ("*|INTERESTED:A:B|*", "interested"),
        ("<% if user.late? %>", "if"),
        ("<%= if @late do %>", "if"),
        ("<%= form_for @x do |f| %>", "form_for"),
        ("<% end %>", "end"),
        ("<?php if ($late): ?>", "if"),
        ("[% IF late %]", "if"),
        ("[% x = 1 %]", "x"),
        ("{if $late}", "if"),
        ("{/if}", "endif"),
        ("<#if late gt (3 > 2)>", "if"),
        ("</#if>", "endif"),
        ("@if($days > count($x))", "if"),
        ("@endif", "endif"),
        ("*|IF:LATE|*", "if"),
        ("<!-- IF LATE -->", "if"),
        ('<%inherit file="base.mako"/>', "inherit"),
    ],
)
def test_control_prints_nothing(tag: str, name: str) -> None:
    assert found(f"a {tag} b") == [(tag, "control", name)]


@pytest.mark.parametrize(
    "tag",
    [
        "{# a {{ b }} #}",
        "{{!-- a }} b --}}",
        "{{! a }}",
        "{{-- blade --}}",
        "{{/* go */}}",
        "<%# don't %>",
        "<%-- jsp --%>",
        "[%# a %]",
        "{* a *}",
        "<#-- a -->",
        "[#-- a -->--]",
        "{{- /* a }} b */ -}}",
        "{{/* a }} b */}}",
        "<!-- a -->",
        "<!--[if mso]><p>a</p><![endif]-->",
        "{% comment %} a {{ b }} {% endcomment %}",
        "<%doc> a </%doc>",
        "<style>p {color: red}</style>",
        "<script>let a = `${b}`;</script>",
    ],
)
def test_comments(tag: str) -> None:
    assert found(f"a {tag} b") == [(tag, "comment", "")]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{% block subject %}", "subject"),
        ("{% endblock %}", ""),
        ("@section('subject')", "subject"),
        ('{{define "subject"}}', "subject"),
        ('<%def name="subject()">', "subject"),
        ("<% content_for :subject do %>", "subject"),
        ("{% block preheader %}", "preheader"),
        ("{% block content %}", ""),
        ("{{#> layout a=b}}", "include"),
        ("{% call box() %}", ""),
    ],
)
def test_sections_part_blocks(tag: str, name: str) -> None:
    assert found(f"a {tag} b") == [(tag, "break", name)]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5, $20.50 or 20% (10% off 50%).",
        "See [our terms](https://x.example) and [1], [x], [sic].",
        "[Our Terms](https://x.example) [Our Terms][1]",
        "[Our Terms]: https://x.example",
        "https://x.example/a%20b%E2%80%99c%20d",
        "US$name and A$AP",
        "# Heading ##",
        "a < b and c > d; if x <b",
        "write to me@section.example or @endomondo, thanks @if you",
        "{ color: red; }",
        "50%\n% of customers agree",
        "Array[Int] and Solved [Solved]",
        "<<< and >>>",
        "<< Back",
        "well-known-to-all and pre- and post-war",
        "growth of 20%> and {curly: words} }} of their own",
        "{color: red; margin: 0}",
        "20%1 and 50%2.5",
    ],
)
def test_plain_text_has_no_tags(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{{ _("We have no \\"spare\\" part, {name}.") }}', 'We have no "spare" part, <name>.'),
        ('{{trans "Thanks for your order, %name." name=$x.y}}', "Thanks for your order, <name>."),
        ("{% trans 'Your parcel left today' %}", "Your parcel left today"),
        ("{% trans 'mail.subject' %}", ""),
        ("{{ 'Your parcel left today' | t }}", "Your parcel left today"),
        ("@lang('Kind regards from us')", "Kind regards from us"),
        ("<?php esc_html_e( 'It\\'s on its way.', 'shop' ); ?>", "It's on its way."),
        ("<?php printf( esc_html__( 'Hi %s, welcome.', 'shop' ), $x ); ?>", "Hi <>, welcome."),
        ('<%= heading("Your account is closed") %>', "Your account is closed"),
        ('<%= link_to "here", url %>', "here"),
        ('<%= @late ? "It is late again." : "It is here now." %>', "It is late again.It is here now."),
        ('<%= govuk_button_to "send another", method: :x, class: "button as link" %>', "send another"),
        ("<%= strong('all of the \"late\" parcels are back') %>", 'all of the "late" parcels are back'),
        ('<%= classes("flex items-center to the-right") %>', "<classes>"),
        ('[%~ " Bulky waste reminder - reference " _ report.id %]', " Bulky waste reminder - reference "),
        ("{% set note = 'Your link to ' ~ shop.name ~ ' ends today.' %}", "Your link to <shop.name> ends today."),
        ('[% foot = "Write to us about " _ type _ ", if you can." %]', "Write to us about <type>, if you can."),
        ("{% set title = 'Your parcel is back with us' %}", "Your parcel is back with us"),
        ("{% set key = 'mail.parcel.late' %}", ""),
        ("<%= raw @note.text %>", "<note.text>"),
        ("%# BEGIN LICENSE {{{ of it\nYour parcel left.", "\nYour parcel left."),
        ('{{ ngettext("One item "\n   "is missing.", "{n} items are", n) }}', "One item is missing."),
        ("{{ date.format('d F Y') }}", "<date>"),
        ('{{ "now" | date: "%d of %B" }}', "<now>"),
        ("{l s='Your parcel left today' mod='x'}", "Your parcel left today"),
        ("<!--@subject Your order {{var id}} @-->", "Your order <id>"),
        ('<% content_for :subject, "Your parcel is lost" %>', "Your parcel is lost"),
        ("@section('subject', 'Your parcel is lost')", "Your parcel is lost"),
        ("{{ 'too late' if late else \"in time\" }}", "too latein time"),
        ("<%= a ? 'too late' : 'in time' %>", "too latein time"),
        ('<%= if @a, do: "too late", else: "in time" %>', "too latein time"),
        ('${late?then("too late", "in time")}', "too latein time"),
        ("{{ n == 1 ? '' : 's' }}", "<n>"),
        ("<%- `Your parcel ${id} left today.` %>", "Your parcel <id> left today."),
        ('<%= content_tag :p, "Your parcel left today." %>', "Your parcel left today."),
        ('<%= mail_to "a@b.example", "write to us" %>', "write to us"),
        ('<%= "We gave #{a ? "one of them" : "two of them"} back." %>', "We gave <a> back."),
        ('<%\n# code\nx = 1\nnote = "Your parcel is lost."\n%>', "Your parcel is lost."),
        ("{% include 'x' with note='Your parcel is lost' class='So it is then' %}", "Your parcel is lost"),
        ('{{#> layout subject="Your parcel {{id}}"}}', "Your parcel <id>"),
        ('<@mail subject="Your parcel ${id} is lost">', "Your parcel <id> is lost"),
        ('<%ui:box title="Your parcel is lost"/>', "Your parcel is lost"),
        ('{mailto address="a@b.example" text="our desk"}', "our desk"),
        ("{t}Your parcel, %1, left{/t}", "Your parcel, <>, left"),
        ("{ldelim}a{rdelim}", "{a}"),
        ("<%% a %>", "<% a %>"),
        ("{% raw %}{{ a }} {% if %}{% endraw %}", "<a> "),
        ("{{=<% %>=}}<% name %><%={{ }}=%>", "<name>"),
    ],
)
def test_sentences_inside_tags_are_read(text: str, read: str) -> None:
    assert rest(text) == read


def test_choices_are_apart() -> None:
    kinds = [(t.kind, t.name) for t in scan('<%= @late ? "It is late again." : "It is here now." %>')]
    assert kinds == [(TagKind.CONTROL, "either"), (TagKind.CONTROL, "or"), (TagKind.CONTROL, "chosen")]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Hi {{ name, welcome\nback", "{{ name, welcome"),
        ("Hi {{name}, welcome\nback", "{{name}"),
        ("Hi {% if late\nback", "{% if late"),
        ("Hi <%= name\nback", "<%= name"),
        ("Hi ${name\nback", "${name"),
        ("Hi <#if a\nback", "<#if a"),
        ("Hi {# name\nback", "{# name"),
        ("Hi {* name\nback", "{* name"),
    ],
)
def test_an_unclosed_tag_ends_with_its_line(text: str, tag: str) -> None:
    (only,) = scan(text)
    assert text[only.start : only.end] == tag
    assert only.doubt.endswith("is never closed")


def test_the_next_opener_ends_an_unclosed_tag() -> None:
    tags = scan("Hi {{ name, welcome.\nBye {{ agent }}")
    assert [t.name for t in tags] == ["name", "agent"]
    assert [bool(t.doubt) for t in tags] == [True, False]


@pytest.mark.parametrize(("text", "closer"), [("{{ a }} b }} c", "}}"), ("%} {% if a %}", "%}"), ("<% a %> %>", "%>")])
def test_a_closer_that_closes_nothing_is_no_text(text: str, closer: str) -> None:
    (stray,) = [tag for tag in scan(text) if tag.doubt]
    assert (text[stray.start : stray.end], stray.kind) == (closer, TagKind.COMMENT)


def test_a_choice_in_an_expression_is_a_branch() -> None:
    texts = ('{{ "too late" if x.y > 1 else "in time" }}', '<%= f(x.y > 1 ? "too late" : "in time") %>')
    for text in texts:
        (branch,) = find_blocks(text, scan(text)).branches
        assert (branch.kind, [o.test for o in branch.options], branch.optional) == ("if", ["x.y > 1", ""], False)
        assert [text[slice(*option.span)] for option in branch.options] == ["too late", "in time"]


def test_control_lines() -> None:
    text = "% if late:\nSorry.\n  % endif\nThe other\n% of them\n"
    assert found(text) == [("% if late:", "control", "if"), ("% endif", "control", "endif")]


def test_mako_is_known_by_its_suffix() -> None:
    text = "## a comment\n% count = 1\nText\n"
    assert found(text) == []
    assert [kind for _, kind, _ in found(text, ".html.mako")] == ["comment", "control"]
    assert rest("ten \\\nper\n%% off", ".mako") == "ten \nper\n% off"


def test_bare_directives_are_blade_only() -> None:
    assert found("a @else b @stop") == []
    assert [name for *_, name in found("a @else b @stop", ".blade.php")] == ["else", ""]


def test_an_include_alone_on_its_line_is_a_block() -> None:
    assert [(t.kind, t.name) for t in scan("Dear {{> title}},\n{{> footer}}\n")] == [
        (TagKind.SLOT, "title"),
        (TagKind.BREAK, ""),
    ]


def test_part_of_a_text() -> None:
    text = "{{ a }} {{ b }} {{ c }}"
    assert scan(text, "", 8, 15) == (Tag(8, 15, TagKind.SLOT, "b"),)


def test_every_opener_has_a_reader() -> None:
    assert {name for name in OPENER.groupindex if not hasattr(_Scanner, f"_read_{name}")} == set()
