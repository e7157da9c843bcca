"""Spelling and size of units; pressure from a force on a tip."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.units import UNITS, nearest_unit, pressure_from_force, unit_named


@pytest.mark.parametrize(
    ("spelled", "unit"),
    [
        ("kPa", "kPa"), ("KPA", "kPa"), ("kgf/cm²", "kgf/cm2"), ("kg/cm^2", "kgf/cm2"),
        ("kg / cm2", "kgf/cm2"), ("N/cm²", "N/cm2"), ("lb/cm2", "lbf/cm2"), ("lbs", "lbf"),
        ("°", "degrees"), ("deg", "degrees"), ("0–10", "points 0-10"), ("/10", "points 0-10"),
        ("0-100", "mm 0-100"), ("%", "percent"), ("/5", "grade 0-5"), ("−5to5", "points -5 to 5"),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_its_spellings(spelled: str, unit: str) -> None:
    named = unit_named(spelled)
    assert named is not None
    assert named.id == unit


@pytest.mark.parametrize("spelled", ["", "bar", "kPa/cm2", "metre"])
def test_any_other_word_is_no_unit(spelled: str) -> None:
    assert unit_named(spelled) is None


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("kgf/cm2", 98.0665),  # 9.80665 N / 0.0001 m² = 98066.5 Pa
        ("N/cm2", 10.0),  # 1 N / 0.0001 m² = 10000 Pa
        ("lbf/cm2", 44.482216152605),
        ("kgf", 9.80665),
        ("cm", 10.0),
        ("in", 25.4),
        ("mm 0-100", 0.1),
    ],
)
def test_one_unit_is_so_many_of_the_house(unit: str, scale: float) -> None:
    assert UNITS[unit].scale == pytest.approx(scale, rel=1e-12)


def test_no_spelling_means_two_units() -> None:
    spellings = [name for unit in UNITS.values() for name in (unit.id, *unit.spellings)]
    assert all(unit_named(name) is not None for name in spellings)
    folded = ["".join(name.lower().split()).replace("²", "2") for name in spellings]
    assert sorted(set(folded)) == sorted(folded)


def test_force_on_a_tip_is_a_pressure() -> None:
    assert pressure_from_force(UNITS["N"], tip_cm2=1.0).scale == pytest.approx(10.0)
    assert pressure_from_force(UNITS["lbf"], tip_cm2=0.5).scale == pytest.approx(
        2 * 44.482216152605
    )


@pytest.mark.parametrize("tip", [0.0, -1.0, float("nan")])
def test_a_tip_has_an_area(tip: float) -> None:
    with pytest.raises(InvalidInput, match=r"The area of the tip is above 0 cm²"):
        pressure_from_force(UNITS["N"], tip_cm2=tip)


def test_a_pressure_has_no_tip() -> None:
    with pytest.raises(InvalidInput, match=r"'kPa' is no force, so it has no tip\."):
        pressure_from_force(UNITS["kPa"], tip_cm2=1.0)


def test_a_mistaken_spelling_leads_to_the_nearest_unit() -> None:
    assert nearest_unit("kPaa", ("kPa", "N")) == "kPa"
    assert nearest_unit("kg/cm", ("kPa", "kgf/cm2")) == "kgf/cm2"
    assert nearest_unit("furlong", ("kPa", "N")) is None
