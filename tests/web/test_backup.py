"""Copies of the database: made while it is written, checked, put back, never over another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unknot.errors import ExchangeError, InvalidInput
from unknot.web.backup import DATABASE, backed_up, checked, restored

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    with closing(sqlite3.connect(made / DATABASE)) as held:
        held.execute("PRAGMA journal_mode=WAL")
        held.execute("CREATE TABLE audit_trace (number INTEGER PRIMARY KEY)")
        held.executemany("INSERT INTO audit_trace VALUES (?)", [(1,), (2,)])
        held.commit()
    return made


def test_a_copy_of_a_database_in_use_holds_what_was_committed(folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as writing:
        writing.execute("INSERT INTO audit_trace VALUES (3)")  # not committed
        made = backed_up(folder, tmp_path / "copy", now=NOW)
        writing.commit()
    assert made.n_traces == 2
    assert checked(tmp_path / "copy") == made


def test_a_copy_comes_back_into_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    backed_up(folder, tmp_path / "copy", now=NOW)
    new = tmp_path / "new"
    assert restored(tmp_path / "copy", new).n_traces == 2
    with closing(sqlite3.connect(new / DATABASE)) as held:
        assert held.execute("SELECT number FROM audit_trace").fetchall() == [(1,), (2,)]
    assert (new / DATABASE).stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    backed_up(folder, tmp_path / "copy", now=NOW)
    with pytest.raises(InvalidInput, match=r"exists already\. Name a new file"):
        backed_up(folder, tmp_path / "copy", now=NOW)
    with pytest.raises(InvalidInput, match="exists already and is not overwritten"):
        restored(tmp_path / "copy", folder)


def test_a_damaged_copy_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backed_up(folder, copy, now=NOW)
    copy.write_bytes(copy.read_bytes()[:-1] + b"x")
    with pytest.raises(ExchangeError, match="was changed or damaged"):
        restored(copy, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_copy_of_a_newer_version_is_refused_with_the_remedy(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backed_up(folder, copy, now=NOW)
    about = copy.with_name("copy.json")
    about.write_text(about.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(ExchangeError, match="Update Unknot, then restore"):
        checked(copy)


def test_without_its_description_a_copy_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backed_up(folder, copy, now=NOW)
    copy.with_name("copy.json").unlink()
    with pytest.raises(ExchangeError, match=r"'copy.json' beside the copy is missing"):
        checked(copy)


def test_a_folder_without_a_database_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no database in"):
        backed_up(tmp_path, tmp_path / "copy", now=NOW)
