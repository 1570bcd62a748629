"""Programs, JSON, YAML, JSX, HAML and simplates: only what a person reads."""

from __future__ import annotations

import pytest

from respcheck.formats.literals import is_prose
from tests.reads import blocks, links, prose_of, source_of


def test_javascript() -> None:
    text = """import x from "some thing here";
    // We are not read, don't worry.
    const mail = {
      subject: "Your order",
      body: 'Hi,\\n\\nwe can\\'t ' + "find it, {{ name }}. \\u2014 Ada",
      className: "mt-2 text-sm font-bold",
      url: "/a b c d",
    };
    console.log("This is for developers only");
    throw new Error("The order could not be found");
    """
    prose = prose_of("mail.ts", text)
    assert blocks("mail.ts", text) == [
        "subject: Your order",
        "paragraph: Hi,",
        "paragraph: we can't find it, <name>. — Ada",
    ]
    assert source_of(prose, "can't") == "can\\'t"
    assert source_of(prose, "— Ada") == "\\u2014 Ada"


def test_json() -> None:
    text = '{"mail.subject": "Good news", "note": "Only for us", "body": "We can\\u2019t.\\n\\nBye you", "n": [1, "x"]}'
    assert blocks("texts.json", text) == ["subject: Good news", "paragraph: We can’t.", "paragraph: Bye you"]


def test_python_and_ruby() -> None:
    assert blocks(
        "a.py", '"""A docstring of the module."""\nTEXT = """\nHi Ada,\n\nwe will not refund this.\n"""\n# no\n'
    ) == [
        "paragraph: Hi Ada,",
        "paragraph: we will not refund this.",
    ]
    assert blocks("a.rb", "raise 'The order is not there'\nmail(body: \"It has left, #{name}.\") # don't\n") == [
        "paragraph: It has left, <name>."
    ]


def test_strings_are_joined_with_what_stands_between_them() -> None:
    said = ["paragraph: Your lesson on <day> was cancelled again."]
    assert blocks("a.js", "send('Your lesson on ' + day + ' was cancelled ' +\n 'again.')") == said
    assert blocks("a.php", "<?php send('Your lesson on ' . $day . ' was cancelled again.');") == said
    assert blocks("a.py", "send('Your lesson on ' + day + f' was cancelled again.')") == said
    assert blocks("a.py", "send('Your lesson on %s was cancelled again.' % day)") == [said[0].replace("day", "")]


def test_what_python_writes_before_and_in_strings() -> None:
    text = 'def f(a):\n    """Nobody reads what this is."""\n    b += f"You owe {a.sum:.2f} by {a.day:%d %B}, {a!r}."\n'
    assert blocks("a.py", text) == ["paragraph: You owe <a.sum> by <a.day>, <a>."]


def test_template_literals_in_one_another() -> None:
    text = "const a = `We lost ${b.map((c) => `${c.x}: ${c.y}`).join(\", \")} of yours${d ? ` and no more` : ''}.`;"
    assert blocks("a.ts", text) == ["paragraph: We lost <c.x> of yours and no more."]


def test_greetings_are_short() -> None:
    assert blocks("a.ts", "a = [`Hi ${name},`, 'b c,', 'Dear all:']") == [
        "paragraph: Hi <name>,",
        "paragraph: Dear all:",
    ]


def test_php() -> None:
    pure = "<?php\nreturn [\n 'subject' => 'Your order',\n 'body' => 'Hi,\n\nwe can\\'t find it.',\n];\n"
    assert blocks("mail.php", pure) == ["subject: Your order", "paragraph: Hi,", "paragraph: we can't find it."]
    page = "<?php if (!$x) { exit; } ?><p>Hi <?= $name ?>,</p><p><?php _e('Your order has left.'); ?></p><p>Bye</p>"
    assert blocks("mail.php", page) == ["paragraph: Hi <name>,", "paragraph: Your order has left.", "paragraph: Bye"]


def test_a_program_in_a_text_file() -> None:
    assert blocks("a.txt", "$txt['x_subject'] = 'Good news';\n$txt['x_body'] = 'Hi {NAME},\n\nit has left.';\n") == [
        "subject: Good news",
        "paragraph: Hi <name>,",
        "paragraph: it has left.",
    ]


def test_yaml() -> None:
    text = (
        "# comment\nmail:\n  notes: Not for the reader at all\n  subject: |\n    Your order\n"
        "  body: |\n    <p>Hi %{name},</p>\n    <p>it has\n    left.</p>\n"
        "  list:\n    - We don't have it any more.\n    - 'It''s gone for good.'\n"
        '  quoted: "We \\"can\\" not\n    do it."\n  plain: &a Nothing is left\n    to send.\n'
        "  folded: >-\n    It may\n    be late.\n"
    )
    prose = prose_of("mail.yaml", text)
    assert blocks("mail.yaml", text) == [
        "subject: Your order",
        "paragraph: Hi <name>,",
        "paragraph: it has left.",
        "paragraph: We don't have it any more.",
        "paragraph: It's gone for good.",
        'paragraph: We "can" not / do it.',
        "paragraph: Nothing is left / to send.",
        "paragraph: It may / be late.",
    ]
    assert source_of(prose, "It's") == "It''s"
    assert source_of(prose, "not\ndo") == "not\n    do"
    assert source_of(prose, "it has left") == "it has\n    left"


def test_broken_yaml_is_read_as_far_as_it_goes() -> None:
    assert blocks("a.yml", "a: It has left the house.\nb: {{ x }}: [\n") == ["paragraph: It has left the house."]


@pytest.mark.parametrize(
    ("words", "key", "prose"),
    [
        ("Your order has left.", "", True),
        ("Hi there", "emailSubject", True),
        ("Hi", "subject", False),
        ("mt-2 text-sm font-bold px-4", "", False),
        ("SELECT name FROM users WHERE id", "", False),
        ("The order was not found", "logger.error", False),
        ("Only for developers to read", "description", False),
        ("text/html; charset=utf-8", "", False),
        ("a b c", "", False),
    ],
)
def test_what_reads_like_a_sentence(words: str, key: str, prose: bool) -> None:
    assert is_prose(words, key) is prose


JSX = """
import { Html, Text } from "@react-email/components";
type Props = { name?: string };
export default function Mail({ name = "Your Name", late }: Props) {
  const [a, setA] = useState<string>("some state");
  const previewText = `Your order for ${name} has left`;
  return (
    <Html>
      <Head><title>Good news</title></Head>
      <Preview>{previewText}</Preview>
      <Text className={cn("mt-2", late && "text-red hidden")} style={{ color: "red" }}>
        Hi {name},{" "}
        <strong>we&apos;re</strong> {/* not this */}
        sorry.
      </Text>
      {late ? (<Text>It is late.</Text>) : <p>It is here: {items.map((i) => (<li key={i.id}>{i.title}</li>))}</p>}
      <Text>{late ? "It will not come today." : "It will come today."}</Text>
      <>
        <Button href={`https://x.example/${name}`}>{`Track ${name} now`}</Button>
      </>
      <Footer hint="You get this mail because you ordered from us." kind="a b c d e" />
    </Html>
  );
}
"""


def test_jsx() -> None:
    assert blocks("mail.tsx", JSX) == [
        "preheader: Your order for <name> has left",
        "subject: Good news",
        "preheader: <preview_text>",
        "paragraph: Hi <name>, we're sorry.",
        "paragraph: It is late.",
        "paragraph: It is here:",
        "item: <i.title>",
        "paragraph: It will not come today. | It will come today.",
        "button: Track <name> now",
        "paragraph: You get this mail because you ordered from us.",
    ]
    assert source_of(prose_of("mail.tsx", JSX), "we're") == "we&apos;re"


def test_haml() -> None:
    text = """!!!
-# not
   this
- content_for :subject do
  = "Your order has left"
%table{:width => "100%",
       :class => "x"}
  %tr
    %td
      %h3 Hello #{@user.name}
      %p
        Some text, and
        more of it: #{link_to "click here please", url}.
        %strong Bold
        end.
      %p= link_to "Reset your password", path(x),
          class: "button"
    %td= number
%p= t("mail.greeting", name: @x.name)
%ul
  %li One
  %li Two
.note A box
:css
  p { color: red }
/ comment
%a{href: "x"} A link
\\
* star item
Last <b>line</b> &amp; &lt;more
"""
    assert blocks("mail.html.haml", text) == [
        "subject: Your order has left",
        "heading: Hello <user.name>",
        "paragraph: Some text, and more of it: click here please. Bold end.",
        "paragraph: Reset your password",
        "item: <number>",
        "paragraph: <mail.greeting>",
        "item: One",
        "item: Two",
        "paragraph: A box",
        "paragraph: A link",
        "item: star item",
        "paragraph: Last line & <more",
    ]
    assert links(prose_of("mail.haml", text)) == ["click here please", "Reset your password", "A link"]


def test_a_simplate_has_one_body() -> None:
    text = '{{ _("Good news!") }}\n[---] text/html\n<p>It has <b>left</b>.</p>\n[---] text/plain\nIt has left.\n\nBye\n'
    assert blocks("mail.spt", text) == ["subject: Good news!", "paragraph: It has left.", "paragraph: Bye"]
    assert blocks("mail.spt", text.split("[---] text/plain")[0]) == ["subject: Good news!", "paragraph: It has left."]
