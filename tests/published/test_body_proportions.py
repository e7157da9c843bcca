"""Landmarks of the reference body against published measures of people."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.landmarks import read_landmarks
from unknot.body.surface import load_surface

# Height as a fraction of stature: mean of the first 20 men of the public file of ANSUR II
# (Gordon 2014, Natick/TR-15/007). More than the landmark's own error is allowed only where the
# last column says why.
ANSUR_MEN = [
    ("C7", 0.8663, 0),
    ("acromion", 0.8209, 0),
    ("axilla", 0.7585, 5),  # the arm is held away here
    ("sternal_notch", 0.8230, 2),
    ("nipple", 0.7405, 0),
    ("rib10_lat", 0.6363, 0),
    ("iliac_crest_lat", 0.6082, 0),
    ("umbilicus", 0.6020, 2),
    ("trochanter", 0.5325, 4),  # ANSUR: its upper edge
    ("patella", 0.2856, 0),
    ("femoral_epicondyle_lat", 0.2814, 0),
    ("tibial_condyle_med", 0.2771, 5),  # ANSUR: its upper edge
    ("malleolus_lat", 0.0427, 0),
    ("tragus", 0.9269, 5),  # the ear of this body is set low
]
# Percent of the way from C7 to the level of the PSIS: Ernst 2013, BMC Res Notes 6:58.
ERNST = [("T4", 21.0), ("T7", 39.0), ("T10", 54.1), ("L1", 70.9), ("L4", 86.1)]


@pytest.mark.parametrize(("name", "fraction", "more_mm"), ANSUR_MEN)
def test_height_agrees_with_men_of_ansur(name: str, fraction: float, more_mm: float) -> None:
    surface = load_surface()
    height = surface.positions_mm()[:, 2]
    stature = float(np.ptp(height))
    own = float(height[surface.landmarks[name]] - height.min())
    error = next(row.error_mm for row in read_landmarks() if row.name == name)
    assert own == pytest.approx(fraction * stature, abs=error + more_mm)


@pytest.mark.parametrize(("name", "percent"), ERNST)
def test_spinal_level_agrees_with_ernst(name: str, percent: float) -> None:
    surface = load_surface()
    points = surface.positions_mm()
    midline = points[: surface.n_midline]
    back = midline[(midline[:, 1] > -40)]
    order = back[np.argsort(-back[:, 2])]
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(order, axis=0), axis=1))])

    def reached(landmark: str) -> float:
        gap = np.linalg.norm(order - points[surface.landmarks[landmark]], axis=1)
        return float(way[gap.argmin()])

    own = (reached(name) - reached("C7")) / (reached("S2") - reached("C7"))
    assert 100 * own == pytest.approx(percent, abs=2)


def test_scapula_ends_level_with_t8() -> None:
    # Cooperstein 2015: the inferior angle lies at T8 on average
    surface = load_surface()
    height = surface.positions_mm()[:, 2]
    at = {name: height[surface.landmarks[name]] for name in ("scap_inf_angle", "T7", "T8", "T9")}
    assert at["T7"] > at["scap_inf_angle"] > at["T9"]


def test_landmarks_keep_their_order_from_head_to_foot() -> None:
    surface = load_surface()
    height = surface.positions_mm()[:, 2]
    spine = [*(f"C{k}" for k in range(2, 8)), *(f"T{k}" for k in range(1, 13))]
    spine += [*(f"L{k}" for k in range(1, 6)), *(f"S{k}" for k in range(1, 5)), "coccyx"]
    heights = [height[surface.landmarks[name]] for name in spine]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("body", ["female", "male", "child", "heavy"])
def test_landmarks_carry_over_to_every_body(body: str) -> None:
    # the same vertices, as fractions of stature, within 3 % of the reference
    surface = load_surface()

    def fractions(name: str) -> dict[str, float]:
        height = surface.positions_mm(name)[:, 2]  # type: ignore[arg-type]
        return {
            key: float((height[vertex] - height.min()) / np.ptp(height))
            for key, vertex in surface.landmarks.items()
        }

    own, reference = fractions(body), fractions("reference")
    for name in ("C7", "acromion", "umbilicus", "asis", "trochanter", "patella", "malleolus_lat"):
        assert own[name] == pytest.approx(reference[name], abs=0.03), name
