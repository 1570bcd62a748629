"""What a tag's inside is called; sentences in it are tested with the tags round them."""

from __future__ import annotations

import pytest

from respcheck.formats.expression import slot_name, snake


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
