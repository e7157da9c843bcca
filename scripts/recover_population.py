"""Does a fit find the numbers it should? Simulate a population, fit it, write the answer.

Writes the tables of docs/explanation/population.md. It takes half an hour with 20,000 episodes
on a quiet core, so it is no test; tests/truth/forecast/test_population_recovery.py is a small one.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.population.events import write_events
from unknot.forecast.population.fitting import (
    Effort,
    Fit,
    anchor_of,
    finish,
    total,
    warm_up,
)
from unknot.forecast.population.layout import Layout, layout_of
from unknot.forecast.population.scoring import Plan, episode_slopes, places_of, score_file, scored
from unknot.forecast.population.simulated import events_of_cohort
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.episodes import simulate

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "population.md"
SEED = 20_261_127
A_FILE = 1_000
FEW = 2
"""Files for the comparison of nodes and for ordinary diaries."""
STANDS = ((False, 8), (False, 16), (False, 64), (True, 8), (True, 32))
"""Nodes to compare: whether placed around each diary, and how many."""
METHODS = tuple(middle_clinic().methods)
DURABLE = "durable spread"
FloatArray = NDArray[np.float64]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Timed:
    """How long something took."""

    wall: float
    cpu: float


def main() -> None:
    """Run the parts that are asked for and write their tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=20_000)
    parser.add_argument("--parts", nargs="*", default=["fit", "nodes", "follow-up", "ordinary"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = simulated(Path(folder), asked.episodes, with_nights=True)
        if "fit" in asked.parts:
            write("fit", fit_report(paths))
        if "nodes" in asked.parts:
            write("nodes", nodes_report(paths[:FEW]))
    if "follow-up" in asked.parts:
        write("follow-up", follow_up_report())
    if "ordinary" in asked.parts:
        with tempfile.TemporaryDirectory() as folder:
            write("ordinary", ordinary_report(Path(folder)))


def simulated(folder: Path, n: int, *, with_nights: bool, n_days: int = 84) -> list[Path]:
    """Write simulated episodes of the middle clinic into files."""
    rng = np.random.default_rng(SEED)
    for first in range(0, n, A_FILE):
        cohort = simulate(middle_clinic(), min(A_FILE, n - first), rng=rng, n_days=n_days)
        write_events(folder / f"{first:07d}.npz", events_of_cohort(cohort, with_nights=with_nights))
    return sorted(folder.glob("*.npz"))


def truth(layout: Layout) -> FloatArray:
    """Return the numbers by which the people were simulated."""
    return layout.start()


def displaced(layout: Layout) -> FloatArray:
    """Return a start that is off in every number, as far as the facts are unsure."""
    rng = np.random.default_rng(SEED)
    vector = truth(layout)
    off = np.minimum(anchor_of(layout).sd, 0.5)
    return np.asarray(vector + rng.choice((-1.0, 1.0), len(vector)) * off)


def fit_report(paths: Sequence[Path]) -> str:
    """Fit everything and hold it against the truth."""
    layout = layout_of(METHODS)
    anchor, effort = anchor_of(layout, is_held=False), Effort()
    rng = np.random.default_rng(SEED)
    compile_once(layout)
    start = displaced(layout)
    warm, warm_time = timed(
        lambda: warm_up(paths, start, layout=layout, anchor=anchor, effort=effort, rng=rng)
    )
    say(f"warm-up {warm_time}")
    fit, finish_time = timed(
        lambda: finish(paths, warm, layout=layout, anchor=anchor, effort=effort, rng=rng)
    )
    say(f"finish {finish_time}, {fit.n_passes} passes")
    plan = Plan(METHODS, 32, tuple(fit.vector.tolist()))
    kept = [score_file(path, fit.vector, plan) for path in paths]  # places are made here
    _, a_pass = timed(lambda: total(score_file(path, fit.vector, plan) for path in paths))
    say(f"pass {a_pass}")
    del kept
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    n_bytes = sum(path.stat().st_size for path in paths)
    scale = 100_000 / fit.n_episodes
    whole = Timed(warm_time.wall + finish_time.wall, warm_time.cpu + finish_time.cpu)
    per_100k = (warm_time.cpu + scale * finish_time.cpu) / 2 / 60
    return "\n".join(
        [
            compared(fit, {"start": start, "warm-up": warm}),
            "",
            f"| for {fit.n_episodes:,} episodes on one thread | wall | processor |",
            "|---|---|---|",
            f"| warm-up, {effort.warm_steps} batches of {effort.batch}, 8 nodes "
            f"| {warm_time.wall:.0f} s | {warm_time.cpu:.0f} s |",
            f"| finish, {fit.n_passes:.1f} passes, 16 and 32 nodes "
            f"| {finish_time.wall:.0f} s | {finish_time.cpu:.0f} s |",
            f"| whole fit | {whole.wall:.0f} s | {whole.cpu:.0f} s |",
            f"| one pass, log chance and all {len(fit.vector)} slopes, 32 nodes "
            f"| {a_pass.wall:.0f} s | {a_pass.cpu:.0f} s |",
            f"| **extrapolated**: 100,000 episodes, one pass on two quiet cores | "
            f"| {scale * a_pass.cpu / 2 / 60:.1f} min |",
            f"| **extrapolated**: 100,000 episodes, whole fit on two quiet cores | "
            f"| {per_100k:.0f} min |",
            "",
            f"Files: {n_bytes / 1e6:.0f} MB. Most memory of the whole run: {memory:.0f} MB, "
            "the compiler included.",
        ]
    )


def nodes_report(paths: Sequence[Path]) -> str:
    """Show what a few nodes do to how much people differ, by where they stand."""
    layout = layout_of(METHODS)
    anchor = anchor_of(layout, is_held=False)
    place = layout.places()[DURABLE]
    lines = [
        "| where nodes stand | nodes | person SD of the durable part (true 0.50) |",
        "|---|---|---|",
    ]
    for is_placed, n_nodes in STANDS:
        effort = Effort(stages=((1.0, n_nodes),), most_steps=8, is_placed=is_placed)
        fit, took = timed(
            lambda effort=effort: finish(  # type: ignore[misc]
                paths,
                truth(layout),
                layout=layout,
                anchor=anchor,
                effort=effort,
                rng=np.random.default_rng(SEED),
            )
        )
        spread, error = np.exp(fit.vector[place]), fit.standard_error[place]
        where = "around each diary" if is_placed else "as wide as people"
        lines.append(f"| {where} | {n_nodes} | {spread:.2f} ± {spread * error:.2f} |")
        say(f"{lines[-1]} {took}")
    return "\n".join(lines)


def follow_up_report() -> str:
    """Show how much longer diaries tell of the durable part."""
    layout = layout_of(METHODS)
    vector = truth(layout)
    place = layout.places()[DURABLE]
    lines = [
        "| days of diary | standard error of the person SD with 20,000 episodes |",
        "|---|---|",
    ]
    for n_days in (56, 84, 168):
        cohort = simulate(middle_clinic(), 500, rng=np.random.default_rng(SEED), n_days=n_days)
        events = events_of_cohort(cohort, with_nights=True)
        places = places_of(layout, vector, events)
        found = episode_slopes(layout, vector, events, n_nodes=32, places=places)
        score = total([scored(found, events.clinic)])
        error = np.sqrt(np.linalg.inv(score.outer * 20_000 / len(events))[place, place])
        lines.append(f"| {n_days} | {0.5 * error:.3f} |")
        say(lines[-1])
    return "\n".join(lines)


def ordinary_report(folder: Path) -> str:
    """Fit diaries that leave the nights open, as real ones do."""
    paths = simulated(folder, FEW * A_FILE, with_nights=False)
    layout = layout_of(METHODS)
    effort = Effort(stages=((1.0, 32),), most_steps=8)
    fit = finish(
        paths,
        truth(layout),
        layout=layout,
        anchor=anchor_of(layout, is_held=False),
        effort=effort,
        rng=np.random.default_rng(SEED),
    )
    off = (fit.vector - truth(layout)) / fit.standard_error
    return compared(fit, {}, chosen=np.flatnonzero(np.abs(off) > 2))


def compared(
    fit: Fit, others: dict[str, FloatArray], chosen: NDArray[np.intp] | None = None
) -> str:
    """Return a table of the fitted numbers beside the true ones, on their scale."""
    true, error = truth(fit.layout), fit.standard_error
    head = ["number", "true", *others, "recovered", "standard error", "off by (errors)"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for i in range(len(true)) if chosen is None else chosen.tolist():
        middle = [f"{other[i]:.3f}" for other in others.values()]
        off = (fit.vector[i] - true[i]) / error[i]
        cells = [fit.layout.names[i], f"{true[i]:.3f}", *middle, f"{fit.vector[i]:.3f}"]
        lines.append("| " + " | ".join([*cells, f"{error[i]:.3f}", f"{off:+.1f}"]) + " |")
    return "\n".join(lines)


def compile_once(layout: Layout) -> None:
    """Compile before anything is timed."""
    cohort = simulate(middle_clinic(), 2, rng=np.random.default_rng(0), n_days=5)
    events = events_of_cohort(cohort)
    places = places_of(layout, layout.start(), events)
    episode_slopes(layout, layout.start(), events, n_nodes=8, places=places)


def timed(work: Callable[[], Result]) -> tuple[Result, Timed]:
    """Do something and say how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, Timed(time.perf_counter() - wall, time.process_time() - cpu)


def write(name: str, text: str) -> None:
    """Put a table into its place of the page."""
    page = PAGE.read_text()
    begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
    before, after = page.split(begin)[0], page.split(end)[1]
    PAGE.write_text(f"{before}{begin}{text}\n{end}{after}")
    say(text)


def say(text: str) -> None:
    """Tell how far the run is."""
    print(text, flush=True)


if __name__ == "__main__":
    main()
