"""The answer of the page: sentences, graphs and tables, from one forecast.

Every number comes from ``unknot.forecast``; here it gets the words and the shape of the page.
"Easier" is the page's word for relieved, by the one definition of relief.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from unknot.forecast.answer import Forecast, forecast_of
from unknot.forecast.choices import Difference
from unknot.forecast.outlook import outlook
from unknot.forecast.told import told_from
from unknot.forecast.wording import CHANGE_LABELS, change_sentence, in_ten
from unknot.web.outlook.choices import HORIZON_DAYS, Choices, case_of
from unknot.web.outlook.drawing import (
    NARROW,
    WIDE,
    Bar,
    Fan,
    FanCurves,
    RangeBar,
    Survival,
    bars,
    fan,
    range_bars,
    survival,
)
from unknot.web.outlook.sentences import (
    LIKELY,
    SORE_FROM,
    Fact,
    basis_of,
    days_in_words,
    facts_of,
    lasting_words,
    lead_of,
    line_of,
    natural_course,
    needed_words,
    picture_in_words,
    short,
    soreness,
    title_of,
)

__all__ = ["ChangeShown", "OutlookShown", "outlook_shown"]

_SHORT_WINDOW: Final = 42
_MOST_IN_SHORT_WINDOW: Final = 3
"""So many treatments, a week apart, leave four weeks after the last in the short window."""
_ROWS: Final = (0, 1, 2, 3, 7, 14, 21, 28, 42, 56, 84)
_MARKS: Final = (7, 28, 56)
_LASTING_ROWS: Final = (1, 7, 14, 28, 56, 84)
_WORTH_SAYING: Final = 0.05
"""A smaller chance of a whole point less pain is passed over."""
_SEED: Final = 20_261_125


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What one other choice would bring."""

    label: str
    amount: str
    spread: str
    sentence: str
    better: str
    bar: RangeBar


@dataclass(frozen=True, slots=True)
class OutlookShown:
    """Everything under the choices."""

    title: str
    felt: str
    """The part of the title that stands out."""
    title_ends: str
    summary: str
    """Title and lead in one, for whoever cannot see the change."""
    lead: str
    line: str
    facts: tuple[Fact, ...]
    fans: tuple[Fan, Fan]
    has_untreated: bool
    picture: str
    curve_rows: tuple[tuple[str, ...], ...]
    natural: str
    changes: tuple[ChangeShown, ...]
    n_weeks: int
    lasting: Survival
    lasting_words: str
    lasting_rows: tuple[tuple[str, str], ...]
    needed: tuple[Bar, ...]
    needed_words: str
    basis: tuple[str, ...]


@cache
def _typical(language: str | None) -> OutlookShown:
    """Return the answer of the page as it opens; there is nothing personal in it."""
    return _shown(Choices())


def outlook_shown(choices: Choices) -> OutlookShown:
    """Return what the page says to these choices.

    Raises
    ------
    InvalidInput
        A number is out of range.
    """
    unmarked = replace(choices, muscle="", side="")
    return _typical(get_language()) if unmarked.says_nothing else _shown(unmarked)


def _shown(choices: Choices) -> OutlookShown:
    """Forecast and put into words."""
    found = forecast_of(told_from(case_of(choices)))
    curves = _curves(found, choices)
    relief = found.relief
    title, felt, ends = title_of(found, choices)
    lead = lead_of(curves, choices)
    mean = curves.mean
    at_end = len(mean) - 1
    bars_of = range_bars([one.relieved_days for one in found.choices])
    changes = [_change(one, bar) for one, bar in zip(found.choices, bars_of, strict=True)]
    order = sorted(range(len(changes)), key=lambda n: -found.choices[n].relieved_days[1])
    return OutlookShown(
        title=title,
        felt=felt,
        title_ends=ends,
        summary=f"{' '.join(part for part in (title, felt, ends) if part)}. {lead}",
        lead=lead,
        line=line_of(relief),
        facts=facts_of(found, choices),
        fans=(fan(curves, NARROW), fan(curves, WIDE)),
        has_untreated=bool(curves.untreated),
        picture=picture_in_words(mean, at_end),
        curve_rows=_curve_rows(curves),
        natural=natural_course(curves),
        changes=tuple(changes[n] for n in order),
        n_weeks=HORIZON_DAYS // 7,
        lasting=survival(relief.still_relieved[: HORIZON_DAYS + 1].tolist(), _MARKS),
        lasting_words=lasting_words(relief, is_treated=bool(choices.n_treatments)),
        lasting_rows=tuple(
            (days_in_words(day), in_ten(float(relief.still_relieved[day]))) for day in _LASTING_ROWS
        ),
        needed=bars(found.success, enough=LIKELY),
        needed_words=needed_words(found),
        basis=basis_of(),
    )


def _curves(found: Forecast, choices: Choices) -> FanCurves:
    """Return the curves of the fan, with what the same days would be without treatment."""
    n_days = HORIZON_DAYS if choices.n_treatments > _MOST_IN_SHORT_WINDOW else _SHORT_WINDOW
    curve = found.outlook
    shown = slice(0, n_days + 1)
    low80, low50, high50, high80 = (
        curve.quantile(share)[shown].tolist() for share in (0.1, 0.25, 0.75, 0.9)
    )
    untreated: list[float] = []
    if choices.n_treatments:
        rng = np.random.default_rng(_SEED)
        plan = replace(found.told.plan, treatments=())
        alone = outlook(found.belief, plan, now=found.told.now_day, n_days=n_days, rng=rng)
        untreated = alone.mean.tolist()
    return FanCurves(
        mean=curve.mean[shown].tolist(),
        low50=low50,
        high50=high50,
        low80=low80,
        high80=high80,
        untreated=untreated,
        line=found.relief.line,
        before=found.relief.baseline,
        treatment_days=[one.day for one in found.told.plan.treatments],
        is_sore=bool(choices.n_treatments) and soreness(choices) >= SORE_FROM,
    )


def _change(one: Difference, bar: RangeBar) -> ChangeShown:
    """Put one change into words."""
    low, middle, high = (round(days) for days in one.relieved_days)
    amount = _signed(middle)
    days = ngettext("%(n)s day", "%(n)s days", abs(middle)) % {"n": amount}
    better = ""
    if one.better_by_one_point >= _WORTH_SAYING:
        text = _("For %(chance)s the pain is a whole point lower or more.")
        better = text % {"chance": in_ten(one.better_by_one_point)}
    return ChangeShown(
        label=CHANGE_LABELS[one.change],
        amount=days if middle else _("no clear change"),
        spread=_("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)},
        sentence=change_sentence(one, n_days=HORIZON_DAYS),
        better=better,
        bar=bar,
    )


def _signed(number: int) -> str:
    """Return a number with its sign, with a true minus."""
    return "0" if number == 0 else f"+{number}" if number > 0 else f"−{-number}"


def _curve_rows(curves: FanCurves) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table behind the fan."""
    rows = []
    for day in _ROWS:
        if day >= len(curves.mean):
            break
        row = [
            days_in_words(day) if day else _("today"),
            short(curves.mean[day]),
            f"{short(curves.low50[day])}–{short(curves.high50[day])}",
            f"{short(curves.low80[day])}–{short(curves.high80[day])}",
        ]
        rows.append((*row, short(curves.untreated[day])) if curves.untreated else tuple(row))
    return tuple(rows)
