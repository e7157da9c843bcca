"""The answer of the page: sentences, graphs and tables, from one forecast.

Every number comes from ``unknot.forecast``; here it gets the words and the shape of the page.
"Easier" is the page's word for relieved, by the one definition of relief.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from unknot.facts.forecasting import load_release_effects
from unknot.facts.trials import load_trials
from unknot.forecast.answer import Forecast, ReliefLasting, forecast_of
from unknot.forecast.choices import Difference
from unknot.forecast.course import MOST_TREATMENTS
from unknot.forecast.outlook import outlook
from unknot.forecast.told import told_from
from unknot.forecast.wording import CHANGE_LABELS, HONEST, about_days, change_sentence, in_ten
from unknot.web.outlook.choices import DAYS_BETWEEN, HORIZON_DAYS, Choices, case_of
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

__all__ = ["ChangeShown", "Fact", "OutlookShown", "outlook_shown"]

FloatArray = NDArray[np.float64]

_SHORT_WINDOW: Final = 42
_MOST_IN_SHORT_WINDOW: Final = 3
"""So many treatments, a week apart, leave four weeks after the last in the short window."""
_LOOKED_AT: Final = 14
_ROWS: Final = (0, 1, 2, 3, 7, 14, 21, 28, 42, 56, 84)
_MARKS: Final = (7, 28, 56)
_LASTING_ROWS: Final = (1, 7, 14, 28, 56, 84)
_HALF: Final = 0.5
_OUTER: Final = (0.9, 0.1)
_LIKELY: Final = 0.5
_SOME: Final = 0.4
_MOST: Final = 0.6
_SORE_FROM: Final = 0.3
_VERY_SORE_FROM: Final = 1.5
_CREEPS_BACK: Final = 0.35
"""A rise of the middle after its lowest day that is worth a word. [points]"""
_ALREADY: Final = 2
_SMALL_GAP: Final = 0.5
"""Less than this between two curves is not worth a number. [points]"""
_SEED: Final = 20_261_125


@dataclass(frozen=True, slots=True)
class Fact:
    """One number that stands out, and what it says."""

    number: str
    words: str
    spread: str = ""


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
    title, felt = _title(found, choices)
    is_counted_later = choices.n_treatments > 1 and relief.reached >= _LIKELY
    ends = _("after the last treatment") if is_counted_later else ""
    lead = _lead(curves, choices)
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
        line=_line(relief),
        facts=_facts(found, choices),
        fans=(fan(curves, NARROW), fan(curves, WIDE)),
        has_untreated=bool(curves.untreated),
        picture=_picture(mean, at_end),
        curve_rows=_curve_rows(curves),
        natural=_natural(curves),
        changes=tuple(changes[n] for n in order),
        n_weeks=HORIZON_DAYS // 7,
        lasting=survival(relief.still_relieved[: HORIZON_DAYS + 1].tolist(), _MARKS),
        lasting_words=_lasting_words(relief),
        lasting_rows=tuple(
            (_days_in_words(day), in_ten(float(relief.still_relieved[day])))
            for day in _LASTING_ROWS
        ),
        needed=bars(found.success, enough=_LIKELY),
        needed_words=_needed_words(found),
        basis=_basis(),
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
        is_sore=bool(choices.n_treatments) and _soreness(choices) >= _SORE_FROM,
    )


def _soreness(choices: Choices) -> float:
    """Return how sore the method makes, beside firm pressure."""
    return load_release_effects()[choices.method].soreness_factor


def _title(found: Forecast, choices: Choices) -> tuple[str, str]:
    """Return the heading and the part of it that stands out."""
    relief = found.relief
    if choices.pain is not None and choices.pain <= _ALREADY:
        return _("At this level it already counts as"), _("easier")
    if relief.reached < _LIKELY:
        who = in_ten(relief.reached)
        if choices.n_treatments:
            return _("With this plan it gets easier for"), who
        return _("Left alone, it gets easier soon for"), who
    followed = len(relief.days) - 1
    span = about_days(relief.median_days, followed=followed)
    if relief.median_days is None:
        return _("Most likely easier for"), _("%(span)s or longer") % {
            "span": about_days(float(HORIZON_DAYS), followed=followed).removeprefix("about ")
        }
    return _("Most likely easier for"), span


def _lead(curves: FanCurves, choices: Choices) -> str:
    """Say in short sentences what comes first and what comes then."""
    parts = []
    if choices.n_treatments:
        if _soreness(choices) >= _VERY_SORE_FROM:
            parts.append(_("Expect soreness for a day or two."))
        elif curves.is_sore:
            parts.append(_("Tomorrow may be sore. That is expected."))
    lowest = min(curves.mean)
    if curves.mean[-1] - lowest >= _CREEPS_BACK:
        parts.append(_("Then it usually eases, and slowly creeps back."))
    elif curves.before - curves.mean[-1] >= 1:
        parts.append(
            _("Then it usually eases.") if parts else _("It usually eases, little by little.")
        )
    else:
        parts.append(_("It mostly stays near where it is."))
    return " ".join(parts)


def _line(relief: ReliefLasting) -> str:
    """Say what easier means here."""
    if relief.baseline_from == "model":
        text = _(
            "Easier means a pain of %(line)s or less, as a mean of three days: half of the "
            "%(baseline)s with which people usually come."
        )
    elif relief.line <= _ALREADY:
        text = _("Easier means a pain of %(line)s or less, as a mean of three days.")
    else:
        text = _(
            "Easier means a pain of %(line)s or less, as a mean of three days: half of your "
            "%(baseline)s."
        )
    return text % {"line": _short(relief.line), "baseline": _short(relief.baseline)}


def _facts(found: Forecast, choices: Choices) -> tuple[Fact, ...]:
    """Return the three numbers that stand out."""
    relief = found.relief
    after = (
        _("of the last treatment") if choices.n_treatments > 1
        else _("of the treatment") if choices.n_treatments else _("from now")
    )  # fmt: skip
    within = Fact(_in_ten_briefly(relief.reached), _("get easier within two weeks %(after)s")
                  % {"after": after})  # fmt: skip
    return (within, _lasting_fact(relief), _needed_fact(found))


def _in_ten_briefly(share: float) -> str:
    """Return a chance in tens, in few words."""
    tens = round(share * 10)
    return _("over 9 in 10") if tens == 10 else _("under 1 in 10") if not tens else in_ten(share)


def _lasting_fact(relief: ReliefLasting) -> Fact:
    """Return how long half of those who get easier stay so, with the range of 8 in 10."""
    low, high = (_day_below(relief, share) for share in _OUTER)
    spread = _("8 in 10: %(low)s to %(high)s") % {"low": _span(low), "high": _span(high)}
    return Fact(
        _span(_day_below(relief, _HALF)),
        _("half of them stay easier this long or longer"),
        spread,
    )


def _day_below(relief: ReliefLasting, share: float) -> float | None:
    """Return the first day on which fewer than a share of those relieved still are."""
    days = np.flatnonzero(relief.still_relieved < share * relief.reached)
    return float(relief.days[days[0]]) if len(days) else None


def _span(days: float | None) -> str:
    """Return a span in few words."""
    if days is None:
        return _("over %(n)s weeks") % {"n": HORIZON_DAYS // 7}
    if days > 20:
        return ngettext("%(n)s week", "%(n)s weeks", round(days / 7)) % {"n": round(days / 7)}
    n = max(round(days), 1)
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _needed_fact(found: Forecast) -> Fact:
    """Return how many treatments it takes until 4 to 6 in 10 stay easier."""
    low, high = _first_with(found.success, _SOME), _first_with(found.success, _MOST)
    if low is None:
        number = _("over %(n)s") % {"n": MOST_TREATMENTS}
    elif high is None:
        number = _("%(n)s or more") % {"n": low}
    else:
        number = str(low) if low == high else f"{low}–{high}"
    words = ngettext(
        "treatment until about half stay easier for four weeks",
        "treatments until about half stay easier for four weeks",
        1 if (low, high) == (1, 1) else 2,
    )
    return Fact(number, words, _("until 4 to 6 in 10 do"))


def _first_with(chances: Sequence[float], least: float) -> int | None:
    """Return the smallest number of treatments with at least this chance."""
    return next((number for number, chance in enumerate(chances) if chance >= least), None)


def _needed_words(found: Forecast) -> str:
    """Say how many treatments it is likely to take."""
    number = _first_with(found.success, _LIKELY)
    if number is None:
        return _(
            "Even after %(n)s treatments only %(chance)s stay easier for most of four weeks. Look "
            "for what feeds the point, or for another way."
        ) % {"n": MOST_TREATMENTS, "chance": in_ten(found.success[-1])}
    chance = in_ten(found.success[number])
    if number == 0:
        text = _("Without any treatment %(chance)s stay easier for most of four weeks.")
        return text % {"chance": chance}
    text = ngettext(
        "After %(n)s treatment %(chance)s stay easier for most of the four weeks that follow.",
        "After %(n)s treatments %(chance)s stay easier for most of the four weeks that follow.",
        number,
    )
    more = found.success[min(number + 2, MOST_TREATMENTS)] - found.success[number]
    rest = _(" Each one after that adds less.") if more < 0.3 else ""
    return text % {"n": number, "chance": chance} + rest


def _lasting_words(relief: ReliefLasting) -> str:
    """Say how many are still easier after four weeks, and why the curve flattens."""
    return _(
        "Of 10 people, %(early)s are easier a week after the release and %(late)s after four "
        "weeks. Whoever stays easier for long tends to stay so."
    ) % {
        "early": round(10 * float(relief.still_relieved[7])),
        "late": round(10 * float(relief.still_relieved[28])),
    }


def _picture(mean: Sequence[float], last: int) -> str:
    """Describe the fan for whoever cannot see it."""
    return _(
        "Pain from 0 to 10 over %(weeks)s weeks: about %(first)s right after the release, "
        "%(later)s after two weeks, %(last)s at the end. The numbers stand in the table below."
    ) % {
        "weeks": last // 7,
        "first": _short(mean[0]),
        "later": _short(mean[min(_LOOKED_AT, last)]),
        "last": _short(mean[last]),
    }


def _natural(curves: FanCurves) -> str:
    """Say how much of the fall would come by itself."""
    if not curves.untreated:
        return _("This is the course without any treatment.")
    fall = curves.before - curves.mean[_LOOKED_AT]
    alone = curves.before - curves.untreated[_LOOKED_AT]
    if fall - alone < _SMALL_GAP:
        return _("The dotted line is the course without treatment. The two hardly differ.")
    return _(
        "The dotted line is the course without treatment. Two weeks on, pain has fallen by about "
        "%(fall)s points with the plan and by about %(alone)s without it."
    ) % {"fall": _short(fall), "alone": _short(max(alone, 0.0))}


def _change(one: Difference, bar: RangeBar) -> ChangeShown:
    """Put one change into words."""
    low, middle, high = (round(days) for days in one.relieved_days)
    amount = _signed(middle)
    days = ngettext("%(n)s day", "%(n)s days", abs(middle)) % {"n": amount}
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
            _days_in_words(day) if day else _("today"),
            _short(curves.mean[day]),
            f"{_short(curves.low50[day])}–{_short(curves.high50[day])}",
            f"{_short(curves.low80[day])}–{_short(curves.high80[day])}",
        ]
        rows.append((*row, _short(curves.untreated[day])) if curves.untreated else tuple(row))
    return tuple(rows)


def _days_in_words(day: int) -> str:
    """Return a day as days or weeks."""
    if day >= DAYS_BETWEEN:
        return ngettext("%(n)s week", "%(n)s weeks", day // 7) % {"n": day // 7}
    return ngettext("%(n)s day", "%(n)s days", day) % {"n": day}


def _basis() -> tuple[str, ...]:
    """Say what the numbers rest on, and what they cannot tell."""
    n_trials = len({trial.trial for trial in load_trials()})
    rests = _(
        "It rests on %(n)s published trials and on studies of how such pain goes by itself. Where "
        "nothing has been measured it rests on judgement: how strain, sleep and stress act, and "
        "how methods differ. No patients of this place are in it."
    ) % {"n": n_trials}
    return (rests, *HONEST)


def _short(number: float) -> str:
    """Return a number with at most one digit after the point."""
    return f"{number:.1f}".removesuffix(".0")
