"""What may move the chance that it is no muscle, how far, and what may not."""

from __future__ import annotations

from dataclasses import replace
from math import log
from types import MappingProxyType

import pytest

from unknot.facts.network_tables import load_qualities, load_signs
from unknot.facts.vocabularies import load_symptoms
from unknot.find.knowledge import Knowledge
from unknot.find.not_a_muscle import not_a_muscle
from unknot.find.query import PainMark, Query, SignMark
from unknot.find.ranking import rank_muscles

NECK = Query(pain=(PainMark("eye_behind", "right"), PainMark("neck_back", "right")))


def logit(probability: float) -> float:
    return log(probability / (1 - probability))


def warned(n: int) -> Query:
    flags = ("ca_history", "ca_weight", "ca_night", "ha_thunder")[:n]
    return replace(NECK, answers=MappingProxyType(dict.fromkeys(flags, "yes")))


def in_vain(query: Query, n: int) -> Query:
    """Press the first muscles of the ranking and find nothing."""
    first = rank_muscles(query).candidates[:n]
    return replace(
        query,
        signs=tuple(SignMark(one.muscle, one.side, "recognised_pain", False) for one in first),
    )


@pytest.mark.parametrize("region", ["neck_back", "lumbar", "chest_upper", "calf_upper", "heel"])
def test_pattern_alone_leaves_the_base_rate(region: str, knowledge: Knowledge) -> None:
    query = Query(pain=(PainMark(region, "left"),), asked_anywhere_else=True)
    assert not_a_muscle(query, knowledge) == pytest.approx(knowledge.parameters.not_a_muscle)
    assert not_a_muscle(query) == not_a_muscle(query, knowledge)


@pytest.mark.parametrize("symptom", load_symptoms())
def test_only_nerve_like_symptoms_raise_it(symptom: str, knowledge: Knowledge) -> None:
    raised = not_a_muscle(replace(NECK, symptoms=(symptom,)), knowledge)
    ratio = log(knowledge.parameters.nerve_like) if load_symptoms()[symptom].is_nerve_like else 0
    assert logit(raised) - logit(knowledge.parameters.not_a_muscle) == pytest.approx(ratio)


@pytest.mark.parametrize("quality", load_qualities())
def test_only_nerve_like_qualities_raise_it(quality: str, knowledge: Knowledge) -> None:
    query = Query(pain=(PainMark("neck_back", "left", None, quality),))
    ratio = log(knowledge.parameters.nerve_like) if load_qualities()[quality].is_nerve_like else 0
    assert logit(not_a_muscle(query, knowledge)) == pytest.approx(
        logit(knowledge.parameters.not_a_muscle) + ratio
    )


def test_nerve_like_symptom_and_quality_count_once(knowledge: Knowledge) -> None:
    one = replace(NECK, symptoms=("tingling_arm",))
    more = replace(
        one,
        symptoms=("tingling_arm", "arm_weakness"),
        pain=(PainMark("neck_back", "right", None, "burning"),),
    )
    assert not_a_muscle(one, knowledge) == not_a_muscle(more, knowledge)


def test_warning_signs_raise_it_up_to_the_number_counted(knowledge: Knowledge) -> None:
    counted = int(knowledge.parameters.warning_signs_counted)
    found = [not_a_muscle(warned(n), knowledge) for n in range(4)]
    for n, chance in enumerate(found):
        expected = min(n, counted) * log(knowledge.parameters.warning_sign)
        assert logit(chance) - logit(found[0]) == pytest.approx(expected)


def test_recognised_pain_lowers_it_and_pressing_in_vain_raises_it(knowledge: Knowledge) -> None:
    first = rank_muscles(NECK, knowledge).candidates[0]
    sign = SignMark(first.muscle, first.side, "recognised_pain", True)
    base = not_a_muscle(NECK, knowledge)
    assert not_a_muscle(replace(NECK, signs=(sign,)), knowledge) < base
    assert not_a_muscle(in_vain(NECK, 1), knowledge) > base


def test_palpation_alone_raises_it_no_further_than_the_cap(knowledge: Knowledge) -> None:
    found = [not_a_muscle(in_vain(NECK, n), knowledge) for n in range(0, 40, 4)]
    assert found == sorted(found)
    assert max(found) <= knowledge.parameters.palpation_cap + 1e-12


def test_palpation_takes_nothing_from_what_warning_signs_raised(knowledge: Knowledge) -> None:
    high = not_a_muscle(warned(2), knowledge)
    assert high > 0.9
    assert high > knowledge.parameters.palpation_cap
    assert not_a_muscle(in_vain(warned(2), 5), knowledge) == pytest.approx(high)


@pytest.mark.parametrize("present", [True, False])
def test_sign_counts_by_what_was_expected_before_it(present: bool, knowledge: Knowledge) -> None:
    first = rank_muscles(NECK, knowledge).candidates[0]
    sign = SignMark(first.muscle, first.side, "tender", present)
    tender = load_signs()["tender"]
    by_chance = 1 - tender.specificity
    by_model = first.probability * tender.sensitivity + (1 - first.probability) * by_chance
    ratio = by_chance / by_model if present else (1 - by_chance) / (1 - by_model)
    after = not_a_muscle(replace(NECK, signs=(sign,)), knowledge)
    assert logit(after) == pytest.approx(logit(knowledge.parameters.not_a_muscle) + log(ratio))


@pytest.mark.parametrize("n", [0, 1, 2])
def test_it_stays_a_probability(n: int, knowledge: Knowledge) -> None:
    assert 0 < not_a_muscle(warned(n), knowledge) < 1


def test_order_of_the_signs_matters_little(knowledge: Knowledge) -> None:
    query = in_vain(NECK, 4)
    query = replace(
        query, signs=(SignMark("soleus", "left", "recognised_pain", True), *query.signs)
    )
    back = replace(query, signs=query.signs[::-1])
    assert not_a_muscle(query, knowledge) == pytest.approx(not_a_muscle(back, knowledge), abs=0.1)
