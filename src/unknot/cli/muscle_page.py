"""The card of one muscle, for therapists and for people at home."""

from __future__ import annotations

from typing import Final

from unknot.cli.page import Page
from unknot.facts.factors import load_factors
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.muscles.catalogue import (
    Muscle,
    Site,
    Zone,
    load_entrapments,
    load_measured_zones,
    load_muscles,
)

__all__ = ["muscle_page"]

_FREQUENCY: Final = {
    "very_common": "very often a source of muscle pain",
    "common": "often a source of muscle pain",
    "uncommon": "now and then a source of muscle pain",
    "rare": "rarely a source of muscle pain",
}
_CONFIDENCE: Final = {
    "high": "two independent sources agree on where it refers pain",
    "medium": "one source, or two that agree in part, on where it refers pain",
    "low": "weak ground: little was found on where it refers pain",
}
_METHODS: Final = {
    "pressure": "by pressing",
    "needling": "by needling",
    "saline": "by a painful injection",
    "other": "in a survey of points",
}
_SIDE: Final = {
    "same": "same side",
    "opposite": "opposite side",
    "both": "both sides",
    "mid": "middle",
}
_TOOLS: Final = {
    "ball": "a ball against wall or floor",
    "fingers": "the fingers",
    "pincer": "a pincer grip of thumb and fingers",
    "massage_stick": "a massage stick",
    "hook_cane": "a hook cane",
    "roller": "a foam roller",
}


def muscle_page(muscle: Muscle) -> Page:
    """Return the card of a muscle."""
    page = Page()
    page.heading(f"{muscle.name} ({muscle.latin})")
    page.text(f"{_FREQUENCY[muscle.frequency].capitalize()}. Id: {muscle.id}.")
    if muscle.part_of:
        page.text(f"A part of: {muscle.part_of.name}.")
    _anatomy(page, muscle)
    page.heading("Points, and where each refers pain")
    for site in muscle.sites:
        _site(page, site)
    _measured(page, muscle)
    _life(page, muscle)
    _care(page, muscle)
    _sources(page, muscle)
    return page


def _anatomy(page: Page, muscle: Muscle) -> None:
    """Where the muscle lies and what it does."""
    page.heading("Where it lies")
    page.labelled("from", "; ".join(muscle.origin), indent=2)
    page.labelled("to", "; ".join(muscle.insertion), indent=2)
    page.labelled("nerve", muscle.nerve, indent=2)
    page.labelled("does", "; ".join(muscle.actions), indent=2)
    codes = [f"{name} {code}" for name, code in (("FMA", muscle.fma), ("", muscle.uberon)) if code]
    if codes:
        page.labelled("codes", ", ".join(code.strip() for code in codes), indent=2)


def _site(page: Page, site: Site) -> None:
    """One site with its zones."""
    page.text(f"{site.id} ({site.depth}, {site.palpation} palpation)", indent=2)
    page.labelled("find it", site.where)
    page.labelled("here", _zones(site.local))
    if site.essential:
        page.labelled("mostly", _zones(site.essential))
    if site.spillover:
        page.labelled("also", _zones(site.spillover))


def _zones(zones: tuple[Zone, ...]) -> str:
    """Name the zones of one list."""
    regions = load_regions()
    return "; ".join(
        regions[zone.region].label
        + (f" ({_SIDE[zone.side]})" if zone.side in ("opposite", "both") else "")
        for zone in zones
    )


def _measured(page: Page, muscle: Muscle) -> None:
    """Where people felt it in studies, with how many felt it there."""
    regions = load_regions()
    found = [zone for zone in load_measured_zones() if zone.muscle == muscle.id]
    if found:
        page.heading("Measured in studies")
    for zone in found:
        share = "the usual place" if zone.percent is None else f"{zone.percent:.0f} %"
        people = f" of {zone.n_people} people" if zone.n_people else ""
        study = f"{_METHODS[zone.method]}, {zone.year or 'year not seen'}"
        page.text(f"- {regions[zone.region].label}: {share}{people} ({study})", indent=2, hang=2)
    for entrapment in load_entrapments():
        if entrapment.muscle == muscle.id:
            places = "; ".join(regions[region].label for region in entrapment.regions)
            page.heading(f"Can press on: {entrapment.nerve}")
            page.text(f"felt at: {places}", indent=2)


def _life(page: Page, muscle: Muscle) -> None:
    """What comes with it, what it limits, what feeds it, what it is taken for."""
    symptoms, movements, factors = load_symptoms(), load_movements(), load_factors()
    rows = (
        ("Often comes with", [symptoms[s].label for s in muscle.symptoms]),
        ("Limited or painful", [movements[m].label for m in muscle.limits]),
        ("Weak", [movements[m].label for m in muscle.weakens]),
        ("Set off by", list(muscle.aggravated_by)),
        ("Fed by", [factors[f].name for f in muscle.perpetuated_by]),
        ("Taken for", list(muscle.mimics)),
        (
            "Check together with",
            [load_muscles()[m].name for m in muscle.associated_muscles if m in load_muscles()],
        ),
        ("Needling hazards", list(muscle.needling_hazards)),
        ("Pressure hazards", list(muscle.compression_hazards)),
    )
    for label, entries in rows:
        if entries:
            page.heading(label)
            page.text("; ".join(entries), indent=2)
    twins = [
        other.name
        for other in load_muscles().values()
        if muscle.group and other.group == muscle.group and other.id != muscle.id
    ]
    if twins:
        page.heading("Hard to tell from")
        page.text("; ".join(twins), indent=2)


def _care(page: Page, muscle: Muscle) -> None:
    """How a person may work on it alone, gently."""
    care = muscle.self_care
    page.heading("On your own")
    if care.tool == "none":
        page.text(f"Not on your own: {care.not_recommended_reason}", indent=2)
    else:
        page.labelled("with", _TOOLS.get(care.tool, care.tool), indent=2)
        if care.position:
            page.labelled("press", care.position, indent=2)
    if care.stretch:
        page.labelled("stretch", care.stretch, indent=2)


def _sources(page: Page, muscle: Muscle) -> None:
    """Where it was read, and what it was held against."""
    page.heading("Sources")
    page.text(f"Confidence {muscle.confidence}: {_CONFIDENCE[muscle.confidence]}.", indent=2)
    for source in muscle.sources:
        page.text(f"- {source.supports}", indent=2, hang=2)
        page.lines.append(f"    {source.url or 'standard literature, not opened here'}")
    for check in muscle.checked_by:
        note = f" ({check.note})" if check.note else ""
        checked = ", ".join(check.checked)
        page.text(f"- held against: {checked}; {check.verdict}{note}", indent=2, hang=2)
        if check.url:
            page.lines.append(f"    {check.url}")
        else:
            page.text(check.title, indent=4)
