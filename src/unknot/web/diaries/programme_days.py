"""The days of a programme: this week with its things, and four weeks of home care."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.web.diaries.models import ProgrammeDone
from unknot.web.diaries.programme import Built

__all__ = [
    "DAY_NAMES",
    "DayShown",
    "calendar_shown",
    "day_name",
    "halves",
    "is_recent",
    "next_day",
    "week_shown",
]

_WEEK: Final = 7
_WEEKS_BACK: Final = 3
"""Whole weeks of the calendar before this one."""
DAY_NAMES: Final = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"), gettext_lazy("Friday"), gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)  # fmt: skip
_OUTCOME_WORDS: Final = {
    "done": gettext_lazy("done"),
    "partly": gettext_lazy("partly"),
    "too_sore": gettext_lazy("too sore"),
}


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of the calendar."""

    day: date
    mark: str
    """done, partly, sore, planned, rest or none."""
    words: str
    is_today: bool
    things: tuple[str, ...] = ()


def halves(title: str) -> tuple[str, str]:
    """Return what is done and where, from a title that holds both."""
    for between in (": ", ", for "):
        what, found, where = title.partition(between)
        if found:
            return what, where
    return title, ""


def day_name(day: date, today: date) -> str:
    """Return a weekday in words; further away with its date."""
    if abs((day - today).days) < _WEEK:
        return str(DAY_NAMES[day.weekday()])
    return str(date_format(day, "j F"))


def next_day(told: Mapping[str, Any], today: date) -> str:
    """Return the next day of the week with something; empty when today has something."""
    days = told["week"]["days"]
    if days[today.weekday()]["things"]:
        return ""
    for ahead in range(1, _WEEK + 1):
        day = today + timedelta(days=ahead)
        if days[day.weekday()]["things"]:
            return _("tomorrow") if ahead == 1 else str(DAY_NAMES[day.weekday()])
    return ""


def week_shown(told: Mapping[str, Any], today: date) -> tuple[DayShown, ...]:
    """Return the seven days of this week with what they hold."""
    titles = {one["id"]: halves(one["title"])[0] for one in told["things"]}
    found = []
    for number, one in enumerate(told["week"]["days"]):
        day = date.fromisoformat(one["date"])
        words = (
            _("rest")
            if one["rest"]
            else _("about %(n)s min") % {"n": max(1, round(one["minutes"]))}
        )
        names = tuple(titles[name] for name in one["things"])
        mark = "rest" if one["rest"] else "planned"
        found.append(DayShown(day, mark, f"{DAY_NAMES[number]}: {words}", day == today, names))
    return tuple(found)


def calendar_shown(
    built: Built, marks: list[ProgrammeDone], *, today: date
) -> tuple[DayShown, ...]:
    """Return four weeks of home care, from Monday, this week last."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(days=_WEEK * _WEEKS_BACK)
    by_day: dict[date, list[str]] = {}
    for one in marks:
        by_day.setdefault(one.day, []).append(one.outcome)
    busy: set[int] = set()
    if built.now is not None:
        busy = {day for thing in built.now.things for day in thing.days}
    return tuple(
        _calendar_day(first + timedelta(days=n), by_day, busy, today=today)
        for n in range(_WEEK * (_WEEKS_BACK + 1))
    )


def is_recent(one: ProgrammeDone, today: date) -> bool:
    """Say whether a mark lies in the four weeks of the calendar."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(days=_WEEK * _WEEKS_BACK) <= one.day <= today


def _calendar_day(
    day: date, by_day: Mapping[date, list[str]], busy: set[int], *, today: date
) -> DayShown:
    """Return one day of the calendar."""
    outcomes = by_day.get(day, [])
    if outcomes:
        mark = "done" if set(outcomes) == {"done"} else "partly"
        mark = "sore" if "too_sore" in outcomes else mark
        words = ", ".join(_counted(outcomes))
    elif day >= today:
        mark = "planned" if day.weekday() in busy else "rest"
        words = _("planned") if mark == "planned" else _("rest")
    else:
        mark, words = "none", _("not recorded")
    return DayShown(day, mark, f"{date_format(day, 'D j M')}: {words}", day == today)


def _counted(outcomes: list[str]) -> list[str]:
    """Return how often each outcome was marked, in words."""
    return [
        f"{outcomes.count(name)} {words}"
        for name, words in _OUTCOME_WORDS.items()
        if name in outcomes
    ]
