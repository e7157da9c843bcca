"""The page "What happens when it is released?": about trigger points in general, for everybody.

It needs no gate, since it says nothing about anybody's own point. Two things keep it honest: a
case that travels along and holds a warning sign leads to what to do now, and what is chosen
comes in a form, never in an address, and is forgotten with the answer.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from unknot.errors import NotEnoughData
from unknot.find.plain import muscle_in_words
from unknot.web.languages import ENGLISH
from unknot.web.outlook.answered import outlook_shown
from unknot.web.outlook.choices import (
    CHOSEN,
    QUESTIONS,
    Choices,
    choices_from,
    choices_of,
    methods_shown,
    muscles_shown,
    options_of,
)
from unknot.web.release.state import release_from
from unknot.web.where.journey import Journey, answer_of, journey_from

__all__ = ["what_happens"]


@require_http_methods(["GET", "HEAD", "POST"])
def what_happens(request: HttpRequest) -> HttpResponse:
    """Show the curve from release to relief and possible return, and what would change it.

    The header ``X-Unknot-Part: answer`` asks for the answer alone, to be put in place.
    """
    journey = journey_from(request.POST) if request.method == "POST" else Journey()
    if _is_stopped(journey):
        return HttpResponseRedirect(reverse("where:check"), preserve_request=True)
    if CHOSEN in request.POST:
        choices = choices_from(request.POST)
    else:
        choices = choices_of(release_from(journey))
    name = muscle_in_words(choices.muscle, choices.side) if choices.muscle else ""
    with override(ENGLISH):  # what a forecast says is in one language, as the library says it
        shown = {"shown": outlook_shown(choices), "point_name": name}
    if request.headers.get("X-Unknot-Part") == "answer":
        return render(request, "outlook/_answer.html", shown)
    has_point = bool(journey.told and release_from(journey).points)
    return render(
        request,
        "outlook/outlook.html",
        {
            **shown,
            **_form(choices),
            "journey": journey,
            "has_point": has_point,
            "step": 7 if has_point else 0,
        },
    )


def _is_stopped(journey: Journey) -> bool:
    """Whether the case that travels along holds a sign that stops everything."""
    if not journey.told:
        return False
    try:
        return answer_of(journey).screening.stops
    except NotEnoughData:
        return False


def _form(choices: Choices) -> dict[str, object]:
    """Return the choices as the form shows them."""
    parts: dict[str, list[object]] = {}
    for one in QUESTIONS:
        parts.setdefault(one.part, []).append({"asked": one, "options": options_of(one, choices)})
    return {
        "parts": parts,
        "chosen": CHOSEN,
        "choices": choices,
        "pain": "" if choices.pain is None else f"{choices.pain:.0f}",
        "methods": methods_shown(choices.method),
        "muscles": muscles_shown(choices.muscle),
    }
