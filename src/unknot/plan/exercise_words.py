"""How the exercises of the home programme are told: by name, for which points, step by step."""

from __future__ import annotations

from unknot.plan.decide import Decision
from unknot.plan.exercising import Chosen
from unknot.plan.query import PlanQuery
from unknot.plan.wording import point_in_words

__all__ = ["exercises_in_words"]


def exercises_in_words(
    chosen: list[Chosen], decision: Decision, query: PlanQuery, *, is_careful: bool
) -> str:
    """Say how each exercise is done, for which points, and when more is added."""
    later = "When it is easy on two days, add a second round."
    if is_careful:
        later = "Do not do more until your doctor, nurse or therapist says yes."
    elif decision.stage.is_sensitive:
        later = "Add a second round only after two calm days."
    return " ".join([*(_in_words(one, query) for one in chosen), later])


def _in_words(one: Chosen, query: PlanQuery) -> str:
    """Say how one exercise is done and for what."""
    names = "; ".join(dict.fromkeys(point_in_words(point, query.setting) for point in one.points))
    side = ""
    if one.exercise.is_one_sided:
        sides = dict.fromkeys(point.side for point in one.points)
        side = f", {' and '.join(sides)} side"
    return f"{one.exercise.name}{side}, for: {names}. {one.level.text}"
