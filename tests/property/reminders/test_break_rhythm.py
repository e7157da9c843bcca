"""Whatever somebody does at the computer, the reminder never nags and never comes at a bad time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.reminders.rhythm import (
    AWAY_S,
    LATER_S,
    Reply,
    Rhythm,
    Seen,
    Standing,
    answered,
    looked,
)

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Moment:
    after_s: float
    idle_s: float | None
    is_on_call: bool
    is_full_screen: bool
    reply: Reply


STEP_S = 20.0
REPLIES: list[Reply] = ["done", "partly", "too_sore", "later", "skipped"]


def stretch(kind: str, n_looks: int, reply: Reply) -> list[Moment]:
    """So many looks at somebody who goes on with one thing."""
    idle = {"away": 181.0, "still": 45.0, "film": 900.0, "call": 400.0, "blind": None}
    one = Moment(STEP_S, idle.get(kind, 2.0), kind == "call", kind == "film", reply)
    first = replace(one, after_s=3_000.0) if kind == "slept" else one
    return [first, *[one] * (n_looks - 1)]


kinds = st.sampled_from(["work"] * 5 + ["blind", "away", "still", "film", "call", "slept"])
moments = st.lists(
    st.builds(stretch, kinds, st.integers(1, 120), st.sampled_from(REPLIES)), max_size=14
).map(lambda stretches: [one for some in stretches for one in some])
rhythms = st.sampled_from(
    [
        Rhythm(300.0, 2),
        Rhythm(300.0, 12),
        Rhythm(600.0, 4, time(8, 20), time(9, 0)),
        Rhythm(1_800.0, 4, time(9, 0), time(10, 30)),
        Rhythm(1_800.0, 1, time(22, 0), time(8, 30)),
        Rhythm(7_200.0, 4),
    ]
)


@dataclass
class Shown:
    at: datetime
    seen: Seen
    reply: Reply


def lived(told: list[Moment], rhythm: Rhythm) -> tuple[list[Shown], Standing]:
    standing, now, shown = Standing(), START, []
    for one in told:
        now += timedelta(seconds=one.after_s)
        seen = Seen(now, one.idle_s, one.is_on_call, one.is_full_screen)
        standing, what = looked(standing, seen, rhythm)
        if what == "remind":
            shown.append(Shown(now, seen, one.reply))
            standing = answered(standing, one.reply, now=now, rhythm=rhythm)
    return shown, standing


def test_the_drawn_days_hold_enough_reminders_to_prove_something() -> None:
    drawn: list[int] = []

    @settings(max_examples=60)
    @given(moments, rhythms)
    def count(told: list[Moment], rhythm: Rhythm) -> None:
        drawn.append(len(lived(told, rhythm)[0]))

    count()
    assert sum(n >= 2 for n in drawn) >= 15


@settings(max_examples=60)
@given(moments, rhythms)
def test_never_at_a_bad_moment(told: list[Moment], rhythm: Rhythm) -> None:
    for one in lived(told, rhythm)[0]:
        assert not one.seen.is_on_call
        assert not one.seen.is_full_screen
        assert not rhythm.is_quiet(one.at.time())
        assert one.seen.idle_s is None or one.seen.idle_s < 30.0


@settings(max_examples=60)
@given(moments, rhythms)
def test_a_break_is_not_repeated_before_a_whole_stretch_unless_later_was_asked(
    told: list[Moment], rhythm: Rhythm
) -> None:
    shown, _ = lived(told, rhythm)
    for one, following in itertools.pairwise(shown):
        least_s = min(LATER_S, rhythm.every_s) if one.reply == "later" else rhythm.every_s
        assert (following.at - one.at).total_seconds() >= least_s


@settings(max_examples=60)
@given(moments, rhythms)
def test_never_more_than_wished_in_any_hour(told: list[Moment], rhythm: Rhythm) -> None:
    at = [one.at for one in lived(told, rhythm)[0]]
    for n, first in enumerate(at):
        within = [one for one in at[n:] if one - first < timedelta(hours=1)]
        assert len(within) <= rhythm.most_an_hour


@settings(max_examples=60)
@given(moments, rhythms, st.floats(AWAY_S, 90_000))
def test_after_time_away_a_whole_stretch_of_work_comes_first(
    told: list[Moment], rhythm: Rhythm, away_s: float
) -> None:
    _, standing = lived(told, rhythm)
    last = standing.seen_at or START
    now = last + timedelta(seconds=away_s)
    standing, what = looked(standing, Seen(now, away_s), rhythm)
    assert what != "remind"
    back, worked = now, 0.0
    while worked + 10.0 < rhythm.every_s:
        back, worked = back + timedelta(seconds=10), worked + 10.0
        standing, what = looked(standing, Seen(back, 0.0), rhythm)
        assert what == "wait"


@settings(max_examples=60)
@given(moments, rhythms)
def test_the_same_looks_give_the_same_reminders(told: list[Moment], rhythm: Rhythm) -> None:
    assert lived(told, rhythm) == lived(told, rhythm)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["done", "skipped"]), min_size=1, max_size=6))
def test_steady_work_is_reminded_once_a_stretch_and_every_answer_counted(
    replies: list[Reply],
) -> None:
    rhythm = Rhythm(1_800.0, 4)
    standing, now, n = Standing(), START, 0
    for reply in replies:
        what = "wait"
        looks = 0
        while what == "wait":
            now += timedelta(seconds=10)
            looks += 1
            standing, what = looked(standing, Seen(now, 0.0), rhythm)
            assert looks <= 182
        n += 1
        standing = answered(standing, reply, now=now, rhythm=rhythm)
    assert standing.n_done + standing.n_skipped == n == len(replies)
    assert standing.n_own == 0


@settings(max_examples=60)
@given(moments, rhythms)
def test_a_call_that_never_ends_is_never_interrupted(told: list[Moment], rhythm: Rhythm) -> None:
    shown, _ = lived([replace(one, is_on_call=True) for one in told], rhythm)
    assert shown == []
