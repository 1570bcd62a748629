"""Rules of one language keep silent about messages in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck.errors import RespcheckError
from respcheck.language import EN, ES
from respcheck.pack import Pack, load, read_files
from respcheck.prose import BlockKind
from respcheck.sentences import split
from respcheck.source import Span
from tests.conftest import Run

RULE = """code: AC101
severity: note
message: "'{{match}}'"
help: None.
why: None.
{}
flag:
  phrases: [guten tag]
examples:
  bad: ["[[Guten Tag]].", "Nun, [[guten Tag]]."]
  good: [Hallo., Hi.]
"""


def pack(folder: Path, where: str, line: str = "") -> Pack:
    path = folder / "own" / where / "day.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE.format(line) if line else RULE.format("source: none"))
    return load(read_files([folder / "own"]))


@pytest.mark.parametrize(
    ("where", "line", "language"),
    [("tone", "", "en"), ("de/tone", "", "de"), ("tone", "language: de", "de"), ("de/tone", "language: any", "any")],
)
def test_the_language_of_a_rule(tmp_path: Path, where: str, line: str, language: str) -> None:
    (rule,) = pack(tmp_path, where, line).ruleset.rules
    assert (rule.language, rule.family) == (language, "tone")
    assert rule.reads("de", False) is (language != "en")
    assert rule.reads("", False) is (language != "de")


def test_a_language_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(RespcheckError, match="no language"):
        pack(tmp_path, "tone", "language: German")


def test_english_rules_are_silent_in_other_languages(run: Run, tmp_path: Path) -> None:
    text = "Please do not reply to this email.\n\nPor favor, no responda a este correo.\n"
    for name in ("a.txt", "a.es.txt", "a.de.txt"):
        (tmp_path / name).write_text(text)
    lines = run("check", "a.txt", "a.es.txt", "a.de.txt").stdout.splitlines()
    assert [line.split(" ")[0] + line.split(" ")[2] for line in lines] == ["a.txt:1:1:RC101", "a.es.txt:3:1:RC151"]
    assert "RC151" in run("check", "--language", "es-MX", "a.txt").stdout
    refused = run("check", "--language", "spanish", "a.txt")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


def test_rules_of_no_language_speak_in_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.de.txt").write_text("Hallo Ana,\n\nIhre Rollos sind da, für $NaN.\n")
    done = run("check", "a.de.txt")
    assert {line.split(" ")[2] for line in done.stdout.splitlines()} == {"RC803"}


def test_spanish_sentences() -> None:
    text = "La Sra. Ruiz y el Sr. Gil leen su carta. Vea la pág. 3, p. ej. el art. 5. Gracias."
    block = Span(0, len(text))
    spanish = [text[slice(*span)] for span in split(text, block, BlockKind.PARAGRAPH, ES)]
    assert spanish == [
        "La Sra. Ruiz y el Sr. Gil leen su carta.",
        "Vea la pág. 3, p. ej. el art. 5.",
        "Gracias.",
    ]
    assert len(split(text, block, BlockKind.PARAGRAPH, EN)) > 3


def test_explain_says_that_a_rule_reads_another_language(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Por favor, no responda a este correo.\n")
    assert "RC151 es-do-not-reply: silent, its language is es" in run("explain", "a.txt").stdout
    (tmp_path / "_foot.txt").write_text("Your claim was denied.\n")
    assert "RC401 missing-next-step: silent, it judges whole messages" in run("explain", "_foot.txt").stdout


def test_languages_without_rules_are_named_in_the_summary(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "a.de.txt", "a.fr.txt", "a.es.txt"):
        (tmp_path / name).write_text("Guten Tag.\n")
    said = "No rule is for messages in"
    assert run("check").stderr == f"4 files read, nothing to mend. {said} de, fr.\n"
    assert run("check", "--select", "RC101", "a.es.txt").stderr.endswith(f"{said} es.\n")
    assert said not in run("check", "--select", "unfilled-placeholder", "a.de.txt").stderr
