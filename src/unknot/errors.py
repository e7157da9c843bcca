"""Every error Unknot raises on purpose, in one family.

::

    UnknotError
    ├── InvalidInput (also a ValueError)   what came cannot be used as it is
    │   └── UnknownId                      an id that stands in no vocabulary
    ├── FactsError                         a fact file breaks its own rules
    ├── NotEnoughData                      too little to answer honestly
    └── ExchangeError                      another system's message cannot be read or written

A message gives what was expected, what came, where, and what to do. A warning sign
or a contraindication is never an error: it is a result that the screen must show.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "ExchangeError",
    "FactsError",
    "InvalidInput",
    "NotEnoughData",
    "UnknotError",
    "UnknownId",
]


_FEW = 12
"""So many ids are named in a message instead of a pointer to their list."""


class UnknotError(Exception):
    """Base of the family; catch it to catch everything Unknot raises on purpose."""


class InvalidInput(UnknotError, ValueError):  # noqa: N818 -- the house's name for it
    """What came cannot be used as it is.

    Parameters
    ----------
    message
        What was expected, what came, and what to do.
    where
        Place in the input, as a path such as ``pain[2].side``; empty when there is none.
    value
        What came; shown only to whoever typed it.
    nearest
        The nearest valid value, if one is close.
    """

    def __init__(
        self, message: str, *, where: str = "", value: object = None, nearest: str | None = None
    ) -> None:
        super().__init__(message)
        self.where = where
        self.value = value
        self.nearest = nearest


class UnknownId(InvalidInput):
    """An id that stands in no vocabulary; the message names the nearest that does."""

    def __init__(self, kind: str, value: object, *, where: str, known: Iterable[str]) -> None:
        shown = value if isinstance(value, str) and len(value) <= 80 else repr(value)[:80]
        ids = list(known)
        close = get_close_matches(str(value)[:80], ids, n=1, cutoff=0.6)
        nearest = close[0] if close else None
        if nearest:
            hint = f"Did you mean '{nearest}'?"
        elif len(ids) <= _FEW:
            hint = f"Known: {', '.join(ids)}."
        else:
            hint = f"List them with 'unknot facts list {kind.replace(' ', '-')}'."
        super().__init__(
            f"{kind.capitalize()} '{shown}' is not known ({where}). {hint}",
            where=where,
            value=value,
            nearest=nearest,
        )


class FactsError(UnknotError):
    """A fact file breaks its own rules; the message names file and line."""


class NotEnoughData(UnknotError):  # noqa: N818 -- the house's name for it
    """Too little was given to answer honestly; the message says what is missing."""


class ExchangeError(UnknotError):
    """Another system's message cannot be read or written."""
