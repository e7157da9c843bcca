"""Every muscle, its trigger point sites, and where each site hurts.

A zone is a region with a side relative to the muscle. Three kinds stand at each site:
``local`` (the skin over the point), ``essential`` (where nearly everyone with the point
feels it) and ``spillover`` (where some do).

Loading is fast and trusts the file; ``unknot facts check`` holds it against its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from unknot.errors import FactsError
from unknot.facts.reading import Line, read_csv, read_json_lines
from unknot.sides import ZoneSide

__all__ = [
    "MUSCLE_FILES",
    "Check",
    "Entrapment",
    "MeasuredZone",
    "Muscle",
    "Neighbour",
    "SelfCare",
    "Site",
    "Source",
    "Whole",
    "Zone",
    "load_entrapments",
    "load_measured_zones",
    "load_muscles",
    "load_neighbours",
    "muscle_as_json",
]

MUSCLE_FILES = Path(__file__).parent / "files"


@dataclass(frozen=True, slots=True)
class Zone:
    """A region of skin, with the side relative to the muscle."""

    region: str
    side: ZoneSide


@dataclass(frozen=True, slots=True)
class Site:
    """One place in a muscle where a trigger point is found, and where it hurts."""

    id: str
    where: str
    landmarks: Mapping[str, Any]
    depth: str
    palpation: str
    local: tuple[Zone, ...]
    essential: tuple[Zone, ...]
    spillover: tuple[Zone, ...]
    beside: tuple[str, ...] = ()
    """Regions at whose edge it lies: what rules them out rules it out."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole muscle of which a record is a part, with the codes of the whole."""

    name: str
    fma: int | None
    uberon: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read; ``url`` is None for standard literature not opened."""

    url: str | None
    supports: str


@dataclass(frozen=True, slots=True)
class Check:
    """A second source that the record was held against, and what came of it.

    ``url`` is None for a book that was read and is not public.
    """

    url: str | None
    title: str
    checked: tuple[str, ...]
    verdict: str
    note: str | None


@dataclass(frozen=True, slots=True)
class SelfCare:
    """How a person may work on the muscle alone; tool ``none`` means not alone."""

    tool: str
    position: str | None
    stretch: str | None
    not_recommended_reason: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Muscle:
    """One muscle, or a part that has its own referred pain."""

    id: str
    name: str
    latin: str
    area: str
    group: str | None
    fma: int | None
    uberon: str | None
    part_of: Whole | None
    origin: tuple[str, ...]
    insertion: tuple[str, ...]
    nerve: str
    actions: tuple[str, ...]
    sites: tuple[Site, ...]
    symptoms: tuple[str, ...]
    limits: tuple[str, ...]
    weakens: tuple[str, ...]
    aggravated_by: tuple[str, ...]
    perpetuated_by: tuple[str, ...]
    mimics: tuple[str, ...]
    associated_muscles: tuple[str, ...]
    needling_hazards: tuple[str, ...]
    compression_hazards: tuple[str, ...]
    self_care: SelfCare
    frequency: str
    frequency_source: str | None
    sources: tuple[Source, ...]
    confidence: str
    checked_by: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Entrapment:
    """A nerve or vessel that the tight muscle can press, and where that is felt, same side."""

    muscle: str
    nerve: str
    regions: tuple[str, ...]
    symptoms: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class MeasuredZone:
    """Where people felt it in a study that pressed, needled or injected the muscle.

    ``percent`` is None where the study only names the area.
    """

    muscle: str
    region: str
    side: ZoneSide
    percent: float | None
    n_people: int | None
    method: str
    year: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Two regions that touch; ``across_midline`` ties a region to its mirror image."""

    region: str
    neighbour: str
    weight: float
    across_midline: bool
    why: str | None = None
    """Reason of a pair added by hand; None where the common border was measured."""


@cache
def load_muscles() -> Mapping[str, Muscle]:
    """Return every muscle by id, in file order.

    Raises
    ------
    FactsError
        A field is missing or has the wrong shape; the message names file and line.
    """
    muscles: dict[str, Muscle] = {}
    for line in read_json_lines(MUSCLE_FILES / "muscles.jsonl"):
        try:
            muscle = _muscle(line.fields)
        except (KeyError, TypeError) as error:
            raise FactsError(f"{line.place}: field {error} is missing or misshapen.") from error
        if muscle.id in muscles:
            raise FactsError(f"{line.place}: muscle '{muscle.id}' stands twice.")
        muscles[muscle.id] = muscle
    return MappingProxyType(muscles)


@cache
def load_entrapments() -> tuple[Entrapment, ...]:
    """Return every nerve or vessel a muscle can press, in file order."""
    return tuple(
        Entrapment(
            muscle=line.fields["muscle"],
            nerve=line.fields["nerve"],
            regions=tuple(line.fields["regions"].split()),
            symptoms=tuple(line.fields["symptoms"].split()),
            url=line.fields["url"],
        )
        for line in read_csv(MUSCLE_FILES / "entrapments.csv")
    )


@cache
def load_measured_zones() -> tuple[MeasuredZone, ...]:
    """Return every measured area, in file order."""
    return tuple(
        MeasuredZone(
            muscle=line.fields["muscle"],
            region=line.fields["region"],
            side=cast(ZoneSide, line.fields["side"]),
            percent=float(line.fields["percent"]) if line.fields["percent"] else None,
            n_people=int(line.fields["n_people"]) if line.fields["n_people"] else None,
            method=line.fields["method"],
            year=int(line.fields["year"]) if line.fields["year"] else None,
            url=line.fields["url"],
        )
        for line in read_csv(MUSCLE_FILES / "measured_zones.csv")
    )


@cache
def load_neighbours() -> tuple[Neighbour, ...]:
    """Return the pairs of regions that touch, each pair once."""
    return tuple(_neighbour(line) for line in read_csv(MUSCLE_FILES / "neighbours.csv"))


def muscle_as_json(muscle: Muscle) -> dict[str, Any]:
    """Return a muscle in the form of its line in the file."""
    for line in read_json_lines(MUSCLE_FILES / "muscles.jsonl"):
        if line.fields["muscle"] == muscle.id:
            return line.fields
    raise FactsError(f"muscles.jsonl no longer holds '{muscle.id}'.")


def _muscle(fields: dict[str, Any]) -> Muscle:
    """Build one frozen record from the fields of its line."""
    rest = dict(fields)
    whole = rest.pop("part_of")
    nested = {"muscle", "sites", "self_care", "sources", "checked_by"}
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in rest.items()
        if key not in nested
    }
    return Muscle(
        id=rest["muscle"],
        part_of=Whole(**whole) if whole else None,
        sites=tuple(_site(site) for site in rest["sites"]),
        self_care=SelfCare(**rest["self_care"]),
        sources=tuple(Source(**source) for source in rest["sources"]),
        checked_by=tuple(
            Check(**{**check, "checked": tuple(check["checked"])}) for check in rest["checked_by"]
        ),
        **plain,
    )


def _site(fields: dict[str, Any]) -> Site:
    """Build one site with its three lists of zones."""
    rest = dict(fields)
    zones: dict[str, Any] = {
        kind: _zones(rest.pop(kind)) for kind in ("local", "essential", "spillover")
    }
    beside = tuple(rest.pop("beside", ()))
    landmarks = MappingProxyType(rest.pop("landmarks") or {})
    return Site(landmarks=landmarks, beside=beside, **zones, **rest)


def _zones(entries: list[dict[str, str]]) -> tuple[Zone, ...]:
    """Build the zones of one list."""
    return tuple(Zone(entry["region"], cast(ZoneSide, entry["side"])) for entry in entries)


def _neighbour(line: Line) -> Neighbour:
    """Build one pair, refusing a weight that is no number from 0 to 1."""
    fields = line.fields
    try:
        weight = float(fields["weight"])
    except ValueError as error:
        raise FactsError(f"{line.place}: weight '{fields['weight']}' is not a number.") from error
    if not 0.0 < weight <= 1.0:
        raise FactsError(f"{line.place}: weight {weight} is not above 0 and at most 1.")
    return Neighbour(
        region=fields["region"],
        neighbour=fields["neighbour"],
        weight=weight,
        across_midline=fields["across_midline"] == "yes",
        why=fields.get("why") or None,
    )
