"""`respcheck test`: the examples inside rules, the parts that none needs, and what the rules find in a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from . import completion
from .common import echo, load_pack, shared_options
from .terminal import progress


@click.command()
@click.argument("pack", required=False, shell_complete=completion.packs)
@click.option(
    "--corpus",
    metavar="DIR",
    shell_complete=completion.folders,
    help="Also print what the rules find in these messages and, if labelled, how often right.",
)
@shared_options
def test(pack: str | None, corpus: str | None, **options: Any) -> int:
    """Run the examples inside rules, and find parts that none needs.

    PACK is a folder of rules or an installed pack; without it all rules are tested.
    """
    from .. import selftest
    from ..project import folder_of

    only = Path(folder_of(pack)) if pack else None
    loaded = load_pack(options, *([only] if only else []))
    messages = None
    if corpus:
        from ..corpus import load

        messages = load(corpus)

    def follow(subjects: Sequence[selftest.Subject]) -> Iterable[selftest.Subject]:
        return progress(subjects, len(subjects), "rules and signals")

    ran, failures = selftest.run_examples(loaded, only, follow)
    tried, idle = selftest.idle_parts(loaded, only, follow)
    shown = [*failures, *idle]
    echo(map(str, shown))
    click.echo(
        f"{ran} examples run, {tried} parts tried: {len(shown)} to mend"
        if shown
        else f"{ran} examples and {tried} parts: all well",
        err=True,
    )
    if messages:
        from .. import evaluation, trial
        from ..reporters.concise import line

        ruleset = trial.rules_of(loaded, only)
        found = list(trial.hits(ruleset, messages))
        echo(line(finding) for _, findings in found for finding in findings)
        echo(trial.table(trial.tallies(ruleset, found)))
        families = [name for name in evaluation.FAMILIES if any(rule.family == name for rule in ruleset.rules)]
        judged = evaluation.judge(found)
        if judged and families:
            echo(["", *evaluation.report(judged, families)])
    return int(bool(shown))
