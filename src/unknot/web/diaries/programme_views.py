"""Views of the programme: the week, a mark at one thing, time and tools, quiet and back."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from unknot.errors import InvalidInput
from unknot.web.diaries.models import ProgrammeDone, QuietCheck
from unknot.web.diaries.programme import built_programme, wish_of
from unknot.web.diaries.programme_actions import Mark, keep_wish, mark_done
from unknot.web.diaries.programme_forms import WishForm
from unknot.web.diaries.programme_shown import programme_shown
from unknot.web.diaries.quiet_actions import answer_check, close_quiet, reopen
from unknot.web.diaries.returning import checks_for
from unknot.web.episodes.models import Episode, EpisodeState
from unknot.web.episodes.named import episode_title
from unknot.web.people.gate import episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.release.state import release_from
from unknot.web.zone import day_here

__all__ = ["check_answered", "close_page", "mark", "programme", "returned"]

_UNUSABLE: Final = 422


@require_POST
@when_opened
def mark(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Record what became of one thing; the page without a script sends each press here."""
    episode = episode_for(account, episode_id)
    now = timezone.now()
    wanted = _id(request.POST.get("mark_id", ""))
    pressed = Mark(
        item=request.POST.get("item", "")[:120],
        day=_day(request.POST.get("day", ""), day_here(now)),
        outcome=request.POST.get("outcome", ""),
        at=now,
        wanted=wanted,
    )
    if wanted is None or not ProgrammeDone.objects.filter(pk=wanted).exists():
        mark_done(episode, pressed, by=account, now=now)
    address = reverse("diaries:today_of", args=[episode.pk])
    return HttpResponseRedirect(f"{address}#programme")


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def programme(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show the week with every thing in it; take in time, tools and days."""
    episode = episode_for(account, episode_id)
    now = timezone.now()
    if request.method == "POST" and request.POST.get("form") == "wish":
        form = WishForm(request.POST)
        wish = form.wish()
        if not form.problems:
            keep_wish(episode, **wish, by=account, now=now)
            return HttpResponseRedirect(reverse("diaries:programme", args=[episode.pk]))
    else:
        form = WishForm.of(wish_of(episode), told_tools=_tools_told(episode))
    built = built_programme(episode, now=now)
    shown: dict[str, Any] = {
        "tab": "programme",
        "episode": episode,
        "title": _title(episode),
        "programme": programme_shown(built, today=day_here(now)),
        "journey": built.journey,
        "step": 0,
        "form": form,
        "problems": form.problems,
        "wrong": {problem.control for problem in form.problems},
    }
    status = _UNUSABLE if form.problems else 200
    return render(request, "diaries/programme.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def close_page(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Say what closing means, and close an episode that is quiet."""
    episode = episode_for(account, episode_id)
    now = timezone.now()
    address = reverse("diaries:today_of", args=[episode.pk])
    if EpisodeState.objects.filter(episode=episode, is_current=True, state="closed").exists():
        return HttpResponseRedirect(address)
    checks = checks_for(episode, now=now)
    if request.method == "POST" and request.POST.get("form") == "close":
        close_quiet(episode, checks=checks, by=account, now=now)
        return HttpResponseRedirect(address)
    shown = {
        "tab": "today",
        "episode": episode,
        "title": _title(episode),
        "checks": [date_format(day, "j F Y") for day in checks.on],
        "is_model": checks.basis == "model",
    }
    return render(request, "diaries/close.html", shown)


@require_POST
@when_opened
def returned(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Record that it came back; Today then says what to do first."""
    episode = episode_for(account, episode_id)
    reopen(episode, by=account, now=timezone.now())
    return HttpResponseRedirect(reverse("diaries:today_of", args=[episode.pk]))


@require_POST
@when_opened
def check_answered(
    request: HttpRequest, account: Account, *, episode_id: UUID, check_id: UUID
) -> HttpResponse:
    """Record the answer to a quiet check."""
    episode = episode_for(account, episode_id)
    check = QuietCheck.objects.filter(episode=episode, pk=check_id).first()
    if check is None:
        raise Http404
    if check.is_current and not check.answer:
        answer_check(check, request.POST.get("answer", ""), by=account, now=timezone.now())
    return HttpResponseRedirect(reverse("diaries:today_of", args=[episode.pk]))


def _day(given: str, today: date) -> date:
    """Return the day that a form names; today where it names none."""
    try:
        return date.fromisoformat(given) if given else today
    except ValueError as error:
        raise InvalidInput("This is no day. Load Today again and press once more.",
                           where="day") from error  # fmt: skip


def _id(given: str) -> UUID | None:
    """Return the id that the page gave the press, so that sending twice records once."""
    try:
        return UUID(given)
    except ValueError:
        return None


def _tools_told(episode: Episode) -> tuple[str, ...]:
    """Return the tools that were told before the plan."""
    built = built_programme(episode, now=timezone.now())
    try:
        return release_from(built.journey).equipment
    except InvalidInput:
        return ()


def _title(episode: Episode) -> str:
    """Return the name of an episode."""
    points = episode.points.filter(is_current=True).order_by("recorded_at")
    return episode_title(points, episode.recorded_at)
