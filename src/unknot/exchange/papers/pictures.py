"""Pictures of a plan for paper: where each point lies, and all of them numbered on one body.

The pictures of ``unknot.body`` in black and greys, so that a black printer loses nothing: a
hatch with a dotted edge is where pain is often sent, a soft tone where it sometimes is, a
ringed cross where to press. A point that is not on the skin has no picture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from unknot.body.charts import load_charts, vertices_in_sight
from unknot.body.drawing import draw
from unknot.body.paper import HATCH, INK, TINT, signs_of
from unknot.body.picture import Picture, Spot, best_views
from unknot.body.surface import Body, load_surface
from unknot.muscles.zones import SiteOnSkin, load_skin_sites
from unknot.plan.permissions import usual_site
from unknot.plan.wording import point_in_words
from unknot.plan.query import PointMark

__all__ = ["body_of", "overview_of", "pictures_of"]

_COLOUR: Final = re.compile(r'"#([0-9a-f]{6})"')
_FIXED: Final = {HATCH: "#000000", INK: "#000000", TINT: "#6f6f6f"}
"""Signs get their own ink; everything else becomes its grey."""
_PALE: Final = 0.72
"""Share of its darkness that the body keeps, so that the signs stand out."""
_SIDES_OF_BODY: Final = ("front", "back", "left", "right")
_LABEL_GAP: Final = 0.052
"""Least distance between two numbers beside the body, as a share of its height."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A numbered point at a place of a picture, as shares of its width and height."""

    n: int
    x: float
    y: float


def body_of(*, sex: str | None, conditions: Sequence[str]) -> Body:
    """Return the body that is nearest to a person."""
    if "child" in conditions:
        return "child"
    return "male" if sex == "male" else "female"


def pictures_of(point: PointMark, *, body: Body, n: int) -> list[dict[str, Any]]:
    """Return the pictures of one point: one view, or two where pain is sent out of sight.

    Parameters
    ----------
    point
        What is worked on; where no site was told, the one that the steps name.
    body
        Body that is drawn.
    n
        Number of the point in the plan; ids in the drawings begin with it.

    Returns
    -------
    Each with ``svg``, ``place`` (seen from where), ``alt`` and ``signs`` (kind and words).
    """
    placed = _site_of(point)
    if placed is None:
        return []
    picture = Picture(
        essential=placed.essential,
        spillover=placed.spillover,
        spots=[Spot(placed.triangle, placed.b1, placed.b2)],
    )
    found = []
    for view in best_views(picture, body=body, count=2):
        svg = draw(picture, view, body=body, legend=False, prefix=f"p{n}{view}")
        place = load_charts()[view].words
        found.append(
            {
                "svg": _in_black(svg),
                "place": place,
                "alt": f"{point_in_words(point)}: where to press and where pain may be felt, "
                f"{place}",
                "signs": [kind for kind, _ in signs_of(svg)],
            }
        )
    return found


def overview_of(points: Sequence[PointMark], *, body: Body) -> list[dict[str, Any]]:
    """Return whole bodies with the numbers of the points beside them, where they lie."""
    seen: dict[str, list[_Placed]] = {}
    for n, point in enumerate(points, 1):
        placed = _site_of(point)
        view = None if placed is None else _facing_view(placed, body)
        if placed is not None and view is not None:
            seen.setdefault(view, []).append(_share(placed, view, body=body, n=n))
    return [_numbered(view, seen[view], body) for view in _SIDES_OF_BODY if view in seen]


def _site_of(point: PointMark) -> SiteOnSkin | None:
    """Return the place of a point on the skin, or None where it is felt from inside."""
    sites, meant = load_skin_sites(), point.site or usual_site(point.muscle)
    return sites.site(meant, point.side) if meant in sites.rows else None


def _facing_view(placed: SiteOnSkin, body: Body) -> str | None:
    """Return the whole-body view that shows a site most squarely."""
    corners = load_surface().triangles[placed.triangle]
    best, most = None, 0.0
    for view in _SIDES_OF_BODY:
        chart = load_charts()[view]
        if body not in chart.frames or not vertices_in_sight()[view][corners].all():
            continue
        pixels = chart.frame(body).pixels(
            load_surface().positions_mm(body, chart.pose)[corners], chart.camera
        )
        (ax, ay), (bx, by) = (pixels[k, :2] - pixels[0, :2] for k in (1, 2))
        size = abs(float(ax * by - ay * bx))
        if size > most:
            best, most = view, size
    return best


def _share(placed: SiteOnSkin, view: str, *, body: Body, n: int) -> _Placed:
    """Return where a site lies in a view."""
    chart = load_charts()[view]
    frame = chart.frame(body)
    corners = load_surface().triangles[placed.triangle]
    weights: NDArray[np.float64] = np.array([1 - placed.b1 - placed.b2, placed.b1, placed.b2])
    point = weights @ load_surface().positions_mm(body, chart.pose)[corners]
    x, y, _ = frame.pixels(point[None], chart.camera)[0]
    return _Placed(n, float(x) / frame.width, float(y) / frame.height)


def _numbered(view: str, marks: Sequence[_Placed], body: Body) -> dict[str, Any]:
    """Return one body with its numbers, moved apart in two columns beside it."""
    frame = load_charts()[view].frame(body)
    place = load_charts()[view].words
    numbers = ", ".join(str(mark.n) for mark in marks)
    svg = draw(Picture(), view, body=body, legend=False, whole=True, prefix=f"all{view}")
    return {
        "svg": _in_black(svg),
        "place": place,
        "alt": f"The whole body, {place}, with the place of each point: {numbers}",
        "shape": frame.width / frame.height,
        "marks": [
            *_spread([mark for mark in marks if mark.x < 0.5], "left"),
            *_spread([mark for mark in marks if mark.x >= 0.5], "right"),
        ],
    }


def _spread(marks: Sequence[_Placed], column: str) -> list[Mapping[str, Any]]:
    """Give each mark a height of its own beside the body."""
    found: list[Mapping[str, Any]] = []
    lowest = -1.0
    for mark in sorted(marks, key=lambda one: (one.y, one.n)):
        at = max(mark.y, lowest + _LABEL_GAP)
        found.append({"n": mark.n, "x": mark.x, "y": mark.y, "label_y": at, "column": column})
        lowest = at
    return found


def _in_black(svg: str) -> str:
    """Return a drawing without colours."""
    return _COLOUR.sub(lambda found: f'"{_FIXED.get(f"#{found[1]}") or _grey(found[1])}"', svg)


def _grey(colour: str) -> str:
    """Return the grey that is as light as a colour."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (0, 2, 4))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    pale = round(255 - _PALE * (255 - light))
    return f"#{pale:02x}{pale:02x}{pale:02x}"
