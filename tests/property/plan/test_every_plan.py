"""A hundred thousand random people: what every plan promises holds for each of them."""

from __future__ import annotations

from random import Random

import pytest
from any_people import random_people
from plan_promises import check_person

N_PEOPLE = 100_000
N_PARTS = 4


@pytest.mark.slow
@pytest.mark.parametrize("part", range(N_PARTS))
def test_every_promise_holds_for_random_people(part: int) -> None:
    rng = Random(20_261_124 + part)  # noqa: S311 -- repeatable people, no secrets
    n_with_steps = sum(
        check_person(query, level, rng, is_mirrored=n % 4 == 0)
        for n, (query, level) in enumerate(random_people(rng, N_PEOPLE // N_PARTS))
    )
    assert n_with_steps > 0.4 * N_PEOPLE / N_PARTS
