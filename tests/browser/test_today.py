"""One's own pages on a phone: opened by the link, kept, a diary that survives a lost network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browsing import Visitor, n_waiting
from running import served_with_link

NewVisitor = Callable[..., Visitor]
PHONE = {"width": 390, "height": 844, "touch": True}


@pytest.fixture(scope="module")
def at_home() -> Iterator[tuple[str, str]]:
    """A server of one's own, and the link that it printed."""
    with served_with_link() as found:
        yield found


@pytest.fixture(scope="module")
def server(at_home: tuple[str, str]) -> str:
    return at_home[0]


@pytest.fixture
def visitor(new_visitor: NewVisitor, at_home: tuple[str, str]) -> Visitor:
    """Somebody on a phone, the link to one's own pages followed."""
    opened = new_visitor(**PHONE)
    opened.opens(at_home[1])
    return opened


def keeps(visitor: Visitor, called: str) -> None:
    """Find the muscles, and keep the case."""
    visitor.starts_afresh()
    visitor.says("dull ache at the right temple and the right side of the neck")
    visitor.goes_on()
    visitor.has_no_signs()
    visitor.muscles()
    visitor.presses(visitor.page.get_by_role("button", name="Keep this on this computer"))
    somebody = visitor.page.get_by_role("radio", name="Somebody new")
    if somebody.count():
        somebody.check()
        visitor.page.get_by_text("About somebody new").click()
    visitor.page.get_by_label("Name, as you like").fill(called)
    visitor.presses(visitor.page.get_by_role("button", name="Keep it"))
    visitor.page.get_by_role("heading", name="Kept on this computer").wait_for()


def opens_today(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="First entry, 10 seconds").click()
    visitor.page.get_by_role("heading", name="How is it right now?").wait_for()


def test_without_the_link_nothing_is_shown(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(**PHONE)
    visitor.watch.allow("403")
    visitor.opens("/today/")
    visitor.page.get_by_role("heading", name="Your own pages are closed").wait_for()
    assert visitor.axe_violations() == []
    visitor.opens("/")
    assert visitor.page.get_by_role("link", name="Today").count() == 0


def test_an_entry_takes_five_taps_at_most(visitor: Visitor) -> None:
    keeps(visitor, "Dana")
    opens_today(visitor)
    page, taps = visitor.page, 0
    for tap in ("3", "Home care", "Hard day", "Bad night"):
        role = page.locator(".scale label") if tap == "3" else page.locator(".quick label")
        role.filter(has_text=tap).first.tap()
        taps += 1
    save = page.get_by_role("button", name="Save", exact=True)
    box = save.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert 844 / 3 < box["y"] < 844 - 60  # under the thumb, over the bar
    visitor.turns_page(save.tap)
    taps += 1
    page.get_by_text("Kept: 3 of 10").wait_for()
    assert taps <= 5
    assert page.get_by_text("home care · hard day · bad night").is_visible()


def test_an_entry_waits_without_a_network_and_is_merged_once(visitor: Visitor) -> None:
    keeps(visitor, "Eva")
    opens_today(visitor)
    page = visitor.page
    visitor.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    page.context.set_offline(True)
    for pain in ("6", "5"):
        page.locator(".scale label").filter(has_text=pain).first.tap()
        page.get_by_role("button", name="Save", exact=True).tap()
        page.wait_for_function("() => document.querySelector('.scale input:checked') === null")
    assert n_waiting(visitor.page) == 2
    assert page.get_by_text("pain 6").is_visible()
    assert page.locator("#offline").is_visible()
    assert visitor.axe_violations() == []
    visitor.turns_page(lambda: page.context.set_offline(False))
    page.locator(".told").nth(1).wait_for()
    assert n_waiting(visitor.page) == 0
    told = page.locator(".told .pill").all_inner_texts()
    assert [text.split()[-1] for text in told] == ["5", "6"]
    page.reload()
    assert page.locator(".told").count() == 2


def test_a_form_that_is_wrong_says_so_at_its_place(visitor: Visitor) -> None:
    keeps(visitor, "Fay")
    opens_today(visitor)
    page = visitor.page
    page.get_by_text("Say more, or another time").tap()
    page.get_by_label("Pressure until it hurts, in kPa").fill("2")
    page.locator(".scale label").filter(has_text="4").first.tap()
    visitor.watch.allow("422")
    visitor.presses(page.get_by_role("button", name="Save", exact=True))
    page.get_by_role("link", name="'2' is no pressure in kPa, from 5 to 3000.").wait_for()
    assert page.get_by_label("Pressure until it hurts, in kPa").input_value() == "2"
    assert page.locator(".scale input:checked").input_value() == "4"
    assert visitor.axe_violations() == []


def test_without_scripts_the_diary_works_as_well(
    new_visitor: NewVisitor, visitor: Visitor, at_home: tuple[str, str]
) -> None:
    keeps(visitor, "Gus")
    plain = new_visitor(**PHONE, scripts=False)
    plain.opens(at_home[1])
    plain.page.locator(".scale input[value='7']").check(force=True)
    plain.page.get_by_role("button", name="Save", exact=True).click()
    plain.page.get_by_text("Kept: 7 of 10").wait_for()


def test_every_page_of_ones_own_keeps_the_rules(visitor: Visitor) -> None:
    keeps(visitor, "Hal")
    opens_today(visitor)
    page = visitor.page
    page.locator(".scale label").filter(has_text="4").first.tap()
    visitor.presses(page.get_by_role("button", name="Save", exact=True))
    today = page.url
    episode = today.rstrip("/").rpartition("/")[2]
    faults = {}
    for address in (
        today, f"/diary/{episode}/", f"/episodes/{episode}/", f"/episodes/{episode}/outlook/",
        f"/episodes/{episode}/case/", "/people/",
    ):  # fmt: skip
        visitor.opens(address)
        if page.get_by_role("heading", level=1).count() != 1:
            faults[address, "h1"] = ["not one main heading"]
        for fold in page.locator("main details").all():
            fold.evaluate("fold => { fold.open = true; }")
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            if visitor.scrolls_sideways():
                faults[address, str(width)] = ["scrolls sideways"]
            if width in (390, 1280):
                faults[address, f"axe {width}"] = visitor.axe_violations()
        page.emulate_media(color_scheme="dark")
        faults[address, "dark"] = visitor.axe_violations(only="color-contrast")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 390, "height": 844})
    assert {place: found for place, found in faults.items() if found} == {}
