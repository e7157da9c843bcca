"""The words for a change: plain, short, and no more sure than the numbers.

*Error* here is what two measurements of an unchanged person differ by. A change inside it
can still be chance; a change without a published error is said to be just that.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Final

from unknot.facts.evidence import Measure, load_measures
from unknot.facts.network_tables import load_signs
from unknot.facts.scales import load_populations, load_scales
from unknot.facts.vocabularies import load_movements
from unknot.measure.answer import Change
from unknot.measure.norms import Norm
from unknot.measure.rows import Level, PublishedValue
from unknot.muscles.catalogue import load_muscles

__all__ = [
    "amount",
    "basis_sentence",
    "caption",
    "in_unit_given",
    "label",
    "notes",
    "sentence",
    "word",
]

_UNIT_WORDS: Final = {
    "kPa": " kPa",
    "N": " N",
    "degrees": "°",
    "mm": " mm",
    "points 0-10": "",
    "points -5 to 5": "",
    "points 0-18": "",
}
_LARGE: Final = 10
"""From here on an amount is shown without decimals."""
_ROUNDING: Final = 1e-9
_LEVEL_WORDS: Final[dict[Level, str]] = {
    "muscle": "measured in this muscle",
    "movement": "measured in this movement",
    "region": "measured in this region",
    "joint": "measured over the movements of this joint",
    "population": "measured in {people}",
    "general": "measured in {people}",
    "other_people": "borrowed from {people}; none is known for {like}",
}


def label(change: Change) -> str:
    """Return what was measured, to begin a sentence with."""
    told = change.told
    name = told.scale.label
    if told.scale.needs == "movement" and told.movement:
        movement = load_movements()[told.movement].label
        name = movement if told.scale.id == "rom" else f"{name} in {movement}"
    elif told.scale.needs == "movement" and told.joint:
        name = f"{told.joint.replace('_', ' ')} {name.lower()}"
    if told.scale.needs == "sign" and told.sign:
        name = load_signs()[told.sign].label
    return name[0].upper() + name[1:]


def word(change: Change) -> str:
    """Return the word for the verdict, as a tag shows it."""
    if change.verdict == "within_error":
        return "within error"
    if change.told.scale.kind == "sign":
        return _sign_word(change)
    if change.verdict == "unknown":
        return "not known"
    return change.told.scale.raised if change.verdict == "raised" else change.told.scale.lowered


def amount(change: Change, value: float) -> str:
    """Return an amount with its unit, as short as it may be."""
    unit = _UNIT_WORDS.get(change.told.scale.unit or "", "")
    digits = 0 if unit in (" kPa", " N", "°", " mm") and abs(value) >= _LARGE else 1
    shown = floor(abs(value) * 10**digits + 0.5 + _ROUNDING) / 10**digits
    return f"{shown:.{digits}f}".removesuffix(".0") + unit


def caption(change: Change) -> str:
    """Return the error and the better direction, as a caption shows them."""
    more = "more" if change.told.scale.better == "higher" else "less"
    better = f"{more} is better"
    if change.mdc is None:
        return f"error not known · {better}"
    of_ten = " of 10" if change.told.scale.unit == "points 0-10" else ""
    return f"error ±{amount(change, change.mdc.value)}{of_ten} · {better}"


def in_unit_given(change: Change) -> str:
    """Return both values and the error in the unit that came in; empty when it is the house's."""
    unit = change.told.unit
    if unit is None or unit.id == change.told.scale.unit:
        return ""
    values = [
        "–" if one.value is None else f"{one.value / unit.scale:.3g}"
        for one in (change.before, change.after)
    ]
    error = f", error ±{change.mdc.value / unit.scale:.2g}" if change.mdc else ""
    return f"In {unit.id}: {' → '.join(values)}{error}"


def sentence(change: Change) -> str:
    """Return the change in one plain sentence, or two."""
    kind = change.told.scale.kind
    if kind == "sign":
        return _sign_sentence(change)
    if kind == "grade":
        return _grade_sentence(change)
    if change.change is None:
        return _missing_sentence(change)
    if kind == "change":
        return _felt_sentence(change)
    if change.direction == 0:
        return f"{label(change)} did not change."
    moved = change.told.scale.rose if change.change > 0 else change.told.scale.fell
    moved = (moved or "changed by {amount}").format(amount=amount(change, change.change))
    return f"{label(change)} {moved}{_held_against(change)}"


def _held_against(change: Change) -> str:
    """Return the second half of a sentence: what the change may mean."""
    if change.verdict == "unknown":
        return ". No published measuring error fits, so this may be chance."
    if change.verdict == "within_error":
        return ", which can still be chance."
    error = amount(change, change.mdc.value) if change.mdc else ""
    better = "for the better" if change.is_better else "for the worse"
    return f", more than its measuring error of {error}: a change {better}."


def _missing_sentence(change: Change) -> str:
    """Say which of the two was not measured."""
    first, second = change.before.value is None, change.after.value is None
    when = "before or after" if first and second else "before" if first else "afterwards"
    if change.told.scale.kind == "change":
        when = "yet"
    half_told = any(one.value is None and one.n_taken for one in (change.before, change.after))
    if change.told.scale.kind == "items" and half_told:
        return f"{label(change)}: a rating is missing, so there is no score to compare."
    return f"{label(change)} was not measured {when}, so there is nothing to compare."


def _felt_sentence(change: Change) -> str:
    """Say a change that the person rated."""
    if not change.change:
        return "You feel no change."
    way = "better" if change.change > 0 else "worse"
    said = f"You rate yourself {way} by {amount(change, change.change)} of 5"
    if change.verdict == "unknown":
        return f"{said}. How far such a rating varies by itself is not known."
    if change.verdict == "within_error":
        return f"{said}, which can still be chance."
    return f"{said}, more than such a rating varies by itself."


def _grade_sentence(change: Change) -> str:
    """Say how a grade went, without a size between grades that nobody has measured."""
    first, second = change.told.grades
    if first is None or second is None:
        when = "before or after" if not (first or second) else "afterwards" if first else "before"
        return f"{label(change)} was not graded {when}, so there is nothing to compare."
    if change.direction == 0:
        return f"{label(change)} stayed at grade {first}."
    said = f"{label(change)} went from grade {first} to {second}"
    if change.verdict == "within_error":
        return f"{said}, which can still be chance."
    if change.verdict == "unknown":
        return f"{said}. No published measuring error fits, so this may be chance."
    return f"{said}, more than examiners differ by."


def _sign_word(change: Change) -> str:
    """Return the word for how a sign went."""
    if change.direction is None:
        return "not known"
    if change.direction == 0:
        return "as before"
    return change.told.scale.raised if change.direction > 0 else change.told.scale.lowered


def _sign_sentence(change: Change) -> str:
    """Say how a sign went, and how far two examiners agree on it."""
    first, second = change.told.present
    name = label(change)
    if first is None or second is None:
        when = "before or after" if first is second else "before" if first is None else "afterwards"
        return f"{name}: not looked for {when}, so there is nothing to compare."
    states = {True: "there", False: "not there"}
    if first == second:
        return f"{name}: {states[first]} before and after."
    return (
        f"{name}: {states[first]} before, {states[second]} after. Examiners often differ on a "
        "sign, so this alone may be chance."
    )


def basis_sentence(change: Change) -> str:
    """Say which published error was used and why, or why there is none."""
    told = change.told
    if told.scale.kind == "sign":
        kappa = load_signs()[told.sign].kappa if told.sign else None
        agreement = "not known" if kappa is None else f"{kappa:g} of 1 (kappa)"
        return f"A sign has no measuring error; agreement of two examiners is {agreement}."
    if change.mdc is None:
        if change.n_needed:
            return (
                f"An error is published only for the mean of {change.n_needed} readings; take "
                f"{change.n_needed} before and {change.n_needed} after."
            )
        if change.agreement is not None:
            return _agreement(change, change.agreement)
        return "No published measuring error is known for this; an invented one would mislead."
    return _basis(change, change.mdc)


def _agreement(change: Change, row: Measure) -> str:
    """Say how well measurements agree where no error of them is published."""
    what = "grades" if change.told.scale.kind == "grade" else "this"
    none_known = f"No measuring error is published for {what}."
    if row.property == "agreement":
        return (
            f"{none_known} Two examiners gave {row.detail} in {row.value:g} of 100 tests "
            f"({row.population})."
        )
    said = "repeated answers" if _is_rated(change) else "repeated measurements"
    whose = {"same": "one examiner testing twice", "different": "two examiners"}
    return (
        f"{none_known} What is known is how well {whose.get(row.rater or '', said)} agreed: "
        f"{row.value:g}, where 1 is fully ({row.property}; {row.population}). That gives no error "
        "for one person."
    )


def _is_rated(change: Change) -> bool:
    """Say whether the person gives the value, not an instrument or an examiner."""
    return change.told.scale.kind in ("items", "change") or change.told.scale.id.startswith("pain")


def _basis(change: Change, value: PublishedValue) -> str:
    """Say which line a value comes from."""
    row = value.row
    known = load_populations().get(row.people or "")
    people = known.label if known else "people in general"
    like = "people in general" if change.told.population is None else "people like you"
    where = _LEVEL_WORDS[value.level].format(people=people, like=like)
    if value.level == "general" and change.told.scale.needs == "muscle_or_region":
        where = "measured at many places of the body; none is known for this muscle or region"
    if value.level == "region" and change.told.muscle:
        where = "measured in this region, not in this very muscle"
    parts = [f"{amount(change, value.value)}, {where} ({row.population})"]
    if value.is_from_sem:
        parts.append("worked out from the standard error the source prints")
    if value.is_from_percent:
        parts.append(f"{row.value:g} percent of the first value")
    if row.rater == "different":
        parts.append("two examiners")
    if row.n_readings:
        parts.append("single readings" if row.n_readings == 1 else f"means of {row.n_readings}")
    return "; ".join(parts) + "."


def notes(change: Change) -> Iterator[str]:
    """Yield what belongs beside the answer, most important first."""
    yield from _importance(change)
    row = change.mdc.row if change.mdc else None
    if row and change.told.rater == "different" and row.rater != "different":
        yield (
            "Two different people measured, but the error is that of one person measuring twice; "
            "yours is larger."
        )
    if row and row.notes.get("note"):
        yield f"About this error: {row.notes['note']}."
    if row and not row.source_seen:
        yield "The paper of this error was not read; the number is as quoted at the address above."
    yield from _other_ways(change)
    if change.norm is not None:
        yield _norm_sentence(change, change.norm)
    if change.other_after is not None:
        earlier = "" if change.other_before is None else f" (before: {change.other_before:.0f})"
        yield f"Now {change.other_after:.0f} percent of the other side{earlier}."
    for name, one in (("before", change.before), ("after", change.after)):
        if one.n_taken > 1 and one.spread is not None:
            apart = f"{amount(change, one.spread)} apart at most" if one.spread else "all alike"
            yield (
                f"{name.capitalize()}: the mean of {one.n_taken} readings, {apart}; none was "
                "dropped."
            )


def _other_ways(change: Change) -> Iterator[str]:
    """Name another measure of this movement whose error is known, where this one's is not."""
    if change.mdc is not None or change.n_needed or not change.told.movement:
        return
    known = {
        row.measure
        for row in load_measures()
        if row.property in ("MDC95", "SEM") and change.told.movement in row.movement_ids
    }
    wants_force = change.told.scale.kind == "grade"
    for scale in load_scales().values():
        fits = scale.unit == "N" if wants_force else scale.needs is None
        if fits and not known.isdisjoint(scale.measures):
            yield f"This movement has a measure with a known error: {scale.label} ({scale.id})."


def _importance(change: Change) -> Iterator[str]:
    """Say whether a change of this size is one that people notice."""
    if change.change is None or change.direction == 0 or change.told.scale.kind == "grade":
        return
    if change.mcid is None:
        yield "How large a change must be for people to notice it is not known for this measure."
        return
    yield (
        f"A change people notice is about {amount(change, change.mcid.value)}; "
        f"{_beside_error(change)} ({change.mcid.row.population})."
    )


def _beside_error(change: Change) -> str:
    """Say how this change stands to one that people notice, and to its error."""
    if change.matters:
        still = " and may still be chance" if change.verdict == "within_error" else ""
        return f"this one is as large{still}"
    beyond = ", though beyond error" if change.verdict in ("raised", "lowered") else ""
    return f"this one is smaller{beyond}"


def _norm_sentence(change: Change, norm: Norm) -> str:
    """Say how far others usually go."""
    place = load_muscles()[change.told.muscle].name if change.told.muscle else ""
    spread = "" if norm.sd is None else f", give or take {amount(change, norm.sd)}"
    kind = "By convention" if norm.is_convention else "Usual"
    of_it = f" over {place.lower()}" if place and change.told.scale.id == "ppt" else ""
    quoted = "" if norm.row.source_seen else ", as quoted elsewhere"
    return f"{kind}{of_it}: {amount(change, norm.value)}{spread} ({norm.row.population}{quoted})."
