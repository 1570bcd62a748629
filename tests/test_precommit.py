"""The hooks, by the real pre-commit and prek, on throw-away repositories of templates."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from respcheck import formats
from respcheck.formats import locales
from tests.conftest import ROOT
from tests.test_packaging import call, copy_checkout

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
BAD = "Hi {{ first_name }},\n\nPlease do not reply to this email.\n"
GOOD = "Hi {{ first_name }},\n\nQuestions? Reply to this email and Mo will answer today.\n"
Client = Callable[..., "subprocess.CompletedProcess[str]"]


def is_taken(hook: dict[str, Any], path: str) -> bool:
    """What both clients do with a hook's two patterns."""
    return bool(re.search(hook["files"], path)) and not re.search(hook["exclude"], path)


@pytest.mark.parametrize("name", ["respcheck", "respcheck-advise"])
def test_the_hooks_take_what_a_folder_walk_takes(name: str) -> None:
    known = sorted(
        {*formats.READERS, *formats._TEMPLATES, *formats._PROGRAMS, *formats._ALWAYS, ".blade.php", ".png", ""}
    )
    paths = ["mail/a b" + "".join(parts) for parts in itertools.product(known, known, ("", ".txt", ".CSS", ".J2"))]
    paths += [f"x/{code}{region}.yml" for code in locales._CODES for region in ("", "-cv", "_GB", "-reply", "@latin")]
    folders = ("", "locales/", "_locales/", "x/Lang/a/b/", "lang/a/b/c/", "my locales/", "x/Emails/a/", "mailers/")
    stems = ("en", "pt-BR", "zh_Hant_TW", "EN", "is", "app", "fil.mail", "mail.de", "en_")
    paths += [folder + stem + ending for folder in folders for stem in stems for ending in known]
    assert [path for path in paths if is_taken(HOOKS[name], path) != formats.is_lintable(path)] == []
    for path in (".github/a.md", "a/.b.txt", ".hidden.txt", "x/node_modules/y/a.md", "venv/a.txt", "__pycache__/a.txt"):
        assert not is_taken(HOOKS[name], path)
    for path in ("a.b/c.txt", "my venv/a.txt", "node_modules.txt"):
        assert is_taken(HOOKS[name], path)


def git(cwd: Path, *args: str) -> None:
    call("git", "-c", "user.name=t", "-c", "user.email=t@example.org", *args, cwd=cwd)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository that hooks are cloned from, as the working tree stands."""
    copy = copy_checkout(tmp_path_factory.mktemp("hooks"))
    git(copy, "init", "-q")
    git(copy, "add", "-A")
    git(copy, "commit", "-qm", "as it stands")
    return copy


@pytest.fixture(scope="module", params=["pre-commit", "prek"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, hooks: Path) -> Client:
    """Runs hooks on a repository: `client(repo, {"id": "respcheck"}, ...)`, all files unless others are named."""
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    program = shutil.which(request.param, path=beside)
    if program is None:
        pytest.skip(f"{request.param} is not installed")
    home = tmp_path_factory.mktemp("home")
    rev = call("git", "rev-parse", "HEAD", cwd=hooks).strip()

    def run(repo: Path, *chosen: dict[str, Any], files: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        config = {"repos": [{"repo": str(hooks), "rev": rev, "hooks": list(chosen)}]}
        (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        git(repo, "add", "-A")
        env = {**os.environ, "PRE_COMMIT_HOME": str(home), "PREK_HOME": str(home)}
        what = ("--files", *files) if files else ("--all-files",)
        return subprocess.run(
            [program, "run", "--color=never", *what], cwd=repo, env=env, capture_output=True, text=True
        )

    return run


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "templates")
    return tmp_path / "templates"


def write(repo: Path, text: str, *names: str) -> None:
    for name in names:
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_text(text)


@pytest.mark.slow
def test_a_commit_is_refused_and_then_accepted(client: Client, repo: Path) -> None:
    refused = ("mail/order late.txt", "a.mjml", "\u00fcber/b.html.j2")
    write(repo, BAD, *refused, "code.py", "app.css.j2", ".github/issue.md", "archive/old.txt", "archive/older.txt")
    (repo / "wide.eml").write_text(f"Subject: Your order\n\n{BAD}", encoding="utf-16")
    write(repo, "exclude: [archive/]\n", ".respcheck.yml")
    done = client(repo, {"id": "respcheck"})
    assert done.returncode == 1, done.stdout + done.stderr
    found = re.findall(r"(?m)^ *(.+?):(\d+):1: error: RC101 ", done.stdout)
    assert sorted(found) == sorted([*((name, "3") for name in refused), ("wide.eml", "5")])
    passed_over = client(repo, {"id": "respcheck"}, files=("archive/old.txt", "archive/older.txt"))
    assert passed_over.returncode == 0, passed_over.stdout + passed_over.stderr
    assert "Passed" in passed_over.stdout

    write(repo, GOOD, *refused, "wide.eml")
    accepted = client(repo, {"id": "respcheck"})
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert "Passed" in accepted.stdout


@pytest.mark.slow
def test_warnings_fail_unless_the_arguments_or_the_configuration_say_otherwise(client: Client, repo: Path) -> None:
    write(repo, "Hi Ana,\n\nSorry if this has caused any frustration. Mo will call you at 5 pm today.\n", "a.txt")
    done = client(repo, {"id": "respcheck"})
    assert done.returncode == 1
    assert re.findall(r": (error|warning): ", done.stdout) == ["warning"]
    assert client(repo, {"id": "respcheck", "args": []}).returncode == 0
    write(repo, "fail-on: warning\n", ".respcheck.yml")
    assert client(repo, {"id": "respcheck", "args": []}).returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("serial", [True, False])
def test_many_files_are_each_read_once(
    client: Client, repo: Path, serial: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In parallel, several processes meet a cold cache; they leave one entry, whole."""
    monkeypatch.setenv("RESPCHECK_CACHE_DIR", str(tmp_path / "cold"))
    names = [f"mail/order {number}.txt" for number in range(40)]
    write(repo, BAD, *names)
    done = client(repo, {"id": "respcheck"} if serial else {"id": "respcheck", "require_serial": False})
    assert sorted(re.findall(r"(?m)^ *(.+?):3:1: error: RC101 ", done.stdout)) == sorted(names), done.stdout
    runs = re.findall(r"(?m)^ *(\d+) errors in \1 files", done.stdout)
    assert sum(map(int, runs)) == len(names)
    assert (len(runs) == 1) == (serial or os.cpu_count() == 1)
    (kept,) = (tmp_path / "cold").iterdir()
    again = client(repo, {"id": "respcheck"})
    assert sorted(re.findall(r"(?m)^ *(.+?):3:1: ", again.stdout)) == sorted(names)
    assert [*(tmp_path / "cold").iterdir()] == [kept]


@pytest.mark.slow
def test_advice_is_shown_and_lets_the_commit_pass(client: Client, repo: Path) -> None:
    write(repo, BAD, "a b.txt")
    done = client(repo, {"id": "respcheck-advise"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "a b.txt:3:1: error: RC101" in done.stdout
    write(repo, "fail-on: wrnng\n", ".respcheck.yml")
    broken = client(repo, {"id": "respcheck-advise"})
    assert broken.returncode == 1
    assert ".respcheck.yml:1:10: " in broken.stdout


@pytest.mark.slow
def test_a_pack_is_tested(client: Client, repo: Path) -> None:
    shutil.copytree(ROOT / "samples" / "pack", repo / "house")
    rule = "house/wording/soon-without-date.yaml"
    text = (repo / rule).read_text(encoding="utf-8")
    write(repo, text.replace("[[", "[[never "), rule)
    write(repo, BAD, "a.txt")
    hook = {"id": "respcheck-rules", "args": ["house"]}
    done = client(repo, hook)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"(?m)^ *{rule}:\d+: soon-without-date: ", done.stdout)
    write(repo, text, rule)
    done = client(repo, hook)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    untouched = client(repo, hook, files=("a.txt",))
    assert "Skipped" in untouched.stdout or "no files to check" in untouched.stdout
    (repo / "house").rename(repo / "other")
    assert "there is no such folder" in client(repo, hook).stdout
