"""The first evening: from the paint to what changed, and what to expect."""

from __future__ import annotations

import re

from whole_road_dana import FIRST_DAY, Dana

__all__ = [
    "answers_the_warning_signs",
    "confirms_the_spot",
    "finds_the_muscle",
    "follows_a_release",
    "paints_a_headache",
    "sees_what_changed",
    "sees_what_to_expect",
    "wide_of",
]

_TEMPLE = ((0.60, 0.33), (0.67, 0.33), (0.72, 0.36))
_NECK = ((0.32, 0.62), (0.27, 0.72), (0.22, 0.82))
_MUSCLE = "Upper trapezius, right"
_LAST_PHASE = """() => ["ready", "done"].includes(
  document.querySelector("[data-phase-now]")?.dataset.phaseNow)"""


def paints_a_headache(dana: Dana) -> None:
    """The right temple at 6, the right side of the neck at 4."""
    dana.on(FIRST_DAY)
    dana.visitor.opens(dana.home.link)
    dana.arrives("Your diary will be here")
    dana.visitor.starts_afresh()
    dana.visitor.waits_for_body()
    dana.visitor.looks_at("Head")
    for places, felt in ((_TEMPLE, "6"), (_NECK, "4")):
        dana.visitor.paints(*places)
        dana.page.get_by_role("radio", name=felt, exact=True).first.check(force=True)
    assert {"right:temple", "right:neck_side"} <= dana.visitor.told_places()
    dana.shows("road-painted")
    dana.visitor.goes_on()


def answers_the_warning_signs(dana: Dana) -> None:
    """None of them applies; no muscle stands there before."""
    dana.arrives("Does any of these apply?")
    assert dana.page.locator(".cand").count() == 0
    dana.shows("road-signs")
    dana.visitor.has_no_signs()


def finds_the_muscle(dana: Dana) -> None:
    """The first one is worth checking; the case is kept, with the pain of now."""
    assert dana.visitor.muscles()[0] == _MUSCLE
    dana.page.locator(".drawing svg").first.wait_for()
    dana.shows("road-muscles")
    assert dana.home.rows() == {}
    dana.presses("Keep this on this computer")
    dana.page.get_by_label("Name, as you like").fill("Dana")
    dana.page.get_by_label("Year of birth").fill("1985")
    dana.presses("Keep it")
    dana.follows("First entry, 10 seconds")
    dana.tells(6)
    dana.follows("Go on")
    dana.visitor.presses(dana.page.get_by_role("button", name="Go on:"))


def confirms_the_spot(dana: Dana) -> None:
    """Pressing brings on the pain she knows; a few more questions, then the plan."""
    dana.visitor.muscles()
    dana.visitor.goes_on()
    dana.arrives(_MUSCLE)
    dana.shows("road-spot")
    dana.presses("That’s the spot")
    dana.arrives("Is this the spot?")
    for question in ("Does pressing here bring on", "Is this spot more tender"):
        asked = dana.page.get_by_role("group", name=question)
        asked.get_by_text("Yes", exact=True).click()
    dana.page.get_by_label("For how many weeks has it hurt?").fill("3")
    dana.visitor.goes_on()
    _has_none_of_the_conditions(dana)
    dana.arrives("Your plan for today")


def _has_none_of_the_conditions(dana: Dana) -> None:
    """No to every group, and to the safety questions that the spot brings."""
    dana.arrives("What should we mind?")
    groups = dana.page.locator("[data-group]")
    for number in range(groups.count()):
        group = groups.nth(number)
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.get_by_role("checkbox", name="None of these").check()
    dana.page.get_by_role("textbox", name="Age").fill("41")
    dana.visitor.goes_on()
    while dana.page.get_by_role("heading", name="A few more safety questions").count():
        dana.page.get_by_role("checkbox", name="None of these").check()
        dana.visitor.goes_on()


def follows_a_release(dana: Dana) -> None:
    """Measured before, then both steps under the clock, hands free."""
    dana.visitor.goes_on()
    dana.arrives("How is it now?")
    dana.rates("Pain right now", 6)
    dana.page.get_by_role("radio", name="Face forward").check()
    dana.rates("Pain while doing it", 7)
    dana.visitor.goes_on()
    for step in (1, 2):
        dana.runs("ready")
        dana.button("Start").click()
        dana.runs("hold")
        if step == 1:
            dana.shows("road-hold")
        dana.page.wait_for_function(_LAST_PHASE, timeout=90_000)
    dana.runs("done")
    dana.presses("Measure again")


def sees_what_changed(dana: Dana) -> None:
    """One measure moved by more than its error, one did not, and the page says so."""
    dana.arrives("How is it after?")
    dana.page.get_by_role("checkbox", name="Nothing").check()
    dana.rates("Pain right now", 2)
    dana.rates("Pain while doing it", 2)
    dana.visitor.goes_on()
    dana.arrives("1 of 2 measures really changed")
    dana.sees("Pain with the movement fell by 5, more than its measuring error")
    dana.sees("Pain now fell by 4, which can still be chance.")
    dana.shows("road-changed")


def sees_what_to_expect(dana: Dana) -> None:
    """The outlook of the first evening, wide as it has to be."""
    dana.looks_at_today()
    dana.follows("Outlook")
    dana.arrives("Most likely easier")
    dana.sees("This rests mostly on published trials")
    dana.noted["wide on the first evening"] = wide_of(dana)
    dana.shows("road-outlook-before")


def wide_of(dana: Dana) -> dict[str, float]:
    """How far apart the ends of the likely range lie, by when; of 10. [points]"""
    curve = dana.page.get_by_role("region", name="The curve")
    curve.get_by_text("Show as table").click()
    rows = dana.page.get_by_role("table").get_by_role("row").all()[1:]
    found = {}
    for row in rows:
        cells = [cell.inner_text() for cell in row.locator("th, td").all()]
        low, high = re.split("–", cells[-1])
        found[cells[0]] = float(high) - float(low)
    curve = dana.page.get_by_role("region", name="The curve")
    curve.get_by_text("Show as table").click()
    return found
