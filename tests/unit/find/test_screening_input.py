"""Whoever passes the door can be screened: the two doors take the same people."""

from __future__ import annotations

import pytest

from unknot.find.answer import screening_input
from unknot.find.query import SEXES, query_from
from unknot.find.red_flags import screen


@pytest.mark.parametrize("sex", [*SEXES, None])
@pytest.mark.parametrize("age", [0, 125, None])
def test_age_and_every_sex_of_the_door_can_be_screened(sex: str | None, age: int | None) -> None:
    query = query_from({"pain": [{"region": "temple"}], "sex": sex, "age": age})
    assert not screen(screening_input(query)).stops


def test_sides_of_a_place_are_joined() -> None:
    pain = [{"region": "temple", "side": side} for side in ("left", "right")]
    marks = [{"region": "heel", "side": "both"}, {"region": "thumb", "side": "left"}]
    given = screening_input(query_from({"pain": [*pain, *marks]}))
    assert given.pain_regions == {"temple", "heel", "thumb"}
    assert given.both_sides == {"temple", "heel"}
