"""Line breaks that were meant, and those that only wrap."""

from __future__ import annotations

from itertools import pairwise

import pytest

from respcheck.lines import line_starts
from respcheck.prose import BRANCH, SLOT


def lines(block: str) -> list[str]:
    starts = [0, *line_starts(block), len(block)]
    return [block[a:b].rstrip("\n" + BRANCH) for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    "block",
    [
        "We looked at the claim that you sent us on Monday, and the crack in the\nhinge is ours to mend.",
        "The engineer who will call on you between eight and noon is Ms. Priya\nShah of Northwind Energy.",
        f"Hello, your order {SLOT} from the Oak and Ash collection in our\nLondon shop is on its way to you\nnow.",
        "We can offer two things,\na new unit or your money back.",
        "Your fee was waived on the day we spoke, and that was the fourth of May\n1. We said so.",
        "The fee that you paid in June was waived on the day we spoke, that is\n– as you know – the fourth.",
    ],
)
def test_wrapped_text_is_one_line(block: str) -> None:
    assert lines(block) == [block]


@pytest.mark.parametrize(
    "block",
    [
        "Kind regards,\nAna\nClaims",
        "hi tom\nyour refund is out\nit takes a day",
        "Acme Ltd.\n12 High Street,\nLondon",
        "Mind yourself,\nCathal",
        "Your card:\n- the number\n- the date",
        "✅ Sent\n📦 Packed",
        "Name: Ana\nPlan: Family",
        "Ana Ruiz\nana@shop.example\n+44 20 7946 0991",
        "-----\nOne more thing",
        "The first line of this block is so long that it can't be anything but text that nobody wrapped, as it goes on"
        " and on without any break until here\nAna",
    ],
)
def test_lines_that_were_meant_stay_apart(block: str) -> None:
    assert lines(block) == block.split("\n")


@pytest.mark.parametrize(
    "block",
    [
        f"Registration number of the new company: {SLOT}\nCompletion date: {SLOT}",
        f"The message was sent by a guest, who gave us the following details about herself:\nName: {SLOT}",
        f"---------------------------- CUT HERE ----------------------------\nPermission to take part in {SLOT}",
    ],
)
def test_labels_and_ruled_lines_stay_apart(block: str) -> None:
    assert lines(block) == block.split("\n")


def test_a_slot_on_a_line_of_its_own_goes_on() -> None:
    first = "To help you later, here is what you signed up to our shop with: your user name"
    block = f"{first}\n{SLOT}\nand the address\n{SLOT}"
    assert lines(block) == [block]


def test_sentence_that_ends_before_the_edge_ends_its_line() -> None:
    block = (
        "Your case was closed as we had not heard from you for a fortnight, so\n"
        "reply to this message to open it\nAna from Billing"
    )
    assert lines(block)[1:] == ["Ana from Billing"]


def test_branches_stay_apart_however_long_their_lines_are() -> None:
    first = "To see where your parcel is now, sign in to the account that you opened with us and choose Deliveries"
    assert lines(f"{first}{BRANCH}Your parcel has been sent back.") == [first, "Your parcel has been sent back."]
    assert lines(f"You can reopen{BRANCH}open the ticket.") == [f"You can reopen{BRANCH}open the ticket."]
