"""The fixed cast of the records: Alice and Bob work here, Dana is the person in pain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from unknot.web.episodes.models import Episode
from unknot.web.people.actions import keep_person
from unknot.web.people.models import Account
from unknot.web.records import kept

__all__ = ["NOW", "account", "episode_of", "hours_ago"]

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def account(name: str) -> Account:
    return Account.objects.create(name=name)


def episode_of(owner: Account) -> Episode:
    dana = keep_person(by=owner, now=NOW, called="Dana", birth_year=1985)
    return kept(Episode(person=dana), by=owner, action="episode-opened", now=NOW)


def hours_ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)
