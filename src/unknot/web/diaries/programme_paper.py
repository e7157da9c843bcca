"""The week at home as PDF, to be saved or printed; in large print where wanted."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from unknot.errors import NotEnoughData
from unknot.exchange.papers.programme_paper import may_be_printed, programme_paper
from unknot.web.diaries.programme import built_programme
from unknot.web.people.gate import episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened
from unknot.web.zone import day_here

__all__ = ["paper"]

_NO_PDF: Final = 503


@require_safe
@when_opened
def paper(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Send the week as the page shows it; without one the page says why."""
    episode = episode_for(account, episode_id)
    now = timezone.now()
    built = built_programme(episode, now=now)
    if built.morning is None or not may_be_printed(built.morning):
        return HttpResponseRedirect(reverse("diaries:programme", args=[episode.pk]))
    try:
        made = programme_paper(
            built.morning,
            made_on=day_here(now),
            number=built.journey.emergency_number,
            large=request.GET.get("large") == "1",
        )
    except NotEnoughData as error:
        context = {"tab": "programme", "episode": episode, "why": str(error)}
        return render(request, "diaries/no_paper.html", context, status=_NO_PDF)
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="unknot-week.pdf"',
            "Cache-Control": "no-store",
        },
    )
