"""What the tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run's tests share compiled rules, and see neither the user's cache nor the user's configuration."""
    home = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("RESPCHECK_CACHE_DIR", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output does not depend on where the tests run."""
    here = ("GITHUB_", "CI_", "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "COLUMNS")
    for name in [name for name in os.environ if name.startswith(here)]:
        monkeypatch.delenv(name)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real command in a folder of its own: `run("check", "a.txt", input="...")`."""

    def call(*args: str, cwd: Path = tmp_path, input: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        data = input.encode() if isinstance(input, str) else input
        done = subprocess.run(
            [sys.executable, "-m", "respcheck", *args], cwd=cwd, input=data, capture_output=True, timeout=120
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
