"""Take the manual's pictures of every page: ``python scripts/screenshots.py``.

They go to docs/pictures, on a phone (390 by 844) and on a desktop (1280 by 800), the main ones
in the dark as well. Run it after ``make chart``; look at every picture before it is committed.
Headless Chromium draws 3D in software and takes about two minutes for all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
sys.path.insert(0, str(ROOT))

from browsing import COUNTING, Visitor, Watch  # noqa: E402 -- lies in the tests
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from running import FLAGS, chromium, served  # noqa: E402
from touring import EMERGENCY  # noqa: E402

from tests.web.releasing import told_with  # noqa: E402 -- a told case, its spot found

PICTURES = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
IN_THE_DARK = ("where-painted", "check", "muscles", "spot", "blocked", "release-hold", "outlook")
TEMPLE = ((0.60, 0.33), (0.67, 0.33), (0.72, 0.36))
NECK = ((0.32, 0.62), (0.27, 0.72), (0.22, 0.82))


def main() -> int:
    """Take all pictures, or those named on the command line."""
    wanted = set(sys.argv[1:])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for size in SIZES:
            for scheme in ("light", "dark"):
                for name in take(browser, address, size=size, scheme=scheme, wanted=wanted):
                    print(name)
        browser.close()
    return 0


def take(
    browser: Browser, address: str, *, size: str, scheme: str, wanted: set[str]
) -> Iterator[str]:
    """Walk the journey in one size and one scheme, and take its pictures."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        device_scale_factor=1.5 if (size, scheme) == ("desktop", "light") else 1,
        reduced_motion="reduce",
        base_url=address,
    )
    context.add_init_script(COUNTING)
    page = context.new_page()
    visitor = Visitor(page, Watch(page, address))
    for name in whole_tour(visitor):
        if scheme == "dark" and name not in IN_THE_DARK:
            continue
        file = f"{name}-{size}{'-dark' if scheme == 'dark' else ''}.png"
        if not wanted or name in wanted:
            page.evaluate("() => document.activeElement?.blur()")
            page.mouse.move(1, 1)
            visitor.rests()
            page.screenshot(path=PICTURES / file)
            yield file
    context.close()


def whole_tour(visitor: Visitor) -> Iterator[str]:
    """From the pain to the spot, then from the spot to what changed."""
    yield from journey(visitor)
    yield from treatment(visitor)
    yield from outlook(visitor)


MEASURED: dict[str, Any] = {
    "movement": "neck_rotation_opposite",
    "movement_side": "right",
    "before": {"pain": [6], "moving": [7]},
}
AFTER: dict[str, Any] = {**MEASURED, "after": {"pain": [1], "moving": [6]}, "harm": []}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "release-guess": ("/hypothesis/", {}),
    "release-points": ("/points/", {}),
    "release-about": ("/about-you/", {"asked": None}),
    "release-urgent": ("/plan/", {"conditions": ["cord_or_root"]}),
    "release-plan": ("/plan/", {}),
    "release-before": ("/before/", {}),
    "release-ready": ("/release/1/", MEASURED),
    "release-hold": ("/release/1/", MEASURED),
    "release-stopped": ("/release/1/", MEASURED),
    "release-after": ("/after/", MEASURED),
    "release-result": ("/result/", AFTER),
    "release-handout": ("/handout/", AFTER),
}
"""Each page of the second half, with what was told on the way there."""


def treatment(visitor: Visitor) -> Iterator[str]:
    """Every page of the second half, opened as after a reload, with its case on the device."""
    for name, (address, held) in PAGES.items():
        told = json.dumps(told_with(**held))
        kept = {"told": told, "put_aside": "", "cards_done": "1"}
        visitor.page.evaluate(
            "kept => localStorage.setItem('unknot-case', JSON.stringify(kept))", kept
        )
        visitor.opens(address)
        visitor.page.wait_for_function("() => document.querySelector('#travel [name=told]')?.value")
        visitor.rests()
        if name in ("release-hold", "release-stopped"):
            visitor.page.get_by_role("button", name="Start", exact=True).click()
            visitor.page.locator("[data-phase-now=hold]").wait_for()
            visitor.page.wait_for_timeout(1500)
        if name == "release-stopped":
            visitor.page.keyboard.press("Escape")
        yield name


def journey(visitor: Visitor) -> Iterator[str]:
    """Paint a headache with a stiff neck and follow it; then a sign that stops."""
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.rests()
    yield "where"
    paint(visitor)
    yield "where-painted"
    yield from in_3d(visitor)
    visitor.opens_list("Head and face")
    yield "where-list"
    visitor.goes_on()
    yield "check"
    visitor.has_no_signs()
    visitor.muscles()
    visitor.page.locator(".drawing svg").first.wait_for()
    yield "muscles"
    visitor.goes_on()
    visitor.rests()
    yield "spot"
    visitor.goes_back_to("Muscle")
    visitor.muscles()
    visitor.presses(visitor.page.get_by_role("button", name="Print"))
    yield "print"
    visitor.starts_afresh()
    visitor.says("headache at the right temple")
    visitor.goes_on()
    visitor.page.get_by_role("checkbox", name=EMERGENCY).check()
    visitor.goes_on()
    yield "blocked"


def outlook(visitor: Visitor) -> Iterator[str]:
    """A point of three months with another one beside it, pressed three times."""
    visitor.starts_afresh()
    visitor.opens("/released/")
    chosen = {"pain": "5", "weeks": "13", "others": "1", "treatments": "3", "home_care": "1"}
    with visitor.page.expect_response("**/released/"):
        for name, value in chosen.items():
            visitor.page.locator(f"[name={name}][value='{value}']").check(force=True)
    visitor.rests()
    visitor.page.evaluate("() => scrollTo(0, 0)")
    yield "outlook"


def paint(visitor: Visitor) -> None:
    """The right temple at 6, the right side of the neck at 4."""
    visitor.looks_at("Head")
    for places, felt in ((TEMPLE, "6"), (NECK, "4")):
        visitor.paints(*places)
        visitor.page.get_by_role("radio", name=felt, exact=True).first.check(force=True)


def in_3d(visitor: Visitor) -> Iterator[str]:
    """The same paint on the body in 3D, a little turned."""
    visitor.page.get_by_role("radio", name="3D").check(force=True)
    canvas = visitor.body.locator(".body-canvas")
    canvas.wait_for()
    visitor.rests()
    canvas.focus()
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("ArrowRight")
    visitor.rests()
    yield "where-3d"
    visitor.page.get_by_role("radio", name="2D").check(force=True)


if __name__ == "__main__":
    sys.exit(main())
