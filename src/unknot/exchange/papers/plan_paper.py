"""A plan as PDF on A4, black on white, to hand out or to keep.

Typst sets it (docs/decisions/0017), from the extra ``pdf``. What the plan says travels as
JSON beside the template, never inside it, so no word of a person can become a command. No
clock is read, nothing is fetched, and only the fonts inside Typst are used: the same plan on
the same day gives the same bytes. What it does not do: decide who may see a plan.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from unknot.errors import NotEnoughData
from unknot.exchange.papers.content import content_of
from unknot.exchange.papers.result import PaperResult
from unknot.plan.plan import Plan

__all__ = ["plan_paper"]

_TEMPLATE: Final = Path(__file__).parent / "plan.typ"
_ACCESSIBLE: Final = "ua-1"
"""PDF for screen readers: title, language, order and picture texts are checked when set."""


def plan_paper(
    plan: Plan, *, made_on: date, number: str, result: PaperResult | None = None
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

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed; the message says how to get it.
    """
    try:
        import typst  # noqa: PLC0415 -- an extra, wanted only here
    except ImportError as error:
        raise NotEnoughData(
            "PDF needs the extra 'pdf'. Install it with: pip install 'unknot[pdf]' "
            "- or print the plan as text, without -o."
        ) from error
    content = content_of(plan, made_on=made_on, number=number, result=result)
    return bytes(
        typst.compile(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
            pdf_standards=_ACCESSIBLE,
        )
    )
