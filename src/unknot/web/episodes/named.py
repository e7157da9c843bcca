"""What an episode is called: by its points, or by the day on which it was begun."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unknot.muscles.catalogue import load_muscles
from unknot.web.episodes.models import Episode, EpisodeState, FoundPoint
from unknot.web.names import muscle_with_side
from unknot.web.people.models import Account, Person, PersonTold
from unknot.web.zone import day_here

__all__ = ["MOST_NAMED", "NamedEpisode", "episode_title", "named_episodes", "point_name"]

MOST_NAMED: Final = 50
"""So many are listed, the newest first."""
_POINTS_IN_TITLE: Final = 2


@dataclass(frozen=True, slots=True)
class NamedEpisode:
    """One episode in a list."""

    id: UUID
    person_id: UUID
    called: str
    title: str
    began: date
    state: str

    @property
    def key(self) -> str:
        """Its id as text, by which a form names it."""
        return str(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.state != "closed"


def point_name(muscle: str, side: str) -> str:
    """Return a point's muscle in plain words; an id that is known no more stays as it is."""
    return muscle_with_side(muscle, side) if muscle in load_muscles() else muscle


def episode_title(points: Iterable[FoundPoint], began: datetime) -> str:
    """Return the name of an episode."""
    names = list(dict.fromkeys(point_name(one.muscle, one.side) for one in points))
    if not names:
        day = date_format(day_here(began), "j F Y")
        return _("Pain of %(day)s") % {"day": day}
    more = len(names) - _POINTS_IN_TITLE
    title = ", ".join(names[:_POINTS_IN_TITLE])
    return _("%(title)s and %(n)s more") % {"title": title, "n": more} if more > 0 else title


def named_episodes(
    account: Account, *, person: Person | None = None, people: Collection[Person] | None = None
) -> list[NamedEpisode]:
    """Return the newest episodes of an account or of one person, in four questions.

    Of ``people`` every episode is returned.
    """
    wanted = Episode.objects.filter(owner=account).order_by("-recorded_at")
    if person is not None:
        wanted = wanted.filter(person=person)
    if people is not None:
        wanted = wanted.filter(person__in=people)
    episodes = list(wanted if people is not None else wanted[:MOST_NAMED])
    points: dict[UUID, list[FoundPoint]] = {}
    found = FoundPoint.objects.filter(episode__in=episodes, is_current=True)
    for one in found.order_by("recorded_at"):
        points.setdefault(one.episode_id, []).append(one)
    states = dict(
        EpisodeState.objects.filter(episode__in=episodes, is_current=True).values_list(
            "episode_id", "state"
        )
    )
    called = dict(
        PersonTold.objects.filter(
            person__in={one.person_id for one in episodes}, is_current=True
        ).values_list("person_id", "called")
    )
    return [
        NamedEpisode(
            one.pk,
            one.person_id,
            called.get(one.person_id, ""),
            episode_title(points.get(one.pk, ()), one.recorded_at),
            day_here(one.recorded_at),
            states.get(one.pk, "open"),
        )
        for one in episodes
    ]
