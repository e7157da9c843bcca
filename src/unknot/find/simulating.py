"""How the ranking bears noise: on published cases drawn badly, and on simulated patients.

Simulated patients have one or two muscles on, drawn by how common they are; each essential
zone hurts with 70%, each spillover zone with 25%, the skin over the point with 30%. Symptoms
and movements follow the network. They come from the same charts that the ranking uses, so
they test the machinery and the cost of noise, not medicine.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from unknot.facts.cases import Case
from unknot.facts.vocabularies import load_regions, load_symptoms
from unknot.find.calibration import expected_calibration_error
from unknot.find.evaluating import CALIBRATED_ROWS
from unknot.find.knowledge import ALL_SITES, BOTH, Knowledge
from unknot.find.noise import Noise, with_noise
from unknot.find.query import PainMark, Query
from unknot.find.ranking import muscle_probabilities
from unknot.find.scoring import case_query, first_hit, muscles_once, wanted_muscles
from unknot.muscles.catalogue import Site, Zone, load_muscles
from unknot.sides import LEFT_RIGHT, LeftRight, mirrored

__all__ = [
    "NoiseRow",
    "Patient",
    "cases_with_noise",
    "muscle_order",
    "patients",
    "patients_with_noise",
]

FloatArray = npt.NDArray[np.float64]
_Id = TypeVar("_Id", bound=Hashable)

_ESSENTIAL_FELT: Final = 0.70
_SPILLOVER_FELT: Final = 0.25
_LOCAL_FELT: Final = 0.30
"""Share of people with the point who feel it there: "nearly all", "some", a judgement."""
_SECOND_MUSCLE: Final = 0.35
"""Share of patients in whom a second muscle of the same area and side is on."""
_TOLD: Final = 0.3
_TOLD_GENERAL: Final = 0.15
"""Share of the symptoms that a person tells without being asked."""


@dataclass(frozen=True, slots=True)
class NoiseRow:
    """Accuracy under one noise; ``error`` is the calibration error, None where not taken."""

    noise: str
    n: int
    top_1: float
    top_3: float
    top_10: float
    mrr: float
    error: float | None


@dataclass(frozen=True, slots=True)
class Patient:
    """A simulated person: what is on, what it makes, and what was told before noise.

    Attributes
    ----------
    sources
        The muscles that are on, with their sides.
    symptoms, limited
        Everything that is there, also what was not told; movements with their sides.
    """

    query: Query
    sources: frozenset[tuple[str, LeftRight]]
    symptoms: frozenset[str]
    limited: frozenset[tuple[str, str]]

    @property
    def muscles(self) -> frozenset[str]:
        """The muscles that are on."""
        return frozenset(muscle for muscle, _ in self.sources)


def muscle_order(query: Query, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the muscles in ranked order, each once, without reasons."""
    chance = muscle_probabilities(query, knowledge).ravel()
    n_muscles = len(knowledge.muscles)
    order = np.argsort(-chance, kind="stable")
    return muscles_once(knowledge.muscles[int(k) % n_muscles] for k in order)


def cases_with_noise(
    cases: Iterable[Case],
    noise: Noise,
    *,
    knowledge: Knowledge,
    rng: np.random.Generator,
    n_repeats: int = 20,
) -> NoiseRow:
    """Rank every case of a single patient again and again, drawn with noise."""
    asked = [(case_query(case), wanted_muscles(case)) for case in cases if case.kind == "case"]
    places = [
        first_hit(muscle_order(with_noise(query, noise, rng=rng), knowledge), wanted)
        for query, wanted in asked
        for _ in range(n_repeats)
    ]
    return _row(noise, places, None)


def patients_with_noise(
    people: Sequence[Patient], noise: Noise, *, knowledge: Knowledge, rng: np.random.Generator
) -> NoiseRow:
    """Rank simulated patients drawn with noise; the first of their muscles counts."""
    places = []
    said: list[float] = []
    came: list[bool] = []
    n_muscles = len(knowledge.muscles)
    for patient in people:
        query = with_noise(patient.query, noise, rng=rng)
        chance = muscle_probabilities(query, knowledge).ravel()
        order = np.argsort(-chance, kind="stable")
        ranked = muscles_once(knowledge.muscles[int(k) % n_muscles] for k in order)
        places.append(first_hit(ranked, patient.muscles))
        for k in order[:CALIBRATED_ROWS]:
            own, m = divmod(int(k), n_muscles)
            said.append(float(chance[k]))
            came.append((knowledge.muscles[m], LEFT_RIGHT[own]) in patient.sources)
    return _row(noise, places, expected_calibration_error(said, came))


def patients(
    n_patients: int, *, knowledge: Knowledge, rng: np.random.Generator
) -> tuple[Patient, ...]:
    """Return simulated patients, as they would tell their pain without any noise."""
    weight = np.exp(knowledge.log_prior) * (knowledge.cause_site != ALL_SITES)
    weight /= weight.sum()
    return tuple(_patient(weight, knowledge, rng) for _ in range(n_patients))


def _row(noise: Noise, places: Sequence[int | None], error: float | None) -> NoiseRow:
    """Return the figures of some places."""
    reciprocal = np.array([1.0 / place if place else 0.0 for place in places])
    return NoiseRow(
        noise=noise.name,
        n=len(places),
        top_1=float((reciprocal >= 1.0).mean()),
        top_3=float((reciprocal >= 1.0 / 3.0).mean()),
        top_10=float((reciprocal >= 1.0 / 10.0).mean()),
        mrr=float(reciprocal.mean()),
        error=error,
    )


def _patient(weight: FloatArray, knowledge: Knowledge, rng: np.random.Generator) -> Patient:
    """Draw one patient."""
    causes = [int(rng.choice(len(weight), p=weight))]
    if rng.random() < _SECOND_MUSCLE:
        beside = _beside(causes[0], weight, knowledge)
        if beside.sum() > 0:
            causes.append(int(rng.choice(len(weight), p=beside / beside.sum())))
    felt = dict.fromkeys(mark for cause in causes for mark in _felt(cause, knowledge, rng))
    symptoms = _present(
        knowledge.q_symptom[:, causes],
        knowledge.symptom_leak,
        tuple(knowledge.symptom_row),
        rng=rng,
    )
    leak = np.full(len(knowledge.movement_row), knowledge.parameters.movement_leak)
    limited = _present(
        knowledge.q_movement[:, causes], leak, tuple(knowledge.movement_row), rng=rng
    )
    told = tuple(
        symptom
        for symptom in sorted(symptoms)
        if rng.random() < (_TOLD_GENERAL if load_symptoms()[symptom].is_general else _TOLD)
    )
    return Patient(
        query=Query(pain=tuple(felt), symptoms=told),
        sources=frozenset(source for cause in causes for source in _sources(cause, knowledge)),
        symptoms=symptoms,
        limited=limited,
    )


def _beside(first: int, weight: FloatArray, knowledge: Knowledge) -> FloatArray:
    """Return the weights of other muscles of the same area and side."""
    muscles = load_muscles()
    area = np.array([muscles[muscle].area for muscle in knowledge.muscles])
    own = knowledge.cause_muscle[first]
    is_beside = (
        (knowledge.cause_side == knowledge.cause_side[first])
        & (area[knowledge.cause_muscle] == area[own])
        & (knowledge.cause_muscle != own)
    )
    beside: FloatArray = weight * is_beside
    return beside


def _sources(cause: int, knowledge: Knowledge) -> Iterator[tuple[str, LeftRight]]:
    """Yield the muscle of a cause with each side on which it sits."""
    side = int(knowledge.cause_side[cause])
    muscle = knowledge.muscles[int(knowledge.cause_muscle[cause])]
    for own in LEFT_RIGHT if side == BOTH else (LEFT_RIGHT[side],):
        yield muscle, own


def _felt(cause: int, knowledge: Knowledge, rng: np.random.Generator) -> Iterator[PainMark]:
    """Yield where one cause hurts; if by chance nowhere, then in one essential zone."""
    for muscle, own in _sources(cause, knowledge):
        site = load_muscles()[muscle].sites[int(knowledge.cause_site[cause])]
        marks = [
            mark
            for zone, share in _zones(site)
            for mark in _places(zone, own)
            if rng.random() < share
        ]
        if not marks:
            zones = site.essential or site.spillover or site.local
            marks = list(_places(zones[int(rng.integers(len(zones)))], own))[:1]
        yield from marks


def _zones(site: Site) -> Iterator[tuple[Zone, float]]:
    """Yield the zones of a site with the share of people who feel it there."""
    for zones, share in (
        (site.essential, _ESSENTIAL_FELT),
        (site.spillover, _SPILLOVER_FELT),
        (site.local, _LOCAL_FELT),
    ):
        for zone in zones:
            yield zone, share


def _places(zone: Zone, own: LeftRight) -> Iterator[PainMark]:
    """Yield the places of a zone of a muscle on side ``own``."""
    if not load_regions()[zone.region].is_sided:
        yield PainMark(zone.region, "mid")
    elif zone.side in ("same", "opposite"):
        yield PainMark(zone.region, own if zone.side == "same" else mirrored(own))
    else:
        for side in LEFT_RIGHT:
            yield PainMark(zone.region, side)


def _present(
    q: FloatArray, leak: FloatArray, ids: tuple[_Id, ...], *, rng: np.random.Generator
) -> frozenset[_Id]:
    """Draw what is there: each finding by its leak or by a cause that is on."""
    absent = (1.0 - leak) * np.prod(1.0 - q, axis=1)
    there = np.flatnonzero(rng.random(len(ids)) >= absent)
    return frozenset(ids[int(k)] for k in there)
