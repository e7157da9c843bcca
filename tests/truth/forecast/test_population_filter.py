"""The compiled filter against the NumPy one, and its slopes against differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("numba", reason="needs the extra 'population'")

from unknot.facts.forecasting import load_forecast_priors, load_release_effects
from unknot.forecast import belief as belief_module
from unknot.forecast import parameters
from unknot.forecast.belief import replay
from unknot.forecast.diary import Entry, Event, Treatment, in_order
from unknot.forecast.parameters import Point, beginning_of
from unknot.forecast.population.events import Events, events_of
from unknot.forecast.population.following import slopes
from unknot.forecast.population.layout import begun, layout_of, people_of
from unknot.forecast.population.scoring import episode_slopes, places_of
from unknot.forecast.population.simulated import events_of_cohort
from unknot.forecast.population.unrolling import unroll
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.episodes import simulate

pytestmark = pytest.mark.slow

RATINGS = (0.0, 10.0, 2.5, 7.1, *map(float, range(11)))
GAPS = (0.3, 1.0, 2.7, 9.0)


def any_point(rng: np.random.Generator) -> Point:
    told = rng.random(3) < 0.7
    return Point(
        float(rng.uniform(0, 200)) if told[0] else None,
        int(rng.integers(0, 5)) if told[1] else None,
        int(rng.integers(0, 6)) if told[2] else None,
    )


def any_diary(rng: np.random.Generator) -> tuple[Event, ...]:
    """Entries with any part left out, gaps of any length, treatments at any moment."""

    def maybe(chance: float, value: float) -> float | None:
        return float(value) if rng.random() < chance else None

    events: list[Event] = []
    day = 0.0
    for _ in range(rng.integers(1, 40)):
        day += float(rng.choice(GAPS))
        events.append(
            Entry(
                day,
                pain=maybe(0.8, rng.choice(RATINGS)),
                ppt_kpa=maybe(0.3, rng.uniform(50, 600)),
                load=maybe(0.5, rng.integers(-1, 2)),
                sleep=maybe(0.5, rng.integers(0, 3)),
                stress=maybe(0.5, rng.integers(0, 3)),
                home_care=maybe(0.6, rng.random()),
            )
        )
        if rng.random() < 0.3:
            moment = day + float(rng.choice([0.0, 0.2]))
            events.append(Treatment(moment, str(rng.choice(list(load_release_effects())))))
    return in_order(events)


def test_compiled_filter_equals_the_numpy_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belief_module, "_is_time_to_place", lambda _: False)
    rng = np.random.default_rng(1)
    diaries = [(any_point(rng), any_diary(rng)) for _ in range(60)]
    beliefs = [replay(point, events, n_nodes=12) for point, events in diaries]
    rows = unroll(events_of(diaries))
    beginnings = (
        np.array([one.beginning.mean for one in beliefs]),
        np.array([one.beginning.covariance for one in beliefs]),
    )
    scaled = np.array([one.scaled for one in beliefs])
    layout = layout_of()
    ways = layout.ways(layout.start())
    alone = np.zeros((len(diaries), 1))  # one node at a time: its log chance is that of the diary
    found = np.column_stack(
        [
            slopes(rows.rows, rows.starts, beginnings, one, alone, ways, 4.0).log_chance
            for one in np.split(scaled, scaled.shape[1], axis=1)
        ]
    )
    expected = np.array([one.nodes.log_weights for one in beliefs])
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert np.ptp(expected) > 100  # far tails were among them


def test_beginning_is_that_of_the_forecast_at_a_known_population(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sure = {name: replace(one, population_sd=0.0) for name, one in load_forecast_priors().items()}
    monkeypatch.setattr(parameters, "load_forecast_priors", lambda: sure)
    rng = np.random.default_rng(2)
    points = [any_point(rng) for _ in range(30)]
    entry = (Entry(0.0, pain=3),)
    layout = layout_of()
    found = begun(layout, layout.start(), people_of(events_of([(p, entry) for p in points])))
    for i, point in enumerate(points):
        expected = beginning_of(point)
        assert found.mean[i] == pytest.approx(expected.mean, abs=1e-12)
        assert found.covariance[i] == pytest.approx(expected.covariance, abs=1e-12)
        assert found.middle[i] == pytest.approx(expected.node_mean, abs=1e-12)
        assert found.spread[i] == pytest.approx(expected.node_sd, abs=1e-12)


def some_events(n: int, *, n_days: int = 30) -> Events:
    """Simulated diaries, some without the age of the point."""
    cohort = simulate(middle_clinic(), n, rng=np.random.default_rng(3), n_days=n_days)
    events = events_of_cohort(cohort)
    weeks = events.weeks.copy()
    weeks[::3] = np.nan
    return replace(events, weeks=weeks)


@pytest.mark.parametrize("is_placed", [True, False])
def test_slopes_equal_central_differences(is_placed: bool) -> None:
    events = some_events(6)
    layout = layout_of(events.methods)
    start = layout.start()
    vector = start + 0.1 * np.random.default_rng(4).normal(size=len(start))
    places = places_of(layout, start, events) if is_placed else None
    found = episode_slopes(layout, vector, events, n_nodes=8, places=places)
    step = 1e-5
    for i, name in enumerate(layout.names):
        moved = np.zeros(len(vector))
        moved[i] = step
        up, down = (
            episode_slopes(layout, there, events, n_nodes=8, places=places).log_chance
            for there in (vector + moved, vector - moved)
        )
        difference = (up - down) / (2 * step)
        assert found.slopes[:, i] == pytest.approx(difference, abs=2e-6), name


def test_few_placed_nodes_give_the_chance_that_many_give() -> None:
    events = some_events(80)
    layout = layout_of()
    vector = layout.start()
    places = places_of(layout, vector, events)
    many = episode_slopes(layout, vector, events, n_nodes=2048, places=None).log_chance
    placed = episode_slopes(layout, vector, events, n_nodes=32, places=places).log_chance - many
    spread = episode_slopes(layout, vector, events, n_nodes=32, places=None).log_chance - many
    assert abs(placed.mean()) < 0.03
    assert placed.std() < 0.5 * spread.std()


def test_wide_nodes_say_too_little_and_fewer_say_less() -> None:
    """In 80 diaries of 30 days the order is chance: 27 of 30 tables of nodes kept it."""
    events = some_events(200, n_days=84)
    layout = layout_of()
    vector = layout.start()
    by_count = [
        float(episode_slopes(layout, vector, events, n_nodes=n, places=None).log_chance.mean())
        for n in (4, 16, 256)
    ]
    assert by_count[0] < by_count[1] < by_count[2]
    places = places_of(layout, vector, events)
    placed = episode_slopes(layout, vector, events, n_nodes=8, places=places).log_chance.mean()
    assert placed == pytest.approx(by_count[2], abs=0.1)
    assert placed > by_count[1] + 0.05


def test_placed_nodes_carry_nearly_equal_weight_whether_or_not_the_age_is_told() -> None:
    events = some_events(60, n_days=84)
    layout = layout_of()
    vector = layout.start()
    places = places_of(layout, vector, events)
    found = episode_slopes(layout, vector, events, n_nodes=64, places=places)
    is_told = ~np.isnan(events.weeks)
    assert found.effective[is_told].mean() > 0.65
    assert found.effective[~is_told].mean() > 0.65
    of_known = layout.personal.index(3)  # return of the set-point, known where age is told
    assert not places.middle[is_told, of_known].any()
    assert places.root[is_told, of_known, of_known] == pytest.approx(1.0)
    assert (places.root[~is_told, of_known, of_known] < 1.2).all()
