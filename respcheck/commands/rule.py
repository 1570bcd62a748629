"""`respcheck rule`: a page about a rule, or the table of them all."""

from __future__ import annotations

from typing import Any

import click

from .common import echo, load_pack, shared_options


@click.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="List every rule, a line each.")
@shared_options
def rule(name: str | None, everything: bool, **options: Any) -> int:
    """Explain a rule: why it matters, what it flags, what to say instead."""
    from .. import measured, rulepage

    pack = load_pack(options)
    if everything or not name:
        echo(rulepage.table(pack))
    else:
        chosen = pack.ruleset.select((name,), ()).rules
        known = measured.load()
        echo(line for rule in chosen for line in rulepage.page(rule, pack, known.get(rule.code)))
    return 0
