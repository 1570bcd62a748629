"""Exports, locale files, tables and mailboxes: which messages are in them, and where each word of them stands."""

from __future__ import annotations

import csv
import gc
import io
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from respcheck.errors import RespcheckError
from respcheck.formats import contents, read
from respcheck.formats.messages import refuse_bad_choice
from respcheck.options import Options
from respcheck.prose import Prose
from respcheck.source import Source, Span, decode
from tests.reads import shown
from tests.test_positions import SENTENCES, seeded, words_of
from tests.test_positions import check as check_positions

EXPORTS = Path(__file__).parent / "data" / "exports"
FILES = sorted(path for path in EXPORTS.rglob("*.*") if path.is_file() and path.suffix != ".golden")


def proses(name: str, text: str, *paths: str) -> list[Prose]:
    return list(read(Source(name, text), Options(paths)))


def names(name: str, text: str, *paths: str) -> list[str]:
    return [prose.name for prose in proses(name, text, *paths)]


def left(name: str, text: str) -> dict[str, str]:
    return dict(contents(Source(name, text)).left)


def export(name: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The names taken from a sample export, and the names left out with the reasons."""
    found = contents(decode((EXPORTS / name).read_bytes(), name))
    return [message.name for message in found.taken], [(entry.name, entry.why) for entry in found.left]


@pytest.mark.parametrize(
    ("name", "taken", "out"),
    [
        (
            "zendesk-macros.json",
            ["Parcel::Late", "Parcel::Chat", "Parcel::Chat", "Refund::No"],
            [
                ("Parcel::Old", "inactive"),
                ("Ask finance", "internal note"),
                ("Refund::No", "the same text once more"),
                ("Refund::No (copy)", "the same text as Refund::No"),
            ],
        ),
        (
            "zendesk-triggers.json",
            ["Notify requester of solved ticket"],
            [("Notify requester of solved ticket", "goes to agents")] * 3,
        ),
        ("zendesk-dynamic-content.json", ["Closing line"] * 3, [("Closing line", "outdated")]),
        (
            "freshdesk.json",
            ["No refund", "Thanks"],
            [("No refund", "the same text once more"), ("Thanks", "the same text once more")],
        ),
        ("helpscout.json", ["Closed", "Closed"], []),
        ("intercom.json", ["Plan ended"], [("Plan ended", "the same text once more")]),
        ("gorgias.json", ["Return refused"], [("Return refused", "the same text once more")]),
        ("front.json", ["Table booked"], []),
        ("chatwoot.json", ["hours"], []),
        ("zammad.json", ["Close"], [("Old", "inactive")]),
        ("zammad-triggers.json", ["Follow-up"], [("To the owner", "goes to agents"), ("Off", "inactive")]),
        ("osticket.yaml", ["No parts"], [("Old", "inactive")]),
        ("osticket-mail.yaml", [""], []),
        ("replies.csv", ["Late", "Fine"], [("Old", "inactive")]),
        ("replies.jsonl", ["a", "b"], []),
        ("sent.mbox", ["Your lamp", "Your chair"], []),
        (
            "catalog.po",
            ["order mail.Your order is closed."],
            [
                ("Our policy does not allow it.", "no key or reference of mail"),
                ("Closed", "fuzzy"),
                ("Old mail", "obsolete"),
            ],
        ),
        ("messages.xlf", ["mail.closed"], [("page.title", "no key or reference of mail")]),
        (
            "messages_en.properties",
            ["mail.rejected", "orderShipped"],
            [
                ("app.title", "no key or reference of mail"),
                ("mail.rejected.body", "the same text once more, as in mail.rejected.html"),
            ],
        ),
        (
            "locales/en.yml",
            ["user_mailer.rejected", "user_mailer.warning"],
            [
                ("pages.home.lead", "no key or reference of mail"),
                ("user_mailer.warning.days.one", "plural form of the same text"),
            ],
        ),
        ("locales/es.yml", ["user_mailer.rejected"], []),
        ("locales/mail.php", ["rejected"], []),
        ("locales/site.json", ["emails.closed"], [("home.lead", "no key or reference of mail")]),
    ],
)
def test_what_is_taken_of_an_export(name: str, taken: list[str], out: list[tuple[str, str]]) -> None:
    assert export(name) == (taken, out)


def test_every_sample_export_is_tested() -> None:
    (mark,) = [m for m in test_what_is_taken_of_an_export.pytestmark if m.name == "parametrize"]
    assert {str(path.relative_to(EXPORTS)) for path in FILES} == {case[0] for case in mark.args[1]}


def test_slots_of_vendors() -> None:
    intercom = shown(read(decode((EXPORTS / "intercom.json").read_bytes(), "intercom.json"))[0])
    assert intercom[0] == "paragraph: Hi <user.name>,"
    helpscout = shown(read(decode((EXPORTS / "helpscout.json").read_bytes(), "helpscout.json"))[0])
    assert helpscout[0].startswith("paragraph: Hi <")


def test_a_message_is_its_subject_and_its_body() -> None:
    (prose,) = read(decode((EXPORTS / "locales/en.yml").read_bytes(), "locales/en.yml"))[:1]
    assert shown(prose)[:3] == [
        "subject: Your request",
        "paragraph: Hi <name>,",
        "paragraph: we read your request. Please do not reply to this email.",
    ]
    assert prose.name_at(prose.text.index("Please")) == "user_mailer.rejected.body"
    assert prose.name_at(0) == "user_mailer.rejected.subject"
    assert prose.language == "en"
    assert not prose.fragment


def test_entries_without_a_body_are_a_fragment() -> None:
    text = "en:\n  user_mailer:\n    warning:\n      lead: We can't keep it for you.\n"
    assert [prose.fragment for prose in proses("x.yml", text)] == [True]


def test_a_whole_export_in_another_shape_is_read_by_path() -> None:
    text = '{"groups": [{"title": "A", "inner": [{"says": "It has left."}, {"says": "It is late."}]}, {"x": 1}]}'
    assert names("x.json", text, "groups[*].inner[*].says") == ["A", "A"]
    assert names("x.json", text, "groups[0].inner[1].says") == ["A"]
    assert names("x.json", text, "**.says") == ["A", "A"]
    assert names("x.json", text, "groups[title=B].**.says") == []


def test_keys_with_dots_are_as_good_as_nested_ones() -> None:
    text = '{"mail.closed.body": "It is closed.", "mail": {"open": {"body": "It is open."}}}'
    assert names("x.json", text, "mail.*.body") == ["mail.closed.body", "mail.open.body"]


@pytest.mark.parametrize("path", ["", "a..b", "a.", "[x]", "a[", "a(b"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(RespcheckError, match="path"):
        refuse_bad_choice(path)


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    table = tmp_path / "ours.yaml"
    table.write_text('records:\n  - about: Ours\n    records: ["cards[*]"]\n    title: head\n    texts: [[says]]\n')
    text = '{"cards": [{"head": "A", "says": "It has left."}, {"head": "B", "says": "It has left."}]}'
    source = Source("x.json", text)
    found = contents(source, Options((str(table),)))
    assert (found.what, [m.name for m in found.taken], dict(found.left)) == ("Ours", ["A"], {"B": "the same text as A"})
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("records:\n  - about: Ours\n    texts: [[says]]\n")
    with pytest.raises(RespcheckError, match="key 'records' is missing"):
        refuse_bad_choice(str(wrong))


def test_files_of_other_shapes_are_read_as_before() -> None:
    assert names("package.json", '{"name": "x", "description": "A thing that says things."}') == [""]
    assert contents(Source("deploy.yaml", "a: It has left the house.\n")).what == "one message"
    assert contents(Source("a.txt", "Hi")).what == "one message"


def test_a_locale_file_without_mail_has_no_message() -> None:
    assert proses("locales/en.yml", "en:\n  hello: It has left the house.\n") == []


def test_a_broken_file_is_read_as_far_as_it_goes() -> None:
    text = '[{"title": "A", "body": "It has left the house."}, {"title": "B", "body": "It is la'
    (prose,) = proses("x.json", text)
    assert prose.name == "A"
    assert [text[offset:] for offset, _ in prose.uncertain] == ['"It is la']


def test_deep_data_breaks_nothing() -> None:
    assert proses("x.json", "[" * 100_000 + '"It has left the house."')
    assert proses("x.php", "<?php return " + "[" * 50_000)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_mutation_of_an_export_breaks_reading(path: Path) -> None:
    text = path.read_bytes().decode()
    chance = random.Random(7)
    for _ in range(25):
        at, to = sorted(chance.choices(range(len(text)), k=2))
        broken = chance.choice(
            [text[:at], text[:at] + text[to:], text[:at] + chance.choice("\"'{}[]<>&\\#\n,") + text[at:]]
        )
        for prose in read(Source(str(path), broken)):
            assert prose.source.text == broken
            prose.source_span(Span(0, len(prose.text)))


def as_po(text: str) -> str:
    return 'msgid "mail"\nmsgstr ""\n' + "".join(f"{json.dumps(line)}\n" for line in text.splitlines(True))


def as_csv(text: str) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([["title", "body"], ["A", text]])
    return out.getvalue()


def as_properties(text: str) -> str:
    return "mail.body = " + text.replace("\\", "\\\\").replace("\n", "\\n").replace(" it ", " \\\n   it ") + "\n"


def as_php(text: str) -> str:
    return "<?php return ['mail' => ['body' => '" + text.replace("'", "\\'") + "']];"


def as_xliff(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("’", "&#8217;")
    return f'<xliff><file><unit id="mail.body"><segment><source>{text}</source></segment></unit></file></xliff>'


UNDO = {'\\"': '"', "\\'": "'", '""': '"', "&amp;": "&", "&lt;": "<", "&#8217;": "’"}


@seeded
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("mail.po", as_po),
        ("a.csv", as_csv),
        ("m_en.properties", as_properties),
        ("en.php", as_php),
        ("m.xlf", as_xliff),
    ],
)
def test_positions(chance: random.Random, name: str, write: object) -> None:
    sentences = [chance.choice(SENTENCES) for _ in range(chance.randint(3, 9))]
    assert callable(write)
    (prose,) = read(Source(name, write("\n\n".join(sentences))))

    def undo(source: str) -> str:
        for written, meant in UNDO.items():
            source = source.replace(written, meant)
        return json.loads(f'"{source}"') if "\\u" in source else source

    assert len(words_of(sentences)) > 5
    check_positions(prose, sentences, undo)


def file_of(name: str, count: int) -> str:
    """A file of `count` texts; all of them are one message in `en.json`."""
    said = [
        f"Hi %{{name}}, parcel {n:05} left us today. Reply to this email, and we will look for it."
        for n in range(count)
    ]
    ending = name.rpartition(".")[2]
    if ending == "yml":
        return "en:\n  user_mailer:\n" + "".join(
            f"    m{n}:\n      subject: Parcel {n}\n      body: {json.dumps(text)}\n      html: <p>{text}</p>\n"
            for n, text in enumerate(said)
        )
    if name == "en.json":
        return json.dumps({"en": {"mailer": {f"lead{n}": text for n, text in enumerate(said)}}})
    if ending == "json":
        return json.dumps({"macros": [{"actions": [{"field": "comment_value", "value": text}]} for text in said]})
    if ending == "csv":
        return "title,body\n" + "".join(f'm{n},"{text}"\n' for n, text in enumerate(said))
    if ending == "po":
        return "".join(f'#: mail{n}.py\nmsgid "{n}"\nmsgstr {json.dumps(text)}\n\n' for n, text in enumerate(said))
    if ending == "xlf":
        return "".join(f'<unit name="mail.m{n}.body"><source>{text}</source></unit>' for n, text in enumerate(said))
    if ending == "properties":
        return "".join(f"mail{n}Subject=Parcel {n}\nmail{n}Body={text}\n" for n, text in enumerate(said))
    if ending == "php":
        return "<?php return [" + "".join(f"'m{n}' => ['body' => '{text}'],\n" for n, text in enumerate(said)) + "];"
    return "".join(f"From a@b\nSubject: Parcel {n}\n\n{text}\n\n" for n, text in enumerate(said))


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, those of the interpreter included."""
    counted = 0

    def count(frame: FrameType, event: str, what: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "name", ["en.yml", "en.json", "x.json", "x.csv", "mail.po", "x.xlf", "m_en.properties", "lang/mail.php", "x.mbox"]
)
def test_ten_times_the_texts_are_ten_times_the_work(name: str) -> None:
    proses(name, file_of(name, 2))  # what is loaded once
    few, many = (file_of(name, count) for count in (40, 400))
    assert len(proses(name, many)) in (1, 400)
    assert calls(lambda: proses(name, many)) < 11 * calls(lambda: proses(name, few))


@pytest.mark.parametrize("name", ["en.yml", "en.json"])
def test_a_large_locale_file_is_read_in_time(name: str) -> None:
    """Calls don't tell what one of them costs. 400 KB take at most 12 times a tenth; the rest is for a busy machine."""

    def took(text: str) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            proses(name, text)
            times.append(time.process_time() - start)
        return min(times)

    few, many = (file_of(name, count) for count in (200, 2000))
    assert len(many) > (400_000 if name == "en.yml" else 200_000)
    gc.disable()
    try:
        assert took(many) < 16 * took(few)
    finally:
        gc.enable()


HOSTILE = {
    "a.json": ["/* ", '"', "[1,", '{"actions":['],
    "en.json": ['{"mail":', '{"a_one":"b",'],
    "a.php": ["<<<A\n", "['", "'a'.$b."],
    "a.xlf": ["<unit a", "<unit><source>"],
    "a.po": ['msgid "', "#: a\n"],
    "a.csv": ['"', ",", "a\n"],
    "a_en.properties": ["a\\\n", "\\", "mail_a_"],
    "a.mbox": ["From a\n", "From a\na:\n"],
    "en.yml": ["- &a *a\n", "- "],
}


@pytest.mark.parametrize(("name", "bit"), [(name, bit) for name, bits in HOSTILE.items() for bit in bits])
def test_hostile_data_is_read_in_time(name: str, bit: str) -> None:
    start = time.perf_counter()
    read(Source(name, bit * (100_000 // len(bit))))
    assert time.perf_counter() - start < 5
