"""Control blocks of every template language, as options of the prose."""

from __future__ import annotations

import pytest

from respcheck.formats import read
from respcheck.prose import SLOT
from respcheck.source import Source

#: A language's file name -> a template with a condition, its contrary and a third, and a loop.
LANGUAGES = {
    "m.txt.liquid": (
        "{% if late %}",
        "{% elsif lost %}",
        "{% else %}",
        "{% endif %}",
        "{% for i in items %}",
        "{% endfor %}",
    ),
    "m.txt.j2": (
        "{%- if late -%}",
        "{% elif lost %}",
        "{% else %}",
        "{% endif %}",
        "{% for i in items %}",
        "{% endfor %}",
    ),
    "m.txt.hbs": ("{{#if late}}", "{{else if lost}}", "{{else}}", "{{/if}}", "{{#each items}}", "{{/each}}"),
    "m.txt.gotmpl": (
        "{{ if .late }}",
        "{{ else if .lost }}",
        "{{ else }}",
        "{{ end }}",
        "{{ range .items }}",
        "{{ end }}",
    ),
    "m.txt.erb": (
        "<% if late %>",
        "<% elsif lost %>",
        "<% else %>",
        "<% end %>",
        "<% items.each do |i| %>",
        "<% end %>",
    ),
    "m.txt.ejs": (
        "<% if (late) { %>",
        "<% } else if (lost) { %>",
        "<% } else { %>",
        "<% } %>",
        "<% items.forEach(function(i) { %>",
        "<% }) %>",
    ),
    "m.txt.eex": (
        "<%= cond do %><% late -> %>",
        "<% lost -> %>",
        "<% true -> %>",
        "<% end %>",
        "<%= for i <- items do %>",
        "<% end %>",
    ),
    "m.blade.php": ("@if (late)", "@elseif (lost)", "@else", "@endif", "@foreach (items as $i)", "@endforeach"),
    "m.html.php": (
        "<?php if (late): ?>",
        "<?php elseif (lost): ?>",
        "<?php else: ?>",
        "<?php endif; ?>",
        "<?php foreach (items as $i) { ?>",
        "<?php } ?>",
    ),
    "m.txt.ftl": ("<#if late>", "<#elseif lost>", "<#else>", "</#if>", "<#list items as i>", "</#list>"),
    "m.txt.mako": ("% if late:", "% elif lost:", "% else:", "% endif", "% for i in items:", "% endfor"),
    "m.txt.tpl": ("{if late}", "{elseif lost}", "{else}", "{/if}", "{foreach items as $i}", "{/foreach}"),
    "m.txt.tt": (
        "[% IF late %]",
        "[% ELSIF lost %]",
        "[% ELSE %]",
        "[% END %]",
        "[% FOREACH i IN items %]",
        "[% END %]",
    ),
    "m.vm": ("#if(late)", "#elseif(lost)", "#else", "#end", "#foreach($i in items)", "#end"),
    "m.cshtml": (
        "@if (late) { <text>",
        "</text> } else if (lost) { <text>",
        "</text> } else { <text>",
        "</text> }",
        "@foreach (var i in items) { <text>",
        "</text> }",
    ),
    "m.txt.mason": ("% if (late) {", "% } elsif (lost) {", "% } else {", "% }", "% foreach (items) {", "% }"),
}


def blocks(name: str, text: str) -> list[tuple[str, bool, list[tuple[str, str]]]]:
    (prose,) = read(Source(name, text))
    cut = [[(o.test, prose.text[o.span.start : o.span.end].strip()) for o in b.options] for b in prose.branches]
    return [(b.kind, b.optional, options) for b, options in zip(prose.branches, cut, strict=True)]


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_condition_and_a_loop_in_every_language(name: str) -> None:
    late, lost, other, end, each, done = LANGUAGES[name]
    text = "\n".join(
        ("Hello.", late, "It is late.", lost, "It is lost.", other, "It is fine.", end, each, "One thing.", done, "")
    )
    condition, loop = blocks(name, text)
    assert condition[1:] == (
        False,
        [(late and condition[2][0][0], "It is late."), condition[2][1], ("", "It is fine.")],
    )
    assert [test.lstrip(".") for test, _ in condition[2]] == ["late", "lost", ""] or name == "m.txt.eex"
    assert (loop[0], loop[1]) == ("loop", True)
    assert [(test.lstrip("."), said) for test, said in loop[2]] == [("items", "One thing.")]


def test_cases_ask_for_their_values() -> None:
    text = "{% case status %}\nLost text.\n{% when 'a' %}\nIt is a.\n{% when 'b' %}\nIt is b.\n{% endcase %}"
    assert blocks("m.txt.liquid", text) == [
        ("if", True, [("status == 'a'", "It is a."), ("status == 'b'", "It is b.")])
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.txt.erb", "<% case status\nwhen 'a' %>\nIt is a.\n<% when 'b' %>\nIt is b.\n<% end %>"),
        ("m.txt.ejs", "<% switch (status) { case 'a': %>\nIt is a.\n<% break; case 'b': %>\nIt is b.\n<% } %>"),
        (
            "m.html.php",
            "<?php switch ($status): case 'a': ?>\nIt is a.\n<?php break; case 'b': ?>\nIt is b.\n<?php endswitch ?>",
        ),
    ],
)
def test_the_first_value_may_stand_in_the_tag_that_opens(name: str, text: str) -> None:
    ((_, _, options),) = blocks(name, text)
    assert [(test.strip("$ "), said) for test, said in options] == [
        ("status == 'a'", "It is a."),
        ("status == 'b'", "It is b."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% block a %}\nOne.\n{% endblock %}{% block b 'x' %}",
        "[% TRY %]\nOne.\n[% CATCH %][% END %]",
        "<!-- BEGIN rows -->\nOne.\n<!-- END rows -->",
        "<%= tag.tr(a: {b: 1}) do %>\nOne.\n<% end %>",
        "<% @a.each do |(b, c)|\n d = 1 %>\nOne.\n<% end %>",
        "{{{{raw}}}}\nOne.\n{{{{/raw}}}}",
        "{{block class='x'}}\nOne.",
        '{{ block("x") }}\nOne.',
        "{% ifAsync a %}\nOne.\n{% endif %}",
        "<%= if @a, do: 'one', else: 'two' %>\nOne.",
    ],
)
def test_a_whole_template_leaves_no_doubt(text: str) -> None:
    assert read(Source("m.txt", text))[0].uncertain == ()


def test_merge_tags() -> None:
    text = "*|IF:LATE|*\nIt is late.\n*|ELSE:|*\nIt is fine.\n*|END:IF|*\n*|IFNOT:PAID|*\nPay it.\n*|END:IF|*"
    assert blocks("m.txt", text) == [
        ("if", False, [("LATE", "It is late."), ("", "It is fine.")]),
        ("unless", True, [("PAID", "Pay it.")]),
    ]


def test_haml_blocks_end_with_their_indentation() -> None:
    text = "%p Hi.\n- if late\n  %p It is late.\n- else\n  It is fine.\n- unless paid\n  %p Pay it.\n%p Bye.\n"
    assert blocks("m.haml", text) == [
        ("if", False, [("late", "It is late."), ("", "It is fine.")]),
        ("unless", True, [("paid", "Pay it.")]),
    ]


def test_jsx_chooses_between_elements() -> None:
    shown = "{late ? <Text>It is late.</Text> : (<Text>Fine.</Text>)}{b && <Text>It is b.</Text>}"
    text = f"const M = () => (<Html>{shown}</Html>);"
    assert blocks("m.tsx", text) == [
        ("if", False, [("late", "It is late."), ("", "Fine.")]),
        ("if", True, [("b", "It is b.")]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% if reason %}\nReason: {{ reason }}\n{% endif %}",
        "<% if @order.reason.present? %>\nReason: <%= @order.reason %>\n<% end %>",
        "{{#if order.refundReason}}\nReason: {{order.refundReason}}\n{{/if}}",
    ],
)
def test_a_block_that_prints_what_it_asks_for_may_be_left_out(text: str) -> None:
    ((_, optional, options),) = blocks("m.txt", text)
    assert optional
    assert options[0][1] == f"Reason: {SLOT}"


def test_a_section_is_a_condition_where_its_contrary_stands() -> None:
    either = "{{#order}}\nYour order.\n{{else}}\nNothing.\n{{/order}}"
    assert blocks("m.txt.hbs", either) == [("if", False, [("order", "Your order."), ("", "Nothing.")])]
    lone = "{{#order}}\nYour order.\n{{/order}}"
    assert blocks("m.txt.mustache", lone) == []
    assert [kind for kind, _, _ in blocks("m.txt.mustache", lone + "\n{{^order}}\nNothing.\n{{/order}}")] == [
        "if",
        "unless",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% if late %}\nIt is late.",
        "It is late.\n{% endif %}",
        "<?php if ($a) { echo 'b'; } ?>\nText.",
        "<%= a if b %>\nText.",
        "<%= if a then 'b' else 'c' end %>\nText.",
        "[% IF a; 'b'; ELSE; 'c'; END %]\nText.",
        "{ foreach my $m (@m) { $m } }\nText.",
    ],
)
def test_what_opens_or_closes_nothing_is_no_block(text: str) -> None:
    assert blocks("m.txt", text) == []


def test_blocks_in_blocks_come_after_them() -> None:
    text = "{% if a %}\nOne.\n{% if b %}\nTwo.\n{% endif %}\n{% endif %}"
    assert [options for _, _, options in blocks("m.txt", text)] == [[("a", "One.\nTwo.")], [("b", "Two.")]]


def test_a_block_that_is_never_closed_is_noted() -> None:
    (prose,) = read(Source("m.txt", "Hello.\n{% if a %}\nOne.\n{% if b %}\nTwo.\n{% endif %}"))
    assert prose.uncertain == ((7, "a block that starts here is never closed"),)
    assert [branch.options[0].test for branch in prose.branches] == ["b"]
