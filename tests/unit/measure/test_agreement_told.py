"""How well measurements agree is told where nobody has published their error."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from unknot.measure.agreement import agreement_for
from unknot.measure.answer import measure
from unknot.measure.answer_json import change_as_json
from unknot.measure.told import told_from


def graded(movement: str, **more: Any) -> dict[str, Any]:
    return {"measure": "manual_grade", "movement": movement, "before": 3, "after": 4, **more}


@pytest.mark.parametrize(
    ("case", "prop", "value"),
    [
        (graded("knee_extension"), "kappa", 0.49),
        (graded("knee_extension", rater="different"), "kappa", 0.08),
        (graded("scapula_retraction"), "agreement", 50),  # only two examiners were compared
        (graded("finger_flexion"), "kappa", 0.65),  # all movements of a study together
        ({"measure": "groc", "after": 3}, "ICC", 0.9),  # of all parts before the low back
        ({"measure": "rom", "movement": "ankle_inversion"}, "ICC", 0.42),
        ({"measure": "rom", "movement": "toe_flexion"}, None, None),
    ],
)
def test_the_nearest_agreement_is_told(
    case: dict[str, Any], prop: str | None, value: float | None
) -> None:
    row = agreement_for(told_from(case))
    assert (row and row.property, row and row.value) == (prop, value)


def test_agreement_decides_no_verdict_and_names_its_source() -> None:
    answer = change_as_json(measure(graded("hip_abduction", rater="different")))
    assert (answer["verdict"], answer["mdc95"]) == ("unknown", None)
    assert answer["basis"]["why"] == (
        "No measuring error is published for grades. Two examiners gave the same grade or one a "
        "third of a grade apart in 50 of 100 tests (patients with several conditions, eleven "
        "physiotherapists (n=110))."
    )
    assert answer["source"]["url"].startswith("https://studylib.net/")


def test_where_an_error_is_known_agreement_is_silent() -> None:
    assert measure({"measure": "pain_nrs", "before": 6, "after": 3}).agreement is None


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (graded("hip_abduction"),
         "This movement has a measure with a known error: Strength (strength)."),
        ({"measure": "rom", "movement": "jaw_opening", "before": 30, "after": 35},
         "This movement has a measure with a known error: Mouth opening (mouth_opening)."),
    ],
)  # fmt: skip
def test_another_way_to_measure_is_named(case: dict[str, Any], said: str) -> None:
    assert said in change_as_json(measure(case))["notes"]


@pytest.mark.parametrize(
    ("after", "population", "said"),
    [
        (4.5, "low_back_pain", "this one is as large and may still be chance"),  # 2.2 < 2.5 < 2.8
        (3.0, "low_back_pain", "this one is as large ("),
        (6.0, "low_back_pain", "this one is smaller ("),
        (5.5, "knee_osteoarthritis", "this one is smaller, though beyond error"),  # 1.33 < 1.5 < 2
    ],
)
def test_what_people_notice_is_told_beside_the_error(
    after: float, population: str, said: str
) -> None:
    case = {"measure": "pain_nrs", "population": population, "before": 7, "after": after}
    assert said in change_as_json(measure(case))["notes"][0]


def test_the_lowest_of_equal_agreements_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_from(graded("knee_extension"))
    row = agreement_for(told)
    assert row is not None
    equals = (replace(row, value=0.7), replace(row, value=0.3), replace(row, value=0.5))
    monkeypatch.setattr("unknot.measure.agreement.load_measures", lambda: equals)
    lowest = agreement_for(told)
    assert lowest is not None
    assert lowest.value == 0.3
