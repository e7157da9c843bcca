"""The mail of a day, sent once: for a timer of the system that calls ``unknot remind --send``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from unknot.errors import ExchangeError, InvalidInput
from unknot.reminders.carried import PlannedDay
from unknot.reminders.letter import letter_of
from unknot.web.records import kept
from unknot.web.reminders.models import DailyMail, MailSent
from unknot.web.reminders.recorded import on_day
from unknot.web.zone import day_here

__all__ = ["Sent", "send_due"]

_HOW_TO_SET: str = (
    "No mail server is set, so nothing is sent. Set UNKNOT_MAIL_HOST and UNKNOT_MAIL_FROM (and "
    "UNKNOT_MAIL_PORT, _USER, _PASSWORD, _TLS); see 'Put it in your calendar' in the manual."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one call."""

    n_sent: int
    n_quiet: int
    """Nothing is open today, or it was sent already, or there is no programme to show."""


def send_due(*, now: datetime) -> Sent:
    """Send today's mails that were not sent yet.

    A mail is noted before it goes, in the same step: at worst a day is missed, never doubled.

    Raises
    ------
    InvalidInput
        No mail server is set.
    ExchangeError
        The mail server refuses; what was sent before stays sent.
    """
    if not settings.EMAIL_HOST or not settings.DEFAULT_FROM_EMAIL:
        raise InvalidInput(_HOW_TO_SET, where="UNKNOT_MAIL_HOST")
    n_sent = n_quiet = 0
    for wish in DailyMail.objects.filter(is_current=True).select_related("episode", "owner"):
        if _send(wish, now=now):
            n_sent += 1
        else:
            n_quiet += 1
    return Sent(n_sent, n_quiet)


def _send(wish: DailyMail, *, now: datetime) -> bool:
    """Send one mail where something is on and nothing was sent today."""
    day, episode = day_here(now), wish.episode
    if MailSent.objects.filter(episode=episode, day=day, is_current=True).exists():
        return False
    found = on_day(episode, now=now)
    things = found.carried.on(day) if found.carried else ()
    today = PlannedDay(day, tuple(one for one in things if one.id not in found.told_of), True)
    if not today.things:
        return False
    stop_with = f"unknot remind --stop --episode {str(episode.pk)[:8]}"
    letter = letter_of(today, stop_with=stop_with, has_details=wish.has_details)
    noted = MailSent(episode=episode, day=day, owner=wish.owner)
    kept(noted, by=wish.owner, action="mail-sent", now=now)
    try:
        EmailMessage(letter.subject, letter.body, to=[wish.address]).send()
    except (OSError, SMTPException) as error:
        raise ExchangeError(
            f"The mail server did not take today's mail ({type(error).__name__}). It is not sent "
            "again today. Check UNKNOT_MAIL_HOST, _PORT, _USER and _PASSWORD."
        ) from error
    return True
