"""The tasks for VS Code, read by VS Code's own problem matcher."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.clients import CONTRIB, JUMPED_TO, MISTAKE, UNDERLINED, coded, desk, drive, node_module

MATCHER = "vscode/src/vs/workbench/contrib/tasks/common/problemMatcher.js"

#: What VS Code does with a task: run it, hand each line to its matcher, and underline in the file.
TASK = """
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
const { ProblemMatcherParser, createLineMatcher } = await import(process.env.MATCHER);
const names = { 8: "error", 4: "warning", 2: "note" };
const complain = (text) => { throw new Error(text); };
const parser = new ProblemMatcherParser({ info: complain, warn: complain, error: complain, fatal: complain });
const files = { stat: async (uri) => { if (!existsSync(uri.fsPath)) throw new Error(uri.fsPath); return {}; } };
async function run(task) {
  const done = spawnSync(task.command, task.args, { cwd: task.options.cwd, encoding: "utf-8" });
  const matcher = createLineMatcher(parser.parse(task.problemMatcher), files);
  const found = [];
  for (const line of (done.stdout + done.stderr).split("\\n")) {
    const match = matcher.handle([line]).match;
    if (!match) continue;
    const marker = match.marker;
    const lines = readFileSync((await match.resource).fsPath, "utf-8").split("\\n");
    const end = marker.endColumn === marker.startColumn ? undefined : marker.endColumn - 1;
    found.push([marker.startLineNumber, lines[marker.startLineNumber - 1].slice(marker.startColumn - 1, end),
                names[marker.severity], `${marker.code ?? ""} ${marker.message}`]);
  }
  return { found, status: done.status };
}
const out = [];
for (const task of JSON.parse(process.env.TASKS)) out.push(await run(task));
writeFileSync(".respcheck.yml", "selct: [RC101]");
out.push(await run(JSON.parse(process.env.TASKS)[0]));
writeFileSync("out.json", JSON.stringify(out));
"""

#: The pattern that the C/C++ extension brings.
GCC = {
    "fileLocation": ["autoDetect", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^(.*?):(\d+):(\d*):?\s+(?:fatal\s+)?(warning|error):\s+(.*)$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "message": 5,
    },
}


def shipped_tasks() -> list[dict[str, Any]]:
    tasks = json.loads((CONTRIB / "vscode" / "tasks.json").read_text())["tasks"]
    assert isinstance(tasks, list)
    return tasks


def run_tasks(folder: Path, tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    matcher = node_module("@codingame/monaco-vscode-api") / MATCHER
    (desk(folder) / "script.mjs").write_text(TASK)
    filled = json.dumps(tasks).replace("${workspaceFolder}", str(folder)).replace("${relativeFile}", "draft 1.txt")
    found = drive(folder, "node", "script.mjs", TASKS=filled, MATCHER=str(matcher))
    assert isinstance(found, list)
    return found


@pytest.mark.slow
def test_a_vs_code_task_underlines_the_words(tmp_path: Path) -> None:
    file, workspace, broken = run_tasks(tmp_path, shipped_tasks())
    assert coded(file["found"]) == UNDERLINED
    assert file["status"] == 0, "findings are no failed task"
    assert workspace == file
    ((line, words, severity, message),) = broken["found"]
    assert (line, words, severity, MISTAKE in message) == (1, "selct: [RC101]", "error", True)
    assert broken["status"] == 2


def test_vs_code_tasks_differ_in_their_target_only() -> None:
    file, workspace = shipped_tasks()
    assert file["problemMatcher"] == workspace["problemMatcher"]
    assert file["args"][:-1] == workspace["args"][:-1]


@pytest.mark.slow
def test_the_matcher_for_gcc_reads_errors_and_warnings(tmp_path: Path) -> None:
    args = ["check", "--output-format", "concise", "--column-unit", "utf16", "${relativeFile}"]
    task = {"command": "respcheck", "args": args, "options": {"cwd": "${workspaceFolder}"}, "problemMatcher": GCC}
    (found, _) = run_tasks(tmp_path, [task])
    assert coded(found["found"]) == [expected for expected in JUMPED_TO if expected[2] != "note"]
