"""What a tag's inside is called; sentences in it are tested with the tags round them."""

from __future__ import annotations

import time

import pytest

from respcheck.formats.expression import slot_name, snake
from respcheck.formats.template import scan


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        (" customer.name ", "customer.name"),
        ("@order&.items.first", "order.items.first"),
        ("h @user.first_name", "user.first_name"),
        ("formatDate order.shippedAt", "order.shipped_at"),
        ("Spree::Config[:site_name]", "spree.config.site_name"),
        ('msg("resetBody")', "reset_body"),
        ("ship_date.strftime('%d')", "ship_date"),
        ("field(placeholder='Ada', required=True)", "field"),
        ("a.b || 'there'", "a.b"),
        ("Customer Name", "customer name"),
        ("$html", "html"),
        ("this", ""),
        ("", ""),
    ],
)
def test_the_most_telling_path_is_the_name(expression: str, name: str) -> None:
    assert slot_name(expression) == name


def test_snake_case() -> None:
    assert [snake(n) for n in ("rejectionReason", "URLPath", "U_VIEW", "order2Id")] == [
        "rejection_reason",
        "url_path",
        "u_view",
        "order2_id",
    ]


@pytest.mark.parametrize(
    "piece",
    ["a", "'a' ", '"a" if ', '? "a" : ', '"A b c d e", ', "A B C ", "A b c: ", " \n", "a = 'b c', ", "x.y ", "("],
)
@pytest.mark.parametrize(("start", "end"), [("{{ '", "' }}"), ("{{ ", " }}"), ("{% set a = ", " %}"), ("<%= ", " %>")])
def test_a_long_tag_is_read_in_linear_time(start: str, end: str, piece: str) -> None:
    before = time.process_time()
    scan(start + piece * (40_000 // len(piece)) + end)
    assert time.process_time() - before < 2
