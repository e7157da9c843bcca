"""``unknot muscle``: one muscle on one card."""

from __future__ import annotations

import json
from typing import Annotated

import typer

__all__ = ["muscle_command"]


def muscle_command(
    name: Annotated[
        str, typer.Argument(help="Id or name of a muscle, such as infraspinatus or 'upper trap'.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Show a muscle: where it lies, where it refers pain, what feeds it, how to treat it alone.

    Example: unknot muscle infraspinatus
    """
    from unknot.cli.muscle_page import muscle_page  # noqa: PLC0415
    from unknot.muscles.naming import muscle_named  # noqa: PLC0415

    muscle = muscle_named(name)
    if as_json:
        from unknot.muscles.catalogue import muscle_as_json  # noqa: PLC0415

        typer.echo(json.dumps(muscle_as_json(muscle), ensure_ascii=False))
        return
    muscle_page(muscle).show()
