"""The compiled catalogue: shapes, ranges, sides, parts and wholes."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from unknot.errors import FactsError
from unknot.facts.network_tables import load_find_parameters
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find import parameters as parameters_module
from unknot.find.knowledge import ALL_SITES, BOTH, LEFT, RIGHT, Knowledge, load_knowledge
from unknot.find.parameters import Parameters, default_parameters
from unknot.muscles.catalogue import load_entrapments, load_muscles, load_neighbours

MIRROR = {"left": "right", "right": "left", "mid": "mid"}


def column(knowledge: Knowledge, muscle: str, site: int, *, side: int) -> int:
    (cause,) = np.flatnonzero(
        (knowledge.cause_muscle == knowledge.muscles.index(muscle))
        & (knowledge.cause_site == site)
        & (knowledge.cause_side == side)
    )
    return int(cause)


def test_every_site_is_a_cause_on_each_side_and_on_both(knowledge: Knowledge) -> None:
    muscles = load_muscles()
    assert knowledge.muscles == tuple(muscles)
    expected = [
        (m, site, side)
        for m, muscle in enumerate(muscles.values())
        for site in (*range(len(muscle.sites)), *((ALL_SITES,) if len(muscle.sites) > 1 else ()))
        for side in (LEFT, RIGHT, BOTH)
    ]
    causes = np.column_stack(
        [knowledge.cause_muscle, knowledge.cause_site, knowledge.cause_side]
    ).tolist()
    assert [tuple(cause) for cause in causes] == expected
    assert (
        knowledge.first_site.tolist()
        == np.cumsum([0, *(len(muscle.sites) for muscle in muscles.values())]).tolist()
    )


def test_every_place_has_a_row(knowledge: Knowledge) -> None:
    for entries, rows in (
        (load_regions(), knowledge.region_row),
        (load_movements(), knowledge.movement_row),
    ):
        wanted = [
            (entry.id, side)
            for entry in entries.values()
            for side in (("left", "right") if entry.is_sided else ("mid",))
        ]
        assert list(rows) == wanted
        assert list(rows.values()) == list(range(len(wanted)))
    assert list(knowledge.symptom_row) == list(load_symptoms())


def test_every_strength_is_a_chance_below_one(knowledge: Knowledge) -> None:
    for table in (knowledge.q_region, knowledge.q_symptom, knowledge.q_movement):
        assert table.min() >= 0
        assert table.max() < 1
        assert np.isfinite(table).all()
    assert ((knowledge.symptom_leak > 0) & (knowledge.symptom_leak < 1)).all()
    assert np.isfinite(knowledge.log_prior).all()
    assert knowledge.log_prior.max() < 0


def test_left_cause_is_the_right_one_in_a_mirror(knowledge: Knowledge) -> None:
    left, right = (np.flatnonzero(knowledge.cause_side == side) for side in (LEFT, RIGHT))
    both = np.flatnonzero(knowledge.cause_side == BOTH)
    for table, rows in (
        (knowledge.q_region, knowledge.region_row),
        (knowledge.q_movement, knowledge.movement_row),
    ):
        swapped = [rows[name, MIRROR[side]] for name, side in rows]
        assert table[swapped][:, left] == pytest.approx(table[:, right])
        assert table[swapped][:, both] == pytest.approx(table[:, both])
    assert knowledge.log_prior[left] == pytest.approx(knowledge.log_prior[right])
    swapped = [knowledge.region_row[name, MIRROR[side]] for name, side in knowledge.region_row]
    assert (knowledge.touches[np.ix_(swapped, swapped)] == knowledge.touches).all()


def test_essential_is_stronger_than_spillover_and_listed_than_not(knowledge: Knowledge) -> None:
    cause = column(knowledge, "infraspinatus", 0, side=RIGHT)
    essential, spillover, elsewhere, far_side = (
        knowledge.q_region[knowledge.region_row[place], cause]
        for place in (
            ("shoulder_front", "right"),
            ("thumb", "right"),
            ("great_toe", "right"),
            ("shoulder_front", "left"),
        )
    )
    assert essential >= knowledge.parameters.essential
    assert knowledge.parameters.spillover <= spillover + 1e-12 < essential
    assert elsewhere == 0
    assert far_side < essential / 2


def test_zone_on_the_opposite_side_stays_opposite(knowledge: Knowledge) -> None:
    (muscle, n, zone) = next(
        (muscle, n, zone)
        for muscle in load_muscles().values()
        for n, site in enumerate(muscle.sites)
        for zone in (*site.essential, *site.spillover)
        if zone.side == "opposite"
    )
    opposite = knowledge.region_row[zone.region, "right"]
    cause = column(knowledge, muscle.id, n, side=LEFT)
    assert knowledge.q_region[opposite, cause] >= knowledge.parameters.spillover


def test_all_sites_at_once_are_at_least_as_strong_as_each(knowledge: Knowledge) -> None:
    for muscle in ("infraspinatus", "temporalis", "soleus"):
        whole = knowledge.q_region[:, column(knowledge, muscle, ALL_SITES, side=LEFT)]
        for site in range(len(load_muscles()[muscle].sites)):
            part = knowledge.q_region[:, column(knowledge, muscle, site, side=LEFT)]
            assert (whole >= part - 1e-12).all()


def test_both_sides_are_rarer_than_one_and_all_sites_than_one(knowledge: Knowledge) -> None:
    one = knowledge.log_prior[column(knowledge, "soleus", 0, side=LEFT)]
    assert knowledge.log_prior[column(knowledge, "soleus", 0, side=BOTH)] < one
    assert knowledge.log_prior[column(knowledge, "soleus", ALL_SITES, side=LEFT)] < one


def test_commoner_class_has_the_higher_prior(knowledge: Knowledge) -> None:
    by_class: dict[str, set[float]] = {}
    for muscle in load_muscles().values():
        if len(muscle.sites) == 1:
            cause = column(knowledge, muscle.id, 0, side=LEFT)
            by_class.setdefault(muscle.frequency, set()).add(float(knowledge.log_prior[cause]))
    assert all(len(priors) == 1 for priors in by_class.values())
    order = ["rare", "uncommon", "common", "very_common"]
    found = [by_class[name].pop() for name in order if name in by_class]
    assert found == sorted(found)
    assert len(found) >= 3


@pytest.mark.parametrize("name", ["region", "movement"])
def test_part_speaks_for_its_whole(name: str, knowledge: Knowledge) -> None:
    entries = load_regions() if name == "region" else load_movements()
    rows, q = getattr(knowledge, f"{name}_row"), getattr(knowledge, f"q_{name}")
    finer = [entry for entry in entries.values() if entry.parent]
    assert finer
    for entry in finer:
        for side in ("left", "right") if entry.is_sided else ("mid",):
            whole, part = q[rows[entry.parent, side]], q[rows[entry.id, side]]
            assert (whole[part > 0.1] > 0).all(), entry.id


def test_whole_zone_reaches_each_of_its_parts(knowledge: Knowledge) -> None:
    parts: dict[str, list[str]] = {}
    for region in load_regions().values():
        if region.parent:
            parts.setdefault(region.parent, []).append(region.id)
    weakest = knowledge.parameters.part_share * knowledge.parameters.spillover
    n_seen = 0
    for muscle in load_muscles().values():
        for n, site in enumerate(muscle.sites):
            for zone in (*site.essential, *site.spillover):
                for part in parts.get(zone.region, ()) if zone.side == "same" else ():
                    n_seen += 1
                    row = knowledge.region_row[part, "left"]
                    cause = column(knowledge, muscle.id, n, side=LEFT)
                    assert knowledge.q_region[row, cause] >= weakest * 0.999
    assert n_seen > 10


def test_whole_movement_reaches_each_of_its_parts(knowledge: Knowledge) -> None:
    muscle = next(m for m in load_muscles().values() if "trunk_rotation" in m.limits)
    cause = column(knowledge, muscle.id, 0, side=LEFT)
    part = knowledge.movement_row["trunk_rotation_same", "left"]
    assert knowledge.q_movement[part, cause] > 0


def test_touching_is_mutual_and_never_with_oneself(knowledge: Knowledge) -> None:
    assert (knowledge.touches == knowledge.touches.T).all()
    assert not knowledge.touches.diagonal().any()
    pair = next(pair for pair in load_neighbours() if not pair.across_midline)
    sides = load_regions()
    one, other = (
        knowledge.region_row[region, "left" if sides[region].is_sided else "mid"]
        for region in (pair.region, pair.neighbour)
    )
    assert knowledge.touches[one, other]


def test_region_that_touches_its_mirror_image_does_so_across(knowledge: Knowledge) -> None:
    pair = next(pair for pair in load_neighbours() if pair.across_midline)
    one = knowledge.region_row[pair.region, "left"]
    other = knowledge.region_row[pair.neighbour, "right"]
    assert knowledge.touches[one, other]


def test_finer_part_left_unpainted_says_nothing(knowledge: Knowledge) -> None:
    regions = load_regions()
    for rate, table in knowledge.unpainted.items():
        assert rate in (knowledge.parameters.reporting_told, knowledge.parameters.reporting_asked)
        assert (table <= 0).all()
        assert knowledge.unpainted_total[rate] == pytest.approx(table.sum(axis=0))
        for (region, _), row in knowledge.region_row.items():
            assert regions[region].parent is None or not table[row].any()


def test_pressed_nerve_reaches_its_area_and_its_symptoms(knowledge: Knowledge) -> None:
    regions = load_regions()
    for entrapment in load_entrapments():
        cause = column(knowledge, entrapment.muscle, 0, side=LEFT)
        for region in entrapment.regions:
            row = knowledge.region_row[region, "left" if regions[region].is_sided else "mid"]
            assert knowledge.q_region[row, cause] >= knowledge.parameters.entrapment * 0.999
        for symptom in entrapment.symptoms:
            strength = knowledge.q_symptom[knowledge.symptom_row[symptom], cause]
            assert strength >= knowledge.parameters.entrapment_symptom


def test_same_parameters_share_one_network_and_others_do_not(knowledge: Knowledge) -> None:
    assert load_knowledge() is knowledge
    assert load_knowledge(default_parameters()) is knowledge
    no_slip = load_knowledge(replace(default_parameters(), slip=0.0))
    assert no_slip is not knowledge
    assert (no_slip.q_region <= knowledge.q_region + 1e-12).all()
    assert no_slip.q_region.sum() < knowledge.q_region.sum()


def test_parameters_are_those_of_the_file() -> None:
    table = load_find_parameters()
    for field in fields(Parameters):
        assert getattr(default_parameters(), field.name) == table[field.name].value


def test_parameter_that_nothing_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = dict(load_find_parameters())
    table["slop"] = table.pop("slip")
    monkeypatch.setattr(parameters_module, "load_find_parameters", lambda: table)
    default_parameters.cache_clear()
    try:
        with pytest.raises(FactsError) as caught:
            default_parameters()
    finally:
        default_parameters.cache_clear()
    assert str(caught.value) == ("find_parameters.csv and the ranking disagree about: slip, slop.")
