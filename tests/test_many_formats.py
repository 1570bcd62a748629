"""Each command over a file of many messages in every way to write one; what is written is read by others' libraries."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import polib
import pytest
import yaml

from tests.conftest import ROOT, Run

EXPORTS = ROOT / "tests" / "data" / "exports"

SORRY = (
    "Hi “Ana”,\n\nI'm sorry, but we can't take shoes back, because the soles are worn. Reply, and I'll send the glue."
)
TABS = 'Sorry for any inconvenience: the "blue" tab, C:\\new\\tab, isn\'t there; 5 < 6 & # 7, as Zoë said.'
FINE = "It is there since June 4, 2031. Just reply to this email."
TEXTS = [SORRY, TABS, FINE]
FIXED = [SORRY.replace(", but we", ". We"), TABS.replace("any", "the"), FINE]
FIXABLE = ("--select", "sorry-but,any-inconvenience")


class Way(NamedTuple):
    """A way to write messages `m0`, `m1` ...: a file's name, texts -> the file, and the file -> the texts."""

    name: str
    write: Callable[[list[str]], str]
    read: Callable[[Path], list[str]]


def _yaml(style: str) -> Way:
    def write(texts: list[str]) -> str:
        named = {f"m{n}": {"body": text} for n, text in enumerate(texts)}
        return yaml.safe_dump({"en": {"mailer": named}}, allow_unicode=True, default_style=style, sort_keys=False)

    def read(path: Path) -> list[str]:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))["en"]["mailer"]
        return [message["body"] for message in held.values()]

    return Way("en.yml", write, read)


def _write_json(texts: list[str]) -> str:
    macros = [
        {"title": f"m{n}", "actions": [{"field": "comment_value", "value": text}]} for n, text in enumerate(texts)
    ]
    return json.dumps({"macros": macros}, indent=1)


def _read_json(path: Path) -> list[str]:
    return [macro["actions"][0]["value"] for macro in json.loads(path.read_text(encoding="utf-8"))["macros"]]


def _write_csv(texts: list[str]) -> str:
    rows = [("title", "body"), *((f"m{n}", text) for n, text in enumerate(texts))]
    return "".join(",".join('"' + field.replace('"', '""') + '"' for field in row) + "\n" for row in rows)


def _read_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["body"] for row in csv.DictReader(stream, strict=True)]


def _write_po(texts: list[str]) -> str:
    catalog = polib.POFile(wrapwidth=60)
    catalog.metadata = {"Language": "en", "Content-Type": "text/plain; charset=utf-8"}
    for n, text in enumerate(texts):
        catalog.append(polib.POEntry(msgctxt="mail", msgid=f"m{n}.body", msgstr=text))
    return str(catalog)


def _read_po(path: Path) -> list[str]:
    return [entry.msgstr for entry in polib.pofile(str(path))]


JSON = Way("x.json", _write_json, _read_json)
CSV = Way("x.csv", _write_csv, _read_csv)
PO = Way("mail.po", _write_po, _read_po)
WAYS = {"plain": _yaml(""), "double": _yaml('"'), "single": _yaml("'"), "block": _yaml("|"), "folded": _yaml(">")}
WAYS |= {"json": JSON, "csv": CSV, "po": PO}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def put(folder: Path, way: Way, texts: list[str]) -> Path:
    path = folder / way.name
    path.write_text(way.write(texts), encoding="utf-8")
    assert way.read(path) == texts
    return path


def messages(stdout: str) -> list[str]:
    """The messages that findings lie in."""
    names = (line.rpartition(" in ")[2] for line in stdout.splitlines())
    return ["m" + name.removesuffix(".body").rpartition("m")[2] for name in names]


@each_way
def test_fixes_leave_a_file_that_others_read(run: Run, tmp_path: Path, way: Way) -> None:
    path = put(tmp_path, way, TEXTS)
    before = path.read_bytes()
    patch = run("check", *FIXABLE, "--diff", "--unsafe-fixes", way.name)
    assert (patch.returncode, path.read_bytes()) == (1, before)
    done = run("check", *FIXABLE, "--fix", "--unsafe-fixes", way.name)
    after, held = path.read_bytes(), way.read(path)
    assert [" ".join(text.split()) for text in held] == [" ".join(text.split()) for text in FIXED]
    assert "fixed 2 places in 1 file" in done.stderr
    path.write_bytes(before)
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=patch.stdout.encode(), check=True)
    assert path.read_bytes() == after


@each_way
def test_a_baseline_knows_each_message(run: Run, tmp_path: Path, way: Way) -> None:
    put(tmp_path, way, TEXTS)
    assert "2 findings in 1 file" in run("baseline", "write", *FIXABLE, way.name).stderr
    put(tmp_path, way, [FINE, *TEXTS, "Sorry for any inconvenience with the boots."])
    done = run("check", *FIXABLE, "--baseline", ".respcheck-baseline.json", way.name)
    assert messages(done.stdout) == ["m4"]
    put(tmp_path, way, [TABS])
    assert "1 taken out" in run("baseline", "prune", *FIXABLE, way.name).stderr


@each_way
def test_ignores_go_into_the_configuration(run: Run, tmp_path: Path, way: Way) -> None:
    path = put(tmp_path, way, TEXTS)
    before = path.read_bytes()
    done = run("check", *FIXABLE, "--add-ignores", "so it is", way.name)
    assert (done.returncode, path.read_bytes()) == (1, before)
    (tmp_path / ".respcheck.yml").write_text(done.stdout, encoding="utf-8")
    done = run("check", *FIXABLE, way.name)
    assert (done.stdout, "2 findings are suppressed" in done.stderr) == ("", True)
    assert "suppresses nothing" not in done.stderr


@each_way
def test_only_changed_messages(run: Run, tmp_path: Path, way: Way) -> None:
    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args], cwd=tmp_path, check=True)

    put(tmp_path, way, TEXTS)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    assert run("check", *FIXABLE, "--diff-base", "HEAD", way.name).stdout == ""
    put(tmp_path, way, [SORRY, TABS.replace("blue", "red"), FINE])
    assert messages(run("check", *FIXABLE, "--diff-base", "HEAD", way.name).stdout) == ["m1"]


@each_way
def test_the_customers_message_is_held_against_each(run: Run, tmp_path: Path, way: Way) -> None:
    put(tmp_path, way, TEXTS)
    (tmp_path / "thread.txt").write_text("Hello,\n\nIt left us on June 4, 2031.\n")
    done = run("check", "--select", "thread-not-taken-up", "--thread", "thread.txt", way.name)
    assert messages(done.stdout) == ["m0", "m1"]


@each_way
def test_a_watched_file_is_linted_anew(tmp_path: Path, way: Way) -> None:
    path = put(tmp_path, way, [FINE])
    command = [sys.executable, "-m", "respcheck", "check", *FIXABLE, "--watch", way.name]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "nothing to mend" in process.stderr.readline()
        (tmp_path / "new").write_text(way.write([FINE, TABS]), encoding="utf-8")
        os.replace(tmp_path / "new", path)
        assert messages(process.stdout.readline()) == ["m1"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


PACK = """code: AC101
severity: error
message: "{match}"
help: No.
why: No.
fix: {safe: {lamps: "lights, bulbs"}}
flag: {phrases: [lamps]}
examples:
  bad: [{text: "We have [[lamps]] here.", after: "We have lights, bulbs here."}, "Some [[lamps]] are lit."]
  good: [Hi., Bye.]
"""


@pytest.mark.parametrize(
    ("name", "text", "is_sound"),
    [
        ("en.yml", "en:\n  mailer: {body: {}}\n", False),
        ("en.yml", 'en:\n  mailer: {body: "{}"}\n', True),
        ("en.yml", "en:\n  mailer:\n    body: {}\n", True),
        ("x.csv", "title,body\nA,{}\n", False),
        ("x.csv", 'title,body\nA,"{}"\n', True),
        ("x.json", '[{"title": "A", "body": "{}"}]', True),
        ("a.po", 'msgctxt "mail"\nmsgid "{}"\nmsgstr ""\n', False),
        ("a.po", 'msgctxt "mail"\nmsgid "a"\nmsgstr "{}"\n', True),
        ("a.xlf", '<unit name="mail.a"><source>{}</source></unit>', False),
        ("a.xlf", '<unit name="mail.a"><source>a</source><target>{}</target></unit>', True),
        ("lang/en.php", "<?php return ['mail' => ['body' => '{}']];", True),
        ("a_en.properties", "mail.body={}\n", True),
        ("a.txt", "{}", True),
    ],
)
def test_a_fix_that_would_break_its_file_is_not_offered(
    run: Run, tmp_path: Path, name: str, text: str, is_sound: bool
) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "no-lamps.yaml").write_text(PACK)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("{}", "We have lamps here for all of you."))
    before = path.read_text()
    chosen = ("check", "--rules", "pack", "--select", "AC101")
    (found,) = json.loads(run(*chosen, "--output-format", "json", name).stdout)
    assert (found["match"], bool(found["fix"])) == ("lamps", is_sound)
    run(*chosen, "--fix", name)
    assert path.read_text() == (before.replace("lamps", "lights, bulbs") if is_sound else before)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("en.yml", "en:\n  mailer:\n    body: Simply 'click' the bell, as we all do.\n"),
        ("a.md", "Hello.\n\nSimply - click the bell.\n"),
        ("x.csv", 'title,body\nA,Simply "click" the bell\n'),
    ],
)
def test_nor_is_one_that_takes_out_too_much(run: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    chosen = ("check", "--select", "belittling-ease")
    assert "RC626" in run(*chosen, name).stdout
    run(*chosen, "--fix", name)
    assert (tmp_path / name).read_text() == text


def test_a_bad_fix_leaves_the_others(run: Run, tmp_path: Path) -> None:
    bad, good = "    m{}: {{body: Simply 'click' the bell {}.}}\n", "    m{}: {{body: Simply click the bell {}.}}\n"
    lines = [(bad if n == 7 else good).format(n, n) for n in range(20)]
    (tmp_path / "en.yml").write_text("en:\n  mailer:\n" + "".join(lines))
    assert "fixed 19 places" in run("check", "--select", "belittling-ease", "--fix", "en.yml").stderr
    held = yaml.safe_load((tmp_path / "en.yml").read_text())["en"]["mailer"]
    assert [text["body"].startswith("Simply") for text in held.values()] == [n == 7 for n in range(20)]
    assert held["m8"]["body"] == "Click the bell 8."


def test_copies_of_a_text_are_fixed_one_after_another(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, JSON, [TABS, FINE, TABS])
    run("check", *FIXABLE, "--fix", "--unsafe-fixes", "x.json")
    assert _read_json(path) == [FIXED[1], FINE, FIXED[1]]


def test_places_in_json_hold_the_words_reported(run: Run) -> None:
    files = sorted(str(p) for p in EXPORTS.rglob("*.*") if p.is_file() and p.suffix != ".golden")
    done = run("check", "--isolated", "--select", "all", "--exit-zero", "--output-format", "json", *files)
    found = json.loads(done.stdout)
    assert {finding["filename"] for finding in found} == set(files)
    for finding in found:
        text = Path(finding["filename"]).read_bytes().decode()
        starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", text))]

        def between(places: dict[str, Any], starts: list[int] = starts, text: str = text) -> str:
            start, end = (starts[p["row"] - 1] + p["column"] - 1 for p in places.values())
            return text[start:end]

        place = {key: finding[key] for key in ("location", "end_location")}
        assert between(place) == finding["match"]
        assert letters(undone(finding["match"])) == letters(finding["text"])
        for related in finding["related"]:
            assert between({key: related[key] for key in place}).strip()
        if finding["fix"]:
            assert set(between(finding["fix"]["range"]).split()) <= set(finding["match"].split())


def undone(match: str) -> str:
    """What a stretch of an export says, without its escapes, tags and quotation marks at lines' ends."""
    match = re.sub(r"\\u(....)", lambda found: chr(int(found[1], 16)), match)
    return html.unescape(re.sub(r'<[^<>]*>|\\[nrt]|"\s*\n\s*"|=\n', " ", match))


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)
