"""From what was done and how it felt to the next week: up slowly, down at once.

A pure function of the records. A week that was mostly done and felt calm lifts a thing by
one step; "too sore", or pain that is clearly higher the next day, lowers it at once and lets
it rest; after that it takes longer to rise. A day without a record changes nothing: it is
not a "no". Little done makes the days shorter, never a reproach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from unknot.facts.programmes import load_programme_parameters
from unknot.prevent.doses import EASED
from unknot.prevent.told import Did, PainOn

__all__ = [
    "Change",
    "History",
    "Standing",
    "history_of",
    "home_care_by_day",
    "sore_days",
    "week_of",
]

Change = Literal["start", "same", "up", "down", "pause"]
Why = Literal[
    "beginning", "no_records", "mostly_done", "not_yet", "hard", "pain_up", "after_sore",
    "too_sore", "sore_again", "top", "little_done", "other_sore", "same_dose",
]  # fmt: skip
_WEEK: Final = 7
_SHARE: Final[Mapping[str, float]] = {"done": 1.0, "partly": 0.5, "too_sore": 0.0, "not_done": 0.0}
_LOOK_BACK_DAYS: Final = 2
"""Pain of the day itself, or of one of so many days before it. [days]"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one thing stands."""

    step: int = 0
    change: Change = "start"
    why: Why = "beginning"
    n_sore_weeks: int = 0
    """Sore weeks in a row."""
    n_calm_weeks: int = 0
    """Calm weeks with records since the last too sore, or since the beginning."""
    was_sore: bool = False
    """It was too sore and has not gone up since: on few days only."""
    rests_until: date | None = None
    """It is not done before this day."""


@dataclass(frozen=True, slots=True)
class History:
    """What the records make of the week."""

    week: int
    """0 is the first."""
    standings: Mapping[str, Standing]
    """Of every thing that was ever recorded; others stand at the beginning."""
    n_fewer: int
    """So many things a day less than usual."""
    is_pain_up: bool
    """Pain of the last whole week was clearly above the one before."""

    def of(self, name: str) -> Standing:
        """Return where a thing stands."""
        return self.standings.get(name, Standing())


def history_of(
    done: tuple[Did, ...],
    diary: tuple[PainOn, ...],
    *,
    start: date | None,
    now: date | None,
    top_steps: Mapping[str, int],
    is_flaring: bool,
    sharing: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> History:
    """Fold the records into where everything stands.

    Parameters
    ----------
    start, now
        First day and today; without them there is no history.
    top_steps
        Highest step of each thing of the programme; records of others are kept, not used.
    is_flaring
        The person flares easily: a step up needs more calm weeks.
    sharing
        Of each thing the others at the same muscle: none goes up while one is too sore.
    """
    if start is None or now is None:
        return History(0, {}, 0, is_pain_up=False)
    sore = sore_days(done, diary)
    current = week_of(now, start)
    standings: dict[str, Standing] = {}
    n_fewer = 0
    for week in range(current):
        records = [one for one in done if week_of(one.at, start) == week]
        n_fewer = _fewer(records, n_fewer)
        pain_up = _is_pain_up(diary, start, week)
        sore_names = {item for day, item in sore if week_of(day, start) == week}
        for name in top_steps:
            standings[name] = _after_week(
                standings.get(name, Standing()),
                [one for one in records if one.item == name],
                sore=sore,
                top=top_steps[name],
                pain_up=pain_up,
                is_flaring=is_flaring,
                is_other_sore=not sore_names.isdisjoint(sharing.get(name, ())),
            )
    for name in top_steps:
        days = [day for day, item in sore if item == name and week_of(day, start) == current]
        if days:
            standings[name] = _at_once(standings.get(name, Standing()), max(days))
    return History(current, standings, n_fewer, is_pain_up=_is_pain_up(diary, start, current - 1))


def sore_days(done: Iterable[Did], diary: Iterable[PainOn]) -> frozenset[tuple[date, str]]:
    """Return the days on which a thing was too sore, said or told by the pain the next day."""
    rise = load_programme_parameters()["pain_rise"].value
    pain = {one.at: one.pain for one in diary}
    found = set()
    for one in done:
        if one.did == "too_sore":
            found.add((one.at, one.item))
        elif one.did != "not_done":
            before, after = _pain_before(pain, one.at), pain.get(one.at + timedelta(days=1))
            if before is not None and after is not None and after - before >= rise:
                found.add((one.at, one.item))
    return frozenset(found)


def home_care_by_day(done: Iterable[Did]) -> Mapping[date, float]:
    """Return the share of the recorded things that was done, day by day; partly counts half.

    Things without a record are not in it: they are not a "no".
    """
    by_day: dict[date, list[Did]] = {}
    for one in done:
        by_day.setdefault(one.at, []).append(one)
    return {day: _share_done(records) for day, records in sorted(by_day.items())}


def week_of(day: date, start: date) -> int:
    """Return the week of a day: weeks begin on Monday, the first one holds the start."""
    monday = start - timedelta(days=start.weekday())
    return (day - monday).days // _WEEK


def _pain_before(pain: Mapping[date, float], day: date) -> float | None:
    """Return the pain of a day, or of the nearest day shortly before it."""
    for back in range(_LOOK_BACK_DAYS + 1):
        found = pain.get(day - timedelta(days=back))
        if found is not None:
            return found
    return None


def _after_week(
    before: Standing,
    records: list[Did],
    *,
    sore: frozenset[tuple[date, str]],
    top: int,
    pain_up: bool,
    is_flaring: bool,
    is_other_sore: bool,
) -> Standing:
    """Return where a thing stands after one whole week."""
    numbers = load_programme_parameters()
    base = replace(before, rests_until=None)
    if before.change == "pause":
        return replace(base, change="down", why="sore_again", step=EASED)
    sore_at = [one.at for one in records if (one.at, one.item) in sore]
    if sore_at:
        n_sore = before.n_sore_weeks + 1
        is_pause = n_sore >= numbers["sore_weeks_to_pause"].value
        return replace(
            base,
            step=max(EASED, before.step - 1),
            change="pause" if is_pause else "down",
            why="sore_again" if is_pause else "too_sore",
            n_sore_weeks=n_sore,
            n_calm_weeks=0,
            was_sore=True,
            rests_until=_rested(max(sore_at)),
        )
    if not records:
        return replace(base, change="same", why="no_records")
    calm = replace(base, change="same", n_sore_weeks=0, n_calm_weeks=before.n_calm_weeks + 1)
    if is_other_sore:
        return replace(calm, why="other_sore", n_calm_weeks=0)
    why = _why_not_up(calm, records, top=top, pain_up=pain_up, is_flaring=is_flaring)
    if why is not None:
        return replace(calm, why=why)
    return replace(calm, step=calm.step + 1, change="up", why="mostly_done", n_calm_weeks=0,
                   was_sore=False)  # fmt: skip


def _why_not_up(
    calm: Standing, records: list[Did], *, top: int, pain_up: bool, is_flaring: bool
) -> Why | None:
    """Say why a thing does not go up after a calm week, or None when it does."""
    numbers = load_programme_parameters()
    if len(records) < numbers["up_least_records"].value:
        return "not_yet"
    if _share_done(records) < numbers["up_share"].value:
        return "little_done"
    efforts = [one.effort for one in records if one.effort is not None]
    if efforts and max(efforts) > numbers["easy_effort"].value:
        return "hard"
    if pain_up:
        return "pain_up"
    slow = calm.was_sore or is_flaring
    needed = numbers["calm_weeks_after_sore" if slow else "calm_weeks"].value
    if calm.n_calm_weeks < needed:
        return "after_sore" if calm.was_sore else "not_yet"
    return "top" if calm.step >= top else None


def _at_once(before: Standing, day: date) -> Standing:
    """Return where a thing stands when it was too sore in the week that still runs."""
    return replace(
        before,
        step=max(EASED, before.step - 1),
        change="down",
        why="too_sore",
        was_sore=True,
        rests_until=_rested(day),
    )


def _rested(day: date) -> date:
    """Return the first day on which a thing may be done again after a sore day."""
    rest = int(load_programme_parameters()["sore_rest_days"].value)
    return day + timedelta(days=rest + 1)


def _share_done(records: list[Did]) -> float:
    """Return the share of the recorded times that was done; partly counts half."""
    return sum(_SHARE[one.did] for one in records) / len(records)


def _fewer(records: list[Did], before: int) -> int:
    """Return by how many things the days are shorter after a week."""
    numbers = load_programme_parameters()
    if len(records) < numbers["fewer_least_records"].value:
        return before
    share = _share_done(records)
    most = int(numbers["things_a_day"].value) - 1
    if share < numbers["fewer_share"].value:
        return min(most, before + 1)
    return max(0, before - 1) if share >= numbers["up_share"].value else before


def _is_pain_up(diary: Iterable[PainOn], start: date, week: int) -> bool:
    """Say whether the mean pain of a week was clearly above that of the week before."""
    by_week: dict[int, list[float]] = {}
    for one in diary:
        by_week.setdefault(week_of(one.at, start), []).append(one.pain)
    if week not in by_week or week - 1 not in by_week:
        return False
    means = [sum(by_week[n]) / len(by_week[n]) for n in (week - 1, week)]
    return means[1] - means[0] > load_programme_parameters()["week_worse"].value
