"""What is written about reminders: an address made or ended, a mail wished or ended."""

from __future__ import annotations

import secrets
from datetime import datetime, time
from hashlib import sha256
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from unknot.errors import InvalidInput
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.records import corrected, kept
from unknot.web.reminders.models import CalendarAddress, DailyMail

__all__ = ["calendar_at", "end_calendar", "end_mail", "make_calendar", "wish_mail"]

_SECRET_BYTES: Final = 32


def make_calendar(
    episode: Episode, *, at: time, has_details: bool, by: Account, now: datetime
) -> str:
    """Make a new secret address and return its secret; the one before stops at once."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    new = CalendarAddress(
        episode=episode, secret_hash=_hashed(secret), at=at, has_details=has_details,
        owner=episode.owner,
    )  # fmt: skip
    old = CalendarAddress.objects.filter(episode=episode, is_current=True).first()
    if old is None:
        kept(new, by=by, action="calendar-made", now=now)
    else:
        corrected(old, new, by=by, action="calendar-made-anew", now=now)
    return secret


def end_calendar(old: CalendarAddress, *, by: Account, now: datetime) -> None:
    """End an address; what reads it finds nothing from now on."""
    new = CalendarAddress(
        episode=old.episode, secret_hash=_hashed(secrets.token_urlsafe(_SECRET_BYTES)), at=old.at,
        has_details=old.has_details, is_withdrawn=True,
    )  # fmt: skip
    corrected(old, new, by=by, action="calendar-ended", now=now)


def calendar_at(secret: str) -> CalendarAddress | None:
    """Return the calendar of a secret; None where it ended or never was."""
    found = CalendarAddress.objects.filter(secret_hash=_hashed(secret), is_current=True)
    return found.select_related("episode").first()


def wish_mail(
    episode: Episode, *, address: str, has_details: bool, by: Account, now: datetime
) -> DailyMail:
    """Record to whom a mail goes on the days of a programme.

    Raises
    ------
    InvalidInput
        The address is none.
    """
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidInput(
            f"'{address[:80]}' is no e-mail address. Such as --to dana@example.org.", where="--to"
        ) from error
    new = DailyMail(episode=episode, address=address, has_details=has_details, owner=episode.owner)
    old = DailyMail.objects.filter(episode=episode, is_current=True).first()
    if old is None:
        return kept(new, by=by, action="mail-wished", now=now)
    return corrected(old, new, by=by, action="mail-wished-anew", now=now)


def end_mail(old: DailyMail, *, by: Account, now: datetime) -> None:
    """End the mails of an episode; the address stays only in what was recorded before."""
    new = DailyMail(
        episode=old.episode, address=old.address, has_details=old.has_details, is_withdrawn=True
    )
    corrected(old, new, by=by, action="mail-ended", now=now)


def _hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
