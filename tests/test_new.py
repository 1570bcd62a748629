"""`respcheck new`: a rule with blanks, which passes its tests once they are filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run

ANSWERS = [
    "'{match}' says nothing about when",
    "Give a date.",
    "Waits of unknown length feel longer.",
    "we will (get back to|contact) you soon",
    "[[We'll get back to you soon]].",
    "Thanks, [[we will contact you soon]].",
    "We will get back to you by Friday.",
    "See you soon.",
]


def fill(path: Path, answers: list[str]) -> None:
    left = iter(answers)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"FILL IN: [^"]*"', lambda _: f'"{next(left)}"', text), encoding="utf-8")
    assert next(left, None) is None


def test_a_scaffold_passes_once_its_blanks_are_filled(run: Run, tmp_path: Path) -> None:
    done = run("new", "AC101", "soon-without-date", "house/wording")
    assert done.stdout.startswith("wrote house/wording/soon-without-date.yaml; fill in what it says")
    done = run("test", "house")
    assert done.returncode == 2
    assert "soon-without-date.yaml:3:10: still to be filled in (and 7 more below): what is wrong" in done.stderr
    fill(tmp_path / "house" / "wording" / "soon-without-date.yaml", ANSWERS)
    done = run("test", "house")
    assert (done.returncode, done.stderr) == (0, "4 examples and 1 parts: all well\n")
    assert "soon-without-date (warning, wording)" in run("rule", "AC101", "--rules", "house").stdout


def test_what_is_commented_out_can_be_used(run: Run, tmp_path: Path) -> None:
    run("new", "AC101", "soon", "house")
    path = tmp_path / "house" / "soon.yaml"
    fill(path, [*ANSWERS[:-1], "We will contact you soon, within 3 days."])
    path.write_text(re.sub(r"(?m)^#(?! \S)", "", path.read_text()).replace("# Words near", "#"))
    done = run("test", "house")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("AC1", "x"), "house/x.yaml: 'AC1' is no code"),
        (("AC102", "No_Name"), "house/No_Name.yaml: file name 'No_Name' is no name"),
        (("RC950", "x"), "codes with RC are respcheck's own"),
        (("AC102", "do-not-reply"), "the name 'do-not-reply' is taken already, in "),
        (("AC101", "x"), "the code AC101 is taken already, in house/soon.yaml"),
        (("AC101", "soon"), "house/soon.yaml: is there already"),
    ],
)
def test_what_is_taken_or_no_name_is_refused(run: Run, tmp_path: Path, args: tuple[str, ...], message: str) -> None:
    run("new", "AC101", "soon")
    before = (tmp_path / "house" / "soon.yaml").read_text()
    done = run("new", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert [p.name for p in (tmp_path / "house").iterdir()] == ["soon.yaml"]
    assert (tmp_path / "house" / "soon.yaml").read_text() == before
