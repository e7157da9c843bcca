"""Rules that hold on every page: accessible, never wider than the window, one main heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Visitor
from touring import every_page

NewVisitor = Callable[..., Visitor]

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
WIDTHS = (320, 390, 768, 1280)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_page_breaks_an_accessibility_rule(
    new_visitor: NewVisitor, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    visitor = new_visitor(width=width, height=height, scheme=scheme)
    breaches = {name: visitor.axe_violations() for name in every_page(visitor)}
    assert {name: found for name, found in breaches.items() if found} == {}


def test_no_page_scrolls_sideways(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844)
    too_wide = []
    for name in every_page(visitor):
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 844})
            if visitor.scrolls_sideways():
                too_wide.append((name, width))
        visitor.page.set_viewport_size({"width": 390, "height": 844})
    assert too_wide == []


def test_every_page_has_one_main_heading(visitor: Visitor) -> None:
    counts = {
        name: visitor.page.get_by_role("heading", level=1).count() for name in every_page(visitor)
    }
    assert {name: n for name, n in counts.items() if n != 1} == {}
