"""Copy the database while it is in use, and put a copy back where nothing stands yet.

The copy is made by the database itself (SQLite's online backup), never by copying a file that
is being written. Beside it lies its checksum with the versions; a copy that does not match, or
that a newer version made, is refused.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from unknot import __version__
from unknot.errors import ExchangeError, InvalidInput
from unknot.web.database import DATABASE_FILE, is_postgresql
from unknot.web.database import VARIABLE as DATABASE_VARIABLE

__all__ = ["DATABASE", "Backup", "backed_up", "checked", "needs_the_file", "restored"]

DATABASE: Final = DATABASE_FILE
FORMAT: Final = 1
_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Backup:
    """What is known of one copy."""

    path: Path
    made_at: str
    n_traces: int
    """Rows of the trail in it."""


def backed_up(folder: Path, into: Path, *, now: datetime) -> Backup:
    """Copy the database of a data folder into a new file.

    Raises
    ------
    InvalidInput
        There is no database, or the file exists already or cannot be written.
    """
    source = folder / DATABASE
    if not source.exists():
        raise InvalidInput(
            f"There is no database in '{folder}'. Name the folder with --data.", where="--data"
        )
    if into.exists():
        raise InvalidInput(
            f"'{into}' exists already. Name a new file; an older copy is never overwritten.",
            where="FILE",
        )
    try:
        opened = os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(opened)
        with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(into)) as copy:
            held.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        n_traces = _sound(into)
        about = {
            "format": FORMAT,
            "program": __version__,
            "made_at": now.isoformat(),
            "n_traces": n_traces,
            "sha256": _checksum(into),
        }
        _beside(into).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        raise InvalidInput(f"'{into}' cannot be written: {error}.", where="FILE") from error
    return Backup(into, now.isoformat(), n_traces)


def checked(copy: Path) -> Backup:
    """Check a copy: its checksum, its form, and that the database in it is sound.

    Raises
    ------
    ExchangeError
        The copy is damaged, of a newer form, or its description is missing.
    """
    try:
        about = json.loads(_beside(copy).read_text(encoding="utf-8"))
        form, wanted, made_at = about["format"], about["sha256"], about["made_at"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExchangeError(
            f"'{_beside(copy).name}' beside the copy is missing or cannot be read. "
            "It holds the checksum; take both files."
        ) from error
    if form != FORMAT:
        raise ExchangeError(
            f"The copy was made by version {about.get('program', 'not said')} in a form that "
            "this one does not read. Update Unknot, then restore."
        )
    if not copy.exists() or _checksum(copy) != wanted:
        raise ExchangeError(f"'{copy.name}' was changed or damaged. Take another copy.")
    try:
        return Backup(copy, made_at, _sound(copy))
    except sqlite3.Error as error:
        raise ExchangeError(f"The database in '{copy.name}' is not sound: {error}.") from error


def restored(copy: Path, folder: Path) -> Backup:
    """Put a checked copy into a data folder that has no database yet.

    Raises
    ------
    InvalidInput
        A database stands there; it is never overwritten.
    ExchangeError
        The copy cannot be used.
    """
    target = folder / DATABASE
    if target.exists():
        raise InvalidInput(
            f"'{target}' exists already and is not overwritten. Name an empty folder with --data, "
            "or move the old database away first.",
            where="--data",
        )
    found = checked(copy)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(copy)) as held, closing(sqlite3.connect(target)) as new:
        held.backup(new)
    target.chmod(0o600)
    return found


def needs_the_file(what: str) -> None:
    """Refuse a command that copies the file where the records lie in PostgreSQL.

    Raises
    ------
    InvalidInput
        The environment names a PostgreSQL database; says what to use there.
    """
    if is_postgresql():
        raise InvalidInput(
            f"The records lie in PostgreSQL ({DATABASE_VARIABLE} is set), and '{what}' copies the "
            "file of one machine. Use the database's own tools, which copy while it is in use: "
            f'pg_dump --format=custom --file=unknot.dump "${DATABASE_VARIABLE}", and to put it '
            f'back into an empty database: pg_restore --no-owner --dbname="${DATABASE_VARIABLE}" '
            "unknot.dump. Then check the trail: unknot audit verify",
            where=DATABASE_VARIABLE,
        )


def _sound(path: Path) -> int:
    """Return how many rows the trail has, after the database has checked itself."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as held:
        (verdict,) = held.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        if held.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.DatabaseError("a record points at one that is not there")
        (n_traces,) = held.execute("SELECT count(*) FROM audit_trace").fetchone()
    return int(n_traces)


def _beside(copy: Path) -> Path:
    """Return where the description of a copy lies."""
    return copy.with_name(copy.name + ".json")


def _checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
