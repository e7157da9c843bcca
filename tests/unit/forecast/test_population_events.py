"""Columns of events and their files."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba", reason="needs the extra 'population'")

from unknot.errors import InvalidInput, UnknownId
from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.parameters import Point
from unknot.forecast.population.events import Events, events_of, read_events, write_events
from unknot.forecast.population.simulated import events_of_cohort
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.episodes import simulate

TWO = (
    (
        Point(10.0, 2, 1),
        (
            Treatment(0.4, "massage"),
            Entry(0.4, pain=6, ppt_kpa=210.0),
            Entry(1.4, pain=4, load=1.0, sleep=2.0, stress=0.0, home_care=0.5),
        ),
    ),
    (Point(), (Entry(5.0, pain=2.5), Treatment(6.0, "dry_needling"))),
)


def same(one: Events, other: Events) -> bool:
    return one.methods == other.methods and all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name), equal_nan=True)
        for field in fields(Events)
        if field.name != "methods"
    )


def test_events_are_put_in_the_order_of_time() -> None:
    events = events_of(TWO, clinic=7)
    assert events.starts.tolist() == [0, 3, 5]
    assert events.day.tolist() == [0.4, 0.4, 1.4, 5.0, 6.0]
    assert events.way.tolist() == [-1, 0, -1, -1, 1]  # the entry stands before the treatment
    assert events.methods == ("massage", "dry_needling")
    assert events.clinic.tolist() == [7, 7]
    assert np.isnan(events.weeks).tolist() == [False, True]


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    events = events_of(TWO)
    write_events(tmp_path / "some.npz", events)
    assert same(read_events(tmp_path / "some.npz"), events)


def test_part_of_the_episodes_is_as_if_alone() -> None:
    second = events_of(TWO).taken(1, 2)
    alone = events_of(TWO[1:])
    assert second.day.tolist() == alone.day.tolist()
    assert second.starts.tolist() == alone.starts.tolist()


@pytest.mark.parametrize("with_nights", [False, True])
def test_a_cohort_in_columns_holds_the_diaries_of_its_people(with_nights: bool) -> None:
    cohort = simulate(middle_clinic(), 12, rng=np.random.default_rng(1), n_days=20)
    people = [cohort.episode(i, with_nights=with_nights) for i in range(12)]
    told = [
        (
            Point(one.weeks, one.other_active_points, one.earlier_episodes),
            [*one.entries, *one.treatments],
        )
        for one in people
    ]
    expected, found = events_of(told), events_of_cohort(cohort, with_nights=with_nights)
    names = dict(enumerate(found.methods)) | {-1: ""}
    others = dict(enumerate(expected.methods)) | {-1: ""}
    assert [names[i] for i in found.way.tolist()] == [others[i] for i in expected.way.tolist()]
    renamed = replace(expected, way=found.way, methods=found.methods)
    assert same(found, renamed)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("pain", 11.0, r"A number from 0 to 10 was expected\."),
        ("ppt_kpa", 0.0, r"A number from .* was expected\."),
        ("load", 2.0, r"A number from -1 to 1 was expected\."),
        ("home_care", -0.1, r"A number from 0 to 1 was expected\."),
        ("day", np.nan, r"A number from -inf to inf was expected\."),
        ("way", 2, r"A number from -1 to 1 was expected\."),
        ("weeks", -1.0, r"A number from 0 to inf was expected\."),
    ],
)
def test_a_number_out_of_range_is_refused_with_its_place(
    tmp_path: Path, *, column: str, value: float, message: str
) -> None:
    events = events_of(TWO)
    wrong = getattr(events, column).copy()
    wrong[1] = value
    with pytest.raises(InvalidInput, match=message) as refused:
        write_events(tmp_path / "some.npz", replace(events, **{column: wrong}))
    assert refused.value.where == f"{tmp_path / 'some.npz'}: {column}, place 1"


def test_columns_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    events = events_of(TWO)
    with pytest.raises(InvalidInput, match="starts of the episodes do not fit"):
        write_events(tmp_path / "a.npz", replace(events, starts=np.array([0, 3, 4])))
    with pytest.raises(InvalidInput, match=r"5 numbers were expected, \(4,\) came"):
        write_events(tmp_path / "a.npz", replace(events, pain=events.pain[:4]))
    with pytest.raises(UnknownId, match="Method 'masage' is not known"):
        write_events(tmp_path / "a.npz", replace(events, methods=("masage", "dry_needling")))


def test_events_out_of_order_are_refused_with_their_place(tmp_path: Path) -> None:
    events = events_of(TWO)
    with pytest.raises(InvalidInput, match="not in the order of time") as refused:
        write_events(tmp_path / "a.npz", replace(events, day=events.day[[0, 2, 1, 3, 4]]))
    assert refused.value.where.endswith("event 2")
    swapped = replace(events, way=events.way[[1, 0, 2, 3, 4]])  # treatment before its entry
    with pytest.raises(InvalidInput, match="entries stand before treatments"):
        write_events(tmp_path / "a.npz", swapped)


def test_another_file_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    path.write_text("no archive")
    with pytest.raises(InvalidInput, match=r"some\.npz is no file of events"):
        read_events(path)
    np.savez(path, starts=np.array([0]))
    with pytest.raises(InvalidInput, match=r"some\.npz is no file of events"):
        read_events(path)
