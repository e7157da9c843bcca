from __future__ import annotations

from browsing import Visitor


def test_first_page_asks_where_it_hurts(visitor: Visitor) -> None:
    visitor.opens("/")
    assert visitor.page.get_by_role("heading", name="Where does it hurt?").is_visible()
    assert visitor.axe_violations() == []
    assert not visitor.scrolls_sideways()
