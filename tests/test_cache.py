"""Compiled rules on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from respcheck import cache
from respcheck.builtin import RULES
from respcheck.pack import load, read_files
from tests.test_pack import RULE, SIGNAL, WE, write


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RESPCHECK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_shipped_rules_come_back_the_same() -> None:
    ruleset = load(read_files([RULES])).ruleset
    cache.save("k", ruleset)
    again = cache.load("k")
    assert again is not None
    assert again.rules == ruleset.rules
    assert again.signals == ruleset.signals
    assert again.lists == ruleset.lists


def test_the_key_follows_the_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", words__we=WE, signals__denial=SIGNAL, house__blunt=RULE)
    first = cache.key([folder])
    assert cache.key([folder]) == first
    write(folder, house__blunt=RULE.replace("Say yes.", "Say yes, then."))
    assert cache.key([folder]) != first


@pytest.mark.parametrize(
    "text",
    ["", "{", '"k"', '"k"\n[]', '"k"\n{"lists": {}, "signals": [[1]], "rules": []}', "\udcff"],
)
def test_a_damaged_cache_is_no_cache(home: Path, text: str) -> None:
    home.mkdir(parents=True)
    cache.path_of("k").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert cache.load("k") is None


def test_a_file_kept_for_another_key_is_not_used(home: Path) -> None:
    cache.save("k", load(read_files([RULES])).ruleset)
    cache.path_of("k").rename(cache.path_of("other"))
    assert cache.load("other") is None


def test_one_cache_serves_all_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        keys.add(cache.key([RULES]))
    assert len(keys) == 1


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RESPCHECK_CACHE_DIR", str(tmp_path / "file" / "below"))
    cache.save("k", load(read_files([RULES])).ruleset)
    assert cache.load("k") is None


def test_few_old_entries_are_kept(home: Path) -> None:
    ruleset = load(read_files([RULES])).ruleset
    for number in range(12):
        cache.save(f"k{number}", ruleset)
    assert len(list(home.glob("*.json"))) == 8
    assert not list(home.glob("*.tmp"))
