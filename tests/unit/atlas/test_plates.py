"""Plates of muscles for the eye of whoever edits the recipes."""

from pathlib import Path

import pytest
from PIL import Image
from synthetic_zones import write_zones

from atlas import plates
from unknot.body.surface import load_surface
from unknot.muscles import zones


@pytest.mark.slow
def test_a_plate_shows_each_muscle_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_zones(tmp_path / "zones.npz")
    stored = zones.skin_sites_from(tmp_path / "zones.npz", load_surface())
    monkeypatch.setattr(plates, "load_skin_sites", lambda: stored)
    output = tmp_path / "plates.png"
    plates.main(["infraspinatus", "soleus", "-o", str(output)])
    with Image.open(output) as plate:
        assert plate.size == (7 * 300, 300)
        assert plate.crop((0, 0, 300, 300)).getcolors(maxcolors=90_000) != [
            (90_000, (255, 255, 255))
        ]
        beyond = plate.crop((900, 0, 1200, 300)).getcolors(maxcolors=90_000)
    assert beyond == [(90_000, (255, 255, 255))]
