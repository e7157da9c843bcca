"""The ranking: every muscle once, its sites within it, what is unexplained, what is rarer."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.find.knowledge import Knowledge
from unknot.find.query import PainMark, Query, SignMark
from unknot.find.ranking import Ranking, muscle_probabilities, rank_muscles
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT

TEMPLE = Query(pain=(PainMark("temple", "right"),), symptoms=("headache",))


@pytest.fixture(scope="module")
def temple(knowledge: Knowledge) -> Ranking:
    return rank_muscles(TEMPLE, knowledge)


def test_every_muscle_and_side_stands_once(temple: Ranking) -> None:
    rows = [(candidate.muscle, candidate.side) for candidate in temple.candidates]
    assert len(rows) == len(set(rows)) == 2 * len(load_muscles())


def test_most_probable_stands_first(temple: Ranking) -> None:
    chances = [candidate.probability for candidate in temple.candidates]
    assert chances == sorted(chances, reverse=True)
    assert 0 < chances[-1] < chances[0] < 1


def test_rows_agree_with_the_table_of_probabilities(temple: Ranking, knowledge: Knowledge) -> None:
    table = muscle_probabilities(TEMPLE, knowledge)
    assert table.shape == (2, len(knowledge.muscles))
    for candidate in temple.candidates:
        place = LEFT_RIGHT.index(candidate.side), knowledge.muscles.index(candidate.muscle)
        assert candidate.probability == table[place]


def test_network_is_loaded_when_none_is_given(knowledge: Knowledge) -> None:
    assert (muscle_probabilities(TEMPLE) == muscle_probabilities(TEMPLE, knowledge)).all()
    assert rank_muscles(TEMPLE).candidates == rank_muscles(TEMPLE, knowledge).candidates


def test_sites_are_those_of_the_muscle_and_no_likelier_than_it(temple: Ranking) -> None:
    muscles = load_muscles()
    for candidate in temple.candidates:
        chances = [site.probability for site in candidate.sites]
        assert chances == sorted(chances, reverse=True)
        assert {site.site for site in candidate.sites} == {
            site.id for site in muscles[candidate.muscle].sites
        }
        assert all(0 <= chance <= candidate.probability for chance in chances)
        assert candidate.group == muscles[candidate.muscle].group


def test_only_site_of_a_muscle_has_its_whole_probability(temple: Ranking) -> None:
    singles = [candidate for candidate in temple.candidates if len(candidate.sites) == 1]
    likely = [candidate for candidate in singles if candidate.probability > 0.01]
    assert likely
    for candidate in likely:
        assert candidate.sites[0].probability == pytest.approx(candidate.probability)


def test_site_whose_zone_was_marked_stands_first(knowledge: Knowledge) -> None:
    query = Query(pain=(PainMark("sacroiliac", "left"),))
    soleus = next(
        candidate
        for candidate in rank_muscles(query, knowledge).candidates
        if (candidate.muscle, candidate.side) == ("soleus", "left")
    )
    assert soleus.sites[0].site == "soleus_3"


def test_pain_that_many_findings_share_is_explained(knowledge: Knowledge) -> None:
    marks = ("shoulder_front", "shoulder_side", "upper_arm_front")
    query = Query(pain=tuple(PainMark(region, "right") for region in marks))
    assert rank_muscles(query, knowledge).unexplained == ()


def test_stray_place_stays_unexplained(knowledge: Knowledge) -> None:
    marks = (
        *(PainMark(r, "right") for r in ("shoulder_front", "shoulder_side", "upper_arm_front")),
        PainMark("great_toe", "left"),
    )
    ranking = rank_muscles(Query(pain=marks), knowledge)
    assert ranking.unexplained == (("great_toe", "left"),)


def test_symptom_is_never_an_unexplained_place(knowledge: Knowledge) -> None:
    assert rank_muscles(Query(symptoms=("belching",)), knowledge).unexplained == ()


def test_less_common_muscles_are_rarer_fit_and_stand_below_the_first(knowledge: Knowledge) -> None:
    muscles = load_muscles()
    n_named = 0
    for region in ("thumb", "groin", "temple", "knee_back", "perineum"):
        side = "left" if (region, "left") in knowledge.region_row else "mid"
        ranking = rank_muscles(Query(pain=(PainMark(region, side),)), knowledge)
        first = {candidate.muscle for candidate in ranking.candidates[:5]}
        n_named += len(ranking.less_common)
        assert len(ranking.less_common) <= 4
        for muscle in ranking.less_common:
            assert muscle not in first
            assert muscles[muscle].frequency in ("uncommon", "rare")
    assert n_named


def test_without_a_finding_every_muscle_is_as_unlikely_as_the_next(knowledge: Knowledge) -> None:
    ranking = rank_muscles(Query(text="words"), knowledge)
    chances = {candidate.probability for candidate in ranking.candidates}
    assert max(chances) - min(chances) < 1e-12
    assert max(chances) < 0.01
    assert ranking.less_common == ranking.unexplained == ()
    assert ranking.is_exact
    assert not any(candidate.reasons_for for candidate in ranking.candidates)


def test_pressed_muscle_without_a_finding_is_finite(knowledge: Knowledge) -> None:
    sign = SignMark("soleus", "left", "recognised_pain", True)
    table = muscle_probabilities(Query(text="words", signs=(sign,)), knowledge)
    assert np.isfinite(table).all()
    assert table.argmax() == knowledge.muscles.index("soleus")


def test_many_findings_are_ranked_approximately(knowledge: Knowledge) -> None:
    places = list(knowledge.region_row)[::12][:20]
    query = Query(pain=tuple(PainMark(region, side) for region, side in places))
    ranking = rank_muscles(query, knowledge)
    assert not ranking.is_exact
    assert all(0 < candidate.probability < 1 for candidate in ranking.candidates)
