"""Write simulated people into a data folder, from outside the pages."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.errors import InvalidInput
from unknot.web.data_folder import VARIABLE, data_folder, prepare_data_folder
from unknot.web.database import is_postgresql, unreachable

if TYPE_CHECKING:
    from unknot.web.demo.filling import Filled

__all__ = ["write_demo"]


def write_demo(
    folder: Path | None,
    *,
    n_people: int,
    n_days: int,
    seed: int,
    until: datetime,
    now: datetime,
    is_new: bool,
) -> Filled:
    """Prepare the folder and its database, and fill it.

    Parameters
    ----------
    folder
        None: the system's place for it.
    n_people, n_days, seed
        How many, how long, and which. [days]
    until, now
        Last day of every diary; when it is written.
    is_new
        The folder must not hold anything yet.

    Raises
    ------
    InvalidInput
        Real people are recorded there, these people are there already, or the new folder is
        not empty.
    """
    if folder is not None:
        os.environ[VARIABLE] = str(folder.absolute())
    if is_new:
        _check_empty(data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    prepare_data_folder(data_folder())
    import django  # noqa: PLC0415 -- only after the folder is known
    import numpy as np  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        if is_postgresql():
            raise unreachable(error) from error
        raise
    from unknot.web.demo.filling import check_nobody_real, filled  # noqa: PLC0415
    from unknot.web.demo.lives import lives  # noqa: PLC0415

    check_nobody_real()
    days, ids = np.random.SeedSequence(seed).spawn(2)
    people = lives(n_people, n_days=n_days, rng=np.random.default_rng(days))
    return filled(people, until=until, now=now, rng=np.random.default_rng(ids))


def _check_empty(folder: Path) -> None:
    """Refuse a new folder that is not new, and a new folder beside a PostgreSQL."""
    if is_postgresql():
        raise InvalidInput(
            "The records lie in PostgreSQL (UNKNOT_DATABASE is set), where a folder is nothing "
            "new. Make an empty database and name that one.",
            where="--into-new",
        )
    if folder.exists() and any(folder.iterdir()):
        raise InvalidInput(
            f"'{folder}' is not empty. Name a folder that does not exist yet.", where="--into-new"
        )
