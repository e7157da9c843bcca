"""The belief about a point after its diary: go on from the one that is kept, or make it anew.

Kept is the belief after the days before today: what is told of today still changes, and is
followed at each look. A kept belief is gone on from only where the diary still begins with the
very events that it followed (``unknot.forecast.saved``); anything else is followed anew, so no
page ever shows what an older diary gave.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import DatabaseError, transaction

from unknot.errors import InvalidInput
from unknot.forecast.belief import Belief, follow, replay
from unknot.forecast.diary import Event
from unknot.forecast.parameters import Point
from unknot.forecast.saved import key_of, resumed, saved
from unknot.forecast.told import Told
from unknot.web.episodes.models import HeldBelief

__all__ = ["LEAST_EVENTS", "belief_of", "is_held_lately"]

LEAST_EVENTS: Final = 10
"""A shorter diary is followed faster than a belief is read."""
_LATELY: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


def belief_of(point: UUID, told: Told, *, morning: datetime, now: datetime) -> Belief:
    """Return the belief after the whole diary, and keep that of the days before today.

    Parameters
    ----------
    point
        Id of the point that it is about.
    told
        The case.
    morning
        The beginning of today.
    """
    since = (morning - told.start) / _DAY
    before = [one for one in told.events if one.day < since]
    belief = _before_today(point, told.point, before, now=now)
    for event in told.events[len(before) :]:
        belief = follow(belief, event)
    return belief


def is_held_lately(points: Sequence[UUID], *, now: datetime) -> bool:
    """Say whether a belief about one of some points was kept in the last week."""
    lately = HeldBelief.objects.filter(point__in=points, made_at__gt=now - _LATELY)
    return lately.exists()


def _before_today(
    point: UUID, about: Point, events: Sequence[Event], *, now: datetime
) -> Belief:  # fmt: skip
    """Return the belief after the days before today; what is new in it is kept."""
    if len(events) < LEAST_EVENTS:
        return replay(about, events)
    held = HeldBelief.objects.filter(point=point).first()
    key = key_of(about, events)
    belief = None
    if held is not None:
        with contextlib.suppress(InvalidInput):  # of another version: it is made anew
            belief = resumed(bytes(held.content), about, events)
    if belief is None:
        belief = replay(about, events)
    if held is None or held.key != key:
        _keep(HeldBelief(point_id=point, made_at=now, key=key, content=saved(belief, about)))
    return belief


def _keep(belief: HeldBelief) -> None:
    """Put a belief in the place of the one before; the page is shown also where that fails."""
    with contextlib.suppress(DatabaseError), transaction.atomic():
        HeldBelief.objects.bulk_create(
            [belief],
            update_conflicts=True,
            unique_fields=["point"],
            update_fields=["made_at", "key", "content"],
        )
