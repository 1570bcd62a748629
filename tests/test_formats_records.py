"""The ways in which a vendor hands out its records: one, a bare list, wrapped, in pages, one a line."""

from __future__ import annotations

import json

import pytest

from respcheck.formats import contents, read
from respcheck.options import Options
from respcheck.source import Source

MACRO = {"title": "Late", "active": True, "actions": [{"field": "comment_value", "value": "It is late."}]}
VENDORS = {
    "Zendesk macros": (MACRO, ["macros"], ["macro"]),
    "Gorgias macros": (
        {"name": "Late", "actions": [{"name": "setResponseText", "arguments": {"body_text": "It is late."}}]},
        ["data"],
        [],
    ),
    "Intercom macros": (
        {"type": "macro", "name": "Late", "body": "<p>It is late.</p>", "body_text": "It is late."},
        ["data"],
        [],
    ),
    "Help Scout saved replies": ({"id": 1, "name": "Late", "text": "It is late."}, ["_embedded", "replies"], []),
    "Freshdesk canned responses": (
        {"id": 1, "title": "Late", "content": "It is late.", "content_html": None, "folder_id": 2},
        ["canned_responses"],
        ["canned_response"],
    ),
    "Front message templates": (
        {"_links": {"self": "x"}, "name": "Late", "subject": None, "body": "<p>It is late.</p>"},
        ["_results"],
        [],
    ),
    "Chatwoot canned responses": ({"short_code": "Late", "content": "It is late."}, ["payload"], []),
    "Zammad text modules": ({"name": "Late", "keywords": None, "content": "It is late."}, [], []),
    "osTicket canned responses": ({"title": "Late", "response": "It is late."}, [], []),
}


def wrapped(value: object, keys: list[str]) -> str:
    for key in reversed(keys):
        value = {key: value, "count": 1}
    return json.dumps(value)


@pytest.mark.parametrize("vendor", VENDORS)
def test_records_are_known_in_every_wrapping(vendor: str) -> None:
    record, around_list, around_one = VENDORS[vendor]
    texts = [wrapped([record], around_list), wrapped(record, around_one), json.dumps([record]), json.dumps(record)]
    texts.append(json.dumps([json.loads(texts[0])] * 2))  # pages
    texts.append(json.dumps(record) + "\n" + json.dumps(record) + "\n")
    for text in texts:
        found = contents(Source("x.json", text))
        assert (found.what, {message.name for message in found.taken}) == (vendor, {"Late"}), text
        (prose,) = read(Source("x.json", text))
        assert prose.text.strip() == "It is late."


def test_a_record_far_down_tells_whose_they_are() -> None:
    silent = [{"title": f"m{n}", "actions": [{"field": "status", "value": "open"}]} for n in range(50)]
    found = contents(Source("x.json", json.dumps([*silent, MACRO])))
    assert (found.what, [m.name for m in found.taken], len(found.left)) == ("Zendesk macros", ["Late"], 50)


def test_channels_are_messages_of_their_own() -> None:
    actions = [
        {"field": "comment_value_html", "value": "<p>Your lamp is late.</p>"},
        {"field": "comment_value", "value": "Your lamp is late."},
        {"field": "comment_value", "value": ["channel:chat", "The lamp is late!"]},
    ]
    found = contents(Source("x.json", json.dumps({"title": "A", "actions": actions})))
    assert [message.name for message in found.taken] == ["A", "A"]
    assert [entry.why for entry in found.left] == ["the same text once more"]


def test_only_mail_to_customers_is_taken_of_triggers() -> None:
    for recipient, taken in [("requester_and_ccs", 1), ("current_user", 1), ("all_agents", 0), ("360017", 0)]:
        actions = [{"field": "notification_user", "value": [recipient, "Hi", "It is late."]}]
        found = contents(Source("x.json", json.dumps({"automations": [{"title": "A", "actions": actions}]})))
        assert len(found.taken) == taken


def test_beginnings_are_fragments() -> None:
    text = json.dumps([{"id": 1, "name": "A", "preview": "It is late. We"}])
    assert [prose.fragment for prose in read(Source("x.json", text))] == [True]


def test_a_mapping_is_no_list_of_records() -> None:
    text = json.dumps({"a": {"title": "A", "body": "It is late."}, "b": {"title": "B", "body": "It is here."}})
    assert contents(Source("x.json", text)).what == "one message"


def test_an_unknown_language_is_said_once_and_keeps_rules_silent() -> None:
    variants = [{"locale_id": number, "content": f"It is late {number} times.", "active": True} for number in (1, 5, 6)]
    source = Source("x.json", json.dumps({"items": [{"name": "A", "variants": variants}]}))
    assert [(p.language, p.fragment, len(p.uncertain)) for p in read(source)] == [
        ("en", True, 0),
        ("und", True, 1),
        ("und", True, 0),
    ]
    assert [(p.language, len(p.uncertain)) for p in read(source, Options(language="en"))] == [("en", 0)] * 3


def test_zammads_locale_and_active_are_not_those_of_zendesks_variants() -> None:
    module = {"name": "A", "keywords": "", "content": "It is late.", "active": True, "locale": "en-us"}
    source = Source("x.json", json.dumps([module]))
    assert contents(source).what == "Zammad text modules"
    assert [(prose.language, prose.fragment) for prose in read(source)] == [("en", False)]


def test_a_title_names_a_record_before_its_number_does() -> None:
    record = {"id": 7, "title": "Late", "text": "It is late."}
    assert [m.name for m in contents(Source("x.jsonl", json.dumps(record))).taken] == ["Late"]
    assert [m.name for m in contents(Source("x.json", json.dumps([record])), Options(("[*].text",))).taken] == ["Late"]


def test_the_same_text_in_other_markup_is_a_copy() -> None:
    texts = (
        "<p>We can&#39;t <b>fix</b> it.</p><p>It is old.</p>",
        "We can't fix it.\n\nIt is old.",
        "<p>It is old.</p>",
    )
    rows = [{"title": f"m{n}", "body": text} for n, text in enumerate(texts)]
    found = contents(Source("x.json", json.dumps(rows)))
    assert [m.name for m in found.taken] == ["m0", "m2"]
    assert [(left.name, left.why) for left in found.left] == [("m1", "the same text as m0")]


def test_a_path_that_leads_to_no_text_says_so() -> None:
    source = Source("x.json", '{"late": ["It is late.", "We write."], "none": null, "soon": {"body": "It is here."}}')
    found = contents(source, Options(("late", "soon", "never.body", "none", "late[1]")))
    assert [(message.name, len(message.parts)) for message in found.taken] == [("late.1", 1)]
    assert dict(found.left) == {
        "late": "no text: 'late' has to go on with [*]",
        "soon": "no text: 'soon' has to go on with a key",
        "never.body": "leads to nothing in this file",
    }


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("$.macros[*].actions[*].value", ["Late"]),
        ("macros[*].actions[field=comment_value].value", ["Late"]),
        ("**.value", ["Late"]),
        ("$[*].actions", []),
        ("macros.actions[*].value", []),
    ],
)
def test_paths(path: str, names: list[str]) -> None:
    found = contents(Source("x.json", json.dumps({"macros": [MACRO]})), Options((path,)))
    assert [message.name for message in found.taken] == names


@pytest.mark.parametrize(
    ("header", "names"),
    [("Name,Reply text", ["A"]), ("name;macro_body", ["A"]), ("Title\tAnswer", ["A"]), ("Name,Reply time", [])],
)
def test_columns_of_texts(header: str, names: list[str]) -> None:
    delimiter = next(mark for mark in ",;\t" if mark in header)
    found = contents(Source("x.csv", f"{header}\nA{delimiter}It is late\n"))
    assert [message.name for message in found.taken if message.name] == names


def test_all_that_a_vendor_has_in_a_file_is_taken() -> None:
    mail = {"field": "notification_user", "value": ["requester_id", "Hi", "It is here."]}
    variant = {"locale_id": 1, "content": "It is nowhere.", "active": True}
    dump = {
        "macros": [MACRO],
        "triggers": [{"title": "Here", "actions": [mail]}],
        "dynamic_content": {"items": [{"name": "Nowhere", "variants": [variant]}]},
    }
    found = contents(Source("x.json", json.dumps(dump)))
    assert [message.name for message in found.taken] == ["Late", "Here", "Nowhere"]
    assert found.what == "Zendesk macros, Zendesk triggers and automations, Zendesk dynamic content"


@pytest.mark.parametrize("body", ["body", "text", "reply"])
def test_a_list_of_numbered_texts_is_one_of_messages(body: str) -> None:
    source = Source("a.json", json.dumps([{"id": 7, body: "It is late."}, {"id": 8, body: "It is lost."}]))
    assert [(prose.name, prose.text.strip()) for prose in read(source, Options())] == [
        ("7", "It is late."),
        ("8", "It is lost."),
    ]
