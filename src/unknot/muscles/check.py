"""Does the catalogue of muscles keep its rules, and do the facts only name muscles in it?

Form (schema, card), ids, zones and their sides, codes, sources, neighbours; then the muscles
that fact files use; last, whether every region of skin is reached by some site.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from unknot.facts.check_schemas import form_rules
from unknot.facts.faults import (
    FactLines,
    Fault,
    Rule,
    fault,
    faults_found,
    ids_in,
    listed,
    read_folder,
    url_of,
)
from unknot.facts.reading import FACT_FILES, Line
from unknot.muscles.catalogue import MUSCLE_FILES
from unknot.muscles.check_programme import PROGRAMME_RULES
from unknot.muscles.check_reach import REACH_RULES

__all__ = ["RULES", "check_muscles", "read_catalogue"]

_CATALOGUE: Final = "muscles.jsonl"
_NEIGHBOURS: Final = "neighbours.csv"
_NAMES: Final = "general_names.csv"
_ZONES: Final = ("local", "essential", "spillover")
_MUSCLE: Final = "muscle:"
_USED_IDS: Final[dict[str, str]] = {
    "symptoms": "symptoms.csv",
    "limits": "movements.csv",
    "weakens": "movements.csv",
    "perpetuated_by": "factors.jsonl",
    "associated_muscles": _CATALOGUE,
}
"""Where the ids of a list of a muscle stand."""


def check_muscles(folder: Path = MUSCLE_FILES, *, facts: Path = FACT_FILES) -> list[Fault]:
    """Hold the catalogue, and the facts that name muscles, against every rule.

    Parameters
    ----------
    folder
        Folder of the catalogue's files.
    facts
        Folder of the fact files.

    Returns
    -------
    The faults in order of file and line; an empty list when there are none.
    """
    lines, unreadable = read_catalogue(folder, facts=facts)
    form = form_rules(schemas=folder.parent / "schemas", cards=folder)
    own = {file: records for file, records in lines.items() if (folder / file).is_file()}
    return sorted([*unreadable, *faults_found(own, form), *faults_found(lines, RULES)])


def read_catalogue(
    folder: Path = MUSCLE_FILES, *, facts: Path = FACT_FILES
) -> tuple[FactLines, list[Fault]]:
    """Read the catalogue together with the facts; only the catalogue's files can be unreadable."""
    fact_lines, _ = read_folder(facts)
    lines, unreadable = read_folder(folder)
    return {**fact_lines, **lines}, unreadable


def _unique_muscle(lines: FactLines) -> Iterator[Fault]:
    """Refuse a muscle or a site that stands twice."""
    seen: dict[str, str] = {}
    for line in lines.get(_CATALOGUE, ()):
        ids = [line.fields.get("muscle"), *(site.get("id") for site in _sites(line))]
        for value in map(str, ids):
            if value in seen:
                yield fault(line, "unique_muscle", f"id '{value}' stands already in {seen[value]}.")
            seen.setdefault(value, line.place)


def _site_name(lines: FactLines) -> Iterator[Fault]:
    """Require the id of a site to begin with its muscle."""
    for line in lines.get(_CATALOGUE, ()):
        for site in _sites(line):
            if not str(site.get("id")).startswith(f"{line.fields.get('muscle')}_"):
                yield fault(
                    line,
                    "site_name",
                    f"site '{site.get('id')}' does not begin with '{line.fields.get('muscle')}_'.",
                )


def _known_in_muscle(lines: FactLines) -> Iterator[Fault]:
    """Require every id in a muscle's lists to exist."""
    for name, file in _USED_IDS.items():
        known = ids_in(lines, file, "muscle" if file == _CATALOGUE else "id")
        for line in lines.get(_CATALOGUE, ()):
            for value in listed(line.fields, name):
                if value not in known:
                    yield fault(line, "known_in_muscle", f"'{value}' ({name}) is not in {file}.")


def _zone_known(lines: FactLines) -> Iterator[Fault]:
    """Require the region of a zone to exist."""
    known = ids_in(lines, "regions.csv")
    for line, where, zone in _zones(lines):
        if zone.get("region") not in known:
            yield fault(
                line,
                "zone_known",
                f"region '{zone.get('region')}' ({where}) is not in regions.csv.",
            )


def _zone_side(lines: FactLines) -> Iterator[Fault]:
    """Require side mid exactly where the region has no sides."""
    sided = {line.fields["id"]: line.fields["sided"] for line in lines.get("regions.csv", ())}
    for line, where, zone in _zones(lines):
        has_sides = sided.get(zone.get("region"))
        if has_sides == "no" and zone.get("side") != "mid":
            yield fault(
                line,
                "zone_side",
                f"region '{zone.get('region')}' ({where}) has no sides, side is "
                f"'{zone.get('side')}', expected mid.",
            )
        if has_sides == "yes" and zone.get("side") == "mid":
            yield fault(
                line,
                "zone_side",
                f"region '{zone.get('region')}' ({where}) has sides, mid is not allowed.",
            )


def _zone_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse a region twice in one list, and a part beside its whole."""
    parents = {
        line.fields["id"]: line.fields["parent"]
        for line in lines.get("regions.csv", ())
        if line.fields.get("parent")
    }
    for line in lines.get(_CATALOGUE, ()):
        for site in _sites(line):
            for kind in _ZONES:
                places = [(z.get("region"), z.get("side")) for z in listed(site, kind)]
                where = f"{site.get('id')} {kind}"
                for region, side in sorted(set(places), key=str):
                    if places.count((region, side)) > 1:
                        yield fault(line, "zone_once", f"region '{region}' stands twice ({where}).")
                    if (parents.get(region), side) in places:
                        yield fault(
                            line,
                            "zone_once",
                            f"region '{region}' stands beside its whole "
                            f"'{parents[region]}' ({where}).",
                        )


def _code_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse an anatomy code on two records: a part has its own code or none."""
    for name in ("fma", "uberon"):
        seen: dict[Any, str] = {}
        for line in lines.get(_CATALOGUE, ()):
            code = line.fields.get(name)
            if code is not None and code in seen:
                yield fault(line, "code_once", f"{name} {code} stands already on '{seen[code]}'.")
            if code is not None:
                seen.setdefault(code, str(line.fields.get("muscle")))


def _muscle_sourced(lines: FactLines) -> Iterator[Fault]:
    """Require a source; high confidence needs a web address among them."""
    for line in lines.get(_CATALOGUE, ()):
        sources = listed(line.fields, "sources")
        if not sources:
            yield fault(line, "muscle_sourced", "has no source.")
        elif line.fields.get("confidence") == "high" and not any(
            url_of(source.get("url")) for source in sources
        ):
            yield fault(line, "muscle_sourced", "confidence is high but no source has an address.")


def _self_care_reason(lines: FactLines) -> Iterator[Fault]:
    """Require a reason where a muscle is not to be worked on alone."""
    for line in lines.get(_CATALOGUE, ()):
        care = line.fields.get("self_care")
        if (
            isinstance(care, dict)
            and care.get("tool") == "none"
            and not care.get("not_recommended_reason")
        ):
            yield fault(line, "self_care_reason", "self-care tool is none, so a reason is needed.")


def _neighbour_known(lines: FactLines) -> Iterator[Fault]:
    """Require both regions of a pair to exist."""
    known = ids_in(lines, "regions.csv")
    for line in lines.get(_NEIGHBOURS, ()):
        for name in ("region", "neighbour"):
            if line.fields.get(name) not in known:
                yield fault(
                    line,
                    "neighbour_known",
                    f"{name} '{line.fields.get(name)}' is not in regions.csv.",
                )


def _neighbour_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse a pair that stands twice, in either order: touching is symmetric."""
    seen: dict[frozenset[str], str] = {}
    for line in lines.get(_NEIGHBOURS, ()):
        pair = frozenset((str(line.fields.get("region")), str(line.fields.get("neighbour"))))
        if pair in seen:
            yield fault(line, "neighbour_once", f"the same pair stands in {seen[pair]}.")
        seen.setdefault(pair, line.place)


def _neighbour_midline(lines: FactLines) -> Iterator[Fault]:
    """Require across_midline exactly where a sided region touches its mirror image."""
    sided = {line.fields["id"]: line.fields["sided"] for line in lines.get("regions.csv", ())}
    for line in lines.get(_NEIGHBOURS, ()):
        region = line.fields.get("region")
        is_mirror = region == line.fields.get("neighbour") and sided.get(region) == "yes"
        if (line.fields.get("across_midline") == "yes") != is_mirror:
            yield fault(
                line,
                "neighbour_midline",
                "across_midline is yes exactly when a region with sides touches itself.",
            )


def _general_name(lines: FactLines) -> Iterator[Fault]:
    """Require a general name to be no id itself and to mean muscles that exist."""
    known = ids_in(lines, _CATALOGUE, "muscle")
    for line in lines.get(_NAMES, ()):
        if line.fields.get("name") in known:
            yield fault(
                line, "general_name", f"'{line.fields.get('name')}' is a muscle of the catalogue."
            )
        for muscle in str(line.fields.get("muscles", "")).split():
            if muscle not in known:
                yield fault(line, "general_name", f"muscle '{muscle}' is not in {_CATALOGUE}.")


def _known_muscle(lines: FactLines) -> Iterator[Fault]:
    """Require every muscle that a fact file names to stand in the catalogue."""
    known = ids_in(lines, _CATALOGUE, "muscle")
    names = known | ids_in(lines, _NAMES, "name")
    for line, where, muscle in _muscles_used(lines):
        if muscle not in (names if where == "culprits" else known):
            yield fault(
                line, "known_muscle", f"muscle '{muscle}' ({where}) is not in {_CATALOGUE}."
            )


def _linked_known(lines: FactLines) -> Iterator[Fault]:
    """Require muscles, regions and symptoms of the side tables to exist."""
    known = {
        "muscle": (_CATALOGUE, ids_in(lines, _CATALOGUE, "muscle")),
        "regions": ("regions.csv", ids_in(lines, "regions.csv")),
        "symptoms": ("symptoms.csv", ids_in(lines, "symptoms.csv")),
    }
    for table in ("entrapments.csv", "region_guides.csv"):
        for line in lines.get(table, ()):
            for cell, (file, ids) in known.items():
                for value in str(line.fields.get(cell, "")).split():
                    if value not in ids:
                        yield fault(line, "linked_known", f"'{value}' ({cell}) is not in {file}.")


def _alias_muscle(lines: FactLines) -> Iterator[Fault]:
    """Require a retired muscle or site to be gone, and what replaces it to exist."""
    muscles = ids_in(lines, _CATALOGUE, "muscle")
    sites = {str(site.get("id")) for line in lines.get(_CATALOGUE, ()) for site in _sites(line)}
    for line in lines.get("aliases.csv", ()):
        known = {"muscle": muscles, "site": sites}.get(str(line.fields.get("kind")))
        if known is None:
            continue
        retired, replacement = line.fields.get("retired_id"), line.fields.get("id")
        if retired in known:
            yield fault(line, "alias_muscle", f"retired id '{retired}' is still in {_CATALOGUE}.")
        if replacement not in known:
            yield fault(line, "alias_muscle", f"id '{replacement}' is not in {_CATALOGUE}.")


def _region_reached(lines: FactLines) -> Iterator[Fault]:
    """Require every region to be reached by some site, itself, its whole or a part of it."""
    reached = {zone.get("region") for _, _, zone in _zones(lines)}
    regions = lines.get("regions.csv", ())
    parents = {line.fields["id"]: line.fields.get("parent") for line in regions}
    wholes_reached = {parents.get(region) for region in reached}
    for line in regions:
        region = line.fields["id"]
        if not ({region, parents[region]} & reached or region in wholes_reached):
            yield fault(line, "region_reached", f"no site reaches region '{region}'.")


RULES: Final[dict[str, Rule]] = {
    "unique_muscle": _unique_muscle,
    "site_name": _site_name,
    "known_in_muscle": _known_in_muscle,
    "zone_known": _zone_known,
    "zone_side": _zone_side,
    "zone_once": _zone_once,
    "code_once": _code_once,
    "muscle_sourced": _muscle_sourced,
    "self_care_reason": _self_care_reason,
    "neighbour_known": _neighbour_known,
    "neighbour_once": _neighbour_once,
    "neighbour_midline": _neighbour_midline,
    "general_name": _general_name,
    "known_muscle": _known_muscle,
    "linked_known": _linked_known,
    "alias_muscle": _alias_muscle,
    "region_reached": _region_reached,
    **REACH_RULES,
    **PROGRAMME_RULES,
}
"""Every rule by its id, except those on form and ``readable``."""


def _sites(line: Line) -> list[dict[str, Any]]:
    """Return the sites of a muscle that are objects."""
    return [site for site in listed(line.fields, "sites") if isinstance(site, dict)]


def _zones(lines: FactLines) -> Iterator[tuple[Line, str, dict[str, Any]]]:
    """Yield every zone with its line, and its site and kind in words."""
    for line in lines.get(_CATALOGUE, ()):
        for site in _sites(line):
            for kind in _ZONES:
                for zone in listed(site, kind):
                    if isinstance(zone, dict):
                        yield line, f"{site.get('id')} {kind}", zone


def _muscles_used(lines: FactLines) -> Iterator[tuple[Line, str, str]]:
    """Yield every muscle that a fact file names: line, field, id."""
    for file in ("trials.jsonl", "rates.jsonl", "measures.jsonl"):
        for line in lines.get(file, ()):
            for muscle in listed(line.fields, "muscles"):
                yield line, "muscles", str(muscle)
    for line in lines.get("cases.jsonl", ()):
        for culprit in listed(line.fields, "culprits"):
            yield line, "culprits", str(culprit.get("muscle"))
    for line in lines.get("contraindications.jsonl", ()):
        for place in listed(line.fields, "applies_to"):
            if str(place).startswith(_MUSCLE):
                yield line, "applies_to", str(place).removeprefix(_MUSCLE)
    for line in lines.get("prevalences.csv", ()):
        yield line, "muscle", str(line.fields.get("muscle"))
    for file in (name for name in lines if name.startswith("translations_")):
        for line in lines[file]:
            if line.fields.get("kind") == "muscle":
                yield line, "id", str(line.fields.get("id"))
