"""How old is the person whose case is kept, by the year of birth that was told?"""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest

from unknot.web.episodes.keeping import episode_id_of
from unknot.web.people.gate import account_of, episode_for
from unknot.web.people.models import PersonTold
from unknot.web.where.journey import Journey

__all__ = ["age_kept"]


def age_kept(request: HttpRequest, journey: Journey, *, today: date) -> int | None:
    """Return the age this year in whole years; None where no year of birth is kept.

    Before the birthday it is one year too high, so it is offered to be corrected, never used
    unseen.
    """
    wanted = episode_id_of(journey.told)
    account = account_of(request) if wanted is not None else None
    if wanted is None or account is None:
        return None
    try:
        episode = episode_for(account, wanted)
    except Http404:
        return None
    told = PersonTold.objects.get(person=episode.person_id, is_current=True)
    return None if told.birth_year is None else max(0, today.year - told.birth_year)
