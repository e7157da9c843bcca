"""The days of a programme in a calendar: an address made, read, changed and ended; a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from browsing import Visitor
from icalendar import Calendar
from playwright.sync_api import BrowserContext
from prepared import Prepared, prepared

NewVisitor = Callable[..., Visitor]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def at_home() -> Iterator[Prepared]:
    """Dana's records; every test here ends the address that it made."""
    with prepared() as running:
        yield running


@pytest.fixture(scope="module")
def server(at_home: Prepared) -> str:
    return at_home.address


@pytest.fixture
def arrive(new_visitor: NewVisitor, at_home: Prepared) -> Callable[..., Visitor]:
    """Follow the link, and go from the week at home to the calendar's page."""

    def go(**window: Any) -> Visitor:
        visitor = new_visitor(**window)
        visitor.opens(at_home.link)
        visitor.opens(f"/programme/{at_home.episode}/")
        visitor.page.get_by_role("link", name="Have these days in your calendar").click()
        visitor.page.get_by_role("heading", name="In your calendar", level=1).wait_for()
        return visitor

    return go


def makes(visitor: Visitor, *, button: str = "Make an address") -> str:
    """Press the button, and return the address that stands there once."""
    visitor.presses(visitor.page.get_by_role("button", name=button))
    return visitor.page.get_by_label("Copy it now. It is shown this once.").input_value()


def ends(visitor: Visitor) -> None:
    visitor.presses(visitor.page.get_by_role("button", name="End the address"))


def events(address: str) -> list[Any]:
    """What a calendar program reads: no session, no cookie."""
    with urlopen(address) as answered:  # noqa: S310 -- our own server
        assert answered.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return list(Calendar.from_ical(answered.read()).walk("VEVENT"))


def is_gone(address: str) -> bool:
    """Whether nothing stands at an address any more."""
    try:
        events(address)
    except HTTPError as error:
        return error.code == 404
    return False


def times(found: list[Any]) -> set[str]:
    return {f"{one.decoded('dtstart'):%H:%M}" for one in found}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_address_is_made_read_made_anew_and_ended(
    arrive: Callable[..., Visitor], scripts: bool
) -> None:
    visitor = arrive(**PHONE, scripts=scripts)
    page = visitor.page
    assert page.get_by_role("button", name="End the address").count() == 0
    first = makes(visitor)
    quiet = events(first)
    assert quiet
    assert times(quiet) == {"18:00"}
    assert all(str(one["summary"]).startswith("Unknot: ") for one in quiet)
    assert not any("trapezius" in str(one["summary"]) for one in quiet)
    page.goto(page.url)
    assert page.get_by_text("An address is open.").is_visible()
    assert first.rpartition("/")[2] not in page.content()
    page.get_by_label("Time of day").fill("7:30")
    page.get_by_role("checkbox", name="Name the things in the calendar").check()
    second = makes(visitor, button="Make a new address")
    assert is_gone(first)
    told = events(second)
    assert times(told) == {"07:30"}
    assert len(told) == len(quiet)
    assert {str(one["summary"]) for one in told} != {str(one["summary"]) for one in quiet}
    ends(visitor)
    assert is_gone(second)
    assert page.get_by_role("button", name="Make an address").is_visible()
    assert page.get_by_label("Time of day").input_value() == "18:00"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(
    arrive: Callable[..., Visitor], scripts: bool
) -> None:
    visitor = arrive(**PHONE, scripts=scripts)
    visitor.watch.allow("422")
    page = visitor.page
    at = page.get_by_label("Time of day")
    details = page.get_by_role("checkbox", name="Name the things in the calendar")
    for button in ("Make an address", "Save the file"):
        at.fill("noon")
        details.check()
        visitor.presses(page.get_by_role("button", name=button))
        page.get_by_role("link", name="'noon' is no time of day.").wait_for()
        assert at.input_value() == "noon"
        assert at.get_attribute("aria-invalid") == "true"
        assert details.is_checked()
        if scripts:
            assert page.evaluate("() => document.activeElement.id") == "problems"
        page.get_by_role("link", name="'noon' is no time of day.").click()
        at.fill("6")
        details.uncheck()
        assert page.locator("#address").count() == 0
    address = makes(visitor)
    assert times(events(address)) == {"06:00"}
    assert page.locator("#problems").count() == 0
    ends(visitor)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_file_is_saved_and_the_page_stays(
    arrive: Callable[..., Visitor], scripts: bool
) -> None:
    visitor = arrive(**DESK, scripts=scripts)
    page = visitor.page
    page.get_by_label("Time of day").fill("21:15")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save the file").click()
    assert coming.value.suggested_filename == "unknot.ics"
    saved = Calendar.from_ical(Path(coming.value.path()).read_bytes()).walk("VEVENT")
    assert times(list(saved)) == {"21:15"}
    assert page.get_by_label("Time of day").input_value() == "21:15"
    assert page.get_by_role("button", name="Make an address").is_visible()
    if scripts:
        assert page.locator("#announced").inner_text() == "The file is in your downloads."


def test_all_of_it_can_be_done_by_keys_alone(arrive: Callable[..., Visitor]) -> None:
    visitor = arrive(**DESK)
    page = visitor.page
    visitor.tabs_to("#at")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("5:05")
    visitor.tabs_to("[name=details]")
    page.keyboard.press("Space")
    visitor.tabs_to("button", text="Make an address")
    visitor.turns_page(lambda: page.keyboard.press("Enter"))
    assert times(events(page.locator("#address").input_value())) == {"05:05"}
    visitor.tabs_to("button", text="End the address")
    visitor.turns_page(lambda: page.keyboard.press("Enter"))
    assert page.get_by_role("button", name="Make an address").is_visible()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_keeps_the_rules_in_every_state(
    arrive: Callable[..., Visitor], window: dict[str, int]
) -> None:
    visitor = arrive(**window)
    visitor.watch.allow("422")
    faults: dict[str, list[str]] = {}

    def look(state: str) -> None:
        # So high that the bar at the foot covers nothing: elsewhere scrolling uncovers it.
        visitor.page.set_viewport_size({"width": window["width"], "height": 2000})
        faults[state] = visitor.axe_violations()
        visitor.page.emulate_media(color_scheme="dark")
        faults[f"{state}, dark"] = visitor.axe_violations(only="color-contrast")
        visitor.page.emulate_media(color_scheme="light")
        for width in (320, window["width"]):
            visitor.page.set_viewport_size({"width": width, "height": window["height"]})
            if visitor.scrolls_sideways():
                faults[f"{state}, {width}"] = ["scrolls sideways"]

    look("nothing open")
    visitor.page.get_by_label("Time of day").fill("noon")
    visitor.presses(visitor.page.get_by_role("button", name="Make an address"))
    look("wrong")
    visitor.page.get_by_label("Time of day").fill("8:00")
    makes(visitor)
    look("made")
    visitor.page.reload()
    look("open")
    ends(visitor)
    assert {state: found for state, found in faults.items() if found} == {}


def test_once_it_is_quiet_the_page_says_why_nothing_is_on(
    phone: BrowserContext, dana: Prepared
) -> None:
    page = phone.new_page()
    page.goto(f"/today/{dana.episode}/quiet/")
    page.get_by_role("button", name="Close it: quiet now").click()
    page.wait_for_url(f"**/today/{dana.episode}/")
    page.goto(f"/reminders/{dana.episode}/")
    said = page.get_by_text("There is no programme now, so the calendar is empty.")
    assert said.is_visible()
    page.get_by_role("button", name="Save the file").click()
    page.wait_for_load_state("networkidle")
    assert said.is_visible()
    page.get_by_role("link", name="Your week at home says why").click()
    page.get_by_text("It is quiet, so there is nothing to do.").wait_for()
