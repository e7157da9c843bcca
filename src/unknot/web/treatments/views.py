"""The answer to "how was it in the days after?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.errors import InvalidInput
from unknot.web.episodes.gathered import latest_case
from unknot.web.episodes.keeping import case_resumed
from unknot.web.episodes.models import Episode
from unknot.web.episodes.named import point_name
from unknot.web.people.gate import treatment_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.release.measures import happenings
from unknot.web.release.numbers import is_blank, number_typed
from unknot.web.release.planned import Reason, plan_of
from unknot.web.release.state import HARMS, release_from
from unknot.web.treatments.actions import keep_after_effect
from unknot.web.where.forms import Problem
from unknot.web.where.journey import Journey
from unknot.web.zone import here

__all__ = ["afterwards"]

_UNUSABLE: Final = 422
_LARGEST: Final = 10
_GRAVE: Final = "breath"


@require_http_methods(["GET", "HEAD", "POST"])
@when_opened
def afterwards(request: HttpRequest, account: Account, *, treatment_id: UUID) -> HttpResponse:
    """Ask how sore it was and whether anything came that was not expected; keep the answer."""
    treatment = treatment_for(account, treatment_id)
    problems: list[Problem] = []
    given = request.POST.get("soreness", "")
    events = [one for one in HARMS if one in request.POST.getlist("event")]
    says_nothing = request.POST.get("nothing") == "1"
    if request.method == "POST":
        soreness = _soreness(given, problems)
        _check_events(events, says_nothing=says_nothing, problems=problems)
        if not problems:
            keep_after_effect(treatment, at=timezone.now(), soreness=soreness, events=events,
                              by=account, now=timezone.now())  # fmt: skip
            if not events:
                return HttpResponseRedirect(
                    reverse("diaries:today_of", args=[treatment.episode_id])
                )
            shown = {
                "tab": "today",
                "episode": treatment.episode,
                "treatment": treatment,
                "is_grave": _GRAVE in events,
                "journey": Journey(),
                "not_normal": _not_normal(treatment.episode),
            }
            return render(request, "treatments/noted.html", shown)
    asked = {
        "tab": "today",
        "episode": treatment.episode,
        "treatment": treatment,
        "name": point_name(treatment.point.muscle, treatment.point.side),
        "when": date_format(here(treatment.at), "l, j F, H:i"),
        "given": given,
        "events": [
            {"key": one.key, "words": one.label, "is_ticked": one.key in events}
            for one in happenings()
        ],
        "says_nothing": says_nothing,
        "problems": problems,
    }
    status = _UNUSABLE if problems else 200
    return render(request, "treatments/afterwards.html", asked, status=status)


def _not_normal(episode: Episode) -> tuple[Reason, ...]:
    """Return what is not to be expected after the plan of an episode, and what to do."""
    told = latest_case(episode)
    if told is None:
        return ()
    journey = case_resumed(told.case, episode)
    try:
        return plan_of(release_from(journey), journey).not_normal
    except InvalidInput:
        return ()


def _soreness(given: str, problems: list[Problem]) -> float | None:
    """Return the soreness, None where it was left alone."""
    if is_blank(given):
        return None
    number = number_typed(given)
    if number is None or not 0 <= number <= _LARGEST:
        text = _("'%(value)s' is not on the scale from 0 to 10.")
        problems.append(Problem("id_soreness", text % {"value": given[:20]}))
        return None
    return number


def _check_events(events: Sequence[str], *, says_nothing: bool, problems: list[Problem]) -> None:
    """Complain where it is not told whether anything came, or told both ways."""
    if events and says_nothing:
        text = _("'Nothing' and something that came are both ticked. Untick one.")
        problems.append(Problem("nothing", text))
    elif not events and not says_nothing:
        text = _("Did anything come that you did not expect? Tick it, or tick 'Nothing'.")
        problems.append(Problem("nothing", text))
