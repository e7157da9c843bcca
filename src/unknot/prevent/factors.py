"""What feeds these points: answers linked to the person's muscles, ordered, few at a time.

A factor counts when its answer says so and a muscle of the person names it, or when it
touches every muscle (sleep, stress, moving little). The order is how much it is there, times
how closely it is linked, times how good the ground is. Nothing here says what a change is
worth (`worth`), and nothing is advised where the file says that a doctor should look first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unknot.facts.factor_questions import FactorQuestion, load_factor_questions
from unknot.facts.factors import Factor, load_factors
from unknot.facts.programmes import load_programme_parameters
from unknot.muscles.catalogue import load_muscles
from unknot.plan.order import order_points
from unknot.plan.query import PointMark

__all__ = ["LinkedFactor", "Sorted", "linked_factors", "sorted_factors"]


@dataclass(frozen=True, slots=True)
class LinkedFactor:
    """One factor beside the person's points."""

    factor: Factor
    asked: FactorQuestion
    points: tuple[PointMark, ...]
    """The points whose muscles name it; for one that touches every muscle, all of them."""
    link: float
    """0: no muscle of the person, 1: every one names it."""
    answer: str | None
    share: float | None
    """How much it is there; None: not told, or not known."""

    @property
    def is_present(self) -> bool:
        """Whether the answer says that it is there."""
        least = load_programme_parameters()["factor_counts_from"].value
        return self.share is not None and self.share >= least

    @property
    def score(self) -> float:
        """Place in the order: how much, how closely, how well supported."""
        return (self.share or 0.0) * self.rank

    @property
    def rank(self) -> float:
        """Place in the order of questions: how closely, how well supported."""
        grade = self.factor.evidence_grade.replace(" ", "_")
        return self.link * load_programme_parameters()[f"grade_{grade}"].value


@dataclass(frozen=True, slots=True)
class Sorted:
    """The factors of a person, by what follows."""

    doctor: tuple[LinkedFactor, ...]
    """A doctor should look at them instead."""
    changes: tuple[LinkedFactor, ...]
    """What to change now, few at a time, one of a kind."""
    later: tuple[LinkedFactor, ...]
    """Present too, for when the first changes have settled."""
    not_linked: tuple[LinkedFactor, ...]
    """Present, but no muscle of the person names them."""
    to_ask: tuple[LinkedFactor, ...]
    """Not told yet, the most telling first."""


def linked_factors(
    points: Sequence[PointMark], answers: Mapping[str, str]
) -> tuple[LinkedFactor, ...]:
    """Return every factor with its link to the points and what was answered, in file order."""
    ordered = [one.point for one in order_points(points)]
    next_point = load_programme_parameters()["worth_next_point"].value
    weights = [next_point**rank for rank in range(len(ordered))]
    found = []
    for asked in load_factor_questions().values():
        links = [_link(asked, point) for point in ordered]
        answer = answers.get(asked.factor)
        found.append(
            LinkedFactor(
                factor=load_factors()[asked.factor],
                asked=asked,
                points=tuple(p for p, link in zip(ordered, links, strict=True) if link > 0),
                link=sum(w * link for w, link in zip(weights, links, strict=True)) / sum(weights),
                answer=answer,
                share=None if answer is None else asked.answers[answer].share,
            )
        )
    return tuple(found)


def sorted_factors(
    linked: Sequence[LinkedFactor], doctor: Mapping[str, bool], *, most: int | None = None
) -> Sorted:
    """Sort the factors by what follows.

    Parameters
    ----------
    doctor
        Answers to the questions that decide whether a doctor should look first.
    most
        Changes at a time; the usual few unless told otherwise.
    """
    n_most = most or int(load_programme_parameters()["changes_at_once"].value)
    present = sorted((one for one in linked if one.is_present), key=lambda one: -one.score)
    to_doctor = [one for one in present if _leads_to_doctor(one, doctor)]
    open_to_change = [one for one in present if one not in to_doctor and one.link > 0]
    changes: list[LinkedFactor] = []
    for one in open_to_change:
        is_new = one.asked.group not in {other.asked.group for other in changes}
        if is_new and len(changes) < n_most:
            changes.append(one)
    return Sorted(
        doctor=tuple(to_doctor),
        changes=tuple(changes),
        later=tuple(one for one in open_to_change if one not in changes),
        not_linked=tuple(one for one in present if one not in to_doctor and one.link == 0),
        to_ask=tuple(
            sorted(
                (one for one in linked if one.answer is None and one.link > 0),
                key=lambda one: -one.rank,
            )
        ),
    )


def _link(asked: FactorQuestion, point: PointMark) -> float:
    """Return how closely a factor is linked to one point."""
    if asked.factor in load_muscles()[point.muscle].perpetuated_by:
        return 1.0
    return load_programme_parameters()["link_all"].value if asked.reach == "all" else 0.0


def _leads_to_doctor(one: LinkedFactor, doctor: Mapping[str, bool]) -> bool:
    """Say whether a doctor should look at a present factor."""
    if one.asked.doctor_when == "always":
        return True
    return one.asked.doctor_when == "asked" and doctor.get(one.factor.id, False)
