"""Where reminders go: a calendar's address, a mail's address, and the days that were mailed.

These are wishes of this installation, not part of a person's story: they are erased with the
person, and left out of the file that a person takes elsewhere.
"""

from __future__ import annotations

from typing import Final

from django.db import models

from unknot.web.episodes.models import Episode
from unknot.web.records import Recorded

__all__ = ["CalendarAddress", "DailyMail", "MailSent"]


class CalendarAddress(Recorded):
    """A secret address at which the days of one programme can be read as a calendar."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="calendars")
    secret_hash = models.CharField(max_length=64)
    """SHA-256 of the secret; the secret itself is shown once and kept nowhere."""
    at = models.TimeField()
    """Time of day of the events."""
    has_details = models.BooleanField(default=False)
    """Whether titles name the things."""

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "at", "has_details"),
        "replace": ("secret_hash",),
    }

    class Meta:
        """One address at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(is_current=True),
                name="calendar_once_in_episode",
            ),
            models.UniqueConstraint(
                fields=("secret_hash",),
                condition=models.Q(is_current=True),
                name="calendar_secret_once",
            ),
        )


class DailyMail(Recorded):
    """Who is mailed on the days of one programme."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="mails")
    address = models.EmailField()
    has_details = models.BooleanField(default=False)

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "has_details"),
        "replace": ("address",),
    }

    class Meta:
        """One address at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(is_current=True),
                name="mail_once_in_episode",
            ),
        )


class MailSent(Recorded):
    """One day on which the mail went out."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="mailed")
    day = models.DateField()

    TEST_COPIES: Final = {"keep": (*Recorded.FIELDS, "episode", "day"), "replace": ()}

    class Meta:
        """Once a day."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode", "day"),
                condition=models.Q(is_current=True),
                name="mailed_once_a_day",
            ),
        )
