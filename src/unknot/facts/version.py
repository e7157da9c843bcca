"""Which facts gave an answer: a short hash over every fact file, carried by every answer.

Only data counts (``*.csv`` and ``*.jsonl``), not cards or schemas. Line endings are made
equal first, so a checkout on another system has the same version. The catalogue of muscles
is read as files only; nothing is imported from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from unknot.facts.reading import FACT_FILES

__all__ = ["facts_version", "files_version"]

_CATALOGUE_FILES: Final = FACT_FILES.parent.parent / "muscles" / "files"
_HEX_DIGITS: Final = 12
_DATA_ENDINGS: Final = (".csv", ".jsonl")


@cache
def facts_version() -> str:
    """Return the version of the facts in this installation, twelve hexadecimal digits."""
    return files_version((FACT_FILES, _CATALOGUE_FILES))


def files_version(folders: Iterable[Path]) -> str:
    """Return the version of the data files in some folders.

    Parameters
    ----------
    folders
        Read in this order; within a folder by file name.

    Returns
    -------
    Twelve hexadecimal digits; the same content gives the same digits on every system.
    """
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in _DATA_ENDINGS:
                content = path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{folder.parent.name}/{path.name}:{len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()[:_HEX_DIGITS]
