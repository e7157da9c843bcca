"""Each loader reads the installed file, keeps every value, and holds nothing that can change."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from unknot.facts.aliases import load_aliases
from unknot.facts.cases import load_cases, load_negatives
from unknot.facts.codes import load_codes
from unknot.facts.conditions import CONDITION_GROUPS, load_conditions
from unknot.facts.contraindications import load_contraindications
from unknot.facts.countries import load_countries
from unknot.facts.dosing import SENSITIVE, load_dosing
from unknot.facts.evidence import load_measures, load_meta_analyses, load_rates
from unknot.facts.factor_questions import load_factor_questions
from unknot.facts.factors import load_factors
from unknot.facts.forecasting import (
    load_forecast_priors,
    load_measured_courses,
    load_release_effects,
)
from unknot.facts.methods import load_methods
from unknot.facts.planning import (
    load_afterwards,
    load_body_areas,
    load_caution_limits,
    load_needling_scope,
    load_plan_parameters,
    load_teaching,
    load_tools,
)
from unknot.facts.prevalences import load_prevalences
from unknot.facts.programmes import (
    load_break_moves,
    load_break_sets,
    load_exercises,
    load_programme_parameters,
)
from unknot.facts.reading import FACT_FILES, read_csv, read_json_lines
from unknot.facts.scales import load_populations, load_scales
from unknot.facts.told_limits import load_told_limits
from unknot.facts.trial_evidence import load_trial_outcomes
from unknot.facts.trials import load_trials
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.muscles.catalogue import MUSCLE_FILES, load_muscles, load_neighbours
from unknot.muscles.names import load_general_names
from unknot.muscles.reach import (
    load_method_reach,
    load_muscle_positions,
    load_positions,
    load_posture_choices,
    load_strains,
)

Loader = Callable[[], Mapping[Any, Any] | tuple[Any, ...]]

RECORD_LOADERS: dict[str, Loader] = {
    "regions.csv": load_regions,
    "movements.csv": load_movements,
    "symptoms.csv": load_symptoms,
    "methods.csv": load_methods,
    "conditions.csv": load_conditions,
    "countries.csv": load_countries,
    "aliases.csv": load_aliases,
    "codes.csv": load_codes,
    "prevalences.csv": load_prevalences,
    "contraindications.jsonl": load_contraindications,
    "dosing.jsonl": load_dosing,
    "factors.jsonl": load_factors,
    "factor_questions.csv": load_factor_questions,
    "exercises.jsonl": load_exercises,
    "break_moves.csv": load_break_moves,
    "break_sets.csv": load_break_sets,
    "programme_parameters.csv": load_programme_parameters,
    "measures.jsonl": load_measures,
    "scales.csv": load_scales,
    "populations.csv": load_populations,
    "rates.jsonl": load_rates,
    "meta_analyses.jsonl": load_meta_analyses,
    "trials.jsonl": load_trials,
    "trial_outcomes.csv": load_trial_outcomes,
    "cases.jsonl": load_cases,
    "negatives.jsonl": load_negatives,
    "muscles.jsonl": load_muscles,
    "neighbours.csv": load_neighbours,
    "plan_parameters.csv": load_plan_parameters,
    "caution_limits.csv": load_caution_limits,
    "tools.csv": load_tools,
    "body_areas.csv": load_body_areas,
    "needling_scope.csv": load_needling_scope,
    "course_teaching.csv": load_teaching,
    "afterwards.csv": load_afterwards,
    "told_limits.csv": load_told_limits,
    "method_reach.csv": load_method_reach,
    "positions.csv": load_positions,
    "muscle_positions.csv": load_muscle_positions,
    "posture_choices.csv": load_posture_choices,
    "strains.csv": load_strains,
    "forecast_priors.csv": load_forecast_priors,
    "release_effects.csv": load_release_effects,
    "measured_courses.csv": load_measured_courses,
}
KEPT_AS_TRUTH = {"yes", "no", "true", "false", "any", "stated", "approximate", ""}
"""Words that records keep as true or false."""


def records_of(file: str) -> list[Any]:
    loaded = RECORD_LOADERS[file]()
    return list(loaded.values() if isinstance(loaded, Mapping) else loaded)


def lines_of(file: str) -> list[dict[str, Any]]:
    folder = MUSCLE_FILES if (MUSCLE_FILES / file).is_file() else FACT_FILES
    reader = read_csv if file.endswith(".csv") else read_json_lines
    return [line.fields for line in reader(folder / file)]


def leaves(value: Any) -> Iterator[str]:
    """Yield every text and number inside a value, numbers in one spelling."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from leaves(list(value))
        yield from leaves(list(value.values()))
    elif isinstance(value, str):
        yield from (spelled(word) for word in (value, *value.split()))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield spelled(str(value))
    elif isinstance(value, Iterable):
        for inner in value:
            yield from leaves(inner)


def spelled(text: str) -> str:
    try:
        return str(float(text.removeprefix("muscle:")))
    except ValueError:
        return text.removeprefix("muscle:")


def values_of(fields: Any) -> Iterator[str]:
    """Yield every text and number of a line, without the names of its fields."""
    if isinstance(fields, dict):
        for inner in fields.values():
            yield from values_of(inner)
    elif isinstance(fields, list):
        for inner in fields:
            yield from values_of(inner)
    elif isinstance(fields, str | int | float) and str(fields).lower() not in KEPT_AS_TRUTH:
        yield spelled(str(fields))


@pytest.mark.parametrize("file", RECORD_LOADERS)
def test_loader_returns_one_record_per_line(file: str) -> None:
    assert len(records_of(file)) == len(lines_of(file))


@pytest.mark.parametrize("file", RECORD_LOADERS)
def test_no_value_of_the_file_is_dropped(file: str) -> None:
    for fields, record in zip(lines_of(file), records_of(file), strict=True):
        kept = set(leaves(record))
        lost = {value for value in values_of(fields) if not {value} & kept}
        assert {
            value
            for value in lost
            if not {spelled(word) for word in value.replace("|", " ").split()} <= kept
        } == set()


@pytest.mark.parametrize("file", [file for file in RECORD_LOADERS if file != "aliases.csv"])
def test_records_are_frozen_and_slotted(file: str) -> None:
    record = records_of(file)[0]
    name = dataclasses.fields(record)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(record, name, "changed")
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("file", RECORD_LOADERS)
def test_loading_twice_gives_the_same_object(file: str) -> None:
    assert RECORD_LOADERS[file]() is RECORD_LOADERS[file]()


def test_mapping_of_records_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        load_methods()["massage"] = None  # type: ignore[index]


def test_every_plannable_method_has_a_dose_and_contraindications() -> None:
    ruled = {record.method for record in load_contraindications().values()}
    plannable = {method.id for method in load_methods().values() if method.is_plannable}
    assert len(plannable) == 13
    assert plannable - ruled == set()
    assert plannable - set(load_dosing()) == set()


def test_doses_are_for_plannable_methods_and_one_cap() -> None:
    plannable = {method.id for method in load_methods().values() if method.is_plannable}
    assert set(load_dosing()) - plannable == {SENSITIVE}


def test_no_needle_is_offered_at_home() -> None:
    home = {method.id for method in load_methods().values() if method.is_for_home}
    assert home & {"dry_needling", "wet_needling_injection"} == set()


def test_any_pregnancy_brings_the_belly_rules_along() -> None:
    assert load_conditions()["pregnancy_belly"].implied_by == (
        "pregnancy_t1",
        "pregnancy_t2",
        "pregnancy_t3",
    )


def test_every_question_stands_under_a_heading_and_no_heading_is_empty() -> None:
    conditions = load_conditions().values()
    assert all((one.group is None) == (one.question is None) for one in conditions)
    assert {one.group for one in conditions} - {None} == set(CONDITION_GROUPS)


def test_contraindication_on_muscles_and_regions_keeps_them_apart() -> None:
    record = load_contraindications()["dry_needling__site_sciatic"]
    assert "buttock_mid" in record.regions
    assert "piriformis" in record.muscles
    assert not record.is_anywhere


def test_contraindication_anywhere_has_no_places() -> None:
    record = load_contraindications()["massage__red_flag_urgent"]
    assert record.is_anywhere
    assert (record.regions, record.muscles) == (frozenset(), frozenset())
    assert record.notes == {"carried_from": "ischemic_compression__red_flag_urgent"}


def test_no_uncertain_code_is_kept() -> None:
    assert [code for code in load_codes() if code.code and not code.is_certain] == []


def test_retention_that_is_not_known_is_none_not_zero() -> None:
    assert load_countries()["us"].retention_years_adults is None
    assert load_countries()["de"].retention_years_adults == 10
    assert not any(c.retention_years_adults == 0 for c in load_countries().values())


def test_every_country_has_an_emergency_number() -> None:
    assert [c.id for c in load_countries().values() if not c.emergency_numbers] == []
    assert load_countries()["fr"].emergency_numbers == ("15", "112")


def test_trial_keeps_times_doubts_and_responders() -> None:
    arm = next(a for a in load_trials() if a.responders and a.responders.ci95_by_week)
    assert arm.responders is not None
    assert set(arm.responders.ci95_by_week) == set(arm.responders.by_week)
    assert {arm.stat for arm in load_trials()} == {"mean", "median", "geometric_mean"}


def test_general_names_mean_muscles_of_the_catalogue() -> None:
    assert load_general_names()["sternocleidomastoid"] == (
        "sternocleidomastoid_sternal",
        "sternocleidomastoid_clavicular",
    )
    assert {m for meant in load_general_names().values() for m in meant} <= set(load_muscles())
