"""A letter for the doctor when warning signs say so: what was told, nothing concluded."""

from __future__ import annotations

from typing import Any

from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.find.red_flags import Screening
from unknot.plan.query import PlanQuery
from unknot.plan.wording import point_in_words

__all__ = ["letter_of"]


def letter_of(query: PlanQuery, screening: Screening) -> dict[str, Any] | None:
    """Return the letter, or None when no warning sign was reported."""
    if not screening.alerts or screening.level is None:
        return None
    flags = load_red_flags()
    told = [
        f"- {flags[flag].question} {answer}."
        for flag, answer in query.answers.items()
        if answer in ("yes", "unsure")
    ]
    causes = list(
        dict.fromkeys(cause for one in screening.alerts for cause in one.may_need_ruling_out)
    )
    points = "; ".join(point_in_words(point) for point in query.points)
    who = "" if query.age is None else f" (age {query.age:g})"
    lines = [
        "Dear colleague,",
        f"this person{who} was to be worked on for muscle pain ({points}). Before that these "
        "warning signs were asked, and answered:",
        *told,
        f"May need ruling out, among other causes: {', '.join(causes)}." if causes else "",
        "Nothing was examined here beyond these questions. Please judge whether more is needed "
        "and whether hands-on work, stretching or a needle is acceptable.",
    ]
    return {
        "urgency": screening.level,
        "label": load_urgencies()[screening.level].label,
        "text": "\n".join(line for line in lines if line),
    }
