"""The recipes of the body name what they use, and the packaged surface keeps what they promise."""

from __future__ import annotations

import re

import numpy as np
import pytest

from atlas.landmarks import read_landmarks
from atlas.regions import read_regions
from unknot.body.geodesic import canvas_of
from unknot.body.surface import Surface, load_surface
from unknot.facts.vocabularies import load_regions

# Skin of one region on one side of the reference body, in cm2: (least, most) by area of the body.
PLAUSIBLE_CM2 = {
    "head": (5, 130),
    "neck": (20, 120),
    "shoulder": (40, 160),
    "upper_back": (30, 100),
    "back": (40, 200),
    "chest": (40, 200),
    "abdomen": (25, 180),
    "pelvis": (10, 200),
    "arm": (20, 200),
    "hand": (5, 120),
    "leg": (40, 600),
    "foot": (8, 150),
}


@pytest.fixture(scope="module")
def surface() -> Surface:
    return load_surface()


def test_every_region_has_one_row_in_the_order_of_the_vocabulary() -> None:
    assert [row.region for row in read_regions()] == list(load_regions())


def test_landmarks_are_named_once_and_say_what_they_are() -> None:
    rows = read_landmarks()
    assert len({row.name for row in rows}) == len(rows) > 300
    assert all(row.words and row.error_mm >= 3 for row in rows)


def test_seeds_of_regions_are_landmarks() -> None:
    known = {row.name for row in read_landmarks()}
    used = {
        (row.region, name)
        for row in read_regions()
        for text in (*row.seeds, row.through)
        for name in re.findall(r"[A-Za-z][A-Za-z0-9_]*", re.sub(r"\d+(\.\d+)?mm", "", text))
    }
    assert {(region, name) for region, name in used if name not in known} == set()


def test_finer_regions_fill_their_parent_or_leave_it_a_rest(surface: Surface) -> None:
    known = load_regions()
    for row in read_regions():
        children = [c for c, r in known.items() if r.parent == row.region and c in surface.regions]
        has_own = row.region in surface.regions
        assert has_own or children or row.region in surface.inside, row.region


def test_shares_of_every_spot_sum_to_255(surface: Surface) -> None:
    assert (surface.region_share.astype(int).sum(axis=0) == 255).all()


def test_every_region_is_one_piece_on_each_side(surface: Surface) -> None:
    label = surface.region_share.argmax(axis=0)
    left = surface.triangles[: len(surface.triangles) // 2]
    ends = np.concatenate([left[:, [0, 1]], left[:, [1, 2]], left[:, [2, 0]]])
    ends = ends[label[ends[:, 0]] == label[ends[:, 1]]]
    piece = np.arange(surface.n_half)
    while True:  # every vertex takes the lowest number of its neighbours in the same region
        lower = piece.copy()
        np.minimum.at(lower, ends[:, 0], piece[ends[:, 1]])
        np.minimum.at(lower, ends[:, 1], piece[ends[:, 0]])
        lower = lower[lower]
        if (lower == piece).all():
            break
        piece = lower
    torn = {
        surface.regions[k]: n
        for k in range(len(surface.regions))
        if (n := len(np.unique(piece[label == k]))) != 1
    }
    assert torn == {}


def test_regions_have_plausible_sizes(surface: Surface) -> None:
    canvas = canvas_of(surface.positions_mm(), surface.triangles)
    area = canvas.area_mm2[: surface.n_half].copy()
    area[: surface.n_midline] /= 2
    cm2 = surface.region_share / 255 @ area / 100
    known = load_regions()
    odd = {
        name: round(float(size), 1)
        for name, size in zip(surface.regions, cm2, strict=True)
        if not PLAUSIBLE_CM2[known[name].area][0] < size < PLAUSIBLE_CM2[known[name].area][1]
    }
    assert odd == {}
    # Du Bois for a person of 1.84 m and 75 kg gives 1.97 m2
    assert 2 * cm2.sum() / 10_000 == pytest.approx(1.97, rel=0.1)
