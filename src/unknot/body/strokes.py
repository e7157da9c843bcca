"""A drawing as the strokes it was made with, checked once at the door.

A drawing is an ordered list: brush strokes that paint or erase along points on the skin, and
regions marked or unmarked as a whole. The list can be replayed on any body; the browser keeps
it for undo. Every complaint names the place as a path (``strokes[3].points[2]``).

The form is described in ``schemas/strokes.schema.json`` (:mod:`unknot.body.contract`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, Literal, cast

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.brush import (
    LARGEST_RADIUS_MM,
    SMALLEST_RADIUS_MM,
    WEIGHT_STEPS,
    SkinPoint,
    whole_weights,
)
from unknot.body.surface import load_surface
from unknot.errors import InvalidInput, UnknownId
from unknot.facts.network_tables import load_qualities
from unknot.facts.vocabularies import load_regions
from unknot.sides import SIDES, Side, mirrored

__all__ = [
    "BRUSH_TOOLS",
    "MOST_PAINT_MM2",
    "MOST_POINTS",
    "MOST_STROKES",
    "REGION_TOOLS",
    "BrushStroke",
    "Drawing",
    "RegionStroke",
    "drawing_as_json",
    "drawing_from",
    "mirrored_drawing",
]

BrushTool = Literal["paint", "erase"]
RegionTool = Literal["region", "unregion"]

BRUSH_TOOLS: Final = ("paint", "erase")
REGION_TOOLS: Final = ("region", "unregion")
MOST_STROKES: Final = 5_000
MOST_POINTS: Final = 200_000
MOST_PAINT_MM2: Final = 10_000_000.0
"""Sum over all points of the squared radius: some thirty times all skin. [mm²]"""
_STRONGEST: Final = 10
_BRUSH_FIELDS: Final = ("tool", "radius_mm", "intensity", "quality", "points")
_REGION_FIELDS: Final = ("tool", "region", "side", "intensity", "quality")


@dataclass(frozen=True, slots=True)
class BrushStroke:
    """One movement of the brush; erasing has no intensity and no quality."""

    tool: BrushTool
    radius_mm: float
    points: tuple[SkinPoint, ...]
    intensity: float | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True)
class RegionStroke:
    """A region marked, or unmarked, as a whole."""

    tool: RegionTool
    region: str
    side: Side
    intensity: float | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one person drew, in the order in which they drew it."""

    strokes: tuple[BrushStroke | RegionStroke, ...] = ()
    atlas_version: str = ATLAS_VERSION

    @property
    def needs_brush(self) -> bool:
        """Whether anything was drawn with the brush."""
        return any(isinstance(stroke, BrushStroke) for stroke in self.strokes)


def drawing_from(
    strokes: object, *, atlas_version: object, n_triangles: int | None = None
) -> Drawing:
    """Check a drawing and return it as a frozen record.

    Parameters
    ----------
    strokes
        The list of strokes as it came from JSON; None is an empty drawing.
    atlas_version
        The edition of the surface it was drawn on.
    n_triangles
        How many triangles the surface has; that of the packaged one when left out.

    Raises
    ------
    InvalidInput
        A value has the wrong kind or is out of range, or there are too many; ``where`` is
        its path.
    UnknownId
        A region, a quality or a tool stands in no vocabulary.
    """
    entries = _entries(strokes)
    if not entries:
        return Drawing()
    _check_version(atlas_version)
    _check_amount(entries)
    checked: list[BrushStroke | RegionStroke] = []
    for n, entry in enumerate(entries):
        where = f"strokes[{n}]"
        tool = _tool(entry, where)
        if tool in REGION_TOOLS:
            checked.append(_region_stroke(entry, cast(RegionTool, tool), where))
        else:
            if n_triangles is None:
                n_triangles = load_surface().n_triangles
            checked.append(
                _brush_stroke(entry, cast(BrushTool, tool), where, n_triangles=n_triangles)
            )
    return Drawing(tuple(checked))


def drawing_as_json(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing in the form in which it comes."""
    return {
        "atlas_version": drawing.atlas_version,
        "strokes": [_stroke_as_json(stroke) for stroke in drawing.strokes],
    }


def mirrored_drawing(drawing: Drawing, *, n_triangles: int | None = None) -> Drawing:
    """Return the drawing as in a mirror: what was left is right."""
    n_half = (load_surface().n_triangles if n_triangles is None else n_triangles) // 2
    return Drawing(tuple(_mirrored_stroke(stroke, n_half) for stroke in drawing.strokes))


def _mirrored_stroke(stroke: BrushStroke | RegionStroke, n_half: int) -> BrushStroke | RegionStroke:
    """Mirror one stroke; in a mirror the corners of a triangle run the other way round."""
    if isinstance(stroke, RegionStroke):
        return RegionStroke(
            stroke.tool, stroke.region, mirrored(stroke.side), stroke.intensity, stroke.quality
        )
    points = tuple(
        SkinPoint(
            p.triangle + n_half if p.triangle < n_half else p.triangle - n_half, k1=p.k2, k2=p.k1
        )
        for p in stroke.points
    )
    return BrushStroke(stroke.tool, stroke.radius_mm, points, stroke.intensity, stroke.quality)


def _stroke_as_json(stroke: BrushStroke | RegionStroke) -> dict[str, Any]:
    """Return one stroke in the form in which it comes."""
    common = {"intensity": stroke.intensity, "quality": stroke.quality}
    if isinstance(stroke, RegionStroke):
        return {"tool": stroke.tool, "region": stroke.region, "side": stroke.side, **common}
    points = [[p.triangle, p.k1 / WEIGHT_STEPS, p.k2 / WEIGHT_STEPS] for p in stroke.points]
    return {"tool": stroke.tool, "radius_mm": stroke.radius_mm, **common, "points": points}


def _entries(strokes: object) -> Sequence[Any]:
    """Return the list of strokes, refusing one that is far too long before reading it."""
    if strokes is None:
        return ()
    if not isinstance(strokes, list | tuple):
        raise InvalidInput("'strokes' is a list […] of strokes.", where="strokes", value=strokes)
    if len(strokes) > MOST_STROKES:
        raise InvalidInput(
            f"'strokes' has {len(strokes)} entries, at most {MOST_STROKES} are read. "
            "Start a new drawing.",
            where="strokes",
        )
    return strokes


def _check_version(atlas_version: object) -> None:
    """Refuse a drawing made on another edition of the surface."""
    if atlas_version is None:
        raise InvalidInput(
            f'A drawing says which surface it was drawn on. Add "atlas_version": '
            f"\"{ATLAS_VERSION}\" beside 'strokes'.",
            where="atlas_version",
        )
    if atlas_version != ATLAS_VERSION:
        raise InvalidInput(
            f"The drawing was made on atlas version {_shown(atlas_version)}; this program reads "
            f"version '{ATLAS_VERSION}'. Reload the page and draw again, or give the places as "
            "'pain' regions.",
            where="atlas_version",
            value=atlas_version,
            nearest=ATLAS_VERSION,
        )


def _check_amount(entries: Sequence[Any]) -> None:
    """Refuse more than anyone draws, naming the stroke that goes over, before reading it all."""
    n_points, paint_mm2 = 0, 0.0
    for n, entry in enumerate(entries):
        points = entry.get("points") if isinstance(entry, Mapping) else None
        if not isinstance(points, list | tuple):
            continue
        n_points += len(points)
        radius_mm = entry.get("radius_mm")
        if isinstance(radius_mm, int | float) and 0 <= radius_mm <= LARGEST_RADIUS_MM:
            paint_mm2 += len(points) * float(radius_mm) ** 2
        if n_points > MOST_POINTS:
            raise InvalidInput(
                f"The strokes up to strokes[{n}] have {n_points} points, at most {MOST_POINTS} "
                "are read. Start a new drawing.",
                where=f"strokes[{n}].points",
            )
        if paint_mm2 > MOST_PAINT_MM2:
            raise InvalidInput(
                f"The strokes up to strokes[{n}] would paint all the skin many times over. "
                "Start a new drawing, with fewer points or a smaller brush.",
                where=f"strokes[{n}].points",
            )


def _tool(entry: object, where: str) -> str:
    """Return the tool of a stroke that is an object."""
    if not isinstance(entry, Mapping):
        raise InvalidInput(f"'{where}' is an object {{…}}, not {_shown(entry)}.", where=where)
    tool = entry.get("tool")
    known = (*BRUSH_TOOLS, *REGION_TOOLS)
    if not isinstance(tool, str) or tool not in known:
        raise UnknownId("tool", tool, where=f"{where}.tool", known=known)
    return tool


def _brush_stroke(
    entry: Mapping[str, Any], tool: BrushTool, where: str, *, n_triangles: int
) -> BrushStroke:
    """Check one movement of the brush."""
    _check_names(entry, _BRUSH_FIELDS, where)
    radius_mm = _number(
        entry.get("radius_mm"),
        f"{where}.radius_mm",
        low=SMALLEST_RADIUS_MM,
        high=LARGEST_RADIUS_MM,
        unit=" mm",
    )
    points = entry.get("points")
    if not isinstance(points, list | tuple) or not points:
        raise InvalidInput(
            f"'{where}.points' is a list of points [triangle, b1, b2], at least one.",
            where=f"{where}.points",
        )
    intensity, quality = _feeling(entry, where)
    return BrushStroke(
        tool=tool,
        radius_mm=radius_mm,
        points=tuple(
            _point(point, f"{where}.points[{n}]", n_triangles) for n, point in enumerate(points)
        ),
        intensity=intensity if tool == "paint" else None,
        quality=quality if tool == "paint" else None,
    )


def _region_stroke(entry: Mapping[str, Any], tool: RegionTool, where: str) -> RegionStroke:
    """Check one region marked as a whole."""
    _check_names(entry, _REGION_FIELDS, where)
    regions = load_regions()
    region = entry.get("region")
    if not isinstance(region, str) or region not in regions:
        raise UnknownId("region", region, where=f"{where}.region", known=regions)
    allowed: tuple[Side, ...] = ("left", "right", "both") if regions[region].is_sided else ("mid",)
    side = entry.get("side")
    if side not in allowed:
        nearest = _nearest(side, SIDES) if regions[region].is_sided else "mid"
        raise InvalidInput(
            f"The side of region '{region}' is {_either(allowed)}, not {_shown(side)} "
            f"({where}.side).",
            where=f"{where}.side",
            value=side,
            nearest=nearest if nearest in allowed else None,
        )
    intensity, quality = _feeling(entry, where)
    marks = tool == "region"
    return RegionStroke(
        tool=tool,
        region=region,
        side=cast(Side, side),
        intensity=intensity if marks else None,
        quality=quality if marks else None,
    )


def _point(point: object, where: str, n_triangles: int) -> SkinPoint:
    """Check one point: three numbers, on the surface, inside its triangle."""
    if not isinstance(point, list | tuple) or len(point) != 3:
        raise InvalidInput(
            f"A point is [triangle, b1, b2], not {_shown(point)} ({where}).",
            where=where,
            value=point,
        )
    triangle, b1, b2 = point
    if type(triangle) is not int or not 0 <= triangle < n_triangles:
        raise InvalidInput(
            f"Triangle {_shown(triangle)} is not on the surface, whose triangles are 0 to "
            f"{n_triangles - 1} ({where}).",
            where=where,
            value=triangle,
        )
    if _is_weight(b1) and _is_weight(b2):
        k1, k2 = whole_weights(b1, b2)
        if k1 >= 0 and k2 >= 0 and k1 + k2 <= WEIGHT_STEPS:
            return SkinPoint(triangle, k1, k2)
    raise InvalidInput(
        f"The weights of a point lie from 0 to 1 and do not sum to more than 1; these are "
        f"{_shown(b1)} and {_shown(b2)} ({where}).",
        where=where,
        value=[b1, b2],
    )


def _is_weight(value: object) -> bool:
    """Whether a value is a number near enough to a weight to be rounded."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -1.0 <= cast(float, value) <= 2.0


def _feeling(entry: Mapping[str, Any], where: str) -> tuple[float | None, str | None]:
    """Return how strong and of which kind; None where not told."""
    intensity, quality = entry.get("intensity"), entry.get("quality")
    if intensity is not None:
        intensity = _number(intensity, f"{where}.intensity", low=0, high=_STRONGEST, unit="")
    if quality is not None and (not isinstance(quality, str) or quality not in load_qualities()):
        raise UnknownId("quality", quality, where=f"{where}.quality", known=load_qualities())
    return intensity, quality


def _number(value: object, where: str, *, low: float, high: float, unit: str) -> float:
    """Return a number within its range."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= cast(float, value) <= high:
        raise InvalidInput(
            f"'{where}' is a number from {low:g} to {high:g}{unit}, not {_shown(value)}.",
            where=where,
            value=value,
        )
    return float(cast(float, value))


def _check_names(entry: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    """Refuse a field that nothing reads."""
    for name in entry:
        if name not in names:
            near = _nearest(name, names)
            hint = f"Did you mean '{near}'?" if near else f"Known: {', '.join(names)}."
            raise InvalidInput(
                f"Field '{str(name)[:60]}' is not known in {where}. {hint}",
                where=f"{where}.{str(name)[:60]}",
                nearest=near,
            )


def _nearest(value: object, known: Sequence[str]) -> str | None:
    """Return the nearest known word, if one is close."""
    close = get_close_matches(str(value)[:60].lower(), known, n=1, cutoff=0.5)
    return close[0] if close else None


def _either(allowed: Sequence[str]) -> str:
    """Name the allowed words."""
    quoted = [f"'{one}'" for one in allowed]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _shown(value: object) -> str:
    """Show a value briefly, in quotes when it is a string."""
    return f"'{value[:60]}'" if isinstance(value, str) else repr(value)[:60]
