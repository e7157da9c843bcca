"""The weeks after: a programme, a week without a network, quiet, and an early return."""

from __future__ import annotations

import re
from dataclasses import dataclass

from browsing import WORKER_READY
from playwright.sync_api import Locator
from whole_road_dana import Dana, day
from whole_road_first_day import wide_of

__all__ = [
    "PRESS",
    "Amount",
    "catches_an_early_return",
    "gets_a_programme",
    "goes_a_week_without_a_network",
    "lets_it_go_quiet",
    "sees_the_forecast_sharpen",
    "sees_the_programme_adjust",
]

PRESS, STRETCH = "Press the knot yourself", "Stretch the muscle"
_DAYS_WITH_TIME = ("Monday", "Tuesday", "Thursday", "Friday", "Saturday")
_BACK_HOME = 7
_SKIPPED = (1, 5)
"""Tuesday and Saturday: things were due, nothing is opened, nothing told."""
_PAINS = {2: 4, 3: 4, 4: 3, 6: 2, _BACK_HOME: 2}
_TOO_SORE = 3
"""Thursday."""
_WITHOUT_PRESSING = (2, 4, 6)
"""Wednesday and Sunday rest; on Friday the thing rests that was too sore."""
_QUIET_DAYS = {9: 1, 11: 1, 13: 2, 16: 1, 18: 0, 21: 1}
_CLOSED = 21
_HARD_WEEK = {28: 6, 29: 6, 30: 7}
"""Monday to Wednesday of the hard week at work."""


@dataclass(frozen=True)
class Amount:
    """How much of one thing, as the page says it, and on how many days of the week."""

    words: str
    days: int

    @property
    def seconds(self) -> int:
        """The most that "20 to 30 s, 2 times" comes to. [s]"""
        found = re.match(r"(?:\d+ to )?(\d+) s, (?:(\d+) times|once)", self.words)
        assert found is not None, self.words
        return int(found[1]) * int(found[2] or 1)


def gets_a_programme(dana: Dana) -> None:
    """Three things, on the days that suit her; Today opens without a network from now on."""
    dana.looks_at_today()
    dana.follows("The whole week, time and tools")
    dana.page.get_by_label("Minutes a day").fill("6")
    for name in _DAYS_WITH_TIME:
        dana.page.get_by_role("checkbox", name=name).check()
    dana.presses("Save")
    dana.noted["first week"] = _week_told(dana)
    assert set(dana.noted["first week"]) >= {PRESS, STRETCH}
    dana.looks_at_today()
    assert dana.page.evaluate(WORKER_READY)
    dana.shows("road-programme", top=dana.page.locator("#programme"))


def goes_a_week_without_a_network(dana: Dana) -> None:
    """A week away from the computer: five evenings told, two skipped, one thing too sore."""
    dana.noted["rows before the week"] = dana.home.rows()
    dana.closes_tab()
    dana.home.switches_off()
    dana.phone.set_offline(True)
    n_told = 0
    for number in range(1, _BACK_HOME + 1):
        if number in _SKIPPED:
            continue
        dana.on(day(number))
        dana.looks_at_today()
        dana.sees("No network. This is Today as of")
        n_told += _tells_the_day(dana, number)
        assert _n_waiting(dana) == n_told
        assert not dana.page.get_by_text("Kept: 6 of 10").is_visible()  # news of another day
        if number == _TOO_SORE:
            dana.shows("road-too-sore", top=dana.page.locator("#programme"))
    dana.shows("road-offline")
    dana.noted["told without a network"] = n_told


def _tells_the_day(dana: Dana, number: int) -> int:
    """Mark everything of the day and give the pain; return how many taps wait for it."""
    things = dana.page.locator("[data-thing]:visible h3").all_inner_texts()
    assert (PRESS in things) == (number not in _WITHOUT_PRESSING), number
    for title in things:
        _marks(dana, title, "Done")
    n_taps = len(things)
    if number == _TOO_SORE:
        _marks(dana, PRESS, "Too sore")  # the second tap corrects the first
        n_taps += 1
    dana.gives(_PAINS[number])
    dana.button("Save").tap()
    dana.page.wait_for_function("() => !document.querySelector('.scale input:checked')")
    return n_taps + 1


def sees_the_programme_adjust(dana: Dana) -> None:
    """At home again everything is sent, once; what was too sore comes back smaller."""
    dana.home.switches_on()
    dana.phone.set_offline(False)
    dana.page.locator("[data-waiting]").wait_for(state="hidden")
    dana.page.locator("[data-kept-view]").wait_for(state="hidden")
    new = set(dana.home.rows()) - set(dana.noted["rows before the week"])
    told = [row for row in new if row.startswith(("diaries.diaryentry", "diaries.programmedone"))]
    assert len(told) == dana.noted["told without a network"]
    dana.page.reload()
    dana.follows("The whole week, time and tools")
    before, after = dana.noted["first week"], _week_told(dana)
    assert after[PRESS].seconds < before[PRESS].seconds, (before, after)
    assert after[PRESS].days < before[PRESS].days, (before, after)
    assert after[STRETCH].seconds <= before[STRETCH].seconds, (before, after)
    dana.noted["second week"] = after
    dana.sees("It was too sore, so there is less of it now.")
    dana.shows("road-adjusted")


def sees_the_forecast_sharpen(dana: Dana) -> None:
    """After a week of her own days every likely range is narrower than on the first evening."""
    dana.follows("Outlook")
    dana.sees("7 entries of this diary")  # six evenings, and the pain told at the release
    before, after = dana.noted["wide on the first evening"], wide_of(dana)
    assert list(before) == list(after)
    wider = {when: (before[when], after[when]) for when in after if after[when] >= before[when]}
    assert wider == {}
    dana.shows("road-outlook-after")


def lets_it_go_quiet(dana: Dana) -> None:
    """Two weeks of little pain; then she closes it."""
    for number, pain in _QUIET_DAYS.items():
        dana.on(day(number))
        dana.looks_at_today()
        dana.tells(pain)
        assert not dana.part("More than on your quiet days").is_visible()
    dana.follows("It is quiet now")
    dana.arrives("Is it quiet?")
    dana.presses("Close it: quiet now")
    dana.part("Quiet since 24 May").wait_for()
    dana.sees("Nothing is due. The diary stays open to you.")
    assert dana.page.locator("[data-thing]").count() == 0
    dana.shows("road-quiet")


def catches_an_early_return(dana: Dana) -> None:
    """On the third evening of a hard week Today says it, long before it would have asked."""
    for number, pain in _HARD_WEEK.items():
        dana.on(day(number))
        dana.looks_at_today()
        assert not dana.part("More than on your quiet days").is_visible()
        dana.tells(pain, "Hard day")
    dana.part("More than on your quiet days").wait_for()
    dana.sees("Your last 3 recorded days: 6.3 of 10 on average.")
    dana.shows("road-return")
    dana.presses("It came back")
    dana.part("It came back").wait_for()
    dana.presses("Answer the safety questions again")
    dana.arrives("Your answers")
    dana.presses("Save these answers")
    dana.looks_at_today()
    dana.sees("The safety questions were looked at again.")
    dana.part("It came back").wait_for()
    dana.sees("Muscles settle on days like this. Next: tomorrow.")


def _week_told(dana: Dana) -> dict[str, Amount]:
    """What the page of the week says how much of each thing is to be done, and on which days."""
    dana.arrives("Your week at home")
    return {
        thing.get_by_role("heading").inner_text(): Amount(
            thing.locator(".thing-row p").first.inner_text(),
            thing.locator(":scope > .cap").last.inner_text().count("day"),
        )
        for thing in dana.page.locator("li.thing").all()
    }


def _thing(dana: Dana, title: str) -> Locator:
    return dana.page.locator("[data-thing]:visible").filter(has_text=title)


def _marks(dana: Dana, title: str, words: str) -> None:
    """One tap at one thing of today."""
    place = _thing(dana, title)
    place.get_by_role("button", name=words, exact=True).tap()
    place.get_by_role("button", name=words, exact=True, pressed=True).wait_for()


def _n_waiting(dana: Dana) -> int:
    """So many taps the page says are waiting."""
    return int(dana.page.locator("[data-waiting-n]").inner_text())
