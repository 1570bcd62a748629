"""Judged findings -> `respcheck/measured.json`: how often each rule was right.

    respcheck check --output-format json --exit-zero FOLDER > found.json
    python benchmarks/measure.py list found.json     what is not judged yet, a line each, in random order
    python benchmarks/measure.py                     count benchmarks/judged.tsv and write measured.json

A line of `judged.tsv` is a file's name, a rule's code, the finding's fingerprint and `right`, `wrong` or `unsure`,
as somebody with the labelling guide in hand saw it. Findings judged `unsure` are not counted.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
JUDGED = ROOT / "benchmarks" / "judged.tsv"
MEASURED = ROOT / "respcheck" / "measured.json"
ANSWERS = ("right", "wrong", "unsure")


def read(path: Path = JUDGED) -> dict[tuple[str, str, str], str]:
    """(file, code, fingerprint) -> the answer. Raises ValueError for a line of another form."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, code, fingerprint, answer = line.split("\t")
        if answer not in ANSWERS:
            raise ValueError(f"{answer!r} is none of {', '.join(ANSWERS)}: {line}")
        found[name, code, fingerprint] = answer
    return found


def count(judged: dict[tuple[str, str, str], str]) -> dict[str, dict[str, int]]:
    """Code -> findings judged and found right, the unsure ones left out."""
    table: dict[str, dict[str, int]] = defaultdict(lambda: {"right": 0, "judged": 0})
    for (_, code, _), answer in sorted(judged.items()):
        if answer != "unsure":
            table[code]["right"] += answer == "right"
            table[code]["judged"] += 1
    return dict(table)


def rendered(table: dict[str, dict[str, int]]) -> str:
    """The text of measured.json, a rule a line."""
    lines = (f"  {json.dumps(code)}: {json.dumps(entry)}" for code, entry in sorted(table.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def unjudged(findings: list[dict[str, str]]) -> Iterator[str]:
    """A line for each finding that nobody has judged, ready to be answered."""
    known = read() if JUDGED.exists() else {}
    random.Random(0).shuffle(findings)
    for finding in findings:
        key = Path(finding["filename"]).name, finding["code"], finding["fingerprint"]
        if key not in known:
            yield "\t".join((*key, "?", finding["message"]))


def main(args: list[str]) -> None:
    if args[:1] == ["list"]:
        print("\n".join(unjudged(json.loads(Path(args[1]).read_text(encoding="utf-8")))))
    else:
        MEASURED.write_text(rendered(count(read())), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
