"""Where does this installation keep its database and its secret key?

In the folder that the system sets aside for a program's data, or in the one that
``UNKNOT_DATA`` names. Reading here never writes; ``prepare_data_folder`` does, once, when
the server starts.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

import platformdirs

from unknot.errors import InvalidInput

__all__ = ["VARIABLE", "data_folder", "prepare_data_folder", "secret_key"]

VARIABLE: Final = "UNKNOT_DATA"
"""Environment variable that names another folder."""
_KEY_FILE: Final = "secret_key"
_KEY_BYTES: Final = 48
_SHORTEST_KEY: Final = 50
"""Characters; Django calls a shorter key weak."""


def data_folder() -> Path:
    """Return the folder; it need not exist yet."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("unknot", appauthor=False)


def secret_key(folder: Path) -> str:
    """Return the key of this installation, or one for this process where none was made yet.

    Raises
    ------
    InvalidInput
        The key file is there and cannot be used.
    """
    path = folder / _KEY_FILE
    try:
        key = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return secrets.token_urlsafe(_KEY_BYTES)
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable_key(path) from error
    if len(key) < _SHORTEST_KEY:
        raise _unusable_key(path)
    return key


def prepare_data_folder(folder: Path) -> None:
    """Make the folder and its key, both readable by their owner alone, where they are missing.

    Raises
    ------
    InvalidInput
        The folder cannot be made or written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_key(folder / _KEY_FILE)
    except OSError as error:
        raise InvalidInput(
            f"The data folder '{folder}' cannot be used: {error.strerror}. Make it writable, or "
            f"name another one: {VARIABLE}=/path/to/folder unknot serve",
            where=str(folder),
        ) from error


def _make_key(path: Path) -> None:
    """Write a new key unless there is one."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(_KEY_BYTES) + "\n")


def _unusable_key(path: Path) -> InvalidInput:
    """Build the complaint about a key file."""
    return InvalidInput(
        f"The secret key in '{path}' cannot be used. Delete the file; the next start makes a "
        "new one, and nothing is lost but forms that are open in a browser.",
        where=str(path),
    )
