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
from unknot.plan.query import PointMark
from unknot.plan.wording import point_in_words

__all__ = ["PICTURE_MM", "body_of", "overview_of", "painted_for_paper", "pictures_of"]

_SIZE: Final = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_PAINT: Final = re.compile(r'(<path class="paint") fill="#[0-9a-f]{6}" fill-opacity="[0-9.]+"')
_COLOUR: Final = re.compile(r'"#([0-9a-f]{6})"')
_FIXED: Final = {HATCH: "#000000", INK: "#000000", TINT: "#6f6f6f"}
"""Signs get their own ink; everything else becomes its grey."""
_PALE: Final = 0.72
"""Share of its darkness that the body keeps, so that the signs stand out."""
_SIDES_OF_BODY: Final = ("front", "back", "left", "right")
_HATCH: Final = re.compile(r'(<pattern [^>]*?width=")([0-9.]+)("[^>]*?rotate\(45\))"')
_CROSS: Final = re.compile(
    r'<g class="site"(?=[^>]*><circle cx="([0-9.]+)" cy="([0-9.]+)" r="([0-9.]+)")'
)
PICTURE_MM: Final = 43.0
"""Width of the column in which the pictures of a point stand."""
_TALLEST_MM: Final = (60.0, 50.0)
"""Greatest height of a picture that stands alone, and of one of two."""
_HATCH_MM: Final = 1.2
"""Distance between two lines of the hatch: near enough to be one area, no grey tone."""
_CROSS_MM: Final = 1.7
"""Radius of the ringed cross."""
_LABEL_GAP: Final = 0.076
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


def pictures_of(
    point: PointMark, *, body: Body, setting: str, n: int, is_pressed: bool = True
) -> list[dict[str, Any]]:
    """Return the pictures of one point: one view, or two where pain is sent out of sight.

    Parameters
    ----------
    point
        What is worked on; where no site was told, the one that the steps name.
    body
        Body that is drawn.
    setting
        At home the words speak to the person, in a clinic of the person.
    n
        Number of the point in the plan; ids in the drawings begin with it.
    is_pressed
        The place is pressed; False where it is only stretched or loaded.

    Returns
    -------
    Each with ``svg``, its size (``width_mm``, ``height_mm``), ``place`` (seen from where),
    ``alt`` and ``signs`` (kinds).
    """
    placed = _site_of(point)
    if placed is None:
        return []
    picture = Picture(
        essential=placed.essential,
        spillover=placed.spillover,
        spots=[Spot(placed.triangle, placed.b1, placed.b2)],
    )
    views = best_views(picture, body=body, count=2)
    tallest = _TALLEST_MM[len(views) - 1]
    return [
        _for_paper(
            draw(picture, view, body=body, legend=False, prefix=f"p{n}{view}"),
            tallest_mm=tallest,
            of=point_in_words(point),
            place=_seen(view, setting),
            cross="where to press" if is_pressed else "the place",
        )
        for view in views
    ]


def overview_of(points: Sequence[PointMark], *, body: Body, setting: str) -> list[dict[str, Any]]:
    """Return whole bodies with the numbers of the points beside them, where they lie."""
    seen: dict[str, list[_Placed]] = {}
    for n, point in enumerate(points, 1):
        placed = _site_of(point)
        view = None if placed is None else _facing_view(placed, body)
        if placed is not None and view is not None:
            seen.setdefault(view, []).append(_share(placed, view, body=body, n=n))
    return [
        _numbered(view, seen[view], body=body, setting=setting)
        for view in _SIDES_OF_BODY
        if view in seen
    ]


def painted_for_paper(svg: str) -> str:
    """Return a drawing of painted places in black and greys, its paint dark."""
    return _in_black(_PAINT.sub(r'\1 fill="#000000" fill-opacity="0.62"', svg))


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


def _numbered(view: str, marks: Sequence[_Placed], *, body: Body, setting: str) -> dict[str, Any]:
    """Return one body with its numbers, moved apart in two columns beside it."""
    frame = load_charts()[view].frame(body)
    place = _seen(view, setting)
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


def _seen(view: str, setting: str) -> str:
    """Say from where a view is seen."""
    words = load_charts()[view].words
    return words if setting == "home" else words.replace("your ", "the person's ")


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


def _for_paper(svg: str, *, tallest_mm: float, of: str, place: str, cross: str) -> dict[str, Any]:
    """Return a drawing in black, as large as it is printed, its signs as large as on any other."""
    width, height = (float(one) for one in _SIZE.findall(svg)[0])
    mm = min(PICTURE_MM / width, tallest_mm / height)
    black = _HATCH.sub(
        lambda found: (
            f'{found[1]}{found[2]}{found[3]} scale({_HATCH_MM / mm / float(found[2]):.2f})"'
        ),
        _in_black(svg),
        count=1,
    )
    return {
        "svg": _CROSS.sub(lambda found: found[0] + _enlarged(found, mm), black),
        "width_mm": width * mm,
        "height_mm": height * mm,
        "place": place,
        "alt": f"{of}: {cross} and where pain may be felt, {place}",
        "signs": [kind for kind, _ in signs_of(svg)],
    }


def _enlarged(cross: re.Match[str], mm: float) -> str:
    """Return the attribute that gives a cross its size on paper."""
    x, y, radius = cross[1], cross[2], float(cross[3])
    by = _CROSS_MM / mm / radius
    return f' transform="translate({x} {y}) scale({by:.2f}) translate(-{x} -{y})"'
