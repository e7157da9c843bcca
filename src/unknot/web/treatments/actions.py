"""What is written about treatments: the dose that was done, the measures, the days after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from unknot.errors import InvalidInput
from unknot.web.episodes.models import Episode, FoundPoint
from unknot.web.people.models import Account
from unknot.web.records import corrected, kept
from unknot.web.treatments.models import AfterEffect, Measured, Treatment

__all__ = ["Done", "MeasuredPair", "keep_after_effect", "keep_treatments", "started_at"]

_SAME_TREATMENT: Final = timedelta(hours=2)
"""A plan never treats a point twice within a day; what is told again so soon is the same."""
_VALUES: Final = (
    "setting", "method", "seconds", "pressure", "repeats", "stopped", "harm", "overall",
)  # fmt: skip
_READINGS: Final = ("unit", "before", "after")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done at one point."""

    point: FoundPoint
    values: Mapping[str, Any]
    """Values of the record by name."""


@dataclass(frozen=True, slots=True)
class MeasuredPair:
    """One measure before and after."""

    measure: str
    unit: str
    movement: str
    movement_side: str
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]


def started_at(episode: Episode, *, now: datetime) -> datetime:
    """Return when a treatment that is told now was given: now, or when it was told first."""
    last = Treatment.objects.filter(episode=episode, is_current=True).order_by("-at").first()
    return last.at if last is not None and now - last.at < _SAME_TREATMENT else now


def keep_treatments(
    episode: Episode,
    done: Iterable[Done],
    *,
    at: datetime,
    measured: Iterable[MeasuredPair] = (),
    by: Account,
    now: datetime,
) -> list[Treatment]:
    """Record one treatment for each point; what was told of it before is corrected.

    Parameters
    ----------
    done
        Each point with what was done there.
    at
        When; it names the treatment together with its point.
    measured
        Measures of the whole treatment; they stand with its first point.
    """
    with transaction.atomic():
        found = [_one(episode, one, at=at, by=by, now=now) for one in done]
        if found:
            for pair in measured:
                _measured(found[0], pair, by=by, now=now)
    return found


def keep_after_effect(
    treatment: Treatment,
    *,
    at: datetime,
    soreness: float | None,
    events: Iterable[str],
    by: Account,
    now: datetime,
) -> AfterEffect:
    """Record how it felt a day or two after; a second answer corrects the first.

    Parameters
    ----------
    at
        When it was so.
    soreness
        0 to 10; None was not told.
    events
        Ids of what was not expected; empty for nothing, so ask before.

    Raises
    ------
    InvalidInput
        The time lies before the treatment, or a value is out of range.
    """
    if at < treatment.at:
        raise InvalidInput("This lies before the treatment. Correct the time.", where="at")
    new = AfterEffect(treatment=treatment, at=at, soreness=soreness, events=list(events),
                      owner=treatment.owner)  # fmt: skip
    old = AfterEffect.objects.filter(
        treatment__episode=treatment.episode_id, treatment__at=treatment.at,
        treatment__point__site=treatment.point.site, is_current=True,
    ).first()  # fmt: skip
    if old is None:
        return kept(new, by=by, action="after-effect-told", now=now)
    return corrected(old, new, by=by, action="after-effect-corrected", now=now)


def _one(episode: Episode, done: Done, *, at: datetime, by: Account, now: datetime) -> Treatment:
    """Record the treatment of one point."""
    point = done.point
    old = Treatment.objects.filter(
        episode=episode, at=at, point__side=point.side, point__site=point.site, is_current=True
    ).first()
    new = Treatment(episode=episode, point=point, at=at, owner=episode.owner, **done.values)
    if old is None:
        return kept(new, by=by, action="treatment-kept", now=now)
    if all(getattr(old, name) == getattr(new, name) for name in _VALUES):
        return old
    standing = list(Measured.objects.filter(treatment=old, is_current=True))
    treatment = corrected(old, new, by=by, action="treatment-corrected", now=now)
    for pair in standing:
        moved = Measured(treatment=treatment, measure=pair.measure, movement=pair.movement,
                         movement_side=pair.movement_side,
                         **{name: getattr(pair, name) for name in _READINGS})  # fmt: skip
        corrected(pair, moved, by=by, action="measure-corrected", now=now)
    return treatment


def _measured(
    treatment: Treatment, pair: MeasuredPair, *, by: Account, now: datetime
) -> None:  # fmt: skip
    """Record one measure of a treatment."""
    named = {
        "measure": pair.measure,
        "movement": pair.movement,
        "movement_side": pair.movement_side,
    }
    old = Measured.objects.filter(treatment=treatment, is_current=True, **named).first()
    readings = {"unit": pair.unit, "before": list(pair.before), "after": list(pair.after)}
    new = Measured(treatment=treatment, **named, **readings)
    if old is None:
        kept(new, by=by, action="measure-kept", now=now)
    elif any(getattr(old, name) != value for name, value in readings.items()):
        corrected(old, new, by=by, action="measure-corrected", now=now)
