"""Do the promises of a plan hold for a million random people, and how fast is a plan?

Run ``python benchmarks/plan.py`` (about ten minutes on one core; ``--people 50000`` for
fewer). Every person is planned for twice, with one more condition the second time, and every
fourth one is also planned for in a mirror. Any broken promise stops the run.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "property" / "plan"))

from any_people import random_people
from plan_promises import check_person

from unknot.facts.version import facts_version
from unknot.plan.decide import decide
from unknot.plan.plan import plan_as_json, plan_from

SEED = 20_261_124


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000, help="random people")
    n_people = parser.parse_args().people
    rng, found = Random(SEED), Counter[str]()  # noqa: S311 -- repeatable people
    began = perf_counter()
    for n, (query, level) in enumerate(random_people(rng, n_people)):
        has_steps = check_person(query, level, rng, is_mirrored=n % 4 == 0)
        found["with steps" if has_steps else "blocked, by something named"] += 1
    took = perf_counter() - began
    print(f"Python {platform.python_version()}, facts {facts_version()}")
    print(f"{n_people:,} random people, every promise kept, {took:.0f} s")
    for what, n in found.most_common():
        print(f"  {what}: {n:,}")
    print(f"decision alone: {_microseconds(decide_one):.0f} µs (median of 2,000)")
    print(f"whole plan with words: {_microseconds(whole_plan):.0f} µs (median of 2,000)")


def decide_one(query: object, level: str | None) -> None:
    decide(query, level)  # type: ignore[arg-type]


def whole_plan(query: object, _: str | None) -> None:
    plan_as_json(plan_from(query))  # type: ignore[arg-type]


def _microseconds(work) -> float:
    times = []
    people = random_people(Random(1), 2_000)  # noqa: S311 -- repeatable people
    for query, level in people:
        began = perf_counter()
        work(query, level)
        times.append(perf_counter() - began)
    return sorted(times)[len(times) // 2] * 1e6


if __name__ == "__main__":
    main()
