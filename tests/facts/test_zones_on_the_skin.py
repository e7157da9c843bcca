"""Every site of the catalogue lies on the skin, and its zone says the same as the catalogue."""

from functools import cache

import numpy as np
import pytest

from unknot.body.surface import load_surface
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import Site, Zone, load_muscles
from unknot.muscles.zones import load_skin_sites

SURFACE = load_surface()
SITES = {site.id: site for muscle in load_muscles().values() for site in muscle.sites}
LEAST_TOUCH = 0.25
"""Some place of a listed region has at least this strength."""
MOST_OUTSIDE = 0.5
"""Soft edges of small zones reach over borders; no zone lies mostly elsewhere."""


@cache
def vertex_areas() -> np.ndarray:
    points, triangles = SURFACE.positions_mm(), SURFACE.triangles
    a, b, c = (points[triangles[:, k]] for k in range(3))
    third = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    areas = np.zeros(SURFACE.n_vertices)
    for k in range(3):
        np.add.at(areas, triangles[:, k], third)
    return areas


@cache
def skin_of(region: str, side: str) -> np.ndarray:
    """Share of each vertex in a region with its finer ones, on a side of a left muscle."""
    if region in SURFACE.inside:
        return skin_of(SURFACE.inside[region], side)
    regions = load_regions()
    own = [k for k, r in enumerate(SURFACE.regions) if region in (r, regions[r].parent)]
    half = SURFACE.region_share[own].sum(axis=0) / 255
    skin = np.zeros(SURFACE.n_vertices)
    middle, n_half = SURFACE.n_midline, SURFACE.n_half
    if side != "opposite" or not regions[region].is_sided:
        skin[:n_half] = half
    if side != "same" or not regions[region].is_sided:
        skin[:middle] = half[:middle]
        skin[n_half:] = half[middle:]
    return skin


def skin_of_zone(zone: Zone) -> np.ndarray:
    return skin_of(zone.region, zone.side)


def test_every_site_of_the_catalogue_lies_on_the_skin() -> None:
    assert list(load_skin_sites().rows) == list(SITES)


@pytest.mark.parametrize("site", SITES.values(), ids=list(SITES))
def test_a_zone_touches_every_region_that_the_catalogue_lists(site: Site) -> None:
    placed = load_skin_sites().site(site.id)
    for strength, zones in ((placed.essential, site.essential), (placed.spillover, site.spillover)):
        for zone in zones:
            assert (strength * skin_of_zone(zone)).max() >= LEAST_TOUCH, zone


@pytest.mark.parametrize("site", SITES.values(), ids=list(SITES))
def test_a_zone_lies_where_the_catalogue_says(site: Site) -> None:
    placed = load_skin_sites().site(site.id)
    zones = (*site.local, *site.essential, *site.spillover)
    listed = np.maximum.reduce([skin_of_zone(zone) for zone in zones])
    for strength in (placed.essential, placed.spillover):
        mass = strength * vertex_areas()
        if mass.sum():
            assert 1 - (mass * listed).sum() / mass.sum() < MOST_OUTSIDE


@pytest.mark.parametrize("site", SITES.values(), ids=list(SITES))
def test_a_zone_that_the_catalogue_lists_is_drawn_and_no_other(site: Site) -> None:
    placed = load_skin_sites().site(site.id)
    assert bool(placed.essential.any()) == bool(site.essential)
    assert bool(placed.spillover.any()) == bool(site.spillover)


def test_a_right_site_is_the_mirror_image_of_the_left_one() -> None:
    mirror = SURFACE.mirror_vertices(np.arange(SURFACE.n_vertices))
    for site in ("gluteus_medius_3", "rectus_abdominis_1"):
        left, right = (load_skin_sites().site(site, side) for side in ("left", "right"))
        assert np.array_equal(left.essential[mirror], right.essential)
