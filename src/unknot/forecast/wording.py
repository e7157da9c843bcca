"""A forecast in plain sentences, for the person and for the therapist alike.

Chances are said in tens ("6 in 10"), days as days or weeks. Every sentence that goes beyond
the person's own entries says so.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.methods import load_methods
from unknot.forecast.alone import Alone
from unknot.forecast.answer import Forecast
from unknot.forecast.choices import Difference

__all__ = [
    "CHANGE_LABELS",
    "GRADE_LABELS",
    "HONEST",
    "about_days",
    "alone_sentence",
    "basis_sentence",
    "change_sentence",
    "course_sentence",
    "in_ten",
    "now_sentence",
    "relief_sentences",
    "sore_until",
    "soreness_sentence",
]

FloatArray = NDArray[np.float64]

CHANGE_LABELS: Final = {
    "home_care_daily": "Do the home programme every day",
    "no_home_care": "Do no home programme",
    "less_load": "Load it less than usual",
    "more_load": "Load it more than usual",
    "better_sleep": "Sleep well",
    "less_stress": "Have less stress",
    "one_more_treatment": "One treatment more, a week later",
    "no_treatment": "Leave out the planned treatments",
}
GRADE_WORDS: Final = {
    "measured": "",
    "guided": ", roughly as in trials",
    "judged": "; the size is our judgement, not measured",
}
"""How a change's sentence ends, by where the size of its effect comes from."""
GRADE_LABELS: Final = {
    "measured": "measured",
    "guided": "roughly as in trials",
    "judged": "our judgement",
}
"""The same in few words, to stand beside a number."""
HONEST: Final = (
    "Beyond about three weeks a forecast is your usual level plus what is planned; single days "
    "cannot be foretold.",
    "What load, sleep, stress and home care do rests on our judgement; what treatments do is "
    "taken roughly from trials. Each line says which. A diary of some weeks hardly tells what one "
    "change does for you alone.",
    "Much of what gets better after a treatment gets better by itself. The forecast does not "
    "credit the technique with it.",
)
_TRIED: Final = "Its ranges were tried on simulated people only; no real diary was at hand."
_SMALL: Final = 1
_WORTH_SAYING: Final = 0.05
_ROUNDING: Final = 0.05
_WEEKS_FROM: Final = 21
_MONTHS_FROM: Final = 90
_MANY_ENTRIES: Final = 10
_GOOD_CHANCE: Final = 0.5
_HALF_A_DAY: Final = 0.5
"""A number of days that rounds to none. [days]"""
_SORE: Final = 0.2
"""Soreness under this is not worth a word. [points]"""


def in_ten(share: float) -> str:
    """Return a chance in tens: "6 in 10", or "fewer than 1 in 10"."""
    tens = round(share * 10)
    if tens == 0:
        return "fewer than 1 in 10"
    if tens == 10:
        return "more than 9 in 10"
    return f"{tens} in 10"


def about_days(days: float | None, *, followed: int) -> str:
    """Return a span in words: "about 10 days", "about 5 weeks"."""
    if days is None:
        return f"longer than {about_days(float(followed), followed=followed)[6:]}"
    if days < _SMALL:
        return "about a day"
    if days < _WEEKS_FROM:
        return f"about {days:.0f} days"
    if days < _MONTHS_FROM:
        return f"about {days / 7:.0f} weeks"
    return f"about {days / 30.4:.0f} months"


def now_sentence(found: Forecast) -> str:
    """Say where the pain stands and where it is going."""
    curve = found.outlook
    low, high = curve.quantile(0.1), curve.quantile(0.9)
    last = len(curve.days) - 1
    later = min(14, last)
    return (
        f"Now about {curve.mean[0]:.1f} of 10. In {_days(later)} about {curve.mean[later]:.1f}; "
        f"then 8 of 10 ratings lie between {low[later]:.0f} and {high[later]:.0f}."
    )


def relief_sentences(found: Forecast) -> list[str]:
    """Say how likely relief is and how long it lasts."""
    relief = found.relief
    when = "from now" if relief.release_day == 0 else "after the last planned treatment"
    followed = len(relief.days) - 1
    is_half = abs(2 * relief.line - relief.baseline) < _ROUNDING
    from_what = f"half of {relief.baseline:.1f}" if is_half else "the lowest line there is"
    sentences = [
        f"Relief means a three-day mean of {relief.line:.1f} or less ({from_what}"
        + (f", {_BASELINE[relief.baseline_from]})." if is_half else ").")
    ]
    if found.outlook.mean[0] <= relief.line:
        sentences.append("The pain is at or under this line now; the question is how long.")
    else:
        later = ""
        if relief.reached_later >= _WORTH_SAYING:
            later = f", later by {in_ten(relief.reached_later)}"
        sentences.append(
            f"It is reached within two weeks {when} by {in_ten(relief.reached)} people like "
            f"this{later}."
        )
    if relief.reached + relief.reached_later > 0:
        lasting = about_days(relief.median_days, followed=followed)
        sentences.append(
            f"Half of those who reach it keep it {_for(lasting)}; "
            "whoever has stayed free for long tends to stay free."
        )
    return sentences


_BASELINE: Final = {
    "told": "the level before treatment that was told",
    "entries": "the mean of the entries before the first treatment",
    "first_entries": "the mean of the first week of entries; none lies before the first treatment",
    "model": "what people like this begin with; no entry lies before the first treatment",
}


def _for(span: str) -> str:
    """Return a span as it stands after "keep it"."""
    return span if span.startswith("longer") else f"for {span} or more"


def course_sentence(found: Forecast) -> str:
    """Say how many further treatments a course is likely to need."""
    method = load_methods()[found.method].label.lower()
    for number, chance in enumerate(found.success):
        if chance >= _GOOD_CHANCE:
            if number == 0:
                return (
                    f"Without any further treatment {in_ten(chance)} are relieved on most of "
                    "the next four weeks."
                )
            alone = in_ten(found.untreated[number])
            times = "1 further treatment"
            if number > 1:
                times = f"{number} further treatments, a week apart"
            return (
                f"With {times} ({method}), {in_ten(chance)} are relieved on most of the four "
                f"weeks after; over the same weeks without them, {alone}."
            )
    most = len(found.success) - 1
    return (
        f"Even with {most} further treatments a week apart ({method}) only "
        f"{in_ten(found.success[-1])} are relieved on most of the four weeks after, and "
        f"{in_ten(found.untreated[-1])} over the same weeks without them. Talk about another way, "
        "or about what feeds the point."
    )


def alone_sentence(alone: Alone, *, n_days: int) -> str:
    """Say what the planned treatments add to what the same days bring without them."""
    days = alone.relieved_days
    said = (
        f"Of {n_days} days {days.treated:.0f} are relieved with the planned treatments and "
        f"{days.alone:.0f} without them (8 in 10: from {_more(days.low)} to {_more(days.high)})"
        f"{GRADE_WORDS[alone.grade]}."
    )
    if days.may_be_nothing(within=_HALF_A_DAY):
        return f"{said} The range includes no difference."
    return said


def _more(days: float) -> str:
    """Return more or fewer days in words."""
    number = round(abs(days))
    return "none" if number == 0 else f"{number} {'more' if days > 0 else 'fewer'}"


def sore_until(soreness: FloatArray) -> int | None:
    """Return the last day on which a release of today is felt as soreness; None for none.

    Parameters
    ----------
    soreness : (n_days,)
        Part of the mean pain that is soreness, from today on. [points]
    """
    quiet = np.flatnonzero(soreness < _SORE)
    first = int(quiet[0]) if len(quiet) else len(soreness)
    return first - 1 if first else None


def soreness_sentence(soreness: FloatArray) -> str:
    """Say how sore a release of today makes, day by day, until it is hardly felt."""
    last = sore_until(soreness)
    if last is None:
        return "This method leaves hardly any soreness."
    said = [f"about {soreness[0]:.1f} points right after the release"]
    for day in range(1, last + 1):
        said.append(f"{soreness[day]:.1f} after {'a day' if day == 1 else _days(day)}")
    return f"Soreness is part of it: {', '.join(said)}, then hardly any."


def change_sentence(one: Difference, *, n_days: int) -> str:
    """Say what one change does to the relieved days of the time followed."""
    low, middle, high = one.relieved_days
    if abs(middle) < _SMALL and high - low < 2 * _SMALL:
        return f"no more than a day of difference in {n_days} days"
    leaning = middle if round(abs(middle)) else low + high
    more = "more" if leaning >= 0 else "fewer"
    span = sorted((abs(low), abs(high))) if low * high >= 0 else None
    between = (
        f"{span[0]:.0f} to {span[1]:.0f}" if span else f"from {-low:.0f} fewer to {high:.0f} more"
    )
    relieved = "relieved day" if round(abs(middle)) == 1 else "relieved days"
    found = f"{abs(middle):.0f} {more} {relieved} in {n_days} (8 in 10: {between})"
    return f"{found}{GRADE_WORDS[one.grade]}"


def _days(number: int) -> str:
    """Return a number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


def basis_sentence(found: Forecast) -> str:
    """Say on whom the numbers rest."""
    number = found.told.n_entries
    if number == 0:
        return (
            "This rests on published trials and courses only; nothing of this person's own is "
            "known yet. A few days of diary sharpen it."
        )
    entries = "1 entry" if number == 1 else f"{number} entries"
    if number < _MANY_ENTRIES:
        return (
            f"This rests mostly on published trials and courses, and on {entries} of this diary. "
            f"Two weeks of diary sharpen it most. {_TRIED}"
        )
    rests = f"This rests on {entries} of this diary, on top of published trials and courses."
    return f"{rests} {_TRIED}{_jumps(found)}"


def _jumps(found: Forecast) -> str:
    """Say that the days jump more than the forecast can follow; nothing where they do not."""
    more = found.belief.widening - 1
    if not more and not found.outlook.is_wild:
        return ""
    wider = f"; its ranges were made {100 * more:.0f}% wider for it" if more else ""
    return f" The days of this diary jump more than the forecast can follow{wider}."
