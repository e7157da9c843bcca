"""How do the arrays of the surface travel to a browser? As small differences, byte by byte.

Neighbouring rows of the compiled arrays are near each other (``atlas/`` numbers the vertices
along a walk over the skin), so each row is sent as its difference to the row before, and a
triangle's second and third corner as their difference to its first. Low bytes are sent before
high bytes. A general compressor then needs about half the bytes: measured in
docs/decisions/0010. ``chart/src/geometry/coding.ts`` reads it.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["coded_bytes", "is_coded", "uncoded_rows"]

_TRIANGLES: Final = "triangles"


def is_coded(name: str, rows: npt.NDArray[Any]) -> bool:
    """Tell whether an array travels as differences: positions and triangles do."""
    return (
        rows.ndim == 2
        and rows.dtype.itemsize == 2
        and (name == _TRIANGLES or name.startswith(("anatomical_", "side_")))
    )


def coded_bytes(name: str, rows: npt.NDArray[Any]) -> bytes:
    """Return the rows (n, 3) of 16-bit numbers as differences: 3 n low bytes, 3 n high bytes."""
    words = rows.astype(np.int64)
    if name == _TRIANGLES:
        first = np.diff(words[:, 0], prepend=0)
        change = np.stack([first, words[:, 1] - words[:, 0], words[:, 2] - words[:, 0]])
    else:
        change = np.diff(words, axis=0, prepend=0).T
    wrapped = (change & 0xFFFF).astype("<u2")
    return (wrapped & 0xFF).astype(np.uint8).tobytes() + (wrapped >> 8).astype(np.uint8).tobytes()


def uncoded_rows(name: str, coded: bytes, *, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """Return the rows (n, 3) again, exactly."""
    low, high = np.frombuffer(coded, np.uint8).reshape(2, 3, -1).astype(np.int64)
    change = low + 256 * high
    if name == _TRIANGLES:
        first = np.cumsum(change[0])
        words = np.stack([first, first + change[1], first + change[2]])
    else:
        words = np.cumsum(change, axis=1)
    return np.ascontiguousarray((words & 0xFFFF).astype(np.uint16).T).view(dtype)
