"""Diaries: how it was, what of the programme was done, and whether it stayed quiet."""

from __future__ import annotations

from typing import Final

from django.db import models

from unknot.web.episodes.models import Episode
from unknot.web.records import Recorded

__all__ = ["DiaryEntry", "ProgrammeDone", "ProgrammeWish", "QuietCheck"]

OUTCOMES: Final = ("done", "partly", "too_sore")
ANSWERS: Final = ("", "quiet", "back")
BASES: Final = ("model", "default")


class DiaryEntry(Recorded):
    """One entry; None is not told, never no."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    pain = models.FloatField(null=True, blank=True)
    ppt_kpa = models.FloatField(null=True, blank=True)
    load = models.SmallIntegerField(null=True, blank=True)
    sleep = models.SmallIntegerField(null=True, blank=True)
    stress = models.SmallIntegerField(null=True, blank=True)
    home_care = models.FloatField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "at", "pain", "ppt_kpa", "load", "sleep", "stress",
                 "home_care"),
        "replace": ("note",),
    }  # fmt: skip

    class Meta:
        """One entry at a time, every value within its scale."""

        indexes = (
            models.Index(
                fields=("episode", "-at"),
                condition=models.Q(is_current=True),
                name="diary_current_newest_first",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("episode", "at"),
                condition=models.Q(is_current=True),
                name="diary_once_at_a_time",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__isnull": True})
                    | models.Q(**{f"{name}__gte": low, f"{name}__lte": high}),
                    name=f"diary_{name}_in_range",
                )
                for name, low, high in (
                    ("pain", 0, 10),
                    ("ppt_kpa", 5, 3000),
                    ("load", -1, 1),
                    ("sleep", 0, 2),
                    ("stress", 0, 2),
                    ("home_care", 0, 1),
                )
            ),
        )


class ProgrammeDone(Recorded):
    """One thing of the programme on one day: done, partly, or too sore."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="done")
    day = models.DateField()
    item = models.CharField(max_length=120)
    outcome = models.CharField(max_length=10)
    at = models.DateTimeField(null=True, blank=True)
    """When it was pressed, by the clock of the device; None in rows from before it was kept."""

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "day", "item", "outcome", "at"),
        "replace": (),
    }

    class Meta:
        """One outcome a thing and day."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode", "day", "item"),
                condition=models.Q(is_current=True),
                name="done_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES), name="done_outcome_known"
            ),
        )


class ProgrammeWish(Recorded):
    """The time a day, the tools and the days that somebody chose; None is not chosen."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="wishes")
    minutes = models.FloatField(null=True, blank=True)
    """A day. [min]"""
    tools = models.JSONField(null=True, blank=True)
    """Ids of tools.csv; an empty list is none, None is as told before the plan."""
    days = models.JSONField(null=True, blank=True)
    """Weekdays with time, such as mon."""

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "minutes", "tools", "days"),
        "replace": (),
    }

    class Meta:
        """One wish at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(is_current=True),
                name="wish_once_in_episode",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True)
                | models.Q(minutes__gte=1, minutes__lte=120),
                name="wish_minutes_in_range",
            ),
        )


class QuietCheck(Recorded):
    """One day on which to ask whether a closed episode is still quiet, and the answer."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="checks")
    due = models.DateField()
    basis = models.CharField(max_length=10)
    """Whether the forecast model chose the day, or the product."""
    answer = models.CharField(max_length=10, blank=True)
    """Empty while nobody answered."""

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "due", "basis", "answer"),
        "replace": (),
    }

    class Meta:
        """Once a day."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode", "due"),
                condition=models.Q(is_current=True),
                name="check_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=ANSWERS), name="check_answer_known"
            ),
            models.CheckConstraint(condition=models.Q(basis__in=BASES), name="check_basis_known"),
        )
