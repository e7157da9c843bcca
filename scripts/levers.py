"""Which levers of the ranking matter: change one at a time, evaluate, write the table.

Writes docs/explanation/levers.md. The development cases judge here; nothing is fitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from unknot.facts.cases import Case, load_cases
from unknot.facts.network_tables import Parameter, load_find_parameters
from unknot.find.evaluating import evaluate_cases
from unknot.find.knowledge import load_knowledge
from unknot.find.parameters import default_parameters

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "levers.md"
SEED = 7
CHANGES: tuple[tuple[str, dict[str, float]], ...] = (
    ("as shipped", {}),
    ("no slips to neighbouring regions", {"slip": 0.0}),
    ("no local pain over the point", {"local": 0.0}),
    ("no nerves that a muscle can press", {"entrapment": 0.0, "entrapment_symptom": 0.0}),
    ("no symptoms", {"symptom": 0.0, "entrapment_symptom": 0.0}),
    ("no movements", {"movement": 0.0}),
    ("no surveys of complaints", {"prevalence_weight": 0.0}),
    (
        "no frequency classes",
        {"frequency_very_common": 1.0, "frequency_uncommon": 1.0, "frequency_rare": 1.0},
    ),
    ("every marked region counts fully", {"temper": 0.0}),
    ("unpainted taken as painless", {"reporting_told": 0.95}),
    ("unpainted ignored", {"reporting_told": 0.01}),
    ("essential and spillover alike", {"spillover": 0.55}),
)
HEAD = """# Which levers matter

For whoever wants to improve the ranking: what each part of the model and each kind of fact is
worth on the development cases. One thing is changed at a time. *Log loss* is that of the
culprit's share, lower is better; with {n} cases, differences under about 0.03 in log loss or
0.04 in MRR are noise. Made by `python scripts/levers.py`.

| change | top 1 | top 3 | top 10 | MRR | log loss |
|---|---|---|---|---|---|
"""


ENDS = """
## Each number at the ends of its range

Low and high as they stand in `find_parameters.csv`. Numbers that the ranking does not use are
left out.

| number | value | top 1 | top 3 | top 10 | MRR | log loss |
|---|---|---|---|---|---|---|
"""
NOT_IN_RANKING = frozenset(
    [
        "reporting_asked",
        "not_a_muscle",
        "nerve_like",
        "warning_sign",
        "warning_signs_counted",
        "palpation_cap",
        "further_sign",
        "part_share",
        "frequency_common",
    ]
)


def _row(name: str, change: dict[str, float], cases: tuple[Case, ...]) -> str:
    """Evaluate one change and return its row."""
    knowledge = load_knowledge(replace(default_parameters(), **change))
    ours = evaluate_cases(cases, rng=np.random.default_rng(SEED), knowledge=knowledge).groups[0]
    top = " | ".join(f"{ours.top[k].value:.2f}" for k in (1, 3, 10))
    loss = f"{ours.log_loss.value:.3f}" if ours.log_loss else ""
    return f"| {name} | {top} | {ours.mrr.value:.3f} | {loss} |"


def _ends(parameter: Parameter, cases: tuple[Case, ...]) -> Iterator[str]:
    """Yield the rows of one number at the low and high end of its range."""
    if parameter.name not in NOT_IN_RANKING:
        for value in (parameter.low, parameter.high):
            yield _row(f"{parameter.name} | {value:g}", {parameter.name: value}, cases)


def main() -> None:
    """Evaluate every change and write the page."""
    cases = tuple(case for case in load_cases().values() if case.kind == "case")
    rows = [_row(name, change, cases) for name, change in CHANGES]
    ends = [row for parameter in load_find_parameters().values() for row in _ends(parameter, cases)]
    PAGE.write_text(
        HEAD.format(n=len(cases)) + "\n".join(rows) + "\n" + ENDS + "\n".join(ends) + "\n",
        encoding="utf-8",
    )
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
