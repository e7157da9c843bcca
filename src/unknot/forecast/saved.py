"""Keep a belief as bytes, and go on from it when the diary has grown.

A saved belief remembers which events it followed and which facts it started from. Where the
diary still begins with the same events, only the new ones are followed; where an entry was
late, corrected or taken away, or the facts have changed, the whole diary is followed again.
Either way the belief is the one that the whole diary gives.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final

import numpy as np

from unknot.errors import InvalidInput
from unknot.facts.version import facts_version
from unknot.forecast.belief import Belief, Habits, follow, replay
from unknot.forecast.diary import Event, in_order
from unknot.forecast.nodes import Nodes
from unknot.forecast.parameters import NodeNumbers, Point, beginning_of

__all__ = ["belief_from", "fingerprint_of", "key_of", "resumed", "saved"]

_FORMAT: Final = 1
_ARRAYS: Final = ("scaled", "mean", "covariance", "log_weights")


def saved(belief: Belief, point: Point) -> bytes:
    """Return a belief as bytes (NumPy's zip format, about 40 kB).

    Parameters
    ----------
    belief
        After some events.
    point
        What it began with.
    """
    about = {
        "format": _FORMAT,
        "facts_version": facts_version(),
        "point": asdict(point),
        "day": belief.day,
        "first_day": belief.first_day,
        "habits": asdict(belief.habits),
        "placed_at": belief.placed_at,
        "surprises": belief.surprises,
        "n_events": len(belief.events),
        "fingerprint": fingerprint_of(belief.events),
    }
    buffer = io.BytesIO()
    np.savez(
        buffer,
        about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        scaled=belief.scaled,
        mean=belief.nodes.mean,
        covariance=belief.nodes.covariance,
        log_weights=belief.nodes.log_weights,
    )
    return buffer.getvalue()


def resumed(kept: bytes, point: Point, events: Iterable[Event]) -> Belief:
    """Return the belief after a diary, going on from a saved one where that is right.

    Parameters
    ----------
    kept
        From ``saved``.
    point
        What is told about the point now.
    events
        The whole diary, in any order.

    Raises
    ------
    InvalidInput
        The bytes are no saved belief, or of a newer form.
    """
    ordered = in_order(events)
    about, arrays = _read(kept)
    n_kept = int(about["n_events"])
    same = (
        about["facts_version"] == facts_version()
        and "surprises" in about
        and about["point"] == asdict(point)
        and n_kept <= len(ordered)
        and about["fingerprint"] == fingerprint_of(ordered[:n_kept])
        and (n_kept > 0 or not ordered or about["first_day"] == ordered[0].day)
    )
    if not same:
        return replay(point, ordered)
    belief = belief_from(about, arrays, point=point, events=ordered[:n_kept])
    for event in ordered[n_kept:]:
        belief = follow(belief, event)
    return belief


def belief_from(
    about: dict[str, Any],
    arrays: dict[str, np.typing.NDArray[np.float64]],
    *,
    point: Point,
    events: tuple[Event, ...],
) -> Belief:
    """Return the belief that was saved, with the events that it followed."""
    scaled = arrays["scaled"]
    return Belief(
        beginning_of(point),
        scaled,
        Nodes(NodeNumbers.of(scaled), arrays["mean"], arrays["covariance"], arrays["log_weights"]),
        day=float(about["day"]),
        first_day=float(about["first_day"]),
        events=events,
        habits=Habits(**about["habits"]),
        placed_at=int(about["placed_at"]),
        surprises=tuple(about["surprises"]),
    )


def fingerprint_of(events: Iterable[Event]) -> str:
    """Return a short hash of events, the same for equal events."""
    digest = sha256()
    for event in events:
        digest.update(f"{event!r}\n".encode())
    return digest.hexdigest()


def key_of(point: Point, events: Iterable[Event]) -> str:
    """Return a short hash of all that a belief rests on: form, facts, point and events."""
    rests_on = f"{_FORMAT} {facts_version()} {point!r} {fingerprint_of(events)}"
    return sha256(rests_on.encode()).hexdigest()


def _read(kept: bytes) -> tuple[dict[str, Any], dict[str, np.typing.NDArray[np.float64]]]:
    """Return what a saved belief holds."""
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as held:
            about = json.loads(held["about"].tobytes())
            arrays = {name: held[name] for name in _ARRAYS}
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise InvalidInput(
            "These bytes are no saved belief. Follow the whole diary again.", where="belief"
        ) from error
    if about.get("format") != _FORMAT:
        raise InvalidInput(
            f"The saved belief has the form {about.get('format')}, this version reads "
            f"{_FORMAT}. Follow the whole diary again.",
            where="belief",
        )
    return about, arrays
