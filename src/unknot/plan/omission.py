"""Something that is not in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unknot.plan.permissions import Permission
from unknot.plan.query import PointMark

__all__ = ["Omission"]

OmissionKind = Literal["rows", "unused", "later", "nothing_reaches"]


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that is not in the plan, and why."""

    kind: OmissionKind
    point: PointMark
    method: str | None
    permission: Permission | None = None
    because: str = ""
    no_spot: bool = False
    """No spot was told, and every spot of the muscle is ruled out."""
