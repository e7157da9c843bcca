from dataclasses import replace

import numpy as np
import pytest

from atlas.mesh import Mesh
from atlas.paths import PointReader, RecipeError
from atlas.regions import RegionRow, assign

LOW = RegionRow(2, "throat", "skin", ("low~side~back",), 0.0, "", "")


def row(region: str, seeds: tuple[str, ...], *, bonus_mm: float = 0.0) -> RegionRow:
    return replace(LOW, region=region, seeds=seeds, bonus_mm=bonus_mm)


BELOW = row("throat", ("low~side~back",))
ABOVE = row("sternum", ("high~high>low:1mm", "low + 200mm up~back + 200mm up"))


def border_mm(tube: Mesh, reader: PointReader, *rows: RegionRow) -> float:
    """Give the height at which the first region ends, at the front."""
    fields = assign(tube, reader.landmarks, rows)
    front = [v for v in range(tube.n_midline) if tube.reference[v, 1] == -50]
    share = fields.of[rows[0].region]
    inside = [tube.reference[v, 2] for v in front if share[v] > 0.5]
    return float(max(inside))


def test_shares_of_a_spot_sum_to_one(tube: Mesh, reader: PointReader) -> None:
    fields = assign(tube, reader.landmarks, (BELOW, ABOVE))
    assert np.allclose(fields.shares.sum(axis=0), 1)


def test_the_border_lies_halfway_between_the_seeds(tube: Mesh, reader: PointReader) -> None:
    # seeds at 100 and 300
    assert border_mm(tube, reader, BELOW, ABOVE) == pytest.approx(200, abs=10)


def test_a_bonus_moves_the_border_by_half_of_it(tube: Mesh, reader: PointReader) -> None:
    grown = replace(BELOW, bonus_mm=60.0)
    assert border_mm(tube, reader, grown, ABOVE) == pytest.approx(230, abs=10)


def test_stored_shares_sum_to_255(tube: Mesh, reader: PointReader) -> None:
    start, vertex, share = assign(tube, reader.landmarks, (BELOW, ABOVE)).coded()
    total = np.bincount(vertex, weights=share, minlength=tube.n_half)
    assert start[-1] == len(vertex) == len(share)
    assert (total == 255).all()


def test_a_ring_holds_what_is_nearer_to_the_tip(tube: Mesh, reader: PointReader) -> None:
    tip = RegionRow(4, "great_toe", "ring", ("high",), 0.0, "high>low:40mm", "")
    fields = assign(tube, reader.landmarks, (BELOW, tip))
    front = np.flatnonzero(tube.reference[: tube.n_midline, 1] == -50)
    own = tube.reference[front[fields.of["great_toe"][front] > 0.5], 2]
    assert own.min() == pytest.approx(260, abs=10)
    assert own.max() == pytest.approx(340, abs=10)
    assert fields.of["great_toe"][reader.landmarks["high"]] > 0.99


def test_a_region_in_two_pieces_is_refused(tube: Mesh, reader: PointReader) -> None:
    torn = row("sternum", ("high", "back + 80mm down"))
    with pytest.raises(RecipeError, match=r"not in one piece on the left half: sternum \(2\)"):
        assign(tube, reader.landmarks, (BELOW, torn))


def test_a_deep_region_needs_skin_to_be_drawn_on(tube: Mesh, reader: PointReader) -> None:
    deep = RegionRow(5, "bladder", "inside", (), 0.0, "", "pubis")
    with pytest.raises(RecipeError, match="'bladder' is drawn on 'pubis', which owns no skin"):
        assign(tube, reader.landmarks, (BELOW, ABOVE, deep))
