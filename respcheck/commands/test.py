"""`respcheck test`: the examples inside rules, and the parts that none needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .common import echo, rule_folders, shared_options


@click.command()
@click.argument("folder", required=False)
@shared_options
def test(folder: str | None, **options: Any) -> int:
    """Run the examples inside rules, and find the parts that no example needs."""
    from .. import selftest
    from ..pack import load, read_files

    only = Path(folder) if folder else None
    folders = rule_folders(options)
    if only and not any(only.resolve().is_relative_to(known.resolve()) for known in folders):
        folders.append(only)
    pack = load(read_files(folders))
    ran, failures = selftest.run_examples(pack, only)
    tried, idle = selftest.idle_parts(pack, only)
    shown = [*failures, *idle]
    echo(map(str, shown))
    click.echo(
        f"{ran} examples run, {tried} parts tried: {len(shown)} to mend"
        if shown
        else f"{ran} examples and {tried} parts: all well",
        err=True,
    )
    return int(bool(shown))
