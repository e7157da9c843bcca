"""How well repeated measurements agree, for measures whose error nobody has published.

Agreement (a share of pairs, kappa, ICC) says how far a kind of measuring can be relied on among
many people. It gives no error for one person and never decides a verdict.
"""

from __future__ import annotations

from typing import Final

from unknot.facts.evidence import Measure, load_measures
from unknot.measure.rows import LEVELS, RANGE, Level, level_of
from unknot.measure.told import Told

__all__ = ["agreement_for"]

_PLAINEST_FIRST: Final = ("agreement", "kappa", "ICC")


def agreement_for(told: Told) -> Measure | None:
    """Return the published agreement that stands nearest, or None.

    Notes
    -----
    The same movement before all movements together, the examiners that are told before others,
    what is plainest to read, and then the lowest, which claims least.
    """
    wanted = told.rater or "same"
    fitting = [(level, row) for row in load_measures() if (level := _level(told, row)) is not None]
    nearest = min(
        fitting,
        key=lambda one: (
            LEVELS.index(one[0]),
            one[1].rater not in (None, wanted),
            _PLAINEST_FIRST.index(one[1].property),
            one[1].value,
        ),
        default=None,
    )
    return nearest[1] if nearest else None


def _level(told: Told, row: Measure) -> Level | None:
    """Say how near a line of agreement stands; None when it is about something else."""
    if row.measure not in told.scale.measures or row.property not in _PLAINEST_FIRST:
        return None
    level = level_of(told, row)
    is_of_one = row.movement_ids or row.muscles or row.regions or row.measure.endswith(RANGE)
    return "general" if level is None and not is_of_one else level
