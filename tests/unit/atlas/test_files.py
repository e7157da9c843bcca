from pathlib import Path

import numpy as np

from atlas.files import write_arrays


def test_the_same_arrays_make_the_same_bytes(tmp_path: Path) -> None:
    arrays = {"region_share": np.arange(300, dtype="u1"), "triangles": np.ones((4, 3), "<u2")}
    for name in ("first.npz", "second.npz"):
        write_arrays(tmp_path / name, {"atlas_version": "1"}, arrays)
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_arrays(tmp_path / "a.npz", {"name": "é"}, {"part": np.array([1, 2, 3], "u1")})
    with np.load(tmp_path / "a.npz") as read:
        assert read["meta"].tobytes().decode() == '{\n "name": "é"\n}'
        assert read["part"].tolist() == [1, 2, 3]
