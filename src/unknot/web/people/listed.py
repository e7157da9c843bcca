"""The people of an account, some at a time, with their pains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator

from unknot.web.episodes.named import NamedEpisode, named_episodes
from unknot.web.people.gate import people_called
from unknot.web.people.models import Account, PersonTold

__all__ = ["AT_ONCE", "ListedPerson", "PeopleListed", "people_listed"]

AT_ONCE: Final = 25
"""So many people stand on one page."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody with their pains."""

    id: UUID
    called: str
    episodes: tuple[NamedEpisode, ...]


@dataclass(frozen=True, slots=True)
class PeopleListed:
    """One page of people."""

    people: tuple[ListedPerson, ...]
    n_people: int
    """How many there are on all pages."""
    looked_for: str
    number: int
    n_pages: int

    @property
    def before(self) -> int | None:
        """The page before, or None."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page after, or None."""
        return self.number + 1 if self.number < self.n_pages else None

    @property
    def can_search(self) -> bool:
        """Whether there are so many that a name is looked for."""
        return self.n_pages > 1 or bool(self.looked_for)


def people_listed(account: Account, *, page: str = "", called: str = "") -> PeopleListed:
    """Return a page of people, first recorded first.

    Parameters
    ----------
    page
        Its number as asked for; what is no number gives the first page, too high the last.
    called
        A part of the name; empty: everybody.
    """
    looked_for = called.strip()
    pages = Paginator(people_called(account, looked_for), AT_ONCE)
    shown = pages.get_page(page)
    some = list(shown.object_list)
    names = dict(
        PersonTold.objects.filter(person__in=some, is_current=True).values_list(
            "person_id", "called"
        )
    )
    pains: dict[UUID, list[NamedEpisode]] = {}
    for one in named_episodes(account, people=some):
        pains.setdefault(one.person_id, []).append(one)
    return PeopleListed(
        tuple(
            ListedPerson(one.pk, names.get(one.pk, ""), tuple(pains.get(one.pk, ())))
            for one in some
        ),
        pages.count,
        looked_for,
        shown.number,
        pages.num_pages,
    )
