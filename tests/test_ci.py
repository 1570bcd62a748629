"""What CI services run, as far as it runs here: the GitHub Action, the GitLab job, reviewdog, the container image."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.test_packaging import call, copy_checkout
from tests.test_precommit import BAD, git, write
from tests.test_readme import block

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
JOB = ROOT / "contrib" / "gitlab-ci.yml"
Done = subprocess.CompletedProcess[str]


def tool(name: str) -> str:
    """A program beside this Python or on the path."""
    found = shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize("schema", ["github-actions", "gitlab-ci", "github-workflows"])
def test_each_file_fits_its_services_schema(schema: str, tmp_path: Path) -> None:
    workflow = tmp_path / "workflow.yml"
    workflow.write_text(block("workflow"), encoding="utf-8")
    file = {"github-actions": ROOT / "action.yml", "gitlab-ci": JOB, "github-workflows": workflow}[schema]
    call(tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", file)


def test_zizmor_has_nothing_against_the_action() -> None:
    call(tool("zizmor"), "--offline", "--no-progress", ROOT / "action.yml")


def test_hadolint_has_nothing_against_the_dockerfile() -> None:
    assert call(tool("hadolint"), ROOT / "Dockerfile") == ""


def test_the_readme_gives_the_action_inputs_that_it_has() -> None:
    (job,) = yaml.safe_load(block("workflow"))["jobs"].values()
    (used,) = (step["with"] for step in job["steps"] if step["uses"].startswith("respcheck/"))
    assert set(used) < set(ACTION["inputs"])


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> dict[str, str]:
    """The environment of a step, as GitHub sets it, with respcheck installed by the action's own step."""
    home = tmp_path_factory.mktemp("runner")
    env = {
        **os.environ,
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(sources),
        "GITHUB_STEP_SUMMARY": str(home / "summary.md"),
        "RUNNER_TEMP": str(home),
    }
    done = step(0, home, env)
    assert done.returncode == 0, done.stderr
    return env


def step(number: int, workspace: Path, env: dict[str, str], python: str = sys.executable, **inputs: str) -> Done:
    """Run one of the action's scripts as GitHub does; inputs reach it through its environment only."""
    script_of = [part for part in ACTION["runs"]["steps"] if "run" in part][number]
    assert "${{" not in script_of["run"]
    values = {f"inputs.{name}": given["default"] for name, given in ACTION["inputs"].items()}
    values |= {f"inputs.{name.replace('_', '-')}": text for name, text in inputs.items()}
    values["steps.python.outputs.python-path"] = python
    own = {
        name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], text)
        for name, text in script_of["env"].items()
    }
    script = Path(env["RUNNER_TEMP"], "script.sh")
    script.write_text(script_of["run"], encoding="utf-8")
    Path(env["GITHUB_STEP_SUMMARY"]).write_text("")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    env = {**env, **own, "GITHUB_WORKSPACE": str(workspace)}
    return subprocess.run(command, cwd=workspace, env=env, capture_output=True, text=True)


@pytest.fixture
def lint(runner: dict[str, str], tmp_path: Path) -> Callable[..., Done]:
    return lambda **inputs: step(1, tmp_path, runner, **inputs)


@pytest.mark.slow
def test_the_action_annotates_and_sums_up(lint: Callable[..., Done], runner: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, BAD, "mail/order late.txt", "else.txt")
    done = lint(paths="mail", output="sarif:out/all of it.sarif\njson:found.json")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error title=RC101 do-not-reply,file=mail/order late.txt,line=3,endLine=3,col=1,")
    assert done.stdout.count("\n") == 1
    summary = Path(runner["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert summary.startswith("### respcheck\n\n1 error in 1 file.")
    log = json.loads((tmp_path / "out" / "all of it.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == len(json.loads((tmp_path / "found.json").read_text())) == 1
    assert lint().stdout.count("::error ") == 2, "without paths, the whole checkout"
    assert lint(fail_on="never").returncode == 0


@pytest.mark.slow
def test_the_actions_inputs_are_words_and_no_code(lint: Callable[..., Done], tmp_path: Path) -> None:
    evil = "$(touch pwned) `touch pwned`; touch pwned & '\"${IFS}"
    write(tmp_path, BAD, f"{evil}.txt", "-q.txt", "a.txt")
    done = lint(
        paths=f"{evil}.txt\n\n  -q.txt\n",
        args="--select 'policy-wall, no-reply'\n--output-format auto --format-string '$(touch pwned) {path}'",
        output=f"json:{evil}.json",
    )
    assert done.stdout == f"$(touch pwned) {evil}.txt\n$(touch pwned) -q.txt\n", done.stderr
    assert (tmp_path / f"{evil}.json").exists()
    for inputs, message in (
        ({"args": "--select 'no-reply"}, "unmatched single quote"),
        ({"fail_on": "never --exit-zero"}, "Invalid value for '--fail-on'"),
        ({"output": "sarif:x --exit-zero", "paths": "nowhere"}, "nowhere: no such file or folder"),
        ({"args": "--select 'no-such-rule'"}, "no-such-rule"),
    ):
        failed = lint(**inputs)
        assert failed.returncode
        assert message in failed.stderr
        assert failed.stdout == ""
    assert not (tmp_path / "pwned").exists()


@pytest.mark.slow
def test_the_action_imports_nothing_of_the_checkout(
    lint: Callable[..., Done], runner: dict[str, str], tmp_path: Path
) -> None:
    names = ("respcheck/__init__.py", "click.py", "pip/__init__.py", "regex.py", "sitecustomize.py", "logging.py")
    write(tmp_path, "open('pwned', 'w').close(); raise SystemExit(9)", *names)
    write(tmp_path, BAD, "a.txt")
    assert lint().returncode == 1
    assert not (tmp_path / "pwned").exists()
    elsewhere = {**runner, "RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_ACTION_PATH": str(tmp_path / "nothing")}
    (tmp_path / "temp").mkdir()
    assert "nothing" in step(0, tmp_path, elsewhere).stderr
    assert not (tmp_path / "pwned").exists()


def test_the_action_installs_another_version(tmp_path: Path) -> None:
    (tmp_path / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > asked\n')
    (tmp_path / "python").chmod(0o755)
    env = {**os.environ, "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    step(0, tmp_path, env, python=str(tmp_path / "python"), version="0.1.0")
    assert (tmp_path / "asked").read_text().endswith("/respcheck/archive/refs/tags/v0.1.0.tar.gz\n")


@pytest.mark.slow
def test_the_gitlab_job_leaves_a_report_that_gitlab_takes(sources: Path, tmp_path: Path) -> None:
    (job,) = yaml.safe_load(JOB.read_text(encoding="utf-8")).values()
    venv.create(tmp_path / "env", with_pip=True)
    write(tmp_path / "build", BAD, "mail/order late.txt", "mail/b.txt")
    env = {
        **os.environ,
        **job["variables"],
        "RESPCHECK": str(sources),
        "PATH": f"{tmp_path / 'env' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CI_PROJECT_DIR": str(tmp_path / "build"),
    }
    env.pop("PYTHONPATH", None)
    done = subprocess.run(["sh", "-ec", "\n".join(job["script"])], cwd=tmp_path / "build", env=env, capture_output=True)
    assert done.returncode == 1, done.stderr
    assert job["artifacts"]["when"] == "always"
    issues = json.loads((tmp_path / "build" / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert [issue["location"]["path"] for issue in issues] == ["mail/b.txt", "mail/order late.txt"]
    assert len({issue["fingerprint"] for issue in issues}) == 2
    for issue in issues:
        assert (issue["check_name"], issue["severity"]) == ("RC101", "major")
        assert issue["location"]["lines"]["begin"] == 3
        assert issue["description"]


def test_reviewdog_reports_what_was_changed(tmp_path: Path) -> None:
    """The README's line, in a branch that adds a message to one that was bad before."""
    tool("reviewdog")
    shim = tmp_path / "bin" / "respcheck"
    write(tmp_path, f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m respcheck "$@"\n', "bin/respcheck")
    shim.chmod(0o755)
    repo = tmp_path / "repo"
    write(repo, BAD, "old.txt", "same.txt")
    git(repo, "init", "-qb", "main")
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "as it was")
    write(repo, f"{BAD}\n\U0001f600 Calm down. This is our policy.\n", "old.txt")
    write(repo, BAD, "new file.txt")
    git(repo, "add", "-A")
    env = {**os.environ, "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", block("reviewdog")], cwd=repo, env=env, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    found = re.findall(r"(?m)^(.+?):(\d+):(\d+): \w+: (\w+) ", done.stdout)
    assert ("new file.txt", "3", "1", "RC101") in found, done.stdout
    assert ("old.txt", "5", "14", "RC201") in found
    assert not [path for path, row, *_ in found if path == "same.txt" or (path, row) == ("old.txt", "3")]


@pytest.mark.slow
def test_the_images_steps_install_a_respcheck_that_runs(sources: Path, tmp_path: Path) -> None:
    """No image is built: its files are gathered, its RUN line runs, and its entry point lints, all in a folder."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    everything, *kept, caches = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert (everything, caches) == ("*", "**/__pycache__")
    for name in kept:
        assert name.startswith("!")
        part = sources / name[1:]
        (shutil.copytree if part.is_dir() else shutil.copy)(part, tmp_path / "src" / name[1:])
    (command,) = (line.removeprefix("RUN ") for line in lines if line.startswith("RUN "))
    venv.create(tmp_path / "env", with_pip=True)
    at = {"/src": str(tmp_path / "src"), "/install": str(tmp_path / "env")}
    command = re.sub("|".join(at), lambda found: at[found[0]], command)
    env = {**os.environ, "PATH": f"{tmp_path / 'env' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    env.pop("PYTHONPATH", None)
    subprocess.run(["sh", "-ec", command], env=env, check=True, capture_output=True)
    assert "USER 1000:1000" in lines
    entry, default = (json.loads(line.partition(" ")[2]) for line in lines if line.startswith(("ENTRYPOINT", "CMD")))
    write(tmp_path / "work", BAD, "a.txt")
    done = subprocess.run([*entry, *default], cwd=tmp_path / "work", env=env, capture_output=True, text=True)
    assert done.stdout.startswith("a.txt:3:1: error: RC101"), done.stderr
