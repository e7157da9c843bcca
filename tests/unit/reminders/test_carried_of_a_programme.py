"""What a reminder carries: movements in turn, and the things of the day."""

from __future__ import annotations

from datetime import date

from told_programme import thing, told

from unknot.reminders.carried import carried_from, offered

MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)


def test_only_micro_breaks_are_carried_and_the_shortest_rhythm_counts() -> None:
    carried = carried_from(told())
    assert [one.title for one in carried.sets] == ["One", "Two"]
    assert carried.every_minutes == 30
    assert carried.sets[0].seconds == 20 + 20


def test_a_day_holds_its_own_things_in_the_order_of_the_week() -> None:
    carried = carried_from(told())
    assert [one.id for one in carried.on(MONDAY)] == ["a", "b"]
    assert [one.id for one in carried.on(TUESDAY)] == ["c"]
    assert carried.on(SUNDAY) == ()


def test_a_thing_that_rests_is_not_on_before_its_day() -> None:
    carried = carried_from(told(things=[thing("a", "mon", "thu", rests_until="2026-11-25"),
                                        thing("b", "mon"), thing("c", "tue")]))  # fmt: skip
    assert [one.id for one in carried.on(MONDAY)] == ["b"]
    assert [one.id for one in carried.on(date(2026, 11, 26))] == ["a"]


def test_sets_come_in_turn_and_each_thing_once_a_day() -> None:
    carried = carried_from(told())
    first = offered(carried, 0, day=MONDAY, told_of=())
    assert (first.moves.title, first.thing.id, first.stop_if) == ("One", "a", ("Numbness",))  # type: ignore[union-attr]
    second = offered(carried, 1, day=MONDAY, told_of={"a"})
    assert (second.moves.title, second.thing.id) == ("Two", "b")  # type: ignore[union-attr]
    third = offered(carried, 2, day=MONDAY, told_of={"a", "b"})
    assert (third.moves.title, third.thing, third.stop_if) == ("One", None, ())  # type: ignore[union-attr]


def test_days_run_to_the_end_of_the_last_week_and_later_ones_are_not_sure() -> None:
    days = carried_from(told()).days(TUESDAY, weeks=2)
    assert [(one.day, one.is_this_week) for one in days] == [
        (TUESDAY, True),
        (date(2026, 11, 26), True),
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), False),
        (date(2026, 12, 3), False),
    ]
    assert days[2].minutes == 1.4 + 1.4


def test_without_breaks_and_things_nothing_is_offered() -> None:
    empty = told(things=[], breaks=[], week={"from": None, "days": []})
    offer = offered(carried_from(empty), 0, day=MONDAY, told_of=())
    assert (offer.moves, offer.thing) == (None, None)
