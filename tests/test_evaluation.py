"""Precision, recall, F1 and their intervals, on messages small enough to count by hand."""

from __future__ import annotations

from respcheck.corpus import Message
from respcheck.evaluation import Figures, Judged, figures, interval, judge, macro, report


def judged(number: int, labels: str = "", found: str = "", unsure: str = "", source: str = "") -> Judged:
    """Families, by spaces."""
    return Judged(
        str(number),
        source or str(number),
        "reply",
        frozenset(labels.split()),
        frozenset(unsure.split()),
        frozenset(found.split()),
    )


MESSAGES = [
    judged(1, "no-reply", "no-reply"),
    judged(2, "no-reply"),
    judged(3, "", "no-reply"),
    judged(4, "no-reply", "no-reply"),
    judged(5, "no-reply", "no-reply", unsure="no-reply"),
    judged(6, "", "template"),
]


def test_a_family_is_counted_by_message() -> None:
    assert figures(MESSAGES, "no-reply") == Figures(hits=2, alarms=1, misses=1)


def test_shares_are_what_their_names_say() -> None:
    counted = Figures(hits=2, alarms=1, misses=2)
    assert (counted.precision, counted.recall, counted.f1) == (2 / 3, 1 / 2, 4 / 7)


def test_what_cannot_be_measured_is_none() -> None:
    nothing = Figures(0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)


def test_macro_counts_families_without_a_figure_as_nothing() -> None:
    assert macro(MESSAGES) == figures(MESSAGES, "no-reply").f1 / 4  # type: ignore[operator]


def test_only_a_message_without_label_and_doubt_is_clean() -> None:
    assert [m.id for m in MESSAGES if m.clean] == ["3", "6"]


def test_messages_of_one_source_are_drawn_together() -> None:
    apart = [judged(n, "no-reply", "no-reply" if n % 2 else "") for n in range(40)]
    together = [judged(n, "no-reply", "no-reply" if n % 2 else "", source=f"{n % 2}") for n in range(40)]

    def recall(messages: object) -> float | None:
        return figures(messages, "no-reply").recall  # type: ignore[arg-type]

    low, high = interval(apart, recall)
    assert 0.3 < low < 0.5 < high < 0.7
    assert interval(together, recall) == (0.0, 1.0)


def test_the_report_names_families_and_kinds() -> None:
    lines = list(report(MESSAGES))
    assert next(line for line in lines if line.startswith("no-reply")).split()[1:4] == ["0.67", "0.67", "0.67"]
    assert "messages without a label that were flagged: 1 of 2" in lines
    assert any(line.split() == ["reply", "0.17", "on", "6"] for line in lines)


def test_labels_are_read_with_underscores_and_unsure_ones_left_out() -> None:
    labels = {"no_reply": True, "policy_wall": False, "helplessness": True}
    message = Message("1", "1.txt", "Hello", labels=labels, unsure=frozenset({"helplessness"}))
    (judged_,) = judge([(message, ())])
    assert judged_.labels == {"no-reply"}
    assert "helplessness" in judged_.unsure
    assert "policy-wall" not in judged_.unsure


def test_a_message_without_a_familys_label_is_not_judged() -> None:
    assert judge([(Message("1", "1.txt", "Hello", labels={"soon-without-date": True}), ())]) == []
