"""Open and close the pages of one's own records; show the people on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_POST

from unknot.web.episodes.named import named_episodes
from unknot.web.people.actions import keep_person, local_account, tell_person
from unknot.web.people.forms import PersonForm
from unknot.web.people.gate import SESSION_KEY, account_of, person_for
from unknot.web.people.listed import people_listed
from unknot.web.people.looking import BY_CODE, note_look
from unknot.web.people.models import Account, PersonTold
from unknot.web.people.opening import current

__all__ = ["close", "open_pages", "opened", "people", "person", "when_opened"]

_P = ParamSpec("_P")
_Inside = Callable[Concatenate[HttpRequest, Account, _P], HttpResponseBase]
_View = Callable[Concatenate[HttpRequest, _P], HttpResponseBase]

_SHOWN: Final = 200
_CLOSED: Final = 403
_UNUSABLE: Final = 422
_OPEN_DAYS: Final = 30
"""For so long a browser stays opened. [days]"""
_DAY_S: Final = 86_400


def opened(request: HttpRequest) -> dict[str, Any]:
    """Tell every template whether this browser was opened, asked only when it matters."""

    def is_opened() -> bool:
        return hasattr(request, "session") and account_of(request) is not None

    return {"opened": SimpleLazyObject(is_opened)}


def when_opened(inside: _Inside[_P]) -> _View[_P]:
    """Make a view that shows nothing until the pages were opened for this browser."""

    @wraps(inside)
    def view(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponseBase:
        account = account_of(request)
        if account is None:
            return _closed(request)
        answer = inside(request, account, *args, **kwargs)
        if request.method == "GET" and answer.status_code == _SHOWN:
            note_look(request, account, kwargs, now=timezone.now())
        return answer

    return view


@require_http_methods(["GET", "HEAD", "POST"])
def open_pages(request: HttpRequest) -> HttpResponse:
    """Open the pages by the link of this machine, or by a code that was typed."""
    opening = current()
    if opening is None:
        return _closed(request)
    if opening.by_link:
        token = request.GET.get("token", "")
        is_right = opening.opens_by_link(token, request.META.get("REMOTE_ADDR", ""))
        return _let_in(request) if is_right else _closed(request)
    if request.method != "POST":
        return _closed(request, status=_CLOSED if account_of(request) is None else 200)
    verdict = opening.by_code(request.POST.get("code", "")[:40], now=time.monotonic())
    return _let_in(request) if verdict == "open" else _closed(request, verdict=verdict)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the pages for this browser."""
    request.session.flush()
    return HttpResponseRedirect(reverse("where:where"))


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def people(request: HttpRequest, account: Account) -> HttpResponse:
    """Show the people who are recorded here, some at a time; take in somebody new."""
    form = PersonForm(request.POST)
    if request.method == "POST" and form.is_usable:
        kept = keep_person(by=account, now=timezone.now(), **form.told())
        return HttpResponseRedirect(reverse("people:person", args=[kept.pk]))
    shown = {
        "listed": people_listed(
            account, page=request.GET.get("page", ""), called=request.GET.get("called", "")
        ),
        "form": form,
        "problems": form.problems,
    }
    return render(
        request, "people/people.html", shown, status=_UNUSABLE if form.problems else 200
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def person(request: HttpRequest, account: Account, *, person_id: UUID) -> HttpResponse:
    """Show one person: what is told of them, and their pains."""
    shown = person_for(account, person_id)
    told = PersonTold.objects.get(person=shown, is_current=True)
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm.of(told)
    if request.method == "POST" and form.is_usable:
        if form.told() != {one: getattr(told, one) for one in form.told()}:
            tell_person(shown, by=account, now=timezone.now(), **form.told())
        return HttpResponseRedirect(reverse("people:person", args=[shown.pk]))
    context = {
        "person": shown,
        "called": told.called,
        "episodes": named_episodes(account, person=shown),
        "form": form,
        "problems": form.problems,
    }
    return render(
        request, "people/person.html", context, status=_UNUSABLE if form.problems else 200
    )  # fmt: skip


def _let_in(request: HttpRequest) -> HttpResponse:
    """Open the pages for this browser, in a session of a new id."""
    request.session.clear_expired()
    request.session.cycle_key()
    request.session[SESSION_KEY] = local_account().pk
    opening = current()
    request.session[BY_CODE] = opening is not None and not opening.by_link
    request.session.set_expiry(_OPEN_DAYS * _DAY_S)
    return HttpResponseRedirect(reverse("diaries:today"))


def _closed(request: HttpRequest, *, verdict: str = "", status: int = _CLOSED) -> HttpResponse:
    """Say how the pages are opened; show nothing else."""
    opening = current()
    shown = {
        "by_code": opening is not None and not opening.by_link,
        "is_running": opening is not None,
        "is_encrypted": request.is_secure(),
        "verdict": verdict,
    }
    return render(request, "people/closed.html", shown, status=status)
