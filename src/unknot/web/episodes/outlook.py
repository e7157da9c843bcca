"""The personal outlook in words: what to expect, how long it lasts, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from unknot.forecast.answer import Forecast
from unknot.forecast.wording import (
    about_days,
    basis_sentence,
    course_sentence,
    gap_sentence,
    honest,
    in_ten,
    now_sentence,
    relief_sentences,
    sham_sentence,
)
from unknot.web.episodes.foretold import HORIZON_DAYS
from unknot.web.languages import ENGLISH
from unknot.web.outlook.answered import needed_bars
from unknot.web.outlook.changes import ChangeGroup, changes_shown
from unknot.web.outlook.drawing import Frame, Tick
from unknot.web.outlook.sentences import Fact, beyond_words, needed_fact, needed_words
from unknot.web.outlook.small_graphs import SMALL, Bar, of_ten_ticks

__all__ = ["OutlookShown", "outlook_shown"]

_IN_TWO_WEEKS: Final = 14
_IN_FOUR_WEEKS: Final = 28
_ROWS: Final = (0, 1, 2, 3, 7, 14, 21, 28, 42)
_LIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class OutlookShown:
    """Everything beside the curve."""

    title: str
    felt: str
    lead: str
    facts: tuple[Fact, ...]
    relief: tuple[str, ...]
    course: str
    """How many treatments it takes, as the sheet for paper says it."""
    needed_words: str
    """The same as the page says it."""
    sham: str
    """How much of what being treated adds comes with a pretended treatment too."""
    needed: tuple[Bar, ...]
    frame: Frame
    ticks: tuple[Tick, ...]
    beyond: str
    groups: tuple[ChangeGroup, ...]
    n_weeks: int
    rows: tuple[tuple[str, ...], ...]
    basis: str
    gap: str
    """What days without an entry do; empty where the diary is up to date."""
    honest: tuple[str, ...]


@override(ENGLISH)  # what a forecast says is in one language, as the library says it
def outlook_shown(found: Forecast) -> OutlookShown:
    """Return the forecast as the page says it."""
    title, felt = _title(found)
    return OutlookShown(
        title=title,
        felt=felt,
        lead=now_sentence(found),
        facts=_facts(found),
        relief=tuple(relief_sentences(found)),
        course=course_sentence(found),
        needed_words=needed_words(found),
        sham=sham_sentence(found.sham),
        needed=needed_bars(found),
        frame=SMALL,
        ticks=of_ten_ticks(),
        beyond=beyond_words(found),
        groups=changes_shown(found.choices, n_days=HORIZON_DAYS),
        n_weeks=HORIZON_DAYS // 7,
        rows=_rows(found),
        basis=basis_sentence(found),
        gap=gap_sentence(found),
        honest=honest(found),
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
    low, middle, high = (curve.quantile(share)[_IN_TWO_WEEKS] for share in (0.1, 0.5, 0.9))
    still = float(relief.still_relieved[_IN_FOUR_WEEKS])
    return (
        Fact(
            f"{middle:.0f}",
            _("of 10 is the middle in two weeks"),
            _("8 in 10: %(low)s to %(high)s") % {"low": f"{low:.0f}", "high": f"{high:.0f}"},
        ),
        Fact(
            in_ten(still),
            _("like you are easier four weeks from now"),
            _("a pain of %(line)s or less") % {"line": _short(relief.line)},
        ),
        needed_fact(found),
    )


def _rows(found: Forecast) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table behind the curve."""
    curve = found.outlook
    low80, low50, middle, high50, high80 = (
        curve.quantile(share) for share in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    return tuple(
        (
            _when(day),
            _short(middle[day]),
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


def _short(number: float) -> str:
    """Return a number with at most one digit after the point."""
    return f"{number:.1f}".removesuffix(".0")
