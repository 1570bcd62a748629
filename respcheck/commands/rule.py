"""`respcheck rule`: a page about a rule, an overview of a family, or the table of all rules."""

from __future__ import annotations

from typing import Any

import click

from . import completion
from .common import color_option, echo, load_pack, shared_options
from .terminal import screen


@click.command()
@click.argument("name", required=False, shell_complete=completion.names)
@click.option("--all", "everything", is_flag=True, help="List every rule, a line each.")
@color_option
@shared_options
def rule(name: str | None, everything: bool, color: str, **options: Any) -> int:
    """Explain a rule: why it matters, and what to say instead.

    NAME is a rule's code or name; of a family, or the beginning of some codes, it gives an overview. Without it all
    rules are listed.
    """
    from .. import measured, rulepage

    pack, shown = load_pack(options), screen(color)
    if everything or not name:
        rules = pack.ruleset.rules
        echo(rulepage.table(rules, shown))
        click.echo(f"{len(rules)} rules; `respcheck rule NAME` explains a rule or a family.", err=True)
        return 0
    chosen = pack.ruleset.only(pack.ruleset.named(name)).rules
    if len(chosen) > 1:
        echo(rulepage.overview(name, chosen, pack, shown))
    else:
        echo(rulepage.page(chosen[0], pack, measured.load().get(chosen[0].code), shown))
    return 0
