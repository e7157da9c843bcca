"""Your data: take it with you, see who looked, bring it back, erase it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unknot.errors import ExchangeError
from unknot.web.diaries.days import day_words
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone
from unknot.web.episodes.models import Episode, EpisodeTold
from unknot.web.people.actions import called_of
from unknot.web.people.gate import person_for
from unknot.web.people.looking import last_taken, lookers_of
from unknot.web.people.models import Account, Person
from unknot.web.people.portable import erase_person, exported, imported
from unknot.web.people.views import when_opened
from unknot.web.treatments.models import Treatment
from unknot.web.where.forms import Problem
from unknot.web.zone import day_here, here

__all__ = ["bring", "erase", "take", "your_data"]

_UNUSABLE: Final = 422
_MOST_MIB: Final = 64
_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Shown:
    """Who looked, in words."""

    name: str
    times: str
    last: str


@require_safe
@when_opened
def your_data(request: HttpRequest, account: Account, *, person_id: UUID) -> HttpResponse:
    """Show what is kept of somebody, how to take it, who looked, and how to erase it."""
    person = person_for(account, person_id)
    taken, now = last_taken(person), timezone.now()
    shown = {
        "tab": "people",
        "person": person,
        "called": called_of(person),
        "held": held_of(person),
        "lookers": [
            _Shown(
                one.name,
                ngettext("on %(n)d day", "on %(n)d days", one.n_days) % {"n": one.n_days},
                _moment(one.last, now),
            )
            for one in lookers_of(person)
        ],
        "taken": _moment(taken, now) if taken else "",
    }
    return render(request, "people/data.html", shown)


@require_POST
@when_opened
def take(request: HttpRequest, account: Account, *, person_id: UUID) -> HttpResponse:
    """Answer with everything of somebody in one file."""
    person = person_for(account, person_id)
    now = timezone.now()
    packed = exported(person, by=account, now=now)
    name = "-".join(one for one in ("unknot", slugify(called_of(person))) if one)
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{day_here(now)}.zip"',
            "Cache-Control": "no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def bring(request: HttpRequest, account: Account) -> HttpResponse:
    """Bring somebody back from a file; all of it or nothing."""
    if request.method != "POST":
        return render(request, "people/bring.html", {"tab": "people"})
    given = request.FILES.get("file")
    if given is None:
        return _not_brought(request, _("Choose the file first: its name ends with .zip."))
    if (given.size or 0) > _MOST_MIB * _MIB:
        text = _("The file is larger than %(most)d MiB. No export of one person is.")
        return _not_brought(request, text % {"most": _MOST_MIB})
    try:
        brought = imported(given.read(), by=account, now=timezone.now())
    except ExchangeError as error:
        return _not_brought(request, str(error))
    shown = {
        "tab": "people",
        "person": brought.person,
        "called": called_of(brought.person),
        "brought": brought,
        "held": held_of(brought.person),
    }
    return render(request, "people/brought.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def erase(request: HttpRequest, account: Account, *, person_id: UUID) -> HttpResponse:
    """Say what goes and what stays, then erase it."""
    person = person_for(account, person_id)
    shown: dict[str, Any] = {
        "tab": "people",
        "person": person,
        "called": called_of(person),
        "held": held_of(person),
        "taken": last_taken(person),
    }
    if request.method == "POST" and request.POST.get("sure") == "on":
        shown["n_erased"] = erase_person(person, by=account, now=timezone.now())
        return render(request, "people/erased.html", {**shown, "person": None})
    if request.method == "POST":
        text = _("Tick the box: erased records cannot be brought back from here.")
        shown["problems"] = [Problem("id_sure", text)]
    return render(
        request, "people/erase.html", shown, status=_UNUSABLE if "problems" in shown else 200
    )  # fmt: skip


def held_of(person: Person) -> list[str]:
    """Return what is kept of somebody, counted, in words."""
    of_episode = {"episode__person": person.pk}
    pains = Episode.objects.filter(person=person).count()
    pages = EpisodeTold.objects.filter(**of_episode).count()
    given = Treatment.objects.filter(**of_episode, is_current=True).count()
    entries = DiaryEntry.objects.filter(**of_episode, is_current=True).count()
    done = ProgrammeDone.objects.filter(**of_episode, is_current=True).count()
    counted = (
        (pains, ngettext("%(n)d pain", "%(n)d pains", pains)),
        (pages, ngettext("%(n)d page as you told it, with its drawing",
                         "%(n)d pages as you told them, with their drawings", pages)),
        (given, ngettext("%(n)d treatment", "%(n)d treatments", given)),
        (entries, ngettext("%(n)d diary entry", "%(n)d diary entries", entries)),
        (done, ngettext("%(n)d exercise noted", "%(n)d exercises noted", done)),
    )  # fmt: skip
    return [words % {"n": n} for n, words in counted if n]


def _moment(at: datetime, now: datetime) -> str:
    """Return a day and an hour as people say them."""
    return f"{day_words(day_here(at), day_here(now))}, {date_format(here(at), 'H:i')}"


def _not_brought(request: HttpRequest, text: str) -> HttpResponse:
    """Say why a file was not taken in."""
    shown = {"tab": "people", "problems": [Problem("id_file", text)]}
    return render(request, "people/bring.html", shown, status=_UNUSABLE)
