"""The plan and the sheet to take along as PDF, made for one request and kept nowhere."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from unknot.exchange.papers.plan_paper import plan_paper
from unknot.exchange.papers.result import PaperResult
from unknot.plan.plan import plan_from, plan_query_from
from unknot.web.languages import ENGLISH
from unknot.web.release.changes import result_shown
from unknot.web.release.plan_door import case_of
from unknot.web.release.state import Release
from unknot.web.where.journey import Journey

__all__ = ["handout_paper", "paper_of"]


def paper_of(
    release: Release,
    journey: Journey,
    *,
    made_on: date,
    large: bool = False,
    result: PaperResult | None = None,
) -> bytes:
    """Return the plan as PDF.

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed.
    """
    plan = plan_from(plan_query_from(case_of(release, journey)))
    number = journey.emergency_number
    return plan_paper(plan, made_on=made_on, number=number, result=result, large=large)


@override(ENGLISH)
def handout_paper(
    release: Release, journey: Journey, *, made_on: date, large: bool = False
) -> bytes:
    """Return the sheet to take along as PDF: what changed, then the plan.

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed.
    """
    shown = result_shown(release, journey.told)
    result = PaperResult(
        title=_("What was done, and what comes now"),
        said=shown.title,
        lead=shown.lead,
        rows=tuple((one.name, one.before, one.after, one.error, one.word) for one in shown.changes),
        is_stopped=release.stopped is not None,
    )
    return paper_of(release, journey, made_on=made_on, result=result, large=large)
