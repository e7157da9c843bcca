"""What a plan owes to this person: age, place, what was done before, who has looked at it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from told_cases import at, methods, planned

from unknot.cli.plan_page import plan_page
from unknot.plan.gate import asked_by_name
from unknot.plan.plan import plan_from, plan_query_from
from unknot.plan.telling import course_in_words, dose_in_words, nothing_in_words

HEAD_NO = dict.fromkeys(("gca_headache", "gca_scalp", "gca_jaw", "gca_vision"), "no")


def _query(muscle: str, *, symptoms: tuple[str, ...] = (), setting: str = "home", **person: Any):
    return plan_query_from(
        {
            "setting": setting,
            "person": person,
            "points": [at(muscle)],
            "symptoms": list(symptoms),
        }
    )


# The temple from 50 on -----------------------------------------------------------------------


@pytest.mark.parametrize("done", [0, 5, 12])
@pytest.mark.parametrize(("setting", "pressing"), [("home", "self_release_tool"),
                                                   ("clinic", "pressure_release")])  # fmt: skip
def test_the_temple_is_pressed_lightest_and_shortest_from_50_on(
    setting: str, pressing: str, done: int
) -> None:
    person = {"age": 50, "treatments_so_far": done}
    plan = planned([at("temporalis")], setting=setting, person=person, answers=HEAD_NO)
    step = next(one for one in plan["steps"] if one["method"] == pressing)
    assert step["pressure_0_10"] == 1
    assert step["seconds"][1] <= 15
    assert "ischemic_compression" not in methods(plan)


def test_the_temple_of_the_young_is_pressed_as_usual() -> None:
    person = {"age": 49, "treatments_so_far": 5}
    plan = planned([at("temporalis")], setting="home", person=person)
    assert plan["steps"][0]["pressure_0_10"] > 1
    assert "head_over_50" not in plan["conditions"]


def test_from_50_on_other_places_keep_their_dose() -> None:
    old, young = (
        planned([at("infraspinatus")], setting="home", person={"age": age}) for age in (52, 40)
    )
    assert [one["pressure_0_10"] for one in old["steps"]] == [
        one["pressure_0_10"] for one in young["steps"]
    ]


def test_the_doctor_for_a_new_headache_is_named_once_before_the_steps() -> None:
    plan = planned([at("temporalis")], setting="home", person={"age": 62}, answers=HEAD_NO)
    said = [line for line in plan["before_you_begin"] if "comb" in line]
    assert len(said) == 1
    assert "See a doctor the same day" in said[0]
    assert not any("comb" in line for step in plan["steps"] for line in step["cautions"])


# Whom a question is for ----------------------------------------------------------------------


@pytest.mark.parametrize("age", [9, 15, 38, 49])
def test_questions_from_50_on_are_not_put_by_name_to_the_young(age: int) -> None:
    assert not {"gca_vision", "gca_jaw"} & set(asked_by_name(_query("masseter_deep", age=age)))


@pytest.mark.parametrize("person", [{"age": 50}, {}])
def test_they_are_put_from_50_on_and_while_the_age_is_not_told(person: dict[str, Any]) -> None:
    query = _query("temporalis", setting="clinic", **person)
    assert {"gca_vision", "gca_jaw"} <= set(asked_by_name(query))


def test_a_general_question_stays_whatever_the_age() -> None:
    query = _query("temporalis", symptoms=("blurred_vision",), age=15)
    assert "gca_vision" in asked_by_name(query)


# Many treatments -----------------------------------------------------------------------------


@pytest.mark.parametrize(("done", "is_asked"), [(None, False), (7, False), (8, True), (30, True)])
def test_after_many_treatments_what_came_of_them_is_asked_by_name(
    *, done: int | None, is_asked: bool
) -> None:
    query = _query("infraspinatus", age=40, treatments_so_far=done)
    assert ("no_progress" in asked_by_name(query)) is is_asked


def test_no_gain_after_many_treatments_ends_the_pressing() -> None:
    plan = planned(
        [at("infraspinatus")],
        person={"treatments_so_far": 8},
        answers={"no_progress": "yes"},
    )
    assert plan["steps"] == []
    assert [one["id"] for one in plan["blocked_by"]] == ["red_flag_see_doctor"]


@pytest.mark.parametrize("setting", ["clinic", "home"])
@pytest.mark.parametrize("done", [8, 40])
def test_after_many_treatments_the_number_does_not_go_on_as_usual(setting: str, done: int) -> None:
    person = {"treatments_so_far": done}
    plan = planned([at("infraspinatus", weeks=30)], setting=setting, person=person)
    said = course_in_words(plan["course"], setting=setting)
    assert said.startswith(f"{done} ")
    assert "What came of them? No gain that lasts: more of the same is not advised" in said
    assert "doctor" in said
    assert " in all" not in said
    most = plan["course"]["treatments"][1]
    assert (f"at most {most - done} more" in said) == (done < most)
    assert ("the usual number is reached" in said) == (done >= most)


def test_before_the_look_back_the_number_is_told_as_usual() -> None:
    plan = planned([at("infraspinatus", weeks=30)], person={"treatments_so_far": 2})
    said = course_in_words(plan["course"], setting="clinic")
    assert "2 treatments done; at most 10 more" in said  # 12 - 2


# Figures with their place --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("muscle", "weeks", "begins"),
    [
        ("quadratus_lumborum", 2, "In recent low back pain with care as usual, pain fell from 5.2"),
        ("quadratus_lumborum", 30, "In long-lasting low back pain with care as usual"),
        ("splenius_capitis", 2, "In recent neck pain with no or minimal treatment, pain fell from"),
        ("splenius_capitis", 30, "Not counted for this place. In long-lasting low back pain"),
        ("infraspinatus", 2, "Not counted for this place. In recent low back pain"),
        ("masseter_superficial", 2, "Not counted for this place. In recent low back pain"),
    ],
)
def test_the_natural_course_is_told_with_the_place_it_was_counted_in(
    muscle: str, weeks: int, begins: str
) -> None:
    honest = planned([at(muscle, weeks=weeks)])["course"]["honest"]
    assert honest[0]["text"].startswith(begins)


# None of it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("0-10 discomfort felt by the person", "do not press here"),
        ("0-10 stretch feeling", "no pull at all"),
        ("0-10 pain during exercise", "no pain at all"),
    ],
)
@pytest.mark.parametrize("child", [False, True])
def test_nought_is_told_in_words(scale: str, words: str, *, child: bool) -> None:
    step = {"seconds": [5, 5], "repeats": 1, "pressure_0_10": 0.0, "scale": scale}
    if child:
        step["felt_in_words"] = nothing_in_words(scale)
    said = dose_in_words(step)
    assert words in said
    assert "0 of 10" not in said
    assert "0/10" not in said


def test_no_plan_of_a_child_says_nought_of_ten() -> None:
    person = {
        "age": 12, "guardian": True, "treatments_so_far": 0,
        "conditions": ["severe_flare", "fibromyalgia"],
    }  # fmt: skip
    case = {"setting": "home", "person": person, "points": [at("upper_trapezius", pain=9)]}
    plan = plan_from(plan_query_from(case))
    page = "\n".join(plan_page(plan, number="112").lines)
    assert " 0 of 10" not in page
    assert " 0/10" not in page


# Whether a doctor has looked -----------------------------------------------------------------

CHILD = {"age": 12, "guardian": True, "treatments_so_far": 0}
THIN = {"age": 72, "conditions": ["osteoporosis"], "treatments_so_far": 0}


@pytest.mark.parametrize(
    ("person", "point", "blocker"),
    [
        (CHILD, at("upper_trapezius", weeks=3), "doctor_child"),
        (CHILD, at("upper_trapezius"), "doctor_child"),
        (THIN, at("gluteus_medius", weeks=1), "doctor_thin_bones"),
    ],
)
@pytest.mark.parametrize("setting", ["clinic", "home"])
def test_not_yet_seen_by_a_doctor_means_a_doctor_first(
    *, person: dict[str, Any], point: dict[str, Any], blocker: str, setting: str
) -> None:
    asked, no, yes = (
        planned([point], setting=setting, person={**person, "seen_by_doctor": seen})
        for seen in (None, False, True)
    )
    assert "has a doctor looked at " in next(
        line
        for line in asked["before_you_begin"]
        if "help" not in line and "nothing, a" not in line
    )
    assert [one["id"] for one in no["blocked_by"]] == [blocker]
    assert no["steps"] == []
    assert no["home"] == []
    assert no["blocked_by"][0]["do"].startswith("Have that done first")
    assert yes["steps"] == asked["steps"]
    assert yes["steps"]
    assert not any("has a doctor looked" in line for line in yes["before_you_begin"])


@pytest.mark.parametrize(
    ("person", "point"),
    [
        (CHILD, at("upper_trapezius", weeks=1)),
        (THIN, at("masseter_superficial")),
        ({"age": 40}, at("gluteus_medius", weeks=3)),
    ],
)
def test_others_are_not_sent_to_a_doctor_first(
    person: dict[str, Any], point: dict[str, Any]
) -> None:
    plan = planned([point], setting="home", person={**person, "seen_by_doctor": False})
    assert plan["steps"]


def test_an_old_pain_that_a_doctor_has_seen_is_not_asked_about_again() -> None:
    def before(*, seen: bool | None) -> list[str]:
        person = {"treatments_so_far": 0, "seen_by_doctor": seen}
        return planned([at("infraspinatus", weeks=30)], person=person)["before_you_begin"]

    assert any("12 weeks old" in line for line in before(seen=None))
    assert any("12 weeks old" in line for line in before(seen=False))
    assert not any("12 weeks old" in line for line in before(seen=True))


# Minors and consent --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "words"),
    [(9, "confirm that a parent or guardian is there"), (15, "confirm that a parent or guardian"),
     (16, "confirm that the young person agrees, and a parent or guardian too"),
     (17, "confirm that the young person agrees, and a parent or guardian too")],
)  # fmt: skip
def test_the_plan_of_a_minor_in_a_clinic_confirms_a_guardian_first(age: int, words: str) -> None:
    plan = planned([at("infraspinatus")], person={"age": age, "treatments_so_far": 0})
    assert plan["steps"]
    assert sum(words in line for line in plan["before_you_begin"]) == 1


def test_no_guardian_is_spoken_of_to_an_adult() -> None:
    plan = planned([at("infraspinatus")], person={"age": 18})
    assert not any("guardian" in line for line in plan["before_you_begin"])


@pytest.mark.parametrize("age", [12, 17, 40])
def test_without_consent_nothing_is_done_in_a_clinic(age: int) -> None:
    plan = planned([at("infraspinatus")], person={"age": age, "conditions": ["no_consent"]})
    assert plan["steps"] == []
    assert [one["id"] for one in plan["blocked_by"]] == ["no_consent"]


def test_a_child_at_home_has_one_rule_and_the_words_say_it() -> None:
    helped = planned([at("upper_trapezius")], setting="home", person=CHILD)
    press = next(one for one in helped["steps"] if one["method"] == "self_release_tool")
    usual = planned(
        [at("upper_trapezius")], setting="home", person={"age": 30, "treatments_so_far": 0}
    )
    grown = next(one for one in usual["steps"] if one["method"] == "self_release_tool")
    assert press["pressure_0_10"] == grown["pressure_0_10"] // 2
    assert press["seconds"] == [one // 2 for one in grown["seconds"]]
    assert press["seconds"][1] <= 20  # what "short" means: caution_limits.csv, child_self
    assert press["why"].count("half the usual dose") == 1
    alone = planned([at("upper_trapezius")], setting="home", person={**CHILD, "guardian": False})
    assert [one["id"] for one in alone["blocked_by"]] == ["no_adult_beside"]


# The seat and the bladder --------------------------------------------------------------------


@pytest.mark.parametrize("symptoms", [(), ("urinary_retention",)])
@pytest.mark.parametrize("setting", ["clinic", "home"])
def test_bladder_and_seat_stand_as_a_stop_rule_of_the_low_back(
    symptoms: tuple[str, ...], setting: str
) -> None:
    no = dict.fromkeys(("ces_bladder", "ces_saddle", "ces_legs_weak"), "no")
    plan = planned([at("quadratus_lumborum")], setting=setting, symptoms=list(symptoms), answers=no)
    assert any("trouble to pass or hold water" in line for line in plan["stop_if"])
    signs = [one for one in plan["not_normal"] if "trouble to pass or hold water" in one["text"]]
    assert [one["do"] for one in signs] == ["Call {emergency_number}, now."]
    before = " ".join(plan["before_you_begin"])
    assert "bladder" not in before
    assert "water" not in before


def test_bladder_is_no_rule_of_the_shoulder() -> None:
    plan = planned([at("infraspinatus")])
    assert not any("water" in line for line in plan["stop_if"])


def test_one_more_treatment_never_brings_more_of_them() -> None:
    def left(done: int) -> int:
        plan = planned([at("infraspinatus", weeks=30)], person={"treatments_so_far": done})
        return max(0, plan["course"]["treatments"][1] - done)

    assert all(later <= earlier for earlier, later in pairwise(left(n) for n in range(15)))


# What readers of ten further plans found ----------------------------------------------------


def test_severe_pain_at_home_is_told_to_wait_not_how_to_press() -> None:
    person = {"age": 55, "conditions": ["fibromyalgia"], "treatments_so_far": 0}
    plan = planned([at("temporalis", pain=8)], setting="home", person=person, answers=HEAD_NO)
    assert plan["steps"] == []
    said = " ".join(one["do"] for one in plan["blocked_by"])
    assert "until it has calmed" in said
    assert "given here" not in said
    assert any("comb" in one["text"] for one in plan["not_normal"])


def test_a_limit_of_nought_says_not_to_press_here() -> None:
    plan = planned([at("infraspinatus")], limits={"pressure_0_10": 0})
    because = [one["because"] for one in plan["left_out"]]
    assert "The limit that was set leaves nothing: do not press or stretch here." in because


def test_pregnancy_does_not_forbid_what_the_steps_then_do() -> None:
    person = {"age": 34, "sex": "female", "conditions": ["pregnancy_t3"]}
    plan = planned([at("quadratus_lumborum")], person=person)
    assert methods(plan) == {"pressure_release"}
    before = " ".join(plan["before_you_begin"])
    assert "at the low back only by trained hands" in before
    assert "away from the belly, the low back" not in before


def test_a_ban_on_the_whole_person_is_not_called_one_of_every_spot() -> None:
    plan = planned([at("infraspinatus")], person={"age": 84, "conditions": ["frail"]})
    assert not any("every spot" in one["because"] for one in plan["left_out"])
