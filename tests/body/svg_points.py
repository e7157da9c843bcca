"""Follow the paths of a drawing: where do they go?"""

from __future__ import annotations

import re

import numpy as np

__all__ = ["path_points", "points_of_classes"]


def path_points(path: str) -> np.ndarray:
    """Return the points on a path of M, q, l and z, in order, (n, 2)."""
    points, at = [], np.zeros(2)
    for kind, numbers in re.findall(r"([Mqlz])([^Mqlz]*)", path):
        values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        steps = np.array(values).reshape(-1, 2)
        if kind == "M":
            at = steps[0]
            points.append(at)
        for step in {"q": steps[1::2], "l": steps}.get(kind, []):
            at = at + step
            points.append(at)
    return np.array(points).reshape(-1, 2)


def points_of_classes(svg: str, classes: str) -> np.ndarray:
    """Return the points of every path of some classes, ``s5|s6``, (n, 2)."""
    paths = re.findall(rf'<path class="(?:{classes})"[^>]* d="([^"]+)"', svg)
    return np.concatenate([np.zeros((0, 2)), *(path_points(path) for path in paths)])
