"""YAML with places, and nothing guessed."""

from __future__ import annotations

import pytest

from respcheck.errors import RespcheckError
from respcheck.strictyaml import Value, compose


def error(text: str) -> str:
    value = compose(text, "r.yaml")
    with pytest.raises(RespcheckError) as caught:
        table = value.table(("code", "phrases", "safe", "n", "severity"), ("code",))
        for key, reader in (("code", Value.text), ("phrases", Value.texts), ("safe", Value.truth), ("n", Value.number)):
            if key in table:
                reader(table[key])
        if "severity" in table:
            table["severity"].choice(("error", "warning"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code: a\ncode: b", "r.yaml:2:1: key 'code' stands twice; first on line 1"),
        ("code: a\nphrase: b", "r.yaml:2:1: unknown key 'phrase'; did you mean 'phrases'?"),
        ("phrases: []", "r.yaml:1:1: key 'code' is missing"),
        ("code: a\nphrases:\n  - no", "r.yaml:3:5: expected text; put 'no' in quotes"),
        ("code: a\nphrases:\n  - 12:30", "r.yaml:3:5: expected text; put '12:30' in quotes"),
        ("code: a\nphrases:\n  - it: is", "r.yaml:3:5: expected text, found a mapping"),
        ("code: a\nphrases:\n  - [x]", "r.yaml:3:5: expected text, found a list"),
        ("code: a\nphrases: x", "r.yaml:2:10: expected a list"),
        ("code:", "r.yaml:1:6: expected text, found nothing"),
        ("code: a\nsafe: yes", "r.yaml:2:7: expected true or false"),
        ("code: a\nsafe: 'true'", "r.yaml:2:7: expected true or false"),
        ("code: a\nn: '3'", "r.yaml:2:4: expected a number of at least 0"),
        ("code: a\nn: -1", "r.yaml:2:4: expected a number of at least 0"),
        ("code: a\nseverity: eror", "r.yaml:2:11: unknown value 'eror'; did you mean 'error'?"),
        ("- a", "r.yaml:1:1: expected a mapping"),
    ],
)
def test_names_the_place_and_the_remedy(text: str, message: str) -> None:
    assert error(text).startswith(message)


@pytest.mark.parametrize("text", ["a: [", "a: 'x", "\t- x", "a: b: c"])
def test_text_that_is_no_yaml(text: str) -> None:
    with pytest.raises(RespcheckError, match=r"r\.yaml:\d+:\d+: not valid YAML"):
        compose(text, "r.yaml")


def test_an_empty_file() -> None:
    with pytest.raises(RespcheckError, match=r"r\.yaml: the file is empty"):
        compose("# nothing\n", "r.yaml")


def test_all_texts_of_a_value_each_once_whatever_its_aliases() -> None:
    value = compose("a: &x [one, {b: two, c: *x}, 3]\nd: *x\n", "r.yaml")
    assert [scalar.text() for scalar in value.scalars()] == ["one", "two"]


def test_whole_numbers_and_lists_that_may_be_one_value() -> None:
    table = compose("a: 3\nb: 2.5\nc: [x, y]\nd: []\n", "r.yaml").table("abcd")
    assert table["a"].whole() == 3
    with pytest.raises(RespcheckError, match=r"r.yaml:2:4: expected a whole number"):
        table["b"].whole()
    assert [[item.line for item in table[key].one_or_more()] for key in "ac"] == [[1], [3, 3]]
    with pytest.raises(RespcheckError, match=r"r.yaml:4:4: the list is empty"):
        table["d"].one_or_more()
