"""Views of episodes: keep a case, go on with it, see its timeline, its drawings, its outlook."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unknot.errors import InvalidInput, NotEnoughData
from unknot.web.diaries.quiet_actions import close_quiet, reopen
from unknot.web.diaries.returning import checks_for
from unknot.web.episodes.actions import begin_episode
from unknot.web.episodes.drawing import NARROW_ALONE, WIDE_ALONE, Axis, draw_axis
from unknot.web.episodes.foretold import Foretold, foretold
from unknot.web.episodes.gathered import Gathered, gathered, latest_case, ratings_of
from unknot.web.episodes.keeping import KEPT, case_resumed, keep_case
from unknot.web.episodes.models import Episode, EpisodeState
from unknot.web.episodes.named import episode_title, named_episodes, point_name
from unknot.web.episodes.outlook import outlook_shown
from unknot.web.episodes.resuming import STEPS, steps_to_resume
from unknot.web.episodes.timeline import timeline_of
from unknot.web.people.actions import keep_person
from unknot.web.people.forms import PersonForm
from unknot.web.people.gate import episode_for, people_for, person_for, told_for
from unknot.web.people.models import Account, PersonTold
from unknot.web.people.views import when_opened
from unknot.web.where.cards import blocked
from unknot.web.where.countries import countries_shown
from unknot.web.where.journey import Journey, answer_of, journey_from
from unknot.web.where.pictures import picture_of_pain
from unknot.web.zone import day_here

__all__ = ["drawing", "keep", "outlook", "resume", "state", "timeline"]

_UNUSABLE: Final = 422
_BEFORE: Final = timedelta(days=14)
_AHEAD: Final = timedelta(days=42)
_SOMEBODY_NEW: Final = "new"
_STATES: Final = ("closed", "returned")


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def keep(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask whose pain it is and whether it is a new one; keep the case from then on."""
    try:
        journey = journey_from(request.POST) if request.method == "POST" else Journey()
    except InvalidInput as error:
        shown = {"complaint": str(error), "place": error.where, "came": "", "journey": Journey()}
        return render(request, "where/unreadable.html", shown, status=_UNUSABLE)
    if not journey.told:
        return render(request, "where/way_back.html", {"step": 0, "journey": Journey()})
    form, problems = PersonForm(request.POST), []
    if request.POST.get("form") == "keep":
        _ = form.is_usable
        problems = list(form.problems)
        if not problems:
            return _kept(request, account, journey, form=form)
    shown = {
        "journey": journey,
        "step": 0,
        "back": _step_back(request),
        "people": _people(account),
        "episodes": [one for one in named_episodes(account) if one.is_open],
        "chosen": request.POST.get("person", ""),
        "form": form,
        "problems": problems,
    }
    return render(request, "episodes/keep.html", shown, status=_UNUSABLE if problems else 200)


@require_safe
@when_opened
def resume(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Offer every step of a case that is kept."""
    episode = episode_for(account, episode_id)
    told = latest_case(episode)
    if told is None:
        raise Http404
    journey = case_resumed(told.case, episode)
    shown = {
        "tab": "today",
        "episode": episode,
        "title": _title(episode),
        "journey": journey,
        "steps": steps_to_resume(told, journey),
        "told_on": date_format(day_here(told.recorded_at), "j F Y"),
    }
    return render(request, "episodes/resume.html", shown)


@require_safe
@when_opened
def timeline(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show everything that is recorded of an episode on one axis."""
    episode = episode_for(account, episode_id)
    records, now = gathered(episode), timezone.now()
    told = foretold(records, now=now)
    title = episode_title(records.points, episode.recorded_at)
    span = request.GET.get("span", "")
    current = next((one.state for one in records.states if one.is_current), "open")
    shown = {
        "tab": "timeline",
        "episode": episode,
        "called": _called(episode),
        "shown": timeline_of(records, told, title=title, span=span, now=now),
        "why": told.why,
        "state": current,
    }
    return render(request, "episodes/timeline.html", shown)


@require_safe
@when_opened
def outlook(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show what to expect, and what would change it; blocked while a warning sign is open."""
    episode = episode_for(account, episode_id)
    records, now = gathered(episode), timezone.now()
    told = foretold(records, now=now, site=request.GET.get("point", ""))
    if told.why == "stopped":
        return _blocked(request, told)
    shown: dict[str, Any] = {
        "tab": "outlook",
        "episode": episode,
        "title": _title(episode),
        "called": _called(episode),
        "why": told.why,
        "journey": told.journey,
        "step": 0,
    }
    if told.forecast is None or told.point is None:
        return render(request, "episodes/no_outlook.html", shown)
    since = now - _BEFORE
    axis = Axis(
        first=since,
        now=now,
        last=now + _AHEAD,
        ratings=ratings_of(records.entries, since=since),
        treatments=sorted({one.at for one in records.treatments}),
        events=(),
        lanes=(),
        foreseen=told.foreseen,
    )
    shown |= {
        "shown": outlook_shown(told.forecast),
        "drawn": (draw_axis(axis, NARROW_ALONE), draw_axis(axis, WIDE_ALONE)),
        "points": _points(records, told),
        "answered_on": date_format(day_here(told.answered_at or now), "j F Y"),
    }
    return render(request, "episodes/outlook.html", shown)


@require_safe
@when_opened
def drawing(
    request: HttpRequest, account: Account, *, episode_id: UUID, told_id: UUID
) -> HttpResponse:
    """Answer with the picture of one drawing."""
    told = told_for(account, episode_for(account, episode_id), told_id)
    try:
        found = picture_of_pain(answer_of(case_resumed(told.case, told.episode)))
    except (InvalidInput, NotEnoughData) as error:
        raise Http404 from error
    if not found.svg:
        raise Http404
    return HttpResponse(found.svg, content_type="image/svg+xml")


@require_POST
@when_opened
def state(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Close an episode that is quiet, or say that it came back."""
    episode = episode_for(account, episode_id)
    wanted = request.POST.get("state", "")
    if wanted not in _STATES:
        raise InvalidInput("An episode is closed or returned. Go back and press one.",
                           where="state")  # fmt: skip
    now = timezone.now()
    if wanted == "closed":
        close_quiet(episode, checks=checks_for(episode, now=now), by=account, now=now)
    else:
        reopen(episode, by=account, now=now)
    return HttpResponseRedirect(reverse("episodes:timeline", args=[episode.pk]))


def _kept(
    request: HttpRequest, account: Account, journey: Journey, *, form: PersonForm
) -> HttpResponse:
    """Keep the case for somebody, all of it or nothing, and let it go on from where it was."""
    now, back = timezone.now(), _step_back(request)
    others = {name: value for name, value in journey.told.items() if name != KEPT}
    with transaction.atomic():
        episode = _episode_chosen(request, account, form, now=now)
        journey = keep_case(
            episode,
            replace(journey, told=MappingProxyType(others)),
            step=back.partition(":")[2],
            by=account,
            now=now,
        )
        if EpisodeState.objects.filter(episode=episode, is_current=True, state="closed").exists():
            reopen(episode, by=account, now=now)
    shown = {
        "journey": journey,
        "step": 0,
        "episode": episode,
        "title": _title(episode),
        "back": back,
    }
    return render(request, "episodes/kept.html", shown)


def _episode_chosen(
    request: HttpRequest, account: Account, form: PersonForm, *, now: datetime
) -> Episode:
    """Return the episode that a case goes on with, or a new one of somebody known or new."""
    kind, _colon, wanted = request.POST.get("person", _SOMEBODY_NEW).partition(":")
    if kind == "episode":
        return episode_for(account, _uuid(wanted))
    if kind == "person":
        person = person_for(account, _uuid(wanted))
    else:
        person = keep_person(by=account, now=now, **form.told())
    return begin_episode(person, by=account, now=now)


def _uuid(text: str) -> UUID:
    """Return an id; anything else is not there."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _step_back(request: HttpRequest) -> str:
    """Return the name of the page that the case came from."""
    wanted = request.POST.get("back", "")
    return wanted if wanted in {address for address, _words in STEPS} else "where:muscles"


def _people(account: Account) -> list[dict[str, Any]]:
    """Return everybody with their name."""
    found = people_for(account)
    told = {
        one.person_id: one.called
        for one in PersonTold.objects.filter(person__in=found, is_current=True)
    }
    return [{"key": str(one.pk), "called": told.get(one.pk, "")} for one in found]


def _called(episode: Episode) -> str:
    """Return the name of the person of an episode."""
    told = PersonTold.objects.filter(person=episode.person_id, is_current=True).first()
    return told.called if told else ""


def _title(episode: Episode) -> str:
    """Return the name of an episode."""
    points = episode.points.filter(is_current=True).order_by("recorded_at")
    return episode_title(points, episode.recorded_at)


def _points(records: Gathered, told: Foretold) -> list[dict[str, Any]]:
    """Return the points to choose from."""
    chosen = told.point.pk if told.point else None
    return [
        {
            "value": f"{one.side}:{one.site}",
            "name": point_name(one.muscle, one.side),
            "is_chosen": one.pk == chosen,
        }
        for one in records.points
    ]


def _blocked(request: HttpRequest, told: Foretold) -> HttpResponse:
    """Show what to do now; no forecast, no muscle."""
    journey = told.journey
    answer = answer_of(journey)
    if not answer.screening.stops:
        shown = {"why": "stopped", "journey": journey, "step": 0, "tab": "outlook"}
        return render(request, "episodes/no_outlook.html", shown)
    shown = {
        "step": 0,
        "journey": journey,
        "countries": countries_shown(),
        "blocked": blocked(answer, journey),
        "today": timezone.localdate(),
    }
    return render(request, "where/blocked.html", shown)
