"""How to find the spot of one muscle, as the page shows it.

Landmarks, steps, one caution, what would tell it apart, and somewhere to go when it cannot
be found. The texts are those of the catalogue; where a muscle is felt from inside only, the
page says so and gives no steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext

from unknot.facts.network_tables import load_signs
from unknot.find.answer import Answer
from unknot.find.next_test import next_tests
from unknot.find.plain import test_in_words
from unknot.find.ranking import Candidate
from unknot.find.rows import hazards_of, outer_site, rows_of
from unknot.muscles.catalogue import Muscle, Site, load_muscles
from unknot.sides import LEFT_RIGHT, LeftRight
from unknot.web.names import muscle_here, muscle_with_side
from unknot.web.where.journey import Journey
from unknot.web.where.landmarks import between_landmarks, in_anatomy
from unknot.web.where.ranked import Chance, chance_shown, where_it_lies
from unknot.web.where.sources import SourceShown, checks_of, sources_of

__all__ = ["OtherMuscle", "OtherSite", "SpotShown", "candidate_named", "spot_shown"]

_TELL_APART: Final = 3
_TESTS_LOOKED_AT: Final = 60
_OTHERS: Final = 4
_TOOLS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "ball": gettext_lazy("A ball against a wall or the floor"),
        "fingers": gettext_lazy("Your fingers"),
        "pincer": gettext_lazy("Thumb and fingers, like a pincer"),
        "massage_stick": gettext_lazy("A massage stick"),
        "hook_cane": gettext_lazy("A hook cane"),
        "roller": gettext_lazy("A foam roller"),
    }
)


@dataclass(frozen=True, slots=True)
class OtherSite:
    """Another place of the same muscle."""

    id: str
    where: str
    chance: Chance


@dataclass(frozen=True, slots=True)
class OtherMuscle:
    """Another muscle worth trying."""

    muscle: str
    side: str
    name: str
    where: str
    chance: Chance


@dataclass(frozen=True, slots=True)
class SpotShown:
    """One spot, ready for the page."""

    muscle: str
    side: LeftRight
    name: str
    lies: str
    chance: Chance
    site: str
    landmarks: str
    anatomy: str
    steps: tuple[str, ...]
    question: str
    caution: str
    is_inside: bool
    verdict: str
    tell_apart: tuple[str, ...]
    twins: str
    sources: tuple[SourceShown, ...]
    checks: tuple[SourceShown, ...]
    other_sites: tuple[OtherSite, ...]
    other_muscles: tuple[OtherMuscle, ...]
    tool: str
    position: str
    stretch: str
    not_alone: str

    @property
    def test(self) -> str:
        """The name of the pressing test in forms."""
        return f"palpate:{self.muscle}:{self.side}"


def candidate_named(answer: Answer, muscle: str, side: str) -> Candidate:
    """Return the row of a muscle and side.

    Raises
    ------
    Http404
        There is no such muscle.
    """
    for candidate in answer.ranking.candidates:
        if (candidate.muscle, candidate.side) == (muscle, side):
            return candidate
    raise Http404


def spot_shown(
    answer: Answer, candidate: Candidate, journey: Journey, *, site: str = ""
) -> SpotShown:
    """Return the spot of a muscle as the page shows it.

    Parameters
    ----------
    site
        The site to show; the likeliest that can be felt from outside when it is not there.
    """
    muscle = load_muscles()[candidate.muscle]
    chosen = _site(muscle, candidate, site)
    care = muscle.self_care
    row = next(r for r in rows_of(answer.ranking.candidates, least=999) if muscle.id in r.muscles)
    return SpotShown(
        muscle=muscle.id,
        side=candidate.side,
        name=muscle_with_side(muscle.id, candidate.side),
        lies=where_it_lies(candidate),
        chance=chance_shown(candidate.probability),
        site=chosen.id if chosen else "",
        landmarks=between_landmarks(chosen) if chosen else "",
        anatomy=in_anatomy(chosen) if chosen else "",
        steps=_steps(chosen, muscle) if chosen else (),
        question=load_signs()["recognised_pain"].question,
        caution=_caution(muscle),
        is_inside=chosen is None,
        verdict=_verdict(answer, candidate),
        tell_apart=_tell_apart(answer, candidate, journey),
        twins=", ".join(muscle_here(one) for one in row.muscles if one != muscle.id),
        sources=sources_of(muscle),
        checks=checks_of(muscle),
        other_sites=_other_sites(muscle, candidate, chosen),
        other_muscles=_other_muscles(answer, candidate),
        tool="" if care.tool == "none" else str(_TOOLS.get(care.tool, care.tool)),
        position="" if care.tool == "none" else care.position or "",
        stretch=care.stretch or "",
        not_alone=care.not_recommended_reason or "",
    )


def _site(muscle: Muscle, candidate: Candidate, wanted: str) -> Site | None:
    """Return the site asked for, or the likeliest one that can be felt from outside."""
    for site in muscle.sites:
        if site.id == wanted and site.palpation != "internal":
            return site
    return outer_site(muscle, candidate)


def _steps(site: Site, muscle: Muscle) -> tuple[str, ...]:
    """Return the steps: find it, press, compare."""
    press = (
        pgettext(
            "safety",
            "It lies deep: press slowly and firmly, so that it hurts no more than 5 of 10.",
        )
        if site.depth == "deep"
        else pgettext("safety", "Press slowly, so that it hurts no more than 5 of 10.")
    )
    if site.palpation == "pincer" or muscle.self_care.tool == "pincer":
        press = pgettext(
            "safety",
            "Squeeze slowly between thumb and fingers, so that it hurts no more than 5 of 10.",
        )
    return (
        site.where,
        press,
        pgettext(
            "safety",
            "Look for a tender spot or cord that feels like the pain you know. Then let go.",
        ),
    )


def _caution(muscle: Muscle) -> str:
    """Return the one caution of a muscle, or the general one where none is of note."""
    hazards = hazards_of(muscle.id)
    if hazards:
        return capfirst("; ".join(hazards)) + "."
    return pgettext("safety", "Stop when it tingles, goes numb or shoots along the limb.")


def _verdict(answer: Answer, candidate: Candidate) -> str:
    """Return what pressing has shown so far: yes, no, or nothing."""
    for sign in answer.query.signs:
        if (sign.muscle, sign.side, sign.sign) == (
            candidate.muscle,
            candidate.side,
            "recognised_pain",
        ):
            return "yes" if sign.present else "no"
    return ""


def _tell_apart(answer: Answer, candidate: Candidate, journey: Journey) -> tuple[str, ...]:
    """Return the tests that tell most between this muscle and its look-alikes."""
    rows = rows_of(answer.ranking.candidates, least=_OTHERS)[:_OTHERS]
    near = {(row.candidate.muscle, row.candidate.side) for row in rows}
    near.discard((candidate.muscle, candidate.side))
    tests = [
        test
        for test in next_tests(answer.query, most=_TESTS_LOOKED_AT)
        if (test.kind, test.target, test.side) not in journey.put_aside
        and (test.kind != "palpate" or (test.target, test.side) in near)
    ]
    return tuple(test_in_words(test).removeprefix("Ask: ") for test in tests[:_TELL_APART])


def _other_sites(
    muscle: Muscle, candidate: Candidate, chosen: Site | None
) -> tuple[OtherSite, ...]:
    """Return the other sites that can be felt from outside, the likeliest first."""
    by_id = {site.id: site for site in muscle.sites}
    return tuple(
        OtherSite(one.site, by_id[one.site].where, chance_shown(one.probability))
        for one in candidate.sites
        if by_id[one.site].palpation != "internal" and (not chosen or one.site != chosen.id)
    )


def _other_muscles(answer: Answer, candidate: Candidate) -> tuple[OtherMuscle, ...]:
    """Return the next muscles of the ranking."""
    rows = [
        row.candidate
        for row in rows_of(answer.ranking.candidates, least=_OTHERS + 1)
        if row.candidate.muscle != candidate.muscle
    ]
    return tuple(
        OtherMuscle(
            one.muscle,
            one.side,
            muscle_with_side(one.muscle, one.side),
            where_it_lies(one),
            chance_shown(one.probability),
        )
        for one in rows[:_OTHERS]
        if one.side in LEFT_RIGHT
    )
