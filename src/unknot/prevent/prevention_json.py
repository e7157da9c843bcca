"""The answer of ``unknot prevent``, from a whole prevention.

The JSON carries the whole answer; a surface for people shows none of it before the first
warning-sign questions are answered (``Prevention.may_show``).
"""

from __future__ import annotations

from typing import Any, Final

from unknot.facts.red_flags import load_urgencies
from unknot.facts.version import facts_version
from unknot.plan.gate import first_open
from unknot.plan.letter import letter_of
from unknot.prevent.factors import LinkedFactor
from unknot.prevent.prevention import Prevention
from unknot.prevent.programme_json import alerts_as_json, break_as_json
from unknot.prevent.worth import HOME_CARE, Worth

__all__ = ["NOBODY_MEASURED", "SURE", "prevention_as_json"]

SURE: Final = {
    "high": "well supported",
    "moderate": "fairly well supported",
    "low": "weakly supported",
    "very low": "hardly supported: mostly opinion and experience",
}
NOBODY_MEASURED: Final = (
    "How much this does for a point that is already there has not been measured, so no figure is "
    "given."
)
_APPOINTMENT: Final = "Make an appointment and tell what you answered here."
_NOT_ASKED: Final = (
    'What it may be worth was not worked out: add today\'s date as "now", better with a diary.'
)


def prevention_as_json(found: Prevention) -> dict[str, Any]:
    """Return the prevention in the shape of the contract."""
    query, screening = found.query, found.screening
    is_stopped = screening.stops
    doctor = () if is_stopped else found.sorted.doctor
    return {
        "id": query.plan.id,
        "blocked_by": [
            {
                "id": alert.id,
                "kind": "warning_sign",
                "level": alert.urgency,
                "why": alert.why,
                "do": alert.do,
            }
            for alert in screening.alerts
            if load_urgencies()[alert.urgency].stops
        ],
        "alerts": alerts_as_json(screening),
        "first_priority_open": list(first_open(found.query.plan, screening)),
        "to_ask": list(screening.to_ask),
        "factors_to_ask": [_question(one) for one in found.sorted.to_ask],
        "doctor_to_ask": [] if is_stopped else _doctor_questions(found),
        "doctor": [_doctor(one) for one in doctor],
        "changes": [] if is_stopped else [_change(one, found) for one in found.sorted.changes],
        "later": [] if is_stopped else [_brief(one) for one in found.sorted.later],
        "not_linked": [] if is_stopped else [_brief(one) for one in found.sorted.not_linked],
        "urgent": [] if is_stopped else _urgent(found),
        "programme_worth": _worth(found.worths.get(HOME_CARE)) if found.worths else None,
        "breaks": [break_as_json(one) for one in found.breaks],
        "letter": letter_of(query.plan, screening),
        "not_used": [f"field '{name}'" for name in query.ignored],
        "facts_version": facts_version(),
    }


def _question(one: LinkedFactor) -> dict[str, Any]:
    """Return a question that is still open."""
    return {
        **_brief(one),
        "question": one.asked.question,
        "answers": [
            {"id": answer.id, "label": answer.label} for answer in one.asked.answers.values()
        ],
    }


def _doctor_questions(found: Prevention) -> list[dict[str, Any]]:
    """Return the questions that decide whether a doctor should look first."""
    return [
        {"factor": one.factor.id, "name": one.factor.name, "question": one.asked.doctor_question}
        for one in found.linked
        if one.is_present
        and one.asked.doctor_when == "asked"
        and one.factor.id not in found.query.doctor
    ]


def _doctor(one: LinkedFactor) -> dict[str, Any]:
    """Return what a doctor should look at."""
    return {
        **_brief(one),
        "why": f"Worth a doctor's look: {one.factor.refer or one.factor.name}.",
        "do": one.factor.advice if one.asked.doctor_when == "always" else _APPOINTMENT,
        "evidence": _evidence(one),
    }


def _change(one: LinkedFactor, found: Prevention) -> dict[str, Any]:
    """Return one change with what it may be worth and how sure that is."""
    change = one.asked.forecast_change
    worth = found.worths.get(change) if found.worths is not None and change else None
    why_none = None if worth else NOBODY_MEASURED if change is None else _why_none(found)
    is_open = one.asked.doctor_when == "asked" and one.factor.id not in found.query.doctor
    refer = one.factor.refer if is_open else None
    return {
        **_brief(one),
        "change": one.asked.change,
        "advice": one.factor.advice,
        "answer": one.answer,
        "answer_in_words": one.asked.answers[one.answer].label if one.answer else None,
        "share": one.share,
        "worth": _worth(worth),
        "no_worth_because": why_none,
        "sure": SURE[one.factor.evidence_grade],
        "evidence": _evidence(one),
        "see_doctor_if": refer,
        "recheck_weeks": one.factor.recheck_weeks,
    }


def _why_none(found: Prevention) -> str:
    """Say why the model gave no figure."""
    if found.worths is None:
        return _NOT_ASKED
    return "The plan that was told holds this change already."


def _worth(worth: Worth | None) -> dict[str, Any] | None:
    """Return what a change may be worth."""
    if worth is None:
        return None
    return {
        "change": worth.change,
        "relieved_days": [round(days, 1) for days in worth.relieved_days],
        "followed_days": worth.followed_days,
        "mean_pain": round(worth.mean_pain, 2),
        "better_by_one_point": round(worth.better_by_one_point, 3),
        "in_words": worth.in_words,
        "rests_on": worth.rests_on,
        "basis": worth.basis,
    }


def _brief(one: LinkedFactor) -> dict[str, Any]:
    """Return a factor with the points it is linked to."""
    return {
        "factor": one.factor.id,
        "name": one.factor.name,
        "group": one.asked.group,
        "points": [
            {"muscle": point.muscle, "side": point.side, "site": point.site} for point in one.points
        ],
        "touches_all": one.asked.reach == "all",
        "link": round(one.link, 3),
    }


def _evidence(one: LinkedFactor) -> dict[str, Any]:
    """Return how good the ground is."""
    return {
        "grade": one.factor.evidence_grade,
        "summary": one.factor.evidence,
        "sources": list(one.factor.sources),
        "source_seen": one.factor.source_seen,
    }


def _urgent(found: Prevention) -> list[str]:
    """Return what is said whenever a factor is present; the number is filled in by the surface."""
    return [one.asked.urgent for one in found.linked if one.is_present and one.asked.urgent]
