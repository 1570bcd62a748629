"""Which entries of a locale file are mail, and which of them are one message."""

from __future__ import annotations

import json

import pytest

from respcheck.formats import contents, is_lintable, read
from respcheck.source import Source


def taken(path: str, text: str) -> list[str]:
    return [message.name for message in contents(Source(path, text)).taken]


def left(path: str, text: str) -> dict[str, str]:
    return dict(contents(Source(path, text)).left)


SENTENCE = "It has left the house."


@pytest.mark.parametrize(
    "key",
    [
        "user_mailer.welcome.lead",
        "devise.mailer.reset.instruction",
        "emails.closed.intro",
        "account.email.lead",
        "system_messages.hello.text_body_template",
        "orders.shipped_email.lead",
        "orderShippedEmail.lead",
        "orderShippedBody",
        "notifier.late",
    ],
)
def test_keys_of_mail(key: str) -> None:
    assert taken("locales/en.json", json.dumps({key: SENTENCE, "home.lead": SENTENCE}))


@pytest.mark.parametrize(
    "key",
    ["home.lead", "errors.email.invalid", "settings.form.email.hint", "emailed.lead", "admin.emails.lead", "nobody"],
)
def test_keys_of_something_else(key: str) -> None:
    assert not taken("locales/en.json", json.dumps({key: SENTENCE}))


@pytest.mark.parametrize(
    "path", ["locales/mailers/en.json", "email/messages/messages_en.properties", "lang/en/emails.php", "i18n/mail.json"]
)
def test_a_file_may_be_named_by_mail(path: str) -> None:
    text = {"json": '{"lead": "%s"}', "php": "<?php return ['lead' => '%s'];", "properties": "lead=%s"}
    assert taken(path, text[path.rpartition(".")[2]] % SENTENCE)


def test_subject_and_body_of_one_beginning_are_one_message() -> None:
    text = f"resetSubject=Reset\nresetBody={SENTENCE}\nresetBodyHtml=<p>{SENTENCE}</p>\n"
    text += "lateSubject=Late\nlateBody=Hi there.\n"
    path = "email/messages_en.properties"
    assert taken(path, text) == ["reset", "late"]
    assert left(path, text) == {"resetBody": "the same text once more, as in resetBodyHtml"}
    assert [prose.fragment for prose in read(Source(path, text))] == [False, False]
    text = json.dumps({"mail": {"subject": "Hi", "welcome_message": SENTENCE, "footer_text": SENTENCE}})
    assert taken("locales/en.json", text) == ["mail"]


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        ({"one": SENTENCE, "other": SENTENCE}, ["mail.days"]),
        ({"other": SENTENCE, "one": SENTENCE}, ["mail.days"]),
        ({"few": SENTENCE, "many": SENTENCE}, ["mail.days"]),
        ({"body_one": SENTENCE, "body_other": SENTENCE}, ["mail.days"]),
        ({"body": SENTENCE, "body_plural": SENTENCE}, ["mail.days"]),
    ],
)
def test_one_plural_form_speaks_for_all(entries: dict[str, str], names: list[str]) -> None:
    source = Source("locales/en.json", json.dumps({"mail": {"days": entries}}))
    assert [len(message.parts) for message in contents(source).taken] == [1]
    assert set(left(source.path, source.text).values()) == {"plural form of the same text"}


def test_the_files_of_chrome_and_flutter() -> None:
    text = json.dumps({"mailBody": {"message": SENTENCE, "description": f"Says: {SENTENCE}"}})
    (prose,) = read(Source("_locales/en/messages.json", text))
    assert (prose.name, prose.language, prose.fragment) == ("mailBody", "en", True)
    text = json.dumps({"@@locale": "es", "mailBody": SENTENCE, "@mailBody": {"description": SENTENCE}})
    (prose,) = read(Source("l10n/app.arb", text))
    assert (prose.name, prose.language) == ("mailBody", "es")
    assert is_lintable("l10n/app.arb")


@pytest.mark.parametrize(
    ("header", "language", "names"),
    [("en_GB", "en", ["Hi there, all."]), ("de", "de", []), ("xx", "und", []), ("", "fr", [])],
)
def test_an_untranslated_entry_is_read_in_english_only(header: str, language: str, names: list[str]) -> None:
    path = "fr/LC_MESSAGES/x.po"
    text = f'msgid ""\nmsgstr "Language: {header}\\n"\n\n#: a/mail.py\nmsgid "Hi there, all."\nmsgstr ""\n'
    text += '\n#: a/mail.py\nmsgid "Bye now, all."\nmsgstr "So long, all."\n'
    assert taken(path, text) == [*names, "Bye now, all."]
    assert {prose.language for prose in read(Source(path, text))} == {language}
