"""Every rule catches the sample that was broken on purpose, with its exact message."""

from __future__ import annotations

import pytest
from broken_samples import CONTENT_RULES, expected_faults, faults_of_sample, sample_names

from unknot.exchange.choir.segments import CHOIR_FILES
from unknot.facts.reading import FACT_FILES
from unknot.muscles.catalogue import MUSCLE_FILES

EXPECTED = expected_faults()
ENDINGS = ("csv", "jsonl")


@pytest.mark.parametrize("name", sample_names())
def test_broken_sample_is_caught_with_its_exact_message(name: str) -> None:
    found = faults_of_sample(name)
    assert [f"{fault.line} {fault.rule}: {fault.message}" for fault in found] == EXPECTED[name]
    assert {fault.file for fault in found} == {name}


@pytest.mark.parametrize("name", sample_names())
def test_broken_sample_is_caught_by_the_rule_it_is_named_after(name: str) -> None:
    rule = name.partition(".")[0]
    assert any(line.split(" ")[1] == f"{rule}:" for line in EXPECTED[name])


def test_every_expected_sample_exists() -> None:
    assert sorted(EXPECTED) == sample_names()


def test_every_rule_has_a_broken_sample() -> None:
    named = {name.partition(".")[0] for name in sample_names()}
    assert {*CONTENT_RULES, "schema"} - named == set()


def test_every_schema_has_a_broken_sample() -> None:
    schemas = {
        path.name.removesuffix(".schema.json")
        for folder in (FACT_FILES, MUSCLE_FILES, CHOIR_FILES)
        for path in (folder.parent / "schemas").glob("*.schema.json")
        if any((folder / path.name.replace("schema.json", end)).is_file() for end in ENDINGS)
    }
    broken = {name.split(".")[1] for name in sample_names() if name.startswith("schema.")}
    assert schemas - broken == set()
