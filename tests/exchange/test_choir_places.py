"""Each segment, laid on our body by height and breadth, has one of its own regions under it.

The figures of the map and our body stand alike but are not the same. Heights are matched at
the chin, the armpit, the waist, the crotch, the knee, the ankle and, along the arm, at elbow,
wrist and fingertips; the middle of a limb is the middle of a limb.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pytest

from unknot.body.skin import load_skin
from unknot.exchange.choir.segments import MAP_BODIES, Segment, load_parts, load_segments
from unknot.facts.vocabularies import load_regions

FloatArray = npt.NDArray[np.float64]

ARM: Final = ("upper arm", "elbow", "forearm", "wrist", "hand", "palm")
LEG: Final = ("thigh", "knee", "lower leg", "calf", "ankle", "foot")
ARM_PARTS: Final = ("upper_arm", "forearm", "hand")
LEG_PARTS: Final = ("thigh", "leg", "foot")
OUR_HEIGHTS: Final = {
    "male": (0, 0.128, 0.169, 0.25, 0.381, 0.516, 0.707, 0.945, 1),
    "female": (0, 0.126, 0.174, 0.246, 0.367, 0.532, 0.721, 0.937, 1),
}
"""Crown, chin, shoulder, armpit, waist, crotch, knee, ankle, sole, from the top."""
MAP_HEIGHTS: Final = {
    "male": (0, 0.121, 0.172, 0.258, 0.39, 0.536, 0.732, 0.941, 1),
    "female": (0, 0.117, 0.170, 0.256, 0.385, 0.526, 0.725, 0.942, 1),
}
OUR_ARM: Final = {"male": (0.25, 0.349, 0.484, 0.582), "female": (0.246, 0.349, 0.465, 0.562)}
"""Armpit, elbow, wrist, fingertips."""
MAP_ARM: Final = {"male": (0.258, 0.36, 0.481, 0.59), "female": (0.256, 0.357, 0.491, 0.602)}
NEAR_ROW: Final = 0.006
SEGMENTS: Final = [
    segment for body in MAP_BODIES for segment in load_segments()[body].values()
]  # fmt: skip


@pytest.mark.parametrize("segment", SEGMENTS, ids=lambda one: f"{one.map}-{one.code}")
def test_centre_of_a_segment_lies_in_a_region_of_its_code(segment: Segment) -> None:
    region, side = place_under(segment)
    parts = {(part.region, part.side) for part in load_parts()[segment.map][segment.code]}
    whole = load_regions()[region].parent
    fitting = {(name, one) for name in (region, whole) for one in (side, "mid")}
    assert fitting & parts, f"{segment.label}: {side} {region}"


def place_under(segment: Segment) -> tuple[str, str]:
    """Return the region under the centre of a segment, and the side of the body."""
    skin = load_skin()
    height, across, depth = seen_from(segment.map, segment.view)
    half = across < 0 if on_the_drawn_left(segment) else across > 0
    row = near(height, segment) & half & limb(segment) & (depth > 0)
    edges = np.sort(np.abs(across[row]))
    if is_limb(segment):
        wanted = (edges[0] + edges[-1]) / 2
    else:
        outermost = min(
            one.x_min if on_the_drawn_left(segment) else 1 - one.x_max
            for one in load_segments()[segment.map].values()
            if (one.view, one.side) == (segment.view, segment.side)
            and not is_limb(one)
            and one.y_min <= segment.y_centre <= one.y_max
        )
        wanted = edges[-1] * abs(segment.x_centre - 0.5) / (0.5 - outermost)
    at = np.flatnonzero(row)
    vertex = int(at[np.abs(np.abs(across[at]) - wanted).argmin()])
    surface = skin.surface
    stored = vertex if vertex < surface.n_half else vertex - surface.n_left
    region = surface.regions[int(surface.region_share[:, stored].argmax())]
    return region, "left" if vertex < surface.n_half else "right"


@cache
def seen_from(body: str, view: str) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return height from the top, place across from the drawn left, and facing, by vertex."""
    surface = load_skin().surface
    positions = surface.positions_mm(body)  # type: ignore[arg-type]
    a, b, c = (positions[surface.triangles[:, corner]] for corner in range(3))
    facing = np.zeros_like(positions)
    for corner in range(3):
        np.add.at(facing, surface.triangles[:, corner], np.cross(b - a, c - a))
    toward = -1 if view == "front" else 1
    top, sole = positions[:, 2].max(), positions[:, 2].min()
    # In the front view the person's left is drawn on the right, in the back view on the left.
    return (top - positions[:, 2]) / (top - sole), -toward * positions[:, 0], toward * facing[:, 1]


def near(height: FloatArray, segment: Segment) -> npt.NDArray[np.bool_]:
    """Say which vertices lie at the height of a segment's centre."""
    ours, theirs = OUR_HEIGHTS[segment.map], MAP_HEIGHTS[segment.map]
    if is_arm(segment):
        ours, theirs = OUR_ARM[segment.map], MAP_ARM[segment.map]
    return np.abs(height - np.interp(segment.y_centre, theirs, ours)) < NEAR_ROW


def on_the_drawn_left(segment: Segment) -> bool:
    """Say whether a segment is drawn in the left half of its figure."""
    return segment.x_centre < 0.5


def is_arm(segment: Segment) -> bool:
    """Say whether a segment belongs to an arm."""
    return any(word in segment.label for word in ARM)


def is_limb(segment: Segment) -> bool:
    """Say whether a segment belongs to an arm or a leg."""
    return is_arm(segment) or any(word in segment.label for word in LEG)


def limb(segment: Segment) -> npt.NDArray[np.bool_]:
    """Say which vertices belong to the same limb, or to the trunk and all that joins it."""
    surface = load_skin().surface
    names = np.array(surface.parts)[surface.part]
    if is_arm(segment):
        return np.isin(names, ARM_PARTS)
    if is_limb(segment):
        return np.isin(names, LEG_PARTS)
    is_forearm = np.isin(names, ("forearm", "hand"))
    is_upper_arm = (names == "upper_arm") & (segment.y_centre > 0.27)
    return ~(is_forearm | is_upper_arm)
