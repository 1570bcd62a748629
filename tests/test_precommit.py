"""The real pre-commit, on a throw-away repository of templates: refused, then accepted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_packaging import call, copy_checkout

pytestmark = pytest.mark.slow


def git(cwd: Path, *args: str) -> None:
    call("git", "-c", "user.name=t", "-c", "user.email=t@example.org", *args, cwd=cwd)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository that pre-commit can clone, as the working tree stands."""
    copy = copy_checkout(tmp_path_factory.mktemp("hooks"))
    git(copy, "init", "-q")
    git(copy, "add", "-A")
    git(copy, "commit", "-qm", "as it stands")
    return copy


def test_a_commit_is_refused_and_then_accepted(hooks: Path, tmp_path: Path) -> None:
    repo = tmp_path / "templates"
    (repo / "mail").mkdir(parents=True)
    git(repo, "init", "-q")
    template = repo / "mail" / "order late.txt"
    template.write_text("Hi {{ first_name }},\n\nPlease do not reply to this email.\n")
    (repo / "code.py").write_text('print("Please do not reply to this email.")\n')
    git(repo, "add", "-A")

    def try_repo() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "respcheck", "--all-files", "--color=never"],
            cwd=repo,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
        )

    refused = try_repo()
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "mail/order late.txt:3:1: error: RC101" in refused.stdout
    assert "code.py" not in refused.stdout
    template.write_text("Hi {{ first_name }},\n\nQuestions? Reply to this email and Mo will answer today.\n")
    git(repo, "add", "-A")
    accepted = try_repo()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert "Passed" in accepted.stdout
