"""Which bands of the egg touch, and along how much of a border."""

from __future__ import annotations

from math import pi

import pytest

from unknot.body.borders import Border, borders_of, whole_regions
from unknot.body.skin import Skin, load_skin
from unknot.facts.vocabularies import load_regions


def found(skin: Skin) -> dict[tuple[str, str], Border]:
    return {(border.region, border.neighbour): border for border in borders_of(skin)}


def test_parts_are_taken_together_in_their_whole(egg: Skin) -> None:
    assert set(whole_regions(egg)) == {
        *("temple", "sternum", "heel", "knee_front", "mouth_tongue", "lumbar")
    }


def test_bands_touch_the_next_band_and_their_mirror_image(egg: Skin) -> None:
    assert set(found(egg)) == {
        ("sternum", "temple"),
        ("heel", "sternum"),
        ("heel", "knee_front"),
        ("knee_front", "mouth_tongue"),
        ("lumbar", "mouth_tongue"),
        *((sided, sided) for sided in ("temple", "heel", "knee_front", "lumbar")),
    }


def test_border_in_the_middle_is_half_an_ellipse(egg: Skin) -> None:
    # heel and knee meet at mid height, where the egg is widest: half axes 90 and 70 mm
    a, b = 90.0, 70.0
    half = pi * (3 * (a + b) - ((3 * a + b) * (a + 3 * b)) ** 0.5) / 2
    assert found(egg)["heel", "knee_front"].border_mm == pytest.approx(half, rel=0.12)


def test_top_and_bottom_are_alike(egg: Skin) -> None:
    borders = found(egg)
    top, bottom = borders["sternum", "temple"], borders["lumbar", "mouth_tongue"]
    assert top.border_mm == pytest.approx(bottom.border_mm)
    assert top.share == pytest.approx(bottom.share)


def test_shares_of_a_region_sum_to_its_whole_border(egg: Skin) -> None:
    # the temple touches the sternum and itself, and is the shorter of both pairs
    borders = found(egg)
    assert borders["sternum", "temple"].share + borders["temple", "temple"].share == pytest.approx(
        1
    )


def test_real_regions_have_the_neighbours_that_everyone_knows() -> None:
    borders = found(load_skin())
    for pair in (("calf_lower", "calf_upper"), ("forehead", "temple"), ("lumbar", "lumbar")):
        assert borders[pair].share > 0.05
    assert ("forehead", "heel") not in borders
    regions = load_regions()
    assert all(
        regions[border.region].is_sided for border in borders.values() if border.is_across_midline
    )
