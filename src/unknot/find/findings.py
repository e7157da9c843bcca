"""From what a person told to rows of the network: present findings, and what speaks against.

Three kinds of evidence come out. *Present* findings (marked regions, symptoms, limited
movements) are rows of the network. *Absent* ones (unpainted regions, symptoms and movements
that were asked and denied) factorise over the causes and change their odds. *Signs* under
the finger change the odds of one muscle on one side.

Never asked is not absent: a symptom counts against a muscle only when it was denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import load_movements, load_regions
from unknot.find.knowledge import BOTH, Knowledge
from unknot.find.network import Evidence, tempered
from unknot.find.query import MovementMark, Query, SignMark
from unknot.find.surveys import survey_shift
from unknot.sides import LEFT_RIGHT

__all__ = ["Finding", "Observed", "observed_from", "sign_weight", "signs_by_muscle"]

FloatArray = npt.NDArray[np.float64]

_QUIETEST = 0.1
"""However faint beside the worst, a marked place counts this much."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One present finding: its kind, its id, its side, and how much it counts.

    ``rows`` are the rows of the network that can explain it: two when the side was not told.
    """

    kind: str
    id: str
    side: str
    rows: tuple[int, ...]
    exponent: float


@dataclass(frozen=True, slots=True)
class Observed:
    """One person as the network sees them.

    Attributes
    ----------
    findings
        The present findings, in the order of ``evidence.q``.
    evidence
        Tempered rows, leaks and odds, ready for the sums.
    """

    findings: tuple[Finding, ...]
    evidence: Evidence


def observed_from(query: Query, knowledge: Knowledge) -> Observed:
    """Turn a checked query into evidence."""
    findings = (
        *_marked_regions(query, knowledge),
        *_symptoms(query, knowledge),
        *_limited(query, knowledge),
    )
    log_odds = _log_odds(query, knowledge, findings)
    if not findings:
        empty = np.zeros((0, len(log_odds)))
        return Observed(findings, Evidence(empty, np.zeros(0), log_odds))
    q = np.array([_row(finding, knowledge) for finding in findings])
    leak = np.array([_leak(finding, knowledge) for finding in findings])
    exponent = np.array([finding.exponent for finding in findings])
    q, leak = tempered(q, leak, exponent)
    return Observed(findings, Evidence(q, leak, log_odds))


def sign_weight(signs: list[tuple[str, bool]], *, further: float) -> float:
    """Log odds that the signs of one muscle add.

    The strongest sign counts fully, each further one in the same direction by the ratio
    ``further``: several signs found by one examiner are not independent.

    Parameters
    ----------
    signs
        Sign ids, each with whether it was present.
    further
        Weight of each further sign, from 0 to 1.
    """
    table = load_signs()
    weights = []
    for sign, present in signs:
        sensitivity, specificity = table[sign].sensitivity, table[sign].specificity
        weights.append(
            log(sensitivity / (1 - specificity))
            if present
            else log((1 - sensitivity) / specificity)
        )
    total = 0.0
    for group in ([w for w in weights if w > 0], [w for w in weights if w < 0]):
        if group:
            strongest = max(group, key=abs)
            total += strongest + further * (sum(group) - strongest)
    return total


def _marked_regions(query: Query, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return a finding for every marked place, weakened where neighbours are marked too."""
    strongest: dict[tuple[str, str], float] = {}
    for mark in query.felt:
        sides: tuple[str, ...] = LEFT_RIGHT if mark.side == "both" else (mark.side,)
        for side in sides:
            key = (mark.region, side)
            strongest[key] = max(strongest.get(key, 0.0), mark.intensity or 0.0)
    for region, side in list(strongest):
        parent = load_regions()[region].parent
        if parent is not None:
            strongest.pop((parent, side), None)
    for region, side in list(strongest):
        if side == "mid" and any((region, own) in strongest for own in LEFT_RIGHT):
            strongest.pop((region, side))
    places = {key: _region_rows(*key, knowledge) for key in strongest}
    peak = max(strongest.values(), default=0.0)
    temper = knowledge.parameters.temper
    findings = []
    for key, rows in places.items():
        n_touching = sum(
            other is not rows
            and any(not knowledge.touched_by[row].isdisjoint(other) for row in rows)
            for other in places.values()
        )
        loudness = sqrt(strongest[key] / peak) if peak and strongest[key] else 1.0
        loudness = max(loudness, _QUIETEST)
        findings.append(Finding("region", *key, rows, loudness / (1.0 + temper * n_touching)))
    return tuple(findings)


def _region_rows(region: str, side: str, knowledge: Knowledge) -> tuple[int, ...]:
    """Return the rows of a place; two when the region has sides and none was told."""
    row = knowledge.region_row
    if (region, side) in row:
        return (row[region, side],)
    return tuple(row[region, own] for own in LEFT_RIGHT)


def _symptoms(query: Query, knowledge: Knowledge) -> Iterator[Finding]:
    """Yield the reported symptoms."""
    for symptom in query.symptoms:
        yield Finding("symptom", symptom, "mid", (knowledge.symptom_row[symptom],), 1.0)


def _limited(query: Query, knowledge: Knowledge) -> Iterator[Finding]:
    """Yield the limited movements; both sides are two findings."""
    seen = set()
    for mark in query.limited_movements:
        for key, rows in _movement_rows(_on_painful_side(mark, query), knowledge):
            if key not in seen:
                seen.add(key)
                yield Finding("movement", *key, rows, 1.0)


def _on_painful_side(mark: MovementMark, query: Query) -> MovementMark:
    """Take a movement whose side was not told to the painful side, where there is only one."""
    sides = {pain.side for pain in query.felt if pain.side != "mid"}
    if mark.side == "mid" and load_movements()[mark.movement].is_sided and len(sides) == 1:
        return MovementMark(mark.movement, sides.pop())
    return mark


def _movement_rows(
    mark: MovementMark, knowledge: Knowledge
) -> Iterator[tuple[tuple[str, str], tuple[int, ...]]]:
    """Yield a movement's places with the rows that can explain each."""
    row = knowledge.movement_row
    if not load_movements()[mark.movement].is_sided:
        yield (mark.movement, "mid"), (row[mark.movement, "mid"],)
    elif mark.side == "both":
        for side in LEFT_RIGHT:
            yield (mark.movement, side), (row[mark.movement, side],)
    elif mark.side == "mid":
        yield (mark.movement, "mid"), tuple(row[mark.movement, side] for side in LEFT_RIGHT)
    else:
        yield (mark.movement, mark.side), (row[mark.movement, mark.side],)


def _row(finding: Finding, knowledge: Knowledge) -> FloatArray:
    """Return q over the causes; either side explains a finding whose side was not told."""
    table = {
        "region": knowledge.q_region,
        "symptom": knowledge.q_symptom,
        "movement": knowledge.q_movement,
    }[finding.kind]
    row: FloatArray = table[finding.rows[0]]
    for other in finding.rows[1:]:
        row = 1.0 - (1.0 - row) * (1.0 - table[other])
    return row


def _leak(finding: Finding, knowledge: Knowledge) -> float:
    """Return the probability of the finding for a reason outside the network."""
    if finding.kind == "region":
        return knowledge.parameters.region_leak
    if finding.kind == "symptom":
        return float(knowledge.symptom_leak[finding.rows[0]])
    return knowledge.parameters.movement_leak


def _log_odds(query: Query, knowledge: Knowledge, findings: tuple[Finding, ...]) -> FloatArray:
    """Return the odds after everything that is absent and everything under the finger."""
    parameters = knowledge.parameters
    rate = parameters.reporting_asked if query.asked_anywhere_else else parameters.reporting_told
    log_odds = knowledge.log_prior + knowledge.unpainted_total[rate]
    for row in _painted_rows(findings, knowledge):
        log_odds -= knowledge.unpainted[rate][row]
    marked = [finding.rows for finding in findings if finding.kind == "region"]
    shift = survey_shift(knowledge.surveys, marked, weight=parameters.prevalence_weight)
    log_odds += shift[knowledge.cause_muscle]
    for symptom in query.absent_symptoms:
        log_odds += np.log1p(-knowledge.q_symptom[knowledge.symptom_row[symptom]])
    for mark in query.free_movements:
        for _, rows in _movement_rows(mark, knowledge):
            for row in rows:
                log_odds += np.log1p(-knowledge.q_movement[row])
    for (muscle, side), weight in signs_by_muscle(query.signs, parameters.further_sign).items():
        own = LEFT_RIGHT.index(side)
        hit = (knowledge.cause_muscle == knowledge.muscles.index(muscle)) & (
            (knowledge.cause_side == own) | (knowledge.cause_side == BOTH)
        )
        log_odds[hit] += weight
    return log_odds


def _painted_rows(findings: tuple[Finding, ...], knowledge: Knowledge) -> set[int]:
    """Return the rows of marked places, and of the whole when a finer part is marked."""
    regions = load_regions()
    rows: set[int] = set()
    for finding in findings:
        if finding.kind == "region":
            rows.update(finding.rows)
            parent = regions[finding.id].parent
            if parent is not None:
                rows.update(_region_rows(parent, finding.side, knowledge))
    return rows


def signs_by_muscle(signs: tuple[SignMark, ...], further: float) -> Mapping[tuple[str, str], float]:
    """Return the log odds that the signs add, by muscle and side."""
    grouped: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for sign in signs:
        entry = (sign.sign, sign.present)
        entries = grouped.setdefault((sign.muscle, sign.side), [])
        if entry not in entries:
            entries.append(entry)
    return {key: sign_weight(entries, further=further) for key, entries in grouped.items()}
