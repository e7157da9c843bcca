"""Views of the journey: where it hurts, warning signs, muscles, the spot, print.

Every step is a page of its own and takes everything it needs from the request. One gate
stands before all that names a muscle: ``_elsewhere`` sends everybody to the cards while a
first question is open, and to what to do now while a warning sign stops. Sending on is done
with 307, so that a form goes on with what it holds, also without JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from unknot.body.atlas import ATLAS_VERSION
from unknot.errors import InvalidInput, NotEnoughData
from unknot.web.episodes.keeping import kept_as_it_goes
from unknot.web.where.arrival import Arrival, Unfinished, arrival_of
from unknot.web.where.cards import answered_lines, blocked, card_shown
from unknot.web.where.countries import countries_shown
from unknot.web.where.journey import Journey, answer_of, journey_from
from unknot.web.where.pictures import TO_COME, picture_of_row, picture_of_spot
from unknot.web.where.ranked import pain_in_words, ranking_shown
from unknot.web.where.spots import candidate_named, spot_shown
from unknot.web.where.told import answers_given
from unknot.web.where.where_page import where_page

__all__ = ["check", "muscles", "printed", "spot", "where_does_it_hurt"]

_P = ParamSpec("_P")
_Step = Callable[Concatenate[HttpRequest, Arrival, _P], HttpResponse]
_View = Callable[Concatenate[HttpRequest, _P], HttpResponse]

_UNUSABLE: Final = 422


@require_http_methods(["GET", "HEAD", "POST"])
def where_does_it_hurt(request: HttpRequest) -> HttpResponse:
    """Show the first page; coming back to it, with everything that was told."""
    try:
        journey = journey_from(request.POST) if request.method == "POST" else Journey()
        return _page(request, "where/where.html", 1, **where_page(journey))
    except InvalidInput as error:
        return _unreadable(request, error)


def _later_step(step: _Step[_P]) -> _View[_P]:
    """Make a view of a step that needs what was told before; a bare visit leads back."""

    @wraps(step)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return _page(request, "where/way_back.html", 0)
        try:
            return step(request, arrival_of(request.POST), *args, **kwargs)
        except Unfinished as unfinished:
            return _mended_first(request, unfinished)
        except NotEnoughData:
            return _page(request, "where/way_back.html", 0)
        except InvalidInput as error:
            return _unreadable(request, error)

    return view


@_later_step
def check(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Ask the warning signs card by card, or say what to do now."""
    answer, journey = arrival.answer, arrival.journey
    part, _colon, line = request.POST.get("part", "").partition(":")
    if part == "review":
        shown = answered_lines(journey, first=line)
        return _page(request, "where/review.html", 2, journey=journey, answered=shown, line=line)
    if answer.screening.stops:
        return _page(
            request,
            "where/blocked.html",
            0,
            journey=journey,
            blocked=blocked(answer, journey),
            today=timezone.localdate(),
        )
    if answer.open_first:
        card = card_shown(answer, journey)
        return _page(request, "where/check.html", 2, journey=journey, card=card, problems=[])
    return _sent_on(reverse("where:muscles"))


@_later_step
def muscles(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show the ranking.

    The header ``X-Unknot-Part`` asks for less, so that rows never wait for a picture: only
    the rows (``answer``), only the picture, or the page with its picture still to come.
    """
    answer, journey = arrival.answer, arrival.journey
    asked_for = request.headers.get("X-Unknot-Part", "")
    if asked_for in ("answer", "picture") and answer.open_first and not answer.screening.stops:
        reopened = {"journey": journey, "n_open": len(answer.open_first)}
        return render(request, "where/_reopened.html", reopened)
    elsewhere = _elsewhere(arrival)
    if elsewhere:
        return elsewhere
    opened = request.POST.get("show") or request.POST.get("opened", "")
    ranking = ranking_shown(answer, journey, opened=opened)
    shown: dict[str, Any] = {
        "journey": journey,
        "ranking": ranking,
        "pain": pain_in_words(answer),
        "given": answers_given(journey),
    }
    if asked_for == "answer":
        shown["journey"] = kept_as_it_goes(request, journey)
        return render(request, "where/_answer.html", shown)
    row = ranking.opened
    drawn = (
        TO_COME
        if asked_for == "page"
        else picture_of_row(answer, muscle=row.muscle, side=row.side, site=row.site)
    )
    if asked_for == "picture":
        return HttpResponse(drawn.svg)
    return _page(request, "where/muscles.html", 3, drawn=drawn, **shown)


@_later_step
def spot(request: HttpRequest, arrival: Arrival, *, muscle: str, side: str) -> HttpResponse:
    """Show how to find the spot of one muscle."""
    elsewhere = _elsewhere(arrival)
    if elsewhere:
        return elsewhere
    answer, journey = arrival.answer, arrival.journey
    candidate = candidate_named(answer, muscle, side)
    shown = spot_shown(answer, candidate, journey, site=request.POST.get("site", ""))
    return _page(
        request,
        "where/spot.html",
        4,
        journey=journey,
        spot=shown,
        alerts=ranking_shown(answer, journey).alerts,
        drawn=picture_of_spot(muscle=muscle, side=shown.side, site=shown.site),
    )


@_later_step
def printed(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show the answer for paper; while a warning sign stops, the note for the doctor."""
    answer, journey = arrival.answer, arrival.journey
    if answer.open_first and not answer.screening.stops:
        return _sent_on(reverse("where:check"))
    shown: dict[str, Any] = {"journey": journey, "today": timezone.localdate()}
    if answer.screening.stops:
        shown["blocked"] = blocked(answer, journey)
    else:
        ranking = ranking_shown(answer, journey, opened=request.POST.get("opened", ""))
        row = ranking.opened
        shown |= {
            "given": answers_given(journey),
            "ranking": ranking,
            "pain": pain_in_words(answer),
            "answered": answered_lines(journey),
            "spot": spot_shown(answer, candidate_named(answer, row.muscle, row.side), journey),
            "drawn": picture_of_row(answer, muscle=row.muscle, side=row.side, site=row.site),
            "words": answer.query.text,
        }
    return _page(request, "where/print.html", 0, **shown)


def _elsewhere(arrival: Arrival) -> HttpResponse | None:
    """Return the way to the cards while the ranking may not be shown, or None: the gate.

    Behind it somebody who wants to guess first is asked for the guess.
    """
    if not arrival.answer.may_show_ranking:
        return _sent_on(reverse("where:check"))
    return _sent_on(reverse("release:hypothesis")) if arrival.journey.owes_guess else None


def _sent_on(address: str) -> HttpResponse:
    """Send the form on to another step with everything it holds."""
    return HttpResponseRedirect(address, preserve_request=True)


def _mended_first(request: HttpRequest, unfinished: Unfinished) -> HttpResponse:
    """Show a form again with what is to be mended, at the address it belongs to."""
    if request.path != reverse("where:check"):
        return _sent_on(reverse("where:check"))
    journey = unfinished.journey
    if unfinished.where is not None:
        shown = where_page(journey, unfinished.where)
        return _page(request, "where/where.html", 1, status=_UNUSABLE, **shown)
    form = unfinished.card
    try:
        asked = card_shown(
            answer_of(journey), journey, form=form, one_by_one=request.POST.get("go") == "each"
        )
    except (InvalidInput, NotEnoughData) as error:
        return _unreadable(request, error)
    problems = form.problems if form else []
    return _page(
        request,
        "where/check.html",
        2,
        status=_UNUSABLE if problems else 200,
        journey=journey,
        card=asked,
        problems=problems,
    )


def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say what cannot be read and what to do; what came is shown, so that nothing is lost."""
    return _page(
        request,
        "where/unreadable.html",
        0,
        status=_UNUSABLE,
        complaint=str(error),
        place=getattr(error, "where", ""),
        came=request.POST.get("told", ""),
    )


def _page(
    request: HttpRequest, template: str, step: int, /, *, status: int = 200, **shown: Any
) -> HttpResponse:
    """Render a page of the journey; step 0 stands outside the four steps."""
    shown["journey"] = kept_as_it_goes(request, shown.get("journey", Journey()))
    context = {
        "step": step,
        "countries": countries_shown(),
        "atlas_version": ATLAS_VERSION,
        **shown,
    }
    return render(request, template, context, status=status)
