"""Installed packs are found by name, and none of their code runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from respcheck.errors import RespcheckError
from respcheck.installed import locate
from tests.conftest import Run
from tests.test_overlay import BLUNT
from tests.test_pack import SIGNAL, write


def refuse(message: str) -> RespcheckError:
    return RespcheckError(message, "here")


def install(site: Path, dist: str, entry: str, package: str = "acme_replies") -> Path:
    """A distribution as pip leaves it, whose package raises when it is imported."""
    folder = site / package.replace(".", "/")
    write(folder, signals__denial=SIGNAL, house__blunt=BLUNT)
    (site / package.split(".")[0] / "__init__.py").write_text("raise SystemExit('imported')\n")
    info = site / f"{dist}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[respcheck.packs]\n{entry}\n")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", ":".join([str(folder), *filter(None, sys.path)]))
    return folder


@pytest.mark.parametrize("package", ["acme_replies", "acme.rules.support"])
def test_a_name_means_the_packages_folder(site: Path, package: str) -> None:
    folder = install(site, "acme", f"acme = {package}", package)
    assert locate("acme", "", refuse) == str(folder)
    assert package.split(".")[0] not in sys.modules


def test_an_editable_install_is_found_by_its_outermost_name(site: Path, tmp_path: Path) -> None:
    folder = install(site, "acme", "acme = acme_replies")
    folder.rename(tmp_path / "acme_replies")
    sys.path.insert(0, str(tmp_path))  # as its .pth file would
    assert locate("acme", "", refuse) == str(tmp_path / "acme_replies")


@pytest.mark.parametrize(
    ("entry", "name", "message"),
    [
        ("acme = acme_replies", "acne", "here: no pack 'acne' is installed, and there is no such folder; did you mean"),
        (
            "acme = nowhere_at_all",
            "acme",
            "the package dist announces the pack 'acme' in 'nowhere_at_all', which holds",
        ),
        ("acme = acme_replies:rules", "acme", "which holds no files"),
    ],
)
def test_a_pack_that_is_not_there(site: Path, entry: str, name: str, message: str) -> None:
    install(site, "dist", entry)
    with pytest.raises(RespcheckError) as caught:
        locate(name, "", refuse)
    assert message in str(caught.value)


def test_two_packages_with_one_name_are_refused(site: Path) -> None:
    install(site, "acme", "acme = acme_replies")
    install(site, "other", "acme = other_replies", "other_replies")
    with pytest.raises(RespcheckError, match="several packages announce a pack 'acme': acme, other"):
        locate("acme", "", refuse)


def test_the_command_runs_an_installed_pack(site: Path, run: Run, tmp_path: Path) -> None:
    install(site, "acme", "acme = acme_replies")
    (tmp_path / "a.txt").write_text("We can't give you that.\n")
    assert "AB101" in run("check", "--rules", "acme", "a.txt").stdout
    (tmp_path / ".respcheck.yml").write_text("extends: acme\nseverity: {blunt: error}\n")
    assert "error: AB101" in run("check", "a.txt").stdout
    done = run("test", "acme")
    assert (done.returncode, done.stderr) == (0, "8 examples and 2 parts: all well\n")
