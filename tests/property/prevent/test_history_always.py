"""Whatever was recorded: never up after too sore, one step at a time, and order does not matter."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from unknot.prevent.doses import EASED
from unknot.prevent.history import History, history_of, sore_days, week_of
from unknot.prevent.told import DONE, Did, PainOn

MONDAY = date(2026, 11, 2)
TOPS = {"infraspinatus_right_release": 3, "turn_out_right_exercise": 4}
N_PEOPLE = 300


def random_records(rng: Random) -> tuple[tuple[Did, ...], tuple[PainOn, ...], int]:
    n_weeks = rng.randint(1, 8)
    mood = rng.choice(((9, 1, 1, 1), (1, 1, 3, 1), (3, 3, 1, 3), (1, 0, 0, 0)))
    done, diary = [], []
    for day in range(7 * n_weeks):
        at = MONDAY + timedelta(days=day)
        for name in TOPS:
            if rng.random() < 0.4:
                did = rng.choices(DONE, mood)[0]
                done.append(Did(at, name, did, rng.choice((None, 2, 8))))
        if rng.random() < 0.4:
            diary.append(PainOn(at, rng.randint(0, 10)))
    return tuple(done), tuple(diary), n_weeks


def after(done, diary, weeks: int, *, is_flaring: bool = False) -> History:
    day = MONDAY + timedelta(days=7 * weeks)
    return history_of(
        tuple(one for one in done if one.at < day),
        tuple(one for one in diary if one.at < day),
        start=MONDAY,
        now=day,
        top_steps=TOPS,
        is_flaring=is_flaring,
    )


@pytest.fixture(scope="module")
def people():
    rng = Random(4)  # noqa: S311 -- repeatable people, no secrets
    return [random_records(rng) for _ in range(N_PEOPLE)]


def test_a_week_with_too_sore_is_never_followed_by_more(people) -> None:
    n_seen = 0
    for done, diary, n_weeks in people:
        for week in range(n_weeks):
            before, then = after(done, diary, week), after(done, diary, week + 1)
            sore = {
                name
                for day, name in sore_days(done, diary)
                if week_of(day, MONDAY) == week and day + timedelta(days=1) < MONDAY
                + timedelta(days=7 * (week + 1))
            }  # fmt: skip
            for name in sore:
                n_seen += 1
                assert then.of(name).step <= max(EASED, before.of(name).step)
                assert then.of(name).change in ("down", "pause")
    assert n_seen > N_PEOPLE


def test_steps_go_one_by_one_between_half_and_the_top(people) -> None:
    for done, diary, n_weeks in people:
        for name, top in TOPS.items():
            steps = [after(done, diary, week).of(name).step for week in range(n_weeks + 1)]
            assert all(EASED <= step <= top for step in steps)
            assert all(later - earlier <= 1 for earlier, later in pairwise(steps))


def test_people_who_flare_easily_are_never_further(people) -> None:
    for done, diary, n_weeks in people:
        usual = after(done, diary, n_weeks)
        careful = after(done, diary, n_weeks, is_flaring=True)
        assert all(careful.of(name).step <= usual.of(name).step for name in TOPS)


def test_the_order_of_the_records_does_not_matter(people) -> None:
    for done, diary, n_weeks in people[:50]:
        turned = after(done[::-1], diary[::-1], n_weeks)
        assert turned == after(done, diary, n_weeks)
