"""What is written about accounts and people."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from unknot.web.people.models import Account, Person, PersonTold
from unknot.web.records import corrected, kept

__all__ = ["LOCAL_ACCOUNT", "called_of", "keep_person", "local_account", "tell_person"]

LOCAL_ACCOUNT: Final = "this-machine"
"""The one account of one-person mode: whoever may open the program on this machine."""


def local_account() -> Account:
    """Return the account of this machine, made on first use."""
    account, _ = Account.objects.get_or_create(name=LOCAL_ACCOUNT)
    return account


def called_of(person: Person | UUID) -> str:
    """Return the name that somebody is called by; empty without one."""
    told = PersonTold.objects.filter(person=person, is_current=True).first()
    return told.called if told else ""


def keep_person(
    *,
    by: Account,
    now: datetime,
    called: str = "",
    birth_year: int | None = None,
    sex: str = "",
) -> Person:
    """Record a person and what is told of them."""
    with transaction.atomic():
        person = kept(Person(), by=by, action="person-kept", now=now)
        told = PersonTold(person=person, called=called.strip(), birth_year=birth_year, sex=sex)
        kept(told, by=by, action="person-told", now=now)
    return person


def tell_person(
    person: Person,
    *,
    by: Account,
    now: datetime,
    called: str,
    birth_year: int | None,
    sex: str,
) -> PersonTold:
    """Correct what is told of a person; the old row keeps its values."""
    old = PersonTold.objects.get(person=person, is_current=True)
    new = PersonTold(person=person, called=called.strip(), birth_year=birth_year, sex=sex)
    return corrected(old, new, by=by, action="person-corrected", now=now)
