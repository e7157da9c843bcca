"""Fit the forecast's numbers to a folder of diaries and write them in the form of the facts.

    python scripts/fit_population.py diaries/ fitted/

Needs the extra ``population``. The folder holds files as ``forecast/population/events.py``
describes them, a few thousand episodes each. Into the second folder go ``forecast_priors.csv``,
``release_effects.csv`` and ``covariance.csv``; nothing that ships is changed.

What the facts believe now holds the numbers back, so that a few diaries change only what they
know; ``--free`` lets go.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from unknot.errors import UnknotError
from unknot.facts.forecasting import load_release_effects
from unknot.forecast.population.clinics import unsureness
from unknot.forecast.population.events import read_events
from unknot.forecast.population.fitting import Fit, anchor_of, fit
from unknot.forecast.population.layout import REFERENCE, layout_of
from unknot.forecast.population.tables import covariance_table, effects_table, priors_table

LEAST_TREATMENTS = 200
"""A method with fewer treatments keeps the numbers it has."""


def main() -> None:
    """Fit and write."""
    asked = arguments()
    paths = sorted(asked.diaries.glob("*.npz"))
    began = time.perf_counter()
    try:
        methods = treated_often(paths)
        with ThreadPoolExecutor(asked.threads) as pool:
            found = fit(
                paths,
                rng=np.random.default_rng(asked.seed),
                methods=methods,
                anchor=anchor_of(layout_of(methods), is_held=not asked.free),
                run=pool.map,
            )
    except UnknotError as error:
        sys.exit(str(error))
    write(found, asked.fitted)
    print(
        f"{found.n_episodes} episodes of {len(found.clinics)} clinics, "
        f"{len(found.vector)} numbers, {time.perf_counter() - began:.0f} s -> {asked.fitted}"
    )


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("diaries", type=Path, help="folder of files of events (.npz)")
    parser.add_argument("fitted", type=Path, help="folder for what was fitted")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="default: all cores")
    parser.add_argument("--seed", type=int, default=1, help="orders the files; default 1")
    parser.add_argument("--free", action="store_true", help="do not hold to what the facts say")
    return parser.parse_args()


def treated_often(paths: Iterable[Path]) -> tuple[str, ...]:
    """Return the methods that occur often enough, in the order of the facts."""
    counts = dict.fromkeys(load_release_effects(), 0)
    for path in paths:
        events = read_events(path)
        for way, n in zip(*np.unique(events.way[events.way >= 0], return_counts=True), strict=True):
            counts[events.methods[way]] += int(n)
    return tuple(m for m, n in counts.items() if n >= LEAST_TREATMENTS and m != REFERENCE)


def write(found: Fit, folder: Path) -> None:
    """Write the tables."""
    folder.mkdir(parents=True, exist_ok=True)
    unsure = unsureness(found)
    tables = {
        "forecast_priors.csv": priors_table(found, unsure),
        "release_effects.csv": effects_table(found, unsure),
        "covariance.csv": covariance_table(found),
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
