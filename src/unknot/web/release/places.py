"""Where it hurts, as the plan asks it: places ticked, said in words or painted, by their sides."""

from __future__ import annotations

import json
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import Final

from unknot.errors import NotEnoughData
from unknot.find.answer import screened
from unknot.find.query import query_from
from unknot.web.where.journey import Journey

__all__ = ["places_of"]

_TOLD: Final = ("pain", "text", "atlas_version", "strokes")
_MOST_HELD: Final = 64
_HELD: OrderedDict[bytes, tuple[tuple[str, str], ...]] = OrderedDict()
_LOCK: Final = Lock()


def places_of(journey: Journey) -> list[dict[str, str]]:
    """Return the places that hurt, each with its side; none where nothing was told of them.

    Reading paint takes longest, so the places of the last drawings are held, by a digest of
    what was told: the drawing itself is not.
    """
    told = {name: journey.told[name] for name in _TOLD if journey.told.get(name)}
    if not told:
        return []
    digest = sha256(json.dumps(told, sort_keys=True).encode()).digest()
    with _LOCK:
        places = _HELD.get(digest)
    if places is None:
        places = _read(told)
        with _LOCK:
            _HELD[digest] = places
            while len(_HELD) > _MOST_HELD:
                _HELD.popitem(last=False)
    return [{"region": region, "side": side} for region, side in places]


def _read(told: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """Read words and paint."""
    try:
        found = screened(query_from(told)).query.felt
    except NotEnoughData:
        return ()
    return tuple(dict.fromkeys((mark.region, mark.side) for mark in found))
