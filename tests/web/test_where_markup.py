"""What every page keeps to: one heading, no inline script or style, names for every control."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import unknot.web
from tests.web.walking import Page, Walker
from unknot.facts.vocabularies import load_regions

STATIC = Path(unknot.web.__file__).parent / "static" / "unknot"

pytestmark = pytest.mark.slow


def _pages(browser: Client) -> dict[str, Page]:
    walker = Walker(browser)
    pages = {"where": walker.open("/").page, "way back": walker.open("/muscles/").page}
    pages["empty"] = walker.open("/").press("Next").page
    pages["check"] = walker.open("/").press("Next", region=["right:temple"]).page
    pages["one by one"] = walker.press("I’m not sure").page
    walker.open("/").press("Next", region=["right:temple"]).answer_every_card()
    pages["muscles"] = walker.page
    pages["spot"] = walker.press("Show me the spot").page
    pages["print"] = walker.press("Muscle").press("Print view").page
    walker.open("/").press("Next", region=["right:temple"]).press("Next", sign=["ha_thunder"])
    pages["blocked"] = walker.page
    pages["review"] = walker.press("Check my answers").page
    return pages


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return _pages(Client(headers={"host": "127.0.0.1"}))


def test_every_page_has_one_heading_and_a_way_past_the_top(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.h1, name
        assert any(link["href"] == "#main" for link in page.all("a")), name
        assert len(page.all("main")) == 1, name


def test_no_page_holds_script_or_style_of_its_own(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert not page.all("style"), name
        assert all(script["src"] for script in page.all("script")), name
        for one in page.elements:
            found = [key for key in one.attributes if key == "style" or key.startswith("on")]
            assert not found, (name, one)


def test_every_address_is_our_own_but_for_links_to_sources(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for one in page.elements:
            if one.tag == "a" and "noreferrer" in one["rel"].split():
                assert one["href"].startswith(("https://", "http://")), (name, one["href"])
                assert (name, one["target"]) == ("spot", "_blank")
                continue
            for key in ("src", "href", "action", "formaction"):
                value = one[key]
                assert re.match(r"$|[/#?]|tel:", value), (name, value)


def test_every_step_has_a_name_at_any_width(pages: dict[str, Page]) -> None:
    names = [one for one in pages["spot"].elements if "step-name" in one["class"].split()]
    assert len(names) == 7
    css = (STATIC / "base.css").read_text(encoding="utf-8")
    assert ".steps .step-name:not(:focus-visible){position:absolute" in css
    assert ".steps .step-name{display:none}" not in css


def test_hover_never_sticks_where_there_is_no_pointer() -> None:
    for name in ("base", "controls", "where", "steps"):
        css = (STATIC / f"{name}.css").read_text(encoding="utf-8")
        for line in css.splitlines():
            assert ":hover" not in line or "@media (hover:hover)" in line, (name, line)


def test_ids_stand_once(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        ids = [one["id"] for one in page.elements if one["id"]]
        assert len(ids) == len(set(ids)), name


def test_every_region_can_be_ticked_on_each_of_its_sides(pages: dict[str, Page]) -> None:
    boxes = [box["value"] for box in pages["where"].named("region")]
    wanted = [
        f"{side}:{region.id}"
        for region in load_regions().values()
        for side in (("left", "right") if region.is_sided else ("mid",))
    ]
    assert sorted(boxes) == sorted(wanted)


def test_a_box_is_named_by_its_side_and_place(pages: dict[str, Page]) -> None:
    assert "Right temple" in pages["where"].visible.replace("Right  ", "Right ")


def test_every_later_page_carries_what_was_told(pages: dict[str, Page]) -> None:
    for name in ("check", "muscles", "spot", "blocked", "review"):
        assert '"region": "temple"' in pages[name].value("told"), name


def test_the_answer_is_never_kept_by_caches(browser: Client) -> None:
    response = browser.get("/muscles/")
    assert "no-store" in response["Cache-Control"]
