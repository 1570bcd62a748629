"""`respcheck test`: the examples inside rules, and the parts that none needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .common import echo, load_pack, shared_options


@click.command()
@click.argument("folder", required=False)
@shared_options
def test(folder: str | None, **options: Any) -> int:
    """Run the examples inside rules, and find the parts that no example needs."""
    from .. import selftest

    only = Path(folder) if folder else None
    pack = load_pack(options, *([only] if only else []))
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
