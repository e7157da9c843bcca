"""The printed forecast: plain enough for a person in pain, exact enough for a therapist.

The gate is that of ``unknot find``: while first warning-sign questions are open the page asks
them and shows no forecast; an emergency or same-day sign replaces everything.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import numpy as np

from unknot.cli.gate import ask_first, say_what_to_do_now
from unknot.cli.page import Page
from unknot.forecast.answer import Forecast, point_query
from unknot.forecast.wording import (
    CHANGE_LABELS,
    HONEST,
    alone_sentence,
    basis_sentence,
    change_sentence,
    course_sentence,
    in_ten,
    now_sentence,
    relief_sentences,
)
from unknot.muscles.catalogue import load_muscles
from unknot.plan.gate import asked_by_name

__all__ = ["forecast_page"]

_ROWS: Final = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 84, 126, 182, 273, 365)
_BAR: Final = 31
_SORE: Final = 0.15
_COLUMN: Final = 36


def forecast_page(found: Forecast, *, number: str, what_if: bool) -> Page:
    """Return the printed forecast."""
    page = Page()
    screening = found.screening
    if screening is None:
        page.heading("No forecast yet")
        page.text(
            "Add the muscle and the side to the point, so that warning signs can be asked "
            "first. The answer for machines (--json) needs neither."
        )
    elif screening.stops:
        alerts = [asdict(alert) for alert in screening.alerts]
        say_what_to_do_now(page, alerts, number=number, can_wait="The point")
    elif not found.may_show:
        _questions_first(page, found, number=number)
    else:
        _forecast(page, found, what_if=what_if)
    return page


def _questions_first(page: Page, found: Forecast, *, number: str) -> None:
    """Ask the first warning-sign questions; the forecast waits for their answers."""
    query = point_query(found.told)
    by_name = asked_by_name(query) if query else {}
    ask_first(
        page, found.first_open, what="forecast", by_name=by_name, number=number, is_in_case=True
    )


def _forecast(page: Page, found: Forecast, *, what_if: bool) -> None:
    """Print curve, relief, course, choices and what they rest on."""
    told = found.told
    name = load_muscles()[str(told.muscle)].name
    page.heading(f"{name}, {told.side}: what to expect")
    page.text(now_sentence(found))
    page.gap()
    _curve(page, found)
    page.heading("Relief")
    for sentence in relief_sentences(found):
        page.text(sentence)
    page.heading("Treatments")
    page.text(course_sentence(found))
    if found.alone is not None:
        page.text(alone_sentence(found.alone, n_days=told.horizon_days))
    row = "   ".join(f"{n}: {chance:.0%}" for n, chance in enumerate(found.success))
    alone = "   ".join(f"{n}: {chance:.0%}" for n, chance in enumerate(found.untreated))
    page.text(f"Chance of success by further treatments   {row}", indent=2, hang=2)
    page.text(f"The same weeks without any of them        {alone}", indent=2, hang=2)
    if what_if:
        page.heading("What would change it")
        n_days = len(found.outlook.days) - 1
        for one in found.choices:
            sentence = change_sentence(one, n_days=n_days)
            page.labelled(CHANGE_LABELS[one.change], sentence, indent=2, column=_COLUMN)
            if one.better_by_one_point >= 0.05:
                better = in_ten(one.better_by_one_point)
                page.labelled("", f"a point or more less pain for {better}", indent=2,
                              column=_COLUMN)  # fmt: skip
    page.heading("Please note")
    page.text(f"- {basis_sentence(found)}", hang=2)
    for sentence in HONEST:
        page.text(f"- {sentence}", hang=2)
    for name in told.ignored:
        page.text(f"- Not used: {name}", hang=2)


def _curve(page: Page, found: Forecast) -> None:
    """Print the curve as a table with bars: 8 in 10 ratings lie on the bar, o is the middle."""
    curve = found.outlook
    quantiles = [curve.quantile(share) for share in (0.1, 0.9)]
    page.text("Day   Pain   8 in 10     0" + " " * (_BAR - 4) + "10", indent=2)
    for day in _ROWS:
        if day >= len(curve.days):
            break
        low, high = (float(values[day]) for values in quantiles)
        mean = float(curve.mean[day])
        sore = float(curve.soreness[day])
        page.lines.append(
            f"  {day:>3}  {mean:>5.1f}   {low:>3.1f} to {high:>3.1f}  {_bar(low, mean, high)}"
            + (f"  {sore:.1f} is soreness" if sore >= _SORE else "")
        )


def _bar(low: float, mean: float, high: float) -> str:
    """Return a line from 0 to 10 with the range and the middle marked."""
    places = np.rint(np.array([low, mean, high]) / 10 * (_BAR - 1)).astype(int)
    marks = [" "] * _BAR
    marks[places[0] : places[2] + 1] = ["-"] * (places[2] - places[0] + 1)
    marks[places[1]] = "o"
    return "|" + "".join(marks) + "|"
