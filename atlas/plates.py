"""Show muscles as people will see them: ``python -m atlas.plates -o plates.png infraspinatus …``.

Each muscle gets its best two views, drawn on the charts with zones and crosses exactly as
``unknot body draw`` draws them. Without names, all muscles; ``--from`` and ``--to`` take a part.
While recipes are being written, ``atlas.sheet`` is quicker: it needs neither charts nor zones.npz.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from unknot.body.drawing import draw
from unknot.body.picture import Picture, Spot, best_views
from unknot.body.png import png_of
from unknot.muscles.catalogue import Muscle, load_muscles
from unknot.muscles.naming import muscle_named
from unknot.muscles.zones import load_skin_sites

__all__ = ["main"]

_CELL_PX: Final = 300
_COLUMNS: Final = 7
_N_VIEWS: Final = 2


def main(arguments: list[str] | None = None) -> None:
    """Draw the plates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="muscles; all when none is named")
    parser.add_argument("-o", "--output", type=Path, default=Path("plates.png"))
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first")
    parser.add_argument("--to", dest="last", type=int, default=None, help="number after the last")
    asked = parser.parse_args(arguments)
    muscles = [muscle_named(name) for name in asked.names] or list(load_muscles().values())
    cells = [cell for muscle in muscles[asked.first : asked.last] for cell in _pictures_of(muscle)]
    rows = -(-len(cells) // _COLUMNS)
    plate = Image.new("RGB", (_COLUMNS * _CELL_PX, rows * _CELL_PX), "white")
    for number, cell in enumerate(cells):
        row, column = divmod(number, _COLUMNS)
        plate.paste(cell, (column * _CELL_PX + (_CELL_PX - cell.width) // 2, row * _CELL_PX))
    plate.save(asked.output)


def _pictures_of(muscle: Muscle) -> Iterator[Image.Image]:
    """Yield a muscle's pictures, shrunk to a cell."""
    placed = load_skin_sites()
    sites = [placed.site(site.id) for site in muscle.sites if site.id in placed.rows]
    if not sites:
        return
    picture = Picture(
        essential=np.maximum.reduce([site.essential for site in sites]),
        spillover=np.maximum.reduce([site.spillover for site in sites]),
        spots=[Spot(site.triangle, site.b1, site.b2) for site in sites],
    )
    for view in best_views(picture, count=_N_VIEWS):
        svg = draw(picture, view, caption=f"{muscle.name}, left", legend=False)
        image = Image.open(io.BytesIO(png_of(svg, zoom=1.0))).convert("RGB")
        image.thumbnail((_CELL_PX, _CELL_PX))
        yield image


if __name__ == "__main__":
    main()
