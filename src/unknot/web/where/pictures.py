"""The pictures beside the words: the body with what was told, and where a muscle refers.

They are drawn by the server into the page, so that they are there without JavaScript and on
paper. Where the surface has nothing to show for a case, the page has no picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.drawing import draw
from unknot.body.painting import paint_of
from unknot.body.picture import PaintLayer, Picture, Spot, best_views
from unknot.body.skin import load_skin
from unknot.body.strokes import Drawing, drawing_from
from unknot.facts.vocabularies import load_regions
from unknot.find.answer import Answer
from unknot.find.plain import muscle_in_words
from unknot.find.query import Query
from unknot.muscles.zones import ZONE_FILE, SiteOnSkin, load_skin_sites
from unknot.sides import LeftRight

__all__ = ["TO_COME", "Drawn", "picture_of_row", "picture_of_spot"]

_WHOLE_BODY: Final = frozenset(("front", "back", "left", "right"))
"""Views of the whole body, which are cut to what they have to show."""
_SIZE = re.compile(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"')
_SPOKEN = re.compile(r'aria-label="[^"]*"><title>[^<]*</title>')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture for the page, and the view it shows."""

    svg: SafeString
    view: str
    is_coming: bool = False


_NOTHING: Final = Drawn(SafeString(""), "front")
TO_COME: Final = Drawn(SafeString(""), "front", is_coming=True)
"""Stands in a page that fetches its picture when the rest is there."""


def picture_of_row(answer: Answer, *, muscle: str, side: LeftRight, site: str) -> Drawn:
    """Return the body with the told places and the zone of one muscle."""
    painted = _paint(answer.query)
    placed = _placed(site, side)
    if painted is None and placed is None:
        return _NOTHING
    words = _("The body with the places you told and where %(muscle)s is often felt.")
    words = words % {"muscle": muscle_in_words(muscle, side)}
    return _drawn(_picture(placed, painted), words)


def picture_of_spot(*, muscle: str, side: LeftRight, site: str) -> Drawn:
    """Return the body around one site, with its cross."""
    placed = _placed(site, side)
    if placed is None:
        return _NOTHING
    words = _("The body with a cross where to press %(muscle)s.")
    picture = Picture(spots=[_spot(placed)])
    return _drawn(picture, words % {"muscle": muscle_in_words(muscle, side)}, is_near=True)


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


def _drawn(picture: Picture, words: str, *, is_near: bool = False) -> Drawn:
    """Draw a picture in its best view, sized by the page and said in words."""
    view = best_views(picture)[0]
    is_whole = not is_near and view not in _WHOLE_BODY
    svg = draw(picture, view, legend=False, whole=is_whole, prefix="drawn")
    svg = _SIZE.sub(r"\1", svg, count=1)
    spoken = escape(words)
    svg = _SPOKEN.sub(f'aria-label="{spoken}"><title>{spoken}</title>', svg, count=1)
    return Drawn(mark_safe(svg), view)  # noqa: S308 -- drawn by us; the words are escaped


def _paint(query: Query) -> PaintLayer | None:
    """Return what was painted, or the told places painted whole; None when nothing shows."""
    drawing = _drawing(query)
    if drawing is None:
        return None
    paint = paint_of(drawing, load_skin())
    if not (paint.cover > 0).any():
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
