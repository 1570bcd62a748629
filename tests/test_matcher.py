"""The index of required words is only a shortcut: it never loses a match."""

from __future__ import annotations

import json
import random

from respcheck.builtin import RULES
from respcheck.linter import document_of
from respcheck.matcher import Matcher
from respcheck.pack import load, read_files
from respcheck.phrase import Pattern


def test_index_on_equals_index_off() -> None:
    pack = load(read_files([RULES]))
    ruleset = pack.ruleset
    pairs = [(signal.name, pattern) for signal in ruleset.signals.values() for pattern in signal.patterns]
    plain = [(name, Pattern(p.phrase, (), json.dumps([p.unfold().parts, None, []]))) for name, p in pairs]
    indexed, exhaustive = Matcher(pairs, ruleset.lists), Matcher(plain, ruleset.lists)
    texts = [e.text for examples in pack.examples.values() for e in (*examples.bad, *examples.good)]
    picked = random.Random(7).sample(texts, 60)
    hits = 0
    for text in picked:
        document = document_of(text)
        quick, slow = (
            sorted((name, pattern.phrase, span) for name, pattern, _, span in matcher.find(document))
            for matcher in (indexed, exhaustive)
        )
        assert quick == slow
        hits += len(quick)
    assert hits > 30
