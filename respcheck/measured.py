"""How often each shipped rule was right on real messages, as people judged it with the guide in hand.

`measured.json` maps a rule's code to the findings judged and those found right. It is written from labelled
findings (see CONTRIBUTING.md, "Measured precision") and only read here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).with_name("measured.json")


class Measured(NamedTuple):
    """A rule's findings that people judged, and how many of them they found right."""

    right: int
    judged: int

    @property
    def precision(self) -> float:
        return self.right / self.judged


def load(path: Path = PATH) -> dict[str, Measured]:
    """Code of a rule -> what was measured; a rule without an entry was found nowhere in the sample."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {code: Measured(entry["right"], entry["judged"]) for code, entry in data.items()}
