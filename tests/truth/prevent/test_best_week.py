"""The greedy week against every possible week, on weeks small enough to try them all."""

from __future__ import annotations

from random import Random

import pytest
from best_week import best_week, is_possible

from unknot.prevent.week import Room, Task, fill_week, week_worth

N_WEEKS = 100


def random_week(rng: Random) -> tuple[list[Task], Room]:
    """Draw what a person may want of a week: doses as they are in the facts, odd budgets too."""
    tasks = []
    for _ in range(rng.randint(1, 4)):
        least, most, gap = rng.choice(((3, 5, 1), (2, 3, 2), (2, 7, 1), (2, 2, 3), (1, 3, 2)))
        tasks.append(
            Task(
                worth=rng.choice((1.0, 0.9, 0.8, 0.7, 0.63, 0.5, 0.35)),
                seconds=rng.choice((50, 70, 90, 100, 160, 300)),
                least_days=least,
                most_days=most,
                gap_days=gap,
            )
        )
    days = tuple(sorted(rng.sample(range(7), rng.randint(1, 5))))
    room = Room(
        days=days,
        seconds=rng.choice((60, 120, 200, 300, 600)),
        things=rng.choice((1, 2, 3, 3)),
        different=rng.choice((2, 5, 5)),
    )
    return tasks, room


@pytest.fixture(scope="module")
def weeks() -> list[tuple[float, float, bool]]:
    rng = Random(6)  # noqa: S311 -- repeatable weeks, no secrets
    found = []
    for _ in range(N_WEEKS):
        tasks, room = random_week(rng)
        placed = fill_week(tasks, room)
        found.append(
            (week_worth(tasks, placed), best_week(tasks, room), is_possible(tasks, placed, room))
        )
    return found


@pytest.mark.slow
def test_a_greedy_week_always_keeps_to_its_room(weeks) -> None:
    assert all(possible for _, _, possible in weeks)


@pytest.mark.slow
def test_a_greedy_week_is_never_better_than_the_best(weeks) -> None:
    assert all(greedy <= best + 1e-9 for greedy, best, _ in weeks)


@pytest.mark.slow
def test_most_greedy_weeks_are_the_best_and_none_is_far_from_it(weeks) -> None:
    shares = [greedy / best for greedy, best, _ in weeks if best]
    n_best = sum(share > 1 - 1e-9 for share in shares)
    assert n_best / len(shares) > 0.85
    assert sum(shares) / len(shares) > 0.985
    assert min(shares) > 0.75


@pytest.mark.slow
def test_the_greedy_week_is_the_best_where_time_does_not_bind() -> None:
    rng = Random(7)  # noqa: S311 -- repeatable weeks, no secrets
    for _ in range(20):
        tasks, room = random_week(rng)
        wide = Room(days=room.days, seconds=10_000, things=len(tasks), different=len(tasks))
        greedy = week_worth(tasks, fill_week(tasks, wide))
        assert greedy == pytest.approx(best_week(tasks, wide))
