"""Tables of an evaluation, whole, in the terminal and in Markdown."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest

from unknot.cli.evaluate_page import (
    calibration_page,
    cases_page,
    negatives_page,
    plain,
    table_lines,
)
from unknot.find.bootstrap import Interval
from unknot.find.calibration import Bin, Correction
from unknot.find.evaluating import (
    TOPS,
    Accuracy,
    Calibration,
    CaseAlerts,
    CaseResult,
    Difference,
    Evaluation,
)
from unknot.find.evaluating_safety import SafetyEvaluation, Share


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def plainly(text: str) -> str:
    return re.sub("\x1b\\[[0-9]*m", "", text)


def accuracy(name: str, *, has_loss: bool = True) -> Accuracy:
    share = Interval(0.5, 0.0, 1.0)
    loss = Interval(2.11, 1.9, 2.3) if has_loss else None
    return Accuracy(name, 36, MappingProxyType(dict.fromkeys(TOPS, share)), share, loss)


CALIBRATION = Calibration(
    n_rows=360,
    error=0.05,
    bins=(Bin(0.1, 0.2, 148, 0.15, 0.19),),
    learned=Correction(0.3586, 0.621),
    error_in_sample=0.038,
    error_left_out=0.047,
)
FOUND = Evaluation(
    from_words=True,
    groups=(accuracy("all"), accuracy("stated area")),
    rivals=(accuracy("look-up", has_loss=False),),
    differences=(Difference("look-up", Interval(0.04, -0.04, 0.12)),),
    calibration=CALIBRATION,
    alerts=CaseAlerts(36, ("a", "b"), ("b",)),
    not_understood=("c",),
    unknown_names=MappingProxyType({"d": ("xyzzy",)}),
    cases=(CaseResult("c", False, MappingProxyType({"Unknot": None}), {}, (), False),),
)
SHARE = Share(34, 35, 0.914, 1.0)
NOBODY = Share(0, 0, float("nan"), float("nan"))
SAFETY = SafetyEvaluation(
    *(SHARE,) * 6,
    by_urgency=MappingProxyType({"same_day": SHARE}),
    by_stratum=MappingProxyType({"cancer": NOBODY}),
    over_alarmed=SHARE,
    over_alarmed_apart=SHARE,
    deciding_asked_early=SHARE,
    missed=("x", "y"),
)

PAGE = """\
Ranking on published cases (their words only)
Published cases of muscle pain with a named muscle. Top-3: the muscle is among
the first three; MRR: mean of 1 / its place; log loss: mean of minus the log of
its share. Each figure with its 95% interval over the cases.

cases        n    top-1    top-3    top-5   top-10      MRR  log loss
all         36     0.50     0.50     0.50     0.50     0.50      2.11
               .00–1.00 .00–1.00 .00–1.00 .00–1.00 .00–1.00 1.90–2.30
stated area 36     0.50     0.50     0.50     0.50     0.50      2.11
               .00–1.00 .00–1.00 .00–1.00 .00–1.00 .00–1.00 1.90–2.30

Against simpler ways, on all cases of single patients
prevalence: the commonest muscles first; look-up: points from the chart, as with
a wall chart; naive Bayes: one cause, same strengths, unpainted regions ignored.

way      n    top-1    top-3    top-5   top-10      MRR  log loss
Unknot  36     0.50     0.50     0.50     0.50     0.50      2.11
           .00–1.00 .00–1.00 .00–1.00 .00–1.00 .00–1.00 1.90–2.30
look-up 36     0.50     0.50     0.50     0.50     0.50         –
           .00–1.00 .00–1.00 .00–1.00 .00–1.00 .00–1.00

MRR, case by case difference
against look-up         0.04
                    -.04–.12

Probabilities
Expected calibration error over the first 10 rows of each case (360 rows): 0.050
as delivered. With the two numbers that these cases teach (shift 0.359, slope
0.621): 0.038 on the same cases and 0.047 on each case with numbers learned
without it.

probability rows said came
0.1 to 0.2   148 0.15 0.19

Warnings on cases that were muscle
2 of 36 raise an alert, 1 above 'see a doctor' (b).
Words not understood, counted as missed: c.
Not in the catalogue, a miss: xyzzy (case d)."""


def test_page_of_cases() -> None:
    assert plainly("\n".join(cases_page(FOUND, as_markdown=False).lines)) == PAGE


def test_markdown_of_cases_has_headings_and_bracketed_intervals() -> None:
    lines = cases_page(FOUND, as_markdown=True).lines
    assert lines[0] == "### Ranking on published cases (their words only)"
    assert "| cases | n | top-1 | top-3 | top-5 | top-10 | MRR | log loss |" in lines
    assert "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |" in lines
    half = "0.50 [0.00, 1.00]"
    assert f"| all | 36 |{f' {half} |' * 5} 2.11 [1.90, 2.30] |" in lines
    assert "| against look-up | 0.04 [-0.04, 0.12] |" in lines
    assert "\n\n\n" not in "\n".join(lines)


def test_learned_numbers_alone() -> None:
    lines = calibration_page(CALIBRATION).lines
    assert lines[:2] == ["calibration_shift  0.359", "calibration_slope  0.621"]


def test_a_single_case_has_no_error_left_out() -> None:
    alone = Calibration(10, 0.1, (), Correction(0.0, 1.0), 0.1, None)
    assert "\n".join(calibration_page(alone).lines).endswith("0.100 on the same cases.")


def test_page_of_negatives() -> None:
    lines = [plainly(line) for line in negatives_page(SAFETY, as_markdown=False).lines]
    label = "serious, with their yes answers: any alert "
    assert f"{label} 34 of 35 0.97 [0.91, 1.00]" in lines
    assert lines[-5:] == [
        "group  cases share",
        "cancer     0     –",
        "",
        "Missed or not urgent enough",
        "x, y",
    ]


def test_markdown_of_negatives() -> None:
    lines = negatives_page(SAFETY, as_markdown=True).lines
    assert "| same_day | 34 of 35 | 0.97 [0.91, 1.00] |" in lines
    assert lines[-3:] == ["### Missed or not urgent enough", "", "x, y"]


def test_records_become_plain_values_and_unknown_figures_null() -> None:
    assert plain(NOBODY) == {"n": 0, "of": 0, "low": None, "high": None}
    assert plain(FOUND)["groups"][0]["top"]["3"] == {"value": 0.5, "low": 0.0, "high": 1.0}
    assert plain(FOUND)["unknown_names"] == {"d": ["xyzzy"]}


def test_columns_line_up() -> None:
    table = (("a", "b"), [("long name", "1"), ("x", "22\n3")])
    assert table_lines(table, as_markdown=False) == [
        "a          b",
        "long name  1",
        "x         22",
        "           3",
    ]
