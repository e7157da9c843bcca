"""What repeats in a plan is said once; numbers and hazards stand wherever they are needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from unknot.cli.plan_page import plan_page
from unknot.plan.aftercare import without_echoes
from unknot.plan.plan import Plan, plan_as_json, plan_from, plan_query_from
from unknot.plan.told_once import Repeats, points_told_once, reasons_joined

CALM = {"dvt_swell": "no", "dvt_calf_unexplained": "no"}
POINTS = ("infraspinatus", "levator_scapulae", "rhomboids")


def plan_of(setting: str = "clinic", muscles: tuple[str, ...] = POINTS, **person: Any) -> Plan:
    case = {
        "setting": setting,
        "person": {"age": 40, "treatments_so_far": 5, **person},
        "points": [{"muscle": muscle, "side": "right"} for muscle in muscles],
        "answers": CALM,
    }
    return plan_from(plan_query_from(case))


def printed(plan: Plan) -> str:
    flags = dict.fromkeys(plan.first_open, "no")
    calm = replace(plan.query, answers={**flags, **plan.query.answers})
    return " ".join(" ".join(plan_page(plan_from(calm), number="112").lines).split())


def test_an_advice_is_said_once_and_named_after_that() -> None:
    page = printed(plan_of(conditions=["anticoagulant", "fibromyalgia"]))
    assert page.count("Watch for bruises") == 1
    assert page.count("! Takes a blood thinner: as at point 1.") >= 1


def test_what_is_near_is_said_at_every_point() -> None:
    told = plan_as_json(plan_of())
    points = points_told_once(told["steps"], Repeats())
    for point in points:
        mind = {line for step in point.steps for line in step.given["cautions"] if "Mind" in line}
        assert mind <= set(point.cautions)


def test_every_dose_stands_where_it_is_used() -> None:
    plan = plan_of()
    n_steps = len(plan_as_json(plan)["steps"])
    assert printed(plan).count("how much ") == n_steps


def test_a_method_is_explained_at_its_first_point() -> None:
    points = points_told_once(plan_as_json(plan_of())["steps"], Repeats())
    first, later = points[0].steps[0], points[1].steps[0]
    assert (first.is_new, later.is_new) == (True, False)
    assert later.how == "as at point 1"
    assert later.why == ""
    assert points[1].why_now


def test_another_dose_is_explained_anew() -> None:
    muscles = ("upper_trapezius", "suboccipitals")
    points = points_told_once(plan_as_json(plan_of(muscles=muscles))["steps"], Repeats())
    hows = [point.steps[0].how for point in points]
    doses = [point.steps[0].given["pressure_0_10"] for point in points]
    assert doses[0] != doses[1]
    assert "as at" not in hows[1]


def test_the_same_reason_joins_what_is_left_out() -> None:
    told = [{"what": "a", "because": "x"}, {"what": "b", "because": "y"},
            {"what": "c", "because": "x"}]  # fmt: skip
    assert reasons_joined(told) == [("a; c", "x"), ("b", "y")]


def test_a_line_that_says_less_gives_way() -> None:
    lines = ["Numbness", "Numbness or weakness", "Blisters", "Blisters"]
    assert without_echoes(lines) == ["Numbness or weakness", "Blisters"]


@pytest.mark.parametrize("prefer", ["heat", "electrical_stimulation"])
def test_stop_lines_of_several_methods_do_not_echo(prefer: str) -> None:
    plan = plan_as_json(
        plan_from(
            plan_query_from(
                {
                    "setting": "clinic",
                    "person": {"age": 40, "treatments_so_far": 5},
                    "points": [{"muscle": "infraspinatus", "side": "right"}],
                    "prefer": [prefer],
                }
            )
        )
    )
    starts = [line.split(maxsplit=1)[0].strip(",") for line in plan["stop_if"]]
    assert starts.count("Numbness") == 1
    assert starts.count("Dizziness") == 1


def test_soreness_is_told_in_one_place() -> None:
    plan = plan_as_json(plan_of())
    said = [*plan["aftercare"], *(one["text"] for one in plan["normal_afterwards"])]
    assert sum("oreness" in line for line in said) == 1
    assert not any("still worse" in one["text"] for one in plan["not_normal"])


def test_when_to_stop_trying_is_not_said_twice() -> None:
    plan = plan_as_json(plan_of(irritable=True))
    assert plan["course"]["stop_trying_if"].count("two flares") == 1


def test_no_advice_beside_a_pressing_step_speaks_of_a_needle() -> None:
    plan = plan_as_json(plan_of(conditions=["anticoagulant"]))
    said = " ".join(line for step in plan["steps"] for line in step["cautions"])
    assert "Watch for bruises." in said
    assert "thin needles" not in said
    assert "; Watch" not in said
