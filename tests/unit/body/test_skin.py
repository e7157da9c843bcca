"""Places on the skin: what they are made of, how they share it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from synthetic_skin import egg_arrays, egg_file, with_meta

from unknot.body import skin as skin_module
from unknot.body.skin import Skin, load_skin, skin_of
from unknot.body.surface import surface_from
from unknot.errors import FactsError, UnknownId

REGION_ARRAYS = ("region_start", "region_vertex", "region_share")


def bare_file(folder: Path) -> Path:
    """The egg as the file was before regions and landmarks were compiled."""
    arrays = {
        name: array
        for name, array in egg_arrays(2).items()
        if name not in (*REGION_ARRAYS, "landmark")
    }
    path = folder / "bare.npz"
    np.savez(path, **arrays)
    return path


def test_whole_is_made_of_itself_and_its_parts(egg: Skin) -> None:
    rows = egg.rows
    assert egg.leaf_places("heel", "left") == {
        (rows["heel_back"], "left"),
        (rows["heel_under"], "left"),
    }
    assert egg.leaf_places("knee_front", "both") == {
        (rows[region], side)
        for region in ("knee_front", "knee_above")
        for side in ("left", "right")
    }
    assert egg.leaf_places("mouth_tongue", "mid") == {(rows["lips"], "mid")}


def test_region_without_skin_has_no_place(egg: Skin) -> None:
    assert not egg.has_skin("tongue")
    with pytest.raises(UnknownId, match="Region 'tongue' is not known"):
        egg.leaf_places("tongue", "mid")


def test_covers_of_all_places_sum_to_one_everywhere(egg: Skin) -> None:
    everything = {
        place
        for region, sides in (
            *((sided, "both") for sided in ("temple", "heel", "knee_front", "lumbar")),
            ("sternum", "mid"),
            ("lips", "mid"),
        )
        for place in egg.leaf_places(region, sides)  # type: ignore[arg-type]
    }
    assert egg.cover_of(everything) == pytest.approx(1.0)
    assert egg.sharp_cover_of(everything) == pytest.approx(1.0)
    assert (egg.cover_of(()) == 0.0).all()


def test_sharp_cover_has_the_same_border_and_is_steeper(egg: Skin) -> None:
    places = egg.leaf_places("temple", "both")
    soft, sharp = egg.cover_of(places), egg.sharp_cover_of(places)
    inside, outside = soft > 0.55, soft < 0.45
    assert (sharp[inside] >= soft[inside]).all()
    assert (sharp[outside] <= soft[outside]).all()


def test_surface_without_regions_is_a_skin_that_nobody_can_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surface = surface_from(bare_file(tmp_path))
    assert (surface.regions, dict(surface.landmarks)) == ((), {})
    assert not skin_of(surface).rows
    monkeypatch.setattr(skin_module, "load_surface", lambda: surface)
    with pytest.raises(FactsError, match=r"surface\.npz holds no regions\. Build it again"):
        load_skin.__wrapped__()


def test_region_of_no_vocabulary_is_refused(tmp_path: Path) -> None:
    path = egg_file(tmp_path, meta=with_meta(inside={"elbow_of_the_nose": "lips"}))
    with pytest.raises(FactsError, match="Region 'elbow_of_the_nose' of the surface is not in"):
        skin_of(surface_from(path))
