"""What every page of the second half keeps to, also with two points on it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.releasing import PAIN, POINT, SIGNS, at, told_of, told_with
from tests.web.walking import Page, Walker

pytestmark = pytest.mark.slow

ADDRESSES = {
    "/hypothesis/": {},
    "/points/": {},
    "/about-you/": {},
    "/plan/": {},
    "/plan/print/": {},
    "/before/": {"setting": "clinic", "agrees": True},
    "/release/1/": {},
    "/stopped/": {"stopped": []},
    "/after/": {"before": {"pain": [6], "moving": [3]}},
    "/result/": {"before": {"pain": [6]}, "after": {"pain": [1]}, "harm": []},
    "/handout/": {"before": {"pain": [6]}, "after": {"pain": [1]}, "harm": []},
}
SECOND = {"muscle": "temporalis", "side": "right", "site": "temporalis_1"}
FELT = {"muscle": "temporalis", "side": "right", "sign": "tender", "present": True}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    walker = Walker(Client(headers={"host": "127.0.0.1"})).open("/")
    found = {}
    for address, held in ADDRESSES.items():
        told = {**told_with(points=[POINT, SECOND], **held), "signs": [*SIGNS, FELT]}
        at(walker, address, told)
        while walker.page.named("card"):
            walker.press("Next", none="1")
        at(walker, address, told_of(walker))
        assert (walker.status, walker.address) == (200, address)
        found[address] = walker.page
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_one_heading_and_one_main_part(pages: dict[str, Page], address: str) -> None:
    assert pages[address].h1
    assert len(pages[address].all("main")) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_holds_script_or_style_of_its_own(pages: dict[str, Page], address: str) -> None:
    page = pages[address]
    assert not page.all("style")
    assert all(script["src"] for script in page.all("script"))
    for one in page.elements:
        assert not [key for key in one.attributes if key == "style" or key.startswith("on")], one


@pytest.mark.parametrize("address", ADDRESSES)
def test_ids_stand_once(pages: dict[str, Page], address: str) -> None:
    ids = [one["id"] for one in pages[address].elements if one["id"]]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_is_our_own(pages: dict[str, Page], address: str) -> None:
    for one in pages[address].elements:
        for key in ("src", "href", "action", "formaction"):
            assert re.match(r"$|/|#|tel:", one[key]), one


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_carries_what_was_told(pages: dict[str, Page], address: str) -> None:
    assert '"release"' in pages[address].value("told")
    assert PAIN[0]["region"] in pages[address].value("told")


def test_each_step_points_to_the_picture_of_its_own_spot(pages: dict[str, Page]) -> None:
    page = pages["/release/1/"]
    works = [one for one in page.elements if one["data-work"]]
    pictures = {one["data-picture-of"] for one in page.elements if one["data-picture-of"]}
    assert {one["data-figure"] for one in works} == pictures
    assert len({(one["data-figure"], one["data-point"]) for one in works}) == len(pictures)


def test_the_server_keeps_no_copy(browser: Client) -> None:
    walker = Walker(browser).open("/")
    response = browser.post(
        "/plan/", {"told": "{}", "csrfmiddlewaretoken": walker.page.value("csrfmiddlewaretoken")}
    )
    assert "no-store" in response["Cache-Control"]
    assert set(response.cookies) <= {"csrftoken"}
