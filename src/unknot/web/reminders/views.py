"""Views of reminders: a calendar as a file, its address made or ended, and what is at it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from unknot.web.episodes.models import Episode
from unknot.web.episodes.named import episode_title
from unknot.web.people.gate import episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.reminders.actions import calendar_at, end_calendar, make_calendar
from unknot.web.reminders.forms import CalendarForm
from unknot.web.reminders.models import CalendarAddress
from unknot.web.reminders.recorded import OnDay, calendar_file, on_day

__all__ = ["calendar", "reminders"]

_UNUSABLE: Final = 422
_CALENDAR: Final = "text/calendar; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def reminders(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show whether a calendar's address is open; make one, end it, or send the file."""
    episode = episode_for(account, episode_id)
    now = timezone.now()
    wanted = request.POST.get("form", "")
    if wanted == "end":
        held = _held(episode)
        if held is not None:
            end_calendar(held, by=account, now=now)
        return HttpResponseRedirect(reverse("reminders:reminders", args=[episode.pk]))
    if wanted not in ("make", "file"):
        return _shown(request, episode, CalendarForm.of(_held(episode)))
    form = CalendarForm.sent(request.POST)
    at = form.at()
    found = on_day(episode, now=now)
    if form.problems or (wanted == "file" and found.carried is None):
        return _shown(request, episode, form, found=found)
    if wanted == "file":
        made = calendar_file(episode, at=at, has_details=form.has_details, now=now, found=found)
        return _sent(made, "attachment")
    secret = make_calendar(episode, at=at, has_details=form.has_details, by=account, now=now)
    address = request.build_absolute_uri(reverse("reminders:calendar", args=[secret]))
    return _shown(request, episode, form, found=found, address=address)


@require_safe
def calendar(request: HttpRequest, *, secret: str) -> HttpResponse:
    """Answer with the calendar of a secret address; whoever knows the address may read it."""
    held = calendar_at(secret)
    if held is None:
        raise Http404
    made = calendar_file(held.episode, at=held.at, has_details=held.has_details, now=timezone.now())
    return _sent(made, "inline")


def _sent(made: bytes, disposition: str) -> HttpResponse:
    """Return a calendar as a file or to be read in place."""
    response = HttpResponse(made, content_type=_CALENDAR)
    response.headers["Content-Disposition"] = f'{disposition}; filename="unknot.ics"'
    return response


def _held(episode: Episode) -> CalendarAddress | None:
    """Return the address that is open."""
    return CalendarAddress.objects.filter(episode=episode, is_current=True).first()


def _shown(
    request: HttpRequest,
    episode: Episode,
    form: CalendarForm,
    *,
    found: OnDay | None = None,
    address: str = "",
) -> HttpResponse:
    """Render the page."""
    points = episode.points.filter(is_current=True).order_by("recorded_at")
    found = found or on_day(episode, now=timezone.now())
    shown = {
        "tab": "today",
        "episode": episode,
        "key": str(episode.pk)[:8],
        "title": episode_title(points, episode.recorded_at),
        "held": _held(episode),
        "form": form,
        "problems": form.problems,
        "is_empty": found.carried is None,
        "address": address,
    }
    status = _UNUSABLE if form.problems else 200
    return render(request, "reminders/reminders.html", shown, status=status)
