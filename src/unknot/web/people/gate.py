"""The one gate: views get recorded objects through here and nowhere else.

A stranger's request finds nothing (404), exactly as if the record were not there.
"""

from __future__ import annotations

from typing import Final, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode, EpisodeTold, FoundPoint
from unknot.web.people.models import Account, Person, PersonTold
from unknot.web.treatments.models import Treatment

__all__ = [
    "SESSION_KEY",
    "account_of",
    "diary_entry_for",
    "episode_for",
    "episodes_for",
    "people_called",
    "people_for",
    "person_for",
    "point_for",
    "told_for",
    "treatment_for",
]

SESSION_KEY: Final = "account"
Found = TypeVar("Found")


def account_of(request: HttpRequest) -> Account | None:
    """Return the account that a browser was opened for; None without one."""
    held = request.session.get(SESSION_KEY)
    if held is None:
        return None
    return Account.objects.filter(pk=held, is_active=True).first()


def people_for(account: Account) -> list[Person]:
    """Return the people of an account, first recorded first."""
    return list(Person.objects.filter(owner=account).order_by("recorded_at"))


def people_called(account: Account, called: str = "") -> QuerySet[Person]:
    """Return the people of an account whose name holds some letters, first recorded first."""
    found = Person.objects.filter(owner=account).order_by("recorded_at", "pk")
    if not called:
        return found
    named = PersonTold.objects.filter(is_current=True, called__icontains=called)
    return found.filter(pk__in=named.values("person_id"))


def episodes_for(account: Account) -> list[Episode]:
    """Return the episodes of an account, newest first."""
    return list(Episode.objects.filter(owner=account).order_by("-recorded_at"))


def person_for(account: Account, wanted: UUID) -> Person:
    """Return a person of the account.

    Raises
    ------
    Http404
        There is none, or it is somebody else's.
    """
    found = Person.objects.filter(owner=account, pk=wanted).first()
    return _there(found)


def episode_for(account: Account, wanted: UUID) -> Episode:
    """Return an episode of the account, or raise Http404."""
    return _there(Episode.objects.filter(owner=account, pk=wanted).first())


def point_for(account: Account, wanted: UUID) -> FoundPoint:
    """Return a point of the account, or raise Http404."""
    return _there(FoundPoint.objects.filter(owner=account, pk=wanted).first())


def told_for(account: Account, episode: Episode, wanted: UUID) -> EpisodeTold:
    """Return a case as it stood in an episode of the account, or raise Http404."""
    found = EpisodeTold.objects.filter(owner=account, episode=episode, pk=wanted)
    return _there(found.select_related("episode").first())


def treatment_for(account: Account, wanted: UUID) -> Treatment:
    """Return a treatment of the account, or raise Http404."""
    return _there(Treatment.objects.filter(owner=account, pk=wanted).first())


def diary_entry_for(account: Account, wanted: UUID) -> DiaryEntry:
    """Return an entry of the account, or raise Http404."""
    return _there(DiaryEntry.objects.filter(owner=account, pk=wanted).first())


def _there(found: Found | None) -> Found:
    """Return what was found, or say that nothing is there."""
    if found is None:
        raise Http404
    return found
