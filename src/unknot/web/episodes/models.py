"""Episodes: one complaint over time, what was told of it, and the points that were found."""

from __future__ import annotations

from typing import Final

from django.db import models

from unknot.web.people.models import Person
from unknot.web.records import Identity, Recorded

__all__ = ["Episode", "EpisodeState", "EpisodeTold", "FoundPoint", "HeldBelief"]

STATES: Final = ("open", "closed", "returned")


class Episode(Identity):
    """One complaint of one person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="episodes")

    TEST_COPIES: Final = {"keep": (*Identity.FIELDS, "person"), "replace": ()}

    class Meta:
        """Listed newest first."""

        indexes = (models.Index(fields=("owner", "-recorded_at"), name="episode_newest_first"),)


class EpisodeTold(Recorded):
    """The whole case as it stood at one step: drawing, answers, findings, plan, measures.

    A new row at every step; none replaces another, so drawings can be compared over time.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="told")
    step = models.SlugField(max_length=40)
    """The page it was told on."""
    case = models.JSONField()
    """In the shape of ``unknot find``, with what the release pages carry."""
    facts_version = models.CharField(max_length=20)
    """Also the version of the questions' wording."""
    atlas_version = models.CharField(max_length=20, blank=True)

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "step", "facts_version", "atlas_version"),
        "replace": ("case",),
    }

    class Meta:
        """Read newest first."""

        indexes = (models.Index(fields=("episode", "-recorded_at")),)


class EpisodeState(Recorded):
    """Open, closed, or returned after it was closed."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=10)
    at = models.DateTimeField()

    TEST_COPIES: Final = {"keep": (*Recorded.FIELDS, "episode", "state", "at"), "replace": ()}

    class Meta:
        """One state at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(is_current=True),
                name="episode_has_one_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="episode_state_known"
            ),
        )


class FoundPoint(Recorded):
    """A point that was confirmed by hand."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="points")
    muscle = models.SlugField(max_length=60)
    side = models.CharField(max_length=5)
    site = models.SlugField(max_length=80)
    weeks = models.FloatField(null=True, blank=True)
    """How old it was when it was found; None was not told. [weeks]"""

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "episode", "muscle", "side", "site", "weeks"),
        "replace": (),
    }

    class Meta:
        """A point stands once in its episode."""

        constraints = (
            models.UniqueConstraint(
                fields=("episode", "side", "site"),
                condition=models.Q(is_current=True),
                name="point_once_in_episode",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=("left", "right")), name="point_has_a_side"
            ),
            models.CheckConstraint(
                condition=models.Q(weeks__isnull=True) | models.Q(weeks__gte=0, weeks__lte=5200),
                name="point_age_in_range",
            ),
        )


class HeldBelief(models.Model):
    """What the forecast believed of a point after its diary up to a day, to go on from.

    No record: it is made from records, is thrown away with the point, travels in no file, and is
    made anew wherever it does not fit what is recorded (``believed.py``).
    """

    point = models.OneToOneField(FoundPoint, on_delete=models.CASCADE, related_name="belief")
    made_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    """Of everything that it rests on."""
    content = models.BinaryField()
    """As ``unknot.forecast.saved`` writes it."""

    TEST_COPIES: Final = {
        "keep": ("id", "point", "made_at", "key"),
        "replace": ("content",),
    }
