"""Errors and worthwhile changes, held against the numbers printed in their sources."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest

from unknot.facts.evidence import load_measures
from unknot.measure.answer import measure
from unknot.measure.rows import MDC_PER_SEM


def test_the_detectable_change_follows_from_the_printed_error() -> None:
    assert pytest.approx(2.77, abs=0.005) == MDC_PER_SEM  # 1.96 * sqrt(2)
    # Trapezius trigger points, 2021: error 0.22, detectable change 0.62 kg/cm2.
    assert pytest.approx(0.62, abs=0.015) == MDC_PER_SEM * 0.22
    # Straight leg raise, 2009: error 4.2, detectable change 12 degrees.
    assert pytest.approx(12, abs=0.5) == MDC_PER_SEM * 4.2
    # Grip after an injury of the arm, 2019: error 1.8, detectable change 4.9 to 5.1 kg.
    assert pytest.approx(5.0, abs=0.1) == MDC_PER_SEM * 1.8
    # Ankle lunge, 2012: errors 2.8 and 1.4 degrees and 0.6 cm, detectable 7.7, 3.8 and 1.5.
    assert pytest.approx(7.7, abs=0.15) == MDC_PER_SEM * 2.8
    assert pytest.approx(3.8, abs=0.15) == MDC_PER_SEM * 1.4
    assert pytest.approx(1.5, abs=0.2) == MDC_PER_SEM * 0.6
    # Ankle plantarflexion: errors 3.3 and 3.6 degrees, detectable 9.2 and 9.8.
    assert pytest.approx(9.2, abs=0.15) == MDC_PER_SEM * 3.3
    assert pytest.approx(9.8, abs=0.2) == MDC_PER_SEM * 3.6


@pytest.mark.parametrize(
    ("sem", "printed"),
    [
        (2.3, 5.4), (4.1, 9.6),  # https://pubmed.ncbi.nlm.nih.gov/18827326/
        (1.5, 3.5), (2.9, 6.8),  # Anwar 2022, patients with trouble in breathing
    ],
)  # fmt: skip
def test_errors_of_the_neck_were_printed_at_ninety_percent(sem: float, printed: float) -> None:
    assert 1.645 * sqrt(2) * sem == pytest.approx(printed, abs=0.07)
    assert abs(MDC_PER_SEM * sem - printed) > 0.6
    brought = round(printed * 1.96 / 1.645, 1)
    values = [row.value for row in load_measures() if row.measure == "cervical_rom"]
    assert brought in values
    assert printed not in values


@pytest.mark.parametrize(
    ("case", "beyond", "within"),
    [
        # Trapezius trigger points, women with chronic neck pain, 2021: 0.62 kg/cm2.
        ({"measure": "ppt", "unit": "kg/cm2", "muscle": "upper_trapezius"}, 0.63, 0.62),
        # Kovacs 2008, neck pain: 4.0 points.
        ({"measure": "pain_nrs", "population": "neck_pain"}, 4.1, 4.0),
        # Modarresi 2021, number and visual scales in neck pain: 2.6 to 4.1 points.
        ({"measure": "pain_vas", "unit": "points 0-10", "population": "neck_pain"}, 4.2, 4.1),
        # Bijur 2001, fresh pain, marked twice within a minute: 95 % within 16 mm.
        ({"measure": "pain_vas", "unit": "mm 0-100", "population": "acute_pain"}, 17, 16),
        # Armstrong 1998, elbow with a goniometer, same tester: 6, 7, 8 and 8 degrees.
        ({"measure": "rom", "movement": "elbow_flexion"}, 6.1, 6),
        ({"measure": "rom", "movement": "elbow_extension"}, 7.1, 7),
        ({"measure": "rom", "movement": "forearm_pronation"}, 8.1, 8),
        ({"measure": "rom", "movement": "forearm_supination"}, 8.1, 8),
        # Kropmans 2000, painfully restricted jaw, single measurement: 9 mm.
        ({"measure": "mouth_opening", "unit": "mm"}, 9.1, 9),
        # Villafane 2014, thumb arthritis, tips: limits of agreement -0.80 to 0.90 kg.
        ({"measure": "pinch_tip", "unit": "kgf"}, 0.86, (0.80 + 0.90) / 2),
        # Jensen 2013, tender points: 4 and 6 for one examiner, 5 between two.
        ({"measure": "tender_points"}, 7, 6),
        ({"measure": "tender_points", "rater": "different"}, 6, 5),
        # Sand 1997, head, in headache and without: 2.0 and 1.68 kg/cm2.
        ({"measure": "ppt", "unit": "kg/cm2", "region": "temple"}, 2.1, 2.0),
        (
            {"measure": "ppt", "unit": "kg/cm2", "region": "temple", "population": "healthy"},
            1.7,
            1.68,
        ),
        # Bennell 2015, ankle lunge, pooled, same examiner: 4.7 degrees.
        ({"measure": "ankle_lunge"}, 4.8, 4.7),
        # The same review, toe to the wall: 1.9 cm.
        ({"measure": "ankle_lunge_distance", "unit": "cm"}, 2, 1.9),
        # Heel-rise study: ankle plantarflexion with the foot free, 9.2 to 9.8 degrees.
        ({"measure": "rom", "movement": "ankle_plantarflexion"}, 9.9, 9.8),
        # Lenssen 2007, two examiners after a new knee, flexion lying down: -16.2 to 19 degrees.
        (
            {"measure": "rom", "movement": "knee_flexion", "rater": "different"},
            17.7,
            (16.2 + 19) / 2,
        ),
    ],
)
def test_a_change_counts_just_beyond_the_printed_error(
    case: dict[str, Any], beyond: float, within: float
) -> None:
    first = 5.0
    assert measure({**case, "before": first, "after": first + beyond}).verdict == "raised"
    assert measure({**case, "before": first, "after": first + within}).verdict == "within_error"
    assert measure({**case, "before": first + beyond, "after": first}).verdict == "lowered"


def test_the_mean_of_three_grips_is_held_against_the_printed_five_kilograms() -> None:
    # Bai 2019, grip after an injury of the arm, mean of three: 5.1 kg.
    grip = {"measure": "grip", "unit": "kgf", "before": [30, 31, 32]}
    assert measure({**grip, "after": [35, 36, 37]}).verdict == "within_error"  # 5.0 kg more
    assert measure({**grip, "after": [36, 36, 37]}).verdict == "raised"  # 5.3 kg more


@pytest.mark.parametrize(
    ("case", "mcid"),
    [
        # Farrar 2001: about two points; Kovacs 2008: 1.5 by ROC; Kroenke 2023: 1.0 for the PEG.
        ({"measure": "pain_nrs"}, 2.0),
        ({"measure": "pain_nrs", "population": "neck_pain"}, 1.5),
        ({"measure": "peg"}, 1.0),
        # Abbott and Schmitt 2014, any part of the body: 1.3 for a small change, 2.3 for a medium.
        ({"measure": "psfs"}, 2.3),
    ],
)
def test_what_people_notice_is_as_printed(case: dict[str, Any], mcid: float) -> None:
    n = 3 if case["measure"] == "peg" else 1
    change = measure({**case, "before": [8] * n, "after": [8 - mcid] * n})
    assert change.mcid is not None
    assert change.mcid.value == mcid
    assert change.matters is True
    assert measure({**case, "before": [8] * n, "after": [8 - mcid + 0.1] * n}).matters is False


def test_the_two_points_of_low_back_pain_are_known_to_lack_the_root() -> None:
    # Childs 2005 prints SEM 1.02 and MDC 2; 1.96 * 1.02 = 2.0, 1.96 * sqrt(2) * 1.02 = 2.83.
    assert pytest.approx(2.0, abs=0.01) == 1.96 * 1.02
    assert pytest.approx(2.83, abs=0.005) == MDC_PER_SEM * 1.02
    # Williams 2024, in 298 and 165 people, found what the root makes of it: up to 2.8 points.
    case = {"measure": "pain_nrs", "population": "low_back_pain", "before": 7}
    within, beyond = measure({**case, "after": 4.2}), measure({**case, "after": 4.1})
    assert within.mdc is not None
    assert (within.mdc.value, within.verdict) == (2.8, "within_error")
    assert beyond.verdict == "lowered"


def test_ninety_percent_became_ninety_five_where_the_file_says_so() -> None:
    values = {
        row.value for row in load_measures() if "1.96/1.645" in str(row.notes.get("note", ""))
    }
    assert values >= {
        round(2 * 1.96 / 1.645, 2),
        round(3 * 1.96 / 1.645, 2),
        round(15 * 1.96 / 1.645, 1),
    }
