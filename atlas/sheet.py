"""Show sites and zones to the eye: ``python -m atlas.sheet infraspinatus soleus -o sheet.png``.

Each site gets its best two views, cut to what matters: X the site, deep orange the essential
zone, pale the spillover, thin lines the borders of regions. Names are muscles or sites.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from atlas.paths import PointReader
from atlas.regions import shares_on
from atlas.rendering import VIEWS, Raster, shade, view_of
from atlas.stages import MESH_FILES, REGION_FILES, Ground, keep, stand_on
from atlas.zones import STRENGTHS, ZonePainter, read_site_places, read_zone_rows
from unknot.muscles.catalogue import Site, load_muscles

__all__ = ["main"]

FloatArray = NDArray[np.float64]
_LONGEST_PX: Final = 1000
_CELL_PX: Final = 330
_N_VIEWS: Final = 3
_COLUMNS: Final = 6
_ESSENTIAL: Final = np.array([222.0, 84, 10])
_SPILLOVER: Final = np.array([250.0, 190, 90])
_BORDER: Final = np.array([120.0, 130, 150])


@dataclass(frozen=True, eq=False)
class _Sheet:
    """Pictures of sites, with what they share."""

    ground: Ground
    painter: ZonePainter

    @cache  # noqa: B019 -- one sheet a run
    def seen(self, view: str) -> tuple[Raster, FloatArray, NDArray[np.int64], Image.Image]:
        """Raster a view once."""
        raster, points, triangles = keep(
            f"seen_{view}",
            (*MESH_FILES, "rendering.py", "raster.py"),
            lambda: view_of(self.ground.mesh, view, longest_px=_LONGEST_PX),
        )
        return raster, points, triangles, shade(raster, points, triangles)

    def pictures(self, site: Site, place: NDArray[np.float64]) -> list[Image.Image]:
        """Draw one site in its best views."""
        rows = read_zone_rows()
        zones = [
            self.painter.zone(site, strength, rows.get((site.id, strength), []))
            for strength in STRENGTHS
        ]
        chosen: list[str] = []
        left = np.maximum(zones[0], 0.6 * zones[1])
        for _ in range(_N_VIEWS):
            view = max(VIEWS, key=lambda name: self._worth(name, left, place, first=not chosen))
            if view in chosen or (chosen and self._worth(view, left, place, first=False) < 1):
                break
            chosen.append(view)
            raster, _, triangles, _ = self.seen(view)
            left = left.copy()
            left[np.unique(triangles[raster.triangle[raster.is_skin]])] *= 0.1
        return [self._draw(view, site, zones=zones, place=place) for view in chosen]

    def _worth(self, view: str, zone: FloatArray, place: FloatArray, *, first: bool) -> float:
        """Rate a view: how large the zone is seen in it, and the site in the first one."""
        raster, _, triangles, _ = self.seen(view)
        shown = zone[triangles[raster.triangle[raster.is_skin]]].sum() / 3
        scale = raster.camera.px_per_mm
        worth = shown / scale**2 * min(scale, 2.0) ** 0.7 / 100
        if first:
            worth *= 1.0 if self._where(view, place) else 0.25
        return float(worth)

    def _where(self, view: str, place: FloatArray) -> tuple[float, float] | None:
        """Give the pixel of the site, if it is in sight (in the pose of the view)."""
        raster, points, _, _ = self.seen(view)
        triangle, weights = int(place[0]), place[1:]
        at = weights @ points[self.ground.mesh.triangles[triangle]]
        x, y, near = raster.camera.project(at[None])[0]
        row, column = int(y), int(x)
        if not (0 <= row < raster.camera.height and 0 <= column < raster.camera.width):
            return None
        in_sight = raster.triangle[row, column] >= 0 and near > raster.near_mm[row, column] - 6
        return (x, y) if in_sight else None

    def _draw(
        self, view: str, site: Site, *, zones: list[FloatArray], place: FloatArray
    ) -> Image.Image:
        raster, _, triangles, plain = self.seen(view)
        picture = np.array(plain, float)
        values = np.stack([*zones, self._border()], axis=1)
        essential, spillover, border = raster.interpolate(triangles, values).T
        skin = picture[raster.is_skin]
        for strength, colour in ((spillover * 0.6, _SPILLOVER), (essential * 0.8, _ESSENTIAL)):
            skin = skin * (1 - strength[:, None]) + colour * (0.35 + skin / 400) * strength[:, None]
        line = np.clip(border, 0, 1)[:, None] * 0.45
        picture[raster.is_skin] = skin * (1 - line) + _BORDER * line
        image = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
        draw = ImageDraw.Draw(image)
        where = self._where(view, place)
        if where:
            x, y = where
            for width, ink in ((5, "white"), (3, "black")):
                draw.line([x - 7, y - 7, x + 7, y + 7], fill=ink, width=width)
                draw.line([x - 7, y + 7, x + 7, y - 7], fill=ink, width=width)
        strongest = np.zeros(raster.triangle.shape)
        strongest[raster.is_skin] = np.maximum(essential, spillover)
        return _cut(image, strongest > 0.15, where=where, name=f"{site.id} · {view}")

    @cache  # noqa: B019 -- one sheet a run
    def _border(self) -> FloatArray:
        """(V,) One near the borders of regions."""
        share = np.stack(list(self.painter.shares.of.values()))
        top = np.sort(share, axis=0)[-2:]
        half = np.clip(1 - (top[1] - top[0]) * 2.2, 0, 1)
        mesh = self.ground.mesh
        return np.concatenate([half, half[mesh.n_midline :]])


def _cut(
    image: Image.Image,
    wanted: NDArray[np.bool_],
    *,
    where: tuple[float, float] | None,
    name: str,
) -> Image.Image:
    """Cut to the zone and the site, and write the name under it."""
    rows, columns = np.nonzero(wanted)
    xs, ys = [int(x) for x in columns], [int(y) for y in rows]
    if where:
        xs.append(int(where[0]))
        ys.append(int(where[1]))
    if not xs:
        xs, ys = [0, image.width], [0, image.height]
    size = max(max(xs) - min(xs), max(ys) - min(ys)) * 1.15 + 160
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    box = tuple(int(v) for v in (
        middle_x - size / 2, middle_y - size / 2, middle_x + size / 2, middle_y + size / 2
    ))  # fmt: skip
    canvas = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), "white")
    canvas.paste(image, (-box[0], -box[1]))
    cell = Image.new("RGB", (_CELL_PX, _CELL_PX + 16), "white")
    cell.paste(canvas.resize((_CELL_PX, _CELL_PX), Image.Resampling.LANCZOS), (0, 0))
    font = ImageFont.load_default(size=12)
    ImageDraw.Draw(cell).text((4, _CELL_PX), name, fill="black", font=font)
    return cell


def _chosen(names: Iterable[str]) -> list[Site]:
    """Give the sites of muscles or sites named."""
    muscles = load_muscles()
    sites = {site.id: site for muscle in muscles.values() for site in muscle.sites}
    found: list[Site] = []
    for name in names:
        if name in muscles:
            found.extend(muscles[name].sites)
        elif name in sites:
            found.append(sites[name])
        else:
            close = get_close_matches(name, [*muscles, *sites], n=3)
            sys.exit(f"no muscle or site '{name}'; near: {', '.join(close) or 'none'}")
    return found


def main() -> None:
    """Draw the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", help="muscles or sites")
    parser.add_argument("-o", "--output", type=Path, default=Path("sheet.png"))
    arguments = parser.parse_args()
    ground = stand_on()
    reader = PointReader(ground.skin, ground.landmarks)
    shares = keep("shares", REGION_FILES, lambda: shares_on(ground))
    painter = ZonePainter(ground.mesh, ground.skin, reader, shares)
    places = read_site_places(reader)
    sheet = _Sheet(ground, painter)
    cells: list[Image.Image] = []
    for site in _chosen(arguments.names):
        if site.id not in places:
            print(f"{site.id}: no place in recipes/sites yet")  # noqa: T201
            continue
        place = np.concatenate([[places[site.id].triangle], places[site.id].weights])
        cells.extend(sheet.pictures(site, place))
    columns = min(_COLUMNS, max(len(cells), 1))
    n_rows = -(-len(cells) // columns)
    page = Image.new("RGB", (columns * _CELL_PX, max(n_rows, 1) * (_CELL_PX + 16)), "white")
    for k, cell in enumerate(cells):
        page.paste(cell, (k % columns * _CELL_PX, k // columns * (_CELL_PX + 16)))
    page.save(arguments.output)
    print(arguments.output)  # noqa: T201


if __name__ == "__main__":
    main()
