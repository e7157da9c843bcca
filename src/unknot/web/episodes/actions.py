"""What is written about an episode: begun, told step by step, its points, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from unknot.facts.version import facts_version
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold, FoundPoint
from unknot.web.people.models import Account, Person
from unknot.web.records import corrected, kept
from unknot.web.release.state import Point

__all__ = ["begin_episode", "keep_points", "keep_told", "set_state"]


def begin_episode(person: Person, *, by: Account, now: datetime) -> Episode:
    """Record that a person has a new complaint."""
    with transaction.atomic():
        episode = kept(Episode(person=person), by=by, action="episode-begun", now=now)
        set_state(episode, "open", by=by, now=now)
    return episode


def set_state(episode: Episode, state: str, *, by: Account, now: datetime) -> EpisodeState | None:
    """Record that an episode is open, closed or returned; None when it stands so already."""
    old = EpisodeState.objects.filter(episode=episode, is_current=True).first()
    new = EpisodeState(episode=episode, state=state, at=now)
    if old is None:
        return kept(new, by=by, action=f"episode-{state}", now=now)
    if old.state == state:
        return None
    return corrected(old, new, by=by, action=f"episode-{state}", now=now)


def keep_told(
    episode: Episode,
    case: Mapping[str, Any],
    *,
    step: str,
    by: Account,
    now: datetime,
    is_confirmed: bool = False,
) -> EpisodeTold | None:
    """Record the whole case as it stands; None when nothing is new since the last time.

    Parameters
    ----------
    case
        In the shape of ``unknot find``, with what the release pages carry.
    step
        Name of the page.
    is_confirmed
        The answers were looked at and stand: that is new, also where none of them changed.
    """
    last = EpisodeTold.objects.filter(episode=episode).order_by("-recorded_at").first()
    if last is not None and last.case == dict(case) and not is_confirmed:
        return None
    told = EpisodeTold(
        episode=episode,
        step=step,
        case=dict(case),
        facts_version=facts_version(),
        atlas_version=str(case.get("atlas_version") or ""),
    )
    return kept(told, by=by, action="episode-told", now=now)


def keep_points(
    episode: Episode, points: Iterable[Point], *, by: Account, now: datetime
) -> list[FoundPoint]:
    """Record the points of a case and return those that stand, in its order.

    A point that is no longer in the case is taken back, unless it was treated.
    """
    standing = {
        (one.side, one.site): one
        for one in FoundPoint.objects.filter(episode=episode, is_current=True)
    }
    found = []
    for point in points:
        old = standing.pop((point.side, point.site), None)
        new = FoundPoint(episode=episode, muscle=point.muscle, side=point.side, site=point.site,
                         weeks=point.weeks)  # fmt: skip
        if old is None:
            found.append(kept(new, by=by, action="point-found", now=now))
        elif (old.muscle, old.weeks) != (new.muscle, new.weeks):
            found.append(corrected(old, new, by=by, action="point-corrected", now=now))
        else:
            found.append(old)
    for old in standing.values():
        if not _was_treated(old):
            gone = FoundPoint(episode=episode, muscle=old.muscle, side=old.side, site=old.site,
                              is_withdrawn=True)  # fmt: skip
            corrected(old, gone, by=by, action="point-withdrawn", now=now)
    return found


def _was_treated(point: FoundPoint) -> bool:
    """Whether a treatment of this place is recorded, also under an earlier row of it."""
    from unknot.web.treatments.models import Treatment  # noqa: PLC0415 -- it knows episodes

    return Treatment.objects.filter(
        episode=point.episode_id, point__side=point.side, point__site=point.site, is_current=True
    ).exists()
