"""Draw every chart of every body into the package: ``python -m atlas.charts [--view VIEW]``.

Writes ``src/unknot/body/files/charts/<body>/<view>.svg`` and ``charts.json`` with the cameras, and
prints how large the drawings are and how much of the skin is seen well in some view.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from atlas.coverage import seen_share, vertices_seen
from atlas.drawing import chart_svg
from atlas.files import write_arrays
from atlas.guides import Guide, guide_lines, read_guides, reliefs_of
from atlas.paths import Skin
from atlas.shading import Relief, SkinLight, light_on
from atlas.views import View, ViewedBody, read_views, viewed
from unknot.body.surface import SURFACE_FILE, Body, Pose, Surface, surface_from

__all__ = ["CHARTS", "Studio", "cameras_json", "main"]

FloatArray = NDArray[np.float64]

CHARTS: Final = Path(__file__).resolve().parent.parent / "src/unknot/body/files/charts"
DRAWN: Final[tuple[Body, ...]] = ("female", "male", "child", "heavy")
_SIGHT_ZOOM: Final = 0.5
_NOT_DRAWN: Final = {("child", "perineum")}


_PUSH: Final = {
    "head": 0.8, "neck": 1.6, "trunk": 2.3, "upper_arm": 2.0, "forearm": 1.8, "hand": 1.2,
    "thigh": 2.0, "leg": 2.0, "foot": 1.2,
}  # fmt: skip
"""How strongly the relief of each part is brought out."""
_CALM: Final = {
    "nipple": (26.0, 1.0), "perineum": (44.0, 1.0), "anus": (24.0, 1.0), "pubis_low": (50.0, 1.0),
    "mouth_corner": (6.0, 1.0), "palm_mid": (14.0, 1.0), "ala_nasi": (20.0, 0.6),
    "canthus_inner": (12.0, 0.7), "maxilla_front": (16.0, 0.6),
}  # fmt: skip
"""Around these landmarks [mm] the skin is drawn plainer, at 1 quite plain: the mannequin has no
features at some, and at others small folds would look like shadows and streaks."""
_CHILD_CHEST_MM: Final = 52.0
_MUSCLE: Final[Mapping[Body, float]] = {
    "reference": 1.0, "female": 0.85, "male": 1.0, "child": 0.35, "heavy": 0.6,
}  # fmt: skip
"""How much of the relief shows through the skin of each body."""


class Studio:
    """A surface with its guides and lights, from which charts are drawn."""

    def __init__(self, surface: Surface, landmarks: Mapping[str, int] | None = None) -> None:
        self.surface = surface
        self._landmarks = surface.landmarks if landmarks is None else landmarks
        everyone = np.arange(surface.n_vertices)
        self._skin = Skin(
            surface.positions_mm(), surface.triangles, surface.mirror_vertices(everyone)
        )
        self.guides: list[Guide] = (
            read_guides(self._skin, self._landmarks) if self._landmarks else []
        )
        self._reliefs: list[Relief] = reliefs_of(self.guides, self._skin)
        self._lights: dict[tuple[Body, Pose], SkinLight] = {}

    def light(self, body: Body, pose: Pose) -> SkinLight:
        """Return how light falls on a body in a pose."""
        if (body, pose) not in self._lights:
            pushes = np.array([_PUSH[part] for part in self.surface.parts])
            self._lights[body, pose] = light_on(
                self.surface.positions_mm(body, pose),
                self.surface.triangles,
                openness=self.surface.occlusion / 255,
                reliefs=[
                    replace(relief, height_mm=relief.height_mm * _MUSCLE[body])
                    for relief in self._reliefs
                ],
                push=_MUSCLE[body] * pushes[self.surface.part],
                calm=_calm_places(self.surface, self._landmarks, body=body),
                bare=_calm_places(self.surface, self._landmarks, body=body, at_least=1.0),
            )
        return self._lights[body, pose]

    def chart(self, view: View, body: Body) -> tuple[ViewedBody, str]:
        """Draw one view of one body."""
        seen = viewed(view, self.surface, body)
        svg = chart_svg(
            seen,
            self.light(body, view.pose),
            bones=self._lines(view, body, {"bone"}),
            creases=self._lines(view, body, {"crease", "joint", "nail"}),
            pits=self._lines(view, body, {"pit"}),
            prefix=f"{body}-{view.id}",
        )
        return seen, svg

    def _lines(self, view: View, body: Body, kinds: set[str]) -> list[FloatArray]:
        """Return the lines of some kinds that a view shows. [mm]"""
        positions = self.surface.positions_mm(body, view.pose)
        normals = self.light(body, view.pose).normals
        return [
            line
            for guide in self.guides
            if guide.kind in kinds and view.id.startswith(guide.views or ("",))
            for line in guide_lines(guide, positions, self.surface.triangles, normals=normals)
        ]


def cameras_json(seen: Mapping[tuple[str, Body], ViewedBody], atlas_version: str) -> dict[str, Any]:
    """Return what ``charts.json`` says: every view, fitted to each body."""
    views: dict[str, Any] = {}
    for (name, body), picture in seen.items():
        view, frame = picture.view, picture.frame
        entry = views.setdefault(
            name,
            {
                "words": view.words,
                "pose": view.pose,
                "right": list(view.camera.right),
                "up": list(view.camera.up),
                "toward": list(view.camera.toward),
                "parts": list(view.parts),
                "half": view.half,
                "cut": picture.cuts.tolist(),
                "bodies": {},
            },
        )
        entry["bodies"][body] = {
            "width": frame.width,
            "height": frame.height,
            "scale": frame.scale,
            "x0": frame.x0_mm,
            "y0": frame.y0_mm,
            "cut": picture.cuts.tolist(),
        }
    return {"atlas_version": atlas_version, "views": views}


def main(arguments: list[str] | None = None) -> None:
    """Draw the charts asked for, or all; nothing is written before everything is drawn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--body", choices=DRAWN, action="append", help="only this body")
    parser.add_argument("--view", action="append", help="only this view; the cameras stay")
    parser.add_argument("--into", type=Path, default=CHARTS, help="folder to write into")
    asked = parser.parse_args(arguments)
    surface = surface_from(SURFACE_FILE)
    views = read_views()
    chosen = [views[name] for name in asked.view] if asked.view else list(views.values())
    seen, drawings = _drawn(Studio(surface), chosen, asked.body or DRAWN)
    for (name, body), svg in drawings.items():
        path = asked.into / body / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(svg, encoding="utf-8")
    if not asked.view and not asked.body:
        text = json.dumps(cameras_json(seen, surface.atlas_version), indent=1)
        (asked.into / "charts.json").write_text(text + "\n", encoding="utf-8")
        _write_sights(surface, views, into=asked.into)


def _drawn(
    studio: Studio, views: Sequence[View], bodies: Sequence[Body]
) -> tuple[dict[tuple[str, Body], ViewedBody], dict[tuple[str, Body], str]]:
    """Draw views of bodies; print how large each drawing is when packed."""
    seen: dict[tuple[str, Body], ViewedBody] = {}
    drawings: dict[tuple[str, Body], str] = {}
    for body in bodies:
        total = 0
        for view in views:
            if (body, view.id) in _NOT_DRAWN:
                continue
            seen[view.id, body], svg = studio.chart(view, body)
            drawings[view.id, body] = svg
            packed = len(gzip.compress(svg.encode(), 9, mtime=0))
            total += packed
            sys.stdout.write(f"  {view.id}: {packed / 1000:.1f} kB packed\n")
        sys.stdout.write(f"{body}: {total / 1000:.0f} kB packed in all\n")
    return seen, drawings


def _calm_places(
    surface: Surface, landmarks: Mapping[str, int], *, body: Body, at_least: float = 0.0
) -> FloatArray:
    """Return where relief is left out, 0 to 1, evenly fading; or only the plainest places."""
    calm = np.zeros(surface.n_vertices)
    points = surface.positions_mm()
    for name, (around, strength) in _CALM.items():
        reach = _CHILD_CHEST_MM if (body, name) == ("child", "nipple") else around
        if name not in landmarks or strength < at_least:
            continue
        for side in (1.0, -1.0):
            middle = points[landmarks[name]] * (side, 1.0, 1.0)
            away = np.linalg.norm(points - middle, axis=1)
            calm = np.maximum(calm, strength * (1.4 - away / reach).clip(0, 1))
    return calm


def _write_sights(surface: Surface, views: Mapping[str, View], *, into: Path) -> None:
    """Write which vertices each view shows well; print how much of the skin is seen in some."""
    for body in ("female", "male"):
        masks = [
            vertices_seen(viewed(view, surface, body, zoom=_SIGHT_ZOOM), surface, body)
            for view in views.values()
        ]
        share = seen_share(masks, surface, body)
        sys.stdout.write(f"{body}: {share:.1%} of the skin is seen at a tilt under 70°\n")
    sights = {
        name: np.packbits(
            vertices_seen(
                viewed(view, surface, "reference", zoom=_SIGHT_ZOOM), surface, "reference"
            )
        )
        for name, view in views.items()
    }
    write_arrays(into / "sight.npz", {"atlas_version": surface.atlas_version}, sights)


if __name__ == "__main__":
    main()
