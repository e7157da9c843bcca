"""The journey that is kept as it goes: the case carries the id of its episode.

Nothing is kept until somebody chose to keep it. From then on every page of the journey hands
its case to ``kept_as_it_goes``; what is new in it is recorded. A case whose episode is not
found for this browser (another machine's, an erased one) loses the id and goes on as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from unknot.errors import InvalidInput
from unknot.web.episodes.actions import keep_points, keep_told
from unknot.web.episodes.models import Episode, FoundPoint
from unknot.web.people.gate import account_of, episode_for
from unknot.web.people.models import Account
from unknot.web.release.planned import Planned, plan_of
from unknot.web.release.state import Release, release_from
from unknot.web.treatments.actions import Done, MeasuredPair, keep_treatments, started_at
from unknot.web.where.journey import Journey, journey_of

__all__ = ["KEPT", "case_resumed", "episode_id_of", "keep_case", "kept_as_it_goes"]

KEPT: Final = "kept"
"""Field of the case that says where it is kept."""
_EPISODE: Final = "episode"
_AT: Final = "treatment_at"
_BESIDE: Final = "beside"
"""Country, tests put aside and signs that were merely not ticked: they are resumed too."""
_REVIEWED: Final = "reviewed"
"""The form in which all safety answers were looked at and saved."""
_SCALES: Final = {"pain": "pain_nrs", "moving": "pain_nrs", "ppt": "ppt", "rom": "rom"}
_UNITS: Final = {"pain_nrs": "", "rom": "deg"}
_SOME_MOVEMENT: Final = "not_said"
"""Stands where pain while moving was told without its movement."""


def kept_as_it_goes(request: HttpRequest, journey: Journey) -> Journey:
    """Record what is new in a case that is kept, and return the journey as it goes on."""
    wanted = episode_id_of(journey.told)
    if KEPT not in journey.told or not hasattr(request, "session"):
        return journey
    account = account_of(request)
    if account is None:
        return journey
    try:
        if wanted is None:
            raise Http404
        episode = episode_for(account, wanted)
    except Http404:
        others = {name: value for name, value in journey.told.items() if name != KEPT}
        return replace(journey, told=MappingProxyType(others))
    matched = request.resolver_match
    step = (matched.url_name if matched else None) or "where"
    is_confirmed = request.POST.get("part") == _REVIEWED
    return keep_case(
        episode, journey, step=step, by=account, now=timezone.now(), is_confirmed=is_confirmed
    )


def keep_case(
    episode: Episode,
    journey: Journey,
    *,
    step: str,
    by: Account,
    now: datetime,
    is_confirmed: bool = False,
) -> Journey:
    """Record a case with its points and treatments; return the journey that carries the id.

    Parameters
    ----------
    is_confirmed
        Its answers were looked at again: it is recorded also where nothing changed.
    """
    release = release_from(journey)
    with transaction.atomic():
        points = keep_points(episode, release.points, by=by, now=now)
        at = _treated_at(episode, journey, release, now=now)
        held: dict[str, Any] = {_EPISODE: str(episode.pk)}
        if journey.beside:
            held[_BESIDE] = journey.beside
        if at is not None:
            held[_AT] = at.isoformat()
        told = {**journey.told, KEPT: held}
        journey = replace(journey, told=MappingProxyType(told))
        keep_told(episode, told, step=step, by=by, now=now, is_confirmed=is_confirmed)
        if at is not None and (release.harm is not None or release.stopped is not None):
            _keep_treatment(episode, journey, points, at=at, by=by, now=now)
    return journey


def case_resumed(case: Mapping[str, Any], episode: Episode) -> Journey:
    """Return the journey with which a kept case goes on."""
    held = case.get(KEPT)
    others = held if isinstance(held, dict) else {}
    told = {**case, KEPT: {**others, _EPISODE: str(episode.pk)}}
    beside = others.get(_BESIDE)
    texts = beside if isinstance(beside, dict) else {}
    return journey_of(told, beside={name: str(text) for name, text in texts.items()})


def episode_id_of(told: Mapping[str, Any]) -> UUID | None:
    """Return the id of the episode that a case belongs to."""
    held = told.get(KEPT)
    try:
        return UUID(held[_EPISODE]) if isinstance(held, dict) else None
    except (KeyError, ValueError, AttributeError, TypeError):
        return None


def _treated_at(
    episode: Episode, journey: Journey, release: Release, *, now: datetime
) -> datetime | None:
    """Return when the treatment of the case was given; None while none was begun."""
    if not release.done and release.stopped is None:
        return None
    held = journey.told.get(KEPT)
    given = held.get(_AT) if isinstance(held, dict) else None
    try:
        at = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or at > now:
        return started_at(episode, now=now)
    return at


def _keep_treatment(
    episode: Episode, journey: Journey, points: list[FoundPoint], *, at: datetime, by: Account,
    now: datetime,
) -> None:  # fmt: skip
    """Record the treatment that a case tells of."""
    release = release_from(journey)
    try:
        planned = plan_of(release, journey)
    except InvalidInput:
        return
    done = _done(release, planned, points)
    pairs = _pairs(release)
    keep_treatments(episode, done, at=at, measured=pairs, by=by, now=now)


def _done(release: Release, planned: Planned, points: list[FoundPoint]) -> list[Done]:
    """Return each treated point with the doses that were done there, as they were planned.

    How strong it felt is the last answer given there; without an answer it is not recorded.
    A treatment that was stopped before its first step was done counts at its first point.
    """
    by_place = {(one.side, one.site): one for one in points}
    carried_out = [step for step in planned.steps if step.number in release.done]
    told: dict[str, Any] = {
        "setting": release.setting,
        "pressure": None,
        "stopped": list(release.stopped or ()),
        "harm": None if release.harm is None else list(release.harm),
        "overall": release.overall,
    }
    found: dict[tuple[str, str], Done] = {}
    for step in carried_out or planned.steps[:1]:
        place = (step.point.side, step.point.site)
        point = by_place.get(place)
        if point is None:
            continue
        before = found.get(place)
        seconds = float(step.seconds * max(step.repeats, 1)) if carried_out else None
        if before is None:
            repeats = step.repeats if carried_out else None
            values = {**told, "method": step.method, "seconds": seconds, "repeats": repeats}
        else:
            total = float(before.values["seconds"] or 0) + (seconds or 0.0)
            values = {**before.values, "seconds": total}
        felt = release.felt.get(str(step.number))
        found[place] = Done(point, values if felt is None else {**values, "pressure": felt})
    return list(found.values())


def _pairs(release: Release) -> list[MeasuredPair]:
    """Return the measures that were taken before or after."""
    before, after = release.before or {}, release.after or {}
    pairs = []
    for key, scale in _SCALES.items():
        if key not in before and key not in after:
            continue
        is_moving = key in ("moving", "rom")
        pairs.append(
            MeasuredPair(
                scale,
                release.unit if scale == "ppt" else _UNITS[scale],
                (release.movement or _SOME_MOVEMENT) if is_moving else "",
                release.movement_side if is_moving else "",
                tuple(before.get(key, ())),
                tuple(after.get(key, ())),
            )
        )
    return pairs
