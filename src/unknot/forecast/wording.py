"""A forecast in plain sentences, for the person and for the therapist alike.

Chances are said in tens ("6 in 10"), days as days or weeks. Every sentence that goes beyond
the person's own entries says so.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.methods import load_methods
from unknot.forecast.alone import Alone, Paired
from unknot.forecast.answer import Forecast
from unknot.forecast.choices import Difference
from unknot.forecast.course import least_relieved_days
from unknot.forecast.evidence.basis import trial_basis
from unknot.forecast.evidence.sham import ShamShare
from unknot.forecast.relief import SUCCESS_DAYS
from unknot.forecast.tried import HELD_IN_JUMPERS, PROMISED

__all__ = [
    "BEYOND",
    "CHANGE_LABELS",
    "GRADE_LABELS",
    "NO_DIFFERENCE",
    "TRIED",
    "about_days",
    "alone_sentences",
    "basis_sentence",
    "change_sentence",
    "course_sentence",
    "gap_sentence",
    "honest",
    "in_ten",
    "now_sentence",
    "percent",
    "relief_sentences",
    "returning_sentence",
    "sham_sentence",
    "sore_until",
    "soreness_sentence",
    "success_words",
    "tried_sentence",
]

FloatArray = NDArray[np.float64]

CHANGE_LABELS: Final = {
    "home_care_daily": "Home programme every day",
    "no_home_care": "No home programme",
    "less_load": "Less load than usual",
    "more_load": "More load than usual",
    "better_sleep": "Good sleep",
    "less_stress": "Less stress",
    "one_more_treatment": "One treatment more, a week later",
    "no_treatment": "Without the planned treatments",
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
NO_DIFFERENCE: Final = "about half: no difference can be told"
"""Said where the chance that a choice helps is about a half."""
BEYOND: Final = "more than this was not measured in trials"
TRIED: Final = "Its ranges were tried on simulated people only; no real diary was at hand."
_LEVEL: Final = (
    "Beyond about three weeks a forecast is your usual level plus what is planned; single days "
    "cannot be foretold."
)
_RANGES: Final = (
    "A range is the spread between people and from day to day. How unsure our starting numbers "
    "are is in it; how unsure trials are about one single method is not."
)
_EFFECTS: Final = (
    "What load, sleep, stress and home care do rests on our judgement; what treatments do is set "
    "by us after trials. Each line says which. Where people were only watched, a choice goes with "
    "a change; that it causes it is not shown. A diary of some weeks hardly tells what one change "
    "does for you alone."
)
_SMALL: Final = 1
_WORTH_SAYING: Final = 0.05
_ROUNDING: Final = 0.05
_WEEKS_FROM: Final = 21
_MONTHS_FROM: Final = 90
_MANY_ENTRIES: Final = 10
_LIKELY: Final = 0.6
_UNLIKELY: Final = 0.4
"""Between the two a chance is about half, and no advice follows from it."""
_GAP: Final = 2
"""A last entry so many days old is worth a word. [days]"""
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


def percent(share: float) -> str:
    """Return a share in whole percent, in steps of five."""
    return f"{5 * round(share * 20)}%"


def now_sentence(found: Forecast) -> str:
    """Say where the pain stands and where it is going."""
    curve = found.outlook
    low, middle, high = (curve.quantile(share) for share in (0.1, 0.5, 0.9))
    later = min(14, len(curve.days) - 1)
    return (
        f"Now about {middle[0]:.1f} of 10 in the middle: half of ratings lie under it, half over. "
        f"In {_days(later)} about {middle[later]:.1f}; then 8 of 10 ratings lie between "
        f"{low[later]:.0f} and {high[later]:.0f}."
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
        sentences.extend(filter(None, [returning_sentence(found)]))
    return sentences


def returning_sentence(found: Forecast) -> str:
    """Say that a return often heals by itself; empty where no return was followed."""
    again = found.relief.eased_again
    if again is None:
        return ""
    return (
        f"A return often heals by itself: {in_ten(again)} of those are relieved again within four "
        "weeks, with nothing more than planned."
    )


def gap_sentence(found: Forecast) -> str:
    """Say what days without an entry do to the forecast; empty where the diary is up to date."""
    days = found.told.days_since_entry
    if days is None or days < _GAP:
        return ""
    low, high = (found.outlook.quantile(share)[0] for share in (0.1, 0.9))
    return (
        f"The last entry is {_days(days)} old. Days without one count neither as good nor as bad; "
        f"they widen the range, which now runs from {low:.0f} to {high:.0f}."
    )


_BASELINE: Final = {
    "told": "the level before treatment that was told",
    "entries": "the mean of the entries before the first treatment",
    "first_entries": "the mean of the first week of entries; none lies before the first treatment",
    "model": "what people like this begin with; no entry lies before the first treatment",
}


def _for(span: str) -> str:
    """Return a span as it stands after "keep it"."""
    return span if span.startswith("longer") else f"for {span} or more"


def success_words() -> str:
    """Return the one definition of success, as it ends a sentence about people."""
    return f"relieved on at least {least_relieved_days()} of the {SUCCESS_DAYS} days after"


def course_sentence(found: Forecast) -> str:
    """Say how many further treatments a course is likely to need.

    Advice is given only where success is unlikely; about half is called about half.
    """
    method = load_methods()[found.method].label.lower()
    number = next((n for n, chance in enumerate(found.success) if chance >= _LIKELY), None)
    if number == 0:
        chance = in_ten(found.success[0])
        return f"Without any further treatment {chance} are {success_words()}."
    most = len(found.success) - 1
    shown = most if number is None else number
    beside = _beside(found, shown)
    if number is None and found.success[-1] < _UNLIKELY:
        return (
            f"Even with {_times(most)} ({method}) only {in_ten(found.success[-1])} are "
            f"{success_words()}; {beside}. Talk about another way, or about what feeds the point."
        )
    if number is None:
        return (
            f"With up to {_times(most)} ({method}) about half are {success_words()}: who will be "
            f"among them cannot be told. Of 10 people, {beside}."
        )
    return (
        f"With {_times(number)} ({method}), {in_ten(found.success[number])} are "
        f"{success_words()}; {beside}."
    )


def _times(number: int) -> str:
    """Return a number of further treatments in words."""
    if number == 1:
        return "1 further treatment"
    return f"{number} further treatments, a week apart"


def _beside(found: Forecast, number: int) -> str:
    """Return the same weeks with pretended treatments and left alone, and what is not measured."""
    said = (
        f"over the same weeks {in_ten(found.pretended[number])} with pretended treatments and "
        f"{in_ten(found.untreated[number])} left alone"
    )
    return f"{said} ({BEYOND})" if found.beyond_trials[number] else said


def sham_sentence(share: ShamShare) -> str:
    """Say how much of what being treated adds comes with a pretended treatment too."""
    span = f"{percent(share.low).removesuffix('%')} to {percent(share.high)}"
    return (
        f"In trials about {percent(share.middle)} of what being treated adds comes with a "
        f"pretended treatment too ({span} would fit the trials as well)."
    )


def alone_sentences(alone: Alone, *, n_days: int) -> tuple[str, ...]:
    """Say what the planned treatments add to pretended ones and to being left alone."""
    days, sham = alone.relieved_days, alone.pretended.relieved_days
    said = (
        f"Of {n_days} days, on average {days.treated:.0f} are relieved with the planned "
        f"treatments, {sham.without:.0f} with pretended ones and {days.without:.0f} left alone"
        f"{GRADE_WORDS[alone.grade]}."
    )
    adds = (
        f"Being treated adds {_added(days)} to being left alone, and {_added(sham)} to a pretended "
        "treatment."
    )
    if days.may_be_nothing(within=_HALF_A_DAY) or sham.may_be_nothing(within=_HALF_A_DAY):
        adds = f"{adds} A range that reaches none includes no difference."
    return (said, adds, sham_sentence(alone.pretended.share))


def _added(days: Paired) -> str:
    """Return an average number of added days, and the range of 8 in 10 people."""
    number = round(days.difference)
    added = "1 day" if number == 1 else f"{number} days"
    low, high = round(days.low), round(days.high)
    ends = f"{low or 'none'} to {high or 'none'}"
    if low < 0:
        ends = f"from {_more(days.low)} to {_more(days.high)}"
    return f"{added} (8 in 10 people: {ends})"


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
    """Say what one change does to the relieved days of the time followed, or goes with."""
    low, middle, high = one.relieved_days
    if abs(middle) < _SMALL and high - low < 2 * _SMALL:
        return f"no more than a day of difference in {n_days} days"
    if one.is_about_half:
        return NO_DIFFERENCE
    leaning = middle if round(abs(middle)) else low + high
    more = "more" if leaning >= 0 else "fewer"
    span = sorted((abs(low), abs(high))) if low * high >= 0 else None
    between = (
        f"{span[0]:.0f} to {span[1]:.0f}" if span else f"from {-low:.0f} fewer to {high:.0f} more"
    )
    relieved = "relieved day" if round(abs(middle)) == 1 else "relieved days"
    found = f"{abs(middle):.0f} {more} {relieved} in {n_days} (8 in 10: {between})"
    goes_with = "goes with " if one.design == "observed" else ""
    return f"{goes_with}{found}{GRADE_WORDS[one.grade]}"


def _days(number: int) -> str:
    """Return a number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


def basis_sentence(found: Forecast) -> str:
    """Say on whom the numbers rest."""
    number = found.told.n_entries
    if number == 0:
        return (
            "This rests on published trials and courses only; nothing of this person's own is "
            f"known yet. A few days of diary sharpen it. {TRIED}"
        )
    entries = "1 entry" if number == 1 else f"{number} entries"
    if number < _MANY_ENTRIES:
        return (
            f"This rests mostly on published trials and courses, and on {entries} of this diary. "
            f"Two weeks of diary sharpen it most. {TRIED}"
        )
    rests = f"This rests on {entries} of this diary, on top of published trials and courses."
    return f"{rests} {TRIED}{_jumps(found)}"


def tried_sentence() -> str:
    """Say on whom the ranges were tried, and where they were too narrow."""
    return f"{TRIED} {_too_narrow()}"


def _too_narrow() -> str:
    """Say in whom the ranges were too narrow."""
    return (
        "In simulated people whose pain jumps between two states, ranges for "
        f"{PROMISED} of 100 ratings held only {HELD_IN_JUMPERS}."
    )


def honest(found: Forecast) -> tuple[str, ...]:
    """Return what the numbers rest on and cannot tell, to stand under every forecast.

    On whom the ranges were tried says ``basis_sentence``; it stands beside these.
    """
    return (_LEVEL, _RANGES, _too_narrow(), _EFFECTS, _trials(found))


def _trials(found: Forecast) -> str:
    """Say what what treatments do was set after, and how much comes without the technique."""
    seen = trial_basis()
    return (
        "Much of what gets better after a treatment gets better by itself. "
        f"{sham_sentence(found.sham)} Behind that stand {seen.means} group means of {seen.trials} "
        f"trials, {seen.comparisons} comparisons inside trials and {seen.reviews} pooled effects "
        "of reviews. That a treatment does something is assumed here, not shown."
    )


def _jumps(found: Forecast) -> str:
    """Say that the days jump more than the forecast can follow; nothing where they do not."""
    more = found.belief.widening - 1
    if not more and not found.outlook.is_wild:
        return ""
    wider = f"; its ranges were made {100 * more:.0f}% wider for it" if more else ""
    return f" The days of this diary jump more than the forecast can follow{wider}."
