"""The page that lays two drawings of one pain side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from unknot.web.episodes.comparing import chosen_two, compared
from unknot.web.episodes.gathered import drawings_of
from unknot.web.episodes.models import EpisodeTold
from unknot.web.people.actions import called_of
from unknot.web.people.gate import episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.zone import day_here, here

__all__ = ["compare"]

_MOST = 60


@require_safe
@when_opened
def compare(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show two drawings, the first and the last unless others are chosen."""
    episode = episode_for(account, episode_id)
    drawings = drawings_of(episode, most=_MOST)
    before, after = _asked(request, "before"), _asked(request, "after")
    known = {one.pk for one in drawings}
    if {one for one in (before, after) if one is not None} - known:
        raise Http404
    two = chosen_two(drawings, before=before, after=after)
    shown: dict[str, Any] = {
        "tab": "timeline",
        "episode": episode,
        "called": called_of(episode.person_id),
        "drawings": [(str(one.pk), _moment(one)) for one in drawings],
    }
    if two is not None:
        shown |= {
            "before": str(two[0].pk),
            "after": str(two[1].pk),
            "days": tuple(_moment(one) for one in two),
            "shown": compared(*two),
        }
    return render(request, "episodes/compare.html", shown)


def _asked(request: HttpRequest, name: str) -> UUID | None:
    """Return the drawing that is asked for; None where none is."""
    wanted = request.GET.get(name, "")
    try:
        return UUID(wanted) if wanted else None
    except ValueError as error:
        raise Http404 from error


def _moment(told: EpisodeTold) -> str:
    """Return day and hour of a drawing."""
    return f"{date_format(day_here(told.recorded_at), 'j F Y')}, {here(told.recorded_at):%H:%M}"
