"""Where a template chooses between texts: conditions, cases and loops."""

from __future__ import annotations

from typing import NamedTuple

from .source import Span


class Option(NamedTuple):
    """One of the texts that a control block chooses between.

    `test` is its condition as written, without the keyword; empty for an `else`.
    """

    span: Span
    test: str


class Branch(NamedTuple):
    """A control block: the first option whose test holds is what the reader gets.

    `kind` is "if", "unless" (the first test must not hold) or "loop" (its text comes once, or not at all).
    Blocks lie one in another or apart.
    """

    kind: str
    options: tuple[Option, ...]

    @property
    def optional(self) -> bool:
        """True when none of the options may be taken: there is no `else`."""
        return all(option.test for option in self.options)

    @property
    def span(self) -> Span:
        return Span(self.options[0].span.start, self.options[-1].span.end)
