"""Breaks: every set has its movements, and conditions only strike them out."""

from __future__ import annotations

import pytest

from unknot.facts.programmes import BREAK_KINDS, BREAK_PEOPLE, load_break_moves, load_break_sets
from unknot.plan.person import conditions_of_person
from unknot.plan.query import PlanQuery, PointMark
from unknot.prevent.breaks import break_sets_for


def sets_of(who: str, *conditions: str, muscle: str = "infraspinatus"):
    query = PlanQuery(points=(PointMark(muscle, "left"),), age=40, conditions=conditions)
    return break_sets_for(who, query, conditions_of_person(query, None))


@pytest.mark.parametrize("who", BREAK_PEOPLE)
def test_everybody_has_a_break_a_warm_up_and_a_cool_down(who: str) -> None:
    assert {one.set.kind for one in sets_of(who)} == set(BREAK_KINDS)
    assert all(one.left_out == () for one in sets_of(who))


def test_every_movement_is_used_somewhere() -> None:
    used = {move for one in load_break_sets().values() for move in one.moves}
    assert used == set(load_break_moves())


def test_a_micro_break_is_over_in_two_minutes() -> None:
    breaks = [one for who in BREAK_PEOPLE for one in sets_of(who) if one.set.kind == "micro_break"]
    assert all(one.seconds <= 150 for one in breaks)


def test_an_unstable_neck_turns_no_head() -> None:
    desk = {move.id for one in sets_of("desk", "neck_unstable") for move in one.moves}
    assert "neck_turns" not in desk
    assert "look_far" in desk


def test_an_unstable_heart_leaves_only_what_loads_nothing() -> None:
    kept = {move.id for one in sets_of("runner", "unstable_heart") for move in one.moves}
    assert all(load_break_moves()[move].method is None for move in kept)


def test_a_sore_calf_is_asked_about_before_it_rises_on_the_toes() -> None:
    calf = {move.id for one in sets_of("runner", muscle="soleus") for move in one.moves}
    shoulder = {move.id for one in sets_of("runner") for move in one.moves}
    assert "heel_rise" in shoulder - calf
