"""The installed fact files and the catalogue keep every rule."""

from __future__ import annotations

import pytest

from unknot.exchange.choir.check import check_choir
from unknot.exchange.choir.segments import CHOIR_FILES
from unknot.facts.check import RULES, check_facts
from unknot.facts.reading import FACT_FILES
from unknot.muscles.catalogue import MUSCLE_FILES
from unknot.muscles.check import RULES as MUSCLE_RULES
from unknot.muscles.check import check_muscles

DATA_FILES = sorted(
    path.name
    for folder in (FACT_FILES, MUSCLE_FILES, CHOIR_FILES)
    for path in folder.iterdir()
    if path.suffix in (".csv", ".jsonl")
)


@pytest.fixture(scope="module")
def faults() -> list[str]:
    return [str(fault) for fault in (*check_facts(), *check_muscles(), *check_choir())]


@pytest.mark.parametrize("file", DATA_FILES)
def test_file_has_no_fault(file: str, faults: list[str]) -> None:
    assert [fault for fault in faults if fault.startswith(f"{file}:")] == []


def test_no_file_has_a_fault(faults: list[str]) -> None:
    assert faults == []


def test_rule_ids_of_facts_and_catalogue_do_not_collide() -> None:
    assert set(RULES) & set(MUSCLE_RULES) == set()
