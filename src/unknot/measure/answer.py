"""From what was measured before and after to the whole answer."""

from __future__ import annotations

from dataclasses import dataclass

from unknot.facts.evidence import Measure
from unknot.measure.agreement import agreement_for
from unknot.measure.change import Verdict, is_important, verdict_of
from unknot.measure.grades import grade_order, is_whole
from unknot.measure.norms import Norm, norm_for
from unknot.measure.readings import Reading, paired, read
from unknot.measure.readings_told import Readings
from unknot.measure.rows import PublishedValue, detectable_change, important_change
from unknot.measure.told import Told, told_from

__all__ = ["Change", "measure", "measure_change"]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after, and what may be said about it.

    Attributes
    ----------
    before, after
        The value at each time, in the scale's unit.
    change
        After less before; None when it cannot be said.
    direction
        1 up, -1 down, 0 the same; None when not known. Known also where no size is.
    mdc, mcid
        The published values it was held against; None where none fits.
    n_needed
        Where no error fits: the fewest readings for which one is published; None for none.
    is_better
        Whether it moved in the better direction; None without a move.
    matters
        Whether a change of this size is one that people notice; None when not known.
    agreement
        Where no error is known: how well repeated measurements agree; None when that is not
        known either.
    other_before, other_after
        This side in percent of the other; None when the other side was not measured.
    """

    told: Told
    before: Reading
    after: Reading
    change: float | None
    direction: int | None
    mdc: PublishedValue | None
    mcid: PublishedValue | None
    n_needed: int | None
    verdict: Verdict
    is_better: bool | None
    matters: bool | None
    norm: Norm | None = None
    agreement: Measure | None = None
    other_before: float | None = None
    other_after: float | None = None


def measure(fields: object) -> Change:
    """Check one case of the contract and answer it.

    Raises
    ------
    InvalidInput
        A value has the wrong kind, cannot be, or contradicts another.
    UnknownId
        An id stands in no vocabulary.
    """
    return measure_change(told_from(fields))


def measure_change(told: Told) -> Change:
    """Say how a measure changed, whether beyond its error, and whether that matters."""
    kind = told.scale.kind
    if kind == "sign":
        return _unmeasured(told, direction=_direction(*told.present))
    if kind == "grade":
        return _graded(told)
    before, after = paired(told.scale, told.before, told.after)
    change = _difference(told, before, after)
    mdc, n_needed = detectable_change(
        told, before=before.value, n_readings=_n_behind(told, before, after)
    )
    mcid = important_change(told, before=before.value)
    direction = None if change is None else (change > 0) - (change < 0)
    return Change(
        told=told,
        before=before,
        after=after,
        change=change,
        direction=direction,
        mdc=mdc,
        mcid=mcid,
        n_needed=n_needed,
        verdict=verdict_of(change, mdc.value if mdc else None),
        is_better=_better(told, direction),
        matters=is_important(change, mcid.value if mcid else None),
        norm=norm_for(told),
        agreement=None if mdc or n_needed else agreement_for(told),
        other_before=_of_other(told, before, told.other_before),
        other_after=_of_other(told, after, told.other_after),
    )


def _graded(told: Told) -> Change:
    """Answer for a grade by hand: its direction, and whole grades where both are whole."""
    first, second = told.grades
    if first is None or second is None:
        return _unmeasured(told, direction=None)
    step = grade_order(second) - grade_order(first)
    whole = float(step // 3) if is_whole(first) and is_whole(second) else None
    mdc, _ = detectable_change(told, before=None, n_readings=1)
    direction = (step > 0) - (step < 0)
    return _unmeasured(
        told,
        direction=direction,
        change=whole,
        mdc=mdc,
        agreement=None if mdc else agreement_for(told),
        verdict=verdict_of(step / 3, mdc.value if mdc else None),
    )


def _unmeasured(
    told: Told,
    *,
    direction: int | None,
    change: float | None = None,
    mdc: PublishedValue | None = None,
    agreement: Measure | None = None,
    verdict: Verdict = "unknown",
) -> Change:
    """Return an answer without readings, as signs and grades have."""
    nothing = Reading(None, 0, None)
    return Change(
        told=told,
        before=nothing,
        after=nothing,
        change=change,
        direction=direction,
        mdc=mdc,
        mcid=None,
        n_needed=None,
        verdict=verdict,
        is_better=_better(told, direction),
        matters=None,
        agreement=agreement,
    )


def _difference(told: Told, before: Reading, after: Reading) -> float | None:
    """Return after less before; the answer itself where it already is a change."""
    if told.scale.kind == "change":
        return after.value
    if before.value is None or after.value is None:
        return None
    return after.value - before.value


def _n_behind(told: Told, before: Reading, after: Reading) -> int:
    """Return the readings behind the weaker of both values; at least one."""
    counts = [one.n_taken for one in (before, after) if one.n_taken]
    return min(counts, default=told.scale.fewest)


def _direction(before: bool | None, after: bool | None) -> int | None:
    """Return which way a sign went."""
    return None if before is None or after is None else int(after) - int(before)


def _better(told: Told, direction: int | None) -> bool | None:
    """Say whether a move is one for the better."""
    if not direction:
        return None
    return (direction > 0) == (told.scale.better == "higher")


def _of_other(told: Told, own: Reading, other: Readings) -> float | None:
    """Return this side in percent of the other."""
    value = read(told.scale, other).value
    return None if own.value is None or not value else 100 * own.value / value
