"""Tables of presets: what can be written, and where a mistake stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck.errors import RespcheckError
from respcheck.formats import contents
from respcheck.formats.locales import language_of_code
from respcheck.formats.presets import load
from respcheck.options import Options
from respcheck.source import Source

RECORD = 'records:\n  - about: Ours\n    records: ["$", "[*]"]\n    texts: [[says]]\n'


def table(folder: Path, more: str) -> Path:
    path = folder / "ours.yaml"
    path.write_text(RECORD + more)
    return path


def test_what_ships_is_sound() -> None:
    shipped = load()
    assert shipped.locales
    for preset in shipped.records:
        assert preset.has or preset.files, preset.about
        assert all(language_of_code(code) for code in preset.languages.values())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("    has: [a..b]\n", "5:11: 'a..b' is no path"),
        ("    markup: xml\n", "5:13: unknown value 'xml'"),
        ("    kind: macro\n", "5:11: unknown value 'macro'"),
        ("    leave-out: [{path: a, why: b}]\n", "5:17: give the values that leave a record out"),
        ("    leave-out: [{path: a, is: [x], unless: [y], why: b}]\n", "5:17: give the values"),
        ("    leave-out: [{path: a, is: [false], why: b}]\n", "put 'false' in quotes"),
        ("    languages: {1: en}\n", "5:17: expected text; put '1' in quotes"),
        ("    title: a\n    title: b\n", "key 'title' stands twice"),
        ("locales: {includes: []}\n", "did you mean 'include'?"),
    ],
)
def test_mistakes_name_their_place(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(RespcheckError) as error:
        load(table(tmp_path, more))
    assert says in str(error.value)


def test_values_that_keep_a_record_and_names_of_languages(tmp_path: Path) -> None:
    ours = table(
        tmp_path,
        "    title: name\n    kind: fragment\n    language: tongue\n    languages: {old: es}\n"
        "    leave-out: [{path: to, unless: [guest], why: goes to staff}]\n",
    )
    text = (
        '[{"name": "A", "to": "guest", "tongue": "old", "says": "Ya está."},'
        ' {"name": "B", "to": "cook", "says": "It is hot."}, {"name": "C", "says": "It is cold."}]'
    )
    found = contents(Source("x.json", text), Options((str(ours),)))
    assert [(m.name, m.language, m.fragment) for m in found.taken] == [("A", "es", True)]
    assert dict(found.left) == {"B": "goes to staff", "C": "goes to staff"}


def test_keys_of_locale_files_of_ones_own(tmp_path: Path) -> None:
    ours = tmp_path / "ours.yaml"
    ours.write_text('locales:\n  include: ["letters.**"]\n  whole: [said]\n')
    text = '{"letters": {"late": {"said": "It is late, all."}}, "errors": {"body": "It is broken, all."}}'
    source = Source("locales/en.json", text)
    found = contents(source, Options((str(ours),)))
    assert [(message.name, message.fragment) for message in found.taken] == [("letters.late", False)]
    assert dict(found.left)["errors.body"] == "key of forms or errors"
    assert [message.name for message in contents(source).taken] == []
