"""``unknot backup`` and ``unknot restore``: a copy made, checked and put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    with closing(sqlite3.connect(made / "unknot.sqlite3")) as held:
        held.execute("CREATE TABLE audit_trace (number INTEGER PRIMARY KEY)")
        held.execute("INSERT INTO audit_trace VALUES (1)")
        held.commit()
    return made


def test_made_checked_and_put_back(unknot, folder: Path, tmp_path: Path) -> None:
    copy, new = tmp_path / "copy.sqlite3", tmp_path / "new"
    run = unknot("backup", str(copy), "--data", str(folder))
    assert (run.code, run.err) == (0, "")
    assert run.out == f"{copy}: the database, 1 row of the trail.\n"
    assert "sound" in unknot("restore", str(copy), "--check").out
    run = unknot("restore", str(copy), "--data", str(new))
    assert run.out.startswith(f"Restored into {new}: 1 row of the trail.\n")
    assert (new / "unknot.sqlite3").exists()


def test_a_database_is_never_overwritten(unknot, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    unknot("backup", str(copy), "--data", str(folder))
    run = unknot("restore", str(copy), "--data", str(folder))
    assert run.code == 1
    assert "is not overwritten" in run.err
