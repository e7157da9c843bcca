"""Treatments: what was really done at a point, and how it went in the two days after."""

from __future__ import annotations

from typing import Final

from django.db import models

from unknot.web.episodes.models import Episode, FoundPoint
from unknot.web.records import Recorded

__all__ = ["AfterEffect", "Measured", "Treatment"]


class Treatment(Recorded):
    """One release of one point, with the dose that was really given."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="treatments")
    point = models.ForeignKey(FoundPoint, on_delete=models.CASCADE, related_name="treatments")
    at = models.DateTimeField()
    setting = models.CharField(max_length=10)
    method = models.SlugField(max_length=40)
    seconds = models.FloatField(null=True, blank=True)
    """Of pressure or stretch in all. [s]"""
    pressure = models.FloatField(null=True, blank=True)
    """Felt, 0 to 10."""
    repeats = models.PositiveSmallIntegerField(null=True, blank=True)
    stopped = models.JSONField(default=list, blank=True)
    """Why it was stopped, ids; empty: it was not."""
    harm = models.JSONField(null=True, blank=True)
    """What felt wrong, ids; empty for nothing, None was not asked."""
    overall = models.CharField(max_length=20, blank=True)

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "point", "at", "setting", "method", "seconds",
                 "pressure", "repeats", "stopped", "harm", "overall"),
        "replace": (),
    }  # fmt: skip

    class Meta:
        """One treatment of a point at a time; doses within reason."""

        constraints = (
            models.UniqueConstraint(
                fields=("point", "at"),
                condition=models.Q(is_current=True),
                name="treatment_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(setting__in=("home", "clinic")), name="treatment_setting_known"
            ),
            models.CheckConstraint(
                condition=models.Q(seconds__isnull=True)
                | models.Q(seconds__gte=0, seconds__lte=7200),
                name="treatment_seconds_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(pressure__isnull=True)
                | models.Q(pressure__gte=0, pressure__lte=10),
                name="treatment_pressure_in_range",
            ),
        )


class Measured(Recorded):
    """One measure before and after one treatment."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="measured")
    measure = models.SlugField(max_length=40)
    unit = models.CharField(max_length=20, blank=True)
    movement = models.SlugField(max_length=60, blank=True)
    movement_side = models.CharField(max_length=5, blank=True)
    before = models.JSONField(default=list)
    """Readings; null was not taken."""
    after = models.JSONField(default=list)

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "treatment", "measure", "unit", "movement", "movement_side",
                 "before", "after"),
        "replace": (),
    }  # fmt: skip

    class Meta:
        """Each measure once a treatment."""

        constraints = (
            models.UniqueConstraint(
                fields=("treatment", "measure", "movement", "movement_side"),
                condition=models.Q(is_current=True),
                name="measured_once_a_treatment",
            ),
        )


class AfterEffect(Recorded):
    """How it felt a day or two later."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="after")
    at = models.DateTimeField()
    soreness = models.FloatField(null=True, blank=True)
    """0 to 10; None was not told."""
    events = models.JSONField(default=list, blank=True)
    """Ids of what was not expected; empty for nothing."""

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "treatment", "at", "soreness", "events"),
        "replace": (),
    }

    class Meta:
        """Within the scale."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(soreness__isnull=True)
                | models.Q(soreness__gte=0, soreness__lte=10),
                name="soreness_in_range",
            ),
        )
