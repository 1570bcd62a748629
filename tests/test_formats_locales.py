"""The language of a text: by path, by code and by markup."""

from __future__ import annotations

import pytest

from respcheck.formats import is_lintable, read
from respcheck.formats.locales import language_as_said, language_of_code, language_of_markup, language_of_path
from respcheck.options import Options
from respcheck.source import Source


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("mail.de.html", "de"),
        ("mailer/welcome/pt-br.html.erb", "pt"),
        ("mail_pt_BR.html", "pt"),
        ("emails/es/welcome.html", "es"),
        ("locales/no/user/mail.txt", "no"),
        ("locales/it.yml", "it"),
        ("fr/LC_MESSAGES/django.po", "fr"),
        ("welcome.html", ""),
        ("say_it.txt", ""),
        ("no.txt", ""),
        ("drafts/it/reply.txt", ""),
        ("do.not.reply.txt", ""),
        ("/home/de/replies/a.txt", ""),
        ("what.is.it.txt", ""),
        ("thank.you.so.much.txt", ""),
        ("late.to.me.md", ""),
        ("replies/cs/late.txt", ""),
        ("replies/hr/offer.txt", ""),
        ("locales/cs/late.txt", "cs"),
        ("replies.cs.txt", ""),
        ("acme.io.html", ""),
        ("my-cv.txt", ""),
        ("no-reply.html", ""),
        ("de-escalation.txt", ""),
        ("it-support/late.txt", ""),
        ("id-check.md", ""),
        ("locale/sr@latin.po", "sr"),
        ("zh_Hant_TW.yml", "zh"),
        ("es-419.json", "es"),
        ("en_GB.po", "en"),
        ("locale/pt_BR/LC_MESSAGES/django.po", "pt"),
        ("app/views/mailer/reset/zh-cn.html.erb", "zh"),
        ("locales/fil/late.html", "fil"),
        ("aa.txt", ""),
        ("hi.txt", ""),
        ("emails/uk/late.html", ""),
    ],
)
def test_of_a_path(path: str, language: str) -> None:
    assert language_of_path(path) == language


def test_of_a_locale_file() -> None:
    assert language_of_path("messages_es.properties", is_data=True) == "es"
    assert language_of_path("say_it.txt", is_data=True) == "it"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en-US", "en"),
        ("zh-Hant-TW", "zh"),
        ("af", "af"),
        ("ckb", "ckb"),
        ("xx", ""),
        ("mail", ""),
        ("EN", ""),
        ("", ""),
    ],
)
def test_of_a_code(code: str, language: str) -> None:
    assert language_of_code(code) == language


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("EN", "en"),
        ("en_us", "en"),
        ("English", "en"),
        ("Español", "es"),
        ("Klingon", "und"),
        ("1176", "und"),
        (" ", ""),
    ],
)
def test_as_said(said: str, language: str) -> None:
    assert language_as_said(said) == language


def test_of_markup() -> None:
    assert language_of_markup('<!doctype html><html dir="ltr" lang="de-AT"><body>') == "de"
    assert language_of_markup('<html lang="{{ locale }}">') == ""
    assert language_of_markup('<html lang="tlh">') == "und"
    assert language_of_markup("We write <b lang='de'>Guten Tag</b>") == ""


def test_what_the_user_says_comes_first() -> None:
    def language(path: str, options: Options) -> str:
        return read(Source(path, '<html lang="fr"><p>Hi</p></html>'), options)[0].language

    assert language("a.de.html", Options(language="es")) == "es"
    assert language("a.de.html", Options()) == "de"
    assert language("a.html", Options()) == "fr"


def test_a_language_that_nobody_knows_is_noted() -> None:
    source = Source("a.html", '<html lang="tlh"><body>\n<p>Please do not reply to this email.</p>')
    ((offset, what),) = read(source)[0].uncertain
    assert (source.position(offset)[0], "--language" in what) == (2, True)
    assert read(source, Options(language="en"))[0].uncertain == ()


@pytest.mark.parametrize("path", ["locales/en.yml", "x/i18n/mail.json", "es.po", "a.xlf", "lang/en/mail.php", "b.mbox"])
def test_a_walk_picks_up_locale_files(path: str) -> None:
    assert is_lintable(path)
