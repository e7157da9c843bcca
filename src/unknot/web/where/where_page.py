"""What the page "Where does it hurt?" shows: the tree of places and all that may be added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from unknot.facts.vocabularies import load_symptoms
from unknot.find.query import query_from
from unknot.web.names import qualities_here, symptom_here
from unknot.web.where.forms import WhereForm
from unknot.web.where.journey import Journey
from unknot.web.where.places import Mark, area_tree, joint_tree, marks_of

__all__ = ["where_page"]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the page holds, from a case or from a form that came back."""

    text: str
    marks: Mapping[str, Mark]
    limited: Mapping[str, Mark]
    symptoms: frozenset[str]
    is_everything: bool
    age: str
    sex: str
    pregnant: str
    drawing: str
    guess_first: bool


def where_page(journey: Journey, form: WhereForm | None = None) -> dict[str, Any]:
    """Return what the page's template needs."""
    held = _from_form(form.post) if form else _from_told(journey)
    joints = joint_tree(held.limited)
    symptoms = [
        {
            "id": one.id,
            "label": symptom_here(one.id),
            "is_ticked": one.id in held.symptoms,
        }
        for one in load_symptoms().values()
    ]
    return {
        "journey": journey,
        "held": held,
        "areas": area_tree(held.marks),
        "joints": joints,
        "symptoms": symptoms,
        "n_more": len(held.symptoms) + sum(joint.n_ticked for joint in joints),
        "qualities": qualities_here(),
        "problems": form.problems if form else [],
        "wrong": {problem.control for problem in form.problems} if form else set(),
    }


def _from_form(post: QueryDict) -> _Held:
    """Return what was typed, as it was typed."""
    marks = {
        value: Mark(post.get(f"intensity:{value}", ""), post.get(f"quality:{value}", ""))
        for value in post.getlist("region")
    }
    return _Held(
        text=post.get("text", ""),
        marks=marks,
        limited={value: Mark() for value in post.getlist("limited")},
        symptoms=frozenset(post.getlist("symptom")),
        is_everything=post.get("asked_anywhere_else") == "1",
        age=post.get("age", ""),
        sex=post.get("sex", ""),
        pregnant=post.get("pregnant", ""),
        drawing=post.get("drawing", ""),
        guess_first=post.get("guess_first") == "1",
    )


def _from_told(journey: Journey) -> _Held:
    """Return what the case says; painted places stand ticked."""
    told = journey.told
    if not told:
        return _Held("", {}, {}, frozenset(), False, "", "", "", "", False)
    query = query_from(told)
    pain = [
        {"region": m.region, "side": m.side, "intensity": m.intensity, "quality": m.quality}
        for m in query.pain
    ]
    limited = [{"region": m.movement, "side": m.side} for m in query.limited_movements]
    pregnant = query.about.get("pregnant")
    return _Held(
        text=query.text,
        marks=marks_of(pain),
        limited={
            f"{side}:{mark['region']}": Mark()
            for mark in limited
            for side in (("left", "right") if mark["side"] == "both" else (mark["side"],))
        },
        symptoms=frozenset(query.symptoms),
        is_everything=query.asked_anywhere_else,
        age="" if query.age is None else f"{query.age:g}",
        sex=query.sex or "",
        pregnant="" if pregnant is None else ("yes" if pregnant else "no"),
        drawing=journey.drawing_text,
        guess_first=_wants_guess(told),
    )


def _wants_guess(told: Mapping[str, Any]) -> bool:
    """Say whether a practitioner wants to guess before the ranking."""
    held = told.get("release")
    return isinstance(held, dict) and held.get("guess_first") is True
