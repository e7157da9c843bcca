"""Which database holds the records? The file of this machine, unless ``UNKNOT_DATABASE`` names
a PostgreSQL: ``postgresql://user:password@host:5432/name``.

One variable, nothing else: the same tables, the same constraints and the same tests on both.
A socket folder stands in the query (``postgresql:///unknot?host=/run/postgresql``), and every
other option of the query is handed to the database's own library.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from unknot.errors import InvalidInput

__all__ = ["DATABASE_FILE", "VARIABLE", "database_named", "is_postgresql", "unreachable"]

VARIABLE: Final = "UNKNOT_DATABASE"
"""Environment variable that names a PostgreSQL database; empty: the file in the data folder."""
DATABASE_FILE: Final = "unknot.sqlite3"
_SCHEMES: Final = ("postgresql", "postgres")
_KEPT_OPEN_S: Final = 600
"""For so long a connection serves one request after the other. [s]"""
_WAIT_S: Final = 20
"""For so long a writer waits for another one. [s]"""
_WAYS: Final = rf"-c lock_timeout={_WAIT_S}s -c default_transaction_isolation=read\ committed"
"""After waiting, a writer has to see what the one before it wrote."""


def is_postgresql() -> bool:
    """Whether the environment names a PostgreSQL database."""
    return bool(os.environ.get(VARIABLE))


def database_named(address: str, folder: Path) -> dict[str, Any]:
    """Return what Django is told about the database.

    Parameters
    ----------
    address
        As in ``UNKNOT_DATABASE``; empty for the file.
    folder
        The data folder, where the file lies.

    Raises
    ------
    InvalidInput
        The address is no PostgreSQL address, or the library for it is not installed.
    """
    return _postgresql(address) if address else _file(folder / DATABASE_FILE)


def unreachable(error: Exception) -> InvalidInput:
    """Build the complaint about a PostgreSQL that does not answer; no address, no password."""
    said = str(error).strip().partition("\n")[0]
    return InvalidInput(
        f"The PostgreSQL that {VARIABLE} names cannot be used: {said}. Is it running, does the "
        "database exist (createdb), and may the user make tables in it?",
        where=VARIABLE,
    )


def _file(path: Path) -> dict[str, Any]:
    """Return the setting of the file: readers never wait, a writer's row is on disk at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_S,
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    """Return the setting of a PostgreSQL database."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _unreadable("it cannot be read") from error
    if parts.scheme not in _SCHEMES:
        raise _unreadable(f"it begins with '{parts.scheme[:20]}:'")
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise _unreadable("it does not name one database")
    if find_spec("psycopg") is None:
        raise InvalidInput(
            f"{VARIABLE} names a PostgreSQL database, and the library for it is not installed. "
            'Install it: pip install "unknot[postgresql]"',
            where=VARIABLE,
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    options["options"] = f"{_WAYS} {options.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": _KEPT_OPEN_S,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _unreadable(why: str) -> InvalidInput:
    """Build the complaint about an address; it may hold a password, so it is not repeated."""
    return InvalidInput(
        f"{VARIABLE} is no address of a PostgreSQL database: {why}. It looks like "
        "postgresql://user:password@host:5432/name; leave it out to use the file of this machine.",
        where=VARIABLE,
    )
