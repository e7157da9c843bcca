"""How the exercises of the home programme are told: by name, for which points, step by step."""

from __future__ import annotations

from unknot.plan.at_home import read_out
from unknot.plan.decide import Decision
from unknot.plan.exercising import Chosen
from unknot.plan.query import PlanQuery
from unknot.plan.wording import point_in_words

__all__ = ["exercises_in_words"]


def exercises_in_words(
    chosen: list[Chosen], decision: Decision, query: PlanQuery, *, most_s: int, is_careful: bool
) -> str:
    """Say how each exercise is done, for which points, and when more is added.

    Parameters
    ----------
    most_s
        Longest time of one repeat. [s]
    """
    later = "When it is easy on two days, add a second round."
    if is_careful:
        later = "Do not do more until your doctor, nurse or therapist says yes."
    elif decision.stage.is_sensitive:
        later = "Add a second round only after two calm days."
    told = [_in_words(one, query) for one in chosen]
    if len(told) > 1:
        told = [
            f"({n}) {text} {min(one.level.seconds_each, most_s)} s each time."
            for n, (text, one) in enumerate(zip(told, chosen, strict=True), 1)
        ]
    return " ".join([*told, later])


def _in_words(one: Chosen, query: PlanQuery) -> str:
    """Say how one exercise is done and for what."""
    names = "; ".join(dict.fromkeys(point_in_words(point, "home") for point in one.points))
    side = ""
    if one.exercise.is_one_sided:
        sides = dict.fromkeys(point.side for point in one.points)
        side = f", {' and '.join(sides)} side"
    return f"{one.exercise.name}{side}, for: {names}. {read_out(one.level.text, query)}"
