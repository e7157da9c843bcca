"""What the plan page says of the things to do at home."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.releasing import at, told_with
from tests.web.walking import Walker

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def words() -> str:
    walker = Walker(Client(headers={"host": "127.0.0.1"})).open("/")
    at(walker, "/plan/", told_with(conditions=["fibromyalgia"]))
    while walker.page.named("card"):
        walker.press("Next", none="1")
    assert walker.address == "/plan/"
    return " ".join(walker.page.visible.split())


def test_a_thing_has_its_whole_dose(words: str) -> None:
    assert "6 times, 6 s each time, pain at most 1 of 10, on 3 days a week" in words


def test_a_caution_stands_at_the_thing_it_belongs_to(words: str) -> None:
    _before, things = words.split("In the next days")
    assert "Fibromyalgia" in things.split("Evidence:")[1]


def test_whoever_is_at_home_reads_plain_names_and_grades(words: str) -> None:
    assert "(upper trapezius)" in words
    assert "We are very unsure (very low) that it helps." in words
