"""HTML: blocks, white space, hidden text, and what is no text."""

from __future__ import annotations

import pytest

from tests.reads import blocks, links, prose_of, source_of


def html(text: str) -> list[str]:
    return blocks("mail.html", text)


def test_white_space_collapses_and_inline_tags_glue() -> None:
    assert html("<p>Un<b>fort</b>unately,\n   we   <i>can\nnot</i> help.</p>") == [
        "paragraph: Unfortunately, we can not help."
    ]


def test_entities_are_read_and_keep_their_place() -> None:
    prose = prose_of("mail.html", "<p>We can&rsquo;t&nbsp;refund AT&T &amp; co&#46;</p>")
    assert prose.text.startswith("We can’t\u00a0refund AT&T & co.")
    assert source_of(prose, "can’t") == "can&rsquo;t"
    assert source_of(prose, "co.") == "co&#46;"


def test_line_breaks() -> None:
    assert html("<p>One<br>two<br/>\n<br />three</p>") == ["paragraph: One / two", "paragraph: three"]


def test_kinds_of_blocks() -> None:
    page = """<!DOCTYPE html><html><head><title>Good &amp; bad</title><style>p {a: b}</style></head><body>
    <h1>Your order</h1><ul><li>One<li>Two <p>more</p></ul><dl><dt>Sum</dt><dd>5</dd></dl>
    <p><a href="x">Track it</a></p><button>Send</button><input type="submit" value="Pay &amp; go">
    <blockquote>Please help</blockquote><p>See <a href="y">this page</a>.</p><hr>
    <img src="l.png" alt="Our logo"><p title="A hint">Bye</p></body></html>"""
    assert html(page) == [
        "subject: Good & bad",
        "heading: Your order",
        "item: One",
        "item: Two",
        "item: more",
        "item: Sum",
        "item: 5",
        "button: Track it",
        "button: Send",
        "button: Pay & go",
        "quote: Please help",
        "paragraph: See this page.",
        "aside: Our logo",
        "paragraph: Bye",
        "aside: A hint",
    ]
    assert links(prose_of("m.html", page)) == ["Track it", "this page"]


def test_an_image_does_not_cut_a_sentence() -> None:
    assert html('<p>We are <img alt="smiling"> happy.</p>') == ["paragraph: We are happy.", "aside: smiling"]


def test_layout_cells_are_paragraphs_and_data_cells_items() -> None:
    page = """<table><tr><td>Total</td><td>5 EUR</td></tr>
    <tr><td>Dear Ada,<br>We have shipped it</td></tr><tr><td>We have shipped your whole order to you today</td></tr>
    <tr><td>Thank you,</td></tr><tr><td><p>Ada</p></td></tr></table>"""
    assert [line.split(":")[0] for line in html(page)] == ["item", "item"] + ["paragraph"] * 4


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display: none">{}</div>',
        "<div hidden>{}</div>",
        '<div style="max-height:0;overflow:hidden">{}</div>',
        '<span style="font-size:0px">{}</span>',
        '<div style="mso-hide:all">{}</div>',
        '<div class="preheader">{}</div>',
    ],
)
def test_hidden_text_is_a_preheader_at_the_top_only(hidden: str) -> None:
    text = hidden.format("Good news &zwnj;&nbsp;&#847;")
    assert html(f"{text}<p>Hi.</p>")[0].startswith("preheader: Good news")
    if "preheader" not in hidden and "font" not in hidden and "mso" not in hidden:
        assert html(f"<p>Hi.</p>{text}<p>Bye.</p>") == ["paragraph: Hi.", "paragraph: Bye."]


@pytest.mark.parametrize(
    "shown",
    [
        '<td style="font-size:0px;padding:10px"><div style="font-size:13px">{}</div></td>',
        '<p style="overflow: hidden">{}</p>',
        '<p style="max-height:0.5em">{}</p>',
        '<a href="x" style="mso-hide:all">{}</a>',
        '<p class="is-hidden-mobile">{}</p>',
    ],
)
def test_what_only_looks_hidden_is_read(shown: str) -> None:
    assert html("<p>Hi.</p>" + shown.format("Good news."))[1].endswith("Good news.")


@pytest.mark.parametrize(
    "start", ['<div class="gmail_quote">', '<div class="yahoo_quoted">', '<div id="divRplyFwdMsg"></div><div>']
)
def test_earlier_mail(start: str) -> None:
    assert html(f"<div>Sure.</div>{start}From: Ada<br>Do not reply.</div>") == [
        "paragraph: Sure.",
        "quote: From: Ada / Do not reply.",
    ]


def test_what_is_never_prose() -> None:
    page = """<p>Hi.</p><!-- a --><!--[if mso]><p>b</p><![endif]--><!--[if !mso]><!--><p>Seen.</p><!--<![endif]-->
    <script>c</script><style>d</style><select><option>e</option></select><textarea><p>f</textarea><svg><title>g</title></svg>"""
    assert html(page) == ["paragraph: Hi.", "paragraph: Seen."]


def test_an_unclosed_comment_hides_the_rest() -> None:
    prose = prose_of("m.html", "<p>Hi.</p><!-- <p>Bye.</p>")
    assert [prose.text[s:e] for (s, e), _ in prose.blocks] == ["Hi."]
    assert prose.uncertain == ((10, "'<!--' is never closed"),)


def test_template_tags_do_not_confuse_the_markup() -> None:
    assert html(
        '<p {% if a < b %}class=\'x\'{% endif %}>Hi <%= x > 1 ? "</p>" : y %>.</p><a href="{{ u }}">Go</a>'
    ) == [
        "paragraph: Hi <x>.",
        "button: Go",
    ]
    assert html("<p>{% if a %}It is late.{% else %}It is here.{% endif %}</p>") == [
        "paragraph: It is late. | It is here."
    ]
    assert html("<p>{% if a %}\n Track it\n {% else %}\n Wait for it\n {% endif %}</p>") == [
        "paragraph: Track it | Wait for it"
    ]
    assert html("<p>Hi</p>{% block subject %}Good news{% endblock %}<p>Bye</p>") == [
        "paragraph: Hi",
        "subject: Good news",
        "paragraph: Bye",
    ]


def test_sentences_in_tags_with_markup_in_them() -> None:
    assert html('<p>{{ _("We <b>can</b>not &amp; will not.") }}</p>') == ["paragraph: We cannot & will not."]


def test_stray_signs_and_unclosed_tags() -> None:
    assert html('<p>1 < 2 and 3 > 2 <b>so</p><p>Bye</p><a href="x') == [
        "paragraph: 1 < 2 and 3 > 2 so",
        "paragraph: Bye",
    ]


def test_pre_keeps_its_lines() -> None:
    assert html("<pre>One\n  two\n\nthree</pre><p>a\nb</p>") == [
        "paragraph: One / two",
        "paragraph: three",
        "paragraph: a b",
    ]


def test_html_without_tags_is_read_by_its_line_ends() -> None:
    assert blocks("mail.html", "Hi {{ n }},\n\nWe&#8217;re <b>sorry</b>.\n- one\n- two") == [
        "paragraph: Hi <n>,",
        "paragraph: We’re sorry.",
        "item: one",
        "item: two",
    ]
    assert blocks("mail.html", "## Your bill\n\nPlease [pay]({{ url }}).") == [
        "heading: Your bill",
        "paragraph: Please pay.",
    ]
    assert blocks("style.html", "body {\n  color: red;\n}\n") == []


def test_a_plain_text_with_many_tags() -> None:
    assert blocks("notice.txt", "Name: Overdue\n\nHi,<br><br>it is\nlate.<br><br>Bye") == [
        "paragraph: Name: Overdue",
        "paragraph: Hi,",
        "paragraph: it is late.",
        "paragraph: Bye",
    ]


def test_mjml() -> None:
    assert blocks(
        "mail.mjml",
        "<mjml><mj-head><mj-title>Good news</mj-title><mj-preview>Soon</mj-preview><mj-style>a</mj-style></mj-head>"
        "<mj-body><mj-text>We are\nsorry.</mj-text><mj-button href='x'>Track it</mj-button></mj-body></mjml>",
    ) == ["subject: Good news", "preheader: Soon", "paragraph: We are sorry.", "button: Track it"]


def test_a_link_over_several_blocks() -> None:
    prose = prose_of("m.html", '<a href="x"><p>One</p><p>two</p></a><p>three</p>')
    assert links(prose) == ["One", "two"]


def test_blank_lines_part_blocks_where_there_is_hardly_a_tag() -> None:
    assert html("Dear {{ name }}\n\n<p>Your visit is off.</p>\n\nWe can't book it because\n\nPlease call us.") == [
        "paragraph: Dear <name>",
        "paragraph: Your visit is off.",
        "paragraph: We can't book it because",
        "paragraph: Please call us.",
    ]


def test_one_text_stands_for_an_image() -> None:
    assert html('<p>Hi</p><p><img alt="Lantern" title="Lantern"></p><p><img title="Logo"></p>') == [
        "paragraph: Hi",
        "aside: Lantern",
        "aside: Logo",
    ]


def test_elements_made_by_templates_part_blocks() -> None:
    heading = '{% #heading %}{% trans "Your mail settings" %}{% /heading %}'
    assert html(heading + "{% #alert %}<b>Wait</b> a bit<br>{% /alert %}") == [
        "paragraph: Your mail settings",
        "paragraph: Wait a bit",
    ]


def test_a_section_that_is_given_at_once_ends_at_once() -> None:
    assert html("<% content_for :title, heading(t('x.title')) %><p>Your order left.</p><p>Bye<br></p>") == [
        "paragraph: Your order left.",
        "paragraph: Bye",
    ]
    assert html('<%def name="title()">Your order</%def><p>It left.</p>')[0] == "subject: Your order"


def test_a_head_above_the_page() -> None:
    page = "<p>Your order left.</p><p>Bye<br></p><table></table>"
    body = ["paragraph: Your order left.", "paragraph: Bye"]
    assert html(f"---\nsubject: On its way\nbodyClass: bg-white\n---\n{page}") == ["subject: On its way", *body]
    assert html(f"Subject: Order {{{{ id }}}} left\n\n{page}") == ["subject: Order <id> left", *body]
    exported = f"Name: LATE_1 (all)\n\n-----\n\nYour order\n\n-----\n\nMessage content:\n\n----------\n{page}"
    assert blocks("LATE_1.email.txt", exported) == ["subject: Your order", *body]
    assert html(f"Name: {{{{ name }}}}\n{page}")[0] == "paragraph: Name: <name>"


def test_a_hidden_page_is_no_preheader() -> None:
    assert html('<div style="display:none"><div><h2>Slip</h2><ul><li>A1</li></ul></div></div><p>Hi</p>') == [
        "paragraph: Hi"
    ]
