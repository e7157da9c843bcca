"""From one person's diary to the whole forecast: curve, relief, treatments needed, choices.

What it does not do: say whether the person may be shown it. A personal forecast stands behind
the same gate of warning signs as a plan (``Forecast.may_show``); whoever shows it keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.find.red_flags import Screening
from unknot.forecast.alone import Alone, alone_beside, pretended_shares
from unknot.forecast.belief import Belief, replay
from unknot.forecast.choices import (
    Difference,
    Followed,
    changed_plans,
    differences,
    followed,
    left_alone,
)
from unknot.forecast.course import beyond_trials, course_beside, course_days
from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.evidence.sham import ShamShare, sham_share
from unknot.forecast.outlook import Outlook, outlook
from unknot.forecast.paths import drawn_paths
from unknot.forecast.recalibration import Recalibration
from unknot.forecast.relief import relief_line
from unknot.forecast.told import Told, told_from
from unknot.plan.gate import first_open, screening_of, skin_over
from unknot.plan.plan import plan_query_from
from unknot.plan.query import PlanQuery

__all__ = [
    "Forecast",
    "ReliefLasting",
    "forecast",
    "forecast_of",
    "point_query",
    "screening_for",
    "untreated_outlook",
]

FloatArray = NDArray[np.float64]

N_PATHS: Final = 1_000
_SEED: Final = 20_261_125
"""One diary gives one answer: the draws are fixed."""
_LASTING_DAYS: Final = 84
_USUAL_METHOD: Final = "ischemic_compression"
_LEFT_ALONE: Final = "no_treatment"
_BASELINE_DAYS: Final = 13.5
"""Two weeks of evenings. [days]"""
_FIRST_DAYS: Final = 6.5
"""One week of evenings. [days]"""


@dataclass(frozen=True, slots=True)
class ReliefLasting:
    """How long relief lasts, from the release on (the last planned treatment, or now)."""

    line: float
    """Relieved is a three-day mean at or under this."""
    baseline: float
    baseline_from: str
    """told, entries, first_entries or model."""
    release_day: int
    """Days from now."""
    reached: float
    """Chance that relief begins within two weeks."""
    reached_later: float
    """Chance that it begins later than that, within the time followed."""
    days: FloatArray
    """0, 1, 2, ... since the release."""
    still_relieved: FloatArray
    """Chance that relief holds, everybody counted."""
    median_days: float | None
    """Half of those who reach relief keep it longer; None: longer than was followed."""
    eased_again: float | None = None
    """Of those whose pain returns, the share relieved again within four weeks by itself."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Everything that is said about one person's point."""

    told: Told
    screening: Screening | None
    """None when no muscle is told: nothing could be screened."""
    belief: Belief
    outlook: Outlook
    relief: ReliefLasting
    success: tuple[float, ...]
    """Chance of success after 0, 1, 2, ... further treatments."""
    untreated: tuple[float, ...]
    """The same over the same weeks without any of them: what time alone brings."""
    pretended: tuple[float, ...]
    """The same over the same weeks with so many pretended treatments."""
    sham: ShamShare
    """Of the gain by ``method`` over no treatment, what a pretended treatment brings too."""
    beyond_trials: tuple[bool, ...]
    """Of each row of ``success``: no trial has measured so many treatments of this method.

    Those given count. The limit and its trial: ``facts/files/measured_courses.csv``."""
    method: str
    """Of further treatments."""
    choices: tuple[Difference, ...]
    alone: Alone | None = None
    """The planned treatments beside none of them; None where none is planned."""

    @property
    def may_show(self) -> bool:
        """Whether a person may be shown it now."""
        return may_show(self.told, self.screening)

    @property
    def first_open(self) -> tuple[str, ...]:
        """First questions still to answer, those to be answered by name before the others."""
        return _still_open(self.told, self.screening)


def forecast(fields: object) -> Forecast:
    """Check one case of the contract and answer it.

    Raises
    ------
    InvalidInput
        A value is missing, of the wrong kind or out of range.
    """
    return forecast_of(told_from(fields))


def forecast_of(
    told: Told, *, belief: Belief | None = None, recalibration: Recalibration | None = None
) -> Forecast:
    """Answer a checked case.

    Parameters
    ----------
    told
        The case.
    belief
        The belief after exactly these events, when it is known already.
    recalibration
        Learned correction of the chances.
    """
    if belief is None:
        belief = replay(told.point, told.events)
    rng = np.random.default_rng(_SEED)
    method = _method_of(told)
    curve = outlook(
        belief, told.plan, now=told.now_day, n_days=told.horizon_days, rng=rng,
        recalibration=recalibration,
    )  # fmt: skip
    n_days = max(course_days(), told.horizon_days, _LASTING_DAYS) + _plan_days(told)
    paths = drawn_paths(belief, now=told.now_day, n_days=n_days, n_paths=N_PATHS, rng=rng)
    baseline, source = _baseline(told, belief)
    line = relief_line(baseline)
    lines = np.full(N_PATHS, line)
    base = followed(paths, told.plan, lines=lines)
    left = left_alone(paths, base, told.plan, lines=lines)
    plans = changed_plans(told.plan, method=method, n_days=told.horizon_days)
    others = {
        name: left
        if left is not None and name == _LEFT_ALONE
        else followed(paths, plan, lines=lines)
        for name, plan in plans.items()
    }
    course = course_beside(
        paths, told.plan, line=line, method=method,
        pretended=pretended_shares((method,), n_paths=N_PATHS),
    )  # fmt: skip
    return Forecast(
        told=told,
        screening=screening_for(told),
        belief=belief,
        outlook=curve,
        relief=_lasting(base, line=line, baseline=baseline, source=source),
        success=course.treated,
        untreated=course.alone,
        pretended=course.pretended,
        sham=sham_share((method,)),
        beyond_trials=beyond_trials(method, given=_given(told)),
        method=method,
        choices=differences(base, others, n_days=told.horizon_days),
        alone=alone_beside(base, left, told.plan, lines=lines, n_days=told.horizon_days),
    )


def curve_of(told: Told, belief: Belief) -> Outlook:
    """Return the curve of ``forecast_of`` without the rest, in a fraction of its time."""
    return outlook(
        belief, told.plan, now=told.now_day, n_days=told.horizon_days,
        rng=np.random.default_rng(_SEED),
    )  # fmt: skip


def line_of(told: Told, belief: Belief) -> float:
    """Return the relief line of ``forecast_of``."""
    return relief_line(_baseline(told, belief)[0])


def may_show(told: Told, screening: Screening | None) -> bool:
    """Say whether a person may be shown a forecast of this case now."""
    return screening is not None and not screening.stops and not _still_open(told, screening)


def untreated_outlook(found: Forecast) -> Outlook:
    """Return the curve without the planned treatments, over the same days and draws."""
    told = found.told
    return outlook(
        found.belief, replace(told.plan, treatments=()), now=told.now_day,
        n_days=told.horizon_days, rng=np.random.default_rng(_SEED),
    )  # fmt: skip


def screening_for(told: Told) -> Screening | None:
    """Screen for warning signs at the point, the same gate as a plan."""
    query = point_query(told)
    return None if query is None else screening_of(query)


def point_query(told: Told) -> PlanQuery | None:
    """Return the point as the plan's screening asks about it; None without muscle and side.

    A forecast lays no hands on: where nobody told where it hurts, the skin over the point is
    asked about, and not all that such a point may send.
    """
    if told.muscle is None or told.side is None:
        return None
    point = {"muscle": told.muscle, "side": told.side, "site": told.site}
    query = plan_query_from({"setting": "home", "points": [point], **told.screened})
    return query if query.pain else replace(query, pain=skin_over(query.points))


def _still_open(told: Told, screening: Screening | None) -> tuple[str, ...]:
    """Return the first questions that are not answered."""
    query = point_query(told)
    return () if query is None or screening is None else first_open(query, screening)


def _plan_days(told: Told) -> int:
    """Return how far the plan reaches, so that relief can be followed after it."""
    return max((round(one.day) for one in told.plan.treatments), default=0)


def _method_of(told: Told) -> str:
    """Return the method that further treatments would use: the planned, else the last one."""
    if told.plan.treatments:
        return told.plan.treatments[-1].method
    given = [one.method for one in told.events if isinstance(one, Treatment)]
    return given[-1] if given else _USUAL_METHOD


def _given(told: Told) -> int:
    """Return how many treatments the diary holds."""
    return sum(isinstance(one, Treatment) for one in told.events)


def _baseline(told: Told, belief: Belief) -> tuple[float, str]:
    """Return the mean pain before the first treatment, and where it comes from.

    It is that of the last two weeks before the first treatment. Untreated, it is that of the
    first two weeks of the diary or of the last two, whichever hurt more. Where no rating lies
    before the first treatment, the first week of ratings stands for it.
    """
    if told.baseline is not None:
        return told.baseline, "told"
    rated = [
        (one.day, one.pain)
        for one in told.events
        if isinstance(one, Entry) and one.pain is not None
    ]
    if not rated:
        return float(np.clip(belief.beginning.mean[0], 0.0, 10.0)), "model"
    days, pains = (np.array(column) for column in zip(*rated, strict=True))
    treated = min((one.day for one in told.events if isinstance(one, Treatment)), default=None)
    early = days < days[0] + _BASELINE_DAYS
    if treated is None:
        late = days > days[-1] - _BASELINE_DAYS
        return float(max(pains[early].mean(), pains[late].mean())), "entries"
    before = days <= treated
    if not before.any():
        return float(pains[days < days[0] + _FIRST_DAYS].mean()), "first_entries"
    late = before & (days > days[before][-1] - _BASELINE_DAYS)
    return float(pains[late].mean()), "entries"


def _lasting(base: Followed, *, line: float, baseline: float, source: str) -> ReliefLasting:
    """Return how long relief lasts, the model's curve drawn towards the published one."""
    days = np.arange(base.pain.shape[1] - base.release_day, dtype=np.float64)
    return ReliefLasting(
        line=line,
        baseline=baseline,
        baseline_from=source,
        release_day=base.release_day,
        reached=base.reached,
        reached_later=base.reached_later,
        days=days,
        still_relieved=base.still_relieved(days),
        median_days=base.median_days,
        eased_again=base.eased_again,
    )
