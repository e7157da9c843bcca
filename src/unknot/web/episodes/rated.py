"""Pain told right before and right after a release, as ratings of their moment.

The contract of the forecast takes a rating at any moment, before or after a treatment (see
``unknot.forecast.diary``). The model takes each as told anew, so the same pain told twice would
count twice. Therefore the diary goes first: the rating before a release is left out on a day
whose diary holds one before it, the rating after on a day whose diary holds one after it. A
diary entry of the morning does not tell what the release did, so it leaves the rating after.

Only pain at rest is taken, which is what the diary asks for: pain while moving is another
measure. When the second rating was given is not kept; it stands a quarter of an hour after the
treatment, the length of a guided release.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from unknot.web.episodes.gathered import Gathered
from unknot.web.zone import day_here

__all__ = ["ratings_at_releases"]

_LATER: Final = timedelta(minutes=15)
_PAIN: Final = "pain_nrs"


def ratings_at_releases(
    records: Gathered, at: Iterable[datetime], *, now: datetime
) -> list[tuple[datetime, float]]:
    """Return moments with their pain, 0 to 10, that the diary of the day does not tell.

    Parameters
    ----------
    at
        Moments of the treatments that count.
    now
        Nothing after it is returned.
    """
    told = [one.at for one in records.entries if one.pain is not None]
    taken = {one.at for one in records.entries}
    found: list[tuple[datetime, float]] = []
    for moment in sorted(set(at)):
        of_day = [one for one in told if day_here(one) == day_here(moment)]
        before, after = _pain_at(records, moment)
        later = moment + _LATER
        if before is not None and not any(one <= moment for one in of_day):
            found.append((moment, before))
        if after is not None and not any(one > moment for one in of_day):
            found.append((later, after))
    return [(one, pain) for one, pain in found if one <= now and one not in taken]


def _pain_at(records: Gathered, moment: datetime) -> tuple[float | None, float | None]:
    """Return pain at rest before and after a treatment; None was not told."""
    for one in records.measured.get(moment, ()):
        if one.measure == _PAIN and not one.movement:
            return _first(one.before), _first(one.after)
    return None, None


def _first(readings: list[float | None]) -> float | None:
    """Return the first reading that was taken."""
    return next((one for one in readings if one is not None), None)
