"""One model, one set of diaries, four engines: how fast, and how good.

Everybody gets the same simulated people, 28 days of diary with every driver told, and is asked
for the chance of each rating of the next 28 days. Ours follows entry by entry; NumPyro draws
the whole posterior by NUTS; a bootstrap particle filter (NumPy) carries thousands of guesses;
statsmodels fits a local level with the drivers as regressors to each diary, a simpler model that
knows nothing of treatments. Less is better for CRPS and log score. One thread for everybody.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_release_effects
from unknot.forecast.belief import Belief, begin, follow, push_of
from unknot.forecast.diary import Entry, Event, Treatment, drivers_of
from unknot.forecast.futures import Plan
from unknot.forecast.motion import drift_of, release_of
from unknot.forecast.outlook import outlook
from unknot.forecast.parameters import NODE_NUMBERS, NodeNumbers
from unknot.forecast.proving.following import Told, belief_until, chances_ahead, told_by
from unknot.forecast.ratings import cut_points, normal_cdf, rating_interval
from unknot.forecast.score import log_score, ranked_probability_score
from unknot.forecast.worlds.clinics import any_clinic, middle_clinic
from unknot.forecast.worlds.episodes import simulate

FloatArray = NDArray[np.float64]
ROOT = Path(__file__).resolve().parents[1]
DAY, AHEAD = 28.0, 28.0
SEED = 2026
Engine = Callable[[Told, list[Event]], FloatArray]


def main() -> None:
    """Run every engine and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100, help="simulated people (100)")
    parser.add_argument("--sampled", type=int, default=6, help="of them, fitted by NUTS (6)")
    parser.add_argument("--write", action="store_true", help="write benchmarks/forecast.md")
    options = parser.parse_args()
    told, ahead = people(options.people)
    lines = ["# Forecast, beside peers", "", *speed_table(told), ""]
    lines += engine_table(told, ahead, n_sampled=options.sampled)
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    if options.write:
        (ROOT / "benchmarks" / "forecast.md").write_text(text, encoding="utf-8")


def people(n: int) -> tuple[list[Told], list[list[Event]]]:
    """Return people of the world that the model believes in, and what lies ahead of each."""
    cohort = simulate(any_clinic(middle_clinic()), 2 * n, rng=np.random.default_rng(SEED))
    told, ahead = [], []
    for person in range(2 * n):
        one = told_by(cohort, person)
        later = [event for event in one.events if DAY < event.day <= DAY + AHEAD]
        rated = sum(isinstance(event, Entry) and event.pain is not None for event in later)
        if rated >= 2 and len(told) < n:
            told.append(one)
            ahead.append(later)
    return told, ahead


def speed_table(told: list[Told]) -> list[str]:
    """Time one entry, one forecast of 42 days (processor time) and the import."""
    entry_ms, curve_ms = [], []
    for one in told[:30]:
        belief = begin(one.point, day=one.events[0].day)
        for event in one.events:
            if event.day > DAY:
                break
            began = time.process_time()
            belief = follow(belief, event)
            if isinstance(event, Entry) and event.pain is not None:
                entry_ms.append(1e3 * (time.process_time() - began))
        began = time.process_time()
        outlook(belief, Plan(), now=DAY + 0.99, n_days=42, rng=np.random.default_rng(0))
        curve_ms.append(1e3 * (time.process_time() - began))
    return [
        "| one core | median | 99 of 100 | wanted |",
        "|---|---|---|---|",
        f"| one entry, 128 nodes | {np.median(entry_ms):.2f} ms | "
        f"{np.quantile(entry_ms, 0.99):.2f} ms | 1 ms |",
        f"| 42 days of forecast | {np.median(curve_ms):.1f} ms | "
        f"{np.quantile(curve_ms, 0.99):.1f} ms | 20 ms |",
        f"| import of the engine | {import_seconds():.2f} s | | 0.3 s |",
    ]


def import_seconds() -> float:
    """Return the median time that the import adds to a bare interpreter."""
    times = {}
    for code in ("pass", "import unknot.forecast.outlook"):
        taken = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            taken.append(time.perf_counter() - began)
        times[code] = float(np.median(taken))
    return times["import unknot.forecast.outlook"] - times["pass"]


def engine_table(told: list[Told], ahead: list[list[Event]], *, n_sampled: int) -> list[str]:
    """Score every engine on the same ratings."""
    rows: list[tuple[str, Engine, int]] = [
        ("Unknot, 128 nodes", ours, len(told)),
        ("Unknot, 16 nodes", lambda one, later: ours(one, later, n_nodes=16), len(told)),
        ("particles, 1,000", lambda one, later: particles(one, later, n=1_000), len(told)),
        ("particles, 10,000", lambda one, later: particles(one, later, n=10_000), len(told)),
    ]
    if has("statsmodels"):
        rows.append(("statsmodels, local level", local_level, len(told)))
    if has("numpyro"):
        rows.append(("NumPyro NUTS, 400 + 800", sampled, n_sampled))
        rows.append(("Unknot, 128 nodes, the same", ours, n_sampled))
    lines = [
        "| engine | people | CRPS | log score | processor seconds a person |",
        "|---|---|---|---|---|",
    ]
    for name, engine, n in rows:
        engine(told[0], ahead[0])
        scores, logs = [], []
        began = time.process_time()
        forecasts = [engine(one, later) for one, later in zip(told[:n], ahead[:n], strict=True)]
        seconds = (time.process_time() - began) / n
        for chances, later in zip(forecasts, ahead[:n], strict=True):
            seen = np.array([e.pain for e in later if isinstance(e, Entry) and e.pain is not None])
            ratings = seen.astype(np.int64)
            scores.append(ranked_probability_score(chances, ratings))
            logs.append(log_score(chances, ratings))
        crps, log = np.concatenate(scores).mean(), np.concatenate(logs).mean()
        lines.append(f"| {name} | {n} | {crps:.3f} | {log:.3f} | {seconds:.4f} |")
        sys.stderr.write(lines[-1] + "\n")
    return lines


def has(package: str) -> bool:
    """Whether a peer is installed."""
    import importlib.util  # noqa: PLC0415

    return importlib.util.find_spec(package) is not None


def ours(told: Told, later: list[Event], *, n_nodes: int = 128) -> FloatArray:
    """Follow the diary and look ahead."""
    return chances_ahead(belief_until(told, DAY, n_nodes=n_nodes), later)


def sampled(told: Told, later: list[Event]) -> FloatArray:
    """Draw the whole posterior by NUTS and look ahead from the draws."""
    import numpyro  # noqa: PLC0415

    sys.path.insert(0, str(ROOT / "scripts"))
    from forecast_reference import sampled_belief  # noqa: PLC0415

    numpyro.enable_x64()
    return chances_ahead(sampled_belief(belief_until(told, DAY), seed=1), later)


def particles(told: Told, later: list[Event], *, n: int) -> FloatArray:
    """Carry guesses of everything along, drop the bad ones, look ahead with what is left."""
    rng = np.random.default_rng(SEED)
    start = begin(told.point, day=told.events[0].day)
    cloud = _Particles(start, n, rng)
    rows = []
    for event in [*(e for e in told.events if e.day <= DAY), *later]:
        cloud.move(event)
        if isinstance(event, Treatment) or event.pain is None:
            continue
        if event.day <= DAY:
            cloud.learn(event)
        else:
            rows.append(cloud.chances())
    return np.array(rows)


class _Particles:
    """A bootstrap particle filter on the same model."""

    def __init__(self, start: Belief, n: int, rng: np.random.Generator) -> None:
        root = np.linalg.cholesky(start.beginning.covariance + 1e-9 * np.eye(8))
        self.states = start.beginning.mean + rng.standard_normal((n, 8)) @ root.T
        places = rng.standard_normal((n, len(NODE_NUMBERS)))
        self.scaled = start.beginning.node_mean + start.beginning.node_sd * places
        self.day, self.habits, self.rng = start.day, start.habits, rng

    def move(self, event: Event) -> None:
        """Move to the moment of an event, and through a treatment."""
        numbers = NodeNumbers.of(self.scaled)
        drivers = None
        if isinstance(event, Entry):
            drivers = drivers_of(
                load=event.load, sleep=event.sleep, stress=event.stress, home_care=event.home_care
            )
        push = push_of(self.habits, drivers)
        if event.day > self.day:
            self._drift(numbers, event.day - self.day, load=push.load, care=push.care)
            self.day = event.day
        if isinstance(event, Treatment):
            effect = load_release_effects()[event.method]
            release = release_of(
                numbers, shift=effect.released_shift, soreness_factor=effect.soreness_factor
            )
            self.states[:, 0] *= release.activity_left
            self.states[:, 1] *= release.set_point_left
            self.states[:, 2] += release.soreness_factor * self.states[:, 6]

    def _drift(self, numbers: NodeNumbers, days: float, *, load: float, care: float) -> None:
        """Step every particle exactly, with drawn noise."""
        step, x = drift_of(numbers, days), self.states
        noise = self.rng.standard_normal((len(x), 2))
        slow = np.sqrt(step.noise_set_point)
        shared = step.noise_shared / np.maximum(slow, 1e-12)
        own = np.sqrt(np.maximum(step.noise_activity - shared**2, 0))
        x[:, 0] = (
            step.activity * x[:, 0]
            + step.pull * x[:, 1]
            + (1 - step.activity - step.pull) * x[:, 3]
            + (1 - step.activity) * (load * x[:, 4] + care * x[:, 5])
            + shared * noise[:, 1]
            + own * noise[:, 0]
        )
        x[:, 1] = step.set_point * x[:, 1] + (1 - step.set_point) * x[:, 3] + slow * noise[:, 1]
        x[:, 2] *= step.soreness

    def learn(self, entry: Entry) -> None:
        """Weigh by a rating and draw anew."""
        low, high = rating_interval(float(entry.pain or 0))
        felt, noise = self.states[:, 0] + self.states[:, 2], np.exp(self.scaled[:, 7])
        weights = normal_cdf((high - felt) / noise) - normal_cdf((low - felt) / noise) + 1e-12
        marks = (np.arange(len(felt)) + self.rng.random()) / len(felt)
        rows = np.searchsorted(np.cumsum(weights / weights.sum()), marks)
        rows = np.minimum(rows, len(felt) - 1)
        self.states, self.scaled = self.states[rows].copy(), self.scaled[rows].copy()

    def chances(self) -> FloatArray:
        """Return the chance of each rating now."""
        felt, noise = self.states[:, 0] + self.states[:, 2], np.exp(self.scaled[:, 7])
        below = normal_cdf((cut_points() - felt[:, None]) / noise[:, None]).mean(axis=0)
        return np.diff(np.concatenate([[0.0], below, [1.0]]))


def local_level(told: Told, later: list[Event]) -> FloatArray:
    """Fit a local level with load and home care as regressors to daily ratings."""
    import statsmodels.api as sm  # noqa: PLC0415

    days = int(DAY + AHEAD) + 1
    rating, drivers = np.full(days, np.nan), np.zeros((days, 2))
    for event in told.events:
        if not isinstance(event, Entry) or event.day >= days:
            continue
        day = int(event.day)
        told_drivers = drivers_of(
            load=event.load, sleep=event.sleep, stress=event.stress, home_care=event.home_care
        )
        drivers[day] = told_drivers.load, told_drivers.care or 0.0
        if event.day <= DAY and event.pain is not None:
            rating[day] = event.pain
    split = int(DAY) + 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.tsa.UnobservedComponents(rating[:split], "llevel", exog=drivers[:split])
        ahead = model.fit(disp=False, maxiter=50).get_forecast(days - split, exog=drivers[split:])
        mean, spread = np.asarray(ahead.predicted_mean), np.asarray(ahead.se_mean)
    rows = []
    for event in later:
        if isinstance(event, Entry) and event.pain is not None:
            place = min(max(int(event.day) - split, 0), len(mean) - 1)
            below = normal_cdf((cut_points() - mean[place]) / max(spread[place], 0.3))
            rows.append(np.diff(np.concatenate([[0.0], below, [1.0]])))
    return np.array(rows)


if __name__ == "__main__":
    main()
