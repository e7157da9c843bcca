"""Rules that hold on every page: accessible, never wider than the window, one main heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Visitor
from touring import every_page

NewVisitor = Callable[..., Visitor]

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
WIDTHS = (320, 390, 768, 1280)


@pytest.mark.parametrize("size", SIZES)
def test_no_page_breaks_an_accessibility_rule_in_light_or_dark(
    new_visitor: NewVisitor, size: str
) -> None:
    width, height = SIZES[size]
    visitor = new_visitor(width=width, height=height)
    breaches = {}
    for name in every_page(visitor):
        breaches[name, "light"] = visitor.axe_violations()
        visitor.page.emulate_media(color_scheme="dark")
        breaches[name, "dark"] = visitor.axe_violations(only="color-contrast")
        visitor.page.emulate_media(color_scheme="light")
    assert {page: found for page, found in breaches.items() if found} == {}


def test_every_page_fits_the_window_and_has_one_main_heading(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844)
    faults = []
    for name in every_page(visitor):
        if visitor.page.get_by_role("heading", level=1).count() != 1:
            faults.append(f"{name}: not one main heading")
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 844})
            if visitor.scrolls_sideways():
                faults.append(f"{name}: scrolls sideways at {width}")
        visitor.page.set_viewport_size({"width": 390, "height": 844})
    assert faults == []
