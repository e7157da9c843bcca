"""Sentences for measures whose error is not published yet, and schemas written anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from unknot.measure.answer import Change, measure
from unknot.measure.change import Verdict
from unknot.measure.contract import SCHEMA_FILES, write_schemas
from unknot.measure.wording import amount, basis_sentence, caption, label, sentence, word

KNOWN = measure({"measure": "pain_nrs", "before": 8, "after": 2}).mdc


def with_error(case: dict[str, Any], verdict: Verdict) -> Change:
    return replace(measure(case), mdc=KNOWN, verdict=verdict)


FELT = {"measure": "groc", "after": 3}
GRADED = {"measure": "manual_grade", "movement": "hip_abduction", "before": 3, "after": 5}


@pytest.mark.parametrize(
    ("case", "verdict", "told"),
    [
        (FELT, "raised",
         "You rate yourself better by 3 of 5, more than such a rating varies by itself."),
        (FELT, "within_error", "You rate yourself better by 3 of 5, which can still be chance."),
        (GRADED, "raised",
         "Strength by hand in hip abduction went from grade 3 to 5, more than examiners differ "
         "by."),
        (GRADED, "within_error",
         "Strength by hand in hip abduction went from grade 3 to 5, which can still be chance."),
    ],
)  # fmt: skip
def test_a_new_line_in_the_facts_finds_its_words(
    case: dict[str, Any], verdict: Verdict, told: str
) -> None:
    assert sentence(with_error(case, verdict)) == told


def test_the_tag_follows_the_verdict() -> None:
    assert word(with_error(FELT, "raised")) == "better"
    assert word(with_error(FELT, "lowered")) == "worse"
    assert word(with_error(FELT, "within_error")) == "within error"


def test_the_caption_says_when_no_error_is_known() -> None:
    assert caption(measure(GRADED)) == "error not known · more is better"


def test_two_examiners_and_means_are_named() -> None:
    rom = {"measure": "rom", "movement": "elbow_flexion", "before": 90, "after": 95}
    assert "; two examiners." in basis_sentence(measure({**rom, "rater": "different"}))
    grip = {"measure": "grip", "unit": "N", "before": [200] * 3, "after": [250] * 3}
    assert basis_sentence(measure(grip)).endswith("; means of 3.")
    single = {"measure": "grip_pain_free", "unit": "N", "before": 200, "after": 250}
    assert basis_sentence(measure(single)).endswith("; single readings.")


def test_an_error_of_many_places_says_that_none_is_known_here() -> None:
    case = {"measure": "ppt", "unit": "kPa", "muscle": "gluteus_medius"}
    change = measure({**case, "before": [300] * 3, "after": [550] * 3})
    assert basis_sentence(change) == (
        "160 kPa, measured at many places of the body; none is known for this muscle or region "
        "(eight places of the body, healthy young adults, two testers (n=13)); two examiners; "
        "means of 3."
    )


def test_an_error_of_a_region_says_that_the_muscle_is_another() -> None:
    case: dict[str, Any] = {"measure": "ppt", "unit": "kPa", "before": 300, "after": 310}
    told = basis_sentence(measure({**case, "muscle": "multifidus_lumborum"}))
    assert told.startswith("224 kPa, measured in this region, not in this very muscle (")
    told = basis_sentence(measure({**case, "region": "lumbar"}))
    assert told.startswith("224 kPa, measured in this region (")


def test_a_joint_without_a_movement_has_a_name() -> None:
    assert (
        label(measure({"measure": "rom", "joint": "shoulder_blade"})) == "Shoulder blade movement"
    )
    assert label(measure({"measure": "strength", "unit": "N", "joint": "hip"})) == "Hip strength"


@pytest.mark.parametrize(
    ("value", "shown"), [(1.95, "2"), (0.25, "0.3"), (3.38, "3.4"), (-0.04, "0"), (12.0, "12")]
)
def test_a_rating_is_shown_with_one_decimal_at_most(value: float, shown: str) -> None:
    assert amount(measure({"measure": "pain_nrs"}), value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(60.8, "61 kPa"), (9.64, "9.6 kPa"), (10.5, "11 kPa")]
)
def test_an_amount_has_decimals_only_when_small(value: float, shown: str) -> None:
    ppt = measure({"measure": "ppt", "unit": "kPa", "muscle": "soleus"})
    assert amount(ppt, value) == shown


def test_a_percentage_says_that_it_is_one() -> None:
    strength = {"measure": "strength", "unit": "N", "movement": "shoulder_abduction"}
    change = measure({**strength, "before": [100] * 3, "after": [150] * 3})
    assert "; 38 percent of the first value" in basis_sentence(change)


def test_a_sign_without_published_agreement_says_so() -> None:
    sign = {"measure": "palpation_sign", "sign": "referred_pain", "before": True, "after": False}
    assert basis_sentence(measure(sign)) == (
        "A sign has no measuring error; agreement of two examiners is not known."
    )


def test_schemas_are_written_where_wanted(tmp_path: Path) -> None:
    written = write_schemas(tmp_path)
    assert [path.name for path in written] == [
        "measure_input.schema.json",
        "measure_output.schema.json",
    ]
    for path in written:
        shipped = json.loads((SCHEMA_FILES / path.name).read_text(encoding="utf-8"))
        assert json.loads(path.read_text(encoding="utf-8")) == shipped
