"""The graph on the skin, its areas, and distances over it."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest

from unknot.body.geodesic import canvas_of, spread
from unknot.body.skin import Skin
from unknot.errors import InvalidInput

SQUARE_MM = np.array([[0.0, 0, 0], [30, 0, 0], [30, 40, 0], [0, 40, 0]])
TWO = np.array([[0, 1, 2], [0, 2, 3]])


def test_two_triangles_have_five_edges_and_one_shortcut() -> None:
    canvas = canvas_of(SQUARE_MM, TWO)
    assert canvas.edges.tolist() == [[0, 1], [0, 2], [0, 3], [1, 2], [2, 3]]
    ways = {
        (v, int(canvas.way[k])): canvas.way_mm[k]
        for v in range(4)
        for k in range(canvas.way_start[v], canvas.way_start[v + 1])
    }
    assert ways[1, 3] == pytest.approx(50.0)  # the other diagonal: sqrt(30² + 40²)
    assert len(ways) == 2 * (5 + 1)


def test_area_of_a_vertex_is_a_third_of_its_triangles() -> None:
    canvas = canvas_of(SQUARE_MM, TWO)
    assert canvas.area_mm2.tolist() == [400.0, 200.0, 400.0, 200.0]  # 2 × 600 / 3, 600 / 3


def test_local_edge_is_the_mean_of_mesh_edges_without_shortcuts() -> None:
    canvas = canvas_of(SQUARE_MM, TWO)
    assert canvas.local_edge_mm[1] == 35.0  # (30 + 40) / 2
    assert canvas.local_edge_mm[0] == 40.0  # (30 + 50 + 40) / 3


def test_no_shortcut_leaves_the_edge_it_crosses() -> None:
    # the far corners lie beyond the end of the shared edge, so the straight line misses it
    positions = np.array([[0.0, 0, 0], [10, 0, 0], [40, 20, 0], [40, -20, 0]])
    canvas = canvas_of(positions, np.array([[0, 1, 2], [1, 0, 3]]))
    assert 3 not in canvas.way[canvas.way_start[2] : canvas.way_start[3]].tolist()


def test_edge_of_three_triangles_is_refused() -> None:
    fan = np.array([[0, 1, 2], [0, 1, 3], [1, 0, 2]])
    with pytest.raises(InvalidInput, match="between vertices 0 and 1 belongs to 3 triangles"):
        canvas_of(SQUARE_MM, fan)


def test_egg_has_the_area_of_an_egg(egg: Skin) -> None:
    # Thomsen's formula for an ellipsoid with half axes 90, 70, 150 mm, exact to 1 %
    p = 1.6075
    a, b, c = 90.0**p, 70.0**p, 150.0**p
    area = 4 * pi * ((a * b + a * c + b * c) / 3) ** (1 / p)
    assert egg.canvas.area_mm2.sum() == pytest.approx(area, rel=0.02)


def test_graph_is_the_same_on_both_sides_to_the_last_bit(egg: Skin) -> None:
    mirror = egg.surface.mirror_vertices(np.arange(egg.canvas.n_vertices))
    assert (egg.canvas.area_mm2[mirror] == egg.canvas.area_mm2).all()
    assert (egg.canvas.local_edge_mm[mirror] == egg.canvas.local_edge_mm).all()


def test_spread_stops_at_its_reach_and_keeps_the_smallest_start(egg: Skin) -> None:
    start = np.array([5, 5, 6])
    reached, distance = spread(egg.canvas, start, np.array([9.0, 3.0, 0.0]), reach_mm=40.0)
    assert (np.diff(reached) > 0).all()
    assert distance.max() < 40.0
    assert dict(zip(reached.tolist(), distance.tolist(), strict=True))[5] == 3.0


def test_spread_without_reach_finds_all_skin(egg: Skin) -> None:
    reached, _ = spread(egg.canvas, np.array([0]), np.array([0.0]))
    assert len(reached) == egg.canvas.n_vertices


def test_rings_leave_out_what_faces_away() -> None:
    # a thin fold: two sheets back to back, joined along one edge
    positions = np.array([[0.0, 0, 0], [0, 10, 0], [10, 5, 0.5], [10, 5, -0.5]])
    canvas = canvas_of(positions, np.array([[0, 2, 1], [0, 1, 3]]))
    assert canvas.around(0, rings=2, cosine=-2.0).tolist() == [0, 1, 2, 3]
    assert 3 not in canvas.around(0, rings=2, cosine=0.342).tolist()
