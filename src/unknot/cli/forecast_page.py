"""The printed forecast: plain enough for a person in pain, exact enough for a therapist.

The gate is that of ``unknot find``: while first warning-sign questions are open the page asks
them and shows no forecast; an emergency or same-day sign replaces everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

import numpy as np

from unknot.cli.gate import ask_first, say_what_to_do_now
from unknot.cli.page import Page
from unknot.forecast.alone import Alone
from unknot.forecast.answer import Forecast, point_query
from unknot.forecast.wording import (
    BEYOND,
    CHANGE_LABELS,
    alone_sentences,
    basis_sentence,
    change_sentence,
    course_sentence,
    gap_sentence,
    honest,
    in_ten,
    now_sentence,
    relief_sentences,
    sham_sentence,
    success_words,
)
from unknot.muscles.catalogue import load_muscles
from unknot.plan.gate import asked_by_name

__all__ = ["forecast_page"]

_ROWS: Final = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 84, 126, 182, 273, 365)
_BAR: Final = 31
_SORE: Final = 0.15
_COLUMN: Final = 36
_NUMBER: Final = 11
_WAYS: Final = ("Treated", "Pretended", "Left alone")


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
    if found.alone is not None:
        _added(page, found, found.alone)
    page.heading("Treatments needed")
    page.text(course_sentence(found))
    _course(page, found)
    if what_if:
        page.heading("What would change it")
        n_days = len(found.outlook.days) - 1
        for one in found.choices:
            if one.change == "no_treatment":
                continue  # compared above, beside a pretended one
            sentence = change_sentence(one, n_days=n_days)
            page.labelled(CHANGE_LABELS[one.change], sentence, indent=2, column=_COLUMN)
            if one.better_by_one_point >= 0.05 and not one.is_about_half:
                better = in_ten(one.better_by_one_point)
                page.labelled("", f"a point or more less pain for {better}", indent=2,
                              column=_COLUMN)  # fmt: skip
    page.heading("Please note")
    for sentence in (basis_sentence(found), gap_sentence(found), *honest(found)):
        if sentence:
            page.text(f"- {sentence}", hang=2)
    for name in told.ignored:
        page.text(f"- Not used: {name}", hang=2)


def _added(page: Page, found: Forecast, alone: Alone) -> None:
    """Print treated, pretended and left alone beside each other, and what the first adds."""
    relief, sham, n_days = found.relief, alone.pretended, found.told.horizon_days
    page.heading("What does being treated add?")
    _row(page, "", _WAYS)
    reached = (relief.reached, sham.reached, alone.reached)
    _row(page, "Relieved within two weeks", [in_ten(one) for one in reached])
    days, shammed = alone.relieved_days, sham.relieved_days
    each = (days.treated, shammed.without, days.without)
    _row(page, f"Relieved days of {n_days}, on average", [f"{one:.0f}" for one in each])
    pains = (alone.pain.treated, sham.pain.without, alone.pain.without)
    _row(page, f"Pain on day {alone.pain_day}, on average", [f"{one:.1f}" for one in pains])
    page.gap()
    for sentence in alone_sentences(alone, n_days=n_days)[1:]:
        page.text(sentence)


def _course(page: Page, found: Forecast) -> None:
    """Print the chance of success by the number of further treatments, in three ways."""
    page.gap()
    page.text(f"Of 100 people, {success_words()}; number of further treatments:", indent=2)
    _row(page, "", _WAYS)
    rows = zip(found.success, found.pretended, found.untreated, found.beyond_trials, strict=True)
    for number, (*chances, is_beyond) in enumerate(rows):
        said = [f"{100 * chance:.0f}" for chance in chances]
        _row(page, f"{number}{' *' if is_beyond else ''}", said)
    if any(found.beyond_trials):
        page.text(f"* {BEYOND}", indent=2)
    if found.alone is None:
        page.text(sham_sentence(found.sham))


def _row(page: Page, label: str, values: Sequence[str]) -> None:
    """Print a row of three values under each other."""
    cells = "".join(value.rjust(_NUMBER) for value in values)
    page.lines.append(f"  {label:<{_COLUMN - 2}}{cells}".rstrip())


def _curve(page: Page, found: Forecast) -> None:
    """Print the curve as a table with bars: 8 in 10 ratings lie on the bar, o is the middle."""
    curve = found.outlook
    quantiles = [curve.quantile(share) for share in (0.1, 0.5, 0.9)]
    page.text("Day  Middle  8 in 10     0" + " " * (_BAR - 4) + "10", indent=2)
    for day in _ROWS:
        if day >= len(curve.days):
            break
        low, middle, high = (float(values[day]) for values in quantiles)
        sore = float(curve.soreness[day])
        page.lines.append(
            f"  {day:>3}  {middle:>5.1f}   {low:>3.1f} to {high:>3.1f}  {_bar(low, middle, high)}"
            + (f"  {sore:.1f} is soreness" if sore >= _SORE else "")
        )


def _bar(low: float, middle: float, high: float) -> str:
    """Return a line from 0 to 10 with the range and the middle marked."""
    places = np.rint(np.array([low, middle, high]) / 10 * (_BAR - 1)).astype(int)
    marks = [" "] * _BAR
    marks[places[0] : places[2] + 1] = ["-"] * (places[2] - places[0] + 1)
    marks[places[1]] = "o"
    return "|" + "".join(marks) + "|"
