"""A practitioner's own guess before the ranking: asked where it was wished for, once."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.releasing import told_of
from tests.web.walking import Walker, names_a_muscle

pytestmark = pytest.mark.slow


@pytest.fixture
def walker(browser: Client) -> Walker:
    """Somebody who wished for it and has answered the safety questions."""
    walker = Walker(browser).open("/")
    places = ["right:temple", "right:neck_side"]
    walker.press("Next", region=places, age="41", sex="female", guess_first="1")
    return walker.answer_every_card()


def test_the_guess_comes_before_the_ranking(walker: Walker) -> None:
    assert (walker.address, walker.page.h1) == ("/hypothesis/", "What do you think it is?")
    assert " in 10" not in walker.page.visible
    names = [one["value"] for one in walker.page.named("guess")][:-3]
    assert names == sorted(names)  # by name, so that their order gives nothing away
    assert told_of(walker)["release"] == {"guess_first": True, "setting": "clinic"}


def test_the_picture_beside_the_guess_names_no_muscle(walker: Walker) -> None:
    (picture,) = [one for one in walker.page.all("svg") if one["aria-label"]]
    assert picture["aria-label"] == "The body with the places you told."


@pytest.mark.parametrize("address", ["/muscles/", "/muscles/temporalis/right/"])
def test_no_address_shows_the_ranking_before_the_guess(walker: Walker, address: str) -> None:
    mark, told = walker.page.value("csrfmiddlewaretoken"), walker.page.value("told")
    walker.post(address, {"csrfmiddlewaretoken": mark, "told": told})
    assert walker.address == "/hypothesis/"


@pytest.mark.parametrize("words", ["Show the ranking", "Skip"])
def test_a_guess_or_none_opens_the_ranking_for_good(walker: Walker, words: str) -> None:
    first = walker.page.named("guess")[0]["value"]
    walker.press(words, **({"guess": first} if words != "Skip" else {}))
    walker.press("Go to the muscles")
    assert walker.address == "/muscles/"
    assert names_a_muscle(walker.page)
    assert told_of(walker)["release"]["guess"] == (first if words != "Skip" else "skipped")


def test_without_the_wish_nobody_is_asked(browser: Client) -> None:
    walker = Walker(browser).open("/").press("Next", region=["right:temple"], age="41")
    assert walker.answer_every_card().address == "/muscles/"


def test_the_wish_is_taken_back_on_the_first_page(walker: Walker) -> None:
    walker.press("Unknot")
    (box,) = walker.page.named("guess_first")
    assert "checked" in box.attributes
    walker.press("Next", guess_first=[])
    assert walker.answer_every_card().address == "/muscles/"
