"""Check the trail of a data folder from outside the pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import DatabaseError

from unknot.errors import NotEnoughData
from unknot.web.data_folder import VARIABLE
from unknot.web.database import is_postgresql, unreachable

__all__ = ["Verified", "verified"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What the trail is like."""

    n_rows: int
    faults: tuple[tuple[int, str], ...]
    """Number of the row and why, in order; empty when the trail is whole."""


def verified(folder: Path | None) -> Verified:
    """Check the trail of a data folder.

    Parameters
    ----------
    folder
        None: the system's place for it.

    Raises
    ------
    NotEnoughData
        There is no database yet.
    """
    if folder is not None:
        os.environ[VARIABLE] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    django.setup()
    from unknot.web.audit.models import Trace  # noqa: PLC0415 -- needs Django set up
    from unknot.web.audit.trail import trail_faults  # noqa: PLC0415

    try:
        faults = tuple((fault.number, fault.why) for fault in trail_faults())
        return Verified(Trace.objects.count(), faults)
    except DatabaseError as error:
        if is_postgresql():
            raise unreachable(error) from error
        raise NotEnoughData(
            "There is no database here yet. Start 'unknot serve' once, or name the folder with "
            "--data."
        ) from error
