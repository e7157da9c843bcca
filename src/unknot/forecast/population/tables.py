"""Fitted numbers as files in the form of the facts, and beside them how they hang together."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.population.fitting import Fit
from unknot.forecast.population.layout import FITTED, with_numbers

__all__ = ["covariance_table", "effects_table", "priors_table"]

FloatArray = NDArray[np.float64]


def priors_table(fit: Fit, unsure: FloatArray) -> str:
    """Return the text of a file in the form of forecast_priors.csv.

    Parameters
    ----------
    unsure : (n_numbers,)
        How unsure each number is; it becomes ``population_sd``.

    Notes
    -----
    Rows that were not fitted stay as they are.
    """
    fitted = with_numbers(fit.layout, fit.vector, unsure)
    source = _source(fit)
    lines = []
    for name, prior in fitted.priors.items():
        line = asdict(prior)
        if name in FITTED:
            line = {key: _short(value) for key, value in line.items()}
            line["source"] = source
        lines.append({key: _plain(value) for key, value in line.items()})
    return _text(lines)


def effects_table(fit: Fit, unsure: FloatArray) -> str:
    """Return the text of a file in the form of release_effects.csv."""
    fitted = with_numbers(fit.layout, fit.vector, unsure)
    lines = []
    for method, effect in fitted.effects.items():
        line = asdict(effect)
        if method in fit.layout.methods:
            line = {key: _short(value) for key, value in line.items()}
            line["source"] = _source(fit)
        lines.append({key: _plain(value) for key, value in line.items()})
    return _text(lines)


def covariance_table(fit: Fit) -> str:
    """Return the covariance of the vector as a table with names, on the scale of the numbers."""
    names = fit.layout.names
    rows = [
        {"name": name, **{other: f"{value:.6g}" for other, value in zip(names, row, strict=True)}}
        for name, row in zip(names, fit.covariance.tolist(), strict=True)
    ]
    return _text(rows)


def _source(fit: Fit) -> str:
    """Return where fitted numbers come from."""
    n_clinics = len(fit.clinics)
    clinics = "1 clinic" if n_clinics == 1 else f"{n_clinics} clinics"
    return f"fitted to {fit.n_episodes} episodes of {clinics}"


def _short(value: object) -> object:
    """Return a number with four digits that count."""
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _plain(value: object) -> str:
    """Return a number without a needless .0."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(lines: list[dict[str, str]]) -> str:
    """Return lines as CSV."""
    page = io.StringIO()
    writer = csv.DictWriter(page, fieldnames=list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return page.getvalue()
