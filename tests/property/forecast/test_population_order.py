"""What must not matter: in which files, in what order and from which day on diaries are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba", reason="needs the extra 'population'")

from unknot.forecast.population.events import Events, write_events
from unknot.forecast.population.fitting import total
from unknot.forecast.population.layout import layout_of
from unknot.forecast.population.scoring import Plan, Score, episode_slopes, score_file
from unknot.forecast.population.simulated import events_of_cohort
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.episodes import simulate

pytestmark = pytest.mark.slow

PLAN = Plan(n_nodes=8)


@pytest.fixture(scope="module")
def events() -> Events:
    cohort = simulate(middle_clinic(), 12, rng=np.random.default_rng(1), n_days=20)
    return replace(events_of_cohort(cohort), clinic=np.arange(12) % 3)


def score_of(paths: list[Path]) -> Score:
    vector = layout_of().start()
    return total(score_file(path, vector, PLAN) for path in paths)


def same(one: Score, other: Score) -> None:
    assert one.n_episodes == other.n_episodes
    assert one.log_chance == pytest.approx(other.log_chance)
    assert one.gradient == pytest.approx(other.gradient)
    assert one.outer == pytest.approx(other.outer)


def test_files_in_any_order_give_the_same_sums(events: Events, tmp_path: Path) -> None:
    paths = []
    for first in (0, 4, 8):
        paths.append(tmp_path / f"{first}.npz")
        write_events(paths[-1], events.taken(first, first + 4))
    same(score_of(paths), score_of(paths[::-1]))


def test_clinics_of_one_file_add_up_to_the_file(events: Events, tmp_path: Path) -> None:
    path = tmp_path / "all.npz"
    write_events(path, events)
    by_clinic = score_file(path, layout_of().start(), PLAN)
    assert sorted(by_clinic) == [0, 1, 2]
    assert [score.n_episodes for score in by_clinic.values()] == [4, 4, 4]


def test_the_calendar_does_not_matter(events: Events) -> None:
    layout = layout_of()
    later = replace(events, day=events.day + 1_000)
    found, moved = (
        episode_slopes(layout, layout.start(), one, n_nodes=8, places=None)
        for one in (events, later)
    )
    assert moved.log_chance == pytest.approx(found.log_chance, abs=1e-6)
    assert moved.slopes == pytest.approx(found.slopes, abs=1e-6)


def test_a_last_entry_that_tells_nothing_changes_nothing(events: Events) -> None:
    layout = layout_of()
    found = episode_slopes(layout, layout.start(), events, n_nodes=8, places=None)
    blank = replace(
        events,
        **{
            name: np.append(getattr(events, name), np.nan)
            for name in ("pain", "ppt_kpa", "load", "sleep", "stress", "home_care")
        },
        day=np.append(events.day, events.day[-1] + 5.0),
        way=np.append(events.way, -1),
        starts=np.append(events.starts[:-1], events.starts[-1] + 1),
    )
    again = episode_slopes(layout, layout.start(), blank, n_nodes=8, places=None)
    assert again.log_chance == pytest.approx(found.log_chance, abs=1e-12)  # nothing was seen
    assert again.slopes == pytest.approx(found.slopes, abs=1e-12)
