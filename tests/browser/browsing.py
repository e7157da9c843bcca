"""Somebody at a browser, and a watch over everything the page does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request

AXE = Path(__file__).parents[2] / "chart" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


COUNTING = """
window.counted = { frames: 0, contexts: [] };
const nextFrame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (draw) => { window.counted.frames++; return nextFrame(draw); };
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  const context = getContext.call(this, kind, ...rest);
  if (context !== null && String(kind).startsWith("webgl")) window.counted.contexts.push(context);
  return context;
};
document.addEventListener("unknot-ready", (event) => { event.target.dataset.ready = "yes"; });
"""
"""Runs before the page's own scripts: counts frames that are asked for, keeps 3D contexts."""

WORKER_READY = """async () => {
  for (let n = 0; n < 100; n++) {
    const it = await navigator.serviceWorker.getRegistration('/today/');
    if (it?.active?.state === 'activated') return true;
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
}"""
"""Whether the worker of one's own pages came to life, within ten seconds."""


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
    has_scripts: bool = True

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def starts_afresh(self) -> None:
        """Open the first page like somebody who was never here."""
        self.page.goto("/")
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.goto("/")

    def presses(self, button: Locator) -> None:
        """Press a button that turns the page, and wait until the new page stands there."""
        self.turns_page(button.click)

    def turns_page(self, act: Callable[[], None]) -> None:
        """Do what turns the page, and wait until the new page stands there."""
        if not self.has_scripts:
            act()
            return
        self.page.evaluate("() => { document.querySelector('#page').dataset.old = 'yes'; }")
        act()
        self.page.wait_for_function("() => document.querySelector('#page')?.dataset.old !== 'yes'")

    def axe_violations(self, *, only: str = "") -> list[str]:
        """Breaches of the accessibility rules A and AA, or of one rule; one line each."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        chosen = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": _RULES}
        found: dict[str, Any] = self.page.evaluate(
            "runOnly => axe.run(document, { runOnly, resultTypes: ['violations'] })", chosen
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
        if self.has_scripts:
            self.waits_for_body()
        show = self.page.get_by_role("radio", name="List", exact=True)
        if show.count() > 0 and self.body.locator("label").filter(has=show).is_visible():
            show.check(force=True)
        fold = self.page.locator("details.area > summary").filter(has_text=area).first
        if fold.locator("..").get_attribute("open") is None:
            fold.click()

    def ticks(self, area: str, place: str) -> None:
        """Tick a place such as "Right temple" in the list."""
        self.opens_list(area)
        self.page.get_by_role("checkbox", name=place, exact=True).check()

    def goes_on(self) -> None:
        """Press the main button of the page, whatever step it is."""
        self.presses(self.page.locator(".bar .btn.main"))

    def goes_back_to(self, step: str) -> None:
        """Go back by the page's own button: the name of a step, or the arrow on a phone."""
        arrow = self.page.get_by_role("button", name="Back to")
        name = self.page.get_by_role("button", name=step, exact=True)
        self.presses(arrow if arrow.is_visible() else name)

    def has_no_signs(self) -> None:
        """Answer "None of these" on every card, until the muscles stand there."""
        for _ in range(8):
            if "/check/" not in self.page.url:
                return
            self.page.get_by_role("checkbox", name="None of these").check()
            self.goes_on()

    def muscles(self) -> list[str]:
        """Names in the ranking, best first."""
        self.page.get_by_role("heading", name="worth checking first").wait_for()
        names = self.page.locator(".cands > .cand:not(.not-muscle) .name")
        return [name.strip() for name in names.all_inner_texts()]

    @property
    def body(self) -> Locator:
        return self.page.locator("unknot-body")

    def waits_for_body(self) -> None:
        """Until the first picture can be painted on."""
        self.page.wait_for_function(
            "() => document.querySelector('unknot-body')?.dataset.ready === 'yes'"
        )

    def looks_at(self, view: str) -> None:
        """Press one of the views of the body: Front, Head, Hands …"""
        views = self.page.get_by_role("group", name="View of the body")
        views.get_by_role("button", name=view, exact=True).click()
        self.rests()
        self.page.wait_for_timeout(300)

    def paints(self, *places: tuple[float, float], solid: bool = False) -> None:
        """Drag the pointer over the body; places are shares of its width and height.

        In 2D they are shares of the drawn body, in 3D of the whole picture.
        """
        drawn = self.body.locator(".body-canvas" if solid else ".chart.under .s0").first
        box = drawn.bounding_box()
        assert box is not None
        at = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in places]
        self.page.mouse.move(*at[0])
        self.page.mouse.down()
        for place in at[1:]:
            self.page.mouse.move(*place, steps=6)
        self.page.mouse.up()
        self.rests()

    def told_strokes(self) -> list[dict[str, Any]]:
        """The strokes of the drawing."""
        strokes: list[dict[str, Any]] = self.body.evaluate("body => body.value.strokes")
        return strokes

    def told_places(self) -> set[str]:
        """Painted or ticked places, such as "right:temple"."""
        regions = self.body.evaluate("body => body.regions.map(r => `${r.side}:${r.region}`)")
        return set(regions)

    def rests(self) -> None:
        """Until the page has nothing left to draw or to fetch."""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))"
        )

    def tabs_to(self, selector: str, *, text: str = "", most: int = 250) -> None:
        """Press Tab until the focused control matches a selector and holds a text."""
        focused = (
            "([selector, text]) => { let at = document.activeElement;"
            " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
            " return at !== null && at.matches(selector) && at.textContent.includes(text); }"
        )
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(focused, [selector, text]):
                return
        raise AssertionError(f"Tab reaches no {selector} with {text!r}")


def n_waiting(page: Page) -> int:
    """How many entries the page says are waiting to be sent."""
    part = page.locator("[data-waiting]")
    return int(part.locator("[data-waiting-n]").inner_text()) if part.is_visible() else 0
