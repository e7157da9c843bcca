"""Which limb limb-wide rules apply to, and to which limb a place belongs.

A limb is an arm or a leg with a side. ``null`` means that the limb was not told; then every
limb is meant, because what is not told is never "no".
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import Final, NamedTuple

from unknot.errors import InvalidInput
from unknot.facts.planning import load_body_areas
from unknot.facts.vocabularies import load_regions
from unknot.json_values import entries, shown
from unknot.muscles.catalogue import Muscle, Site
from unknot.sides import LEFT_RIGHT, LeftRight

__all__ = ["LIMBS", "Limb", "limb_kinds_of_region", "limbs_from", "limbs_of_muscle"]

KINDS: Final = ("arm", "leg")
LIMBS: Final = ("left_arm", "right_arm", "left_leg", "right_leg", "both_arms", "both_legs")


class Limb(NamedTuple):
    """One limb."""

    kind: str
    side: LeftRight


def limbs_from(value: object, where: str) -> tuple[Limb, ...]:
    """Return the limbs named; ``left_leg``, ``leg``, ``both_arms`` or a list of them.

    Raises
    ------
    InvalidInput
        It names no arm and no leg.
    """
    if value is None:
        return ()
    if isinstance(value, str):
        return _limbs_named(value, where)
    found = [
        limb
        for n, one in enumerate(entries(value, where))
        for limb in _limbs_named(one, f"{where}[{n}]")
    ]
    return tuple(dict.fromkeys(found))


def _limbs_named(value: object, where: str) -> tuple[Limb, ...]:
    """Read one name; without a side both sides are meant."""
    words = re.findall(r"[a-z]+", value.lower()) if isinstance(value, str) else []
    kinds = [kind for kind in KINDS if kind in words or f"{kind}s" in words]
    sides = [side for side in LEFT_RIGHT if side in words]
    rest = set(words) - {*LEFT_RIGHT, "both", "mid", "upper", "lower", *KINDS, "arms", "legs"}
    if len(kinds) != 1 or rest:
        close = get_close_matches("_".join(words), LIMBS, n=1, cutoff=0.5)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise InvalidInput(
            f"'{where}' is one of {', '.join(LIMBS)}, not {shown(value)}.{hint}",
            where=where,
            value=value,
            nearest=close[0] if close else None,
        )
    return tuple(Limb(kinds[0], side) for side in sides or LEFT_RIGHT)


@cache
def limb_kinds_of_region(region: str) -> frozenset[str]:
    """Return the limb in which a region lies, or nothing on the trunk."""
    area = load_body_areas().get(load_regions()[region].area)
    return frozenset((area.limb,)) if area and area.limb else frozenset()


def limbs_of_muscle(muscle: Muscle, sites: tuple[Site, ...]) -> frozenset[str]:
    """Return the limbs that a muscle or its points belong to, the root of a limb included."""
    limb = load_body_areas()[muscle.area].limb
    here = {
        kind for site in sites for zone in site.local for kind in limb_kinds_of_region(zone.region)
    }
    return frozenset(here | ({limb} if limb else set()))
