"""Rules: flag this, unless that, within here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from .document import Zone
from .signal import Exemption, Reach

#: What a message can be, for rules that ask.
KINDS = ("reply", "template")


class Severity(IntEnum):
    """How bad a finding is; the names are what editors read."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


#: From which severity on findings fail a run, by the words for it; nothing is as bad as `never`.
FAIL_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE, "never": 9}


class Guard(NamedTuple):
    """One `when` entry: what must hold of the whole message.

    `kind` names the test and `value` its argument; a learned verdict must reach `at_least`.
    """

    kind: str
    value: str | int
    at_least: float = 0.0


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule points at: a signal's evidence, the first or last sentence of the body, or its long ones.

    `suppression` names a fault of comments to this tool instead (see `suppress.FAULTS`): no part of the message.
    `thread` is "untaken" for what the customer's message has and the reply does not take up.
    """

    signal: str = ""
    sentence: str = ""  # "first" or "last"
    words: int = 0  # sentences of so many words and more
    at_least: int = 1
    zones: frozenset[Zone] = frozenset(Zone)
    suppression: str = ""
    thread: str = ""


class Fix(NamedTuple):
    """Words that are replaced where a rule flags them; safe when the meaning stays. No replacement takes them out."""

    words: str
    replacement: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its file says it."""

    code: str
    name: str
    family: str
    severity: Severity
    message: str
    help: str
    why: str
    flag: Flag
    source: str = ""
    rewrite: str = ""
    fixes: tuple[Fix, ...] = ()
    unless: tuple[Exemption, ...] = ()
    when: tuple[Guard, ...] = ()
    report: str = "every"  # or "first", or "surest"
    default: bool = True
    language: str = "en"  # of the messages it reads; or "any"
    origin: str = ""

    @property
    def weighs_message(self) -> bool:
        """True for a rule about the message as a whole: what is said elsewhere in it makes the rule speak."""
        return bool(self.when or self.flag.sentence) or any(x.within is Reach.MESSAGE for x in self.unless)

    @property
    def judges_whole(self) -> bool:
        """True for a rule that misses something in the message as a whole, and so can't judge a part of one."""
        verdict = any(guard.kind == "verdict" for guard in self.when)
        return verdict or self.flag.sentence != "" or self.family.startswith("missing-")

    def reads(self, language: str, fragment: bool) -> bool:
        """True for messages that the rule can judge; a text whose language nobody knows is taken as English."""
        return self.language in ("any", language or "en") and not (fragment and self.judges_whole)
