"""What a shell offers for an argument: names of rules, formats, packs, files and folders."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from click.shell_completion import CompletionItem


def names(context: click.Context, parameter: click.Parameter, text: str) -> list[CompletionItem]:
    """Rules, after the last comma: families and codes, or names as soon as there is a small letter."""
    from ..errors import RespcheckError
    from ..project import Project

    given = context.params
    try:
        project = Project(
            packs=given.get("folders") or (),
            isolated=bool(given.get("isolated")),
            cached=not given.get("no_cache"),
        )
        rules = project.ruleset(project.config("here")).rules
    except RespcheckError:  # a shell's line is no place to tell of mistakes
        return []
    families = Counter(rule.family for rule in rules)
    before, comma, begun = text.rpartition(",")
    offers = {name: f"{count} rules" for name, count in (*families.items(), ("all", len(rules)))}
    if begun[:1].islower():
        offers |= {rule.name: rule.help for rule in rules}
    else:
        offers |= {rule.code: f"{rule.name}: {rule.help}" for rule in rules}
    return _items(((before + comma + name, about) for name, about in offers.items()), text)


def formats(context: click.Context, parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from ..reporters import REPORTERS

    return _items(((name, "") for name in REPORTERS), text)


def files(context: click.Context, parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(text, "file")]


def folders(context: click.Context, parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(text, "dir")]


def packs(context: click.Context, parameter: click.Parameter, text: str) -> list[CompletionItem]:
    """Installed packs, and folders."""
    from ..installed import names as installed

    return _items(((name, "an installed pack") for name in installed()), text) + folders(context, parameter, text)


def _items(offers: Iterable[tuple[str, str]], text: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(value, help=about or None) for value, about in offers if value.startswith(text)]
