"""What the trials say about one treatment of one person: starting values per method.

A trial arm tells what a course takes away on average; a model of one person needs what one
treatment does. Two numbers are translated, each with its uncertainty:

* the durable part of one treatment, ``1 - (1 - E)^(1/K)``, with ``E`` what the method takes
  away beyond sham by comparisons inside trials, and ``K`` the treatments of a usual course;
* the part that is gone right after one treatment: the share of the final effect that is
  there at once, times context and technique.

What it does not do: tell how people differ; mean values of arms cannot.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from unknot.facts.dosing import load_dosing
from unknot.facts.fields import number, text, whole
from unknot.facts.reading import read_csv
from unknot.forecast.evidence.arms import observations
from unknot.forecast.evidence.fitted import load_fit
from unknot.forecast.evidence.network import instead_of
from unknot.forecast.evidence.shares import EVIDENCE_FILES, effect_names, load_method_classes

__all__ = ["PRIORS_FILE", "TechniquePrior", "priors_from_trials", "write_technique_priors"]

PRIORS_FILE: Final = EVIDENCE_FILES / "technique_priors.csv"
_USUAL_TREATMENTS: Final = 6
"""Treatments of a course where no dose is kept: two a week for three weeks, as most trials."""
_MOST: Final = 0.95
_N_DRAWS: Final = 4000
_COLUMNS: Final = (
    "method",
    "net_share",
    "net_share_sd",
    "treatments",
    "durable",
    "durable_sd",
    "at_once",
    "at_once_sd",
    "at_once_net",
    "at_once_net_sd",
    "trials",
    "comparisons",
    "basis",
)


@dataclass(frozen=True, slots=True)
class TechniquePrior:
    """Starting values of one technique; ``_sd`` is the uncertainty of the mean effect.

    Attributes
    ----------
    net_share
        Taken away by a course beyond sham. [share of the baseline]
    treatments
        Of a usual course.
    durable
        Durable part of one treatment, beyond sham. [share]
    at_once
        Gone right after one treatment, context and technique together. [share]
    at_once_net
        The technique's part of that. [share]
    trials, comparisons
        With an arm of the method; comparisons of it with anything, reviews included.
    basis
        In words.
    """

    method: str
    net_share: float
    net_share_sd: float
    treatments: int
    durable: float
    durable_sd: float
    at_once: float
    at_once_sd: float
    at_once_net: float
    at_once_net_sd: float
    trials: int
    comparisons: int
    basis: str


@cache
def priors_from_trials() -> Mapping[str, TechniquePrior]:
    """Return the starting values of every technique, by method."""
    return MappingProxyType(
        {
            text(line, "method"): TechniquePrior(
                method=text(line, "method"),
                net_share=number(line, "net_share"),
                net_share_sd=number(line, "net_share_sd"),
                treatments=whole(line, "treatments"),
                durable=number(line, "durable"),
                durable_sd=number(line, "durable_sd"),
                at_once=number(line, "at_once"),
                at_once_sd=number(line, "at_once_sd"),
                at_once_net=number(line, "at_once_net"),
                at_once_net_sd=number(line, "at_once_net_sd"),
                trials=whole(line, "trials"),
                comparisons=whole(line, "comparisons"),
                basis=text(line, "basis"),
            )
            for line in read_csv(PRIORS_FILE)
        }
    )


def write_technique_priors(path: Path = PRIORS_FILE, *, rng: np.random.Generator) -> None:
    """Write the starting values from the shipped fit."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for one in load_method_classes().values():
            if one.part == "technique":
                writer.writerow(_row(one.method, one.family or "", rng))


def _row(method: str, family: str, rng: np.random.Generator) -> list[str]:
    """Return one line of the file."""
    net = instead_of(method, "sham")
    treatments, course = _treatments(method)
    drawn = np.clip(net.middle + net.error * rng.standard_normal(_N_DRAWS), 0.0, _MOST)
    durable = 1 - (1 - drawn) ** (1 / treatments)
    draws = load_fit("pain")
    names = effect_names()
    own = sum(
        draws.effects[:, names.index(name)]
        for name in ("technique", f"family:{family}", f"method:{method}")
    )
    at_once = draws.settings["at_once"]
    whole_at_once = at_once * (own + draws.effects[:, names.index("context")])
    trials = {one.trial for one in observations() if one.seen == "arm" and one.method == method}
    compared = {
        (one.trial, one.arm)
        for one in observations()
        if one.versus and method in (one.method, one.versus)
    }
    rests = "own trials and comparisons" if trials or compared else f"its family ({family}) only"
    numbers = [net.middle, net.error]
    spreads = [durable, whole_at_once, at_once * own]
    return [
        method,
        *(f"{value:.3f}" for value in numbers),
        str(treatments),
        *(f"{value:.3f}" for drawn in spreads for value in (drawn.mean(), drawn.std())),
        str(len(trials)),
        str(len(compared)),
        f"share beyond sham: comparisons inside trials and reviews, shrunk to the family; "
        f"at once: arms over time; {rests}; treatments: {course}",
    ]


def _treatments(method: str) -> tuple[int, str]:
    """Return the treatments of a usual course, and where that stands."""
    dose = load_dosing().get(method)
    if dose is None:
        return _USUAL_TREATMENTS, "6, as in most trials"
    span = dose.course.chronic_sessions
    return round((span.low + span.high) / 2), "middle of the course in dosing.jsonl"
