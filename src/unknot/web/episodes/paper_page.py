"""The sheet about one pain, to be saved or printed; in large print where wanted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override
from django.views.decorators.http import require_safe

from unknot.errors import NotEnoughData
from unknot.web.episodes.foretold import foretold
from unknot.web.episodes.gathered import gathered
from unknot.web.episodes.named import episode_title
from unknot.web.episodes.summary import paper_of_episode
from unknot.web.episodes.timeline import timeline_of
from unknot.web.languages import ENGLISH
from unknot.web.people.actions import called_of
from unknot.web.people.gate import episode_for
from unknot.web.people.models import Account
from unknot.web.people.views import when_opened

__all__ = ["paper"]

_NO_PDF = 503


@require_safe
@when_opened
def paper(request: HttpRequest, account: Account, *, episode_id: UUID) -> HttpResponse:
    """Send the sheet; where PDF cannot be made, say what is missing."""
    episode = episode_for(account, episode_id)
    records, now = gathered(episode), timezone.now()
    told = foretold(records, now=now)
    try:
        with override(ENGLISH):  # papers are in one language, that of the library's words
            title = episode_title(records.points, episode.recorded_at)
            shown = timeline_of(
                records, told, title=title, span=request.GET.get("span", ""), now=now
            )
            made = paper_of_episode(
                records,
                told,
                shown,
                called=called_of(episode.person_id),
                now=now,
                large=request.GET.get("large") == "1",
            )
    except NotEnoughData as error:
        context = {"tab": "timeline", "episode": episode, "why": str(error)}
        return render(request, "episodes/no_paper.html", context, status=_NO_PDF)
    name = f"unknot-{slugify(title) or 'summary'}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
