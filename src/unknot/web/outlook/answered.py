"""The answer of the page: sentences, graphs and tables, from one forecast.

Every number comes from ``unknot.forecast``; here it gets the words and the shape of the page.
"Easier" is the page's word for relieved, by the one definition of relief.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unknot.forecast.answer import Forecast, forecast_of, untreated_outlook
from unknot.forecast.told import told_from
from unknot.forecast.wording import in_ten, sore_until, soreness_sentence, tried_sentence
from unknot.web.outlook.changes import ChangeGroup, changes_shown
from unknot.web.outlook.choices import HORIZON_DAYS, Choices, case_of
from unknot.web.outlook.compared import Compared, compared, short
from unknot.web.outlook.drawing import NARROW, WIDE, Fan, FanCurves, fan
from unknot.web.outlook.sentences import (
    LIKELY,
    Fact,
    basis_of,
    beside_of,
    beyond_words,
    days_in_words,
    facts_of,
    lasting_words,
    lead_of,
    line_of,
    needed_words,
    picture_in_words,
    title_of,
)
from unknot.web.outlook.small_graphs import Bar, Survival, bars, survival

__all__ = ["OutlookShown", "needed_bars", "outlook_shown"]

_SHORT_WINDOW: Final = 42
_MOST_IN_SHORT_WINDOW: Final = 3
"""So many treatments, a week apart, leave four weeks after the last in the short window."""
_ROWS: Final = (0, 1, 2, 3, 7, 14, 21, 28, 42, 56, 84)
_MARKS: Final = (7, 28, 56)
_LASTING_ROWS: Final = (1, 7, 14, 28, 56, 84)


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
    tried: str
    """On whom the ranges were tried, and where they were too narrow."""
    compared: Compared | None
    groups: tuple[ChangeGroup, ...]
    n_weeks: int
    lasting: Survival
    lasting_words: tuple[str, ...]
    lasting_rows: tuple[tuple[str, ...], ...]
    needed: tuple[Bar, ...]
    needed_words: str
    beyond: str
    """From which number of treatments on nothing was measured."""
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
        natural=_natural(found),
        sore=soreness_sentence(found.outlook.soreness) if choices.n_treatments else "",
        tried=tried_sentence(),
        compared=compared(found),
        groups=changes_shown(found.choices, n_days=HORIZON_DAYS),
        n_weeks=HORIZON_DAYS // 7,
        lasting=survival(relief.still_relieved[: HORIZON_DAYS + 1].tolist(), _MARKS, alone=left),
        lasting_words=lasting_words(found),
        lasting_rows=_lasting_rows(found),
        needed=needed_bars(found),
        needed_words=needed_words(found),
        beyond=beyond_words(found),
        basis=basis_of(found),
    )


def _curves(found: Forecast, choices: Choices) -> FanCurves:
    """Return the curves of the fan, with what the same days would be without treatment."""
    n_days = HORIZON_DAYS if choices.n_treatments > _MOST_IN_SHORT_WINDOW else _SHORT_WINDOW
    curve = found.outlook
    shown = slice(0, n_days + 1)
    low80, low50, middle, high50, high80 = (
        curve.quantile(share)[shown].tolist() for share in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    treated = bool(choices.n_treatments)
    return FanCurves(
        middle=middle,
        low50=low50,
        high50=high50,
        low80=low80,
        high80=high80,
        untreated=untreated_outlook(found).quantile(0.5)[shown].tolist() if treated else [],
        line=found.relief.line,
        before=found.relief.baseline,
        treatment_days=[one.day for one in found.told.plan.treatments],
        soreness=curve.soreness[shown].tolist(),
        sore_until=sore_until(curve.soreness) if treated else None,
    )


def _natural(found: Forecast) -> str:
    """Say what the lines of the curve are, and name the middle once."""
    middle = _("The line is the middle: half of the ratings lie under it, half over it.")
    if found.alone is None:
        return f"{middle} {_('This is the course without any treatment.')}"
    return f"{middle} {_('The dotted line is the same days without treatment.')}"


def needed_bars(found: Forecast) -> tuple[Bar, ...]:
    """Return the bars of the treatments needed, pretended and left alone across each."""
    return bars(
        found.success, enough=LIKELY, alone=found.untreated, pretended=found.pretended,
        beyond=found.beyond_trials,
    )  # fmt: skip


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
        if day >= len(curves.middle):
            break
        row = [
            days_in_words(day) if day else _("today"),
            short(curves.middle[day]),
            short(curves.soreness[day]),
            f"{short(curves.low50[day])}–{short(curves.high50[day])}",
            f"{short(curves.low80[day])}–{short(curves.high80[day])}",
        ]
        if curves.untreated:
            rows.append((*row, short(curves.untreated[day])))
        else:
            rows.append((*row[:2], *row[3:]))
    return tuple(rows)
