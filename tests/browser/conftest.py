"""A real server, a real browser, and a watch over what the page does.

One server and one browser per worker. Every page is watched: a request to another host, a
breach of the content rules, an error of a script or a text in the console fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import COUNTING, Visitor, Watch
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from prepared import Prepared, prepared
from running import FLAGS, chromium, served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """`unknot serve` on a free port with a data folder of its own."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def new_visitor(browser: Browser, server: str) -> Iterator[Callable[..., Visitor]]:
    """Open a page as somebody: size, colour scheme, with or without scripts."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_page(
        *,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        scripts: bool = True,
        touch: bool = False,
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            has_touch=touch,
            reduced_motion="reduce",
            base_url=server,
        )
        context.set_default_timeout(20_000)
        if scripts:
            context.add_init_script(COUNTING)
        page = context.new_page()
        watch = Watch(page, server)
        contexts.append(context)
        watches.append(watch)
        return Visitor(page, watch, scripts)

    yield open_page
    for context in contexts:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert faults == []


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody at a desk, scripts on, in the light."""
    return new_visitor()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page


@pytest.fixture
def dana() -> Iterator[Prepared]:
    """A server that can be stopped, with Dana's case of a month, a found spot and her diary."""
    with prepared() as running:
        yield running


@pytest.fixture
def phone(browser: Browser, dana: Prepared) -> Iterator[BrowserContext]:
    """Dana's phone, the link to her own pages followed; pages opened on it are not watched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        reduced_motion="reduce",
        base_url=dana.address,
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(dana.link)
    page.close()
    yield context
    context.close()
