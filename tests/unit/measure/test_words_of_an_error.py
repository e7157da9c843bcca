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
from unknot.measure.wording import basis_sentence, caption, sentence, word

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
    single = {"measure": "grip", "unit": "N", "before": 200, "after": 250}
    assert basis_sentence(measure(single)).endswith("; single readings.")


def test_an_error_of_many_places_says_that_none_is_known_here() -> None:
    case = {"measure": "ppt", "unit": "kPa", "muscle": "gluteus_medius"}
    change = measure({**case, "before": [300] * 3, "after": [550] * 3})
    assert basis_sentence(change) == (
        "160 kPa, measured at many places of the body; none is known for this muscle or region "
        "(eight places of the body, healthy young adults, two testers (n=13)); two examiners; "
        "means of 3."
    )


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
