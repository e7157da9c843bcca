"""Where on the skin are the points a clinician feels for? Places every row of landmarks.csv.

A landmark is found by one rule, written in words that a reviewer can edit:

``ray``
    From a start inside the body straight in a direction; the point where it first leaves the skin.
``near``
    The skin nearest to a start.
``tip``
    The skin of a bone (``skin finger2_end``) that lies farthest in a direction.
``slit``
    The point of the lid or lip line (``left_eye``, ``mouth``) that lies farthest in a direction.
``skin``
    A point of the grammar in :mod:`atlas.paths`, from landmarks placed above it.

A start is ``stature 0.858`` (on the midline at a fraction of the body height), a joint
(``shoulder_joint``), a landmark placed above, or a point between two of these
(``hip_joint>knee_joint:0.5``, ``finger2_root>wrist_joint:13mm``, straight), followed by offsets in
mm: ``+ 12 out - 4 up``. A direction is a sum of the same words: ``front + 0.3 out``. Besides up,
down, front, back, out and in, the limbs have words of their own: ``arm_along`` (to the elbow),
``arm_out``, ``arm_front``, likewise ``forearm_`` and ``hand_`` (``hand_out`` is the thumb's side,
``hand_front`` the palm's), and ``finger2_along`` (to the tip).

Landmarks of the side ``mid`` are taken among the vertices of the midline, the others on the left.
There are no bones inside the surface: levels of the spine and edges of the scapula follow body
proportions, and ``error_mm`` says how far off a row may be.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from atlas.mesh import Mesh
from atlas.paths import DIRECTIONS, PointReader, RecipeError, Skin

__all__ = ["LandmarkRow", "place", "read_landmarks"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_RECIPE: Final = Path(__file__).parent / "recipes" / "landmarks.csv"
_BONES: Final[Mapping[str, str]] = {
    "eye": "eye.L",
    "clavicle_joint": "clavicle.L",
    "shoulder_joint": "upperarm01.L",
    "elbow_joint": "lowerarm01.L",
    "wrist_joint": "wrist.L",
    "hip_joint": "upperleg01.L",
    "knee_joint": "lowerleg01.L",
    "ankle_joint": "foot.L",
    "thumb_root": "finger1-1.L",
    "thumb_mcp": "finger1-2.L",
    "thumb_ip": "finger1-3.L",
    "toe1_root": "toe1-1.L",
    "toe1_middle": "toe1-2.L",
    "head": "head",
    "foot": "foot.L",
    "breast": "breast.L",
    **{
        f"{limb}{k}_{name}": f"{limb}{k}-{joint}.L"
        for limb in ("finger", "toe")
        for k in range(2, 6)
        for joint, name in ((1, "root"), (2, "middle"), (3, "end"))
    },
}
"""Our word for a joint or a bone's skin -> bone of the rig."""
_MOSTLY: Final = 0.5
"""Skin belongs to a bone that holds it by more than this weight."""
_TERM: Final = re.compile(r"([+-]?)\s*(\d*\.?\d+)?\s*([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class LandmarkRow:
    """One row of landmarks.csv with its line number."""

    line: int
    name: str
    side: str
    rule: str
    start: str
    toward: str
    words: str
    error_mm: float
    checked: str


def read_landmarks(path: Path = _RECIPE) -> tuple[LandmarkRow, ...]:
    """Read the recipe, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            LandmarkRow(
                line=line,
                name=row["name"],
                side=row["side"],
                rule=row["rule"],
                start=row["start"],
                toward=row["toward"],
                words=row["words"],
                error_mm=float(row["error_mm"]),
                checked=row["checked"],
            )
            for line, row in enumerate(csv.DictReader(file), start=2)
        ]
    for row in rows:
        if row.side not in {"mid", "left"}:
            raise _wrong(row, f"side is 'mid' or 'left', not '{row.side}'")
    return tuple(rows)


def place(mesh: Mesh, rows: tuple[LandmarkRow, ...] | None = None) -> dict[str, int]:
    """Find the vertex of every landmark, on the left half or the midline.

    Parameters
    ----------
    rows
        The recipe; landmarks.csv when left out.

    Raises
    ------
    RecipeError
        A row cannot be carried out; the message names file and line.
    """
    placer = _Placer(mesh)
    for row in read_landmarks() if rows is None else rows:
        if row.name in placer.placed:
            raise _wrong(row, f"'{row.name}' stands above already")
        placer.placed[row.name] = placer.find(row)
    return placer.placed


@dataclass
class _Placer:
    """Places landmarks one by one, so that later ones can start from earlier ones."""

    mesh: Mesh
    placed: dict[str, int] = field(default_factory=dict)

    @cached_property
    def skin(self) -> Skin:
        return Skin.of(self.mesh)

    @cached_property
    def words(self) -> dict[str, FloatArray]:
        """Direction words -> unit vectors (3,)."""
        return {word: np.array(way) for word, way in DIRECTIONS.items()} | _limb_words(self.joint)

    @cached_property
    def _corners(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """First corner, two sides and outward normal of every triangle, (2 T, 3) each."""
        corners = self.mesh.reference[self.mesh.triangles]
        side_1, side_2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        return corners[:, 0], side_1, side_2, np.cross(side_1, side_2)

    def joint(self, name: str) -> FloatArray:
        """Give the place of one of our joints. (3,) [mm]"""
        return self.mesh.joints[_BONES[name]]

    def find(self, row: LandmarkRow) -> int:
        """Carry out one row."""
        if row.rule == "ray":
            leaves = self._exit(self._start(row), self._direction(row, row.toward), row)
            return self._nearest(leaves, row.side)
        if row.rule == "near":
            return self._nearest(self._start(row), row.side)
        if row.rule == "tip":
            bone = row.start.removeprefix("skin ")
            if bone not in _BONES:
                raise _wrong(row, f"no bone '{bone}'{_hint(bone, _BONES)}")
            held = self.mesh.bone_weights[_BONES[bone]] > _MOSTLY
            return self._farthest(np.flatnonzero(held & self._allowed(row.side)), row)
        if row.rule == "slit":
            slit = self.mesh.slits.get(row.start)
            if slit is None:
                raise _wrong(row, f"no slit '{row.start}'{_hint(row.start, self.mesh.slits)}")
            return self._farthest(slit[self._allowed(row.side)[slit]], row)
        if row.rule == "skin":
            reader = PointReader(self.skin, self.placed, file="landmarks.csv")
            point = reader.place(row.start, line=row.line)
            return self._nearest(point.position_mm, row.side)
        rules = ("ray", "near", "tip", "slit", "skin")
        raise _wrong(row, f"no rule '{row.rule}'{_hint(row.rule, rules)}")

    def _allowed(self, side: str) -> NDArray[np.bool_]:
        """Vertices a landmark of this side may take."""
        index = np.arange(len(self.mesh.reference))
        return index < (self.mesh.n_midline if side == "mid" else self.mesh.n_half)

    def _nearest(self, point: FloatArray, side: str) -> int:
        gap = ((self.mesh.reference - point) ** 2).sum(axis=1)
        return int(np.where(self._allowed(side), gap, np.inf).argmin())

    def _farthest(self, vertices: IntArray, row: LandmarkRow) -> int:
        along = self.mesh.reference[vertices] @ self._direction(row, row.toward)
        return int(vertices[along.argmax()])

    def _start(self, row: LandmarkRow) -> FloatArray:
        base, *offsets = re.split(r"\s(?=[+-]\s)", row.start)
        point = self._base(row, base.strip())
        for offset in offsets:
            point = point + self._direction(row, offset, unit=False)
        return point

    def _base(self, row: LandmarkRow, text: str) -> FloatArray:
        if ">" in text:
            ends, amount = text.split(":")
            start, end = (self._base(row, part) for part in ends.split(">"))
            if amount.endswith("mm"):
                return start + (end - start) / np.linalg.norm(end - start) * float(amount[:-2])
            return start + (end - start) * float(amount)
        if text.startswith("stature "):
            low, high = self.mesh.reference[:, 2].min(), self.mesh.reference[:, 2].max()
            return np.array([0.0, 0.0, low + float(text.split()[1]) * (high - low)])
        if text == "eyes_mid":
            return self.joint("eye") * np.array([0.0, 1.0, 1.0])
        if text in _BONES:
            return self.joint(text)
        if text in self.placed:
            return self.mesh.reference[self.placed[text]]
        known = [*_BONES, *self.placed, "eyes_mid"]
        raise _wrong(row, f"no joint or landmark '{text}'{_hint(text, known)}")

    def _direction(self, row: LandmarkRow, text: str, *, unit: bool = True) -> FloatArray:
        total = np.zeros(3)
        for sign, amount, word in self._terms(row, text):
            if word not in self.words:
                raise _wrong(row, f"no direction '{word}'{_hint(word, self.words)}")
            total += sign * amount * self.words[word]
        return total / np.linalg.norm(total) if unit else total

    def _terms(self, row: LandmarkRow, text: str) -> Iterator[tuple[float, float, str]]:
        at = 0
        text = text.strip()
        while at < len(text):
            match = _TERM.match(text, at)
            if match is None:
                raise _wrong(row, f"'{text}' cannot be read from '{text[at:]}' on")
            sign, amount, word = match.groups()
            yield (-1.0 if sign == "-" else 1.0), float(amount or 1), word
            at = match.end()
            while at < len(text) and text[at] == " ":
                at += 1

    def _exit(self, start: FloatArray, way: FloatArray, row: LandmarkRow) -> FloatArray:
        """Give the first point where a ray leaves the skin (Moeller and Trumbore)."""
        origin, side_1, side_2, outward = self._corners
        across = np.cross(way, side_2)
        scale = (side_1 * across).sum(axis=1)
        scale = np.where(np.abs(scale) > 1e-12, scale, np.nan)
        off = start - origin
        u = (off * across).sum(axis=1) / scale
        turned = np.cross(off, side_1)
        v = (turned @ way) / scale
        far = (side_2 * turned).sum(axis=1) / scale
        leaving = (outward @ way) > 0
        inside = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9)
        hit = leaving & inside & (far > 1e-3)
        if not hit.any():
            raise _wrong(row, "the ray never leaves the skin; move its start inside the body")
        return start + far[hit].min() * way


def _limb_words(joint: Callable[[str], FloatArray]) -> dict[str, FloatArray]:
    """Build the words of arm, forearm, hand and fingers from the joints."""
    shoulder, elbow, wrist = joint("shoulder_joint"), joint("elbow_joint"), joint("wrist_joint")
    words: dict[str, FloatArray] = {}
    for limb, start, end in (("arm", shoulder, elbow), ("forearm", elbow, wrist)):
        along = _unit(end - start)
        aside = _unit(np.array([1.0, 0, 0]) - along * along[0])
        front = np.cross(along, aside)
        front = front if front[1] < 0 else -front
        words |= {f"{limb}_along": along, f"{limb}_out": aside, f"{limb}_front": front}
    along = _unit(joint("finger3_root") - wrist)
    aside = joint("finger2_root") - joint("finger5_root")
    aside = _unit(aside - along * (aside @ along))
    palm = np.cross(aside, along)
    palm = palm if palm[1] < 0 else -palm
    words |= {"hand_along": along, "hand_out": aside, "hand_front": palm}
    for k in range(2, 6):
        words[f"finger{k}_along"] = _unit(joint(f"finger{k}_end") - joint(f"finger{k}_middle"))
    words["thumb_along"] = _unit(joint("thumb_ip") - joint("thumb_mcp"))
    return words


def _unit(vector: FloatArray) -> FloatArray:
    """Scale to length one."""
    return vector / np.linalg.norm(vector)


def _hint(word: str, known: Iterable[str]) -> str:
    """Name the nearest known word, if there is one."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"; did you mean '{close[0]}'?" if close else ""


def _wrong(row: LandmarkRow, message: str) -> RecipeError:
    """Make an error that names the place."""
    return RecipeError(f"landmarks.csv, line {row.line} ({row.name}): {message}")
