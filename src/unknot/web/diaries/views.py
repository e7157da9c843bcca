"""Views of the diary: today, the days before, an entry to correct or take back."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.errors import InvalidInput
from unknot.web.diaries.actions import correct_entry, keep_entry, withdraw_entry
from unknot.web.diaries.days import days_shown, entries_between, recent_dots
from unknot.web.diaries.forms import LONGEST_NOTE, DiaryForm
from unknot.web.diaries.models import DiaryEntry
from unknot.web.diaries.programme import built_programme
from unknot.web.diaries.programme_shown import programme_shown
from unknot.web.diaries.returning import notices_of
from unknot.web.episodes.foretold import belief_kept_up
from unknot.web.episodes.models import Episode
from unknot.web.episodes.named import NamedEpisode, named_episodes
from unknot.web.people.gate import diary_entry_for, episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.treatments.afterwards import open_questions
from unknot.web.zone import day_here, here

__all__ = ["correct", "diary", "today", "today_of", "withdraw"]

_UNUSABLE: Final = 422
_DAYS_TODAY: Final = 7
_DAYS_DRAWN: Final = 28
_DAYS_A_PAGE: Final = 28
_GRAPH: Final = (324.0, 64.0)
"""Width and height of the small graph. [px]"""
_ENTRY: Final = "entry"
_MORNING: Final = (4, 11)
_EVENING: Final = 18


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def today(request: HttpRequest, account: Account) -> HttpResponse:
    """Show today of the pain that was begun last; without one, say how to begin."""
    episodes = named_episodes(account)
    if not episodes:
        return render(request, "diaries/nothing_yet.html", {"tab": "today"})
    first = next((one for one in episodes if one.is_open), episodes[0])
    episode = episode_for(account, first.id)
    return _today(request, episode, episodes, form=DiaryForm(_empty(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def today_of(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show today of one pain; take in an entry."""
    episode = episode_for(account, episode_id)
    form = DiaryForm(request.POST)
    if request.POST.get("form") != _ENTRY:
        return _today(request, episode, named_episodes(account), form=DiaryForm(_empty(request)))
    now = timezone.now()
    at, values = form.at(now), form.values()
    if not form.problems:
        try:
            keep_entry(episode, at=at, by=account, now=now, values=values,
                       wanted=_wanted(request))  # fmt: skip
            belief_kept_up(episode, now=now)
            return HttpResponseRedirect(reverse("diaries:today_of", args=[episode.pk]))
        except InvalidInput as error:
            form.complain(error)
    return _today(request, episode, named_episodes(account), form=form)


@require_http_methods(["GET", "HEAD"])
@when_opened
def diary(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Show four weeks of the diary, to look up, correct or take back."""
    episode = episode_for(account, episode_id)
    now = timezone.now()
    last = _day_asked(request.GET.get("until", ""), day_here(now))
    first = last - timedelta(days=_DAYS_A_PAGE - 1)
    entries = entries_between(episode, first, last)
    has_older = DiaryEntry.objects.filter(
        episode=episode, is_current=True, at__lt=entries[-1].at if entries else now
    )
    shown = {
        "tab": "today",
        "episode": episode,
        "days": days_shown(entries, first=first, last=last, now=now),
        "span": f"{date_format(first, 'j F')} – {date_format(last, 'j F Y')}",
        "older": first - timedelta(days=1) if has_older.exists() else None,
        "newer": last + timedelta(days=_DAYS_A_PAGE) if last < day_here(now) else None,
    }
    return render(request, "diaries/diary.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def correct(request: HttpRequest, account: Account, *, entry_id: UUID) -> HttpResponse:
    """Correct an entry; the old one keeps its values."""
    entry = diary_entry_for(account, entry_id)
    if not entry.is_current:
        return _replaced(request, entry)
    form = DiaryForm(request.POST) if request.method == "POST" else DiaryForm.of(entry)
    if request.method == "POST":
        values = form.values()
        if not form.problems:
            try:
                correct_entry(entry, by=account, now=timezone.now(), values=values)
                return HttpResponseRedirect(reverse("diaries:today_of", args=[entry.episode_id]))
            except InvalidInput as error:
                form.complain(error)
    at = here(entry.at)
    shown = {
        "tab": "today",
        "entry": entry,
        "episode": entry.episode,
        "when": f"{date_format(at, 'l, j F Y')}, {date_format(at, 'H:i')}",
        **_form_shown(form),
    }
    status = _UNUSABLE if form.problems else 200
    return render(request, "diaries/correct.html", shown, status=status)


@require_POST
@when_opened
def withdraw(request: HttpRequest, account: Account, *, entry_id: UUID) -> HttpResponse:
    """Take an entry back; it stays in the past and counts no more."""
    entry = diary_entry_for(account, entry_id)
    if not entry.is_current:
        return _replaced(request, entry)
    withdraw_entry(entry, by=account, now=timezone.now())
    return HttpResponseRedirect(reverse("diaries:today_of", args=[entry.episode_id]))


def _today(
    request: HttpRequest, episode: Episode, episodes: list[NamedEpisode], *, form: DiaryForm
) -> HttpResponse:
    """Render today."""
    now = timezone.now()
    last = day_here(now)
    first = last - timedelta(days=_DAYS_DRAWN - 1)
    entries = entries_between(episode, first, last)
    week = last - timedelta(days=_DAYS_TODAY - 1)
    named = next((one for one in episodes if one.id == episode.pk), None)
    width, height = _GRAPH
    days = days_shown(
        [one for one in entries if day_here(one.at) >= week], first=week, last=last, now=now
    )
    built = built_programme(episode, now=now)
    fresh = [one for day in days for one in day.entries if one.is_fresh]
    shown: dict[str, Any] = {
        "tab": "today",
        "episode": episode,
        "named": named,
        "others": [one for one in episodes if one.id != episode.pk],
        "greeting": _greeting(now, named.called if named else ""),
        "days": days,
        "fresh": fresh[0] if fresh else None,
        "dots": recent_dots(entries, first=first, last=last, width=width, height=height),
        "n_recent": len({day_here(one.at) for one in entries}),
        "n_drawn": _DAYS_DRAWN,
        "after": open_questions(episode, now=now),
        "notices": notices_of(episode, now=now),
        "programme": programme_shown(built, today=last),
        "journey": built.journey,
        "today": last,
        "entry_id": uuid.uuid4(),
        **_form_shown(form),
    }
    status = _UNUSABLE if form.problems else 200
    return render(request, "diaries/today.html", shown, status=status)


def _form_shown(form: DiaryForm) -> dict[str, Any]:
    """Return what the form's template needs."""
    wrong = {problem.control for problem in form.problems}
    return {
        "form": form,
        "given": form.given(),
        "chips": form.chips(),
        "scales": form.scales(),
        "has_more": form.has_more or bool(wrong - {"id_pain"}),
        "problems": form.problems,
        "wrong": wrong,
        "longest_note": LONGEST_NOTE,
    }


def _replaced(request: HttpRequest, entry: DiaryEntry) -> HttpResponse:
    """Say that an entry was corrected or taken back already."""
    return render(request, "diaries/replaced.html", {"entry": entry, "tab": "today"}, status=409)


def _greeting(now: datetime, called: str) -> str:
    """Return a greeting for the hour."""
    hour = here(now).hour
    early, late = _MORNING
    if early <= hour < late:
        words = _("Good morning")
    else:
        words = _("Good evening") if hour >= _EVENING or hour < early else _("Hello")
    return f"{words}, {called}" if called else words


def _day_asked(given: str, today: date) -> date:
    """Return the day that an address asks for, at most today."""
    try:
        return min(date.fromisoformat(given), today) if given else today
    except ValueError:
        return today


def _wanted(request: HttpRequest) -> UUID | None:
    """Return the id that the page gave its form, so that sending twice records once."""
    try:
        wanted = UUID(request.POST.get("entry_id", ""))
    except ValueError:
        return None
    return None if DiaryEntry.objects.filter(pk=wanted).exists() else wanted


def _empty(request: HttpRequest) -> Any:
    """Return a form in which nothing is filled in."""
    return type(request.POST)()
