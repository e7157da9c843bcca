"""The catalogue as arrays: causes, findings, and how strongly each cause makes each finding.

A cause is a site on the left, on the right, or on both sides, and for muscles with several
sites also all of them at once. A finding is a region with its side, a symptom, or a movement
with its side. Everything follows from the facts and the parameters; nothing is stored.

What it does not do: read a person's answers (:mod:`unknot.find.findings`) or sum
(:mod:`unknot.find.network`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.facts.vocabularies import Movement, Region, load_movements, load_regions, load_symptoms
from unknot.find.parameters import Parameters, default_parameters
from unknot.find.surveys import Surveys, compile_surveys
from unknot.muscles.catalogue import (
    Muscle,
    Site,
    Zone,
    load_entrapments,
    load_muscles,
    load_neighbours,
)
from unknot.sides import LEFT_RIGHT

__all__ = ["ALL_SITES", "BOTH", "LEFT", "RIGHT", "Knowledge", "Place", "load_knowledge"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]
Place = tuple[str, str]
"""An id and a side: ``left``, ``right``, or ``mid`` where there are no sides."""

ALL_SITES: Final = -1
LEFT: Final = 0
RIGHT: Final = 1
BOTH: Final = 2
_STRONGEST: Final = 0.97
_FAINTEST: Final = 1e-6
_PART_TOUCHES: Final = 0.5
"""A finer part touches what its whole touches, at half the weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """The network's arrays. Rows are findings, columns are causes.

    Attributes
    ----------
    muscles
        Muscle ids in catalogue order.
    cause_muscle, cause_site, cause_side : (n_causes,)
        Which muscle; which of its sites (-1: all at once); 0 left, 1 right, 2 both sides.
    first_site : (n_muscles + 1,)
        Number of the first site of each muscle when all sites are counted through.
    causes_on
        Causes that sit on the left, and on the right; those of both sides stand in both.
    log_prior : (n_causes,)
        Log odds of each cause before anything is known.
    region_row, symptom_row, movement_row
        Row of each place or id.
    q_region, q_symptom, q_movement : (n_rows, n_causes)
        Probability that the cause alone makes the finding present.
    symptom_leak : (n_symptoms,)
        Probability of the symptom for another reason.
    touches : (n_regions, n_regions)
        Which places touch.
    touched_by
        The same as sets: for the row of each place, the rows that touch it.
    unpainted, unpainted_total
        By reporting rate: log factor of each cause for each place left unpainted
        (n_regions, n_causes), and its sum over all places (n_causes,). A finer part does
        not speak by being left unpainted; its whole does.
    surveys
        How often each muscle was involved among people with one complaint.
    """

    parameters: Parameters
    muscles: tuple[str, ...]
    cause_muscle: IntArray
    cause_site: IntArray
    cause_side: IntArray
    first_site: IntArray
    causes_on: tuple[IntArray, IntArray]
    log_prior: FloatArray
    region_row: Mapping[Place, int]
    symptom_row: Mapping[str, int]
    movement_row: Mapping[Place, int]
    q_region: FloatArray
    q_symptom: FloatArray
    q_movement: FloatArray
    symptom_leak: FloatArray
    touches: npt.NDArray[np.bool_]
    touched_by: tuple[frozenset[int], ...]
    unpainted: Mapping[float, FloatArray]
    unpainted_total: Mapping[float, FloatArray]
    surveys: Surveys


def load_knowledge(parameters: Parameters | None = None) -> Knowledge:
    """Return the compiled catalogue; repeated calls with the same parameters share it."""
    return _compiled(parameters or default_parameters())


@lru_cache(maxsize=8)
def _compiled(parameters: Parameters) -> Knowledge:
    """Build every array from facts and parameters."""
    muscles = tuple(load_muscles().values())
    regions, movements = load_regions(), load_movements()
    region_row = {p: row for row, p in enumerate(_places(regions.values()))}
    movement_row = {p: row for row, p in enumerate(_places(movements.values()))}
    symptom_row = {symptom: row for row, symptom in enumerate(load_symptoms())}
    causes = np.array(list(_causes(muscles)), dtype=np.intp)

    zones = _zone_strengths(causes, muscles, region_row, parameters=parameters)
    touches = _touching(region_row)
    q_region = _with_slips(zones, touches, slip=parameters.slip)
    is_touching = (touches > 0) | (touches.T > 0)
    counted = np.array([regions[region].parent is None for region, _ in region_row])
    unpainted = {
        rate: np.ascontiguousarray(np.log1p(-rate * q_region) * counted[:, None])
        for rate in {parameters.reporting_told, parameters.reporting_asked}
    }
    return Knowledge(
        parameters=parameters,
        muscles=tuple(muscle.id for muscle in muscles),
        cause_muscle=causes[:, 0],
        cause_site=causes[:, 1],
        cause_side=causes[:, 2],
        causes_on=(
            np.flatnonzero(causes[:, 2] != RIGHT),
            np.flatnonzero(causes[:, 2] != LEFT),
        ),
        first_site=np.cumsum([0, *(len(muscle.sites) for muscle in muscles)]),
        log_prior=_log_prior(causes, muscles, parameters),
        region_row=region_row,
        symptom_row=symptom_row,
        movement_row=movement_row,
        q_region=q_region,
        q_symptom=_symptom_strengths(causes, muscles, symptom_row, parameters=parameters),
        q_movement=_movement_strengths(causes, muscles, movement_row, parameters=parameters),
        symptom_leak=_symptom_leaks(parameters),
        touches=is_touching,
        touched_by=tuple(frozenset(np.flatnonzero(row).tolist()) for row in is_touching),
        unpainted=unpainted,
        unpainted_total={rate: table.sum(axis=0) for rate, table in unpainted.items()},
        surveys=compile_surveys(
            [muscle.id for muscle in muscles],
            {muscle.id: _frequency(muscle, parameters) for muscle in muscles},
            region_row,
            parameters=parameters,
        ),
    )


def _symptom_leaks(parameters: Parameters) -> FloatArray:
    """Return the chance of each symptom for another reason."""
    return np.array(
        [
            parameters.symptom_leak_general if symptom.is_general else parameters.symptom_leak
            for symptom in load_symptoms().values()
        ]
    )


def _places(entries: Iterable[Region] | Iterable[Movement]) -> Iterator[Place]:
    """Yield every place of every region or movement, in order."""
    for entry in entries:
        for side in LEFT_RIGHT if entry.is_sided else ("mid",):
            yield entry.id, side


def _causes(muscles: tuple[Muscle, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield (muscle, site, side) of every cause."""
    for m, muscle in enumerate(muscles):
        sites = list(range(len(muscle.sites)))
        if len(sites) > 1:
            sites.append(ALL_SITES)
        for s in sites:
            for side in (LEFT, RIGHT, BOTH):
                yield m, s, side


def _zone_strengths(
    causes: IntArray,
    muscles: tuple[Muscle, ...],
    region_row: Mapping[Place, int],
    *,
    parameters: Parameters,
) -> FloatArray:
    """Strength of each cause at each place, before slips; whole and part are joined."""
    given = np.zeros((len(region_row), len(causes)))
    regions = load_regions()
    pressed: dict[str, list[str]] = {}
    for entrapment in load_entrapments():
        pressed.setdefault(entrapment.muscle, []).extend(entrapment.regions)
    for j, (m, s, side) in enumerate(causes):
        for own in _own_sides(side):
            for site in muscles[m].sites if s == ALL_SITES else (muscles[m].sites[s],):
                for place, strength in _site_places(site, own, parameters):
                    row = region_row[place]
                    given[row, j] = max(given[row, j], strength)
            for region in pressed.get(muscles[m].id, ()):
                row = region_row[region, LEFT_RIGHT[own] if regions[region].is_sided else "mid"]
                given[row, j] = max(given[row, j], parameters.entrapment)
    parts = [(p, w) for p, w in _whole_and_part(load_regions(), region_row)]
    return _joined(given, parts, share=parameters.part_share)


def _site_places(site: Site, own: int, parameters: Parameters) -> Iterator[tuple[Place, float]]:
    """Yield the places of one site of a muscle on side ``own``, each with its strength."""
    kinds = (
        (site.local, parameters.local),
        (site.spillover, parameters.spillover),
        (site.essential, parameters.essential),
    )
    for zones, strength in kinds:
        for zone in zones:
            for side in _absolute_sides(zone, own):
                yield (zone.region, side), strength


def _absolute_sides(zone: Zone, own: int) -> tuple[str, ...]:
    """Turn the side of a zone, relative to the muscle, into sides of the body."""
    if not load_regions()[zone.region].is_sided:
        return ("mid",)
    if zone.side == "same":
        return (LEFT_RIGHT[own],)
    if zone.side == "opposite":
        return (LEFT_RIGHT[1 - own],)
    return LEFT_RIGHT


def _own_sides(side: int) -> tuple[int, ...]:
    """Sides of the body on which a cause sits."""
    return (LEFT, RIGHT) if side == BOTH else (side,)


def _whole_and_part(
    entries: Mapping[str, Region] | Mapping[str, Movement], row: Mapping[Place, int]
) -> Iterator[tuple[int, int]]:
    """Yield (row of the whole, row of the part) for every finer id."""
    for entry in entries.values():
        if entry.parent is not None:
            for side in LEFT_RIGHT if entry.is_sided else ("mid",):
                yield row[entry.parent, side], row[entry.id, side]


def _joined(given: FloatArray, parts: list[tuple[int, int]], *, share: float) -> FloatArray:
    """Let a part speak for its whole, and a whole, weaker, for each of its parts."""
    strength = given.copy()
    for whole, part in parts:
        np.maximum(strength[whole], given[part], out=strength[whole])
        np.maximum(strength[part], share * given[whole], out=strength[part])
    return strength


def _touching(region_row: Mapping[Place, int]) -> FloatArray:
    """Weights of places that touch; row: the place that is marked, column: the place meant."""
    regions = load_regions()
    touches = np.zeros((len(region_row), len(region_row)))
    for pair in load_neighbours():
        for one, other in _paired_places(pair.region, pair.neighbour, pair.across_midline):
            a, b = region_row[one], region_row[other]
            touches[a, b] = touches[b, a] = pair.weight
    whole = touches.copy()
    parts = list(_whole_and_part(regions, region_row))
    for w, p in parts:
        touches[p] = _PART_TOUCHES * whole[w]
    for w, p in parts:
        for other_whole, sibling in parts:
            if other_whole == w and sibling != p:
                touches[p, sibling] = 1.0
    return touches


def _paired_places(one: str, other: str, across: bool) -> Iterator[tuple[Place, Place]]:
    """Yield the pairs of places of two regions that touch."""
    regions = load_regions()
    if across:
        yield (one, "left"), (other, "right")
        return
    for side in LEFT_RIGHT:
        yield (
            (one, side if regions[one].is_sided else "mid"),
            (other, side if regions[other].is_sided else "mid"),
        )


def _with_slips(zones: FloatArray, touches: FloatArray, *, slip: float) -> FloatArray:
    """Let a neighbouring place be marked instead; strengths add as in a noisy-OR."""
    log_strength = -np.log1p(-zones)
    q = 1.0 - np.exp(-(log_strength + slip * (touches @ log_strength)))
    q = np.minimum(q, _STRONGEST)
    q[q < _FAINTEST] = 0.0
    return np.ascontiguousarray(q)


def _symptom_strengths(
    causes: IntArray,
    muscles: tuple[Muscle, ...],
    symptom_row: Mapping[str, int],
    *,
    parameters: Parameters,
) -> FloatArray:
    """Strength of each cause for each symptom."""
    by_muscle = np.zeros((len(symptom_row), len(muscles)))
    for m, muscle in enumerate(muscles):
        for symptom in muscle.symptoms:
            by_muscle[symptom_row[symptom], m] = parameters.symptom
    column = {muscle.id: m for m, muscle in enumerate(muscles)}
    for entrapment in load_entrapments():
        for symptom in entrapment.symptoms:
            place = symptom_row[symptom], column[entrapment.muscle]
            by_muscle[place] = max(by_muscle[place], parameters.entrapment_symptom)
    return np.ascontiguousarray(by_muscle[:, causes[:, 0]])


def _movement_strengths(
    causes: IntArray,
    muscles: tuple[Muscle, ...],
    movement_row: Mapping[Place, int],
    *,
    parameters: Parameters,
) -> FloatArray:
    """Strength of each cause for each movement, on the side of the muscle."""
    movements = load_movements()
    by_side = np.zeros((2, len(movement_row), len(muscles)))
    for m, muscle in enumerate(muscles):
        for movement in muscle.limits:
            for own in (LEFT, RIGHT):
                side = LEFT_RIGHT[own] if movements[movement].is_sided else "mid"
                by_side[own, movement_row[movement, side], m] = parameters.movement
    parts = list(_whole_and_part(movements, movement_row))
    left, right = (_joined(table, parts, share=parameters.part_share) for table in by_side)
    by_kind = np.stack([left, right, np.maximum(left, right)])
    return np.ascontiguousarray(by_kind[causes[:, 2], :, causes[:, 0]].T)


def _log_prior(causes: IntArray, muscles: tuple[Muscle, ...], parameters: Parameters) -> FloatArray:
    """Log odds of each cause before anything is known."""
    base = np.array([parameters.prior * _frequency(muscle, parameters) for muscle in muscles])
    n_sites = np.array([len(muscle.sites) for muscle in muscles])
    muscle, site, side = causes.T
    prior = np.where(
        site == ALL_SITES,
        parameters.all_sites * base[muscle],
        base[muscle] / n_sites[muscle] ** parameters.site_power,
    )
    prior = prior * np.where(side == BOTH, parameters.both_sides, 1.0)
    log_odds: FloatArray = np.log(prior / (1.0 - prior))
    return log_odds


def _frequency(muscle: Muscle, parameters: Parameters) -> float:
    """Ratio of the muscle's prior to that of a common muscle, by its class."""
    ratio: float = getattr(parameters, f"frequency_{muscle.frequency}")
    return ratio
