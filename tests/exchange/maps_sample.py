"""The published sample of maps, and the segments by name."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from unknot.exchange.choir.segments import MapBody, load_segments

__all__ = ["SAMPLE", "SampleMap", "other_side", "sample_maps"]

SAMPLE = Path(__file__).parent / "choir_maps.csv"


class SampleMap(NamedTuple):
    """One published map."""

    body: str
    codes: tuple[str, ...]


@cache
def sample_maps() -> tuple[SampleMap, ...]:
    """Return the 7,068 maps."""
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            SampleMap(row["body"], tuple(row["codes"].split())) for row in csv.DictReader(stream)
        )


def other_side(code: str, body: MapBody) -> str:
    """Return the code of the same segment on the other side."""
    segments = load_segments()[body]
    own = segments[code]
    (other,) = (
        one.code
        for one in segments.values()
        if (one.view, one.label) == (own.view, own.label) and one.side != own.side
    )
    return other
