"""The gate before a plan, a programme, advice or a forecast: which questions come first.

Screening judges the places; what was told of oneself opens questions besides, wherever they
usually stand. Those are answered by name: "none of these", said of all at once, cannot take
back a swollen calf, nor what a birth three weeks ago makes likely.
"""

from __future__ import annotations

from unknot.facts.conditions import load_conditions
from unknot.facts.told_warnings import load_told_warnings
from unknot.facts.vocabularies import load_regions
from unknot.find.red_flags import Screening, ScreeningInput, screen
from unknot.muscles.catalogue import load_muscles
from unknot.plan.person import conditions_of_person
from unknot.plan.query import PlanQuery, PointMark
from unknot.sides import Side, mirrored

__all__ = ["asked_by_name", "blanket_no", "first_open", "screening_of"]


def first_open(query: PlanQuery, screening: Screening) -> tuple[str, ...]:
    """Return the first questions still to answer, those to be answered by name before others."""
    return tuple(dict.fromkeys([*asked_by_name(query), *screening.first_priority_open]))


def asked_by_name(query: PlanQuery) -> dict[str, str]:
    """Return the open questions that what was told speaks of, each with why it is asked."""
    held = conditions_of_person(query, None)
    places = [*query.pain, *_over_the_points(query.points)]
    near = {load_regions()[region].area for region, _ in places}
    return {
        flag: one.why
        for one in load_told_warnings()
        if (one.symptom in query.symptoms or one.condition in held)
        and (not one.near or not near.isdisjoint(one.near))
        for flag in one.red_flags
        if flag not in query.answers
    }


def blanket_no(query: PlanQuery) -> dict[str, str]:
    """Answer no to every open first question, but none that is to be answered by name."""
    by_name = asked_by_name(query)
    still_open = screening_of(query).first_priority_open
    return {flag: "no" for flag in still_open if flag not in by_name}


def screening_of(query: PlanQuery) -> Screening:
    """Screen for warning signs at the points and at the painted places, the same gate as find."""
    sides: dict[str, set[str]] = {}
    for region, side in (*query.pain, *_over_the_points(query.points)):
        whole = load_regions()[region].parent
        for one in (region,) if whole is None else (region, whole):
            sides.setdefault(one, set()).update(("left", "right") if side == "both" else (side,))
    about = dict(query.about)
    if any(load_conditions()[one].about == "pregnant" for one in query.conditions):
        about["pregnant"] = True
    if about.get("pregnant"):
        about |= {"pregnant_or_postpartum": True, "could_be_pregnant": True}
    return screen(
        ScreeningInput(
            pain_regions=frozenset(sides),
            symptoms=frozenset(query.symptoms),
            age=query.age,
            sex=query.sex if query.sex in ("female", "male") else None,
            about=about,
            answers=query.answers,  # type: ignore[arg-type]
            both_sides=frozenset(
                region for region, seen in sides.items() if {"left", "right"} <= seen
            ),
        )
    )


def _over_the_points(points: tuple[PointMark, ...]) -> list[tuple[str, Side]]:
    """Return the regions over the points with their sides."""
    regions, found = load_regions(), []
    for point in points:
        for site in load_muscles()[point.muscle].sites:
            if point.site not in (None, site.id):
                continue
            for zone in site.local:
                side: Side = mirrored(point.side) if zone.side == "opposite" else point.side
                found.append((zone.region, side if regions[zone.region].is_sided else "mid"))
    return found
