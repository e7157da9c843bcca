import gzip

import numpy as np
import pytest

from unknot.body.coding import coded_bytes, is_coded, uncoded_rows
from unknot.body.surface import SURFACE_FILE

with np.load(SURFACE_FILE) as arrays:
    _ARRAYS = {name: arrays[name] for name in arrays.files}
_CODED = [name for name, rows in _ARRAYS.items() if is_coded(name, rows)]


def test_positions_and_triangles_travel_as_differences() -> None:
    assert {"triangles", "anatomical_reference", "anatomical_sex", "side_child"} <= set(_CODED)
    assert "occlusion" not in _CODED


@pytest.mark.parametrize("name", _CODED)
def test_differences_give_back_the_same_rows(name: str) -> None:
    rows = _ARRAYS[name]
    assert np.array_equal(uncoded_rows(name, coded_bytes(name, rows), dtype=rows.dtype), rows)


def test_the_first_row_is_its_own_difference_and_bytes_are_split() -> None:
    rows = np.array([[1, 2, 3], [258, 1, 3]], dtype="<i2")
    # differences: 1 2 3, then 257 -1 0; low bytes column by column, then high bytes
    low, high = bytes([1, 1, 2, 255, 3, 0]), bytes([0, 1, 0, 255, 0, 0])
    assert coded_bytes("anatomical_reference", rows) == low + high


def test_what_a_first_paint_needs_is_about_half_as_many_bytes() -> None:
    names = ("triangles", "anatomical_reference", "anatomical_sex")
    plain = sum(len(gzip.compress(_ARRAYS[name].tobytes())) for name in names)
    coded = sum(len(gzip.compress(coded_bytes(name, _ARRAYS[name]))) for name in names)
    assert coded < 0.55 * plain
