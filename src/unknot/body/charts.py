"""The drawn views of the body: where each is seen from, what it shows, and its drawing.

The drawings and cameras lie in ``files/charts`` and are made by ``atlas/`` from the same surface
that is painted on, so a pixel of a chart is a place on the skin and the other way round. ``left``
and ``right`` are the person's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from unknot.body.projecting import Camera, Frame, Raster, rasterise
from unknot.body.surface import Body, Pose, Surface, load_surface
from unknot.errors import FactsError, InvalidInput, UnknownId

__all__ = ["CHART_FILES", "Chart", "load_charts", "look", "named_chart", "vertices_in_sight"]

FloatArray = NDArray[np.float64]
IndexArray = NDArray[np.intp]

CHART_FILES: Final = Path(__file__).parent / "files" / "charts"
_REPAIR: Final = "Build it again with 'make atlas', or install Unknot again."


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """One view of the body.

    Attributes
    ----------
    words
        From where it is seen, for the person shown: ``your left side``.
    parts
        Names of the parts of the body shown; empty for all.
    half
        ``both``, ``left`` or ``right``.
    frames
        The paper of each body that is drawn in this view.
    cuts
        For each body planes (nx, ny, nz, d): what lies beyond n·p ≤ d is not shown. [mm]
    """

    id: str
    words: str
    pose: Pose
    camera: Camera
    parts: tuple[str, ...]
    half: str
    frames: Mapping[str, Frame]
    cuts: Mapping[str, FloatArray]

    def svg(self, body: Body) -> str:
        """Return the drawing of a body in this view, as a whole SVG document.

        Raises
        ------
        UnknownId
            This view of this body is not drawn.
        FactsError
            The file is missing.
        """
        self.frame(body)
        path = CHART_FILES / body / f"{self.id}.svg"
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise FactsError(f"charts/{body}/{path.name} cannot be read. {_REPAIR}") from error

    def frame(self, body: Body) -> Frame:
        """Return the paper of a body in this view.

        Raises
        ------
        UnknownId
            This view of this body is not drawn.
        """
        if body not in self.frames:
            raise UnknownId("body", body, where=f"view {self.id}", known=self.frames)
        return self.frames[body]

    def triangles(self, surface: Surface) -> IndexArray:
        """Return the triangles of the parts and the half that this view shows."""
        half = surface.n_triangles // 2
        chosen = {"both": slice(None), "left": slice(half), "right": slice(half, None)}[self.half]
        triangles: IndexArray = surface.triangles[chosen]
        if self.parts:
            shown = np.isin(surface.part, [surface.parts.index(part) for part in self.parts])
            triangles = triangles[shown[triangles].all(axis=1)]
        return triangles


@cache
def load_charts() -> Mapping[str, Chart]:
    """Return every view by its id, in the order of the table of views.

    Raises
    ------
    FactsError
        The table of cameras is missing or broken.
    """
    path = CHART_FILES / "charts.json"
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        charts = {name: _chart(name, row) for name, row in table["views"].items()}
    except OSError as error:
        raise FactsError(f"charts/{path.name} cannot be read. {_REPAIR}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise FactsError(f"charts/{path.name} is broken: {error}. {_REPAIR}") from error
    return MappingProxyType(charts)


def named_chart(view: str) -> Chart:
    """Return the view of an id.

    Raises
    ------
    InvalidInput
        There is none; the message names the nearest, or all.
    """
    charts = load_charts()
    if view not in charts:
        near = get_close_matches(view[:80], charts, n=1, cutoff=0.5)
        hint = f"Did you mean '{near[0]}'?" if near else f"Views: {', '.join(charts)}."
        raise InvalidInput(
            f"View '{view[:80]}' is not known. {hint}",
            where="view",
            value=view,
            nearest=near[0] if near else None,
        )
    return charts[view]


def look(chart: Chart, body: Body, *, frame: Frame | None = None) -> tuple[Raster, IndexArray]:
    """Say what each pixel of a view shows of the skin.

    Parameters
    ----------
    chart, body
        What is seen.
    frame
        Another paper than the whole of the view, for a part of it or another size.

    Returns
    -------
    The raster, and the triangles that its numbers count in.
    """
    surface = load_surface()
    paper = chart.frame(body) if frame is None else frame
    positions = surface.positions_mm(body, chart.pose)
    cuts = chart.cuts[body]
    triangles = chart.triangles(surface)
    raster = rasterise(
        paper.pixels(positions, chart.camera),
        triangles,
        width=paper.width,
        height=paper.height,
        beyond=positions @ cuts[:, :3].T - cuts[:, 3],
    )
    return raster, triangles


@cache
def vertices_in_sight() -> Mapping[str, NDArray[np.bool_]]:
    """Return for each view which vertices are seen at a tilt under 70°, on the reference body.

    Raises
    ------
    FactsError
        The file is missing or broken.
    """
    path = CHART_FILES / "sight.npz"
    n_vertices = load_surface().n_vertices
    try:
        with np.load(path, allow_pickle=False) as stored:
            return MappingProxyType(
                {
                    name: np.unpackbits(stored[name], count=n_vertices).astype(bool)
                    for name in stored.files
                    if name != "meta"
                }
            )
    except (OSError, ValueError) as error:
        raise FactsError(f"charts/{path.name} cannot be read: {error}. {_REPAIR}") from error


def _chart(name: str, row: Mapping[str, Any]) -> Chart:
    """Read one view."""
    bodies = row["bodies"]
    return Chart(
        id=name,
        words=row["words"],
        pose=cast(Pose, row["pose"]),
        camera=Camera(tuple(row["right"]), tuple(row["up"]), tuple(row["toward"])),
        parts=tuple(row["parts"]),
        half=row["half"],
        frames=MappingProxyType(
            {
                body: Frame(size["width"], size["height"], size["scale"], size["x0"], size["y0"])
                for body, size in bodies.items()
            }
        ),
        cuts=MappingProxyType(
            {body: np.array(size["cut"], float).reshape(-1, 4) for body, size in bodies.items()}
        ),
    )
