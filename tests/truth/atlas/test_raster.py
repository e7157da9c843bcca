"""The picture of many triangles at once equals one triangle and one pixel at a time."""

import numpy as np

from atlas.raster import look


def test_the_nearest_triangle_at_every_pixel_is_the_one_found_by_trying_all() -> None:
    rng = np.random.default_rng(7)
    points = rng.uniform(0, 24, (60, 3))
    triangles = rng.permuted(np.tile(np.arange(60), (40, 1)), axis=1)[:, :3]
    seen = look(points, triangles, width=24, height=24)
    for row in range(24):
        for column in range(24):
            best, nearest = -1, -np.inf
            for index, corners in enumerate(triangles):
                weights = _weights(points[corners], column + 0.5, row + 0.5)
                if weights is not None and weights @ points[corners, 2] > nearest:
                    best, nearest = index, float(weights @ points[corners, 2])
            assert seen.triangle[row, column] == best
            if best >= 0:
                assert np.isclose(seen.depth[row, column], nearest)


def _weights(corners: np.ndarray, x: float, y: float) -> np.ndarray | None:
    """Barycentric weights of a pixel centre in a triangle turned to the viewer, else None."""
    matrix = np.stack([corners[:, 0], corners[:, 1], np.ones(3)])
    if np.linalg.det(matrix) > -1e-6:  # rows grow downwards, so the turn is the other way round
        return None
    weights = np.linalg.solve(matrix, [x, y, 1.0])
    return weights if (weights >= 0).all() else None
