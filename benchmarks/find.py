"""How fast is the ranking, beside named peers that do the same sums in the same run?

Run ``make bench`` (installs the peers), or ``python benchmarks/find.py`` without them.
``--write`` puts the tables into benchmarks/find.md.

Three parts. *Peers*: one small noisy-OR network, cut from the real one, answered by pgmpy
(variable elimination) and pyAgrum (lazy propagation); every marginal must agree to 1e-9.
*In process*: the whole step from a checked query to every muscle's probability. *Whole
process*: the command line, from the shell's point of view.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from unknot.facts.cases import load_cases
from unknot.find.findings import observed_from
from unknot.find.knowledge import load_knowledge
from unknot.find.network import Evidence, marginals
from unknot.find.query import PainMark, Query
from unknot.find.ranking import muscle_probabilities, rank_muscles
from unknot.find.scoring import case_query
from unknot.find.simulating import patients

CASE = Query(
    pain=(
        PainMark("shoulder_front", "right"),
        PainMark("upper_arm_front", "right"),
        PainMark("thumb", "right"),
    )
)
"""Three findings that many muscles share."""
SIZES = (8, 12, 16)
AGREE = 1e-9
SEED = 20240501
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
Row = tuple[str, ...]
Table = tuple[str, Row, list[Row]]


def main() -> int:
    """Run every part and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--write", action="store_true", help="write benchmarks/find.md")
    wanted = parser.parse_args()
    if not ONE_THREAD.items() <= os.environ.items():  # is read when numpy loads, so start anew
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ONE_THREAD})  # noqa: S606
    tables = [peers(), in_process(), whole_process()]
    text = page(tables)
    print(text)
    if wanted.write:
        (Path(__file__).parent / "find.md").write_text(text + "\n", encoding="utf-8")
    return 0


def peers() -> Table:
    """Answer the same small networks with every engine that is installed."""
    full = observed_from(CASE, load_knowledge()).evidence
    rows = []
    for size in SIZES:
        small = best_causes(full, size)
        ours = marginals(small)
        base = seconds(lambda small=small: marginals(small))
        rows.append((f"{size}", f"{1e3 * base:.2f}", *others(small, ours.on, base)))
    base = seconds(lambda: marginals(full))
    n_causes = full.q.shape[1]
    rows.append((f"{n_causes} (all)", f"{1e3 * base:.2f}", "cannot hold it", "cannot hold it"))
    head = ("causes", "Unknot [ms]", *(f"{name} [ms]" for name in ENGINES))
    return "All marginals of one noisy-OR network, three findings present", head, rows


def others(small: Evidence, ours: np.ndarray, base: float) -> Iterable[str]:
    """Answer with each peer, check that it agrees, and say how much longer it took."""
    for name, (package, engine) in ENGINES.items():
        try:
            version(package)
        except PackageNotFoundError:
            yield "not installed"
            continue
        answer = engine(small)
        gap = float(np.abs(np.array(answer()) - ours).max())
        if gap > AGREE:
            raise SystemExit(f"{name} disagrees by {gap:.1e} with {len(ours)} causes.")
        taken = seconds(answer, least=3)
        yield f"{1e3 * taken:.1f} ({taken / base:,.0f} times as long)"


def pgmpy_engine(small: Evidence) -> Callable[[], Sequence[float]]:
    """Build the network for pgmpy, with a full table a finding; return its answer."""
    from pgmpy.factors.discrete import TabularCPD  # noqa: PLC0415 -- may be missing
    from pgmpy.inference import VariableElimination  # noqa: PLC0415 -- may be missing
    from pgmpy.models import DiscreteBayesianNetwork  # noqa: PLC0415 -- may be missing

    n_findings, n_causes = small.q.shape
    causes = [f"x{j}" for j in range(n_causes)]
    network = DiscreteBayesianNetwork()
    network.add_nodes_from(causes)
    chance = prior(small)
    tables = [TabularCPD(x, 2, [[1 - p], [p]]) for x, p in zip(causes, chance, strict=True)]
    states = np.array(list(product((0, 1), repeat=n_causes)))
    for f in range(n_findings):
        network.add_edges_from((x, f"f{f}") for x in causes)
        absent = (1 - small.leak[f]) * np.prod(np.where(states, 1 - small.q[f], 1.0), axis=1)
        tables.append(
            TabularCPD(
                f"f{f}", 2, [absent, 1 - absent], evidence=causes, evidence_card=[2] * n_causes
            )
        )
    network.add_cpds(*tables)
    engine = VariableElimination(network)
    evidence = {f"f{f}": 1 for f in range(n_findings)}

    def answer() -> Sequence[float]:
        return [
            float(engine.query([x], evidence=evidence, show_progress=False).values[1])
            for x in causes
        ]

    return answer


def pyagrum_engine(small: Evidence) -> Callable[[], Sequence[float]]:
    """Build the network for pyAgrum with its own noisy-OR ("net" form); return its answer."""
    import pyagrum as gum  # noqa: PLC0415 -- may be missing

    n_findings, n_causes = small.q.shape
    network = gum.BayesNet()
    for j, chance in enumerate(prior(small)):
        node = network.add(gum.LabelizedVariable(f"x{j}", "", 2))
        network.cpt(node).fillWith([1 - chance, chance])
    for f in range(n_findings):
        node = network.addNoisyORNet(gum.LabelizedVariable(f"f{f}", "", 2), float(small.leak[f]))
        for j in range(n_causes):
            network.addWeightedArc(f"x{j}", f"f{f}", float(small.q[f, j]))
    evidence = {f"f{f}": 1 for f in range(n_findings)}

    def answer() -> Sequence[float]:
        engine = gum.LazyPropagation(network)
        engine.setEvidence(evidence)
        engine.makeInference()
        return [float(engine.posterior(f"x{j}")[1]) for j in range(n_causes)]

    return answer


ENGINES: dict[str, tuple[str, Callable[[Evidence], Callable[[], Sequence[float]]]]] = {
    "pgmpy, variable elimination": ("pgmpy", pgmpy_engine),
    "pyAgrum, lazy propagation": ("pyagrum", pyagrum_engine),
}


def in_process() -> Table:
    """Time the ranking inside one process."""
    knowledge = load_knowledge()
    rng = np.random.default_rng(SEED)
    cases = [query for case in load_cases().values() if (query := case_query(case)).pain]
    people = [patient.query for patient in patients(300, knowledge=knowledge, rng=rng)]
    rows = []
    for name, queries in (("development cases", cases), ("simulated patients", people)):
        each = [seconds(lambda q=q: muscle_probabilities(q, knowledge), least=5) for q in queries]
        start = perf_counter()
        for query in queries:
            muscle_probabilities(query, knowledge)
        rate = len(queries) / (perf_counter() - start)
        rows += [
            (f"{name} ({len(queries)}), median", f"{1e3 * statistics.median(each):.2f} ms", "0.5"),
            (f"{name}, slowest in a hundred", f"{1e3 * np.quantile(each, 0.99):.2f} ms", ""),
            (f"{name}, in a plain loop", f"{rate:,.0f} a second", "4,000"),
        ]
    for n_findings, aim in ((10, ""), (20, "20")):
        for name, query in (
            ("side by side", side_by_side(n_findings)),
            ("all over", all_over(n_findings)),
        ):
            taken = seconds(lambda q=query: muscle_probabilities(q, knowledge), least=5)
            rows.append((f"{n_findings} marked places, {name}", f"{1e3 * taken:.1f} ms", aim))
    taken = seconds(lambda: rank_muscles(CASE, knowledge), least=5)
    rows.append(("three marked places with reasons for all", f"{1e3 * taken:.1f} ms", ""))
    return (
        "From a checked query to every muscle, in process, one core",
        ("work", "taken", "aim"),
        rows,
    )


def whole_process() -> Table:
    """Time the command line as a shell sees it."""
    program = Path(sys.executable).with_name("unknot")
    case = json.dumps({"pain": [{"region": m.region, "side": m.side} for m in CASE.pain]})
    rows = []
    for arguments, given, aim in (
        (["find", "-", "--json"], case, "0.6"),
        (["--help"], "", "0.3"),
    ):
        name = "unknot " + " ".join(arguments)
        if not program.exists():
            rows.append((name, "not installed", aim))
            continue

        def call(arguments: list[str] = arguments, given: str = given) -> None:
            subprocess.run(
                [program, *arguments], input=given.encode(), capture_output=True, check=True
            )

        rows.append((name, f"{seconds(call, least=7):.2f} s", aim))
    return "The command line, whole process", ("command", "taken", "aim"), rows


def best_causes(full: Evidence, size: int) -> Evidence:
    """Keep the causes that explain the findings best, because the peers cannot hold more."""
    leak = full.leak[:, None]
    fit = np.log((leak + full.q - leak * full.q) / leak).sum(axis=0) + full.log_odds
    keep = np.sort(np.argsort(-fit)[:size])
    return Evidence(full.q[:, keep], full.leak, full.log_odds[keep])


def prior(small: Evidence) -> Sequence[float]:
    """Return the probability of each cause before the findings."""
    return (1 / (1 + np.exp(-small.log_odds))).tolist()


def side_by_side(n_places: int) -> Query:
    """Mark the places nearest to each other, one after the other."""
    knowledge = load_knowledge()
    touches = knowledge.touches.copy()
    rows = [knowledge.region_row["shoulder_front", "right"]]
    while len(rows) < n_places:
        near = touches[rows].sum(axis=0).astype(float)
        near[rows] = -1
        rows.append(int(near.argmax()))
    return marked(rows)


def all_over(n_places: int) -> Query:
    """Mark places evenly over the whole body."""
    n_rows = len(load_knowledge().region_row)
    return marked([k * n_rows // n_places for k in range(n_places)])


def marked(rows: Iterable[int]) -> Query:
    """Return a person with these rows painted."""
    places = list(load_knowledge().region_row)
    return Query(pain=tuple(PainMark(*places[row]) for row in rows))


def seconds(work: Callable[[], Any], *, least: int = 20) -> float:
    """Return the median time of a call, after one that is not counted. [s]"""
    work()
    taken = []
    start = perf_counter()
    while len(taken) < least or (perf_counter() - start < 0.05 and len(taken) < 500):
        before = perf_counter()
        work()
        taken.append(perf_counter() - before)
    return statistics.median(taken)


def page(tables: Iterable[Table]) -> str:
    """Return the tables as a page of Markdown."""
    lines = ["# Speed of find", "", machine(), ""]
    for title, head, rows in tables:
        widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]
        lines += [f"## {title}", ""]
        for row in (head, tuple("-" * width for width in widths), *rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    lines.append("Medians. An aim is where the project wants to be, not a promise.")
    return "\n".join(lines)


def machine() -> str:
    """Say what it ran on, and with which versions."""
    found = []
    for package in ("numpy", "pgmpy", "pyagrum"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return (
        f"Python {platform.python_version()}, {platform.machine()}, one thread; "
        f"{', '.join(found)}. Written by `python benchmarks/find.py --write`."
    )


if __name__ == "__main__":
    sys.exit(main())
