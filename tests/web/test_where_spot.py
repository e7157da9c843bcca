"""The spot: landmarks in plain words, sources, a true caption, no disease names."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.walking import Walker
from unknot.muscles.catalogue import load_muscles
from unknot.web.where.landmarks import between_landmarks, in_anatomy
from unknot.web.where.pictures import picture_of_spot
from unknot.web.where.sources import checks_of, sources_of

pytestmark = pytest.mark.slow


@pytest.fixture
def spot(browser: Client) -> Walker:
    walker = Walker(browser).open("/")
    walker.press("Next", region=["right:temple", "right:neck_side"]).answer_every_card()
    return walker.press("Show me the spot")


def test_no_disease_is_named(spot: Walker) -> None:
    for muscle in load_muscles().values():
        if muscle.name in spot.page.h1:
            said = spot.page.visible.split("What this page was made from")[0]
            named = [one for one in muscle.mimics if one in said]
            assert muscle.mimics
            assert named == []


def test_a_third_of_the_way_is_said_in_plain_words_and_in_anatomy_beside() -> None:
    sites = [site for muscle in load_muscles().values() for site in muscle.sites]
    for site in sites:
        said = between_landmarks(site)
        assert "tenths" not in said
        assert not re.search(r"\b(ASIS|PSIS|AIIS)\b from|from (ASIS|PSIS|AIIS)", said)
        assert site.landmarks["from"] in in_anatomy(site)
    third = next(site for site in sites if site.landmarks["fraction"] == 0.35)
    assert between_landmarks(third).startswith("About a third of the way from ")


def test_every_source_and_every_check_is_shown(spot: Walker) -> None:
    muscle = next(one for one in load_muscles().values() if one.name in spot.page.h1)
    assert len(sources_of(muscle)) == len(muscle.sources)
    for shown in (*sources_of(muscle), *checks_of(muscle)):
        assert shown.name in spot.page.visible.replace("&amp;", "&")
    links = {one["href"] for one in spot.page.all("a")}
    assert {one.url for one in muscle.sources if one.url} <= links


def test_no_source_becomes_a_link_but_an_address_of_the_web() -> None:
    for muscle in load_muscles().values():
        for shown in (*sources_of(muscle), *checks_of(muscle)):
            assert shown.url == "" or shown.url.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("back", "seen from behind; your right is on the right"),
        ("front", "seen from the front; your right is on the left"),
        ("right", "your right side"),
    ],
)
def test_the_caption_says_the_view_truly(view: str, said: str) -> None:
    drawn = picture_of_spot(muscle="temporalis", side="right", site="temporalis_1")
    assert type(drawn)(drawn.svg, view).seen == said


def test_landmarks_that_are_in_sight_lie_inside_the_picture() -> None:
    drawn = picture_of_spot(
        muscle="iliocostalis_lumborum", side="right", site="iliocostalis_lumborum_1"
    )
    assert drawn.landmarks
    x0, y0, width, height = map(
        float, re.findall(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', drawn.svg)[-1]
    )
    dots = re.findall(r'class="landmark"><circle cx="([\d.]+)" cy="([\d.]+)"', drawn.svg)
    assert len(dots) == len(drawn.landmarks)
    for x, y in dots:
        assert x0 <= float(x) <= x0 + width
        assert y0 <= float(y) <= y0 + height


def test_every_spot_that_can_be_pressed_has_a_page_picture_or_none_and_never_fails() -> None:
    for muscle in ("digastric_anterior", "subscapularis", "pectoralis_major_costal"):
        for site in load_muscles()[muscle].sites:
            picture_of_spot(muscle=muscle, side="left", site=site.id)


def test_i_cannot_find_it_leads_to_a_place_that_takes_the_focus(spot: Walker) -> None:
    (place,) = (one for one in spot.page.elements if one["id"] == "elsewhere")
    assert place["tabindex"] == "-1"
    assert any(link["href"] == "#elsewhere" for link in spot.page.all("a"))
