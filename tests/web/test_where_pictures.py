"""The pictures in the pages: what was told, where a muscle refers, where to press."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.walking import Walker
from unknot.find.answer import find
from unknot.find.query import query_from
from unknot.web.where.pictures import picture_of_row, picture_of_spot

pytestmark = pytest.mark.slow

TEMPLE = [{"region": "temple", "side": "right", "intensity": 6}]


@pytest.fixture
def ranked(browser: Client) -> Walker:
    walker = Walker(browser).open("/")
    return walker.press("Next", region=["right:temple"]).answer_every_card()


def _pictures(html: str) -> list[str]:
    return re.findall(r'<div class="drawing"[^>]*>(<svg .*?</svg>)\s*</div>', html, re.DOTALL)


def test_the_ranking_shows_paint_zone_and_place_to_press(ranked: Walker) -> None:
    (picture,) = _pictures(ranked.page.html)
    for sign in ('class="paint"', 'class="sent"', 'class="site"', 'role="img"'):
        assert sign in picture, sign
    assert "where Temporalis, right is often felt" in picture


def test_a_picture_brings_no_style_no_script_and_ids_of_its_own(ranked: Walker) -> None:
    (picture,) = _pictures(ranked.page.html)
    assert "style" not in re.sub(r'd="[^"]*"', "", picture)
    assert "<script" not in picture
    assert all(one.startswith("drawn-") for one in re.findall(r'\bid="([^"]+)"', picture))


def test_the_picture_alone_can_be_asked_for(ranked: Walker) -> None:
    sent = {name: ranked.page.value(name) for name in ("csrfmiddlewaretoken", "told")}
    sent["show"] = "upper_trapezius:right"
    response = ranked.browser.post("/muscles/", sent, headers={"x-unknot-part": "picture"})
    text = response.content.decode()
    assert text.startswith("<svg")
    assert "where Upper trapezius, right is often felt" in text


def test_a_page_can_come_before_its_picture(ranked: Walker) -> None:
    sent = {name: ranked.page.value(name) for name in ("csrfmiddlewaretoken", "told")}
    response = ranked.browser.post("/muscles/", sent, headers={"x-unknot-part": "page"})
    assert "data-coming" in response.content.decode()
    assert _pictures(response.content.decode()) == []


def test_the_spot_is_shown_with_a_cross_and_no_zone(ranked: Walker) -> None:
    ranked.press("Show me the spot")
    (picture,) = _pictures(ranked.page.html)
    assert 'class="site"' in picture
    assert 'class="sent"' not in picture


def test_a_place_without_side_is_shown_on_both() -> None:
    answer = find(query_from({"pain": [{"region": "temple"}]}))
    drawn = picture_of_row(answer, muscle="temporalis", side="left", site="")
    assert 'class="paint"' in drawn.svg


def test_a_place_inside_the_body_alone_has_no_picture_of_paint() -> None:
    answer = find(query_from({"pain": [{"region": "bladder", "side": "mid"}]}))
    assert picture_of_row(answer, muscle="levator_ani", side="left", site="").svg == ""


def test_a_spot_at_the_edge_of_a_close_up_is_shown_on_the_whole_body() -> None:
    drawn = picture_of_spot(muscle="upper_trapezius", side="right", site="upper_trapezius_1")
    assert not drawn.view.startswith("head")


def test_a_spot_well_inside_a_close_up_stays_there() -> None:
    drawn = picture_of_spot(muscle="temporalis", side="right", site="temporalis_1")
    assert drawn.view == "head_right"


def test_left_and_right_spots_are_seen_from_their_own_side() -> None:
    drawn = picture_of_spot(muscle="temporalis", side="left", site="temporalis_1")
    assert drawn.view == "head_left"


def test_a_site_felt_from_inside_has_no_picture() -> None:
    assert picture_of_spot(muscle="coccygeus", side="left", site="").svg == ""
