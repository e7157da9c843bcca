"""What cannot be used is refused, with the place, the value and the nearest valid one."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput, UnknownId
from unknot.find.alerts import ScreeningInput
from unknot.find.red_flags import screen


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (
            ScreeningInput(frozenset({"lumber"})),
            "Regions 'lumber' is not known (pain_regions). Did you mean 'lumbar'?",
        ),
        (
            ScreeningInput(frozenset(), symptoms=frozenset({"headach"})),
            "Symptoms 'headach' is not known (symptoms). Did you mean 'headache'?",
        ),
        (
            ScreeningInput(frozenset(), limited_movements=frozenset({"hip_flex"})),
            "Movements 'hip_flex' is not known (limited_movements). Did you mean 'hip_flexion'?",
        ),
        (
            ScreeningInput(frozenset(), answers={"ces_sadle": "yes"}),
            "Red_flags 'ces_sadle' is not known (answers). Did you mean 'ces_saddle'?",
        ),
    ],
)
def test_unknown_id_is_refused_with_the_nearest(told: ScreeningInput, message: str) -> None:
    with pytest.raises(UnknownId) as caught:
        screen(told)
    assert str(caught.value) == message


def test_answer_that_is_none_of_three_is_refused() -> None:
    told = ScreeningInput(frozenset(), answers={"ces_saddle": "maybe"})  # type: ignore[dict-item]
    with pytest.raises(InvalidInput) as caught:
        screen(told)
    assert str(caught.value) == (
        "The answer to 'ces_saddle' is 'maybe', expected yes, no or unsure. "
        "Leave a question out when it is not answered."
    )
    assert caught.value.where == "answers.ces_saddle"


@pytest.mark.parametrize("age", [-1.0, 126.0, float("nan")])
def test_age_out_of_range_is_refused(age: float) -> None:
    with pytest.raises(InvalidInput, match="expected 0 to 125 years"):
        screen(ScreeningInput(frozenset(), age=age))


def test_sex_that_is_not_used_is_refused() -> None:
    with pytest.raises(InvalidInput, match="expected female or male"):
        screen(ScreeningInput(frozenset(), sex="f"))
