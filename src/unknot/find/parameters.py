"""The numbers of the ranking, as one frozen record with a field each."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from unknot.errors import FactsError
from unknot.facts.network_tables import load_find_parameters

__all__ = ["Parameters", "default_parameters"]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every number of the ranking; unit, range, meaning and source stand in the file.

    References
    ----------
    facts/files/find_parameters.csv
    """

    essential: float
    spillover: float
    local: float
    entrapment: float
    entrapment_symptom: float
    part_share: float
    slip: float
    reporting_told: float
    reporting_asked: float
    region_leak: float
    temper: float
    symptom: float
    symptom_leak: float
    symptom_leak_general: float
    movement: float
    movement_leak: float
    prior: float
    frequency_very_common: float
    frequency_common: float
    frequency_uncommon: float
    frequency_rare: float
    site_power: float
    both_sides: float
    all_sites: float
    prevalence_weight: float
    prevalence_typical: float
    calibration_shift: float
    calibration_slope: float
    not_a_muscle: float
    nerve_like: float
    warning_sign: float
    warning_signs_counted: float
    palpation_cap: float
    further_sign: float


@cache
def default_parameters() -> Parameters:
    """Return the parameters as the file gives them.

    Raises
    ------
    FactsError
        The file lacks a parameter or names one that nothing reads.
    """
    table = load_find_parameters()
    wanted = {field.name for field in fields(Parameters)}
    if wanted != set(table):
        odd = ", ".join(sorted(wanted ^ set(table)))
        raise FactsError(f"find_parameters.csv and the ranking disagree about: {odd}.")
    return Parameters(**{name: parameter.value for name, parameter in table.items()})
