"""Thousands of random people: what every programme promises holds for each of them."""

from __future__ import annotations

from random import Random

import pytest
from programme_people import random_programmes
from programme_promises import check_programme

N_PEOPLE = 6_000
N_FEW = 250


def test_every_promise_holds_for_a_few_random_people() -> None:
    assert share_with_things(Random(1), N_FEW) > 0.4  # noqa: S311 -- repeatable people


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_every_promise_holds_for_random_people_of_all_kinds(part: int) -> None:
    rng = Random(20_261_125 + part)  # noqa: S311 -- repeatable people, no secrets
    assert share_with_things(rng, N_PEOPLE // 3) > 0.4


def share_with_things(rng: Random, n_people: int) -> float:
    found = [check_programme(query, rng) for query in random_programmes(rng, n_people)]
    return sum(found) / n_people
