"""Made-up people for comparing sums: drawn from the real catalogue, so sizes are real."""

from __future__ import annotations

import numpy as np

from unknot.facts.vocabularies import load_regions
from unknot.find.knowledge import Knowledge
from unknot.find.query import MovementMark, PainMark, Query, SignMark


def person_with(
    n_findings: int, knowledge: Knowledge, rng: np.random.Generator, *, n_points: int | None = None
) -> Query:
    """Draw a person with that many findings, made by active points of random muscles.

    Without ``n_points`` there is one point, and one more for every four findings.
    """
    while True:
        n = n_points or 1 + n_findings // 4
        culprits = rng.choice(len(knowledge.log_prior), n, replace=False)
        regions = _drawn(list(knowledge.region_row), knowledge.q_region[:, culprits], rng)
        symptoms = _drawn(list(knowledge.symptom_row), knowledge.q_symptom[:, culprits], rng)
        movements = _drawn(list(knowledge.movement_row), knowledge.q_movement[:, culprits], rng)
        n_other = int(rng.integers(0, n_findings // 3 + 1))
        extra = [*symptoms, *movements]
        rng.shuffle(extra)
        extra = extra[:n_other]
        pain = _without_wholes(regions)[: n_findings - len(extra)]
        if len(pain) + len(extra) == n_findings:
            break
    told = [entry for entry in extra if isinstance(entry, str)]
    limited = [entry for entry in extra if not isinstance(entry, str)]
    return Query(
        pain=tuple(
            PainMark(region, side, float(rng.integers(1, 11)) if rng.random() < 0.5 else None)
            for region, side in pain
        ),
        asked_anywhere_else=bool(rng.random() < 0.5),
        symptoms=tuple(told),
        absent_symptoms=tuple(
            symptom
            for symptom in rng.choice(list(knowledge.symptom_row), 2, replace=False).tolist()
            if symptom not in told
        ),
        limited_movements=tuple(MovementMark(movement, side) for movement, side in limited),
        signs=_signs(knowledge, culprits, rng),
    )


def scattered(n_findings: int, knowledge: Knowledge, rng: np.random.Generator) -> Query:
    """Draw a person who hurts in many places that have nothing to do with each other."""
    places = list(knowledge.region_row)
    while True:
        drawn = [places[row] for row in rng.permutation(len(places))]
        pain = _without_wholes(drawn)[:n_findings]
        if len(pain) == n_findings:
            return Query(pain=tuple(PainMark(region, side) for region, side in pain))


def _drawn(names: list, strength: np.ndarray, rng: np.random.Generator) -> list:
    """Draw names without replacement, the likelier ones first."""
    chance = 1 - np.prod(1 - strength, axis=1)
    rows = np.flatnonzero(chance > 1e-3)
    urgency = rng.random(len(rows)) ** (1 / chance[rows])
    return [names[row] for row in rows[np.argsort(-urgency)]]


def _without_wholes(places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep one of a whole and its parts on each side, so that each place is one finding."""
    regions = load_regions()
    kept: dict[tuple[str, str], tuple[str, str]] = {}
    for region, side in places:
        kept.setdefault((regions[region].parent or region, side), (region, side))
    return list(kept.values())


def _signs(
    knowledge: Knowledge, culprits: np.ndarray, rng: np.random.Generator
) -> tuple[SignMark, ...]:
    """Press one of the culprits in half of the people."""
    if rng.random() < 0.5:
        return ()
    muscle = knowledge.muscles[knowledge.cause_muscle[culprits[0]]]
    return (SignMark(muscle, "left", "recognised_pain", bool(rng.random() < 0.7)),)
