"""The personal outlook in words: what to expect, how long it lasts, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from unknot.forecast.answer import Forecast
from unknot.forecast.choices import Difference
from unknot.forecast.wording import (
    CHANGE_LABELS,
    GRADE_LABELS,
    HONEST,
    about_days,
    basis_sentence,
    change_sentence,
    course_sentence,
    in_ten,
    now_sentence,
    relief_sentences,
)
from unknot.web.episodes.foretold import HORIZON_DAYS
from unknot.web.languages import ENGLISH
from unknot.web.outlook.small_graphs import RangeBar, range_bars

__all__ = ["ChangeShown", "Fact", "OutlookShown", "outlook_shown"]

_IN_TWO_WEEKS: Final = 14
_IN_FOUR_WEEKS: Final = 28
_ROWS: Final = (0, 1, 2, 3, 7, 14, 21, 28, 42)
_LIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Fact:
    """One number that stands out, with its range and what it says."""

    number: str
    words: str
    spread: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What one other choice would bring."""

    label: str
    amount: str
    spread: str
    sentence: str
    better: str
    bar: RangeBar
    grade: str
    """Where the size comes from, in few words."""


@dataclass(frozen=True, slots=True)
class OutlookShown:
    """Everything beside the curve."""

    title: str
    felt: str
    lead: str
    facts: tuple[Fact, ...]
    relief: tuple[str, ...]
    course: str
    changes: tuple[ChangeShown, ...]
    n_weeks: int
    rows: tuple[tuple[str, ...], ...]
    basis: str
    honest: tuple[str, ...]


@override(ENGLISH)  # what a forecast says is in one language, as the library says it
def outlook_shown(found: Forecast) -> OutlookShown:
    """Return the forecast as the page says it."""
    title, felt = _title(found)
    bars = range_bars([one.relieved_days for one in found.choices])
    changes = [_change(one, bar) for one, bar in zip(found.choices, bars, strict=True)]
    order = sorted(range(len(changes)), key=lambda n: -found.choices[n].relieved_days[1])
    return OutlookShown(
        title=title,
        felt=felt,
        lead=now_sentence(found),
        facts=_facts(found),
        relief=tuple(relief_sentences(found)),
        course=course_sentence(found),
        changes=tuple(changes[n] for n in order),
        n_weeks=HORIZON_DAYS // 7,
        rows=_rows(found),
        basis=basis_sentence(found),
        honest=HONEST,
    )


def _title(found: Forecast) -> tuple[str, str]:
    """Return the heading and the part of it that stands out."""
    relief = found.relief
    if relief.reached < _LIKELY:
        return _("As it goes now, it soon gets easier for"), in_ten(relief.reached)
    followed = len(relief.days) - 1
    if relief.median_days is None:
        span = about_days(float(HORIZON_DAYS), followed=followed).removeprefix("about ")
        return _("Most likely easier for"), _("%(span)s or longer") % {"span": span}
    return _("Most likely easier for"), about_days(relief.median_days, followed=followed)


def _facts(found: Forecast) -> tuple[Fact, ...]:
    """Return the three numbers that stand out."""
    curve, relief = found.outlook, found.relief
    low, high = curve.quantile(0.1), curve.quantile(0.9)
    still = float(relief.still_relieved[_IN_FOUR_WEEKS])
    needed = next((n for n, chance in enumerate(found.success) if chance >= _LIKELY), None)
    most = len(found.success) - 1
    return (
        Fact(
            f"{curve.mean[_IN_TWO_WEEKS]:.0f}",
            _("of 10 is the pain to expect in two weeks"),
            _("8 in 10: %(low)s to %(high)s")
            % {"low": f"{low[_IN_TWO_WEEKS]:.0f}", "high": f"{high[_IN_TWO_WEEKS]:.0f}"},
        ),
        Fact(
            in_ten(still),
            _("people like you are easier four weeks from now"),
            _("a pain of %(line)s or less") % {"line": _short(relief.line)},
        ),
        Fact(
            _("over %(n)s") % {"n": most} if needed is None else str(needed),
            ngettext(
                "more treatment until about half stay easier for four weeks",
                "more treatments until about half stay easier for four weeks",
                2 if needed is None else needed,
            ),
            _("a week apart"),
        ),
    )


def _change(one: Difference, bar: RangeBar) -> ChangeShown:
    """Put one change into words."""
    low, middle, high = (round(days) for days in one.relieved_days)
    days = ngettext("%(n)s day", "%(n)s days", abs(middle)) % {"n": _signed(middle)}
    better = ""
    if one.better_by_one_point >= 0.05:
        text = _("For %(chance)s the pain is a whole point lower or more.")
        better = text % {"chance": in_ten(one.better_by_one_point)}
    return ChangeShown(
        label=CHANGE_LABELS[one.change],
        amount=days if middle else _("no clear change"),
        spread=_("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)},
        sentence=change_sentence(one, n_days=HORIZON_DAYS),
        better=better,
        bar=bar,
        grade=GRADE_LABELS[one.grade],
    )


def _rows(found: Forecast) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table behind the curve."""
    curve = found.outlook
    low80, low50, high50, high80 = (curve.quantile(share) for share in (0.1, 0.25, 0.75, 0.9))
    return tuple(
        (
            _when(day),
            _short(curve.mean[day]),
            f"{_short(low50[day])}–{_short(high50[day])}",
            f"{_short(low80[day])}–{_short(high80[day])}",
        )
        for day in _ROWS
    )


def _when(day: int) -> str:
    """Return a day from now in words."""
    if not day:
        return _("today")
    if day >= 7:
        return ngettext("in %(n)s week", "in %(n)s weeks", day // 7) % {"n": day // 7}
    return ngettext("in %(n)s day", "in %(n)s days", day) % {"n": day}


def _signed(number: int) -> str:
    """Return a number with its sign, with a true minus."""
    return "0" if number == 0 else f"+{number}" if number > 0 else f"−{-number}"


def _short(number: float) -> str:
    """Return a number with at most one digit after the point."""
    return f"{number:.1f}".removesuffix(".0")
