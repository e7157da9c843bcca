"""The answer of the page: sentences, graphs and tables, from one forecast.

Every number comes from ``unknot.forecast``; here it gets the words and the shape of the page.
"Easier" is the page's word for relieved, by the one definition of relief.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from unknot.forecast.answer import Forecast, forecast_of, untreated_outlook
from unknot.forecast.choices import Difference
from unknot.forecast.told import told_from
from unknot.forecast.wording import (
    CHANGE_LABELS,
    GRADE_LABELS,
    change_sentence,
    in_ten,
    sore_until,
    soreness_sentence,
)
from unknot.web.outlook.choices import HORIZON_DAYS, Choices, case_of
from unknot.web.outlook.compared import Compared, compared, pain_beside, short, signed
from unknot.web.outlook.drawing import NARROW, WIDE, Fan, FanCurves, fan
from unknot.web.outlook.sentences import (
    LIKELY,
    Fact,
    basis_of,
    beside_of,
    days_in_words,
    facts_of,
    lasting_words,
    lead_of,
    line_of,
    needed_words,
    picture_in_words,
    title_of,
)
from unknot.web.outlook.small_graphs import Bar, RangeBar, Survival, bars, range_bars, survival

__all__ = ["ChangeShown", "OutlookShown", "outlook_shown"]

_SHORT_WINDOW: Final = 42
_MOST_IN_SHORT_WINDOW: Final = 3
"""So many treatments, a week apart, leave four weeks after the last in the short window."""
_ROWS: Final = (0, 1, 2, 3, 7, 14, 21, 28, 42, 56, 84)
_MARKS: Final = (7, 28, 56)
_LASTING_ROWS: Final = (1, 7, 14, 28, 56, 84)
_WORTH_SAYING: Final = 0.05
"""A smaller chance of a whole point less pain is passed over."""
_COMPARED_ABOVE: Final = "no_treatment"
"""Not among the changes: it stands on its own as the treatment's part."""


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
    """Everything under the choices."""

    title: str
    felt: str
    """The part of the title that stands out."""
    title_ends: str
    beside: str
    """The end of the title: the same weeks without treatment."""
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
    sore: str
    compared: Compared | None
    changes: tuple[ChangeShown, ...]
    n_weeks: int
    lasting: Survival
    lasting_words: str
    lasting_rows: tuple[tuple[str, ...], ...]
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
    relief, alone = found.relief, found.alone
    title, felt, ends = title_of(found, choices)
    beside, lead = beside_of(found, choices), lead_of(curves)
    head = " ".join(part for part in (title, felt, ends) if part)
    left = [] if alone is None else alone.still_relieved[: HORIZON_DAYS + 1].tolist()
    return OutlookShown(
        title=title,
        felt=felt,
        title_ends=ends,
        beside=beside,
        summary=f"{head}{beside}. {lead}",
        lead=lead,
        line=line_of(relief),
        facts=facts_of(found, choices),
        fans=(fan(curves, NARROW), fan(curves, WIDE)),
        has_untreated=bool(curves.untreated),
        picture=picture_in_words(curves),
        curve_rows=_curve_rows(curves),
        natural=pain_beside(found),
        sore=soreness_sentence(found.outlook.soreness) if choices.n_treatments else "",
        compared=compared(found),
        changes=_changes(found.choices),
        n_weeks=HORIZON_DAYS // 7,
        lasting=survival(relief.still_relieved[: HORIZON_DAYS + 1].tolist(), _MARKS, alone=left),
        lasting_words=lasting_words(relief, alone),
        lasting_rows=_lasting_rows(found),
        needed=bars(found.success, enough=LIKELY, alone=found.untreated),
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
    treated = bool(choices.n_treatments)
    return FanCurves(
        mean=curve.mean[shown].tolist(),
        low50=low50,
        high50=high50,
        low80=low80,
        high80=high80,
        untreated=untreated_outlook(found).mean[shown].tolist() if treated else [],
        line=found.relief.line,
        before=found.relief.baseline,
        treatment_days=[one.day for one in found.told.plan.treatments],
        soreness=curve.soreness[shown].tolist(),
        sore_until=sore_until(curve.soreness) if treated else None,
    )


def _changes(differences: Sequence[Difference]) -> tuple[ChangeShown, ...]:
    """Put the changes into words, from most help to most harm."""
    told = sorted(
        (one for one in differences if one.change != _COMPARED_ABOVE),
        key=lambda one: -one.relieved_days[1],
    )
    places = range_bars([one.relieved_days for one in told])
    return tuple(_change(one, bar) for one, bar in zip(told, places, strict=True))


def _change(one: Difference, bar: RangeBar) -> ChangeShown:
    """Put one change into words."""
    low, middle, high = (round(days) for days in one.relieved_days)
    amount = signed(middle)
    days = ngettext("%(n)s day", "%(n)s days", abs(middle)) % {"n": amount}
    better = ""
    if one.better_by_one_point >= _WORTH_SAYING:
        text = _("For %(chance)s the pain is a whole point lower or more.")
        better = text % {"chance": in_ten(one.better_by_one_point)}
    return ChangeShown(
        label=CHANGE_LABELS[one.change],
        amount=days if middle else _("no clear change"),
        spread=_("%(low)s to %(high)s") % {"low": signed(low), "high": signed(high)},
        sentence=change_sentence(one, n_days=HORIZON_DAYS),
        better=better,
        bar=bar,
        grade=GRADE_LABELS[one.grade],
    )


def _lasting_rows(found: Forecast) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table behind the relief curve, left alone beside it."""
    curves = [found.relief.still_relieved]
    if found.alone is not None:
        curves.append(found.alone.still_relieved)
    return tuple(
        (days_in_words(day), *(in_ten(float(still[day])) for still in curves))
        for day in _LASTING_ROWS
    )


def _curve_rows(curves: FanCurves) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table behind the fan."""
    rows = []
    for day in _ROWS:
        if day >= len(curves.mean):
            break
        row = [
            days_in_words(day) if day else _("today"),
            short(curves.mean[day]),
            short(curves.soreness[day]),
            f"{short(curves.low50[day])}–{short(curves.high50[day])}",
            f"{short(curves.low80[day])}–{short(curves.high80[day])}",
        ]
        if curves.untreated:
            rows.append((*row, short(curves.untreated[day])))
        else:
            rows.append((*row[:2], *row[3:]))
    return tuple(rows)
