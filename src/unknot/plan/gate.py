"""The gate before a plan, a programme, advice or a forecast: which questions come first.

Screening judges the places; what was told of oneself opens questions besides, wherever they
usually stand. Those are answered by name: "none of these", said of all at once, cannot take
back a swollen calf, nor what a birth three weeks ago makes likely. Some other questions that
may wait before a ranking come first before hands are laid on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from unknot.facts.conditions import load_conditions
from unknot.facts.red_flags import RedFlag, load_red_flags, load_urgencies
from unknot.facts.told_warnings import ToldWarning, load_told_warnings
from unknot.facts.vocabularies import load_regions
from unknot.find.alerts import Alert, Weightier
from unknot.find.asking import fits_age
from unknot.find.red_flags import Answer, Screening, ScreeningInput, screen
from unknot.muscles.catalogue import load_muscles
from unknot.plan.person import conditions_of_person
from unknot.plan.query import PlanQuery, PointMark
from unknot.sides import Side, mirrored

__all__ = [
    "AskedByName",
    "asked_by_name",
    "blanket_no",
    "first_open",
    "raised_by_a_yes",
    "screening_of",
    "skin_over",
]

_ONCE_TREATED: Final = frozenset({"after_treatment", "no_progress"})
"""Cards of red_flag_conditions.jsonl that look back on a treatment."""


@dataclass(frozen=True, slots=True)
class AskedByName:
    """Why a question is asked by name, and whether a yes decides by itself."""

    why: str
    decides: bool
    """False where a yes counts only together with another one."""
    do: str
    """What to do on a yes to it in this person."""


def first_open(
    query: PlanQuery, screening: Screening, *, before_hands: bool = False
) -> tuple[str, ...]:
    """Return the first questions still to answer, those to be answered by name before others.

    Parameters
    ----------
    before_hands
        Whether a treatment is planned: then also what is asked anew before each of them.
    """
    asked = [*asked_by_name(query), *_brought_forward(query, screening)]
    if before_hands:
        asked += _asked_anew(query, screening)
    return tuple(dict.fromkeys([*asked, *screening.first_priority_open]))


def asked_by_name(query: PlanQuery) -> dict[str, AskedByName]:
    """Return the open questions that what was told speaks of, each with why it is asked."""
    flags = load_red_flags()
    meant = {flag for one in _told(query) for flag in one.means}
    return {
        flag: AskedByName(one.why, _decides(flags[flag], query, meant), _do(flags[flag], one))
        for one in _told(query)
        if one.by_name
        for flag in one.red_flags
        if flag not in query.answers and flag not in meant and fits_age(flags[flag], query.age)
    }


def _do(flag: RedFlag, told: ToldWarning) -> str:
    """Return what to do on a yes."""
    return told.do or flag.do or load_urgencies()[flag.urgency].do


def _decides(flag: RedFlag, query: PlanQuery, meant: set[str]) -> bool:
    """Say whether one more yes is enough."""
    if flag.combine is None:
        return True
    said = {one for one, answer in query.answers.items() if answer == "yes"} | meant
    return len(flag.combine.of & (said | {flag.id})) >= flag.combine.needs


def raised_by_a_yes(query: PlanQuery, questions: Iterable[str]) -> dict[str, Alert]:
    """Return what a yes to each question raises in this person, every other open one denied.

    Questions that raise nothing alone are left out; they count together with others.
    """
    asked = tuple(questions)
    still_open = screening_of(query).to_ask
    denied: dict[str, str] = {**dict.fromkeys((*still_open, *asked), "no"), **query.answers}
    found = {}
    for flag in asked:
        alerts = screening_of(replace(query, answers={**denied, flag: "yes"})).alerts
        first = next((alert for alert in alerts if flag in alert.raised_by), None)
        if first is not None:
            found[flag] = first
    return found


def blanket_no(query: PlanQuery) -> dict[str, str]:
    """Answer no to every open first question, but none that is to be answered by name."""
    by_name = asked_by_name(query)
    still_open = first_open(query, screening_of(query), before_hands=True)
    return {flag: "no" for flag in still_open if flag not in by_name}


def _brought_forward(query: PlanQuery, screening: Screening) -> list[str]:
    """Return the open questions that what was told brings first, but not by name."""
    told = [flag for one in _told(query) if not one.by_name for flag in one.red_flags]
    return [flag for flag in told if flag in screening.to_ask]


def _asked_anew(query: PlanQuery, screening: Screening) -> list[str]:
    """Return the open questions that come before every treatment."""
    anew = [flag.id for flag in load_red_flags().values() if _is_asked_anew(flag, query)]
    return [flag for flag in anew if flag in screening.to_ask]


def _is_asked_anew(flag: RedFlag, query: PlanQuery) -> bool:
    """Say whether a question comes before every treatment; some only once there was one."""
    if flag.condition in _ONCE_TREATED:
        return flag.every_session and bool(query.treatments_so_far)
    return flag.every_session


def _told(query: PlanQuery) -> tuple[ToldWarning, ...]:
    """Return the lines that hold for what was told and for the places."""
    held = conditions_of_person(query, None)
    near = {load_regions()[region].area for region, _ in _places(query)}
    return tuple(
        one
        for one in load_told_warnings()
        if (one.symptom in query.symptoms or one.condition in held or _is_for_all(one, query))
        and (not one.near or not near.isdisjoint(one.near))
        and _fits(one, query)
    )


def _is_for_all(one: ToldWarning, query: PlanQuery) -> bool:
    """Say whether a line needs nothing told; what is brought forward for some ages needs one."""
    needs_nothing = one.symptom is None and one.condition is None
    is_for_some_ages = one.age_from is not None or one.age_below is not None
    return needs_nothing and (query.age is not None or one.by_name or not is_for_some_ages)


def _fits(one: ToldWarning, query: PlanQuery) -> bool:
    """Say whether a line is for this age and this number of treatments."""
    if one.treatments_from is not None and (query.treatments_so_far or 0) < one.treatments_from:
        return False
    if query.age is None:
        return True
    return (one.age_from is None or query.age >= one.age_from) and (
        one.age_below is None or query.age < one.age_below
    )


def _weightier(query: PlanQuery) -> dict[str, Weightier]:
    """Return the questions that weigh more in this person."""
    return {
        flag: Weightier(one.urgency, f"{one.why[:1].upper()}{one.why[1:]}.", one.do)
        for one in _told(query)
        if one.urgency is not None
        for flag in one.red_flags
    }


def _meant(query: PlanQuery) -> dict[str, Answer]:
    """Return the questions that what was told answers with yes, once a yes stands beside it."""
    return {
        flag: "yes"
        for one in _told(query)
        if any(query.answers.get(asked, "no") != "no" for asked in one.red_flags)
        for flag in one.means
    }


def screening_of(query: PlanQuery) -> Screening:
    """Screen for warning signs at the points and at the painted places, the same gate as find."""
    sides: dict[str, set[str]] = {}
    for region, side in _places(query):
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
            answers={**query.answers, **_meant(query)},  # type: ignore[dict-item]
            both_sides=frozenset(
                region for region, seen in sides.items() if {"left", "right"} <= seen
            ),
            weightier=_weightier(query),
        )
    )


def _places(query: PlanQuery) -> list[tuple[str, Side]]:
    """Return where it hurts, and the skin over the points.

    Where nobody told where it hurts, it is asked as if it hurt wherever nearly everyone with
    such a point feels it; of a muscle without a told spot, with the first of its list.
    """
    return [*query.pain, *_at_the_points(query.points, is_pain_told=bool(query.pain))]


def skin_over(points: tuple[PointMark, ...]) -> tuple[tuple[str, Side], ...]:
    """Return the regions over points with their sides, whatever pain they send."""
    return tuple(_at_the_points(points, is_pain_told=True))


def _at_the_points(points: tuple[PointMark, ...], *, is_pain_told: bool) -> list[tuple[str, Side]]:
    """Return the regions over the points, and those of their pain, with their sides."""
    regions, found = load_regions(), []
    for point in points:
        sites = load_muscles()[point.muscle].sites
        for nth, site in enumerate(sites):
            if point.site not in (None, site.id):
                continue
            is_sent = not is_pain_told and (point.site is not None or nth == 0)
            for zone in (*site.local, *site.essential) if is_sent else site.local:
                side = _side_of(zone.side, point.side)
                found.append((zone.region, side if regions[zone.region].is_sided else "mid"))
    return found


def _side_of(zone: str, point: Side) -> Side:
    """Return the side of a zone of a point."""
    if zone == "both":
        return "both"
    return mirrored(point) if zone == "opposite" else point
