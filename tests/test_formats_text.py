"""Plain text: blocks, headers, quotes."""

from __future__ import annotations

import pytest

from tests.reads import blocks, prose_of, source_of


def text(*lines: str) -> list[str]:
    return blocks("reply.txt", "\n".join(lines))


def test_blank_lines_part_blocks_and_wrapped_lines_stay_together() -> None:
    assert text("Hi Ada,", "", "The part is", "on its way.", " ", "", "Jo") == [
        "paragraph: Hi Ada,",
        "paragraph: The part is / on its way.",
        "paragraph: Jo",
    ]


def test_indentation_and_line_ends_do_not_matter() -> None:
    assert text("  Hi,\r", "  we can't.  \r", "\r", "  Jo\r", "") == ["paragraph: Hi, / we can't.", "paragraph: Jo"]
    assert blocks("a.txt", "One.\rTwo.\r\rThree.") == ["paragraph: One. / Two.", "paragraph: Three."]


def test_list_items() -> None:
    assert text("You can:", "- send it back", "  by post", "* keep it", "1. or", "2) both", "Thanks.") == [
        "paragraph: You can:",
        "item: send it back / by post",
        "item: keep it",
        "item: or",
        "item: both",
        "paragraph: Thanks.",
    ]


def test_a_name_behind_a_dash_is_no_item() -> None:
    assert text("Thanks for waiting.", "", "- Ada") == ["paragraph: Thanks for waiting.", "paragraph: Ada"]
    assert text("- Ada", "- Jo")[1] == "item: Jo"


def test_headers_at_the_top() -> None:
    assert text("Subject: Your [new] order and", " more", "From: Shop <a@b.example>", "To: x@y.example", "", "Hi") == [
        "subject: Your [new] order and / more",
        "sender: Shop <a@b.example>",
        "paragraph: Hi",
    ]
    assert text("", "  Preheader: Good news", "  Reply-To: no@b.example", "  Hi there") == [
        "preheader: Good news",
        "sender: no@b.example",
        "paragraph: Hi there",
    ]


def test_a_sender_goes_by_several_names() -> None:
    for key in ("From", "from_email", "From-Address", "sender_email", "replyTo", "reply_to"):
        assert text("---", f"{key}: no@b.example", "---", "Hi") == ["sender: no@b.example", "paragraph: Hi"]


def test_headers_elsewhere_are_text() -> None:
    assert text("Hi,", "", "Subject: lamps") == ["paragraph: Hi,", "paragraph: Subject: lamps"]
    assert text("Title: a book", "we sell") == ["paragraph: Title: a book / we sell"]


def test_front_matter() -> None:
    assert text(
        "---", 'subject: "Good news"', "from: Shop", "layout: x", "preview: Soon", "---", "Hi", "---", "Bye"
    ) == [
        "subject: Good news",
        "sender: Shop",
        "preheader: Soon",
        "heading: Hi",
        "paragraph: Bye",
    ]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert text("---", "Hello there", "---", "Bye")[-1] == "paragraph: Bye"


def test_rules_break_and_underlines_make_headings() -> None:
    assert text("Hello.", "-----", "Bye.", "***", "Title", "=====", "Text", "", "ORDER SUMMARY", "", "One.") == [
        "paragraph: Hello.",
        "paragraph: Bye.",
        "heading: Title",
        "paragraph: Text",
        "heading: ORDER SUMMARY",
        "paragraph: One.",
    ]


def test_a_shouted_sentence_is_no_heading() -> None:
    assert text("PLEASE DO NOT REPLY", "", "Bye")[0].startswith("paragraph")
    assert text("Bye", "", "THE SHOP TEAM")[1].startswith("paragraph")


def test_the_signature_mark_starts_a_block() -> None:
    assert text("Bye", "-- ", "Shop Ltd") == ["paragraph: Bye", "paragraph: -- / Shop Ltd"]


def test_quoted_lines() -> None:
    assert text("Sure.", "> may I", "> > really", ">", "> have it", "Yes.") == [
        "paragraph: Sure.",
        "quote: may I / really",
        "quote: have it",
        "paragraph: Yes.",
    ]


def test_a_text_that_is_all_quoted_is_the_message_itself() -> None:
    assert text("> Hi {name},", ">", "> we can do that.") == ["paragraph: Hi <name>,", "paragraph: we can do that."]


def test_an_attribution_with_marked_lines() -> None:
    assert text("Sure.", "", "On Tue, Mar 5, 2024 at 3:14 PM Ada", "<a@b.example> wrote:", "> help", "", "Bye") == [
        "paragraph: Sure.",
        "quote: On Tue, Mar 5, 2024 at 3:14 PM Ada / <a@b.example> wrote:",
        "quote: help",
        "paragraph: Bye",
    ]


@pytest.mark.parametrize(
    "marker",
    [
        "On 5 March 2024, Ada wrote:",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "From: Ada\nSent: Tuesday\nTo: Shop\nSubject: Lamp",
        "-----\nFrom: Ada Byron",
    ],
)
def test_from_here_on_it_is_an_earlier_message(marker: str) -> None:
    read = text("Sure.", "", marker, "This is a disgrace.", "", "Do not reply.")
    assert read[0] == "paragraph: Sure."
    assert [line.split(":")[0] for line in read[1:]] == ["quote"] * (len(read) - 1)
    assert read[-1] == "quote: Do not reply."


@pytest.mark.parametrize(
    "line",
    ["On 3 May you wrote:", "On your form we wrote:", "From: Paris\nTo: Rome", "From: {{ sender }}\nTo: x\nSubject: y"],
)
def test_what_follows_is_still_the_sender(line: str) -> None:
    assert text("Sure.", "", line, "", "We cannot find it.")[-1] == "paragraph: We cannot find it."


def test_control_lines_vanish_and_branches_stay_apart() -> None:
    assert text("{% if late %}", "It is late.", "{% else %}", "It is here.", "{% endif %}", "", "Bye") == [
        "paragraph: It is late. | It is here.",
        "paragraph: Bye",
    ]
    assert text("{% if a %}It is late.{% else %}It is here.{% endif %}Bye {{ n }} item{% if n %}s{% endif %}.") == [
        "paragraph: It is late. | It is here. / Bye <n> items."
    ]
    assert text("The {% if a %}order{% else %}booking{% endif %} left.") == ["paragraph: The order | booking left."]


def test_items_in_a_loop() -> None:
    assert text("{% for x in xs %}* {{ x }}", "{% endfor %}* the last") == ["item: <x>", "item: the last"]


def test_sections() -> None:
    assert text("{% block subject %}Good news{% endblock %}", "{% block body %}Hi", "there{% endblock %}") == [
        "subject: Good news",
        "paragraph: Hi / there",
    ]


def test_entities_and_stray_markup() -> None:
    assert text("We&rsquo;re <b>sorry</b>,<br>&lt;Ada&gt; <first name> AT&T &nope;") == [
        "paragraph: We’re sorry, / <Ada> <first name> AT&T &nope;"
    ]
    prose = prose_of("a.txt", 'See <a href="x">our page</a> now')
    assert [prose.text[s:e] for s, e in prose.links] == ["our page"]


def test_armour_is_no_prose() -> None:
    assert text("Hi.", "-----BEGIN PGP SIGNATURE-----", "", "iQEzBAEB=", "-----END PGP SIGNATURE-----") == [
        "paragraph: Hi."
    ]


def test_places() -> None:
    prose = prose_of("a.txt", "Hi {{ n }},\r\n\r\n  1. We can&#39;t\r\n     refund it.\r\n")
    assert source_of(prose, "can't") == "can&#39;t"
    assert source_of(prose, "can't\nrefund") == "can&#39;t\r\n     refund"
    assert source_of(prose, "\ufffc") == "{{ n }}"


def test_doubts_are_kept() -> None:
    prose = prose_of("a.txt", "Hi {{ name\n\nBye")
    assert prose.uncertain == ((3, "'{{' is never closed"),)
    assert prose.template


def test_brackets_make_no_template() -> None:
    assert not prose_of("a.txt", "Hi [Customer Name]").template
    assert prose_of("a.txt", "Hi {name}").template


def test_a_header_whose_value_depends() -> None:
    lines = (
        "Subject: {% if late %}",
        "Your order is late",
        "{% else %}",
        "Your order is here",
        "{% endif %}",
        "",
        "Hi,",
    )
    assert text(*lines) == ["subject: Your order is late | Your order is here", "paragraph: Hi,"]
    assert text("Subject:", "Hi,") == ["paragraph: Hi,"]


def test_lines_of_a_box_are_no_headings() -> None:
    assert text("----", "User: {NAME}", "", "Board: {URL}", "----") == [
        "paragraph: User: <name>",
        "paragraph: Board: <url>",
    ]


def test_inset_texts_are_items_and_initials_stay() -> None:
    assert text("^ Please answer this mail now.") == ["item: Please answer this mail now."]
    assert text("We are on it.", "^ AB")[-1].endswith("^ AB")


def test_an_include_before_a_new_sentence_is_no_word_of_it() -> None:
    assert text("[% USE Shop %][%- PROCESS 'parts.inc' -%]Dear [% name %],") == ["paragraph: Dear <name>,"]


def test_labels_above_the_text_are_none_of_it() -> None:
    assert text("Subject: Late", "Body:", "It is late.") == ["subject: Late", "paragraph: It is late."]
    assert text("Name: LATE_1", "Late", "Body:", "It is late.") == ["subject: Late", "paragraph: It is late."]
    assert text("Message:", "It is late.") == ["paragraph: Message: / It is late."]
