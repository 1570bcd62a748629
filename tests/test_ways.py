"""The ways through branches: each option at least once, nothing that contradicts itself, and a limit."""

from __future__ import annotations

from respcheck.linter import document_of
from respcheck.ways import MOST_WAYS, find_ways


def ways(text: str) -> set[str]:
    """What each way leaves of a message, its sentences joined."""
    document = document_of(text, "m.txt.liquid")
    found = find_ways(document).ways
    texts = [document.prose.text[s.span.start : s.span.end] for s in document.sentences]
    return {" ".join(text for n, text in enumerate(texts) if n not in way.hidden) for way in found}


def test_a_document_without_branches_has_one_way() -> None:
    found = find_ways(document_of("Hello. Bye."))
    assert [way.hidden for way in found.ways] == [frozenset()]


def test_alternatives() -> None:
    assert ways("Hi.\n{% if a %}\nOne.\n{% elsif b %}\nTwo.\n{% else %}\nThree.\n{% endif %}") == {
        "Hi. One.",
        "Hi. Two.",
        "Hi. Three.",
    }


def test_a_lone_if_may_be_left_out() -> None:
    assert ways("Hi.\n{% if a %}\nOne.\n{% endif %}") == {"Hi. One.", "Hi."}


def test_the_same_condition_holds_everywhere() -> None:
    text = "{% if a %}\nOne.\n{% else %}\nTwo.\n{% endif %}\nMid.\n{% unless a %}\nThree.\n{% endunless %}"
    assert ways(text) == {"One. Mid.", "Two. Mid. Three."}


def test_one_thing_has_one_value() -> None:
    text = "{% if s == 'a' %}\nOne.\n{% endif %}\n{% if s == 'b' %}\nTwo.\n{% endif %}\nEnd."
    assert ways(text) == {"One. End.", "Two. End.", "End."}


def test_nested_blocks_combine_only_where_they_stand() -> None:
    text = "{% if a %}\nOne.\n{% if b %}\nTwo.\n{% else %}\nThree.\n{% endif %}\n{% else %}\nFour.\n{% endif %}"
    assert ways(text) == {"One. Two.", "One. Three.", "Four."}


def test_half_a_sentence_is_no_branch_of_its_own() -> None:
    assert ways("We can't send it{% if a %} today{% endif %} to you.") == {
        "We can't send it\ufffc today to you.".replace("\ufffc", "")
    }


def test_many_blocks_meet_a_limit_and_each_option_is_still_read() -> None:
    blocks = "".join(f"{{% if c{n} %}}\nYes {n} then.\n{{% else %}}\nNo {n} then.\n{{% endif %}}\n" for n in range(14))
    found = find_ways(document_of(blocks, "m.txt.liquid"))
    assert len(found.ways) == MOST_WAYS
    assert found.more
    assert frozenset.intersection(*(way.hidden for way in found.ways)) == frozenset()


def test_thousands_of_blocks_take_no_time_and_raise_nothing() -> None:
    blocks = "".join(f"{{% if c{n} %}}\nYes {n}.\n{{% endif %}}\n" for n in range(3000))
    nested = "{% if a %}\nYes.\n" * 900 + "{% endif %}\n" * 900
    assert find_ways(document_of(blocks, "m.txt.liquid")).more
    assert find_ways(document_of(nested, "m.txt.liquid")).ways


def test_a_way_knows_which_lone_conditions_it_leaves_out() -> None:
    document = document_of("Hi.\n{% if a %}\nOne.\n{% endif %}\n{% if not a %}\nTwo.\n{% endif %}", "m.txt.liquid")
    assert all(not way.left for way in find_ways(document).ways)
    document = document_of("Hi.\n{% if a %}\nOne.\n{% endif %}", "m.txt.liquid")
    assert [len(way.left) for way in find_ways(document).ways] == [0, 1]
