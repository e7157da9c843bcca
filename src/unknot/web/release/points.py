"""The points of a treatment with their pictures, and the muscles a practitioner chooses from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from unknot.facts.network_tables import Sign, load_signs
from unknot.find.answer import Answer
from unknot.find.rows import rows_of
from unknot.muscles.catalogue import load_muscles
from unknot.web.names import muscle_with_side
from unknot.web.release.forms import signs_asked
from unknot.web.release.plan_door import state_of_point
from unknot.web.release.planned import Planned, PlannedPoint, Step
from unknot.web.release.state import Point, Release
from unknot.web.where.pictures import Drawn, picture_of_spot
from unknot.web.where.ranked import Chance, chance_shown

__all__ = ["hypothesis_shown", "points_shown", "treatment_shown"]

_GUESSES: Final = 5
_STATE_WORDS: Final[Mapping[str, Any]] = {
    "active": gettext_lazy("brings on your pain"),
    "latent": gettext_lazy("tender, without your pain"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A muscle a practitioner may think of, with its place in the ranking."""

    key: str
    name: str
    chance: Chance


@dataclass(frozen=True, slots=True)
class SignShown:
    """One palpation question at a point."""

    name: str
    sign: Sign
    answer: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """One point with its questions."""

    number: int
    point: Point
    name: str
    where: str
    drawn: Drawn
    signs: tuple[SignShown, ...]
    weeks: str
    state: str


@dataclass(frozen=True, slots=True)
class Worked:
    """One point of the treatment with its picture and steps."""

    planned: PlannedPoint
    drawn: Drawn
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is left of a treatment, all of it on one page."""

    points: tuple[Worked, ...]
    first: Step
    n_steps: int
    seconds: int

    @property
    def minutes(self) -> int:
        """About so many minutes in all."""
        return max(1, round(self.seconds / 60))


def hypothesis_shown(answer: Answer) -> tuple[Guess, ...]:
    """Return the muscles to choose from, by name: their order gives nothing away."""
    rows = rows_of(answer.ranking.candidates, least=_GUESSES)[:_GUESSES]
    guesses = [
        Guess(
            f"{row.candidate.muscle}:{row.candidate.side}",
            muscle_with_side(row.candidate.muscle, row.candidate.side),
            chance_shown(row.candidate.probability),
        )
        for row in rows
    ]
    return tuple(sorted(guesses, key=lambda one: one.name))


def points_shown(release: Release, told: Mapping[str, Any]) -> tuple[PointShown, ...]:
    """Return the points with what was felt so far."""
    return tuple(
        _point_shown(point, release, told, number=number)
        for number, point in enumerate(release.points, start=1)
    )


def treatment_shown(planned: Planned, *, first: int = 1) -> Treatment:
    """Return what is left of the treatment from one step on."""
    points = []
    for number, point in enumerate(planned.points, start=1):
        steps = tuple(step for step in point.steps if step.number >= first)
        if steps:
            points.append(Worked(point, _picture(point.point, number), steps))
    left = [step for point in points for step in point.steps]
    seconds = sum(step.seconds * step.repeats + step.rest_s * step.repeats for step in left)
    return Treatment(tuple(points), left[0], len(planned.steps), seconds)


def _point_shown(
    point: Point, release: Release, told: Mapping[str, Any], *, number: int
) -> PointShown:
    """Return one point."""
    site = next(one for one in load_muscles()[point.muscle].sites if one.id == point.site)
    state = state_of_point(point, told)
    return PointShown(
        number=number,
        point=point,
        name=muscle_with_side(point.muscle, point.side),
        where=site.where,
        drawn=_picture(point, number),
        signs=tuple(
            SignShown(f"felt:{sign}:{point.key}", load_signs()[sign], _felt(point, sign, told))
            for sign in signs_asked(release.setting)
        ),
        weeks="" if point.weeks is None else f"{point.weeks:g}",
        state=str(_STATE_WORDS[state]) if state else "",
    )


def _felt(point: Point, sign: str, told: Mapping[str, Any]) -> str:
    """Return what was felt before: yes, no, or nothing."""
    for one in told.get("signs") or ():
        key = (one.get("muscle"), one.get("side"), one.get("sign"))
        if key == (point.muscle, point.side, sign):
            return "yes" if one.get("present") else "no"
    return ""


def _picture(point: Point, number: int) -> Drawn:
    """Return the body around a point; several may stand on one page."""
    drawn = picture_of_spot(muscle=point.muscle, side=point.side, site=point.site)
    own = mark_safe(drawn.svg.replace("drawn-", f"point{number}-"))  # noqa: S308 -- drawn by us
    return replace(drawn, svg=own)
