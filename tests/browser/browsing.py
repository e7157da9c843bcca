"""Somebody at a browser, and a watch over everything the page does."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request

AXE = Path(__file__).parents[2] / "chart" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Watch:
    """What went wrong on a page: other hosts, breached rules, errors of scripts."""

    page: Page
    server: str
    faults: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.page.on("request", self._see_request)
        self.page.on("console", self._see_text)
        self.page.on("pageerror", self._see_error)

    def allow(self, *texts: str) -> None:
        """Expect these parts of console texts: a test that breaks something on purpose."""
        self.allowed += texts

    def _see_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss"):
            own = urlsplit(self.server).netloc
            if address.netloc != own:
                self.faults.append(f"request to another host: {request.url}")

    def _see_text(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") or "GPU stall" in message.text:
            return
        if not any(text in message.text for text in self.allowed):
            at = message.location.get("url")
            self.faults.append(f"console {message.type} on {self.page.url}: {message.text} {at}")

    def _see_error(self, error: Error) -> None:
        self.faults.append(f"script error on {self.page.url}: {error}")


@dataclass
class Visitor:
    """Somebody who looks at the pages."""

    page: Page
    watch: Watch

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def axe_violations(self) -> list[str]:
        """Breaches of the accessibility rules A and AA, one line each."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", _RULES
        )
        return [
            f"{breach['id']}: {node['target']} {node['failureSummary']}"
            for breach in found["violations"]
            for node in breach["nodes"]
        ]

    def scrolls_sideways(self) -> bool:
        """Whether something sticks out to the right of the window."""
        return bool(
            self.page.evaluate(
                "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )

    def says(self, words: str) -> None:
        self.page.get_by_label("Or say it in your own words").fill(words)

    def opens_list(self, area: str) -> None:
        """Open one area of the list of places; on a phone the list itself first."""
        show = self.page.get_by_role("button", name="List", exact=True)
        if show.is_visible():
            show.click()
        fold = self.page.locator("details.area > summary").filter(has_text=area).first
        if fold.locator("..").get_attribute("open") is None:
            fold.click()

    def ticks(self, area: str, place: str) -> None:
        """Tick a place such as "Right temple" in the list."""
        self.opens_list(area)
        self.page.get_by_role("checkbox", name=place, exact=True).check()

    def goes_on(self) -> None:
        """Press the main button of the page, whatever step it is."""
        self.page.locator(".bar .btn.main").click()

    def has_no_signs(self) -> None:
        """Answer "None of these" on every card, until the muscles stand there."""
        for _ in range(8):
            if "/check/" not in self.page.url:
                return
            self.page.get_by_role("checkbox", name="None of these").check()
            self.goes_on()
            self.page.wait_for_load_state()

    def muscles(self) -> list[str]:
        """Names in the ranking, best first."""
        self.page.get_by_role("heading", name="worth checking first").wait_for()
        names = self.page.locator(".cands > .cand:not(.not-muscle) .name")
        return [name.strip() for name in names.all_inner_texts()]
