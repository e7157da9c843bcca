"""What the door of the forecast refuses, with the place and the remedy."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.errors import InvalidInput
from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.told import told_from


def case(**fields: Any) -> dict[str, Any]:
    point = {"muscle": "upper_trapezius", "side": "right", "weeks": 30}
    return {"now": "2026-11-15T08:00:00Z", "point": point, **fields}


def entry(day: int, **fields: Any) -> dict[str, Any]:
    return {"at": f"2026-11-{day:02d}T08:00:00Z", **fields}


def compression(day: int) -> dict[str, Any]:
    return entry(day, method="ischemic_compression")


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        ({"baseline": 0}, "baseline", "is 0: without pain before treatment there is nothing"),
        (
            {"point": {"weeks": 0}, "entries": [entry(2, pain=3), entry(14, pain=4)]},
            "point.weeks", "is 0, but the diary goes back 12 days. Say how old",
        ),
        ({"now": None}, "now", "'now' is a date and time, such as"),
        ({"now": "yesterday"}, "now", "not 'yesterday'"),
        ({"now": "2026-11-15T08:00:00"}, "now", "has no time zone. Add one: Z for UTC"),
        ({"entries": [entry(2, pain=11)]}, "entries[0].pain", "is 11; it runs from 0 to 10."),
        ({"entries": [entry(2, pain=-1)]}, "entries[0].pain", "is -1; it runs from 0 to 10."),
        ({"entries": [entry(2, pain=True)]}, "entries[0].pain", "is a number from 0 to 10"),
        ({"entries": [entry(2), entry(16)]}, "entries[1].at", "lies after now. Correct its time."),
        (
            {"entries": [entry(2, pain=3), entry(2, pain=4)]}, "entries[1].at",
            "'entries[1]' has the same time as 'entries[0]' and says something else. Keep one",
        ),
        ({"entries": [entry(2, sleep=3)]}, "entries[0].sleep", "runs from 0 to 2"),
        ({"entries": [entry(2, load=2)]}, "entries[0].load", "runs from -1 to 1"),
        ({"entries": [entry(2, home_care=1.5)]}, "entries[0].home_care", "runs from 0 to 1"),
        ({"entries": [entry(2, ppt_kpa=3)]}, "entries[0].ppt_kpa", "runs from 5 to 3000 kPa"),
        ({"entries": [entry(2, pian=3)]}, "entries[0].pian", "Did you mean 'pain'?"),
        (
            {"treatments": [compression(20)]}, "treatments[0].at",
            "A treatment that is still to come belongs in plan.treatments.",
        ),
        (
            {"plan": {"treatments": [compression(2)]}}, "plan.treatments[0].at",
            "lies before now. A treatment that was given belongs in 'treatments'.",
        ),
        (
            {"treatments": [entry(2, method="dry_needle")]}, "treatments[0].method",
            "Did you mean 'dry_needling'?",
        ),
        (
            {"treatments": [entry(2, method="sham")]}, "treatments[0].method",
            "which is what trials compare with, no treatment of one person. Leave this",
        ),
        (
            {"treatments": [{**compression(2), "seconds": -5}]}, "treatments[0].seconds",
            "is -5; it runs from 0 to 7200 s",
        ),
        ({"horizon_days": 0}, "horizon_days", "ask for 1 day or more"),
        ({"horizon_days": 400}, "horizon_days", "it runs from 0 to 365"),
        ({"point": {"muscle": "upper_trapezious"}}, "point.muscle", "Did you mean"),
        ({"point": {"side": "mid"}}, "point.side", "is one of left, right"),
        ({"point": {"weeks": -1}}, "point.weeks", "is -1"),
        ({"point": {"site": "a"}}, "point.site", "needs 'point.muscle' beside it"),
        ({"entriess": []}, "entriess", "Did you mean 'entries'?"),
    ],
)  # fmt: skip
def test_is_refused(fields: dict[str, Any], where: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        told_from(case(**fields))
    assert caught.value.where == where
    assert message in str(caught.value)


def test_entries_out_of_order_are_put_in_order() -> None:
    told = told_from(
        case(entries=[entry(9, pain=3), entry(2, pain=6)], treatments=[compression(4)])
    )
    assert told.events == (
        Entry(0.0, pain=6.0), Treatment(2.0, "ischemic_compression"), Entry(7.0, pain=3.0),
    )  # fmt: skip
    assert told.now_day == 13.0


def test_an_entry_sent_twice_counts_once() -> None:
    told = told_from(case(entries=[entry(2, pain=3), entry(2, pain=3)]))
    assert told.events == (Entry(0.0, pain=3.0),)


def test_times_of_other_zones_are_the_same_moment() -> None:
    told = told_from(case(entries=[{"at": "2026-11-14T10:00:00+02:00", "pain": 3}]))
    assert told.now_day == 1.0


def test_an_unknown_field_is_told_as_not_used() -> None:
    assert told_from(case(weather="rain")).ignored == ("weather",)


def test_a_planned_treatment_counts_its_days_from_now() -> None:
    told = told_from(case(plan={"treatments": [compression(18)], "home_care": 0.5}))
    assert told.plan.treatments == (Treatment(3.0, "ischemic_compression"),)
