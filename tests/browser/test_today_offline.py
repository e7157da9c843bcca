"""Today on a phone: marked in one tap, timed, opened without a network after it was closed."""

from __future__ import annotations

import pytest
from browsing import WORKER_READY, Visitor, Watch, n_waiting
from playwright.sync_api import Browser, BrowserContext, Page
from prepared import Prepared

PRESS = "upper_trapezius_1_right_release"
STRETCH = "upper_trapezius_right_stretch"
HURRY = "{ const now = performance.now.bind(performance); performance.now = () => now() * 20; }"
"""The clock of the page runs twenty times faster, so that a hold is over in a moment."""
ABOUT_NETWORK = ("ERR_CONNECTION_REFUSED", "ERR_INTERNET_DISCONNECTED", "Failed to load resource",
                 "FetchEvent")  # fmt: skip


def looks(context: BrowserContext, dana: Prepared) -> Visitor:
    """Open Today in a new tab."""
    page = context.new_page()
    watch = Watch(page, dana.address)
    watch.allow(*ABOUT_NETWORK)
    page.goto("/today/")
    page.locator("[data-programme]").wait_for()
    return Visitor(page, watch)


def taps(page: Page, item: str, words: str) -> None:
    """One tap at one thing."""
    place = page.locator(f"[data-thing={item}]")
    place.get_by_role("button", name=words, exact=True).tap()
    place.get_by_role("button", name=words, exact=True, pressed=True).wait_for()


def no_longer_waits(page: Page) -> None:
    page.locator("[data-waiting]").wait_for(state="hidden")


def test_one_tap_marks_a_thing_without_moving_the_page(
    phone: BrowserContext, dana: Prepared
) -> None:
    visitor = looks(phone, dana)
    page = visitor.page
    page.locator(f"[data-thing={STRETCH}]").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    taps(page, STRETCH, "Done")
    no_longer_waits(page)
    taps(page, STRETCH, "Too sore")
    page.get_by_text("lighter from now on, because today was too sore").wait_for()
    assert abs(page.evaluate("scrollY") - before) < 200
    assert dana.rows()["done"] == [[STRETCH, "done", False], [STRETCH, "too_sore", True]]
    page.get_by_role("button", name="Take it back").tap()
    page.locator(f"[data-thing={STRETCH}][data-marked='']").wait_for()
    no_longer_waits(page)
    assert visitor.watch.faults == []


def test_marks_and_entries_of_days_without_a_network_come_once(
    phone: BrowserContext, dana: Prepared
) -> None:
    first = looks(phone, dana)
    assert first.page.evaluate(WORKER_READY)
    first.page.close()
    phone.set_offline(True)
    dana.stop()

    second = looks(phone, dana)
    page = second.page
    page.get_by_text("No network. This is Today as of").wait_for()
    assert page.locator("#offline").is_visible()
    taps(page, PRESS, "Done")
    taps(page, STRETCH, "Too sore")
    page.locator(".scale label").filter(has_text="3").first.tap()
    page.get_by_role("button", name="Save", exact=True).tap()
    page.get_by_text("3 entries wait on this device.").wait_for()
    page.close()

    third = looks(phone, dana)
    page = third.page
    assert n_waiting(page) == 3
    assert page.locator(f"[data-thing={PRESS}][data-marked=done]").is_visible()
    page.locator(".scale label").filter(has_text="5").first.tap()
    page.get_by_role("button", name="Save", exact=True).tap()
    page.get_by_text("4 entries wait on this device.").wait_for()
    assert third.axe_violations() == []

    before = dana.rows()
    assert (before["done"], before["n_entries"]) == ([], 14)
    dana.start()
    phone.set_offline(False)
    no_longer_waits(page)
    page.locator("[data-kept-view]").wait_for(state="hidden")
    assert dana.rows() == {
        "done": [[PRESS, "done", True], [STRETCH, "too_sore", True]],
        "n_entries": 14 + 2,
    }
    page.reload()
    page.locator(f"[data-thing={STRETCH}][data-marked=too_sore]").wait_for()
    assert dana.rows()["n_entries"] == 14 + 2
    assert first.watch.faults + second.watch.faults + third.watch.faults == []


def test_the_timer_works_without_a_network_by_keys(phone: BrowserContext, dana: Prepared) -> None:
    visitor = looks(phone, dana)
    assert visitor.page.evaluate(WORKER_READY)
    visitor.page.close()
    phone.set_offline(True)
    dana.stop()
    page = phone.new_page()
    page.add_init_script(HURRY)
    page.goto("/today/")
    page.locator(f"[data-thing={PRESS}] [data-time]").click()
    dialog = page.locator("dialog[data-timing]")
    page.locator("dialog[data-now=ready]").wait_for()
    page.keyboard.press("Space")
    page.locator("dialog[data-now=hold]").wait_for()
    page.keyboard.press("Space")
    page.get_by_text("Paused. Let go.").wait_for()
    page.keyboard.press("Space")
    page.locator("dialog[data-now=rest]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[data-now=stopped]").wait_for()
    assert dialog.get_by_role("button", name="Done").is_visible()
    dialog.get_by_role("button", name="Partly").click()
    page.locator(f"[data-thing={PRESS}][data-marked=partly]").wait_for()
    assert not dialog.is_visible()
    assert n_waiting(page) == 1


def test_what_is_kept_is_listed_and_wiped(phone: BrowserContext, dana: Prepared) -> None:
    visitor = looks(phone, dana)
    page = visitor.page
    assert page.evaluate(WORKER_READY)
    page.get_by_text("What is kept on this device").tap()
    page.get_by_text("as of ").first.wait_for()
    kept = page.evaluate("() => localStorage.getItem('unknot-today')")
    assert "Press the knot yourself" in kept
    assert 'name="csrfmiddlewaretoken" value="\\"' not in kept.replace('value=\\"\\"', "")
    page.get_by_role("button", name="Wipe it from this device").tap()
    page.get_by_text("Wiped. Nothing of yours is kept here").wait_for()
    assert page.evaluate("() => Object.keys(localStorage).length") == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).length"
    ) == 0  # fmt: skip
    assert visitor.watch.faults == []


def test_nothing_that_was_told_lies_in_the_cache_of_the_worker(
    phone: BrowserContext, dana: Prepared
) -> None:
    page = looks(phone, dana).page
    assert page.evaluate(WORKER_READY)
    pages = page.evaluate(
        """async () => {
          const [name] = (await caches.keys()).filter(one => one.startsWith('unknot-today-'));
          const cache = await caches.open(name);
          const shells = (await cache.keys()).filter(one => !one.url.includes('/static/'));
          return Promise.all(shells.map(async one => (await cache.match(one)).text()));
        }"""
    )
    assert len(pages) == 1
    for personal in ("Dana", "trapezius", "csrfmiddlewaretoken"):
        assert personal not in pages[0]


def test_closing_ones_pages_lets_go_of_the_kept_today(
    phone: BrowserContext, dana: Prepared
) -> None:
    page = looks(phone, dana).page
    page.wait_for_function("() => localStorage.getItem('unknot-today') !== null")
    page.goto("/people/")
    page.get_by_role("button", name="Close my pages in this browser").click()
    page.wait_for_function("() => localStorage.getItem('unknot-today') === null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_programme_keep_the_rules(
    phone: BrowserContext, dana: Prepared, scheme: str
) -> None:
    visitor = looks(phone, dana)
    page = visitor.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    taps(page, PRESS, "Done")
    no_longer_waits(page)
    faults: dict[str, list[str]] = {}
    for address in ("/today/", f"/programme/{dana.episode}/", f"/today/{dana.episode}/quiet/"):
        page.goto(address)
        for fold in page.locator("main details").all():
            fold.evaluate("fold => { fold.open = true; }")
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            if visitor.scrolls_sideways():
                faults[f"{address} {width}"] = ["scrolls sideways"]
        faults[address] = visitor.axe_violations()
    page.goto("/today/")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("[data-time]:visible").first.click()
    page.locator("dialog[open]").wait_for()
    faults["timer"] = visitor.axe_violations()
    assert {place: found for place, found in faults.items() if found} == {}


def test_without_scripts_the_programme_is_a_plain_list(browser: Browser, dana: Prepared) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=dana.address)
    page = context.new_page()
    page.goto(dana.link)
    page.goto("/today/")
    place = page.locator(f"[data-thing={PRESS}]")
    assert "20 to 30 s, 2 times" in place.inner_text()
    assert place.get_by_role("button", name="Start the timer").count() == 0
    place.get_by_role("button", name="Partly").click()
    page.locator(f"[data-thing={PRESS}][data-marked=partly]").wait_for()
    assert dana.rows()["done"] == [[PRESS, "partly", True]]
    context.close()
