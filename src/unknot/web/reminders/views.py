"""Views of reminders: make or end a calendar's address, and the calendar itself."""

from __future__ import annotations

from datetime import time
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from unknot.errors import InvalidInput
from unknot.web.episodes.models import Episode
from unknot.web.episodes.named import episode_title
from unknot.web.people.gate import episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.reminders.actions import calendar_at, end_calendar, make_calendar
from unknot.web.reminders.models import CalendarAddress
from unknot.web.reminders.recorded import calendar_file

__all__ = ["calendar", "reminders"]

_UNUSABLE: Final = 422
_USUAL_TIME: Final = time(18, 0)
"""Of the events; product default."""


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def reminders(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show whether a calendar's address is open; make one, or end it."""
    episode = episode_for(account, episode_id)
    held = CalendarAddress.objects.filter(episode=episode, is_current=True).first()
    wanted = request.POST.get("form", "")
    if request.method != "POST" or wanted not in ("make", "end"):
        return _shown(request, episode, held)
    if wanted == "end":
        if held is not None:
            end_calendar(held, by=account, now=timezone.now())
        return HttpResponseRedirect(reverse("reminders:reminders", args=[episode.pk]))
    try:
        at = _time_of(request.POST.get("at", ""))
    except InvalidInput as error:
        return _shown(request, episode, held, problem=str(error))
    secret = make_calendar(
        episode, at=at, has_details=request.POST.get("details") == "yes", by=account,
        now=timezone.now(),
    )  # fmt: skip
    address = request.build_absolute_uri(reverse("reminders:calendar", args=[secret]))
    now_held = CalendarAddress.objects.filter(episode=episode, is_current=True).first()
    return _shown(request, episode, now_held, address=address)


@require_safe
def calendar(request: HttpRequest, *, secret: str) -> HttpResponse:
    """Answer with the calendar of a secret address; whoever knows the address may read it."""
    held = calendar_at(secret)
    if held is None:
        raise Http404
    response = HttpResponse(
        calendar_file(held, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'inline; filename="unknot.ics"'
    return response


def _time_of(typed: str) -> time:
    """Read a time of day; nothing is the usual one."""
    if not typed:
        return _USUAL_TIME
    hour, _colon, minute = typed.strip().partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        raise InvalidInput("The time is hours and minutes, such as 18:00.", where="at") from error


def _shown(
    request: HttpRequest,
    episode: Episode,
    held: CalendarAddress | None,
    *,
    address: str = "",
    problem: str = "",
) -> HttpResponse:
    """Render the page."""
    points = episode.points.filter(is_current=True).order_by("recorded_at")
    shown = {
        "tab": "today",
        "episode": episode,
        "title": episode_title(points, episode.recorded_at),
        "held": held,
        "at": held.at if held else _USUAL_TIME,
        "address": address,
        "problem": problem,
    }
    status = _UNUSABLE if problem else 200
    return render(request, "reminders/reminders.html", shown, status=status)
