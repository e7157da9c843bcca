"""Simulated people hurt where their muscles refer, and fallible hands err as often as told."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.facts.evidence import load_rates
from unknot.facts.vocabularies import load_regions
from unknot.find.knowledge import Knowledge
from unknot.find.next_test import NextTest
from unknot.find.noise import NOISES, Noise
from unknot.find.query import MovementMark, PainMark, Query, SignMark
from unknot.find.ranking import rank_muscles
from unknot.find.scoring import muscles_once
from unknot.find.simulated_examinations import (
    TESTS,
    Examination,
    Examiner,
    after_test,
    checklist,
    examinations,
    examine,
    inexperienced,
)
from unknot.find.simulating import Patient, muscle_order, patients, patients_with_noise
from unknot.muscles.catalogue import load_muscles

CLEAN = Noise("none")


@pytest.fixture(scope="module")
def people(knowledge: Knowledge) -> tuple[Patient, ...]:
    return patients(150, knowledge=knowledge, rng=np.random.default_rng(8))


def test_people_hurt_only_in_zones_of_their_muscles(people: tuple[Patient, ...]) -> None:
    for patient in people:
        zones = {
            zone.region
            for muscle in patient.muscles
            for site in load_muscles()[muscle].sites
            for zone in (*site.essential, *site.spillover, *site.local)
        }
        assert patient.query.pain
        assert {mark.region for mark in patient.query.pain} <= zones
        assert set(patient.query.symptoms) <= patient.symptoms
        for mark in patient.query.pain:
            assert (mark.side == "mid") != load_regions()[mark.region].is_sided


def test_some_people_have_two_muscles_of_one_area(people: tuple[Patient, ...]) -> None:
    two = [patient for patient in people if len(patient.muscles) == 2]
    # 35% of 150, three standard errors are 0.12.
    assert len(two) / len(people) == pytest.approx(0.35, abs=0.12)
    for patient in two:
        assert len({load_muscles()[muscle].area for muscle in patient.muscles}) == 1


def test_the_quick_order_is_the_ranking(knowledge: Knowledge, people: tuple[Patient, ...]) -> None:
    for patient in people[:10]:
        candidates = rank_muscles(patient.query, knowledge).candidates
        expected = muscles_once(candidate.muscle for candidate in candidates)
        assert muscle_order(patient.query, knowledge) == expected


@pytest.mark.slow
def test_noise_costs_and_repeats(knowledge: Knowledge, people: tuple[Patient, ...]) -> None:
    clean, again, worst = (
        patients_with_noise(people, noise, knowledge=knowledge, rng=np.random.default_rng(9))
        for noise in (CLEAN, CLEAN, NOISES[-1])
    )
    assert clean == again
    assert clean.n == len(people)
    assert clean.top_1 <= clean.top_3 <= clean.top_10
    assert worst.mrr < clean.mrr
    assert worst.top_3 < clean.top_3


def test_inexperienced_examiners_are_as_good_as_their_agreement_allows() -> None:
    (kappa,) = (r.value for r in load_rates() if "active or latent, inexperienced" in r.what)
    assert kappa == 0.185
    # (1 + sqrt(0.185)) / 2 = (1 + 0.430) / 2
    assert inexperienced().sensitivity == pytest.approx(0.715, abs=1e-3)
    assert inexperienced().specificity == inexperienced().sensitivity


@pytest.mark.slow
def test_an_unfailing_hand_finds_more_than_a_useless_one(
    knowledge: Knowledge, people: tuple[Patient, ...]
) -> None:
    kinds = frozenset(("palpate",))
    perfect, useless = (
        examine(
            people[:20],
            Examination("pressing", Examiner("hand", "recognised_pain", right, right), kinds),
            noise=CLEAN,
            knowledge=knowledge,
            rng=np.random.default_rng(10),
        )
        for right in (1.0, 0.5)
    )
    assert len(perfect.correct) == len(TESTS)
    assert perfect.correct[0] == useless.correct[0]
    assert perfect.correct[-1] > useless.correct[-1]
    assert perfect.correct[-1] > perfect.correct[0]


@pytest.mark.slow
def test_every_order_of_testing_starts_from_the_same_drawings(
    knowledge: Knowledge, people: tuple[Patient, ...]
) -> None:
    starts = {
        examine(
            people[:4],
            examination,
            noise=NOISES[-1],
            knowledge=knowledge,
            rng=np.random.default_rng(11),
        ).correct[0]
        for examination in examinations()
    }
    assert len(starts) == 1


def test_a_checklist_presses_the_commonest_muscle_of_the_place_first(
    knowledge: Knowledge,
) -> None:
    tests = checklist(Query(pain=(PainMark("temple", "left"),)))
    half = len(tests) // 2
    assert {test.side for test in tests[:half]} == {"left"}
    assert {test.side for test in tests[half:]} == {"right"}
    classes = ("very_common", "common", "uncommon", "rare")
    order = [classes.index(load_muscles()[test.target].frequency) for test in tests[:half]]
    assert order == sorted(order)
    assert "temporalis" in {test.target for test in tests}


PATIENT = Patient(
    query=Query(pain=(PainMark("heel", "left"),)),
    sources=frozenset({("soleus", "left")}),
    symptoms=frozenset({"pain_walking"}),
    limited=frozenset({("ankle_dorsiflexion", "left")}),
)
UNFAILING = Examiner("hand", "taut_band", 1.0, 1.0)


def told(kind: str, target: str, side: str, *, by: Examiner = UNFAILING) -> Query:
    test = NextTest(kind, target, side, 0.0)  # type: ignore[arg-type]
    return after_test(PATIENT.query, test, PATIENT, examiner=by, rng=np.random.default_rng(13))


def test_pressing_finds_the_sign_where_the_point_is() -> None:
    assert told("palpate", "soleus", "left").signs == (
        SignMark("soleus", "left", "taut_band", True),
    )
    assert told("palpate", "soleus", "right").signs == (
        SignMark("soleus", "right", "taut_band", False),
    )
    blind = Examiner("always wrong", "taut_band", 0.0, 0.0)
    assert not told("palpate", "soleus", "left", by=blind).signs[0].present
    assert told("palpate", "temporalis", "left", by=blind).signs[0].present


def test_questions_and_movements_are_answered_from_the_truth() -> None:
    assert told("ask", "pain_walking", "mid").symptoms == ("pain_walking",)
    assert told("ask", "headache", "mid").absent_symptoms == ("headache",)
    assert told("move", "ankle_dorsiflexion", "left").limited_movements == (
        MovementMark("ankle_dorsiflexion", "left"),
    )
    assert told("move", "ankle_dorsiflexion", "right").free_movements == (
        MovementMark("ankle_dorsiflexion", "right"),
    )
    assert told("move", "jaw_opening", "mid").free_movements == (
        MovementMark("jaw_opening", "mid"),
    )
