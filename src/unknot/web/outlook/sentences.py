"""What the page says in sentences and in single numbers that stand out.

"Easier" is the page's word for relieved, by the one definition of relief. A chance is said in
tens, never without what it is of; a span never without its range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray

from unknot.forecast.alone import Alone
from unknot.forecast.answer import Forecast, ReliefLasting
from unknot.forecast.course import MOST_TREATMENTS, least_relieved_days
from unknot.forecast.relief import SUCCESS_DAYS
from unknot.forecast.wording import about_days, honest, in_ten, returning_sentence
from unknot.web.outlook.choices import DAYS_BETWEEN, HORIZON_DAYS, Choices
from unknot.web.outlook.compared import short
from unknot.web.outlook.drawing import FanCurves

__all__ = [
    "LIKELY",
    "Fact",
    "basis_of",
    "beside_of",
    "beyond_words",
    "days_in_words",
    "facts_of",
    "lasting_words",
    "lead_of",
    "line_of",
    "needed_fact",
    "needed_words",
    "picture_in_words",
    "title_of",
]

LIKELY: Final = 0.6
_MOSTLY: Final = 0.7
"""So many must get easier before the heading says "most likely"."""
_LOOKED_AT: Final = 14
_HALF: Final = 0.5
FloatArray = NDArray[np.float64]
_OUTER: Final = (0.9, 0.1)
_SOME: Final = 0.4
_MOST: Final = 0.6
_CREEPS_BACK: Final = 0.35
"""A rise of the middle after its lowest day that is worth a word. [points]"""
_ALREADY: Final = 2
_SMALL_GAP: Final = 0.05
"""Less than this between two chances is called about as many."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One number that stands out, and what it says."""

    number: str
    words: str
    spread: str = ""
    beside: str = ""
    """The same left alone; empty where no treatment is planned."""


def title_of(found: Forecast, choices: Choices) -> tuple[str, str, str]:
    """Return the heading: its beginning, the part that stands out, its end.

    A span is said only where most people get easier, and then it is the one after which half
    of everybody is back over the line, those who never got under it counted as well.
    """
    relief = found.relief
    who = in_ten(relief.reached)
    if choices.pain is not None and choices.pain <= _ALREADY:
        return _("At this level it already counts as"), _("easier"), ""
    if not choices.n_treatments:
        return _("Left alone, it gets easier within two weeks for"), who, ""
    if not _gets_mostly_easier(relief.reached, relief.still_relieved):
        return _("With this plan it soon gets easier for"), who, ""
    ends = _("after the last treatment") if choices.n_treatments > 1 else ""
    return _("Most likely easier for"), _about(_day_below(relief.still_relieved, _HALF)), ends


def beside_of(found: Forecast, choices: Choices) -> str:
    """Return how the heading ends: what the same weeks bring without treatment."""
    relief, alone = found.relief, found.alone
    if alone is None or (choices.pain is not None and choices.pain <= _ALREADY):
        return ""
    if not _gets_mostly_easier(relief.reached, relief.still_relieved):
        return _as_many(relief.reached, alone.reached)
    if _gets_mostly_easier(alone.reached, alone.still_relieved):
        spans = [_about(_day_below(one.still_relieved, _HALF)) for one in (relief, alone)]
        if spans[0] == spans[1]:
            return _(", left alone for about as long")
        return _(", left alone for %(span)s") % {"span": spans[1]}
    return _("; left alone, %(chance)s soon get easier, not %(treated)s") % {
        "chance": in_ten(alone.reached),
        "treated": in_ten(relief.reached),
    }


def _as_many(treated: float, alone: float) -> str:
    """Return for how many the pain soon eases left alone, as the heading ends."""
    if abs(treated - alone) < _SMALL_GAP:
        return _(", left alone for about as many")
    if in_ten(treated) == in_ten(alone):
        return _(", left alone for hardly fewer")
    return _(", left alone for %(chance)s") % {"chance": in_ten(alone)}


def _about(days: float | None) -> str:
    """Return a span as a heading says it."""
    if days is None:
        return _("%(n)s weeks or longer") % {"n": HORIZON_DAYS // 7}
    return about_days(days, followed=HORIZON_DAYS)


def lead_of(curves: FanCurves) -> str:
    """Say in short sentences what comes first and what comes then."""
    parts = []
    if curves.sore_until is not None:
        if curves.sore_until > 1:
            text = _("Expect soreness for about %(n)s days.")
            parts.append(text % {"n": curves.sore_until})
        else:
            parts.append(_("Tomorrow may be sore. That is expected."))
    lowest = min(curves.middle)
    if curves.middle[-1] - lowest >= _CREEPS_BACK:
        parts.append(_("Then it usually eases, and slowly creeps back."))
    elif curves.before - curves.middle[-1] >= 1:
        parts.append(
            _("Then it usually eases.") if parts else _("It usually eases, little by little.")
        )
    else:
        parts.append(_("It mostly stays near where it is."))
    return " ".join(parts)


def line_of(relief: ReliefLasting) -> str:
    """Say what easier means here."""
    if relief.line <= _ALREADY:
        text = _("Easier means a pain of %(line)s or less, as a mean of three days.")
    elif relief.baseline_from == "model":
        text = _(
            "Easier means a pain of %(line)s or less, as a mean of three days: half of the "
            "%(baseline)s with which people usually come."
        )
    else:
        text = _(
            "Easier means a pain of %(line)s or less, as a mean of three days: half of your "
            "%(baseline)s."
        )
    return text % {"line": short(relief.line), "baseline": short(relief.baseline)}


def facts_of(found: Forecast, choices: Choices) -> tuple[Fact, ...]:
    """Return the three numbers that stand out, each with the same left alone."""
    relief, alone = found.relief, found.alone
    if choices.n_treatments > 1:
        words = _("get easier within two weeks of the last treatment")
    elif choices.n_treatments:
        words = _("get easier within two weeks of the treatment")
    else:
        words = _("get easier within two weeks from now")
    left = "" if alone is None else _left_alone(_in_ten_briefly(alone.reached))
    return (
        Fact(_in_ten_briefly(relief.reached), words, beside=left),
        _lasting_fact(relief, alone),
        needed_fact(found),
    )


def _left_alone(number: str) -> str:
    """Return a number as the one without treatment."""
    return _("left alone: %(number)s") % {"number": number}


def _in_ten_briefly(share: float) -> str:
    """Return a chance in tens, in few words."""
    tens = round(share * 10)
    return _("over 9 in 10") if tens == 10 else _("under 1 in 10") if not tens else in_ten(share)


def _lasting_fact(relief: ReliefLasting, alone: Alone | None) -> Fact:
    """Return how long relief lasts, with the range of 8 in 10 of those who reach it."""
    still = relief.still_relieved
    low, high = (_day_below(still, share * relief.reached) for share in _OUTER)
    spread = {"low": _span(low), "high": _span(high)}
    left = ""
    if not _gets_mostly_easier(relief.reached, still):
        if alone is not None:
            left = _left_alone(_span(_day_below(alone.still_relieved, _HALF * alone.reached)))
        return Fact(
            _span(_day_below(still, _HALF * relief.reached)),
            _("half of those stay easier so long or longer"),
            _("8 in 10: %(low)s to %(high)s") % spread,
            left,
        )
    if alone is not None:
        is_half = float(alone.still_relieved.max()) >= _HALF
        span = _span(_day_below(alone.still_relieved, _HALF)) if is_half else _("fewer than half")
        left = _left_alone(span)
    return Fact(
        _span(_day_below(still, _HALF)),
        _("until half are over the line again"),
        _("8 in 10: %(low)s to %(high)s") % spread,
        left,
    )


def _gets_mostly_easier(reached: float, still: FloatArray) -> bool:
    """Whether most reach relief, and half of everybody have it on one day."""
    return reached >= _MOSTLY and float(still.max()) >= _HALF


def _day_below(still: FloatArray, share: float) -> float | None:
    """Return the first day after the best one on which fewer than a share are relieved."""
    best = int(np.argmax(still))
    days = np.flatnonzero(still[best:] < share)
    return float(best + days[0]) if len(days) else None


def _span(days: float | None) -> str:
    """Return a span in few words."""
    if days is None:
        return _("over %(n)s weeks") % {"n": HORIZON_DAYS // 7}
    if days > 20:
        return ngettext("%(n)s week", "%(n)s weeks", round(days / 7)) % {"n": round(days / 7)}
    n = max(round(days), 1)
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def needed_fact(found: Forecast) -> Fact:
    """Return how many treatments it takes until 4 to 6 in 10 stay easier."""
    low, high = _first_with(found.success, _SOME), _first_with(found.success, _MOST)
    asked = {"days": least_relieved_days(), "of": SUCCESS_DAYS}
    if high == 0:
        return Fact(
            _("none"),
            _("is needed until about half are easier on %(days)s of %(of)s days") % asked,
        )
    at = MOST_TREATMENTS if high is None else high
    left = _left_alone(_in_ten_briefly(found.untreated[at]))
    if low is None:
        last = {"n": MOST_TREATMENTS, "chance": _in_ten_briefly(found.success[-1])}
        return Fact(
            _("over %(n)s") % last,
            _("treatments until about half are easier on %(days)s of %(of)s days") % asked,
            _("after %(n)s: %(chance)s") % last,
            left,
        )
    number = _("%(n)s or more") % {"n": low} if high is None else f"{low}–{high}"
    words = ngettext(
        "treatment until about half are easier on %(days)s of %(of)s days",
        "treatments until about half are easier on %(days)s of %(of)s days",
        1 if (low, high) == (1, 1) else 2,
    )
    spread = _("4 to 6 in 10") if high is not None else _("4 in 10 or more")
    return Fact(str(low) if low == high else number, words % asked, spread, left)


def _first_with(chances: Sequence[float], least: float) -> int | None:
    """Return the smallest number of treatments with at least this chance."""
    return next((number for number, chance in enumerate(chances) if chance >= least), None)


def needed_words(found: Forecast) -> str:
    """Say how many treatments it is likely to take; advise only where success is unlikely."""
    number = _first_with(found.success, LIKELY)
    shown = MOST_TREATMENTS if number is None else number
    said = {
        "n": shown,
        "days": least_relieved_days(),
        "of": SUCCESS_DAYS,
        "chance": in_ten(found.success[shown]),
        "sham": in_ten(found.pretended[shown]),
        "alone": in_ten(found.untreated[shown]),
    }
    if number == 0:
        text = _("Without any treatment %(chance)s are easier on at least %(days)s of %(of)s days.")
        return text % said
    if number is None and found.success[-1] < _SOME:
        text = _(
            "Even after %(n)s treatments only %(chance)s are easier on at least %(days)s of the "
            "%(of)s days that follow; %(sham)s with pretended ones, %(alone)s left alone. Look for "
            "what feeds the point, or for another way."
        )
        return text % said
    if number is None:
        text = _(
            "After up to %(n)s treatments about half are easier on at least %(days)s of the %(of)s "
            "days that follow: who will be among them cannot be told. With pretended ones "
            "%(sham)s, left alone %(alone)s."
        )
        return text % said
    text = ngettext(
        "After %(n)s treatment %(chance)s are easier on at least %(days)s of the %(of)s days that "
        "follow; %(sham)s with a pretended one, %(alone)s left alone.",
        "After %(n)s treatments %(chance)s are easier on at least %(days)s of the %(of)s days that "
        "follow; %(sham)s with pretended ones, %(alone)s left alone.",
        number,
    )
    return text % said


def beyond_words(found: Forecast) -> str:
    """Say from which number of treatments on nothing was measured; empty where all was."""
    measured = found.beyond_trials.count(False) - 1
    if measured >= MOST_TREATMENTS:
        return ""
    if not measured:
        return _("No trial measured courses of this method: the bars are the model's alone.")
    return _("Pale bars: more than %(n)s was not measured in trials.") % {"n": measured}


def lasting_words(found: Forecast) -> tuple[str, ...]:
    """Say how many are still easier after four weeks, and that a return often heals."""
    relief, alone = found.relief, found.alone
    early, late = (round(10 * float(relief.still_relieved[day])) for day in (7, 28))
    shown = {"early": early, "late": late}
    flat = _("Whoever stays easier for long tends to stay so.")
    if alone is None:
        text = _(
            "Of 10 people, %(early)s are easier a week from now and %(late)s after four weeks."
        )
    else:
        text = _(
            "Of 10 people, %(early)s are easier a week after the last treatment and %(late)s after "
            "four weeks; left alone, %(alone_early)s and %(alone_late)s."
        )
        left = (round(10 * float(alone.still_relieved[day])) for day in (7, 28))
        shown |= dict(zip(("alone_early", "alone_late"), left, strict=True))
    return (f"{text % shown} {flat}", returning_sentence(found))


def picture_in_words(curves: FanCurves) -> str:
    """Describe the fan for whoever cannot see it."""
    last = len(curves.middle) - 1
    looked_at = min(_LOOKED_AT, last)
    said = _(
        "Pain from 0 to 10 over %(weeks)s weeks: about %(first)s right after the release, "
        "%(later)s after two weeks, %(last)s at the end."
    )
    if curves.untreated:
        said += " " + _(
            "Without treatment: %(alone_later)s after two weeks, %(alone_last)s at the end."
        )
    said += " " + _("The numbers stand in the table below.")
    untreated = curves.untreated or curves.middle
    return said % {
        "weeks": last // 7,
        "first": short(curves.middle[0]),
        "later": short(curves.middle[looked_at]),
        "last": short(curves.middle[last]),
        "alone_later": short(untreated[looked_at]),
        "alone_last": short(untreated[last]),
    }


def days_in_words(day: int) -> str:
    """Return a day as days or weeks."""
    if day >= DAYS_BETWEEN:
        return ngettext("%(n)s week", "%(n)s weeks", day // 7) % {"n": day // 7}
    return ngettext("%(n)s day", "%(n)s days", day) % {"n": day}


def basis_of(found: Forecast) -> tuple[str, ...]:
    """Say what the numbers rest on and cannot tell; what stands beside the curve is left out."""
    level, ranges, _narrow, effects, trials = honest(found)
    gaps = _(
        "A diary sharpens it. Days without an entry count neither as good nor as bad: they widen "
        "the range."
    )
    untreated = _(
        "How such pain goes by itself rests on studies of untreated people. No patients of this "
        "place are in it."
    )
    judged = _(
        "How methods differ and how sore they make is our judgement too, but for the soreness "
        "after needling, which was measured."
    )
    return (trials, ranges, effects, judged, untreated, level, gaps)
