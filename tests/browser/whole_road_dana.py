"""Dana on the whole road: her computer, her phone, the day it is, and the pictures on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from browsing import COUNTING, Visitor, Watch
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from whole_road_home import ZONE, Home

__all__ = ["FIRST_DAY", "Dana", "dana_at_home", "day"]

FIRST_DAY = date(2027, 5, 3)
"""A Monday; the clocks do not change on the whole road."""
_EVENING = "18:30"
_SHARPER = 2
"""Pictures are taken with so many dots a pixel, and made smaller afterwards."""
_HURRY = "{ const now = performance.now.bind(performance); performance.now = () => now() * %d; }"
"""Holds are over so many times as fast; the clock of the day is another one."""
_QUICKER, _QUICKER_FOR_PICTURES = 10, 2
_AHEAD = """{
  const Wall = Date;
  const ahead = %d;
  window.Date = class extends Wall {
    constructor(...given) { if (given.length) super(...given); else super(Wall.now() + ahead); }
    static now() { return Wall.now() + ahead; }
  };
}"""
"""The clock of the phone is as far ahead as that of the computer. [ms]"""
_ABOUT_NETWORK = ("ERR_CONNECTION_REFUSED", "ERR_INTERNET_DISCONNECTED",
                  "Failed to load resource", "FetchEvent")  # fmt: skip


def day(number: int) -> date:
    """The day so many days after the first one."""
    return FIRST_DAY + timedelta(days=number)


@dataclass
class Dana:
    """Somebody with a headache, her computer, and her phone."""

    home: Home
    phone: BrowserContext
    pictures: Path | None = None
    """Where the pictures of the tutorial go; None: none are taken."""
    shown: list[str] = field(default_factory=list)
    """Names of the pictures that the road came by."""
    faults: list[str] = field(default_factory=list)
    noted: dict[str, Any] = field(default_factory=dict)
    """What a step found, for a later one to compare with."""
    _visitor: Visitor | None = None

    @property
    def visitor(self) -> Visitor:
        assert self._visitor is not None
        return self._visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def on(self, when: date, hour: str = _EVENING) -> None:
        """Set both clocks, and open a new tab as somebody does on another day."""
        self.closes_tab()
        ahead = self.home.is_now(datetime.fromisoformat(f"{when} {hour}"))
        page = self.phone.new_page()
        page.add_init_script(_AHEAD % round(ahead * 1000))
        page.add_init_script(_HURRY % (_QUICKER_FOR_PICTURES if self.pictures else _QUICKER))
        watch = Watch(page, self.home.address)
        watch.allow(*_ABOUT_NETWORK)
        self._visitor = Visitor(page, watch)

    def closes_tab(self) -> None:
        """Close the tab; what went wrong in it is kept."""
        if self._visitor is not None:
            self.faults += self._visitor.watch.faults
            self._visitor.page.close()
            self._visitor = None

    def looks_at_today(self) -> None:
        """Open Today, with or without a network."""
        self.visitor.opens("/today/")
        self.page.locator("main[data-today]").wait_for()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def part(self, heading: str) -> Locator:
        """The part of the page with a heading."""
        return self.page.get_by_role("region", name=heading)

    def presses(self, name: str) -> None:
        """Press a button that turns the page."""
        self.visitor.presses(self.button(name))

    def follows(self, name: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def sees(self, words: str) -> None:
        """Wait until words stand there."""
        self.page.get_by_text(words).first.wait_for()

    def arrives(self, heading: str) -> None:
        """Wait until a page with a heading stands there."""
        self.page.get_by_role("heading", name=heading).first.wait_for()

    def rates(self, scale: str, number: int) -> None:
        """Choose a number from 0 to 10 on a scale."""
        group = self.page.get_by_role("group", name=scale, exact=True)
        group.get_by_role("radio", name=str(number), exact=True).check(force=True)

    def tells(self, pain: int, *chips: str) -> None:
        """Make an entry on Today, with the network there."""
        self.gives(pain, *chips)
        self.visitor.turns_page(self.button("Save").tap)
        self.sees(f"Kept: {pain} of 10")

    def gives(self, pain: int, *chips: str) -> None:
        """Tap a number and chips; nothing is saved yet."""
        self.rates("Pain from 0 to 10", pain)
        for chip in chips:
            self.page.locator(".quick label").filter(has_text=chip).tap()

    def runs(self, phase: str) -> None:
        """Wait until the guided release is in a phase."""
        self.page.locator(f"[data-phase-now={phase}]").wait_for(state="attached")

    def shows(self, name: str, *, top: Locator | None = None) -> None:
        """Come by a picture of the tutorial; take it when pictures are wanted."""
        self.shown.append(name)
        assert not self.visitor.scrolls_sideways(), name
        if self.pictures is None:
            return
        page = self.page
        page.evaluate("() => document.activeElement?.blur()")
        page.mouse.move(1, 1)
        if top is None:
            page.evaluate("() => scrollTo(0, 0)")
        else:
            top.evaluate("part => scrollTo(0, part.getBoundingClientRect().top + scrollY - 12)")
        page.wait_for_timeout(400)
        page.screenshot(path=self.pictures / f"{name}.png")


@contextmanager
def dana_at_home(browser: Browser, folder: Path, *, pictures: Path | None = None) -> Iterator[Dana]:
    """Dana with a computer that is switched on, and a phone in her hand."""
    home = Home(folder)
    home.is_now(datetime.fromisoformat(f"{FIRST_DAY} {_EVENING}"))
    home.switches_on()
    phone = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=1 if pictures is None else _SHARPER,
        has_touch=True,
        reduced_motion="reduce",
        timezone_id=ZONE,
        locale="en-GB",
        base_url=home.address,
    )
    phone.set_default_timeout(20_000)
    phone.add_init_script(COUNTING)
    try:
        yield Dana(home, phone, pictures)
    finally:
        phone.close()
        home.switches_off()
