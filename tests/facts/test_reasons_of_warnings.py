"""The sentence that says why: no disease is named, and no half of an either/or is presumed."""

from __future__ import annotations

import re

import pytest

from unknot.facts.red_flag_rules import load_flag_rules
from unknot.facts.red_flags import load_red_flags

_DISEASES = re.compile(
    r"syndrome|stroke|heart attack|sepsis|meningitis|cancer|tumou?r|angina|appendicitis|"
    r"pneumo|collapsed lung|clot\b|thrombosis|embol|aneurysm|kidney stone|shingles|"
    r"tuberculosis|lyme|polymyalgia|arteritis|eclampsia|mastoiditis|arthritis|"
    r"chest infection|kidney infection|pelvic infection|broken (hip|neck)|\A(?-i:Possible)",
    re.IGNORECASE,
)
_WHY = {
    **{flag.id: flag.why for flag in load_red_flags().values()},
    **{rule.id: rule.why for rule in load_flag_rules().values()},
}


@pytest.mark.parametrize("name", _WHY)
def test_no_reason_names_a_disease(name: str) -> None:
    assert _DISEASES.search(_WHY[name]) is None, _WHY[name]


def test_pain_in_the_chest_is_not_laid_on_a_treatment_that_nobody_told_of() -> None:
    assert "with or without a treatment" in _WHY["ptx_sudden"]
