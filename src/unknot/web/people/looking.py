"""Who looked: one row of the trail a day for each browser that opened somebody's pages.

Only that pages were opened is written, not which. A browser at this machine and one that came
with a code are told apart; in one-person mode there is no other name for whoever looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from unknot.web.audit.models import Trace
from unknot.web.audit.trail import written
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account, Person
from unknot.web.records import content_hash
from unknot.web.zone import day_here

__all__ = ["BY_CODE", "Looker", "last_taken", "lookers_of", "note_look"]

BY_CODE: Final = "by_code"
"""In the session: this browser was opened by a code, from another device."""
_LOOKED: Final = "looked"
_HERE: Final = "person-looked"
_ELSEWHERE: Final = "person-looked-by-code"
_TAKEN: Final = "person-exported"


@dataclass(frozen=True, slots=True)
class Looker:
    """A kind of browser that looked, on how many days, and when last."""

    name: str
    n_days: int
    last: datetime


def note_look(
    request: HttpRequest, account: Account, wanted: Mapping[str, Any], *, now: datetime
) -> None:
    """Write that somebody's pages were opened, once a day for each browser.

    Parameters
    ----------
    wanted
        The ids of the address: ``person_id`` or ``episode_id``; without either nothing is noted.
    """
    owner = _person_of(account, wanted)
    if owner is None:
        return
    day = day_here(now).isoformat()
    noted = {who: on for who, on in request.session.get(_LOOKED, {}).items() if on == day}
    if str(owner.pk) in noted:
        return
    with transaction.atomic():
        written(
            account=account,
            action=_ELSEWHERE if request.session.get(BY_CODE) else _HERE,
            kind=Person._meta.label_lower,
            record=str(owner.pk),
            content=content_hash(owner),
            at=now,
        )
    request.session[_LOOKED] = {**noted, str(owner.pk): day}


def lookers_of(person: Person) -> list[Looker]:
    """Return who looked at somebody's pages, the latest first."""
    names = {
        _HERE: _("A browser on this computer"),
        _ELSEWHERE: _("Another device, with a code"),
    }
    found: list[Looker] = []
    for action, name in names.items():
        times = list(
            Trace.objects.filter(record=str(person.pk), action=action)
            .order_by("number")
            .values_list("at", flat=True)
        )
        if times:
            found.append(Looker(name, len({day_here(one) for one in times}), times[-1]))
    return sorted(found, key=lambda one: one.last, reverse=True)


def last_taken(person: Person) -> datetime | None:
    """Return when everything of somebody was last taken out as a file; None for never."""
    found = Trace.objects.filter(record=str(person.pk), action=_TAKEN).order_by("number").last()
    return found.at if found else None


def _person_of(account: Account, wanted: Mapping[str, Any]) -> Person | None:
    """Return whose pages these are, of this account only."""
    if "person_id" in wanted:
        return Person.objects.filter(owner=account, pk=wanted["person_id"]).first()
    if "episode_id" in wanted:
        found = Episode.objects.filter(owner=account, pk=wanted["episode_id"])
        one = found.select_related("person").first()
        return one.person if one else None
    return None
