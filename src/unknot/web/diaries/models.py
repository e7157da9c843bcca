"""Diaries: how it was, and what of the programme was done."""

from __future__ import annotations

from typing import Final

from django.db import models

from unknot.web.episodes.models import Episode
from unknot.web.records import Recorded

__all__ = ["DiaryEntry", "ProgrammeDone"]

OUTCOMES: Final = ("done", "partly", "too_sore")


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

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "day", "item", "outcome"),
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
