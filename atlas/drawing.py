"""Draw one view of one body as vectors: ground, soft tones, folds, lines, outline.

No blur filters, which are heavy on phones: the softness comes from many faint tones on top of
each other. They are not fainter than they are, because renderers round each layer to whole
colours, and many very faint layers add up to a tint.

Classes ``s0`` to ``s6``, ``sg``, ``sl`` and ``so`` let the page's tokens colour the chart in light
and dark; the colours written beside them hold where no page does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from atlas.lines import drawn_lines, visible_runs, without_corners, zero_lines
from atlas.shading import SkinLight
from atlas.views import ViewedBody
from unknot.body.contours import area_of, blurred, path_of_rings, rings_above, smoothed, thinned

__all__ = ["COLOURS", "chart_svg"]

FloatArray = NDArray[np.float64]

COLOURS: Final = {
    "s0": "#f1eae1", "s1": "#a99a89", "s2": "#94846f", "s3": "#7b6a58", "s4": "#5f5144",
    "s5": "#6b5c4e", "s6": "#4c4138", "sg": "#6f7f86", "sl": "#6a5d52", "so": "#5a4f46",
}  # fmt: skip
_TONES: Final = (
    # (darkness from which the tone lies on, class, opacity)
    (0.10, "s1", 0.045), (0.14, "s1", 0.045), (0.18, "s1", 0.05), (0.22, "s1", 0.05),
    (0.27, "s1", 0.06), (0.32, "s2", 0.06), (0.37, "s2", 0.06), (0.42, "s2", 0.06),
    (0.48, "s3", 0.07), (0.54, "s3", 0.07), (0.61, "s3", 0.08), (0.69, "s4", 0.09),
    (0.78, "s4", 0.10),
)  # fmt: skip
_FOLDS: Final = (
    # (inward turn from which the fold lies on [1/mm], class, opacity)
    (0.022, "s5", 0.10), (0.04, "s5", 0.14), (0.07, "s6", 0.18), (0.12, "s6", 0.24),
    (0.20, "s6", 0.30),
)  # fmt: skip
_LAMP: Final = (-0.42, 0.5, 0.9)
"""Where the light comes from, in the picture: left, above, in front."""
_SHORTEST_MM: Final = 6.5
"""Lines where the skin turns away are drawn from this length."""
_SECTION: Final = 0.3
"""Darkness of a cut."""
_SMALLEST_TONE_PX2: Final = 90.0
_SMALLEST_FOLD_MM2: Final = 6.0
_UNSEEN: Final = 0.15
"""Weight of a tone's border where the outline cuts it off."""


def chart_svg(
    seen: ViewedBody,
    light: SkinLight,
    *,
    bones: Iterable[FloatArray],
    creases: Iterable[FloatArray],
    pits: Iterable[FloatArray],
    prefix: str,
) -> str:
    """Write the chart of a view.

    Parameters
    ----------
    seen
        The body in the view.
    light
        How light falls on the body in the pose of the view.
    bones, creases, pits
        Lines (n, 3) to be drawn dashed, thin, and as small shadows. [mm]
    prefix
        Begins every id in the drawing.
    """
    frame = seen.frame
    shown = seen.raster.shown | seen.section
    outline = _area_path(blurred(shown.astype(np.float64), 0.8), 0.5, smallest=12, tolerance=0.25)
    size = (
        f'viewBox="0 0 {frame.width} {frame.height}" width="{frame.width}" height="{frame.height}"'
    )
    edge = f"{prefix}-o"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
            f'<defs><path id="{edge}" d="{outline}"/>',
            f'<clipPath id="{prefix}-c"><use href="#{edge}"/></clipPath></defs>',
            f'<use href="#{edge}" class="s0" fill="{COLOURS["s0"]}"/>',
            f'<g clip-path="url(#{prefix}-c)">',
            *_tones(seen, light),
            *_pits(seen, pits),
            *_bone_lines(seen, bones),
            *_thin_lines(seen, light, creases),
            f'</g><use href="#{edge}" class="so" fill="none" stroke="{COLOURS["so"]}" ',
            'stroke-width="1.7" stroke-linejoin="round"/></svg>\n',
        ]
    )


def _tones(seen: ViewedBody, light: SkinLight) -> Iterator[str]:
    """Yield the paths of the tones and the folds."""
    shown = seen.raster.shown | seen.section
    values = np.stack([_darkness(seen, light), light.fold], axis=1)
    image = seen.raster.interpolated(values, seen.triangles)
    image[seen.section] = (_SECTION, 0.0)
    near = blurred(shown.astype(np.float64), 1.0) > 0.05
    dark = _carried_out(image[..., 0], shown)
    for level, tone, opacity in _TONES:
        path = _area_path(
            dark, level, smallest=_SMALLEST_TONE_PX2, rounds=10, tolerance=0.6, near=near
        )
        yield _filled(path, tone, opacity)
    fold = _even(image[..., 1], shown, 0.8)
    smallest = _SMALLEST_FOLD_MM2 * seen.frame.scale**2
    for level, tone, opacity in _FOLDS:
        yield _filled(_area_path(fold, level, smallest=smallest, tolerance=0.3), tone, opacity)


def _darkness(seen: ViewedBody, light: SkinLight) -> FloatArray:
    """Return how dark each vertex is, 0 to 1: a lamp that wraps around, and the sky."""
    axes = seen.view.camera.axes()
    lamp = np.array(_LAMP) @ axes
    lamp /= np.linalg.norm(lamp)
    wrapped = (0.5 + 0.5 * (light.relief @ lamp)).clip(0, 1) ** 1.5
    facing = (light.relief @ axes[2]).clip(0, 1)
    bright = (0.75 * wrapped + 0.25 * facing) * (0.55 + 0.45 * light.open)
    return np.asarray(1 - bright)


def _even(image: FloatArray, shown: NDArray[np.bool_], sigma: float) -> FloatArray:
    """Blur within the skin; zero a little beyond its edge."""
    weight = blurred(shown.astype(np.float64), sigma)
    value = blurred(np.where(shown, image, 0.0), sigma)
    return np.where(weight > 0.02, value / np.maximum(weight, 0.02), 0.0)


def _carried_out(image: FloatArray, shown: NDArray[np.bool_]) -> FloatArray:
    """Blur a little, and carry the values beyond the edge, so that the outline cuts them."""
    inner = _even(image, shown, 2.0)
    reached = blurred(shown.astype(np.float64), 2.0) > 0.02
    return np.where(reached, inner, _even(inner, reached, 4.0))


def _area_path(
    field: FloatArray,
    level: float,
    *,
    smallest: float,
    tolerance: float,
    rounds: int = 3,
    near: NDArray[np.bool_] | None = None,
) -> str:
    """Write the area where a field is above a level; ``near`` marks where its border is seen."""
    rings = []
    for ring in rings_above(field, level):
        if area_of(ring) < smallest:
            continue
        line = smoothed(ring, rounds, closed=True)
        matters = None
        if near is not None:
            column = line[:, 0].astype(np.int64).clip(0, near.shape[1] - 1)
            row = line[:, 1].astype(np.int64).clip(0, near.shape[0] - 1)
            matters = np.where(near[row, column], 1.0, _UNSEEN)
        rings.append(thinned(line, tolerance, closed=True, matters=matters))
    return path_of_rings(rings, fine=near is None)


def _filled(path: str, tone: str, opacity: float) -> str:
    """Write a faint area, or nothing for an empty one."""
    if not path:
        return ""
    return f'<path class="{tone}" fill="{COLOURS[tone]}" fill-opacity="{opacity:g}" d="{path}"/>'


def _pits(seen: ViewedBody, pits: Iterable[FloatArray]) -> Iterator[str]:
    """Yield the shadows of pits that are in sight, soft at the rim and deeper in the middle."""
    for ring in _in_sight(seen, pits, edge_px=2, slack_mm=5):
        for size, tone, opacity in ((1.0, "s5", 0.12), (0.75, "s5", 0.16), (0.45, "s6", 0.3)):
            oval = ring.mean(axis=0) + size * (ring - ring.mean(axis=0))
            yield _filled(path_of_rings([oval[:-1]]), tone, opacity)


def _bone_lines(seen: ViewedBody, bones: Iterable[FloatArray]) -> Iterator[str]:
    """Yield the dashed guide lines that are in sight."""
    path = drawn_lines(_in_sight(seen, bones, edge_px=1, slack_mm=10), shortest_px=26)
    if path:
        yield (
            f'<path class="sg" fill="none" stroke="{COLOURS["sg"]}" stroke-width="1.4" '
            f'stroke-dasharray="5 4" stroke-opacity=".8" d="{path}"/>'
        )


def _thin_lines(seen: ViewedBody, light: SkinLight, creases: Iterable[FloatArray]) -> Iterator[str]:
    """Yield the creases, the lines where the skin turns out of sight, and the edge of cuts."""
    look = (
        f'class="sl" fill="none" stroke="{COLOURS["sl"]}" stroke-linecap="round" '
        'stroke-linejoin="round"'
    )
    path = drawn_lines(_in_sight(seen, creases, edge_px=2, slack_mm=5), shortest_px=4)
    if path:
        yield f'<path {look} stroke-width="1" stroke-opacity=".55" d="{path}"/>'
    toward = seen.view.camera.axes()[2]
    lines = zero_lines(light.normals @ toward, seen.pixels, seen.triangles)
    runs = [
        piece
        for line in lines
        for run in visible_runs(line, seen.raster, edge_px=2)
        for piece in without_corners(run)
    ]
    path = drawn_lines(runs, shortest_px=max(9.0, _SHORTEST_MM * seen.frame.scale))
    if path:
        yield f'<path {look} stroke-width="1.25" d="{path}"/>'
    cut = _area_path(blurred(seen.section.astype(np.float64), 0.8), 0.5, smallest=60, tolerance=0.3)
    if cut:
        yield f'<path {look} stroke-width="1" stroke-opacity=".6" d="{cut}"/>'


def _in_sight(
    seen: ViewedBody, lines: Iterable[FloatArray], *, edge_px: float, slack_mm: float
) -> list[FloatArray]:
    """Return the runs of lines on the skin that are in sight. [pixels]"""
    return [
        run
        for line in lines
        for run in visible_runs(
            seen.frame.pixels(line, seen.view.camera),
            seen.raster,
            edge_px=edge_px,
            slack_mm=slack_mm,
        )
    ]
