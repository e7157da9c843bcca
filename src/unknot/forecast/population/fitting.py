"""The numbers of a population that make its diaries most likely, and how sure they are.

Two stages. A *warm-up* goes through the files in small batches with a few nodes spread as widely
as people, and walks along the gradient measured in its own noise (stochastic natural gradient).
It is fast, but such nodes make people alike; so it leaves how much people differ in the numbers
that nodes guess as it was. The *finish* places nodes around each diary and takes a few
quasi-Newton steps over ever more files, the last ones over all. The sum over episodes of their
slopes' outer products stands for the curvature (Berndt, Hall, Hall and Hausman 1974), and its
inverse is the covariance of what was fitted.

What the facts believed may hold the numbers back (``Anchor``), so that a small registry changes
only what it knows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from unknot.errors import NotEnoughData
from unknot.forecast.parameters import NODE_NUMBERS
from unknot.forecast.population.events import Events, read_events
from unknot.forecast.population.layout import FITTED, Layout, layout_of
from unknot.forecast.population.scoring import Plan, Score, episode_slopes, score_file, scored

__all__ = ["Anchor", "Effort", "Fit", "Run", "anchor_of", "finish", "fit", "total", "warm_up"]

FloatArray = NDArray[np.float64]
Worker: TypeAlias = Callable[[Path], dict[int, Score]]
Run: TypeAlias = Callable[[Worker, Sequence[Path]], Iterable[dict[int, Score]]]
"""Anything that maps a worker over files: ``map``, a pool's map, a cluster's."""

_FARTHEST: Final = 0.5
"""No number moves further in one step, on its scale."""
_SPREAD_SURENESS: Final = 0.5
"""Anchor of how much people differ (of its logarithm), and of a method's numbers."""
_KEPT: Final = 0.9
"""Share of the running information that the next batch leaves."""
_DAMPED: Final = 0.02
_GAIN: Final = 0.05
"""Steps end when the next would raise the log chance by less than so much."""
_HALVINGS: Final = 4
_BISECTIONS: Final = 60
_MOST_DAMPED: Final = 1e12
_LEAST: Final = 1e-12
"""Information is never taken for less, so that the step along a number without any is finite."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was believed before: a normal prior on every number, none where sd is infinite."""

    middle: FloatArray
    sd: FloatArray

    def score(self, vector: FloatArray) -> Score:
        """Return the prior as if it were a score of no episodes."""
        off = (vector - self.middle) / self.sd
        precision = 1 / self.sd**2
        return Score(0, float(-0.5 * (off**2).sum()), -off / self.sd, np.diag(precision))


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a fit works, and with how many nodes."""

    warm_steps: int = 150
    batch: int = 256
    warm_nodes: int = 8
    stages: tuple[tuple[float, int], ...] = ((0.1, 16), (0.3, 16), (1.0, 32))
    """Share of the files and nodes of each stage of the finish."""
    most_steps: int = 4
    """Quasi-Newton steps of one stage."""
    is_placed: bool = True
    """Whether nodes are placed around each diary, anew in every stage; without, people come out
    too alike (docs/explanation/population.md)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What was fitted."""

    layout: Layout = field(repr=False)
    vector: FloatArray
    information: FloatArray = field(repr=False)
    """(n_numbers, n_numbers) with the anchor."""
    log_chance: float
    n_episodes: int
    clinics: dict[int, Score] = field(repr=False)
    """Sums of each clinic at the vector."""
    n_passes: float
    """Passes over all files in the finish, in units of all files."""

    @property
    def covariance(self) -> FloatArray:
        """(n_numbers, n_numbers) of the fitted numbers."""
        return np.asarray(np.linalg.inv(self.information), dtype=np.float64)

    @property
    def standard_error(self) -> FloatArray:
        """(n_numbers,)"""
        return np.asarray(np.sqrt(np.diagonal(self.covariance)))


def anchor_of(layout: Layout, *, is_held: bool = True) -> Anchor:
    """Return what the facts believe of the vector; without holding, an anchor of no weight."""
    middle = layout.start()
    sd = np.full(len(middle), np.inf)
    if is_held:
        sd[:] = _SPREAD_SURENESS
        sd[: len(FITTED)] = [layout.priors[name].population_sd for name in FITTED]
    return Anchor(middle, sd)


def fit(
    paths: Sequence[Path],
    *,
    rng: np.random.Generator,
    methods: tuple[str, ...] = (),
    start: FloatArray | None = None,
    anchor: Anchor | None = None,
    effort: Effort | None = None,
    run: Run = map,
) -> Fit:
    """Fit the numbers of a population to files of events.

    Parameters
    ----------
    paths
        Files, each with whole episodes.
    rng
        Orders files and batches.
    methods
        Methods whose numbers are fitted too; the others stay as in the facts.
    start : (n_numbers,)
        Where to begin; the facts when not given.
    anchor
        What holds the numbers back; nothing when not given.
    effort
        How long, and with how many nodes; the usual when not given.
    run
        Maps the worker over files.

    Raises
    ------
    NotEnoughData
        No files.
    """
    if not paths:
        raise NotEnoughData("No files of events were given. Name a folder that holds some.")
    layout = layout_of(methods)
    anchor = anchor or anchor_of(layout, is_held=False)
    effort = effort or Effort()
    vector = layout.start() if start is None else start
    vector = warm_up(paths, vector, anchor=anchor, effort=effort, layout=layout, rng=rng)
    return finish(paths, vector, anchor=anchor, effort=effort, layout=layout, rng=rng, run=run)


def warm_up(
    paths: Sequence[Path],
    vector: FloatArray,
    *,
    layout: Layout,
    anchor: Anchor,
    effort: Effort,
    rng: np.random.Generator,
) -> FloatArray:
    """Return a vector near the best, by steps along the gradient of small batches."""
    information = np.zeros((len(vector), len(vector)))
    held = anchor.score(vector).outer
    moved = _warmed(layout)
    batches = _batches(paths, effort.batch, rng)
    weight = 0.0
    for nth in range(effort.warm_steps):
        events, share = next(batches)
        found = episode_slopes(layout, vector, events, n_nodes=effort.warm_nodes, places=None)
        score = total([scored(found, events.clinic)])
        kept = min(_KEPT, nth / (nth + 1))
        information = kept * information + (1 - kept) * score.outer / score.n_episodes
        weight = share / score.n_episodes  # the anchor counts once for all episodes
        gradient = score.gradient / score.n_episodes + weight * anchor.score(vector).gradient
        damped = information + weight * held
        damped = damped + _DAMPED * np.diag(np.diagonal(damped))
        rate = 0.5 / (1 + nth / 25)
        step = np.zeros(len(vector))
        step[moved] = np.linalg.solve(damped[np.ix_(moved, moved)], gradient[moved])
        vector = vector + _short(rate * step)
    return vector


def finish(
    paths: Sequence[Path],
    vector: FloatArray,
    *,
    layout: Layout,
    anchor: Anchor,
    effort: Effort,
    rng: np.random.Generator,
    run: Run = map,
) -> Fit:
    """Return the best vector, by quasi-Newton steps over ever more files."""
    order = [paths[i] for i in rng.permutation(len(paths))]
    n_passes = 0.0
    for share, n_nodes in effort.stages:
        files = order[: max(1, round(share * len(order)))]
        reference = tuple(vector.tolist()) if effort.is_placed else None
        plan = Plan(layout.methods, n_nodes, reference)
        vector, score, clinics, n_steps = _climbed(
            files, vector, plan=plan, anchor=anchor, most_steps=effort.most_steps, run=run
        )
        n_passes += n_steps * len(files) / len(order)
    return Fit(layout, vector, score.outer, score.log_chance, score.n_episodes, clinics, n_passes)


def total(scores: Iterable[dict[int, Score]]) -> Score:
    """Return the sum of all clinics of all files."""
    parts = [score for by_clinic in scores for score in by_clinic.values()]
    together = parts[0]
    for part in parts[1:]:
        together += part
    return together


def _climbed(
    files: Sequence[Path],
    vector: FloatArray,
    *,
    plan: Plan,
    anchor: Anchor,
    most_steps: int,
    run: Run,
) -> tuple[FloatArray, Score, dict[int, Score], int]:
    """Return the vector after a few steps, what all files say of it, and how often they were read.

    A step that lowers the log chance is halved.
    """
    clinics, score = _passed(files, vector, plan=plan, anchor=anchor, run=run)
    n_passes = 1
    for _ in range(most_steps):
        step = _trusted(score.outer, score.gradient)
        if step @ score.gradient < 2 * _GAIN:
            break
        for _ in range(_HALVINGS):
            tried = vector + step
            clinics_there, there = _passed(files, tried, plan=plan, anchor=anchor, run=run)
            n_passes += 1
            if there.log_chance > score.log_chance:
                vector, clinics, score = tried, clinics_there, there
                break
            step = step / 2
        else:
            break
    return vector, score, clinics, n_passes


def _passed(
    files: Sequence[Path], vector: FloatArray, *, plan: Plan, anchor: Anchor, run: Run
) -> tuple[dict[int, Score], Score]:
    """Return what all files say of a vector, by clinic and, with the anchor, together."""
    clinics: dict[int, Score] = {}
    for by_clinic in run(partial(_worker, vector=vector, plan=plan), files):
        for clinic, score in by_clinic.items():
            clinics[clinic] = clinics[clinic] + score if clinic in clinics else score
    return clinics, total([clinics]) + anchor.score(vector)


def _worker(path: Path, *, vector: FloatArray, plan: Plan) -> dict[int, Score]:
    """Return what one file says: ``score_file`` with the file last."""
    return score_file(path, vector, plan)


def _batches(
    paths: Sequence[Path], size: int, rng: np.random.Generator
) -> Iterator[tuple[Events, float]]:
    """Yield batches without end, file by file, and the share of all episodes that each is.

    The share is a guess from the file at hand: files are of like size.
    """
    while True:
        for nth in rng.permutation(len(paths)):
            events = read_events(paths[nth])
            firsts = rng.permutation(np.arange(0, len(events), size))
            for first in firsts.tolist():
                batch = events.taken(first, min(first + size, len(events)))
                yield batch, len(batch) / (len(events) * len(paths))


def _warmed(layout: Layout) -> NDArray[np.intp]:
    """Return the places that the warm-up moves: all but the spreads that wide nodes draw low."""
    kept = {f"{name} spread" for name in NODE_NUMBERS}
    return np.array([i for i, name in enumerate(layout.names) if name not in kept])


def _trusted(information: FloatArray, gradient: FloatArray) -> FloatArray:
    """Return the step that the information makes of a gradient, damped until it is short.

    Damping holds back the numbers of which diaries say little, and hardly the others; to shorten
    the whole step would let one such number stop all (Levenberg 1944).
    """
    sizes, ways = np.linalg.eigh(information)
    sizes, along = np.maximum(sizes, _LEAST), ways.T @ gradient

    def damped(by: float) -> FloatArray:
        return np.asarray(ways @ (along / (sizes + by)), dtype=np.float64)

    if np.abs(damped(0.0)).max() <= _FARTHEST:
        return damped(0.0)
    low, high = math.log(_LEAST), math.log(_MOST_DAMPED)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        is_short = np.abs(damped(math.exp(middle))).max() <= _FARTHEST
        low, high = (low, middle) if is_short else (middle, high)
    return damped(math.exp(high))


def _short(step: FloatArray) -> FloatArray:
    """Return the step, shortened so that no number moves too far."""
    return np.asarray(step / max(1.0, float(np.abs(step).max()) / _FARTHEST))
