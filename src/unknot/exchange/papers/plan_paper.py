"""A plan as PDF on A4, black on white, to hand out or to keep.

The same plan on the same day gives the same bytes. What it does not do: decide who may see a
plan.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from unknot.exchange.papers.content import content_of
from unknot.exchange.papers.result import PaperResult
from unknot.exchange.papers.typesetting import typeset
from unknot.plan.plan import Plan

__all__ = ["plan_paper"]

_TEMPLATE: Final = Path(__file__).parent / "plan.typ"


def plan_paper(
    plan: Plan,
    *,
    made_on: date,
    number: str,
    result: PaperResult | None = None,
    large: bool = False,
) -> bytes:
    """Return a plan as PDF.

    A plan that warning signs stop prints what to do now; one that waits for answers prints
    the questions; one that is blocked prints by what, and what to do. None of them shows a
    method.

    Parameters
    ----------
    plan
        The plan, for a clinic or for home.
    made_on
        Day that is printed on it.
    number
        Emergency number, or how to find it.
    result
        What changed; it stands above the plan, under a heading of its own.
    large
        Large print for tired or weak eyes; it takes more pages.

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed; the message says how to get it.
    """
    content = content_of(plan, made_on=made_on, number=number, result=result)
    return typeset(_TEMPLATE, content, large=large)
