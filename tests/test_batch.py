"""Many files at once give what each gives alone, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck import batch, check, load_rules
from respcheck.reporters.concise import line
from respcheck.ruleset import Ruleset

TEXTS = (b"Please do not reply to this email.\n", b"Your parcel is on its way.\n", b"\0\0\0", b"caf\xe9\n")


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(select=["no-reply"])


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    found = []
    for number in range(40):
        path = tmp_path / f"{number:02}.txt"
        path.write_bytes(TEXTS[number % 4])
        found.append(str(path))
    return found


def test_in_parallel_as_one_after_another(paths: list[str], ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = batch.merge(batch.check_each([batch.Job(path, ruleset) for path in paths]))
    monkeypatch.setattr(batch, "_WORTH_SHARING", 2)
    monkeypatch.setattr(batch, "_CHUNK", 7)
    together = batch.merge(batch.check_each([batch.Job(path, ruleset) for path in paths]))
    assert [line(f) for f in together.findings] == [line(f) for f in alone.findings]
    assert (together.notes, together.files) == (alone.notes, alone.files)
    assert len(alone.findings) == 10
    assert alone.files == 30
    assert sum("binary" in note for note in alone.notes) == 10
    assert sum("Windows-1252" in note for note in alone.notes) == 10


def test_a_file_that_went_away_is_an_error_and_the_rest_goes_on(paths: list[str], ruleset: Ruleset) -> None:
    report = batch.merge(batch.check_each([batch.Job(path, ruleset) for path in (paths[0], "gone.txt", paths[4])]))
    assert len(report.findings) == 2
    assert report.errors == ("gone.txt: can't be read: No such file or directory",)


def test_equal_findings_have_fingerprints_of_their_own(ruleset: Ruleset) -> None:
    text = b"Please do not reply to this email.\n\n"
    prints = [f.fingerprint for f in check(text * 3, "a.txt", ruleset).findings]
    assert len(set(prints)) == 3
    moved = [f.fingerprint for f in check(b"Hello.\n\n" + text * 3, "b.txt", ruleset).findings]
    assert moved == prints
