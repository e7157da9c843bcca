"""The pictures beside the words: the body with what was told, and where a muscle refers.

They are drawn by the server into the page, so that they are there without JavaScript and on
paper. Where the surface has nothing to show for a case, the page has no picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.charts import load_charts, vertices_in_sight
from unknot.body.drawing import draw
from unknot.body.painting import Paint, paint_of
from unknot.body.picture import PAINTED, PaintLayer, Picture, Spot, best_views
from unknot.body.skin import load_skin
from unknot.body.strokes import Drawing, drawing_from
from unknot.body.surface import Body, load_surface
from unknot.facts.vocabularies import load_regions
from unknot.find.answer import Answer
from unknot.find.query import Query
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.landmarks import load_landmark_words
from unknot.muscles.zones import ZONE_FILE, SiteOnSkin, load_skin_sites
from unknot.sides import LeftRight
from unknot.web.names import muscle_with_side

__all__ = [
    "TO_COME",
    "Drawn",
    "paint_told",
    "picture_of_pain",
    "picture_of_paint",
    "picture_of_row",
    "picture_of_spot",
    "pictures_of_two",
]

IntArray = npt.NDArray[np.integer]

_WHOLE_BODY: Final = frozenset(("front", "back", "left", "right"))
"""Views of the whole body, which are cut to what they have to show."""
_BODY: Final[Body] = "female"
_ACROSS: Final = 0.7
"""So much of the picture's width runs from side to side where left and right are told."""
_LETTERS: Final = "AB"
_MOST_HELD: Final = 64
"""So many pictures of spots are held in memory, a tenth of a megabyte each."""
_DOT: Final = 0.034
"""Radius of a lettered dot as a share of the picture's smaller side."""
_EDGE: Final = 0.12
"""Nearer to the edge of a close-up than this share of it, a spot is shown on the whole body."""
_VIEWS: Final = (
    gettext_noop("back of your left hand"),
    gettext_noop("back of your right hand"),
    gettext_noop("inner side of your left arm"),
    gettext_noop("inner side of your left leg"),
    gettext_noop("inner side of your right arm"),
    gettext_noop("inner side of your right leg"),
    gettext_noop("palm of your left hand"),
    gettext_noop("palm of your right hand"),
    gettext_noop("seen from behind"),
    gettext_noop("seen from below"),
    gettext_noop("seen from the front"),
    gettext_noop("sole of your left foot"),
    gettext_noop("sole of your right foot"),
    gettext_noop("your left foot from above"),
    gettext_noop("your left side"),
    gettext_noop("your right foot from above"),
    gettext_noop("your right side"),
)
"""What the charts say of their views; named here so that they are translated."""
_SIZE = re.compile(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"')
_SHEET = re.compile(r'viewBox="[-0-9.]+ [-0-9.]+ ([0-9.]+) ([0-9.]+)"')
_SPOKEN = re.compile(r'aria-label="[^"]*"><title>[^<]*</title>')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture for the page, and the view it shows."""

    svg: SafeString
    view: str
    is_coming: bool = False
    landmarks: tuple[tuple[str, str], ...] = ()
    """Letter and words of each landmark that is drawn."""

    @property
    def seen(self) -> str:
        """From where the body is seen, and on which side of the picture your right is."""
        chart = load_charts()[self.view]
        across = chart.camera.right[0]
        if across > _ACROSS:
            return _("%(seen)s; your right is on the left") % {"seen": _(chart.words)}
        if across < -_ACROSS:
            return _("%(seen)s; your right is on the right") % {"seen": _(chart.words)}
        return _(chart.words)


_NOTHING: Final = Drawn(SafeString(""), "front")
TO_COME: Final = Drawn(SafeString(""), "front", is_coming=True)
"""Stands in a page that fetches its picture when the rest is there."""


def picture_of_pain(answer: Answer) -> Drawn:
    """Return the body with the told places alone; it gives no muscle away."""
    paint = paint_told(answer.query)
    return _NOTHING if paint is None else picture_of_paint(paint)


def picture_of_paint(paint: Paint) -> Drawn:
    """Return the body with painted places from the side that shows most of them."""
    if not (paint.cover > 0).any():
        return _NOTHING
    picture = Picture(paint=PaintLayer(cover=paint.cover, intensity=paint.intensity))
    views = best_views(picture)
    return _drawn(picture, views[0], _("The body with the places you told.")) if views else _NOTHING


def paint_told(query: Query) -> Paint | None:
    """Return what was painted, or the told places painted whole; None when nothing was told."""
    drawing = _drawing(query)
    return None if drawing is None else paint_of(drawing, load_skin())


def pictures_of_two(before: Paint, after: Paint) -> tuple[Drawn, Drawn]:
    """Return two drawings from one side and cut alike, so that they can be laid side by side."""
    covered = [np.flatnonzero(paint.cover > PAINTED) for paint in (before, after)]
    both = np.union1d(*covered)
    if not len(both):
        return _NOTHING, _NOTHING
    cover = np.maximum(before.cover, after.cover)
    view = best_views(Picture(paint=PaintLayer(cover=cover, intensity=before.intensity)))[0]
    beside = [int(vertex) for vertex in both]
    first, second = (
        _drawn(
            Picture(paint=PaintLayer(cover=paint.cover, intensity=paint.intensity), beside=beside),
            view,
            words,
            prefix=prefix,
        )
        for paint, words, prefix in (
            (before, _("The body with the places you told the first time."), "then"),
            (after, _("The body with the places you told the second time."), "now"),
        )
    )
    return first, second


def picture_of_row(answer: Answer, *, muscle: str, side: LeftRight, site: str) -> Drawn:
    """Return the body with the told places and the zone of one muscle."""
    painted = _paint(answer.query)
    placed = _placed(site, side)
    if painted is None and placed is None:
        return _NOTHING
    words = _("The body with the places you told and where %(muscle)s is often felt.")
    words = words % {"muscle": muscle_with_side(muscle, side)}
    picture = _picture(placed, painted)
    views = best_views(picture)
    return _drawn(picture, views[0], words) if views else _NOTHING


def picture_of_spot(*, muscle: str, side: LeftRight, site: str) -> Drawn:
    """Return the body around one site, with its cross."""
    return _picture_of_spot(muscle, side, site=site, language=get_language())


@lru_cache(maxsize=_MOST_HELD)
def _picture_of_spot(muscle: str, side: LeftRight, *, site: str, language: str) -> Drawn:
    """Draw it once in a language; it stands on Today every day."""
    placed = _placed(site, side)
    if placed is None:
        return _NOTHING
    words = _("The body with a cross where to press %(muscle)s.")
    marks = _landmarks(muscle, site, side)
    picture = Picture(spots=[_spot(placed)], beside=[vertex for _words, vertex in marks])
    words = words % {"muscle": muscle_with_side(muscle, side)}
    if not best_views(picture):
        return _NOTHING
    view = _view_of_spot(picture)
    drawn = _drawn(picture, view, words)
    in_sight = [mark for mark in marks if vertices_in_sight()[view][mark[1]]]
    lettered = list(zip(_LETTERS, in_sight, strict=False))
    radius = _DOT * min(float(one) for one in _SHEET.findall(drawn.svg)[-1])
    dots = "".join(_dot(letter, mark[1], view, radius=radius) for letter, mark in lettered)
    svg = drawn.svg.replace("</svg>", f"{dots}</svg>", 1)
    return replace(
        drawn,
        svg=mark_safe(svg),  # noqa: S308 -- drawn by us; letters and numbers only
        landmarks=tuple((letter, mark[0]) for letter, mark in lettered),
    )


def _landmarks(muscle: str, site: str, side: LeftRight) -> list[tuple[str, int]]:
    """Return words and vertex of the landmarks of a site that lie on the skin."""
    ends = next(one.landmarks for one in load_muscles()[muscle].sites if one.id == site)
    found: list[tuple[str, int]] = []
    for end in ("from", "to"):
        known = load_landmark_words().get(ends[end])
        vertex = load_surface().landmarks.get(known.on_skin or "") if known else None
        if known is None or vertex is None:
            continue
        own = np.array([vertex])
        own = load_surface().mirror_vertices(own) if side == "right" else own
        found.append((known.words, int(own[0])))
    return found


def _dot(letter: str, vertex: int, view: str, *, radius: float) -> str:
    """Return a lettered dot at a landmark."""
    chart = load_charts()[view]
    point = load_surface().positions_mm(_BODY, chart.pose)[vertex][None]
    x, y, _depth = chart.frame(_BODY).pixels(point, chart.camera)[0]
    return (
        f'<g class="landmark"><circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
        f'<text x="{x:.1f}" y="{y + 0.5 * radius:.1f}" text-anchor="middle" '
        f'font-size="{1.4 * radius:.1f}" font-weight="700">{letter}</text></g>'
    )


def _placed(site: str, side: LeftRight) -> SiteOnSkin | None:
    """Return a site on the skin; None for one that is felt from inside or not compiled."""
    if not site or not ZONE_FILE.is_file():
        return None
    sites = load_skin_sites()
    return sites.site(site, side) if site in sites.rows else None


def _spot(placed: SiteOnSkin) -> Spot:
    """Return where to press."""
    return Spot(placed.triangle, placed.b1, placed.b2)


def _picture(placed: SiteOnSkin | None, painted: PaintLayer | None) -> Picture:
    """Put a site and paint into one picture."""
    if placed is None:
        return Picture(paint=painted)
    return Picture(
        essential=placed.essential,
        spillover=placed.spillover,
        spots=[_spot(placed)],
        paint=painted,
    )


def _drawn(picture: Picture, view: str, words: str, *, prefix: str = "drawn") -> Drawn:
    """Draw a picture, sized by the page and said in words."""
    svg = draw(picture, view, legend=False, whole=view not in _WHOLE_BODY, prefix=prefix)
    svg = _SIZE.sub(r"\1", svg, count=1)
    spoken = escape(words)
    svg = _SPOKEN.sub(f'aria-label="{spoken}"><title>{spoken}</title>', svg, count=1)
    return Drawn(mark_safe(svg), view)  # noqa: S308 -- drawn by us; the words are escaped


def _view_of_spot(picture: Picture) -> str:
    """Return a view in which one finds the way: with spot and landmarks, the spot inside it."""
    best = best_views(picture)[0]
    corners = load_surface().triangles[picture.spots[0].triangle]
    marks = list(picture.beside)
    is_close = best not in _WHOLE_BODY and not _is_at_edge(corners, best)
    if is_close and all(_is_inside(vertex, best) for vertex in marks):
        return best
    sights = vertices_in_sight()
    seen = [view for view in _WHOLE_BODY if sights[view][corners].all()]
    return max(
        sorted(seen),
        key=lambda view: (int(sights[view][marks].sum()), _facing(corners, view)),
        default=best,
    )


def _is_inside(vertex: int, view: str) -> bool:
    """Say whether a vertex lies in the frame of a view, in sight or behind the body."""
    chart = load_charts()[view]
    frame = chart.frame(_BODY)
    point = load_surface().positions_mm(_BODY, chart.pose)[vertex][None]
    x, y, _depth = frame.pixels(point, chart.camera)[0]
    return bool(0 <= x <= frame.width and 0 <= y <= frame.height)


def _is_at_edge(corners: IntArray, view: str) -> bool:
    """Say whether a triangle lies so near the edge of a view that little is seen around it."""
    chart = load_charts()[view]
    frame = chart.frame(_BODY)
    pixels = frame.pixels(load_surface().positions_mm(_BODY, chart.pose)[corners], chart.camera)
    x, y = pixels[:, :2].mean(axis=0) / (frame.width, frame.height)
    return not (_EDGE < x < 1 - _EDGE and _EDGE < y < 1 - _EDGE)


def _facing(corners: IntArray, view: str) -> float:
    """Return how large a triangle looks from a view. [mm²]"""
    chart = load_charts()[view]
    frame = chart.frame(_BODY)
    pixels = frame.pixels(load_surface().positions_mm(_BODY, chart.pose)[corners], chart.camera)
    (ax, ay), (bx, by) = pixels[1, :2] - pixels[0, :2], pixels[2, :2] - pixels[0, :2]
    return abs(float(ax * by - ay * bx)) / 2 / frame.scale**2


def _paint(query: Query) -> PaintLayer | None:
    """Return what was painted, or the told places painted whole; None when nothing shows."""
    paint = paint_told(query)
    if paint is None or not (paint.cover > 0).any():
        return None
    return PaintLayer(cover=paint.cover, intensity=paint.intensity)


def _drawing(query: Query) -> Drawing | None:
    """Return the drawing of a case; ticked places become strokes of whole regions."""
    regions = load_regions()
    ticked: list[dict[str, Any]] = [
        {
            "tool": "region",
            "region": mark.region,
            "side": "both" if mark.side == "mid" and regions[mark.region].is_sided else mark.side,
            "intensity": mark.intensity,
            "quality": None,
        }
        for mark in query.felt
    ]
    if query.drawn is not None:
        return query.drawn.drawing
    return drawing_from(ticked, atlas_version=ATLAS_VERSION) if ticked else None
