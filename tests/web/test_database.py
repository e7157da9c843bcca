"""Which database holds the records: the file, or the PostgreSQL that one variable names."""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.errors import InvalidInput
from unknot.web import database
from unknot.web.backup import needs_the_file
from unknot.web.database import database_named, unreachable


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "find_spec", lambda name: name)


def test_without_the_variable_the_file_of_the_data_folder_is_used(tmp_path: Path) -> None:
    found = database_named("", tmp_path)
    assert found["NAME"] == tmp_path / "unknot.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_user_host_port_and_database(installed: None, tmp_path: Path) -> None:
    address = "postgresql://dana:p%40ss@db.clinic:5433/knots?sslmode=require"
    found = database_named(address, tmp_path)
    told = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert told == ["dana", "p@ss", "db.clinic", "5433", "knots"]
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "lock_timeout=20s" in found["OPTIONS"]["options"]


def test_a_socket_folder_stands_in_the_query(installed: None, tmp_path: Path) -> None:
    found = database_named("postgresql:///knots?host=/run/postgresql", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/postgresql", "", "knots")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("mysql://dana:secret@h/knots", "it begins with 'mysql:'"),
        ("postgresql://dana:secret@h/", "it does not name one database"),
        ("postgresql://dana:secret@h/a/b", "it does not name one database"),
        ("postgresql://dana:secret@h:x/a", "it cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(
    installed: None, tmp_path: Path, *, address: str, why: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        database_named(address, tmp_path)
    assert why in str(told.value)
    assert "secret" not in str(told.value)
    assert "postgresql://user:password@host:5432/name" in str(told.value)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(database, "find_spec", lambda _name: None)
    with pytest.raises(InvalidInput, match=r'pip install "unknot\[postgresql\]"'):
        database_named("postgresql:///knots", tmp_path)


def test_copies_of_the_file_are_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_DATABASE", "postgresql:///knots")
    with pytest.raises(InvalidInput, match=r'pg_dump .*"\$UNKNOT_DATABASE".*pg_restore'):
        needs_the_file("unknot backup")
    monkeypatch.setenv("UNKNOT_DATABASE", "")
    needs_the_file("unknot backup")


def test_one_that_does_not_answer_is_told_in_one_line() -> None:
    assert "cannot be used: refused. Is it running" in str(unreachable(OSError("refused\nmore")))
