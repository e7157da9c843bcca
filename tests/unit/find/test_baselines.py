"""The rivals do what they say, so that beating them means something."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.facts.vocabularies import load_regions
from unknot.find.baselines import BASELINES, look_up, naive_bayes, prevalence_only, rivals
from unknot.find.knowledge import Knowledge
from unknot.find.query import MovementMark, PainMark, Query
from unknot.muscles.catalogue import load_muscles

TEMPLE = Query(pain=(PainMark("temple", "right"),), symptoms=("headache",))
CLASSES = ("very_common", "common", "uncommon", "rare")


def test_every_rival_orders_every_muscle_once(knowledge: Knowledge) -> None:
    answers = rivals(TEMPLE, knowledge)
    assert list(answers) == list(BASELINES)
    for rival in answers.values():
        assert sorted(rival.order) == sorted(knowledge.muscles)
        if rival.share is not None:
            assert sum(rival.share.values()) == pytest.approx(1.0)


def test_prevalence_puts_classes_in_order_and_ties_as_in_the_catalogue(
    knowledge: Knowledge,
) -> None:
    catalogue = list(load_muscles())
    expected = sorted(
        catalogue, key=lambda m: (CLASSES.index(load_muscles()[m].frequency), catalogue.index(m))
    )
    assert prevalence_only(knowledge).order == tuple(expected)


@pytest.mark.parametrize("region", load_regions())
def test_look_up_gives_one_point_for_essential_and_less_for_spillover(
    knowledge: Knowledge, region: str
) -> None:
    def points(muscle: str) -> float:
        sites = load_muscles()[muscle].sites
        if any(zone.region == region for site in sites for zone in site.essential):
            return 1.0
        return 0.4 * any(zone.region == region for site in sites for zone in site.spillover)

    catalogue = list(load_muscles())
    expected = sorted(
        catalogue,
        key=lambda m: (
            -points(m),
            CLASSES.index(load_muscles()[m].frequency),
            catalogue.index(m),
        ),
    )
    query = Query(pain=(PainMark(region, "mid"),))
    assert look_up(query, knowledge).order == tuple(expected)


def test_points_of_two_regions_add(knowledge: Knowledge) -> None:
    # One muscle holds both places as essential and goes before all that hold one of them.
    query = Query(pain=(PainMark("great_toe", "left"), PainMark("shin", "left")))
    first = load_muscles()[look_up(query, knowledge).order[0]]
    zones = {zone.region for site in first.sites for zone in (*site.essential, *site.spillover)}
    assert zones >= {"great_toe", "shin"}


def test_look_up_does_not_care_about_sides(knowledge: Knowledge) -> None:
    left = Query(pain=(PainMark("temple", "left"),))
    assert look_up(left, knowledge) == look_up(TEMPLE, knowledge)


def test_naive_bayes_equals_one_cause_at_a_time(knowledge: Knowledge) -> None:
    query = Query(
        pain=(PainMark("temple", "right"), PainMark("lumbar", "mid")),
        symptoms=("headache",),
        limited_movements=(MovementMark("jaw_opening", "mid"),),
    )
    parameters = knowledge.parameters
    headache = knowledge.symptom_row["headache"]
    rows = [
        (knowledge.q_region[knowledge.region_row["temple", "right"]], parameters.region_leak),
        (
            np.maximum(
                knowledge.q_region[knowledge.region_row["lumbar", "left"]],
                knowledge.q_region[knowledge.region_row["lumbar", "right"]],
            ),
            parameters.region_leak,
        ),
        (knowledge.q_symptom[headache], knowledge.symptom_leak[headache]),
        (
            knowledge.q_movement[knowledge.movement_row["jaw_opening", "mid"]],
            parameters.movement_leak,
        ),
    ]
    weight = dict.fromkeys(knowledge.muscles, 0.0)
    for cause, muscle in enumerate(knowledge.cause_muscle):
        chance = float(np.exp(knowledge.log_prior[cause]))
        for q, leak in rows:
            chance *= 1.0 - (1.0 - leak) * (1.0 - q[cause])
        weight[knowledge.muscles[muscle]] += chance
    total = sum(weight.values())
    share = naive_bayes(query, knowledge).share
    assert share == pytest.approx({muscle: one / total for muscle, one in weight.items()})
