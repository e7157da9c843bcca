"""The shipped fit: draws from the posterior, made at release time, read without a sampler."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from unknot.errors import FactsError
from unknot.facts.trial_evidence import OutcomeKind
from unknot.forecast.evidence.pooling import SETTING_NAMES, Draws
from unknot.forecast.evidence.shares import EVIDENCE_FILES, effect_names

__all__ = ["FITS", "FitName", "fit_file", "fit_for", "fit_version", "load_fit", "write_fit"]

FitName = Literal["pain", "other"]
FITS: Final[tuple[FitName, ...]] = ("pain", "other")
"""Pain learns from pain alone; the other outcomes learn from all of them together."""
_HEX_DIGITS: Final = 12
_DECIMALS: Final = 3
"""Decimals that are kept; the forecast moves by less than 0.01 with more."""


def fit_file(name: FitName) -> Path:
    """Return where the draws of one fit stand."""
    return EVIDENCE_FILES / f"trial_fit_{name}.csv"


def fit_for(kind: OutcomeKind) -> Draws:
    """Return the shipped draws for one kind of outcome."""
    return load_fit("pain" if kind == "pain" else "other")


@cache
def load_fit(name: FitName) -> Draws:
    """Return the shipped draws of one fit.

    Raises
    ------
    FactsError
        The file does not hold the effects and settings of this version of the model.
    """
    path = fit_file(name)
    with path.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream), [])
    names = [*effect_names(), *SETTING_NAMES]
    if header != names:
        raise FactsError(
            f"{path.name} does not hold the numbers of this model. Fit it again with "
            "scripts/fit_evidence.py."
        )
    values = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2, encoding="utf-8")
    n_effects = len(effect_names())
    settings: Mapping[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = {
        name: values[:, n_effects + n] for n, name in enumerate(SETTING_NAMES)
    }
    return Draws(effects=values[:, :n_effects], settings=MappingProxyType(dict(settings)))


@cache
def fit_version() -> str:
    """Return the version of the shipped fit, twelve hexadecimal digits."""
    content = b"".join(fit_file(name).read_bytes().replace(b"\r\n", b"\n") for name in FITS)
    return sha256(content).hexdigest()[:_HEX_DIGITS]


def write_fit(draws: Draws, path: Path) -> None:
    """Write draws in the form of the shipped file."""
    columns = [draws.effects, *(draws.settings[name][:, None] for name in SETTING_NAMES)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*effect_names(), *SETTING_NAMES])
        for row in np.hstack(columns):
            writer.writerow([f"{value:.{_DECIMALS}f}" for value in row])
