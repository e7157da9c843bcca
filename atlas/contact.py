"""Do landmarks and regions lie where they belong? Pictures of both, view by view.

``python -m atlas.contact landmarks front back -o folder`` writes one picture a view, with every
landmark in sight marked and named; ``regions`` colours the regions instead. Without views: all.
"""

from __future__ import annotations

import argparse
import colorsys
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from atlas.regions import RegionFields, assign
from atlas.rendering import VIEWS, mark_points, shade, view_of
from atlas.stages import SOURCE_FOLDER, Ground, stand_on

__all__ = ["draw_landmarks", "draw_regions"]

_IN_SIGHT_MM: Final = 2.5
_LINE: Final = (40, 40, 40)
_LEAST_PX: Final = 60
_AT_ONCE: Final = 20_000


def draw_landmarks(ground: Ground, view: str, *, longest_px: int) -> Image.Image:
    """Mark and name the landmarks seen in a view."""
    raster, points, triangles = view_of(ground.mesh, view, longest_px=longest_px)
    picture = shade(raster, points, triangles)
    places = {name: points[vertex] for name, vertex in ground.landmarks.items()}
    mark_points(picture, raster, points=places, tolerance_mm=_IN_SIGHT_MM)
    return picture


def draw_regions(
    ground: Ground, view: str, *, fields: RegionFields, longest_px: int
) -> Image.Image:
    """Colour the regions seen in a view, with their names."""
    mesh = ground.mesh
    raster, points, triangles = view_of(mesh, view, longest_px=longest_px)
    both = np.concatenate([fields.shares, fields.shares[:, mesh.n_midline :]], axis=1).T
    corners = triangles[raster.triangle[raster.is_skin]]
    weights = raster.weights[raster.is_skin]
    labels = np.concatenate(
        [
            (both[corners[at]] * weights[at][..., None]).sum(axis=1).argmax(axis=1)
            for at in (slice(k, k + _AT_ONCE) for k in range(0, len(corners), _AT_ONCE))
        ]
    )
    colours = np.array([_colour(k) for k in range(len(fields.regions))])
    shown = np.full(raster.triangle.shape, -1)
    shown[raster.is_skin] = labels
    picture = np.array(shade(raster, points, triangles, colours=colours[labels]))
    border = np.zeros(shown.shape, bool)
    border[:, 1:] |= shown[:, 1:] != shown[:, :-1]
    border[1:] |= shown[1:] != shown[:-1]
    picture[border & raster.is_skin] = _LINE
    image = Image.fromarray(picture)
    _write_names(image, shown, fields.regions)
    return image


def _colour(index: int) -> tuple[float, float, float]:
    """Give neighbours in the list colours far apart, by the golden ratio."""
    red, green, blue = colorsys.hsv_to_rgb(
        index * 0.61803 % 1, 0.35 + 0.1 * (index * 7 % 5), 0.75 + 0.08 * (index * 3 % 4)
    )
    return 255 * red, 255 * green, 255 * blue


def _write_names(image: Image.Image, shown: NDArray[np.int64], regions: tuple[str, ...]) -> None:
    """Write each region's name at its middle, lower where another name stands."""
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=11)
    taken: list[tuple[float, float, float]] = []
    for index, region in enumerate(regions):
        rows, columns = np.nonzero(shown == index)
        if len(rows) < _LEAST_PX:
            continue
        half = shown.shape[1] / 2  # of two mirrored regions, name the one on the right
        on_right = columns > half
        if on_right.any() and not on_right.all():
            rows, columns = rows[on_right], columns[on_right]
        off = (rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2
        middle = int(off.argmin())
        width = draw.textlength(region, font=font)
        x, y = float(columns[middle]), float(rows[middle]) - 6
        while any(abs(y - b) < 10 and abs(x - a) < (width + w) / 2 for a, b, w in taken):
            y += 10
        taken.append((x, y, width))
        draw.text((x - width / 2, y), region, fill="black", font=font)


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("landmarks", "regions"))
    parser.add_argument("views", nargs="*", help=f"of {', '.join(VIEWS)}")
    parser.add_argument("-o", "--output", type=Path, default=Path())
    parser.add_argument("--source", type=Path, default=SOURCE_FOLDER)
    parser.add_argument("--px", type=int, default=1300, help="longest side of a picture")
    arguments = parser.parse_args()
    ground = stand_on(arguments.source)
    fields = assign(ground.mesh, ground.landmarks) if arguments.what == "regions" else None
    arguments.output.mkdir(parents=True, exist_ok=True)
    for view in arguments.views or VIEWS:
        if fields is None:
            picture = draw_landmarks(ground, view, longest_px=arguments.px)
        else:
            picture = draw_regions(ground, view, fields=fields, longest_px=arguments.px)
        picture.save(arguments.output / f"{arguments.what}_{view}.png")


if __name__ == "__main__":
    main()
