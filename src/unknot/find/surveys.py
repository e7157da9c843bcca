"""What surveys of a complaint say about how often each muscle is involved.

The frequency class of a muscle is one figure for all people. Where surveys counted active
points among people with one complaint, and a person's marked regions look like that
complaint, the class gives way part of the way to the survey::

    shift_m = weight * likeness * (log(percent_m / typical) - log(class ratio of m))

*likeness* is the share of the person's marked places that lie in the complaint's regions.
Several complaints are averaged by likeness. Surveys differ in examiners and definitions, so
the weight stays well below 1.

Source: facts/files/prevalences.csv, counts of active points only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.facts.complaints import load_complaints
from unknot.facts.prevalences import load_prevalences
from unknot.facts.vocabularies import load_regions
from unknot.find.parameters import Parameters

__all__ = ["Surveys", "compile_surveys", "survey_shift"]

FloatArray = npt.NDArray[np.float64]

_COUNTED: Final = "active"
_NONE_FOUND: Final = 2.0
"""Added to each survey figure, so that none found is not never. [percent]"""
_UNKNOWN_SIZE: Final = 20
"""People taken for a survey that does not say how many it saw."""


@dataclass(frozen=True, slots=True, eq=False)
class Surveys:
    """The surveys as arrays.

    Attributes
    ----------
    covers : (n_complaints, n_region_rows) bool
        Whether a place lies in the regions of a complaint.
    pull : (n_complaints, n_muscles)
        Log ratio of the survey's figure to the muscle's class; 0 where not surveyed.
    is_surveyed : (n_complaints, n_muscles)
        1 where the muscle was surveyed, else 0.
    """

    covers: npt.NDArray[np.bool_]
    pull: FloatArray
    is_surveyed: FloatArray


def compile_surveys(
    muscles: Sequence[str],
    class_ratio: Mapping[str, float],
    region_row: Mapping[tuple[str, str], int],
    *,
    parameters: Parameters,
) -> Surveys:
    """Build the arrays.

    Parameters
    ----------
    muscles
        Muscle ids in the order of the columns.
    class_ratio
        Prior of each muscle relative to a common one, by its frequency class.
    region_row
        Row of each place (region, side).
    """
    complaints = load_complaints()
    order = {complaint: n for n, complaint in enumerate(complaints)}
    covers = np.zeros((len(order), len(region_row)), dtype=np.bool_)
    regions = load_regions()
    for complaint in complaints.values():
        wholes = {regions[region].parent or region for region in complaint.regions}
        for (region, _), row in region_row.items():
            covers[order[complaint.id], row] = (regions[region].parent or region) in wholes
    pull = np.zeros((len(order), len(muscles)))
    column = {muscle: m for m, muscle in enumerate(muscles)}
    surveyed = np.zeros_like(pull)
    for (complaint_id, muscle), percent in _pooled().items():
        place = order[complaint_id], column[muscle]
        ratio = (percent + _NONE_FOUND) / parameters.prevalence_typical
        pull[place] = log(ratio) - log(class_ratio[muscle])
        surveyed[place] = 1.0
    return Surveys(covers=covers, pull=pull, is_surveyed=surveyed)


def survey_shift(surveys: Surveys, marked: Sequence[Sequence[int]], *, weight: float) -> FloatArray:
    """Return what the surveys add to the log odds of each muscle, (n_muscles,).

    Parameters
    ----------
    marked
        For every marked place its rows, two when the side was not told.
    weight
        How far a survey moves the class, from 0 to 1.
    """
    if not marked or weight == 0.0:
        return np.zeros(surveys.pull.shape[1])
    likeness = np.array([surveys.covers[:, list(rows)].any(axis=1) for rows in marked]).mean(axis=0)
    each = likeness[:, None] * surveys.is_surveyed
    total = each.sum(axis=0)
    mean = (each * surveys.pull).sum(axis=0) / np.maximum(total, 1e-12)
    shift: FloatArray = weight * each.max(axis=0) * mean
    return shift


def _pooled() -> dict[tuple[str, str], float]:
    """Pool the rows of one complaint and muscle by the number of people. [percent]"""
    people: dict[tuple[str, str], float] = {}
    weighted: dict[tuple[str, str], float] = {}
    for row in load_prevalences():
        if row.what != _COUNTED:
            continue
        key = row.complaint, row.muscle
        n = row.n_people or _UNKNOWN_SIZE
        people[key] = people.get(key, 0.0) + n
        weighted[key] = weighted.get(key, 0.0) + n * row.percent
    return {key: weighted[key] / people[key] for key in people}
