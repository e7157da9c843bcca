"""What measured errors of drawing and pressing may cost; few people here, many in the proof."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.facts.cases import load_cases
from unknot.find.knowledge import Knowledge
from unknot.find.noise import NOISES, Noise
from unknot.find.simulated_examinations import examinations, examine
from unknot.find.simulating import (
    NoiseRow,
    Patient,
    cases_with_noise,
    patients,
    patients_with_noise,
)

SEED = 12
BY_NAME = {noise.name: noise for noise in NOISES}
MEASURED = BY_NAME["all as measured"]


@pytest.fixture(scope="module")
def people(knowledge: Knowledge) -> tuple[Patient, ...]:
    return patients(200, knowledge=knowledge, rng=np.random.default_rng(SEED))


def on_cases(noise: Noise, knowledge: Knowledge) -> NoiseRow:
    return cases_with_noise(
        load_cases().values(),
        noise,
        knowledge=knowledge,
        rng=np.random.default_rng(SEED),
        n_repeats=8,
    )


@pytest.mark.slow
def test_wrong_regions_cost_cases_little(knowledge: Knowledge) -> None:
    told, moved, thrice = (on_cases(NOISES[k], knowledge) for k in (0, 1, 3))
    assert told.n == 36 * 8
    assert told.top_3 - moved.top_3 <= 0.07
    assert told.mrr - thrice.mrr <= 0.12


@pytest.mark.slow
def test_wrong_sides_cost_cases_next_to_nothing(knowledge: Knowledge) -> None:
    told, turned = on_cases(NOISES[0], knowledge), on_cases(BY_NAME["wrong side 10%"], knowledge)
    assert abs(told.top_3 - turned.top_3) <= 0.03


@pytest.mark.slow
def test_charts_are_read_back_from_clean_drawings(
    knowledge: Knowledge, people: tuple[Patient, ...]
) -> None:
    row = patients_with_noise(people, NOISES[0], knowledge=knowledge, rng=np.random.default_rng(1))
    assert row.top_1 >= 0.50
    assert row.top_3 >= 0.80
    assert row.top_10 >= 0.97
    assert row.error is not None
    assert row.error <= 0.14


@pytest.mark.slow
def test_measured_noise_costs_simulated_people_little(
    knowledge: Knowledge, people: tuple[Patient, ...]
) -> None:
    clean, noisy = (
        patients_with_noise(people, noise, knowledge=knowledge, rng=np.random.default_rng(1))
        for noise in (NOISES[0], MEASURED)
    )
    assert clean.top_3 - noisy.top_3 <= 0.13


@pytest.mark.slow
def test_tests_by_information_beat_the_checklist_and_questions_alone(
    knowledge: Knowledge, people: tuple[Patient, ...]
) -> None:
    mean = {
        one.name: np.mean(
            examine(
                people[:80],
                one,
                noise=MEASURED,
                knowledge=knowledge,
                rng=np.random.default_rng(SEED),
            ).correct[1:]
        )
        for one in examinations()[:5]
    }
    best = mean["by information, any test, trained"]
    assert best >= mean["fixed checklist, trained"] + 0.02
    assert best >= mean["by information, questions and movements only"] + 0.04
    assert best >= mean["by information, any test, inexperienced"] + 0.04
