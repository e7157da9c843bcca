"""The warning signs on the development cases, against written floors.

The rules were mended on these cases, so the figures flatter them. Before the second half
of the cases was looked at, the rules alerted 16 of its 17 cases with a stated yes, 14
urgently enough, with the question among the first twenty for 14.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from unknot.errors import NotEnoughData
from unknot.facts.cases import load_cases, load_negatives
from unknot.find.alerts import ScreeningInput, load_facts
from unknot.find.evaluating_safety import (
    SafetyEvaluation,
    evaluate_negatives,
    input_of_case,
)
from unknot.find.red_flags import screen

COMMON_WEAK = (
    "ca_night",
    "ca_progress",
    "ca_unwell",
    "inf_sweats",
    "pancoast_smoke",
    "risk_diabetes",
    "risk_entry",
    "pain_unlinked",
    "first_time",
    "heart_risk",
    "fx_bone_thin",
    "ibp_night",
    "periods",
)
"""Answers that many ordinary people with muscle pain give."""


@pytest.fixture(scope="module")
def measured() -> SafetyEvaluation:
    path = Path(__file__).parent / "deciding_questions.csv"
    with path.open(encoding="utf-8") as stream:
        deciding = {
            row["id"]: [frozenset(one.split()) for one in row["flags"].split("|")]
            for row in csv.DictReader(stream)
        }
    return evaluate_negatives(
        load_negatives().values(), trigger_points=load_cases().values(), deciding=deciding
    )


def test_serious_cases_with_a_stated_yes_alert(measured: SafetyEvaluation) -> None:
    assert measured.alerted.of == 35
    assert measured.alerted.value >= 0.95
    assert measured.urgently_enough.value >= 0.92
    assert measured.alerted_first_visit.value >= 0.95
    assert measured.urgently_enough_first_visit.value >= 0.90


def test_no_emergency_with_a_stated_yes_is_missed(measured: SafetyEvaluation) -> None:
    assert measured.by_urgency["emergency_now"].value == 1.0
    assert measured.missed == ()


def test_no_group_of_causes_is_left_out(measured: SafetyEvaluation) -> None:
    assert min(share.value for share in measured.by_stratum.values()) >= 0.5


def test_harmless_cases_are_seldom_alarmed(measured: SafetyEvaluation) -> None:
    assert measured.over_alarmed.of == 6 + 49
    assert measured.over_alarmed.value <= 0.10
    assert measured.over_alarmed_apart.value <= 0.05


def test_deciding_question_comes_early(measured: SafetyEvaluation) -> None:
    assert measured.deciding_asked_early.of == 53
    assert measured.deciding_asked_early.value >= 0.90


def test_picture_alone_finds_few_and_we_say_so(measured: SafetyEvaluation) -> None:
    assert measured.alerted_without_answers.of == 53
    assert measured.alerted_without_answers.value < 0.5


def test_intervals_hold_the_share_and_never_claim_certainty(measured: SafetyEvaluation) -> None:
    share = measured.urgently_enough
    assert share.low <= share.value <= share.high
    assert share.low < 1.0


def test_without_serious_cases_nothing_is_measured() -> None:
    with pytest.raises(NotEnoughData) as caught:
        evaluate_negatives(())
    assert str(caught.value) == "No case of kind 'serious' was given; nothing can be measured."


def test_one_common_weak_yes_rarely_stops_an_ordinary_person() -> None:
    chance = np.random.default_rng(1)
    facts = load_facts()
    pictures = [input_of_case(case) for case in load_cases().values()]
    n_asked, n_alarmed, n_stopped = 0, 0, 0
    for _ in range(1500):
        picture = pictures[chance.integers(len(pictures))]
        weak = COMMON_WEAK[chance.integers(len(COMMON_WEAK))]
        person = ScreeningInput(
            pain_regions=picture.pain_regions,
            symptoms=picture.symptoms,
            age=float(chance.integers(18, 80)),
            sex=("female", "male")[chance.integers(2)],
            answers={weak: "yes"},
            both_sides=picture.both_sides,
        )
        open_for = ScreeningInput(picture.pain_regions, age=person.age, sex=person.sex)
        if weak not in screen(open_for, facts).to_ask:
            continue
        found = screen(person, facts)
        n_asked += 1
        n_alarmed += bool(found.alerts)
        n_stopped += found.stops
    assert n_asked > 800
    assert n_stopped / n_asked <= 0.03
    assert n_alarmed / n_asked <= 0.45


def test_ordinary_people_without_a_yes_are_hardly_ever_alarmed() -> None:
    chance = np.random.default_rng(2)
    pictures = [input_of_case(case) for case in load_cases().values()]
    alarmed = 0
    for _ in range(1000):
        picture = pictures[chance.integers(len(pictures))]
        person = ScreeningInput(
            pain_regions=picture.pain_regions,
            symptoms=picture.symptoms,
            age=float(chance.integers(18, 80)),
            sex=("female", "male")[chance.integers(2)],
            both_sides=picture.both_sides,
        )
        alarmed += bool(screen(person).alerts)
    assert alarmed <= 30


def test_deciding_questions_are_the_stated_ones_where_none_are_named() -> None:
    stated = evaluate_negatives(load_negatives().values())
    assert stated.deciding_asked_early.of == 35
    assert stated.deciding_asked_early.value >= 0.90


def test_share_of_no_case_is_not_a_number() -> None:
    silent = [one for one in load_negatives().values() if one.kind == "serious" and not one.flags]
    found = evaluate_negatives(silent)
    assert (found.alerted.n, found.alerted.of) == (0, 0)
    assert np.isnan(found.alerted.value)
    assert found.deciding_asked_early.of == 0
