"""The filter against one large normal distribution of everything, conditioned at once."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import multivariate_normal, norm

from unknot.facts.forecasting import load_release_effects
from unknot.forecast.belief import Belief, begin, replay
from unknot.forecast.diary import Entry, Event, Treatment, drivers_of
from unknot.forecast.motion import drift_of, step_matrices
from unknot.forecast.parameters import N_STATES, Point

POINT = Point(weeks=30.0, other_active_points=2, earlier_episodes=1)
TOLD = {"load": 1.0, "sleep": 0.0, "stress": 1.0, "home_care": 0.5}
MORE = {"load": -1.0, "sleep": 2.0, "stress": 0.0, "home_care": 1.0}
DIARY: tuple[Event, ...] = (
    Entry(0.0, ppt_kpa=210.0),
    Entry(0.4, ppt_kpa=190.0, **TOLD),
    Treatment(0.4, "dry_needling"),
    Entry(0.9, ppt_kpa=150.0, **TOLD),
    Entry(1.7, ppt_kpa=260.0, **MORE),
    Treatment(1.7, "stretching"),
    Entry(2.6, **TOLD),
    Entry(3.5, ppt_kpa=330.0, **MORE),
)


class Everything:
    """States now and all observations as linear maps of independent normal numbers."""

    def __init__(self, belief: Belief, node: int) -> None:
        beginning = belief.beginning
        self.numbers, self.node = belief.nodes.numbers, node
        self.mean = beginning.mean
        self.sources = [beginning.covariance]
        self.maps = [np.eye(N_STATES)]
        self.looks: list[tuple[np.ndarray, list[np.ndarray], float]] = []
        self.day = 0.0

    def move(self, day: float, *, load: float, care: float) -> None:
        step, noise = step_matrices(drift_of(self.numbers, day - self.day), load=load, care=care)
        self._apply(step[self.node])
        self.sources.append(noise[self.node])
        self.maps.append(np.eye(N_STATES))
        self.day = day

    def treat(self, method: str) -> None:
        effect = load_release_effects()[method]
        numbers, node = self.numbers, self.node
        jump = np.eye(N_STATES)
        jump[0, 0] = 1 - norm_logit(numbers.released[node] + effect.released_shift)
        jump[1, 1] = 1 - norm_logit(numbers.durable[node] + effect.released_shift / 2)
        jump[2, 6] = effect.soreness_factor
        self._apply(jump)

    def press(self, kpa: float) -> None:
        slope = self.numbers.ppt_slope[self.node]
        look = np.array([-slope, 0, -slope / 2, 0, 0, 0, 0, 1.0])
        expected = look @ self.mean
        self.looks.append((math.log(kpa) - expected, [look @ one for one in self.maps], expected))

    def _apply(self, matrix: np.ndarray) -> None:
        self.mean = matrix @ self.mean
        self.maps = [matrix @ one for one in self.maps]

    def conditioned(self) -> tuple[np.ndarray, np.ndarray, float]:
        """Return mean and covariance of the states now, and the log chance of what was seen."""
        off = np.array([one for one, _, _ in self.looks])
        n = len(off)
        seen = np.zeros((n, n))
        with_states = np.zeros((N_STATES, n))
        now = np.zeros((N_STATES, N_STATES))
        for source, (covariance, to_now) in enumerate(zip(self.sources, self.maps, strict=True)):
            now += to_now @ covariance @ to_now.T
            rows = [
                maps[source] if source < len(maps) else np.zeros(N_STATES)
                for _, maps, _ in self.looks
            ]
            looks = np.array(rows)
            seen += looks @ covariance @ looks.T
            with_states += to_now @ covariance @ looks.T
        seen += np.eye(n) * self.numbers.ppt_noise[self.node] ** 2
        gain = with_states @ np.linalg.inv(seen)
        log_chance = multivariate_normal(np.zeros(n), seen).logpdf(off)
        return self.mean + gain @ off, now - gain @ with_states.T, float(log_chance)


def norm_logit(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def lived(belief: Belief, node: int, events: Sequence[Event]) -> Everything:
    everything = Everything(belief, node)
    for event in events:
        if isinstance(event, Treatment):
            everything.treat(event.method)
            continue
        push = drivers_of(
            load=event.load, sleep=event.sleep, stress=event.stress, home_care=event.home_care
        )
        if event.day > everything.day:
            everything.move(event.day, load=push.load, care=push.care or 0.0)
        if event.ppt_kpa is not None:
            everything.press(event.ppt_kpa)
    return everything


def test_the_filter_is_the_dense_conditional() -> None:
    belief = replay(POINT, DIARY)
    assert belief.placed_at == 0  # the nodes stand where they began
    logs = []
    for node in range(0, 64, 3):
        mean, covariance, log_chance = lived(belief, node, DIARY).conditioned()
        assert belief.nodes.mean[node] == pytest.approx(mean, abs=1e-8)
        assert belief.nodes.covariance[node] == pytest.approx(covariance, abs=1e-8)
        logs.append(belief.nodes.log_weights[node] - log_chance)
    assert np.ptp(logs) < 1e-8  # weights are known up to one factor for all


@pytest.mark.parametrize("rating", [0, 4, 10])
def test_one_rating_gives_the_exact_mean_and_covariance(rating: int) -> None:
    before = begin(POINT)
    after = replay(POINT, [Entry(0.0, pain=rating)])
    node = 5
    mean, covariance = before.nodes.mean[node], before.nodes.covariance[node]
    look = np.array([1.0, 0, 1, 0, 0, 0, 0, 0])
    noise = before.nodes.numbers.rating_noise[node]
    centre, spread = look @ mean, math.sqrt(look @ covariance @ look)
    low = -math.inf if rating == 0 else rating - 0.5
    high = math.inf if rating == 10 else rating + 0.5

    def integral(power: int) -> float:
        """Sum over the felt pain: its chance, that of the rating given it, and its power."""
        found, _ = quad(
            lambda felt: (
                felt**power
                * norm.pdf(felt, centre, spread)
                * (norm.cdf((high - felt) / noise) - norm.cdf((low - felt) / noise))
            ),
            centre - 12 * spread,
            centre + 12 * spread,
            limit=400,
            points=[low if math.isfinite(low) else high],
        )
        return found

    mass = integral(0)
    felt = integral(1) / mass
    variance = integral(2) / mass - felt**2
    along = covariance @ look / spread**2
    assert after.nodes.mean[node] == pytest.approx(mean + along * (felt - centre), abs=1e-6)
    assert after.nodes.covariance[node] == pytest.approx(
        covariance + np.outer(along, along) * (variance - spread**2), abs=1e-6
    )
    weight = after.nodes.log_weights[node] - before.nodes.log_weights[node]
    assert weight == pytest.approx(math.log(mass), abs=1e-6)
