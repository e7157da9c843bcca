"""One look after the other: when it reminds, when it holds back, and why."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from unknot.errors import InvalidInput
from unknot.reminders.rhythm import LATER_S, SETTLE_S, Rhythm, Seen, Standing, answered, looked

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HALF_HOUR = Rhythm(1_800.0)


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def worked(minutes: float, rhythm: Rhythm = HALF_HOUR) -> Standing:
    """Somebody who has worked so long, looked at every minute."""
    standing = Standing()
    for minute in range(int(minutes) + 1):
        standing, _ = looked(standing, Seen(after(minute), 1.0), rhythm)
    return standing


def test_half_an_hour_of_work_is_reminded_and_not_a_minute_earlier() -> None:
    standing, what = looked(worked(28), Seen(after(29), 1.0), HALF_HOUR)
    assert (what, standing.why) == ("wait", "working")
    standing, what = looked(standing, Seen(after(30), 1.0), HALF_HOUR)
    assert (what, standing.worked_s) == ("remind", 0.0)


def test_three_minutes_away_are_a_break_of_ones_own_counted_once() -> None:
    standing, what = looked(worked(20), Seen(after(21), 180.0), HALF_HOUR)
    assert (what, standing.n_own, standing.worked_s) == ("took_own", 1, 0.0)
    standing, what = looked(standing, Seen(after(22), 240.0), HALF_HOUR)
    assert (what, standing.n_own) == ("wait", 1)


def test_a_computer_that_slept_counts_as_away_though_a_key_was_just_pressed() -> None:
    standing, what = looked(worked(29), Seen(after(29 + 45), 0.5), HALF_HOUR)
    assert (what, standing.worked_s) == ("took_own", 0.0)


def test_sitting_still_on_a_call_or_before_a_film_is_no_rest() -> None:
    for seen in (
        Seen(after(30), 900.0, is_on_call=True),
        Seen(after(30), 900.0, is_full_screen=True),
    ):
        standing, what = looked(worked(29), seen, HALF_HOUR)
        assert what == "wait"
        assert standing.worked_s == 30 * 60
        assert standing.n_own == 0


def test_after_a_call_there_is_a_minute_of_peace() -> None:
    standing = worked(29)
    standing, what = looked(standing, Seen(after(30), 1.0, is_on_call=True), HALF_HOUR)
    assert (what, standing.why) == ("wait", "call")
    just_after = after(30) + timedelta(seconds=SETTLE_S - 1)
    standing, what = looked(standing, Seen(just_after, 1.0), HALF_HOUR)
    assert (what, standing.why) == ("wait", "settling")
    standing, what = looked(standing, Seen(after(31.5), 1.0), HALF_HOUR)
    assert what == "remind"


def test_whoever_has_just_gone_is_not_reminded() -> None:
    standing, what = looked(worked(29), Seen(after(30), 31.0), HALF_HOUR)
    assert (what, standing.why) == ("wait", "gone")


def test_where_idle_time_is_not_told_it_reminds_all_the_same() -> None:
    _, what = looked(worked(29), Seen(after(30), None), HALF_HOUR)
    assert what == "remind"


def test_later_comes_again_after_ten_minutes_and_skipped_after_a_whole_stretch() -> None:
    standing, _ = looked(worked(29), Seen(after(30), 1.0), HALF_HOUR)
    later = answered(standing, "later", now=after(30), rhythm=HALF_HOUR)
    almost = after(30) + timedelta(seconds=LATER_S)
    for minute in range(31, 40):
        later, what = looked(later, Seen(after(minute), 1.0), HALF_HOUR)
        assert (what, later.why) == ("wait", "later")
    assert looked(later, Seen(almost, 1.0), HALF_HOUR)[1] == "remind"
    skipped = answered(standing, "skipped", now=after(30), rhythm=HALF_HOUR)
    for minute in range(31, 60):
        skipped, what = looked(skipped, Seen(after(minute), 1.0), HALF_HOUR)
        assert what == "wait"
    assert looked(skipped, Seen(after(60), 1.0), HALF_HOUR)[1] == "remind"
    assert (skipped.n_skipped, skipped.n_done) == (1, 0)


@pytest.mark.parametrize(
    ("at", "is_quiet"),
    [(time(19, 59), False), (time(20, 0), True), (time(3, 0), True), (time(8, 0), False)],
)
def test_quiet_hours_go_over_midnight(at: time, is_quiet: bool) -> None:
    assert Rhythm(1_800.0, 4, time(20, 0), time(8, 0)).is_quiet(at) is is_quiet


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    standing, what = looked(worked(10), Seen(START, 1.0), HALF_HOUR)
    assert (what, standing.worked_s) == ("wait", 600.0)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ((60.0, 4, None, None), r"every 5 to 480 minutes, not every 1\. Such as --every 30m"),
        ((1_800.0, 0, None, None), "--most is 0; give 1 or more"),
        ((1_800.0, 4, time(20), None), "Quiet hours have a beginning and an end"),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(wish: tuple, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Rhythm(*wish)
