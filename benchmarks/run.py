"""Ratios, side by side in one run: `python benchmarks/run.py` (needs proselint for the last row).

Machines are noisy, so each row runs its two commands in turn and prints the median of the pairwise
ratios, with the lowest and highest.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
Command = tuple[list[str], dict[str, str]]


def seconds(command: Command, cwd: Path) -> float:
    argv, extra = command
    # as installed: byte code is kept, output is buffered
    unusual = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    env = {**{k: v for k, v in os.environ.items() if k not in unusual}, "PYTHONPATH": str(ROOT), **extra}
    start = time.perf_counter()
    subprocess.run(argv, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def ratio(
    name: str, ours: Command, other: Command, cwd: Path, aim: str, rounds: int, before: Callable[[], None]
) -> None:
    ratios, times = [], []
    for number in range(rounds + 1):
        before()
        one, two = seconds(ours, cwd), seconds(other, cwd)
        if number:  # the first round warms the disk
            ratios.append(one / two)
            times.append((one, two))
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"{name:44} {statistics.median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f})"
        f"  {mine:.3f} s / {theirs:.3f} s   aim: {aim}",
        flush=True,
    )


def replies(folder: Path, count: int) -> None:
    """`count` files of about 1.4 KB, made of the annotated messages in training/, each used once."""
    blocks = [
        block
        for path in sorted((ROOT / "training").glob("*.txt"))
        for block in path.read_text(encoding="utf-8").split("\n\n")
    ]
    random.Random(1).shuffle(blocks)
    texts = ("\n".join(line.split("\t")[1] for line in block.split("\n") if "\t" in line) for block in blocks)
    for number in range(count):
        body = ""
        while len(body) < 1200:
            body += next(texts) + "\n\n"
        (folder / f"{number:04}.txt").write_text(body, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        cache = folder / "cache"
        replies(folder, 1000)
        env = {"RESPCHECK_CACHE_DIR": str(cache)}
        check = [sys.executable, "-m", "respcheck", "check"]
        one: Command = ([*check, "0000.txt"], env)
        base: Command = ([sys.executable, "-c", "import click, regex, yaml"], {})
        print(f"{'what, as a ratio':44} median  (range)")
        ratio("one reply / import click, regex, yaml", one, base, folder, "at most 1.5", 15, lambda: None)
        ratio(
            "the same with no cache",
            one,
            base,
            folder,
            "at most 4",
            7,
            lambda: shutil.rmtree(cache, ignore_errors=True),
        )
        names = sorted(p.name for p in folder.glob("*.txt"))
        peer = shutil.which("proselint", path=os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", ""))
        if peer is None:
            print("1,000 replies / proselint: not measured, proselint is not installed")
            return
        many: Command = ([*check, *names], env)
        ratio("1,000 replies / proselint", many, ([peer, "check", *names], {}), folder, "at most 0.10", 3, lambda: None)


main()
