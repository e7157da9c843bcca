"""Which factors count, which come first, and which lead to a doctor instead."""

from __future__ import annotations

import jsonschema
import pytest

from unknot.errors import InvalidInput, UnknownId
from unknot.facts.factor_questions import load_factor_questions
from unknot.facts.factors import load_factors
from unknot.prevent.contract import prevent_input_schema, prevent_output_schema
from unknot.prevent.prevention import prevention_from, prevention_query_from
from unknot.prevent.prevention_json import NOBODY_MEASURED, prevention_as_json

POINTS = [{"muscle": "upper_trapezius", "side": "right", "weeks": 20}]


def told(**fields):
    case = {"points": POINTS, "person": {"age": 40}, **fields}
    jsonschema.validate(case, prevent_input_schema())
    found = prevention_as_json(prevention_from(prevention_query_from(case)))
    jsonschema.validate(found, prevent_output_schema())
    return found


def names(found, what: str) -> list[str]:
    return [one["factor"] for one in found[what]]


def test_every_factor_is_asked_and_every_group_of_the_field_is_there() -> None:
    assert set(load_factor_questions()) == set(load_factors())
    groups = {one.group for one in load_factor_questions().values()}
    assert groups >= {
        "overload", "repetition", "posture", "ergonomics", "static_work", "stress", "sleep",
        "nutrition", "cold", "inactivity", "leg_length", "breathing", "clothing_pressure",
        "acute_injury",
    }  # fmt: skip


def test_at_most_three_changes_and_one_of_a_kind() -> None:
    found = told(
        factors={
            "desk_breaks": "over_2_h", "posture": "every_day", "ergonomics": "no",
            "stress": "7_10", "fear": "a_lot", "sleep": "6_7", "repetitive_load": "every_day",
        }
    )  # fmt: skip
    assert len(found["changes"]) == 3
    groups = [one["group"] for one in found["changes"]]
    assert len(set(groups)) == 3
    assert "fear" in names(found, "later")


def test_two_of_a_kind_are_not_changed_at_once() -> None:
    found = told(factors={"stress": "7_10", "fear": "a_lot"})
    assert (names(found, "changes"), names(found, "later")) == (["stress"], ["fear"])


def test_better_ground_and_a_closer_link_come_first() -> None:
    found = told(factors={"posture": "every_day", "desk_breaks": "over_2_h", "alcohol": "5_7"})
    assert names(found, "changes")[:2] == ["desk_breaks", "posture"]


def test_an_answer_that_says_no_or_not_sure_counts_as_nothing() -> None:
    found = told(factors={"desk_breaks": "under_30_min", "clothing_pressure": "never",
                          "overtraining": "not_sure"})  # fmt: skip
    assert found["changes"] == []
    assert "desk_breaks" not in names(found, "factors_to_ask")


def test_what_no_muscle_names_is_told_apart() -> None:
    assert names(told(factors={"magnesium": "yes"}), "not_linked") == ["magnesium"]


def test_what_the_file_sends_to_a_doctor_is_no_advice() -> None:
    found = told(factors={"medication": "yes", "sleep": "6_7"}, doctor={"sleep": True})
    assert names(found, "doctor") == ["medication", "sleep"]
    assert found["changes"] == []


def test_an_open_doctor_question_is_asked_and_the_change_says_when() -> None:
    found = told(factors={"sleep": "6_7"})
    assert [one["factor"] for one in found["doctor_to_ask"]] == ["sleep"]
    assert found["changes"][0]["see_doctor_if"]
    closed = told(factors={"sleep": "6_7"}, doctor={"sleep": False})
    assert closed["doctor_to_ask"] == []
    assert closed["changes"][0]["see_doctor_if"] is None


def test_no_figure_where_none_is_known_and_a_model_figure_with_its_ground() -> None:
    found = told(now="2026-11-16T08:00:00Z", factors={"desk_breaks": "over_2_h", "sleep": "6_7"})
    by_factor = {one["factor"]: one for one in found["changes"]}
    assert by_factor["desk_breaks"]["worth"] is None
    assert by_factor["desk_breaks"]["no_worth_because"] == NOBODY_MEASURED
    worth = by_factor["sleep"]["worth"]
    low, middle, high = worth["relieved_days"]
    assert low <= middle <= high
    assert "judgement" in worth["rests_on"]
    assert found["programme_worth"]["change"] == "home_care_daily"


def test_without_a_date_no_figure_is_worked_out() -> None:
    found = told(factors={"sleep": "6_7"})
    assert found["changes"][0]["no_worth_because"].startswith("What it may be worth was not")
    assert found["programme_worth"] is None


def test_a_change_that_the_plan_holds_already_has_no_figure() -> None:
    forecast = {"now": "2026-11-16T08:00:00Z", "plan": {"sleep": 2}}
    found = told(factors={"sleep": "6_7"}, forecast=forecast)
    assert found["changes"][0]["no_worth_because"] == (
        "The plan that was told holds this change already."
    )


def test_stress_always_says_where_help_is() -> None:
    assert "{emergency_number}" in told(factors={"stress": "4_6"})["urgent"][0]


def test_a_warning_sign_leaves_nothing_else() -> None:
    found = told(factors={"desk_breaks": "over_2_h"}, answers={"stroke": "yes"}, who="desk")
    assert (found["changes"], found["breaks"], found["urgent"]) == ([], [], [])
    assert found["blocked_by"][0]["kind"] == "warning_sign"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"factors": {"desk_breaks": "over_3_h"}}, "'factors.desk_breaks' is one of under_30_min, "
         "30_60_min, 1_2_h, over_2_h, not 'over_3_h'. Did you mean 'over_2_h'?"),
        ({"factors": ["sleep"]}, "'factors' is an object of factors and answers; this is a list."),
        ({"doctor": {"sleep": "yes"}}, "'doctor.sleep' is true, false or null, not 'yes'."),
        ({"forecast": 3}, "'forecast' is a case of unknot forecast {…}; this is a number."),
        ({"now": 3}, "'now' is a date and time, such as 2026-11-15T08:00:00Z; this is 3."),
        ({"who": "cook"}, "'who' is one of desk, driver, musician, runner, new_parent, not "
         "'cook'."),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place(fields, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        prevention_query_from({"points": POINTS, **fields})
    assert str(refused.value) == message


def test_an_unknown_factor_names_the_nearest() -> None:
    with pytest.raises(UnknownId, match="Did you mean 'sleep'"):
        prevention_query_from({"points": POINTS, "factors": {"slep": "0_1"}})
    with pytest.raises(UnknownId):
        prevention_query_from({"points": POINTS, "doctor": {"posture": True}})


def test_a_case_is_an_object() -> None:
    with pytest.raises(InvalidInput, match="A case is one JSON object"):
        prevention_query_from("sleep")
