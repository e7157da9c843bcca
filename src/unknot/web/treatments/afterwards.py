"""A day or two after a treatment: is it asked how it was, and what came back?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.formats import date_format

from unknot.web.episodes.models import Episode
from unknot.web.episodes.named import point_name
from unknot.web.treatments.models import AfterEffect, Treatment
from unknot.web.zone import here

__all__ = ["AfterQuestion", "open_questions"]

_FROM: Final = timedelta(hours=24)
_UNTIL: Final = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class AfterQuestion:
    """One treatment that is asked about."""

    treatment: Treatment
    name: str
    when: str


def open_questions(episode: Episode, *, now: datetime) -> list[AfterQuestion]:
    """Return the treatments of one to two days ago that nothing is told of yet."""
    recent = list(
        Treatment.objects.filter(
            episode=episode, is_current=True, at__gt=now - _UNTIL, at__lte=now - _FROM
        )
        .select_related("point")
        .order_by("-at")
    )
    if not recent:
        return []
    told = set(
        AfterEffect.objects.filter(
            treatment__episode=episode, treatment__at__in=[one.at for one in recent],
            is_current=True,
        ).values_list("treatment__at", "treatment__point__site", "treatment__point__side")
    )  # fmt: skip
    return [
        AfterQuestion(
            one,
            point_name(one.point.muscle, one.point.side),
            str(date_format(here(one.at), "l, H:i")),
        )
        for one in recent
        if (one.at, one.point.site, one.point.side) not in told
    ]
