"""Sites and zones on the skin: read once, mirrored exactly, refused with a reason."""

from pathlib import Path

import numpy as np
import pytest
from synthetic_zones import ball, write_zones

from unknot.body.surface import load_surface
from unknot.errors import FactsError, UnknownId
from unknot.muscles.zones import SkinSites, skin_sites_from


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> SkinSites:
    path = tmp_path_factory.mktemp("zones") / "zones.npz"
    write_zones(path)
    return skin_sites_from(path, load_surface())


def place_of(site) -> np.ndarray:
    surface = load_surface()
    weights = np.array([1 - site.b1 - site.b2, site.b1, site.b2])
    return weights @ surface.positions_mm()[surface.triangles[site.triangle]]


def test_a_left_site_lies_where_it_was_put(sites: SkinSites) -> None:
    surface = load_surface()
    expected = surface.positions_mm()[surface.landmarks["scap_medial_mid"]]
    assert place_of(sites.site("infraspinatus_1")) == pytest.approx(expected)


def test_a_right_site_is_the_mirror_image(sites: SkinSites) -> None:
    left, right = sites.site("infraspinatus_1"), sites.site("infraspinatus_1", "right")
    assert place_of(right) == pytest.approx(place_of(left) * (-1, 1, 1))
    opposite = load_surface().mirror_vertices(np.arange(load_surface().n_vertices))
    assert np.array_equal(right.essential[opposite], left.essential)
    assert np.array_equal(right.spillover[opposite], left.spillover)


def test_strengths_run_from_zero_to_one(sites: SkinSites) -> None:
    site = sites.site("infraspinatus_1")
    assert site.essential == pytest.approx(ball("scap_medial_mid", 60.0), abs=1 / 255)
    assert site.spillover.max() == pytest.approx(1, abs=1 / 255)


def test_an_unknown_site_names_the_nearest(sites: SkinSites) -> None:
    with pytest.raises(UnknownId, match="Did you mean 'infraspinatus_1'"):
        sites.site("infraspinatus1")


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"zones\.npz is missing from .*Build it again"):
        skin_sites_from(tmp_path / "zones.npz", load_surface())


def test_a_file_for_another_surface_is_refused(tmp_path: Path) -> None:
    write_zones(tmp_path / "zones.npz", version="7")
    with pytest.raises(FactsError, match="made for atlas version '7', this program reads"):
        skin_sites_from(tmp_path / "zones.npz", load_surface())


def test_broken_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "zones.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(FactsError, match=r"zones\.npz cannot be read"):
        skin_sites_from(path, load_surface())
    write_zones(path)
    with np.load(path) as stored:
        arrays = dict(stored)
    arrays["zone_vertex"] = arrays["zone_vertex"][:-1]
    np.savez(path, **arrays)
    with pytest.raises(FactsError, match="its arrays do not fit its sites"):
        skin_sites_from(path, load_surface())
    del arrays["zone_vertex"]
    np.savez(path, **arrays)
    with pytest.raises(FactsError, match="cannot be read: 'zone_vertex"):
        skin_sites_from(path, load_surface())
