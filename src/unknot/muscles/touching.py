"""The table of touching regions, made from the surface.

Two regions touch when their common border is at least ``LEAST_SHARE`` of the shorter of their
whole borders; below that they meet only at a corner. Every such pair has the same weight:
weights by the length of the border ranked published cases no better. A region touches its
mirror image with half the weight, because people say which side hurts better than where.

Rows with a reason are added by hand, for places that lie next to each other without a common
border; they stay. Run by ``scripts/generate.py``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from unknot.body.borders import borders_of
from unknot.body.skin import Skin

__all__ = ["LEAST_SHARE", "neighbours_table"]

LEAST_SHARE: Final = 0.05
"""Least common border, as a share of the shorter whole border."""
_TOUCHES: Final = "1"
_ACROSS_MIDLINE: Final = "0.5"
_COLUMNS: Final = ("region", "neighbour", "weight", "across_midline", "why")


def neighbours_table(skin: Skin, before: Iterable[dict[str, str]]) -> str:
    """Return the whole table as CSV.

    Parameters
    ----------
    before
        The rows of the table so far; those with a reason are kept.
    """
    measured = [
        {
            "region": border.region,
            "neighbour": border.neighbour,
            "weight": _ACROSS_MIDLINE if border.is_across_midline else _TOUCHES,
            "across_midline": "yes" if border.is_across_midline else "no",
            "why": "",
        }
        for border in borders_of(skin)
        if border.share >= LEAST_SHARE
    ]
    known = {(row["region"], row["neighbour"]) for row in measured}
    by_hand = [
        {name: row.get(name, "") for name in _COLUMNS}
        for row in before
        if row.get("why") and tuple(sorted((row["region"], row["neighbour"]))) not in known
    ]
    rows = sorted((*measured, *by_hand), key=lambda row: (row["region"], row["neighbour"]))
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
