"""Every page of one's own records, full of a simulated person: accessible, and never too wide."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from browsing import Visitor

NewVisitor = Callable[..., Visitor]
UNKNOT = str(Path(sys.executable).with_name("unknot"))
NAMES = {
    "people": "/people/",
    "person": "/people/{person}/",
    "data": "/people/{person}/data/",
    "erase": "/people/{person}/erase/",
    "bring back": "/people/back/",
    "today": "/today/{open}/",
    "today, closed": "/today/{closed}/",
    "programme": "/programme/{open}/",
    "close": "/today/{open}/quiet/",
    "diary": "/diary/{open}/",
    "correct": "/diary/entries/{entry}/",
    "timeline": "/episodes/{open}/?span=all",
    "timeline, closed": "/episodes/{closed}/",
    "outlook": "/episodes/{open}/outlook/",
    "case": "/episodes/{open}/case/",
    "drawings": "/episodes/{open}/drawings/",
    "after": "/treatments/{treatment}/after/",
    "reminders": "/reminders/{open}/",
}


@dataclass(frozen=True)
class Home:
    """A server full of simulated people, the link that opens it, and its addresses."""

    url: str
    link: str
    addresses: dict[str, str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("simulated") / "people"
    filling = [UNKNOT, "demo-data", "--people", "12", "--days", "120", "--into-new", str(folder)]
    subprocess.run(filling, check=True, capture_output=True)
    command = [UNKNOT, "serve", "--no-browser", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            link = next(line for line in running.stdout if "/open/?token=" in line).split()[-1]
            url = link.partition("/open/")[0]
            yield Home(url, link, addresses_in(folder / "unknot.sqlite3"))
        finally:
            running.terminate()
            running.wait(timeout=20)


@pytest.fixture(scope="module")
def server(home: Home) -> str:
    return home.url


def addresses_in(database: Path) -> dict[str, str]:
    """Return the addresses of an open and of a closed episode of whoever was filled in."""
    state = (
        "SELECT e.id, e.person_id FROM episodes_episode e JOIN episodes_episodestate s "
        "ON s.episode_id = e.id AND s.is_current WHERE s.state {} 'closed' ORDER BY e.id"
    )
    with closing(sqlite3.connect(database)) as held:
        opened, person = held.execute(state.format("!=")).fetchone()
        closed, _person = held.execute(state.format("=")).fetchone()
        ids = {"open": opened, "closed": closed, "person": person}
        for name, table in (("entry", "diaries_diaryentry"), ("treatment", "treatments_treatment")):
            of_episode = f"SELECT id FROM {table} WHERE episode_id = ? ORDER BY at DESC"  # noqa: S608
            (ids[name],) = held.execute(of_episode, (opened,)).fetchone()
    ids = {name: str(UUID(held)) for name, held in ids.items()}  # SQLite holds no dashes
    return {name: address.format(**ids) for name, address in NAMES.items()}


def states(visitor: Visitor, home: Home, name: str) -> Iterator[str]:
    """Open a page, then everything that folds open on it.

    What happens to lie behind the bar at the bottom can be scrolled into sight, so the bar
    stands at the end of the page here.
    """
    visitor.opens(home.url + home.addresses[name])
    visitor.page.get_by_role("heading", level=1).wait_for()
    for bar in visitor.page.locator(".tabs, .bar").all():
        bar.evaluate("bar => { bar.style.position = 'static'; }")
    yield name
    for fold in visitor.page.locator("main details").all():
        fold.evaluate("fold => { fold.open = true; }")
    yield f"{name}, all open"


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desktop"])
def test_no_page_of_ones_own_breaks_an_accessibility_rule(
    new_visitor: NewVisitor, home: Home, size: tuple[int, int]
) -> None:
    visitor = new_visitor(width=size[0], height=size[1])
    visitor.opens(home.link)
    faults: dict[str, list[str]] = {}
    for name in NAMES:
        for state in states(visitor, home, name):
            faults[state] = visitor.axe_violations()
            if visitor.page.get_by_role("heading", level=1).count() != 1:
                faults[state].append("not one main heading")
            if visitor.scrolls_sideways():
                faults[state].append("scrolls sideways")
        visitor.page.emulate_media(color_scheme="dark")
        faults[f"{name}, dark"] = visitor.axe_violations(only="color-contrast")
        visitor.page.emulate_media(color_scheme="light")
    assert {state: found for state, found in faults.items() if found} == {}


def test_no_page_of_ones_own_is_wider_than_a_small_phone(
    new_visitor: NewVisitor, home: Home
) -> None:
    visitor = new_visitor(width=320, height=640)
    visitor.opens(home.link)
    wide = [
        state
        for name in NAMES
        for state in states(visitor, home, name)
        if visitor.scrolls_sideways()
    ]
    assert wide == []
