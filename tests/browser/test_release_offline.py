"""The server goes away in the middle of a treatment, and somebody reloads the page."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import Visitor, Watch
from playwright.sync_api import Browser
from running import served

from tests.web.releasing import told_with

HURRY = """{
  const now = performance.now.bind(performance);
  let before = now();
  let shown = before;
  performance.now = () => {
    const at = now();
    shown += Math.min((at - before) * 10, 2000);
    before = at;
    return shown;
  };
}"""
"""The clock of the page runs ten times faster, so that a hold is over in a moment.

It never leaps by more than two seconds: a page that was held up for a third of a second by a busy
machine would seem to have slept for three, and then the treatment waits, as it should.
"""
WORKER_READY = """async () => {
  for (let n = 0; n < 200; n++) {
    const it = await navigator.serviceWorker.getRegistration('/release/');
    if (it?.active?.state === 'activated') return true;
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
}"""
IN_CACHES = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const kept = await Promise.all((await cache.keys()).map(async (request) => {
      const text = await (await cache.match(request)).text();
      return [new URL(request.url).pathname, text];
    }));
    found[name] = Object.fromEntries(kept);
  }
  return found;
}"""


def _free_port() -> str:
    """A port of its own: only one that was named can be listened on again at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


class Server:
    """A server that can be stopped and started again at the same address."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._port = _free_port()
        self.address = self._stack.enter_context(served(self._port))

    def stop(self) -> None:
        self._stack.close()

    def start(self) -> None:
        self._stack.enter_context(served(self._port))


@pytest.fixture
def own_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def treated(browser: Browser, own_server: Server) -> Iterator[Visitor]:
    """Somebody at the first step of a treatment, with the worker ready."""
    context = browser.new_context(base_url=own_server.address, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    watch = Watch(page, own_server.address)
    watch.allow("ERR_CONNECTION_REFUSED", "Failed to load resource")
    told = json.dumps(told_with(before={"pain": [6]}))
    kept = json.dumps({"told": told, "put_aside": "", "cards_done": "1"})
    page.add_init_script(
        f"if (!localStorage.getItem('unknot-case')) localStorage.setItem('unknot-case', "
        f"{json.dumps(kept)}); {HURRY}"
    )
    page.goto("/release/1/")
    page.locator("[data-phase-now=ready]").wait_for(state="attached")
    assert page.evaluate(WORKER_READY)
    yield Visitor(page, watch)
    context.close()
    assert watch.faults == []


def _phase(visitor: Visitor, phase: str) -> None:
    visitor.page.locator(f"[data-phase-now={phase}]").wait_for(state="attached")


def _heading(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("heading", name=name).wait_for()


def test_a_reload_without_a_server_brings_the_treatment_back(
    treated: Visitor, own_server: Server
) -> None:
    own_server.stop()
    treated.page.reload()
    _phase(treated, "ready")
    assert treated.page.locator("#offline").is_visible()
    assert treated.page.get_by_text("What you did is kept on this device").is_visible()
    assert treated.page.locator("[data-work='1'] .drawing svg").first.is_visible()
    treated.page.keyboard.press("PageDown")
    treated.page.locator("[data-work='2']").wait_for()
    assert treated.page.url.endswith("/release/2/")
    treated.page.reload()
    _phase(treated, "ready")
    assert treated.page.locator("[data-work='2']").is_visible()
    treated.page.keyboard.press("Space")
    _phase(treated, "done")
    treated.page.reload()
    _heading(treated, "That was it")
    treated.page.get_by_role("button", name="Measure again").click()
    treated.page.get_by_text("Nothing is lost").wait_for()
    own_server.start()
    treated.page.get_by_role("button", name="Try now").click()
    _heading(treated, "How is it after?")
    assert treated.page.locator("#offline").is_hidden()
    told = json.loads(treated.page.locator("#travel [name=told]").input_value())
    assert told["release"]["done"] == [1, 2]


def test_a_stop_without_a_server_outlives_a_reload(treated: Visitor, own_server: Server) -> None:
    own_server.stop()
    treated.page.keyboard.press("PageDown")
    _phase(treated, "hold")
    treated.page.keyboard.press("Escape")
    treated.page.reload()
    _heading(treated, "Stopped. Let go.")
    assert not treated.page.get_by_role("button", name="Start", exact=True).is_visible()


def test_a_hold_that_was_reached_is_not_begun_anew(treated: Visitor, own_server: Server) -> None:
    own_server.stop()
    treated.page.keyboard.press("PageDown")
    treated.page.locator("[data-phase]", has_text="Hold 2 of 2").wait_for()
    treated.page.reload()
    _phase(treated, "ready")
    assert "Hold 2 of 2" in treated.page.locator("[data-phase]").inner_text()


def test_nothing_that_was_told_lies_in_the_cache(treated: Visitor) -> None:
    caches: dict[str, dict[str, str]] = treated.page.evaluate(IN_CACHES)
    (kept,) = caches.values()
    assert "/release/" in kept
    assert "/static/unknot/chart/page.js" in kept
    assert "/static/unknot/icons.svg" in kept
    pages = {address: text for address, text in kept.items() if "/static/" not in address}
    assert list(pages) == ["/release/"]
    for personal in ("temple", "trapezius", "csrfmiddlewaretoken", 'name="told"'):
        assert personal not in pages["/release/"], personal


def test_another_build_drops_the_files_of_the_old_one(treated: Visitor) -> None:
    treated.page.evaluate("async () => { await caches.open('unknot-release-old'); }")
    treated.page.evaluate(
        "async () => { const it = await navigator.serviceWorker.getRegistration('/release/');"
        " await it.unregister(); }"
    )
    treated.page.reload()
    treated.page.wait_for_function(
        "async () => !(await caches.keys()).includes('unknot-release-old')"
    )


def test_a_case_that_was_changed_elsewhere_brings_no_old_treatment(
    treated: Visitor, own_server: Server
) -> None:
    own_server.stop()
    treated.page.evaluate(
        "() => { const kept = JSON.parse(localStorage.getItem('unknot-case'));"
        " const told = JSON.parse(kept.told); told.answers = {};"
        " localStorage.setItem('unknot-case',"
        " JSON.stringify({ ...kept, told: JSON.stringify(told) })); }"
    )
    treated.page.reload()
    _heading(treated, "No network for now")
    assert treated.page.locator("[data-treatment]").count() == 0


def test_the_page_without_a_treatment_breaks_no_rule(treated: Visitor, own_server: Server) -> None:
    treated.page.evaluate("() => sessionStorage.clear()")
    own_server.stop()
    treated.page.reload()
    _heading(treated, "No network for now")
    assert treated.axe_violations() == []
    own_server.start()
    treated.page.get_by_role("button", name="Try again").click()
    _phase(treated, "ready")


def test_only_treatments_are_looked_after(treated: Visitor) -> None:
    scopes: Any = treated.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).map(it => it.scope)"
    )
    assert [urlsplit(scope).path for scope in scopes] == ["/release/"]
