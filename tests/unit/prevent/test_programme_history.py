"""From records to the next week: up slowly, down at once; a day without a record is no "no"."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from unknot.prevent.doses import EASED
from unknot.prevent.history import (
    History,
    history_of,
    home_care_by_day,
    sore_days,
    week_of,
)
from unknot.prevent.told import Did, PainOn

MONDAY = date(2026, 11, 2)
THING = "infraspinatus_right_release"
TOP = 3


def on(day: int, did: str, effort: float | None = None) -> Did:
    return Did(MONDAY + timedelta(days=day), THING, did, effort)  # type: ignore[arg-type]


def after(
    *done: Did, weeks: float = 1, diary: dict[int, float] | None = None, flaring: bool = False
) -> History:
    pains = tuple(PainOn(MONDAY + timedelta(days=d), p) for d, p in (diary or {}).items())
    return history_of(
        done,
        pains,
        start=MONDAY,
        now=MONDAY + timedelta(days=int(weeks * 7)),
        top_steps={THING: TOP},
        is_flaring=flaring,
    )


def good_week(week: int) -> tuple[Did, ...]:
    return tuple(on(7 * week + day, "done") for day in (0, 2, 4))


def test_without_dates_everything_begins() -> None:
    found = history_of((), (), start=None, now=None, top_steps={THING: TOP}, is_flaring=False)
    assert (found.of(THING).step, found.of(THING).change) == (0, "start")


def test_a_week_that_was_done_goes_one_step_up() -> None:
    found = after(*good_week(0)).of(THING)
    assert (found.step, found.change, found.why) == (1, "up", "mostly_done")


def test_a_week_without_records_changes_nothing() -> None:
    found = after(*good_week(0), weeks=3).of(THING)
    assert (found.step, found.change, found.why) == (1, "same", "no_records")


def test_one_record_is_too_few_to_go_up() -> None:
    assert after(on(0, "done")).of(THING).why == "not_yet"


def test_three_good_weeks_reach_the_top_and_no_more() -> None:
    weeks = [one for week in range(5) for one in good_week(week)]
    found = after(*weeks, weeks=5).of(THING)
    assert (found.step, found.change, found.why) == (TOP, "same", "top")


def test_little_done_stays() -> None:
    found = after(on(0, "done"), on(2, "not_done"), on(4, "partly")).of(THING)
    assert (found.step, found.why) == (0, "little_done")  # (1 + 0 + 0.5) / 3 = 0.5 < 0.75


def test_hard_effort_stays() -> None:
    assert after(on(0, "done", 7), on(2, "done", 3)).of(THING).why == "hard"


def test_too_sore_lowers_at_once_and_rests_for_two_days() -> None:
    found = after(*good_week(0), on(7, "too_sore"), weeks=1.2).of(THING)
    assert (found.step, found.change) == (0, "down")  # 1 - 1
    assert found.rests_until == MONDAY + timedelta(days=7 + 2 + 1)


def test_too_sore_is_lowered_once_for_the_week_that_ends() -> None:
    found = after(*good_week(0), on(7, "too_sore"), on(9, "too_sore"), weeks=2).of(THING)
    assert (found.step, found.change) == (0, "down")


def test_below_the_beginning_there_is_only_half() -> None:
    found = after(on(0, "too_sore"), weeks=1).of(THING)
    assert (found.step, found.change) == (EASED, "down")


def test_after_too_sore_two_calm_weeks_are_needed() -> None:
    sore = (on(0, "done"), on(2, "too_sore"))
    one_calm = after(*sore, *good_week(1), weeks=2).of(THING)
    assert (one_calm.step, one_calm.why) == (EASED, "after_sore")
    two_calm = after(*sore, *good_week(1), *good_week(2), weeks=3).of(THING)
    assert (two_calm.step, two_calm.change) == (0, "up")


def test_two_sore_weeks_in_a_row_pause_it_and_it_comes_back_at_half() -> None:
    sore = (on(0, "too_sore"), on(8, "too_sore"))
    assert after(*sore, weeks=2).of(THING).change == "pause"
    back = after(*sore, weeks=3).of(THING)
    assert (back.step, back.change, back.why) == (EASED, "down", "sore_again")


def test_people_who_flare_easily_go_up_every_second_week() -> None:
    assert after(*good_week(0), flaring=True).of(THING).step == 0
    assert after(*good_week(0), *good_week(1), weeks=2, flaring=True).of(THING).step == 1


@pytest.mark.parametrize(
    ("before", "next_day", "is_sore"), [(3, 5, True), (3, 4, False), (None, 9, False)]
)
def test_two_points_more_the_next_day_count_as_too_sore(before, next_day, is_sore) -> None:
    diary = [PainOn(MONDAY + timedelta(days=1), next_day)]
    if before is not None:
        diary.append(PainOn(MONDAY, before))
    assert bool(sore_days((on(0, "done"),), diary)) is is_sore


def test_pain_of_a_day_without_work_blames_nothing() -> None:
    diary = (PainOn(MONDAY, 2), PainOn(MONDAY + timedelta(days=1), 9))
    assert sore_days((on(0, "not_done"),), diary) == frozenset()


def test_a_worse_week_lets_nothing_go_up() -> None:
    found = after(*good_week(0), *good_week(1), weeks=2, diary={1: 2, 3: 2, 8: 4, 10: 4})
    assert found.of(THING).why == "pain_up"  # 4 - 2 > 1
    assert found.is_pain_up


def test_little_done_makes_the_days_shorter_and_much_done_longer_again() -> None:
    little = tuple(on(day, "not_done") for day in (0, 1, 2, 4))
    assert after(*little).n_fewer == 1
    again = tuple(on(7 + day, "done") for day in (0, 1, 2, 4))
    assert after(*little, *again, weeks=2).n_fewer == 0


def test_weeks_begin_on_monday() -> None:
    thursday = MONDAY + timedelta(days=3)
    assert [week_of(thursday + timedelta(days=n), thursday) for n in (0, 3, 4)] == [0, 0, 1]


def test_home_care_of_a_day_is_the_share_of_what_was_recorded() -> None:
    other = Did(MONDAY, "infraspinatus_right_stretch", "partly")
    sore = Did(MONDAY, "infraspinatus_left_stretch", "too_sore")
    found = home_care_by_day([on(0, "done"), other, sore, on(2, "partly")])
    # Monday: done, partly, too sore (1 + 1/2 + 0) / 3; Wednesday: partly. Tuesday: not recorded.
    assert found == {MONDAY: 0.5, MONDAY + timedelta(days=2): 0.5}
