"""Run every evaluation of the ranking and write the tables into docs/explanation/evaluation.md.

Everything is seeded, so the same facts and the same code give the same page. Takes a few
minutes on two cores. Run it as ``.venv/bin/python scripts/proof.py`` (or ``make proof``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np

from unknot.cli.evaluate_page import Table, cases_page, negatives_page, table_lines
from unknot.facts.cases import load_cases, load_negatives
from unknot.facts.version import facts_version
from unknot.find.evaluating import evaluate_cases
from unknot.find.evaluating_safety import evaluate_negatives
from unknot.find.knowledge import load_knowledge
from unknot.find.noise import NOISES
from unknot.find.simulated_examinations import TESTS, ExaminationRow, examinations, examine
from unknot.find.simulating import NoiseRow, cases_with_noise, patients, patients_with_noise

PAGE: Final = Path(__file__).parent.parent / "docs" / "explanation" / "evaluation.md"
BEGIN: Final = "<!-- proof -->"
END: Final = "<!-- end of proof -->"
COMMAND: Final = "make proof"
SEED: Final = 20
CASE_REPEATS: Final = 50
PATIENTS: Final = 1000
EXAMINED: Final = 250
"""Standard error of a share of 250 people: at most 0.032."""
WORKERS: Final = 2
EXAMINED_NOISE: Final = "all as measured"


def main() -> None:
    """Run each part, say how far it is, and rewrite the page between its markers."""
    lines = [f"Made by `{COMMAND}` from facts version `{facts_version()}`."]
    for title, part in PARTS.items():
        sys.stderr.write(f"{title} ...\n")
        lines += ["", f"## {title}", "", *part()]
    text = PAGE.read_text(encoding="utf-8")
    before, marker, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (marker and end):
        sys.exit(f"{PAGE.name} lacks the markers {BEGIN} and {END}.")
    body = "\n".join(lines)
    PAGE.write_text(f"{before}{BEGIN}\n\n{body}\n\n{END}{after}", encoding="utf-8")


def cases() -> list[str]:
    """Rank the development cases from their codes."""
    found = evaluate_cases(load_cases().values(), rng=np.random.default_rng(SEED))
    return cases_page(found, as_markdown=True).lines


def words() -> list[str]:
    """Rank the development cases from their words alone."""
    found = evaluate_cases(load_cases().values(), rng=np.random.default_rng(SEED), from_words=True)
    return cases_page(found, as_markdown=True).lines


def negatives() -> list[str]:
    """Screen the development cases that were not a trigger point."""
    people = [case for case in load_cases().values() if case.kind == "case"]
    found = evaluate_negatives(load_negatives().values(), trigger_points=people)
    return negatives_page(found, as_markdown=True).lines


def noise_on_cases() -> list[str]:
    """Draw the development cases badly."""
    knowledge = load_knowledge()
    rows = [
        cases_with_noise(
            load_cases().values(),
            noise,
            knowledge=knowledge,
            rng=np.random.default_rng(SEED),
            n_repeats=CASE_REPEATS,
        )
        for noise in NOISES
    ]
    return [
        f"Each case drawn {CASE_REPEATS} times with each noise. The spread between cases is that "
        "of the tables above; what counts here is the difference to the first row.",
        "",
        *_noise_table(rows),
    ]


def noise_on_patients() -> list[str]:
    """Draw simulated patients badly."""
    knowledge = load_knowledge()
    people = patients(PATIENTS, knowledge=knowledge, rng=np.random.default_rng(SEED))
    rows = [
        patients_with_noise(people, noise, knowledge=knowledge, rng=np.random.default_rng(SEED))
        for noise in NOISES
    ]
    return [
        f"{PATIENTS} people made from the same charts that the ranking uses. **They test the "
        "machinery and the price of noise, not medicine.** ECE: expected calibration error of "
        "the first ten rows, a row being right when that muscle on that side is on; the two "
        "calibration numbers were learned on published cases, not here.",
        "",
        *_noise_table(rows),
    ]


def palpation() -> list[str]:
    """Test simulated patients with fallible hands, several orders of testing at a time."""
    with ProcessPoolExecutor(WORKERS) as workers:
        found = workers.map(one_examination, range(len(examinations())))
        rows = [(row.name, *(f"{share:.2f}" for share in row.correct)) for row in found]
    heads = ("order of testing", *(f"{k} test{'s' * (k != 1)}" for k in TESTS))
    return [
        f"{EXAMINED} simulated people, drawn with noise as measured: the share whose first "
        "muscle is one that is on, after so many tests. The hand errs as often as the agreement "
        "of examiners allows (signs.csv; inexperienced: rates.jsonl), which is an upper bound: "
        "agreement is not truth. The ranking always believes signs.csv.",
        "",
        *table_lines((heads, rows), as_markdown=True),
    ]


def one_examination(k: int) -> ExaminationRow:
    """Test the same people in the k-th order of testing."""
    knowledge = load_knowledge()
    people = patients(EXAMINED, knowledge=knowledge, rng=np.random.default_rng(SEED + 1))
    noise = next(noise for noise in NOISES if noise.name == EXAMINED_NOISE)
    return examine(
        people,
        examinations()[k],
        noise=noise,
        knowledge=knowledge,
        rng=np.random.default_rng(SEED),
    )


def _noise_table(rows: list[NoiseRow]) -> Iterator[str]:
    """Yield the lines of a table of noises."""
    has_error = rows[0].error is not None
    heads = ("noise", "top-1", "top-3", "top-10", "MRR", *(("ECE",) if has_error else ()))
    table: Table = (
        heads,
        [
            (
                row.noise,
                *(f"{figure:.2f}" for figure in (row.top_1, row.top_3, row.top_10, row.mrr)),
                *((f"{row.error:.3f}",) if row.error is not None else ()),
            )
            for row in rows
        ],
    )
    yield from table_lines(table, as_markdown=True)


PARTS: Final[dict[str, Callable[[], list[str]]]] = {
    "Published cases, coded findings": cases,
    "Published cases, their words only": words,
    "Published cases that were not muscle": negatives,
    "Published cases, badly drawn": noise_on_cases,
    "Simulated patients, badly drawn": noise_on_patients,
    "Simulated patients, examined by a fallible hand": palpation,
}

if __name__ == "__main__":
    main()
