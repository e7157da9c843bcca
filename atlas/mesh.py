"""What is the skin surface? Pruned, closed, refined, mirrored, posed, and numbered.

Vertices on the midline come first, then the left ones, then the right ones in the same order, so
that the mirror image is arithmetic and half of everything need not be stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse import csgraph

from atlas.posing import ANATOMICAL, SIDE, stand
from atlas.source import BODIES, FloatArray, IntArray, Source
from atlas.subdivision import Polygons, mirror_of, split_long_faces, triangles_of_left_half

__all__ = ["PARTS", "Mesh", "build_mesh"]

LONGEST_MM: Final = (16.0, 14.0)
"""Longest edge left unsplit, level by level; measured in docs/decisions/0010."""
_SKIN_ISLANDS: Final = (3116, 3938, 1598, 1072)
"""Texture islands that are outer skin, by their number of faces: head, body, hand, foot."""
_CALM_MM: Final = 52.0
"""Reach of the smoothing around the tip of the breast."""
PARTS: Final = ("head", "neck", "trunk", "upper_arm", "forearm", "hand", "thigh", "leg", "foot")
_PART_OF_BONE: Final = {
    "neck": "neck",
    "clavicle": "trunk",
    "shoulder": "trunk",
    "spine": "trunk",
    "breast": "trunk",
    "pelvis": "trunk",
    "root": "trunk",
    "upperarm": "upper_arm",
    "lowerarm": "forearm",
    "wrist": "hand",
    "metacarpal": "hand",
    "finger": "hand",
    "upperleg": "thigh",
    "lowerleg": "leg",
    "foot": "foot",
    "toe": "foot",
}
"""Start of a bone's name -> part; every other bone belongs to the head."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """The surface with everything that later stages need.

    Attributes
    ----------
    n_midline, n_left
        Vertices on the midline, and on the left.
    triangles
        (2 T, 3) Left half, then its mirror image.
    bodies, side_bodies
        Name -> (V, 3), in anatomical position and with the arms forward; ``reference`` is the
        mean of female and male. [mm]
    joints
        Bone -> head position in the reference body, anatomical. [mm]
    bone_weights
        Bone -> (V,) skin weight.
    part
        (V,) Index into PARTS.
    slits
        Name -> vertices of the closed slit loops (left_eye, mouth).
    """

    n_midline: int
    n_left: int
    triangles: IntArray
    bodies: Mapping[str, FloatArray]
    side_bodies: Mapping[str, FloatArray]
    joints: Mapping[str, FloatArray]
    bone_weights: Mapping[str, FloatArray]
    part: IntArray
    slits: Mapping[str, IntArray]

    @property
    def n_half(self) -> int:
        """Vertices of one half, midline included."""
        return self.n_midline + self.n_left

    @property
    def mirror(self) -> IntArray:
        """(V,) The mirror image of every vertex."""
        middle = np.arange(self.n_midline)
        left = np.arange(self.n_midline, self.n_half)
        return np.concatenate([middle, left + self.n_left, left])

    @property
    def reference(self) -> FloatArray:
        """(V, 3) The reference body in anatomical position. [mm]"""
        return self.bodies["reference"]


def build_mesh(source: Source) -> Mesh:
    """Build the surface from the template."""
    rest = {name: source.body(shape) for name, shape in BODIES.items()}
    even = 0.5 * (rest["female"][0] + rest["male"][0])
    polygons, loops = _closed_skin(source, even)
    for level, longest in enumerate(LONGEST_MM):
        polygons = split_long_faces(polygons, even, longest_mm=longest, is_first=level == 0)
    points = polygons.from_template @ even
    mirror = mirror_of(points)
    left_triangles = triangles_of_left_half(polygons, points)
    order, n_midline, n_left = _order(mirror, points, left_triangles)
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    smooth = polygons.from_template[order]
    triangles = _sorted_triangles(number[left_triangles])
    flip = np.concatenate(
        [
            np.arange(n_midline),
            np.arange(n_midline + n_left, n_midline + 2 * n_left),
            np.arange(n_midline, n_midline + n_left),
        ]
    )
    both = np.concatenate([triangles, flip[triangles][:, [0, 2, 1]]])
    _check_closed(both)
    bodies, side_bodies, joints = {}, {}, {}
    for name, (vertices, heads) in rest.items():
        posed, moved = stand(source, vertices, heads, pose=ANATOMICAL)
        bodies[name] = _symmetric(smooth @ posed, flip)
        joints[name] = moved
        aside, _ = stand(source, vertices, heads, pose=SIDE)
        side_bodies[name] = _symmetric(smooth @ aside, flip)
    weights = smooth @ source.bone_weights
    calm = _calming(bodies["female"], weights[:, source.bones.index("breast.L")], flip)
    for group in (bodies, side_bodies):
        for name in group:
            group[name] = calm @ group[name]
        group["reference"] = 0.5 * (group["female"] + group["male"])
    mean_joints = 0.5 * (joints["female"] + joints["male"])
    return Mesh(
        n_midline=n_midline,
        n_left=n_left,
        triangles=both,
        bodies=bodies,
        side_bodies=side_bodies,
        joints=dict(zip(source.bones, mean_joints, strict=True)),
        bone_weights=dict(zip(source.bones, weights.T, strict=True)),
        part=_parts(source.bones, weights),
        slits=_slits(loops, smooth, points[order]),
    )


def _closed_skin(source: Source, even: FloatArray) -> tuple[Polygons, list[list[int]]]:
    """Keep the outer skin and close its slits with fans around their centres."""
    quads = source.quads[_is_outer_skin(source)]
    loops = _open_loops(quads)
    used = np.unique(quads)
    number = np.full(len(source.template), -1)
    number[used] = np.arange(len(used))
    faces = [tuple(int(v) for v in number[quad]) for quad in quads]
    caps = [False] * len(faces)
    rows = [np.arange(len(used))]
    columns = [used]
    values = [np.ones(len(used))]
    for k, loop in enumerate(loops):
        centre = len(used) + k
        for a, b in zip(loop, loop[1:] + loop[:1], strict=True):
            faces.append((int(number[a]), int(number[b]), centre))
            caps.append(True)
        rows.append(np.full(len(loop), centre))
        columns.append(np.array(loop))
        values.append(np.full(len(loop), 1 / len(loop)))
    operator = sp.csr_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(len(used) + len(loops), len(even)),
    )
    return Polygons(tuple(faces), tuple(caps), operator), loops


def _is_outer_skin(source: Source) -> NDArray[np.bool_]:
    """Tell outer skin from eye sockets, mouth cavity and teeth, by texture island."""
    corners = source.quad_textures
    n = int(corners.max()) + 1
    pairs = np.concatenate([corners[:, [k, (k + 1) % 4]] for k in range(4)])
    joined = sp.coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    _, island = csgraph.connected_components(joined, directed=False)
    of_quad = island[corners[:, 0]]
    size = np.bincount(of_quad)
    return np.isin(size[of_quad], _SKIN_ISLANDS)


def _open_loops(quads: IntArray) -> list[list[int]]:
    """Give the open borders, each as a loop that closes the surface with the right winding."""
    sides = {(int(q[k]), int(q[(k + 1) % 4])) for q in quads for k in range(4)}
    after = {b: a for a, b in sorted(sides) if (b, a) not in sides}
    loops: list[list[int]] = []
    seen: set[int] = set()
    for start in sorted(after):
        if start in seen:
            continue
        loop = [start]
        while (following := after[loop[-1]]) != start:
            loop.append(following)
        seen.update(loop)
        loops.append(loop)
    return loops


def _order(
    mirror: IntArray, points: FloatArray, left_triangles: IntArray
) -> tuple[IntArray, int, int]:
    """Number the vertices: midline from the top, then left ones along a walk.

    A depth-first walk over a swept numbering keeps neighbours near, so that differences between
    successive vertices are small: half the bytes of the same arrays in sweeping order
    (docs/decisions/0010).
    """
    index = np.arange(len(points))
    midline = index[mirror == index]
    midline = midline[np.lexsort((points[midline, 1], -points[midline, 2]))]
    left = index[(mirror != index) & (points[:, 0] > 0)]
    n = len(points)
    ends = np.concatenate([left_triangles[:, [k, (k + 1) % 3]] for k in range(3)])
    graph = sp.csr_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    inner = graph[left][:, left]
    inner = (inner + inner.T).tocsr()
    sweep = csgraph.reverse_cuthill_mckee(inner, symmetric_mode=True)
    left, inner = left[sweep], inner[sweep][:, sweep]
    inner.sort_indices()
    walk, _ = csgraph.depth_first_order(inner, 0, directed=False)
    left = left[walk]
    return np.concatenate([midline, left, mirror[left]]), len(midline), len(left)


def _sorted_triangles(triangles: IntArray) -> IntArray:
    """Turn each triangle to start at its lowest vertex, and sort them by it."""
    start = triangles.argmin(axis=1)
    turned = np.stack(
        [triangles[np.arange(len(triangles)), (start + k) % 3] for k in range(3)], axis=1
    )
    return turned[np.lexsort((turned[:, 2], turned[:, 1], turned[:, 0]))]


def _check_closed(triangles: IntArray) -> None:
    """Raise unless the surface is watertight, one piece, and a ball in topology."""
    sides = np.concatenate([triangles[:, [k, (k + 1) % 3]] for k in range(3)])
    n = int(triangles.max()) + 1
    directed = sides[:, 0] * n + sides[:, 1]
    opposite = sides[:, 1] * n + sides[:, 0]
    closed = len(np.unique(directed)) == len(directed) and np.array_equal(
        np.sort(directed), np.sort(opposite)
    )
    graph = sp.coo_matrix((np.ones(len(sides)), (sides[:, 0], sides[:, 1])), shape=(n, n))
    pieces, _ = csgraph.connected_components(graph, directed=False)
    euler = n - len(sides) // 2 + len(triangles)
    if not closed or pieces != 1 or euler != 2:
        message = f"surface not closed: closed={closed}, pieces={pieces}, Euler={euler}"
        raise ValueError(message)


def _symmetric(points: FloatArray, flip: IntArray) -> FloatArray:
    """Average with the mirror image, so that left and right agree to the last bit."""
    mirrored = points[flip] * np.array([-1.0, 1.0, 1.0])
    return 0.5 * (points + mirrored)


def _calming(female: FloatArray, breast: FloatArray, flip: IntArray) -> sp.csr_matrix:
    """Give the linear smoothing that leaves a featureless mannequin: no nipples.

    Around the tip of each breast the skin follows a quartic in two coordinates of the female
    body, fitted to the skin outside the areola and faded into it.
    """
    n = len(female)
    held = np.flatnonzero(breast > 0.5)
    tip = held[female[held, 1].argmin()]
    offset = female - female[tip]
    outward = _mean_direction(offset, held)
    right = np.cross([0.0, 0, 1], outward)
    right /= np.linalg.norm(right)
    across, along = offset @ right / _CALM_MM, offset @ np.cross(outward, right) / _CALM_MM
    terms = np.stack([across**i * along**j for i in range(5) for j in range(5 - i)], axis=1)
    distance = np.linalg.norm(offset, axis=1)
    ring = np.flatnonzero((distance > 0.4 * _CALM_MM) & (distance < 1.3 * _CALM_MM))
    inside = np.flatnonzero(distance < _CALM_MM)
    fit = terms[inside] @ np.linalg.pinv(terms[ring])
    fade = np.clip(2.2 * (1 - distance[inside] / _CALM_MM), 0, 1)
    fade = fade**2 * (3 - 2 * fade)
    calm = sp.identity(n, format="csr")
    for rows, columns in ((inside, ring), (flip[inside], flip[ring])):
        at = (np.repeat(rows, len(columns)), np.tile(columns, len(rows)))
        calm += sp.csr_matrix(((fade[:, None] * fit).ravel(), at), shape=(n, n))
        calm -= sp.csr_matrix((fade, (rows, rows)), shape=(n, n))
    return calm.tocsr()


def _mean_direction(offset: FloatArray, held: IntArray) -> FloatArray:
    """Give the direction in which the tip stands out from what surrounds it."""
    near = held[np.linalg.norm(offset[held], axis=1) < _CALM_MM]
    outward = -offset[near].mean(axis=0)
    outward[2] = 0
    return outward / np.linalg.norm(outward)


def _parts(bones: tuple[str, ...], weights: FloatArray) -> IntArray:
    """Give every vertex the body part whose bones hold it most."""
    share = np.zeros((len(weights), len(PARTS)))
    for column, bone in enumerate(bones):
        part = next((p for start, p in _PART_OF_BONE.items() if bone.startswith(start)), "head")
        share[:, PARTS.index(part)] += weights[:, column]
    return share.argmax(axis=1)


def _slits(
    loops: list[list[int]], smooth: sp.csr_matrix, points: FloatArray
) -> dict[str, IntArray]:
    """Find the vertices of the lid and lip slits again after refinement."""
    slits: dict[str, IntArray] = {}
    columns = smooth.tocsc()
    for loop in loops:
        strongest = np.array([columns[:, v].toarray().ravel().argmax() for v in loop])
        across = points[strongest, 0].mean()
        name = "mouth" if abs(across) < 5 else "left_eye" if across > 0 else "right_eye"
        slits[name] = strongest
    return slits
