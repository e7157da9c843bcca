"""The one door to the compiler, so that all else stays typed and a missing extra says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

try:
    import numba
except ImportError as error:  # pragma: no cover -- the tests have the extra
    raise ImportError(
        "Fitting a population needs the extra 'population': pip install 'unknot[population]'."
    ) from error

__all__ = ["compiled"]

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return a function compiled at its first call, free of the lock of threads.

    Notes
    -----
    A division by zero is no error, as in NumPy. Nothing is kept on disk: what was kept would not
    notice a change in a function that it calls from another file.
    """
    return cast(Function, numba.njit(error_model="numpy", nogil=True)(function))
