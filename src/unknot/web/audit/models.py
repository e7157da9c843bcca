"""The trail: one row for every write that matters, each sealed with the one before it."""

from __future__ import annotations

from typing import Any, Final, NoReturn

from django.conf import settings
from django.db import models

__all__ = ["FIRST_SEAL", "Trace"]

FIRST_SEAL: Final = "0" * 64
"""What the first row is sealed to."""


class Trace(models.Model):
    """One write: who did what to which record. No name, no value, no free text.

    ``content`` is a hash of the record with its own random salt; without the record it says
    nothing, so an erased person leaves a whole chain and no trace of what was told.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.SlugField(max_length=60)
    kind = models.CharField(max_length=60)
    record = models.CharField(max_length=60)
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64, unique=True)

    TEST_COPIES: Final = {
        "keep": ("number", "at", "account", "action", "kind", "record", "content", "previous",
                 "seal"),
        "replace": (),
    }  # fmt: skip

    class Meta:
        """Every row has its place."""

        ordering = ("number",)
        indexes = (models.Index(fields=("record", "number"), name="trace_of_record"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="trace_numbers_start_at_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(seal=models.F("previous")), name="trace_seals_differ"
            ),
        )

    def __str__(self) -> str:
        """Return number and action."""
        return f"{self.number}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; a row that stands is never written again."""
        if not self._state.adding:
            self._refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the trail only grows."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        """Say that the trail only grows."""
        raise TypeError("The trail only grows: a row that stands is neither changed nor removed.")
