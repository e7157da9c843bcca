"""A picture of one view: the chart, and on it zones, a spot to press, and painted pain.

The colours have fixed meanings everywhere in Unknot: orange hatch with a dotted edge is where a
muscle often sends pain, soft orange where it sometimes does; a ringed cross is the spot to press;
violet is what a person painted. Outlines come from the vertex values of the surface: they are laid
on the pixels by a z-buffer and followed at a level, so a zone ends where the skin turns away.

The drawing carries classes (``sent``, ``sent-soft``, ``site``, ``paint``) that a page may colour,
and attributes with colours for where no page does. It holds no style, no script, and ids that begin
with a prefix of the caller's choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.body.charts import Chart, look, named_chart, vertices_in_sight
from unknot.body.contours import (
    area_of,
    blurred,
    path_of_rings,
    rings_above,
    smoothed,
    thinned,
)
from unknot.body.paper import FELT_NOT_TOLD, HATCH, INK, TINT, sheet_of, signs_of
from unknot.body.picture import OFTEN, PAINTED, SOMETIMES, Picture, Spot, Window, window_of
from unknot.body.projecting import Frame
from unknot.body.surface import Body, load_surface

__all__ = ["draw"]

FloatArray = NDArray[np.float64]

_SMALLEST_PX2: Final = 30.0
_FELT: Final = (
    (2.5, "#a6a0ec"),
    (4.5, "#8279e6"),
    (6.5, "#5546c6"),
    (8.5, "#4533b0"),
    (99.0, "#251369"),
)
"""Intensity below which paint has a colour."""


def draw(
    picture: Picture,
    view: str,
    *,
    body: Body = "female",
    caption: str = "",
    legend: bool = True,
    whole: bool = False,
    prefix: str = "unknot",
) -> str:
    """Return a picture as an SVG document.

    Parameters
    ----------
    picture
        What is to be seen.
    view
        Id of the view.
    body
        Body that is drawn.
    caption
        A line above the picture; it is also what a screen reader says.
    legend
        Whether the signs are explained below. Without caption and legend only the picture
        remains, for a page that writes its own words.
    whole
        Whether the whole view is shown, or only what surrounds the marks.
    prefix
        Begins every id in the drawing.

    Raises
    ------
    UnknownId
        There is no such view, or not of this body.
    """
    chart = named_chart(view)
    frame = chart.frame(body)
    window = (0, 0, frame.width, frame.height) if whole else window_of(picture, chart, body)
    art = _chart_inside(chart.svg(body), prefix)
    outline = re.search(r'id="([^"]+-c)"', art)
    clip = f' clip-path="url(#{outline[1]})"' if outline else ""
    layers = "".join(
        [
            f"<g{clip}>",
            *_zone_layers(picture, chart, body, prefix=prefix),
            *_paint_layers(picture, chart, body),
            "</g>",
            *_spot_marks(picture.spots, chart, body, window=window),
        ]
    )
    return sheet_of(
        art + layers,
        window=window,
        caption=caption,
        place=chart.words,
        signs=signs_of(layers) if legend else [],
        prefix=prefix,
    )


def _chart_inside(svg: str, prefix: str) -> str:
    """Return what stands inside a chart's document, its ids behind a prefix."""
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    return re.sub(r'(\bid="|\bhref="#|url\(#)', rf"\g<1>{prefix}-", inside)


def _zone_layers(picture: Picture, chart: Chart, body: Body, *, prefix: str) -> Iterator[str]:
    """Yield the soft tint and the hatched area."""
    if picture.spillover is not None:
        path = _area_path(picture.spillover, chart, body, level=SOMETIMES)
        if path:
            yield (f'<path class="sent-soft" fill="{TINT}" fill-opacity="0.26" d="{path}"/>')
    if picture.essential is not None:
        path = _area_path(picture.essential, chart, body, level=OFTEN)
        if path:
            yield f'<path class="sent-ground" fill="{TINT}" fill-opacity="0.14" d="{path}"/>'
            yield (
                f'<path class="sent" fill="url(#{prefix}-hatch)" stroke="{HATCH}" '
                'stroke-width="2.5" stroke-dasharray="0.5 6" stroke-linecap="round" '
                f'd="{path}"/>'
            )


def _paint_layers(picture: Picture, chart: Chart, body: Body) -> Iterator[str]:
    """Yield what was painted, one colour for each step of intensity."""
    paint = picture.paint
    if paint is None:
        return
    below = -np.inf
    told = ~np.isnan(paint.intensity)
    steps = [(~told, FELT_NOT_TOLD)]
    for limit, colour in _FELT:
        steps.append((told & (paint.intensity >= below) & (paint.intensity < limit), colour))
        below = limit
    for among, colour in steps:
        path = _area_path(np.where(among, paint.cover, 0.0), chart, body, level=PAINTED)
        if path:
            yield f'<path class="paint" fill="{colour}" fill-opacity="0.88" d="{path}"/>'


def _area_path(values: FloatArray, chart: Chart, body: Body, *, level: float) -> str:
    """Return the outline of where a vertex quantity is above a level, in pixels of the view."""
    surface = load_surface()
    frame = chart.frame(body)
    some = values > 0.2 * level
    if not some.any():
        return ""
    positions = surface.positions_mm(body, chart.pose)
    pixels = frame.pixels(positions[some], chart.camera)[:, :2]
    low = np.floor(pixels.min(axis=0)).astype(int) - 8
    high = np.ceil(pixels.max(axis=0)).astype(int) + 8
    low = np.maximum(low, 0)
    high = np.minimum(high, (frame.width, frame.height))
    if (high <= low).any():
        return ""
    part = Frame(
        width=int(high[0] - low[0]),
        height=int(high[1] - low[1]),
        scale=frame.scale,
        x0_mm=frame.x0_mm + float(low[0]) / frame.scale,
        y0_mm=frame.y0_mm - float(low[1]) / frame.scale,
    )
    raster, triangles = look(chart, body, frame=part)
    field = _carried_out(raster.interpolated(values, triangles), raster.shown)
    rings = [
        thinned(smoothed(ring, 5, closed=True), 0.35, closed=True) + low
        for ring in rings_above(field, level)
        if area_of(ring) >= _SMALLEST_PX2
    ]
    return path_of_rings(rings)


def _carried_out(field: FloatArray, shown: NDArray[np.bool_]) -> FloatArray:
    """Carry values a little beyond the edge of the body, whose outline then cuts them clean."""
    weight = blurred(shown.astype(np.float64), 1.6)
    value = blurred(np.where(shown, field, 0.0), 1.6)
    return np.where(weight > 0.02, value / np.maximum(weight, 0.02), 0.0)


def _spot_marks(
    spots: Sequence[Spot], chart: Chart, body: Body, *, window: Window
) -> Iterator[str]:
    """Yield a ringed cross at each spot that is in sight."""
    radius = max(9.0, min(window[2], window[3]) * 0.028)
    arm = radius * 0.45
    for spot in spots:
        place = _spot_pixel(spot, chart, body)
        if place is None:
            continue
        x, y = place
        yield (
            f'<g class="site" stroke="{INK}" stroke-width="{radius * 0.17:.1f}" '
            f'stroke-linecap="round"><circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" '
            f'fill="#ffffff"/><path stroke-width="{radius * 0.24:.1f}" '
            f'd="M{x - arm:.1f} {y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}'
            f'm0-{2 * arm:.1f}l-{2 * arm:.1f} {2 * arm:.1f}"/></g>'
        )


def _spot_pixel(spot: Spot, chart: Chart, body: Body) -> tuple[float, float] | None:
    """Return where a spot lies in a view, or None where it is out of sight."""
    surface = load_surface()
    corners = surface.triangles[spot.triangle]
    if not vertices_in_sight()[chart.id][corners].any():
        return None
    weights = np.array([1 - spot.b1 - spot.b2, spot.b1, spot.b2])
    point = weights @ surface.positions_mm(body, chart.pose)[corners]
    x, y, _ = chart.frame(body).pixels(point[None], chart.camera)[0]
    return float(x), float(y)
