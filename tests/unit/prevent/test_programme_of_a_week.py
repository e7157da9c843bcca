"""What stands in a week and what does not, for single people."""

from __future__ import annotations

import jsonschema
import pytest

from unknot.facts.programmes import load_exercises
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import load_method_reach
from unknot.prevent.contract import programme_input_schema, programme_output_schema
from unknot.prevent.programme import programme_from, training_days
from unknot.prevent.programme_json import programme_as_json
from unknot.prevent.told import programme_query_from

INFRA = {"muscle": "infraspinatus", "side": "right"}
NO_EXERCISE = {"digastric_posterior"}


def told(**fields):
    case = {"points": [INFRA], "person": {"age": 40, "equipment": ["ball"]}, **fields}
    jsonschema.validate(case, programme_input_schema())
    found = programme_as_json(programme_from(programme_query_from(case)))
    jsonschema.validate(found, programme_output_schema())
    return found


def things(found) -> dict[str, list[str]]:
    return {thing["id"]: thing["days"] for thing in found["things"]}


def test_one_point_gets_pressing_a_stretch_and_an_exercise() -> None:
    assert things(told()) == {
        "infraspinatus_right_release": ["mon", "tue", "thu", "fri", "sat"],
        "turn_out_right_exercise": ["mon", "thu", "sat"],
        "infraspinatus_right_stretch": ["mon", "tue", "thu", "fri", "sat"],
    }


def test_a_day_goes_from_pressing_to_the_stretch_to_the_exercise() -> None:
    monday = told()["week"]["days"][0]
    assert monday["things"] == [
        "infraspinatus_right_release", "infraspinatus_right_stretch", "turn_out_right_exercise",
    ]  # fmt: skip


def test_what_is_to_be_asked_first_stands_before_the_week() -> None:
    person = {"age": 67, "conditions": ["anticoagulant"], "equipment": ["ball"]}
    found = told(person=person, points=[{**INFRA, "weeks": 12}])
    assert found["before_you_begin"] == [
        "Blood thinner: the doctor who prescribes it agrees before anything is pressed; the "
        "person asks, or the therapist does.",
        "This pain is 12 weeks old or more. If no doctor or physiotherapist has looked at it "
        "yet, have that done before you begin.",
    ]
    assert told()["before_you_begin"] == []


def test_where_nothing_is_left_nothing_is_begun() -> None:
    person = {"age": 40, "conditions": ["unstable_heart", "fracture"]}
    found = told(person=person, points=[{**INFRA, "weeks": 12}])
    assert (found["things"], found["before_you_begin"]) == ([], [])


def test_the_adult_who_helps_a_child_reads_plain_words_and_no_number() -> None:
    found = told(person={"age": 11, "guardian": True, "equipment": ["ball"]})
    assert found["before_you_begin"][0].startswith("This page speaks to you, the adult who helps.")
    assert "Your child wants to stop, pulls away or goes quiet" in found["stop_if"]
    release = found["things"][0]
    assert "your child says nothing or a little" in release["amount"]
    assert set(release["stop_if"]) <= set(found["stop_if"])


def test_where_nothing_is_felt_a_thing_asks_for_no_level_of_pain() -> None:
    person = {"age": 60, "conditions": ["numb_area"], "equipment": ["ball"]}
    things = told(person=person)["things"]
    unfelt = [one for one in things if one["pressure_0_10"] is None and one["exercise"] is None]
    assert unfelt
    for one in unfelt:
        assert one["stop_if"][0] == "The skin shows a mark or changes colour"
        assert not any(line.startswith("It hurts more than the number") for line in one["stop_if"])


def test_without_a_ball_it_says_what_is_missing() -> None:
    found = told(person={"age": 40, "equipment": []})
    assert "infraspinatus_right_release" not in things(found)
    missing = [one["because"] for one in found["left_out"] if one["kind"] == "tool"]
    assert missing == ["It needs a tennis ball or a softer one."]


def test_one_minute_a_day_takes_one_short_thing() -> None:
    found = told(minutes_a_day=1)
    assert all(len(day["things"]) <= 1 for day in found["week"]["days"])
    assert {one["kind"] for one in found["left_out"]} >= {"budget"}


def test_every_day_told_still_keeps_a_rest_day() -> None:
    found = told(days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    assert [day["day"] for day in found["week"]["days"] if day["rest"]] == ["sun"]
    assert training_days((0, 1, 2, 3, 4, 5, 6)) == (0, 1, 2, 3, 4, 5)


def test_days_of_the_week_carry_their_dates() -> None:
    week = told(now="2026-11-18")["week"]
    assert (week["from"], week["number"]) == ("2026-11-16", 1)
    assert week["days"][6]["date"] == "2026-11-22"


def test_many_points_wait_their_turn() -> None:
    muscles = ("infraspinatus", "soleus", "piriformis", "upper_trapezius", "biceps_brachii")
    found = told(points=[{"muscle": muscle, "side": "left"} for muscle in muscles])
    waiting = [one for one in found["left_out"] if one["kind"] == "waiting"]
    assert len(waiting) == 5 - 4
    assert len(found["things"]) <= 5


def test_two_points_of_one_muscle_share_stretch_and_exercise() -> None:
    points = [{**INFRA, "site": f"infraspinatus_{n}"} for n in (1, 2)]
    names = list(things(told(points=points)))
    assert "infraspinatus_1_right_release" in names
    assert "infraspinatus_2_right_release" in names
    assert names.count("infraspinatus_right_stretch") == 1


def test_one_exercise_serves_both_neighbours() -> None:
    points = [{"muscle": "gluteus_medius", "side": "left"},
              {"muscle": "gluteus_minimus", "side": "left"}]  # fmt: skip
    (clam,) = [one for one in told(points=points)["things"] if one["part"] == "load"]
    assert clam["also_for"] != []


def test_a_sharp_warning_sign_leaves_no_programme() -> None:
    found = told(answers={"stroke": "yes"})
    assert found["things"] == []
    assert found["blocked_by"][0]["kind"] == "warning_sign"
    assert found["stop_if"] == []


@pytest.mark.parametrize(
    ("person", "blocker"),
    [({}, "age_not_told"), ({"age": 7}, "too_young_for_home"), ({"age": 12}, "no_adult_beside")],
)
def test_no_age_or_too_young_is_no_programme(person, blocker) -> None:
    found = told(person=person)
    assert [one["id"] for one in found["blocked_by"]] == [blocker]


def test_where_conditions_take_everything_it_says_so_and_points_out() -> None:
    found = told(person={"age": 40, "conditions": ["unstable_heart", "fracture"]})
    assert [one["id"] for one in found["blocked_by"]] == ["nothing_left"]
    assert all(one["by"] for one in found["left_out"] if one["kind"] == "rows")


def test_an_exercise_whose_position_does_not_suit_is_named() -> None:
    found = told(points=[{"muscle": "multifidus_lumborum", "side": "left"}],
                 person={"age": 70, "conditions": ["diabetes_feet"], "equipment": []})  # fmt: skip
    posture = [one["because"] for one in found["left_out"] if one["kind"] == "posture"]
    assert posture == [
        "The position of the exercise does not suit: Poor leg circulation or arterial bypass; "
        "Diabetes with numb feet, ulcer or poor circulation."
    ]


def test_without_a_band_an_exercise_stays_at_the_level_that_needs_none() -> None:
    done = [{"at": f"2026-11-{day:02}", "item": "turn_out_right_exercise", "did": "done"}
            for day in (2, 5, 9, 12, 16, 19)]  # fmt: skip
    history = {"start": "2026-11-02", "now": "2026-11-23", "done": done}
    levels = {}
    for tools in (["ball"], ["ball", "band"]):
        found = told(person={"age": 40, "equipment": tools}, **history)
        (turn,) = [one for one in found["things"] if one["part"] == "load"]
        levels[tuple(tools)] = (turn["level"], turn["sets"], turn["tool"])
    assert levels == {("ball",): (0, 2, None), ("ball", "band"): (2, 2, "band")}


def test_a_thing_that_was_too_sore_yesterday_rests_and_comes_back_softer() -> None:
    history = {
        "start": "2026-11-02",
        "now": "2026-11-03",
        "done": [{"at": "2026-11-02", "item": "infraspinatus_right_release", "did": "too_sore"}],
    }
    found = told(**history)
    (press,) = [one for one in found["things"] if one["part"] == "release"]
    assert press["days"] == ["thu"]
    assert press["pressure_0_10"] == 1.0
    assert press["rests_until"] == "2026-11-05"


def test_nothing_at_a_muscle_goes_up_while_something_there_is_too_sore() -> None:
    def did(item: str, what: str, *days: int) -> list[dict[str, str]]:
        return [{"at": f"2026-11-{day:02}", "item": item, "did": what} for day in days]

    good = did("turn_out_right_exercise", "done", 3, 6)
    sore = did("infraspinatus_right_release", "too_sore", 4)
    steps = {}
    for done in (good, [*good, *sore]):
        things = told(start="2026-11-02", now="2026-11-09", done=done)["things"]
        (turn,) = [one for one in things if one["part"] == "load"]
        steps[len(done)] = (turn["step"], turn["change_why"])
    assert steps == {2: (1, "mostly_done"), 3: (0, "other_sore")}


def test_a_precaution_halves_the_dose_and_says_so() -> None:
    (usual,) = [one for one in told()["things"] if one["part"] == "release"]
    found = told(person={"age": 40, "equipment": ["ball"], "conditions": ["hypermobility"]})
    (half,) = [one for one in found["things"] if one["part"] == "release"]
    assert (half["is_halved"], half["pressure_0_10"]) == (True, usual["pressure_0_10"] // 2)
    assert "already half the usual dose" in half["why"]
    assert half["cautions"] != []


def test_records_of_another_programme_are_named_not_used() -> None:
    done = [{"at": "2026-11-02", "item": "soleus_left_stretch", "did": "done"}]
    found = told(now="2026-11-03", done=done)
    assert found["not_used"] == ["records of 'soleus_left_stretch': it is not in this programme"]


def test_every_level_of_an_exercise_stands_for_itself() -> None:
    for exercise in load_exercises().values():
        times = [level.seconds_each for level in exercise.levels]
        assert times == sorted(times)
        assert not any("he same" in level.text for level in exercise.levels)


def test_every_muscle_that_an_exercise_reaches_has_one() -> None:
    loaded = {muscle for one in load_exercises().values() for muscle in one.muscles}
    reach = load_method_reach()["exercise"]
    reached = {muscle.id for muscle in load_muscles().values() if reach.reaches(muscle)}
    assert reached - loaded == NO_EXERCISE
    assert loaded <= reached


def test_a_step_up_that_asks_for_nothing_more_is_not_called_one() -> None:
    """A stretch is the same at the first two steps; the pressing and the exercise do grow."""
    items = (
        "infraspinatus_right_release",
        "infraspinatus_right_stretch",
        "turn_out_right_exercise",
    )
    done = [{"at": f"2026-11-{day:02}", "item": item, "did": "done"}
            for day in (3, 6) for item in items]  # fmt: skip
    before = {
        one["id"]: one["amount"] for one in told(start="2026-11-02", now="2026-11-02")["things"]
    }
    found = told(start="2026-11-02", now="2026-11-09", done=done)["things"]
    said = {one["id"]: one["change_in_words"] for one in found}
    grown = {one["id"] for one in found if one["amount"] != before[one["id"]]}
    assert grown == {one for one, words in said.items() if words.endswith("one small step up.")}
    assert {
        one for one, words in said.items() if words == "It went well. Its dose stays as it is."
    } == (set(said) - grown)
    assert grown
    assert set(said) - grown
