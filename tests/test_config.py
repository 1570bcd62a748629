"""Configuration files: what they ask for, where each value stands, and what each mistake says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from respcheck.config import Config, matches, read_config
from respcheck.errors import RespcheckError
from respcheck.rule import Severity
from respcheck.settings import Given, Layer, Place, Quoted
from respcheck.starter import CONFIG
from tests.test_pack import RULE, SIGNAL, WE, write

WHOLE = """\
select: [no-reply, RC3]
extend-select: cant-without-can
ignore:
  - RC301
  - {path: "legal/*.txt", sentence: "All sales are final.", rules: RC205, reason: counsel, until: 2027-01-31}
severity: {RC101: note}
allow: [our policy is]
min-confidence: 0.5
kind: reply
language: en
dialect: markdown
fail-on: warning
max-warnings: 3
baseline: known.json
exclude: [old/]
paths:
  "news/**":
    ignore: RC4
    kind: template
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config_of(text: str, name: str = ".respcheck.yml") -> Config:
    Path(name).write_text(text, encoding="utf-8")
    return read_config(name, ".")


def at(line: int, column: int) -> Place:
    return Place(".respcheck.yml", line, column)


def test_every_key_with_its_place() -> None:
    top, news, legal = config_of(WHOLE).layers
    assert [(g.value, g.place) for g in top.select] == [("no-reply", at(1, 10)), ("RC3", at(1, 20))]
    assert [g.value for g in top.extend_select] == ["cant-without-can"]
    assert top.ignore == (Given("RC301", at(4, 5)),)
    assert top.severity == ((Given("RC101", at(6, 12)), Severity.NOTE),)
    assert [g.value for g in top.allow] == ["our policy is"]
    assert top.min_confidence == Given(0.5, at(8, 17))
    assert [g.value for g in (top.kind, top.language, top.dialect) if g] == ["reply", "en", "markdown"]
    assert (top.fail_on, top.max_warnings) == (Given("warning", at(12, 10)), Given(3, at(13, 15)))
    assert top.baseline == Given("known.json", at(14, 11))
    assert [g.value for g in top.exclude] == ["old/"]
    assert news == Layer(
        glob=Given("news/**", at(17, 3)), ignore=(Given("RC4", at(18, 13)),), kind=Given("template", at(19, 11))
    )
    quoted = Quoted("legal/*.txt", "All sales are final.", ("RC205",), "counsel", date(2027, 1, 31), at(5, 5))
    assert legal == Layer(glob=Given("legal/*.txt", at(5, 12)), quoted=(quoted,))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignroe: [RC1]", ":1:1: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("ignore: []", ":1:9: the list is empty: leave the key out"),
        ("select: ''", ":1:9: expected text, found nothing"),
        ("ignore: [{path: a, sentence: b}]", ":1:10: key 'rules' is missing"),
        ("ignore: [{path: a, sentence: b, rules: []}]", ":1:40: the list is empty"),
        ("ignore: [{path: a, sentence: b, rules: RC1, until: tomorrow}]", "expected a day, as in 2027-01-31"),
        ("ignore: [{path: a, sentence: b, rules: RC1, until: 2027-02-30}]", "expected a day, as in 2027-01-31"),
        ("severity: {RC101: bad}", ":1:19: unknown value 'bad'; one of error, warning, note"),
        ("fail-on: errors", "unknown value 'errors'; did you mean 'error'?"),
        ("min-confidence: 7", ":1:17: expected a number from 0 to 1"),
        ("min-confidence: .nan", "expected a number from 0 to 1"),
        ("min-confidence: nan", "expected a number from 0 to 1"),
        ("max-warnings: 1.5", "expected a whole number"),
        ("max-warnings: inf", "expected a number of at least 0"),
        ("kind: letter", "unknown value 'letter'; one of reply, template"),
        ("language: German", ":1:11: 'German' is no language's code"),
        ("messages: 'a['", ":1:11: 'a[' is no path"),
        ("messages: ours.yaml", ":1:11: ours.yaml: can't be read: No such file or directory"),
        ("follow-includes: yes please", "expected true or false"),
        ("dialect: word", "unknown dialect 'word': 'text', 'markdown', 'html', 'mail', a template language"),
        ("exclude: ['!a']", "'!a' can match nothing"),
        ("exclude: [../a]", "'../a' can match nothing"),
        ("exclude: a", ":1:10: expected a list"),
        ("paths: {'a/**': {fail-on: note}}", "unknown key 'fail-on'"),
        ("paths: {'a/**': {ignore: [{path: a}]}}", "rules only, here"),
        ("paths: {a: {}, a: {}}", "key 'a' stands twice; first on line 1"),
        ("packs: nowhere", ":1:8: no pack 'nowhere' is installed, and there is no such folder"),
        ("packs: ./nowhere", ":1:8: no such file or folder: ./nowhere"),
        ("packs: ./.respcheck.yml", "a pack is a folder of rules"),
        ("extends: [a/b.yml]", ":1:11: no such file or folder: a/b.yml"),
        ("extends: .respcheck.yml", "files extend each other: .respcheck.yml -> .respcheck.yml"),
        ("extends: empty", "empty holds neither rules nor a .respcheck.yml"),
        ("- RC101", "expected a mapping of keys and values"),
        ("a: ]", "not valid YAML"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(here: Path, text: str, message: str) -> None:
    (here / "empty").mkdir()
    with pytest.raises(RespcheckError) as caught:
        config_of(text)
    assert message in str(caught.value)
    assert str(caught.value).startswith(".respcheck.yml:1:")
    assert "\n" not in str(caught.value)


def test_a_file_of_comments_asks_for_nothing() -> None:
    assert config_of("# nothing yet\n\n").layers == ()


def test_a_file_that_is_no_text(here: Path) -> None:
    (here / "x.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(RespcheckError, match=r"x.yml: can't be read: not UTF-8"):
        read_config("x.yml", ".")


def test_extended_files_come_first_and_their_paths_start_from_them(here: Path) -> None:
    (here / "team").mkdir()
    write(here / "team" / "house", words__we=WE, signals__denial=SIGNAL, brand__blunt=RULE)
    config_of("packs: [house]\nbaseline: b.json\nfail-on: note\n", "team/base.yml")
    config = config_of("extends: team/base.yml\nfail-on: never\n")
    assert config.files == ("team/base.yml", ".respcheck.yml")
    below, top = config.layers
    assert [g.value for g in below.packs] == ["team/house"]
    assert below.baseline == Given("team/b.json", Place("team/base.yml", 2, 11))
    assert [layer.fail_on.value for layer in (below, top) if layer.fail_on] == ["note", "never"]


def test_a_pack_that_is_extended_brings_rules_and_the_configuration_beside_them(here: Path) -> None:
    write(here / "house", words__we=WE, signals__denial=SIGNAL, brand__blunt=RULE)
    config_of("ignore: RC7\n", "house/.respcheck.yml")
    rules, inner, _ = config_of("extends: ./house\nignore: RC6\n").layers
    assert [g.value for g in rules.packs] == ["house"]
    assert [str(g.place) for g in inner.ignore] == ["house/.respcheck.yml:1"]


def test_a_circle_of_files_is_refused_by_all_their_names(here: Path) -> None:
    Path("a.yml").write_text("extends: b.yml\n")
    Path("b.yml").write_text("extends: [a.yml]\n")
    with pytest.raises(RespcheckError, match=r"b.yml:1:11: files extend each other: a.yml -> b.yml -> a.yml"):
        read_config("a.yml", ".")


@pytest.mark.parametrize(
    ("glob", "path", "found"),
    [
        ("*.txt", "deep/a.txt", True),
        ("/*.txt", "deep/a.txt", False),
        ("deep/", "deep/x/a.txt", True),
        ("deep/**", "deep/x/a.txt", True),
        ("x/*.txt", "deep/x/a.txt", False),
    ],
)
def test_globs_are_gits(glob: str, path: str, found: bool) -> None:
    assert matches(glob, path) is found


def test_the_starter_file_loads_as_it_is_and_with_all_its_settings_switched_on(here: Path) -> None:
    assert [layer.fail_on.value for layer in config_of(CONFIG).layers if layer.fail_on] == ["error"]
    (here / "house").mkdir()
    (here / "team.yml").write_text("max-warnings: 3\n")
    text = re.sub(r"(?m)^#(?! \S)", "", CONFIG).replace("../team/respcheck.yml", "team.yml")
    layers = config_of(text).layers
    assert [layer.max_warnings.value for layer in layers if layer.max_warnings] == [3, 20]
    assert sum(bool(layer.glob) for layer in layers) == 4
