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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray

from unknot.body.charts import Chart, load_charts, look, named_chart, vertices_in_sight
from unknot.body.contours import (
    area_of,
    blurred,
    path_of_rings,
    rings_above,
    smoothed,
    thinned,
)
from unknot.body.projecting import Frame
from unknot.body.surface import Body, load_surface
from unknot.errors import InvalidInput

__all__ = ["PaintLayer", "Picture", "Spot", "best_views", "draw"]

FloatArray = NDArray[np.float64]

_OFTEN: Final = 0.4
"""Strength at which the hatch of an essential zone begins."""
_SOMETIMES: Final = 0.35
"""Strength at which the tint of a spillover zone begins."""
_PAINTED: Final = 0.5
"""Cover at which paint begins."""
_SMALLEST_PX2: Final = 30.0
_ROOM_PX: Final = 70
"""Paper kept around the marks when a picture is cut to them. [pixels]"""
_LEAST_SHARE: Final = 0.42
"""A cut picture keeps at least this share of the width of its view."""
_SITE_SHARE: Final = 0.35
"""Weight of the spot against all of the zone when the best view is chosen."""
_SOFT_WEIGHT: Final = 0.35
"""Weight of the spillover against the essential zone when the best view is chosen."""
_NEARLY: Final = 0.88
"""Views that show this share of what the best one shows are as good; the closest-up wins."""
_HATCH: Final = "#b93f0b"
_TINT: Final = "#e2701f"
_INK: Final = "#1c2024"
_FONT: Final = "'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
_FELT: Final = ((2.5, "#a6a0ec"), (4.5, "#8279e6"), (6.5, "#5546c6"), (8.5, "#4533b0"), (99.0, "#251369"))
"""Intensity below which paint has a colour."""
_FELT_NOT_TOLD: Final = "#6f63db"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the skin: a triangle, and the weights of its second and third corner."""

    triangle: int
    b1: float
    b2: float


@dataclass(frozen=True, slots=True, eq=False)
class PaintLayer:
    """What a person painted: cover (n_vertices,) and intensity, nan where not told."""

    cover: FloatArray
    intensity: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is to be seen on a view.

    Attributes
    ----------
    essential, spillover : (n_vertices,)
        Strength of the zone, 0 to 1; None for no zone.
    spots
        Places to mark with a ringed cross.
    paint
        What a person painted.
    """

    essential: FloatArray | None = None
    spillover: FloatArray | None = None
    spots: Sequence[Spot] = ()
    paint: PaintLayer | None = None


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
        Whether the signs are explained below.
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
    window = _whole(frame) if whole else _window(picture, chart, body)
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
    return _sheet(
        art + layers,
        window=window,
        caption=caption,
        signs=_signs(picture) if legend else [],
        prefix=prefix,
    )


def best_views(picture: Picture, *, body: Body = "female", count: int = 1) -> list[str]:
    """Return the views that show most of a picture; each next one shows most of what is left.

    Parameters
    ----------
    picture
        What is to be seen.
    body
        Only views that are drawn of this body count.
    count
        At most so many views; fewer when nothing is left to show.
    """
    wanted = _wanted(picture)
    if not wanted.any():
        raise InvalidInput("There is nothing to show: give a zone, a spot or paint.")
    sights = {
        name: sight
        for name, sight in vertices_in_sight().items()
        if body in load_charts()[name].frames
    }
    chosen: list[str] = []
    left = wanted.copy()
    for _ in range(count):
        gain = {name: float(left @ sight) for name, sight in sights.items()}
        best = max(gain.values())
        if best <= 0.02 * wanted.sum() or (chosen and best < 0.15 * wanted.sum()):
            break
        close = [name for name in gain if gain[name] >= _NEARLY * best and name not in chosen]
        name = max(close, key=lambda name: (load_charts()[name].frame(body).scale, gain[name]))
        chosen.append(name)
        left = np.where(sights[name], 0.0, left)
    return chosen


def _wanted(picture: Picture) -> FloatArray:
    """Return how much it matters to see each vertex: by area and strength, and the spots."""
    surface = load_surface()
    wanted = np.zeros(surface.n_vertices)
    a, b, c = (surface.positions_mm()[surface.triangles[:, k]] for k in range(3))
    third = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    area = np.zeros(surface.n_vertices)
    for k in range(3):
        np.add.at(area, surface.triangles[:, k], third)
    if picture.essential is not None:
        wanted += area * picture.essential
    if picture.spillover is not None:
        wanted += _SOFT_WEIGHT * area * picture.spillover
    if picture.paint is not None:
        wanted += area * (picture.paint.cover > _PAINTED)
    zone = float(wanted.sum()) or 1.0
    for spot in picture.spots:
        corners = surface.triangles[spot.triangle]
        wanted[corners] += _SITE_SHARE * zone / (3 * len(picture.spots))
    return wanted


def _marked(picture: Picture) -> NDArray[np.bool_]:
    """Return the vertices under any mark."""
    surface = load_surface()
    marked = np.zeros(surface.n_vertices, dtype=bool)
    for strength in (picture.essential, picture.spillover):
        if strength is not None:
            marked |= strength > _SOMETIMES
    if picture.paint is not None:
        marked |= picture.paint.cover > _PAINTED
    for spot in picture.spots:
        marked[surface.triangles[spot.triangle]] = True
    return marked


def _whole(frame: Frame) -> tuple[int, int, int, int]:
    """Return the window that shows all of a view: x, y, width, height."""
    return 0, 0, frame.width, frame.height


def _window(picture: Picture, chart: Chart, body: Body) -> tuple[int, int, int, int]:
    """Return the window around the marks of a picture: x, y, width, height. [pixels]"""
    frame = chart.frame(body)
    marked = _marked(picture) & vertices_in_sight()[chart.id]
    if not marked.any():
        return _whole(frame)
    positions = load_surface().positions_mm(body, chart.pose)[marked]
    pixels = frame.pixels(positions, chart.camera)[:, :2]
    low, high = pixels.min(axis=0) - _ROOM_PX, pixels.max(axis=0) + _ROOM_PX
    least = _LEAST_SHARE * frame.width
    for axis, paper in enumerate((frame.width, frame.height)):
        lacking = max(0.0, least - (high[axis] - low[axis])) / 2
        low[axis], high[axis] = low[axis] - lacking, high[axis] + lacking
        shift = max(0.0, -low[axis]) - max(0.0, high[axis] - paper)
        low[axis] = max(0.0, low[axis] + shift)
        high[axis] = min(float(paper), high[axis] + shift)
    x, y = int(low[0]), int(low[1])
    width, height = int(high[0]) - x, int(high[1]) - y
    if width * height > 0.75 * frame.width * frame.height:
        return _whole(frame)
    return x, y, width, height


def _chart_inside(svg: str, prefix: str) -> str:
    """Return what stands inside a chart's document, its ids behind a prefix."""
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    return re.sub(r'(\bid="|\bhref="#|url\(#)', rf"\g<1>{prefix}-", inside)


def _zone_layers(picture: Picture, chart: Chart, body: Body, *, prefix: str) -> Iterator[str]:
    """Yield the soft tint and the hatched area."""
    if picture.spillover is not None:
        path = _area_path(picture.spillover, chart, body, level=_SOMETIMES)
        if path:
            yield (
                f'<path class="sent-soft" fill="{_TINT}" fill-opacity="0.26" d="{path}"/>'
            )
    if picture.essential is not None:
        path = _area_path(picture.essential, chart, body, level=_OFTEN)
        if path:
            yield f'<path class="sent-ground" fill="{_TINT}" fill-opacity="0.14" d="{path}"/>'
            yield (
                f'<path class="sent" fill="url(#{prefix}-hatch)" stroke="{_HATCH}" '
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
    steps = [(~told, _FELT_NOT_TOLD)]
    for limit, colour in _FELT:
        steps.append((told & (paint.intensity >= below) & (paint.intensity < limit), colour))
        below = limit
    for among, colour in steps:
        path = _area_path(np.where(among, paint.cover, 0.0), chart, body, level=_PAINTED)
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
    spots: Sequence[Spot], chart: Chart, body: Body, *, window: tuple[int, int, int, int]
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
            f'<g class="site" stroke="{_INK}" stroke-width="{radius * 0.17:.1f}" '
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


def _signs(picture: Picture) -> list[tuple[str, str]]:
    """Return the signs that a picture uses, each with its words."""
    signs = []
    if picture.paint is not None:
        signs.append(("paint", "you painted"))
    if picture.essential is not None:
        signs.append(("sent", "often felt here"))
    if picture.spillover is not None and (picture.spillover > _SOMETIMES).any():
        signs.append(("sent-soft", "sometimes felt here"))
    if picture.spots:
        signs.append(("site", "press here"))
    return signs


def _sheet(
    art: str,
    *,
    window: tuple[int, int, int, int],
    caption: str,
    signs: Iterable[tuple[str, str]],
    prefix: str,
) -> str:
    """Put art, caption and legend on one sheet."""
    x, y, width, height = window
    size = max(14.0, min(22.0, width * 0.036))
    wide = max(width, 20 * size)
    above = 2.2 * size if caption else 0.0
    rows = list(_legend_rows(list(signs), size=size, width=wide))
    below = (len(rows) * 1.7 + 0.9) * size if rows else 0.0
    tall = above + height + below
    spoken = caption or "Picture of the body"
    cell = 7.0 if width < 500 else 9.0
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {tall:.0f}" '
        f'width="{wide:g}" height="{tall:.0f}" role="img" aria-label={quoteattr(spoken)}>',
        f"<title>{escape(spoken)}</title>",
        f'<defs><pattern id="{prefix}-hatch" width="{cell:g}" height="{cell:g}" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path class="sent-line" d="M0 0V{cell:g}" stroke="{_HATCH}" '
        f'stroke-width="{0.8 * cell / 2:.1f}"/></pattern></defs>',
        f'<rect class="paper" width="{wide:g}" height="{tall:.0f}" fill="#ffffff"/>',
    ]
    if caption:
        parts.append(
            f'<text class="caption" x="{0.6 * size:.1f}" y="{1.5 * size:.1f}" fill="{_INK}" '
            f'font-family="{_FONT}" font-size="{size * 1.1:.1f}" font-weight="600">'
            f"{escape(caption)}</text>"
        )
    parts.append(
        f'<svg x="{(wide - width) / 2:g}" y="{above:g}" width="{width}" height="{height}" '
        f'viewBox="{x} {y} {width} {height}">{art}</svg>'
    )
    for number, row in enumerate(rows):
        middle = above + height + (1.1 + 1.7 * number) * size
        parts += [_sign(kind, words, at, middle, size=size, prefix=prefix) for kind, words, at in row]
    parts.append("</svg>\n")
    return "".join(parts)


def _legend_rows(
    signs: list[tuple[str, str]], *, size: float, width: float
) -> Iterator[list[tuple[str, str, float]]]:
    """Lay the signs out in rows: kind, words, and x of each."""
    row: list[tuple[str, str, float]] = []
    at = 0.6 * size
    for kind, words in signs:
        long = (3.2 + 0.52 * len(words)) * size
        if row and at + long > width:
            yield row
            row, at = [], 0.6 * size
        row.append((kind, words, at))
        at += long
    if row:
        yield row


def _sign(kind: str, words: str, x: float, y: float, *, size: float, prefix: str) -> str:
    """Write one sign of the legend with its words."""
    box = f'x="{x:.1f}" y="{y - 0.45 * size:.1f}" width="{1.7 * size:.1f}" height="{0.9 * size:.1f}"'
    round_box = f'{box} rx="{0.3 * size:.1f}"'
    middle = x + 0.85 * size
    arm = 0.22 * size
    marks = {
        "paint": f'<rect class="paint" {round_box} fill="{_FELT_NOT_TOLD}"/>',
        "sent": f'<rect class="sent" {round_box} fill="url(#{prefix}-hatch)" stroke="{_HATCH}" '
        'stroke-width="1.5" stroke-dasharray="0.5 4" stroke-linecap="round"/>',
        "sent-soft": f'<rect class="sent-soft" {round_box} fill="{_TINT}" fill-opacity="0.3"/>',
        "site": f'<g class="site" stroke="{_INK}" stroke-linecap="round" stroke-width="1.4">'
        f'<circle cx="{middle:.1f}" cy="{y:.1f}" r="{0.48 * size:.1f}" fill="#ffffff"/>'
        f'<path stroke-width="2" d="M{middle - arm:.1f} {y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}'
        f'm0-{2 * arm:.1f}l-{2 * arm:.1f} {2 * arm:.1f}"/></g>',
    }
    text = (
        f'<text class="legend" x="{x + 2.1 * size:.1f}" y="{y + 0.33 * size:.1f}" fill="{_INK}" '
        f'font-family="{_FONT}" font-size="{0.92 * size:.1f}">{escape(words)}</text>'
    )
    return marks[kind] + text
